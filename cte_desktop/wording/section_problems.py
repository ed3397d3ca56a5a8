"""What is wrong with a section, a sentence each, for the field in which a person mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.catalog.section_checks import SectionProblem

_SENTENCES: dict[str, str] = {}
_STORED = {
    "too_long": noop("This is longer than the database holds."),
    "duplicate_id": noop('There is a section "{section}" in {year} already.'),
    "other_year": noop("A section stays in its school year: add a new one for another year."),
}


def problem_text(problem: SectionProblem, section: Section, catalog: Catalog) -> str:
    """Return the sentence of a problem that a section has by itself or beside others."""
    values = dict(problem.values)
    return tr(_SENTENCES.get(problem.code, problem.code), **values)


def stored_problem_text(code: str, section: Section, count: int) -> str:
    """Return the sentence of a problem that comes from what is kept; `count` are students."""
    if code == "in_record":
        return trn(
            "{count} student sits in it by the record, under its present id.",
            "{count} students sit in it by the record, under its present id.",
            count,
        )
    if code == "fewer_than_recorded":
        return trn(
            "{count} student sits in it by the record: these are fewer seats.",
            "{count} students sit in it by the record: these are fewer seats.",
            count,
        )
    year = school_year_text(section.school_year)
    return tr(_STORED[code], section=section.section_id, year=year)
