"""The caseload at a glance: what the page Home counts, and the students behind each figure.

Everything comes from light questions and kept standings; what must be fixed, and whose plan no
longer fits the record, is kept beside them (`schedule_standing.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.growth import YearCount, grown
from cte_desktop.domain.school_year import last_begun, school_year_of
from cte_desktop.services.figures.year_counts import completer_counts
from cte_desktop.services.standing_basis import present_basis
from cte_desktop.storage import glance as store
from cte_desktop.storage.last_imports import last_imports
from cte_desktop.storage.reminders import count_open
from cte_desktop.storage.standings import changed_parts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cte_desktop.domain.completion.figures.growth import Growth
    from cte_desktop.services.desk import Desk

Whose = store.Whose
FIGURES = store.FIGURES
NO_PLAN, NOT_SIGNED = store.NO_PLAN, store.NOT_SIGNED
MUST_FIX, MISFIT = store.MUST_FIX, store.MISFIT
ONE_COURSE, LAST_CHANCE, COMPLETED = store.ONE_COURSE, store.LAST_CHANCE, store.COMPLETED
ON_STANDINGS = frozenset({MUST_FIX, MISFIT, ONE_COURSE, LAST_CHANCE, COMPLETED})
"""The figures that rest on kept standings."""
YEARS_SHOWN = 6
OLD_DAYS = 30
"""Days after which what files brought is called old."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The figures of a scope: students under the name of each figure, and completers by year.

    `growth` has the last school years of which anything is known, this one at the end. `stale` of
    the `students` have standings that are not current: figures that rest on them may count such a
    student otherwise than is right. `reminders` are due today or late. `old_imports` are the kinds
    of files that came last more than `OLD_DAYS` days ago, with that day; `is_imported` tells
    whether any ever came.
    """

    school_year: int
    students: int
    figures: Mapping[str, int]
    this_year: YearCount
    last_year: YearCount
    growth: tuple[Growth, ...]
    stale: int = 0
    reminders: int = 0
    old_imports: Mapping[str, date] = field(default_factory=dict)
    is_imported: bool = False


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
        changed = any(part in store.RESTS_ON for part in changed_parts(tx, present_basis(tx, day)))
        reminders = count_open(tx, day, counselor=whose.counselor, school=whose.school)
        imported = last_imports(tx)
        stale = counts.students if changed else store.count_due(tx, whose, year)
    counted = completer_counts(desk, site=whose.school, counselor=whose.counselor)
    by_year = {one.school_year: one for one in counted}
    none = (YearCount(of, 0, 0) for of in (year - 1, year))
    last_year, this_year = (by_year.get(one.school_year, one) for one in none)
    known = (one for one in counted if one.school_year < year)
    growth = grown((*known, this_year))[-YEARS_SHOWN:]
    old = {kind: on for kind, on in imported.items() if (day - on).days > OLD_DAYS}
    return Glance(
        year,
        counts.students,
        counts.figures,
        this_year,
        last_year,
        growth,
        stale,
        reminders,
        old,
        bool(imported),
    )


def glance_students(
    desk: Desk, figure: str, whose: Whose, school_year: int | None = None
) -> tuple[str, ...]:
    """Return the uids of the students whom a figure counts, by name; of this school year."""
    day = desk.today()
    present = school_year_of(day)
    year = present if school_year is None else school_year
    with desk.database.reading() as tx:
        return store.students_of(tx, figure, whose, year, last_begun(day), present)
