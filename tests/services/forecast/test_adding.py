"""The missing course is added to many plans in one step; who can't is left out with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.completion.forecast.near import Near
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.forecast.adding import add_courses, preview_additions
from cte_desktop.services.forecast.near_lists import last_chances, one_course_to_plan
from cte_desktop.services.forecast.sheet import forecast_sheet
from cte_desktop.services.history import undo
from cte_desktop.services.planning import new_plan
from cte_desktop.services.standings import bring_up_to_date
from tests.plan_days import keep_signed_on
from tests.services.forecast.people import uid_of


def planned(desk: Desk, student_id: str) -> list[tuple[str, int, str]]:
    (case,) = open_cases(desk, (student_id,))
    placements = case.plan.placed if case.plan is not None else ()
    return [(p.course_code, p.spot.grade_level, p.spot.term.value) for p in placements if p.spot]


def away(desk: Desk, *student_ids: str) -> list[Near]:
    return [one for one in one_course_to_plan(desk) if one.student_id in student_ids]


def test_a_preview_says_what_is_placed_where_and_who_is_left_out_why(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    found = preview_additions(
        desk, one_course_to_plan(desk), progress=lambda done, every: told.append((done, every))
    )
    placed = {one.student_id: one.placed for one in found.additions}
    assert placed == {
        "0003": ("Culinary Arts 2, spring of 12th grade",),
        "0005": ("Culinary Arts 2, 12th grade",),
        "0006": ("Welding 2 (COC dual enrolment), 11th grade",),
    }
    assert [one.student_id for one in found.kept_apart] == ["0012"]
    assert "period" in found.kept_apart[0].text
    assert told[-1] == (4, 4)
    assert planned(desk, "0005") == []


def test_one_step_adds_to_all_plans_and_one_undo_takes_it_back(desk: Desk) -> None:
    before = forecast_sheet(desk).forecast.total
    made = add_courses(desk, one_course_to_plan(desk))
    assert (made.plans, len(made.students), [o.student_id for o in made.kept_apart]) == (
        3,
        3,
        ["0012"],
    )
    assert planned(desk, "0003") == [("CU2", 12, "spring")]
    assert planned(desk, "0005") == [("CU2", 12, "fall"), ("CU2", 12, "spring")]
    bring_up_to_date(desk)
    after = forecast_sheet(desk).forecast.total
    assert after.years[0].lower.students == before.years[0].lower.students + 1
    assert after.years[1].by_plan.students == before.years[1].by_plan.students + 2
    assert [one.student_id for one in one_course_to_plan(desk)] == ["0012"]
    undo(desk)
    bring_up_to_date(desk)
    assert forecast_sheet(desk).forecast.total == before
    assert planned(desk, "0005") == []


def test_a_signed_plan_is_left_to_a_person(desk: Desk) -> None:
    keep_signed_on(desk, new_plan(desk, uid_of(desk, "0005")), date(2026, 9, 1))
    found = preview_additions(desk, away(desk, "0005"))
    assert found.additions == ()
    assert "signed" in found.kept_apart[0].text


def test_who_has_it_by_now_is_left_as_they_are(desk: Desk) -> None:
    chosen = away(desk, "0005", "0006")
    add_courses(desk, chosen[:1])
    again = add_courses(desk, chosen)
    assert again.plans == 1
    assert [one.student_id for one in again.kept_apart] == [chosen[0].student_id]


def test_who_has_no_course_in_time_is_left_out(desk: Desk) -> None:
    late = [replace(last_chances(desk)[0], offers=())]
    found = preview_additions(desk, late)
    assert found.additions == ()
    assert "last chance" in found.kept_apart[0].text


def test_giving_up_keeps_nothing(desk: Desk) -> None:
    def stop(_done: int, _every: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        add_courses(desk, one_course_to_plan(desk), progress=stop)
    assert planned(desk, "0005") == planned(desk, "0006") == []


def test_a_cancelled_preview_returns_what_it_has(desk: Desk) -> None:
    found = preview_additions(desk, one_course_to_plan(desk), cancelled=lambda: True)
    assert len(found.additions) + len(found.kept_apart) == 1


def test_a_student_who_is_gone_by_now_is_told(desk: Desk) -> None:
    one = replace(away(desk, "0005")[0], uid="gone")
    found = preview_additions(desk, [one])
    assert "no longer" in found.kept_apart[0].text
