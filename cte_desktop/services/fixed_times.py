"""Writing a student's fixed times and wishes about hours down: one edit of the file, one undo.

Fixed times of past school years are left as they are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import parse_clock
from cte_desktop.domain.filling.wants import LIMITS, is_within
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.domain.students.fixed_times import busy_rows, fixed_times
from cte_desktop.services.decisions import Fault
from cte_desktop.wording.sections import not_a_time
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.students.experiences import BusyTime
    from cte_desktop.domain.students.fixed_times import FixedTime
    from cte_desktop.services.cases import Case

HOUR_WISHES = ("lunch", "earliest_start", "latest_end")
"""Kinds of wishes about hours: minutes of lunch, and two times of the day."""


@dataclass(frozen=True, slots=True)
class HourWish:
    """A wish about hours: a time "HH:MM", or minutes for lunch; `strength` is must or like."""

    kind: str
    value: str
    strength: str = "like"


def times_of(case: Case) -> tuple[FixedTime, ...]:
    """Return the fixed times of this school year and later ones."""
    return fixed_times(case.file.busy, school_year_of(case.day))


def hour_wishes_of(case: Case) -> tuple[HourWish, ...]:
    """Return the wishes about hours, the first by rank of each kind."""
    found: dict[str, HourWish] = {}
    for wish in case.file.wishes:
        if wish.kind in HOUR_WISHES and wish.strength != "no":
            found.setdefault(wish.kind, HourWish(wish.kind, wish.value, wish.strength))
    return tuple(found[kind] for kind in HOUR_WISHES if kind in found)


def write_times(
    case: Case, times: Sequence[FixedTime], wishes: Sequence[HourWish]
) -> FileEdit | None:
    """Return the edit after which these are the fixed times and wishes; None when they are."""
    first = school_year_of(case.day)
    before = tuple(row for row in case.file.busy if row.school_year >= first)
    after = busy_rows(times)
    busy_gone, busy_new = _difference(before, after)
    wishes_gone, wishes_new = _wish_changes(case, wishes)
    if not (busy_gone or busy_new or wishes_gone or wishes_new):
        return None
    if not (busy_gone or busy_new):
        action = "change_wishes"
    elif busy_gone or wishes_gone or wishes_new:
        action = "change_fixed_times"
    else:
        action = "add_fixed_time"
    return FileEdit(
        action,
        busy_gone=busy_gone,
        busy_new=busy_new,
        wishes_gone=wishes_gone,
        wishes_new=wishes_new,
    )


def fault_in(one: FixedTime) -> Fault | None:
    """Return what is wrong with a fixed time, the first field first; None when all is well."""
    if not one.terms:
        return Fault("terms", tr("Say in which term this is."))
    if not one.days:
        return Fault("days", tr("Say on which weekdays this is."))
    if one.end <= one.start:
        return Fault("end", tr("It must end after it begins."))
    return None


def wish_fault(wishes: Sequence[HourWish]) -> Fault | None:
    """Return what is wrong with the wishes about hours, None when all is well."""
    by_kind = {wish.kind: wish.value for wish in wishes}
    lunch = by_kind.get("lunch")
    if lunch is not None and not is_within("lunch", lunch):
        least, most = LIMITS["lunch"]
        text = tr("Lunch takes {least} to {most} minutes.", least=least, most=most)
        return Fault("lunch", text)
    hours = {}
    for kind in ("earliest_start", "latest_end"):
        if kind in by_kind:
            hours[kind] = parse_clock(by_kind[kind])
            if hours[kind] is None:
                return Fault(kind, not_a_time(by_kind[kind]))
    start, end = hours.get("earliest_start"), hours.get("latest_end")
    if start is not None and end is not None and end <= start:
        return Fault("latest_end", tr("The latest end must be after the earliest start."))
    return None


def _difference(
    before: Sequence[BusyTime], after: Sequence[BusyTime]
) -> tuple[tuple[BusyTime, ...], tuple[BusyTime, ...]]:
    """Return what goes and what comes; a row that stands twice is kept once."""
    gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return tuple(gone.elements()), tuple(new.elements())


def _wish_changes(
    case: Case, wishes: Sequence[HourWish]
) -> tuple[tuple[Wish, ...], tuple[Wish, ...]]:
    wanted = {wish.kind: wish for wish in wishes}
    gone: list[Wish] = []
    new: list[Wish] = []
    rank = max((wish.rank for wish in case.file.wishes), default=0)
    for kind in HOUR_WISHES:
        kept = [w for w in case.file.wishes if w.kind == kind and w.strength != "no"]
        wish = wanted.get(kind)
        if wish is None:
            gone += kept
        elif not kept:
            rank += 1
            new.append(Wish(rank, kind, wish.value, wish.strength))
        elif (kept[0].value, kept[0].strength) != (wish.value, wish.strength) or kept[1:]:
            gone += kept
            new.append(Wish(kept[0].rank, kind, wish.value, wish.strength, kept[0].days))
    return tuple(gone), tuple(new)
