"""Completions of all years with all that they are counted by.

They are read once and kept until the database changes: every figure is counted from them at once.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.figures.counting import (
    ClassTime,
    Completion,
    first_years,
    group_names,
    groups_of,
)
from cte_desktop.domain.completion.state.completions import state_code
from cte_desktop.domain.school_year import Term, moment
from cte_desktop.services.figures.deciding import capstones, completions_reached
from cte_desktop.services.standings import present_basis
from cte_desktop.storage import figures as store
from cte_desktop.storage.certificates.candidates import last_step
from cte_desktop.storage.earlier_totals import list_earlier_totals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.completion.figures.counting import FirstYears
    from cte_desktop.domain.completion.figures.growth import EarlierTotal
    from cte_desktop.services.desk import Desk, District
    from cte_desktop.storage.figures import CapstoneRow, CountedStudent, KeptCompletion
    from cte_desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class UnborneAward:
    """An award in force that the record here doesn't bear; no `site` for a student who is gone."""

    student_uid: str
    pathway: str
    school_year: int
    site: str | None


@dataclass(frozen=True, slots=True)
class Completions:
    """Every completion that the record here tells of, and the totals entered for earlier years.

    `stale` students have standings that are not current; with `exact` they were decided anew, but
    for the `undecided`, about whom the decision failed. `awards_unborne` are awards in force that
    no completion here bears: the record was corrected, or the student is no longer in the database.
    """

    every: tuple[Completion, ...]
    firsts: FirstYears
    earlier: tuple[EarlierTotal, ...]
    groups: tuple[str, ...]  # that any student of the district is in
    awards_unborne: tuple[UnborneAward, ...]
    stale: int
    exact: bool
    undecided: int = 0

    def of_year(self, school_year: int) -> tuple[Completion, ...]:
        """Return the completions of one school year."""
        return tuple(one for one in self.every if one.school_year == school_year)


def completions(desk: Desk, *, exact: bool = False) -> Completions:
    """Return every completion; kept until the database, its rules or the day change.

    `exact` decides anew, in memory, about those whose standings are not current: that takes longer.
    """
    with desk.database.reading() as tx:
        basis = present_basis(tx, desk.today())
        mark = (last_step(tx), store.worked_out(tx), tuple(sorted(basis.items())))
        kept = _KEPT.setdefault(desk.database, {}).get(exact)
        if kept is not None and kept[0] == mark:
            return kept[1]
        found = _read(tx, desk, exact=exact)
    _KEPT[desk.database][exact] = mark, found
    return found


_KEPT: weakref.WeakKeyDictionary[object, dict[bool, tuple[object, Completions]]] = (
    weakref.WeakKeyDictionary()
)
"""The last completions read of each open database, exact or not, and what they were read under."""


def _read(tx: Transaction, desk: Desk, *, exact: bool) -> Completions:
    district = desk.district()
    reached = completions_reached(tx, desk, exact=exact)
    keys = {one.student for one in reached.completions}
    students = store.counted_students(tx, keys)
    rows = store.capstone_rows(tx, keys, capstones(district))
    awards = store.kept_awards(tx)
    awarded = {(one.student, one.pathway, one.completed_in) for one in awards}
    names = group_names(store.group_texts(tx))
    places = _Places(district, names)
    every = tuple(
        places.completion(one, students[one.student], rows.get(one.student, ()), awarded)
        for one in reached.completions
        if one.student in students
    )
    borne = {(one.student_uid, one.pathway, one.school_year) for one in every}
    unborne = tuple(
        UnborneAward(one.student_uid, one.pathway, one.completed_in, one.school)
        for one in awards
        if (one.student_uid, one.pathway, one.completed_in) not in borne
    )
    return Completions(
        tuple(sorted(every, key=lambda c: (c.school_year, c.pathway, c.student_uid))),
        first_years(every),
        list_earlier_totals(tx),
        tuple(sorted(names.values(), key=str.casefold)),
        unborne,
        reached.stale,
        reached.decided,
        reached.undecided,
    )


class _Places:
    """Finds where and when the capstone of a completion was taken."""

    def __init__(self, district: District, groups: dict[str, str]) -> None:
        self._groups = groups
        self._catalog = district.catalog
        self._lowest = district.auditing.thresholds.capstone
        self._codes: dict[str, set[str]] = {}
        for step in district.catalog.steps:
            if step.level is Level.CAPSTONE:
                self._codes.setdefault(step.pathway, set()).add(step.course_code)

    def completion(
        self,
        kept: KeptCompletion,
        student: CountedStudent,
        rows: Iterable[CapstoneRow],
        awarded: set[tuple[int | None, str, int]],
    ) -> Completion:
        """Return a completion with all that it is counted by."""
        pathway = self._catalog.pathway_by_name.get(kept.pathway)
        last = self._last_semester(kept, rows)
        return Completion(
            student.uid,
            kept.pathway,
            pathway.sector if pathway else "",
            state_code(kept.pathway, self._catalog),
            kept.completed_in,
            student.school,
            student.graduation_year,
            last.school if last else "",
            ClassTime(last.kind) if last and last.kind in _CLASS_TIMES else ClassTime.UNKNOWN,
            tuple(self._groups[name.casefold()] for name in groups_of(student.groups)),
            (kept.student, kept.pathway, kept.completed_in) in awarded,
        )

    def _last_semester(
        self, kept: KeptCompletion, rows: Iterable[CapstoneRow]
    ) -> CapstoneRow | None:
        """Return the last semester of the capstone that reached its mark by the year."""
        codes = self._codes.get(kept.pathway, set())
        own = [
            row
            for row in rows
            if row.school_year <= kept.completed_in
            and grades.at_least(row.mark, self._lowest)
            and (
                row.course_code in codes
                or row.recovers in codes
                or (row.pathway_level == Level.CAPSTONE.value and row.pathway == kept.pathway)
            )
        ]
        return max(own, key=lambda r: (moment(r.school_year, Term(r.term)), r.kind), default=None)


_CLASS_TIMES = frozenset(ClassTime)
