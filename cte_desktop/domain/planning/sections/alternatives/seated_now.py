"""Students who sit in a section now: what they take is tried as if it were planned.

The record can't be edited here: where a repair only changes the present term's section, nobody
writes anything, and the information system has to move the student. What a repair puts into another
term or year does go into the plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.lanes import spot_in
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term, grade_in, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.domain.students.record import RecordRow

_SITS = "sits now "
_At = tuple[int, Term]


@dataclass(frozen=True, slots=True)
class SeatedNow:
    """A student's file without what is in progress in a section, and a plan with it instead.

    `at` is where each semester of it lies, under the id that its placement has in `plan`.
    """

    file: StudentFile
    plan: Plan | None
    at: Mapping[str, _At]

    def written(
        self, before: Plan | None, repaired: Plan, new_uid: Callable[[], str]
    ) -> Plan | None:
        """Return the plan to write for a repaired one; None when nothing changes in the plan.

        Whoever has no plan gets one only for what lies in a later term.
        """
        kept = tuple(
            written
            for placement in repaired.placements
            if (written := self._written(before, placement, new_uid)) is not None
        )
        if before is not None:
            plan = replace(repaired, placements=_in_order(before, kept))
            return None if plan == before else plan
        if not any(placement.spot is not None for placement in kept):
            return None
        return replace(repaired, uid=new_uid(), placements=kept)

    def _written(
        self, before: Plan | None, placement: Placement, new_uid: Callable[[], str]
    ) -> Placement | None:
        at, spot = self.at.get(placement.uid), placement.spot
        if at is None:
            return placement
        known = None if before is None else before.find(placement.uid)
        if spot is not None and (spot.grade_level, spot.term) == at:
            return known
        return placement if known is not None else replace(placement, uid=new_uid())


def seated_now(file: StudentFile, plan: Plan | None, section: Section | None) -> SeatedNow:
    """Return the student with what is in progress in a section as if it were planned."""
    rows = () if section is None else tuple(r for r in file.record if _sits(r, section))
    if section is None or not rows:
        return SeatedNow(file, plan, {})
    placements = () if plan is None else plan.placements
    at: dict[str, _At] = {}
    for row in rows:
        known = _planned(placements, row, file.student.graduation_year, at)
        made = _placement(row, section, file.student.graduation_year, known)
        if made.spot is not None:
            at[made.uid] = (made.spot.grade_level, made.spot.term)
        placements = (*(p for p in placements if p.uid != made.uid), made)
    record = tuple(row for row in file.record if row not in rows)
    base = plan or Plan("", file.student.uid)
    return SeatedNow(
        replace(file, record=record), replace(base, placements=_in_order(base, placements)), at
    )


def _sits(row: RecordRow, section: Section) -> bool:
    here = (row.school_year, row.section_id) == (section.school_year, section.section_id)
    return here and not row.mark


def _planned(
    placements: tuple[Placement, ...],
    row: RecordRow,
    graduation_year: int,
    taken: Mapping[str, _At],
) -> Placement | None:
    """Return the placement that a row of the record bears out."""
    for placement in placements:
        spot = placement.spot
        if spot is None or placement.uid in taken or placement.course_code != row.course_code:
            continue
        year = school_year_of_grade(spot.grade_level, graduation_year)
        if (year, spot.term) == (row.school_year, row.term):
            return placement
    return None


def _placement(
    row: RecordRow, section: Section, graduation_year: int, known: Placement | None
) -> Placement:
    lane = Lane.SUMMER if row.term is Term.SUMMER else Lane.DAY
    grade = grade_in(section.school_year, graduation_year)
    spot = spot_in(Spot(grade, row.term, lane), section)
    if known is None:
        uid = f"{_SITS}{row.term.value} {row.course_code}"
        return Placement(uid, row.course_code, spot, (), section.section_id, section.site)
    return replace(known, spot=spot, section_id=section.section_id, site=section.site, locked=False)


def _in_order(before: Plan, placements: tuple[Placement, ...]) -> tuple[Placement, ...]:
    """Return placements in the order of a plan, new ones after them."""
    place = {placement.uid: number for number, placement in enumerate(before.placements)}
    return tuple(sorted(placements, key=lambda p: place.get(p.uid, len(place))))
