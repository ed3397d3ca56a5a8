"""Why a pathway is suggested to a student, in sentences, and in one line for a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cte_desktop.domain.audit.nearest import Because
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.labels import all_of_label, course_label, school_label
from cte_desktop.wording.nearness import nearness_text
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import Reason
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.suggestions import Suggestion

SIGNS = {
    "interested": noop("Said to be interested"),
    "passed": noop("Passed {courses} already"),
    "under_way": noop("Takes {courses} now"),
    "loved": noop("Took the workshop {workshops} and loved it"),
    "liked": noop("Took the workshop {workshops} and liked it"),
    "tried": noop("Took the workshop {workshops}"),
    "disliked": noop("Took the workshop {workshops} and did not like it"),
    "same_word": noop("It is about the same as the workshop {workshop}"),
    "left_before": noop("Left it before"),
    "changed_from": noop("Changed from it to another pathway before"),
}
SEVERAL = {
    "loved": noop("Took {count} workshops and loved every one: {workshops}"),
    "liked": noop("Took {count} workshops and liked them: {workshops}"),
    "tried": noop("Took {count} workshops: {workshops}"),
    "disliked": noop("Took {count} workshops and did not like them: {workshops}"),
}
"""The same of several workshops."""


def suggestion_sentences(suggestion: Suggestion, school: str, catalog: Catalog) -> tuple[str, ...]:
    """Return every reason as a sentence: what speaks for it, where it is, what is missing."""
    near = nearness_text(suggestion.nearness, catalog)
    can_be = tr("It can still be completed: {how}", how=near[:1].lower() + near[1:])
    clauses = [_sign_text(sign.because, catalog) for sign in suggestion.signs]
    clauses.append(place_text(suggestion, school, catalog))
    return (*(f"{clause}." for clause in clauses if clause), can_be)


def suggestion_line(suggestion: Suggestion, school: str, catalog: Catalog) -> str:
    """Return pathway and reasons in one line: "Welding: took … and loved it; … at Valencia"."""
    clauses = [_sign_text(sign.because, catalog) for sign in suggestion.signs]
    clauses.append(place_text(suggestion, school, catalog))
    said = "; ".join(clause for clause in clauses if clause)
    return f"{suggestion.pathway}: {said[:1].lower()}{said[1:]}"


def place_text(suggestion: Suggestion, school: str, catalog: Catalog) -> str:
    """Return where the next course is taught, "" while the student's high school isn't known."""
    near = suggestion.nearness
    if near.because is not Because.MISSING or not near.next_course:
        return ""
    course = course_label(near.next_course, catalog)
    if near.site:
        site = school_label(near.site, catalog)
        return tr("Extended Day reaches {course} at {site}", course=course, site=site)
    home = catalog.school_by_short.get(school)
    if home is None or home.grade_high <= 8:
        return ""
    return tr("{course} is offered at {school}", course=course, school=home.name)


def more_text(count: int) -> str:
    """Return how many further pathways are suggested, "" for none."""
    return trn("{count} more", "{count} more", count) if count else ""


def _sign_text(reason: Reason, catalog: Catalog) -> str:
    named = dict(reason.values)
    if reason.code == "interested" and "school_year" in named:
        year = school_year_text(cast("int", named["school_year"]))
        return tr("Said in {year} to be interested", year=year)
    if reason.code == "left_before" and "reason" in named:
        return tr("Left it before ({reason})", reason=named["reason"])
    codes = cast("tuple[str, ...]", named.get("courses", ()))
    words: dict[str, object] = {
        "courses": all_of_label([course_label(code, catalog) for code in codes]),
        "workshops": ", ".join(cast("tuple[str, ...]", named.get("workshops", ()))),
        "workshop": named.get("workshop", ""),
        "count": named.get("count", 1),
    }
    several = words["count"] != 1 and reason.code in SEVERAL
    return tr((SEVERAL if several else SIGNS)[reason.code], **words)
