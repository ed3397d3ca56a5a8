"""On which days the courses of a grade may be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cte_desktop.domain.planning.edit_windows import EditWindow, closed_windows, grades_changed
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term

OPENS, CLOSES = date(2027, 1, 11), date(2027, 2, 12)


@pytest.mark.parametrize(
    ("opens", "closes", "on", "is_open"),
    [
        (OPENS, CLOSES, OPENS, True),
        (OPENS, CLOSES, CLOSES, True),
        (OPENS, CLOSES, date(2027, 1, 10), False),
        (OPENS, CLOSES, date(2027, 2, 13), False),
        (None, CLOSES, date(2020, 1, 1), True),
        (OPENS, None, date(2030, 1, 1), True),
    ],
)
def test_both_days_are_part_of_the_window(
    opens: date | None, closes: date | None, on: date, is_open: bool
) -> None:
    assert EditWindow(9, opens, closes).is_open(on) is is_open


def test_the_closed_ones_come_by_grade_and_only_those_asked_for() -> None:
    windows = (EditWindow(11, OPENS), EditWindow(9, OPENS), EditWindow(10, None, OPENS))
    found = closed_windows(windows, {9, 10, 11}, date(2026, 12, 1))
    assert [one.grade_level for one in found] == [9, 11]
    assert closed_windows(windows, {12}, date(2026, 12, 1)) == ()


def test_a_move_between_grades_changes_both_and_a_lock_none() -> None:
    placed = Placement("a", "ENG9", Spot(9, Term.FALL, Lane.DAY, "P1"))
    plan = Plan("p", "s", placements=(placed,))
    later = replace(placed, spot=Spot(11, Term.FALL, Lane.DAY, "P1"))
    assert grades_changed(plan, replace(plan, placements=(later,))) == {9, 11}
    assert not grades_changed(plan, replace(plan, placements=(replace(placed, locked=True),)))
    assert grades_changed(None, plan) == {9}
    assert not grades_changed(None, None)


@pytest.mark.parametrize(
    "change", [{"section_id": "7"}, {"site": "CN"}, {"alternates": ("ENG9H",)}], ids=str
)
def test_choosing_a_section_a_site_or_alternates_changes_the_grade(change: dict[str, Any]) -> None:
    placed = Placement("a", "ENG9", Spot(9, Term.FALL, Lane.DAY, "P1"))
    plan = Plan("p", "s", placements=(placed,))
    assert grades_changed(plan, replace(plan, placements=(replace(placed, **change),))) == {9}
