"""What placeholders of a plan are called: "Any science (D)"."""

from __future__ import annotations

from cte_desktop.domain.catalog.placeholder import wanted_by
from cte_desktop.wording.translate import noop, tr

_KINDS = {
    "": noop("Any course"),
    "english": noop("Any English course"),
    "social_studies": noop("Any social studies"),
    "mathematics": noop("Any mathematics"),
    "science": noop("Any science"),
    "science_life": noop("Any life science"),
    "science_physical": noop("Any physical science"),
    "physical_education": noop("Any physical education"),
    "arts_language_cte": noop("Any arts, language or CTE"),
    "health": noop("Any health course"),
    "career_planning": noop("Any career planning"),
    "personal_finance": noop("Any personal finance"),
    "ethnic_studies": noop("Any ethnic studies"),
    "elective": noop("Any elective"),
}


def placeholder_label(code: str) -> str:
    """Return "Any science (D)" for the code of a placeholder, "" for any other course."""
    wanted = wanted_by(code)
    if wanted is None:
        return ""
    known = _KINDS.get(wanted.subject)
    subject = wanted.subject.replace("_", " ")
    kind = tr(known) if known else tr("Any course of {subject}", subject=subject)
    return f"{kind} ({wanted.area})" if wanted.area else kind


def titled(code: str, title: str) -> str:
    """Return the title of a course as people read it: a placeholder's in the language of today."""
    return placeholder_label(code) or title
