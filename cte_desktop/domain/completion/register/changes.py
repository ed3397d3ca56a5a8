"""What differs between a decision of the register and the record, or the decision as of now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.completion.register.entries import Frozen, FrozenRow
    from cte_desktop.domain.school_year import Term
    from cte_desktop.domain.students.file import StudentFile

FACTS = ("legal_name", "student_id", "school", "pathway", "sector", "completed_in")
"""What a certificate says besides its courses, in the order in which changes are told."""


@dataclass(frozen=True, slots=True)
class FrozenChange:
    """One thing that is another now. `what` is one of `FACTS`, or "row" of the semester `row`.

    `then` and `now` are values, of a row its mark and school; "" where there is none.
    """

    what: str
    then: str
    now: str
    row: FrozenRow | None = None


def changes_between(then: Frozen, now: Frozen) -> tuple[FrozenChange, ...]:
    """Return what a certificate issued anew would say otherwise."""
    found = [
        FrozenChange(name, str(getattr(then, name)), str(getattr(now, name)))
        for name in FACTS
        if getattr(then, name) != getattr(now, name)
    ]
    old, new = ({_place(row): row for row in one.rows} for one in (then, now))
    for place in sorted({*old, *new}, key=lambda p: (moment(p[1], p[2]), p[0])):
        before, after = old.get(place), new.get(place)
        row = after or before
        if before != after and row is not None:
            found.append(FrozenChange("row", _said(before), _said(after), row))
    return tuple(found)


def changes_of_record(then: Frozen, file: StudentFile) -> tuple[FrozenChange, ...]:
    """Return how the record says otherwise by now than what was decided on: name, id, semesters.

    It is empty exactly when `register.differences` finds nothing.
    """
    student = file.student
    found = [
        FrozenChange(name, old, new)
        for name, old, new in (
            ("legal_name", then.legal_name, student.legal_name),
            ("student_id", then.student_id, student.student_id),
        )
        if old != new
    ]
    there = {(r.course_code, r.school_year, r.term, r.mark, r.school) for r in file.record}
    for row in then.rows:
        if (row.course, row.school_year, row.term, row.mark, row.school) not in there:
            now = (
                _mark_and_school(r.mark, r.school)
                for r in file.record
                if (r.course_code, r.school_year, r.term) == _place(row)
            )
            found.append(FrozenChange("row", _said(row), _listed(now), row))
    return tuple(found)


def _place(row: FrozenRow) -> tuple[str, int, Term]:
    return row.course, row.school_year, row.term


def _said(row: FrozenRow | None) -> str:
    return _mark_and_school(row.mark, row.school) if row is not None else ""


def _mark_and_school(mark: str, school: str) -> str:
    return f"{mark or '–'}, {school}" if school else mark or "–"


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
