"""What is wrong with a section, in words, for the field that a person can mend it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section_checks import section_problems
from cte_desktop.domain.planning.sections.seats.reservations import names_nobody, reservations
from cte_desktop.wording.section_problems import problem_text, reserved_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.double_booked import Stays
    from cte_desktop.domain.catalog.section import Section


@dataclass(frozen=True, slots=True)
class SectionProblem:
    """One thing that is wrong: the field it stands at, its code, the sentence for people.

    A problem that `stops` keeps the section from being saved; any other is told.
    """

    field: str
    code: str
    text: str
    stops: bool


def problems_of(
    section: Section, catalog: Catalog, others: Stays | None = None
) -> tuple[SectionProblem, ...]:
    """Return what is wrong with a section, alone and beside others of its school year."""
    found = tuple(
        SectionProblem(found.field, found.code, problem_text(found, section, catalog), found.stops)
        for found in section_problems(section, catalog, others)
    )
    return (*found, *_of_reservation(section, catalog)) if section.reserved_for else found


def _of_reservation(section: Section, catalog: Catalog) -> Iterator[SectionProblem]:
    """Yield what is told when seats are kept for nobody that the catalog knows."""
    for entry in reservations(section, catalog):
        if names_nobody(entry):
            text = reserved_text(entry.value)
            yield SectionProblem("reserved_for", "reserved_for_nobody", text, stops=False)
            return
