"""The caseload at a glance: what the page Home counts, and the students behind each figure.

Everything comes from light questions and kept standings. Findings are not kept, so what must be
fixed is counted by graduation: at risk, or out of reach.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.school_year import last_begun, school_year_of
from cte_desktop.services.standing_basis import present_basis
from cte_desktop.storage import glance as store
from cte_desktop.storage.standings import changed_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.services.desk import Desk

Whose = store.Whose
FIGURES = store.FIGURES
NO_PLAN, NOT_SIGNED, GRADUATION = store.NO_PLAN, store.NOT_SIGNED, store.GRADUATION
ONE_COURSE, LAST_CHANCE, COMPLETED = store.ONE_COURSE, store.LAST_CHANCE, store.COMPLETED


@dataclass(frozen=True, slots=True)
class CompletersOf:
    """How many students completed in a school year; None when nobody entered that number.

    As `figures/completers.py` has it: of the whole district a total that was entered comes first.
    """

    school_year: int
    students: int | None
    entered: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """The figures of a scope: students under the name of each figure, and completers by year.

    `stale` of the `students` have standings that are not current: figures that rest on them may
    count such a student otherwise than is right.
    """

    school_year: int
    students: int
    figures: Mapping[str, int]
    this_year: CompletersOf
    last_year: CompletersOf
    stale: int = 0


@dataclass(frozen=True, slots=True)
class Scopes:
    """What a person can choose: counselors by name, schools as (short, name)."""

    counselors: tuple[str, ...]
    schools: tuple[tuple[str, str], ...]


def scopes(desk: Desk) -> Scopes:
    """Return the counselors and schools that any student has."""
    with desk.database.reading() as tx:
        return Scopes(store.counselors(tx), store.schools(tx))


def glance(desk: Desk, whose: Whose) -> Glance:
    """Return the figures of a counselor's caseload, a school, or the district."""
    day = desk.today()
    year = school_year_of(day)
    with desk.database.reading() as tx:
        counts = store.count_all(tx, whose, year, last_begun(day))
        changed = changed_parts(tx, present_basis(tx, day)) & {Part.GRADUATION, Part.PATHWAYS}
        stale = counts.students if changed else store.count_due(tx, whose)
        entered = store.entered_totals(tx, (year, year - 1)) if whose == Whose() else {}
    this_year, last_year = (
        CompletersOf(of, entered.get(of, counted), of in entered)
        for of, counted in (
            (year, counts.figures[COMPLETED]),
            (year - 1, counts.completed_before),
        )
    )
    return Glance(year, counts.students, counts.figures, this_year, last_year, stale)


def glance_students(desk: Desk, figure: str, whose: Whose) -> tuple[str, ...]:
    """Return the uids of the students whom a figure counts, by name."""
    day = desk.today()
    with desk.database.reading() as tx:
        return store.students_of(tx, figure, whose, school_year_of(day), last_begun(day))
