"""When the courses of a grade may be changed in plans: from a day through a day.

A grade without a window may always be changed. Windows bind counselors and the plan in force; other
plans may be tried out at any time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.domain.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class EditWindow:
    """The first and the last day; None on a side leaves it open."""

    grade_level: int
    opens: date | None = None
    closes: date | None = None

    def is_open(self, on: date) -> bool:
        """Tell whether the grade's courses may be changed on a day."""
        return (self.opens is None or self.opens <= on) and (
            self.closes is None or on <= self.closes
        )


def grades_changed(before: Plan | None, after: Plan | None) -> frozenset[int]:
    """Return the grades of which the two plans have other courses, places or sections."""
    one, other = _by_grade(before), _by_grade(after)
    return frozenset(
        grade for grade in one.keys() | other.keys() if one.get(grade) != other.get(grade)
    )


def closed_windows(
    windows: Iterable[EditWindow], grades: Iterable[int], on: date
) -> tuple[EditWindow, ...]:
    """Return the windows of those grades that are not open on a day, by grade."""
    asked = frozenset(grades)
    shut = (one for one in windows if one.grade_level in asked and not one.is_open(on))
    return tuple(sorted(shut, key=lambda one: one.grade_level))


def _by_grade(plan: Plan | None) -> dict[int, Counter[tuple[object, ...]]]:
    found: dict[int, Counter[tuple[object, ...]]] = {}
    for p in plan.placed if plan is not None else ():
        if p.spot is not None:
            what = (p.course_code, p.spot, p.alternates, p.section_id, p.site)
            found.setdefault(p.spot.grade_level, Counter())[what] += 1
    return found
