"""A page that asks for a student's plan to be filled gets it once the plan is on the table."""

from __future__ import annotations

from cte_desktop.ui.fill_actions import COULD_COMPLETE, FILL_PLAN
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.planning.conftest import Settle
from tests.ui.planning.filling.answers import case_of


def test_the_plan_is_filled_as_soon_as_it_is_open(page: PlanPage, settle: Settle) -> None:
    uid = case_of(page).file.student.uid
    page.filling.begin_when_opened(uid, FILL_PLAN)
    assert not page.filling.search.is_running()
    page.open_student(uid)
    settle()
    clash = page.filling.beside.answer()
    proposed = page.filling.table.proposal() is not None
    assert proposed != (clash is not None and bool(clash.filled.clash))


def test_pathways_in_reach_are_looked_for_as_soon_as_it_is_open(
    page: PlanPage, settle: Settle
) -> None:
    uid = case_of(page).file.student.uid
    page.filling.begin_when_opened(uid, COULD_COMPLETE)
    page.open_student(uid)
    settle()
    assert not page.filling.beside.is_panel()
    assert "found so far" not in page.filling.beside.reach.words()


def test_it_is_begun_once_and_for_that_student_alone(page: PlanPage, settle: Settle) -> None:
    uid = case_of(page).file.student.uid
    page.filling.begin_when_opened("another student", FILL_PLAN)
    page.open_student(uid)
    settle()
    assert page.filling.table.proposal() is None
    assert page.filling.beside.is_panel()
    page.filling.begin_when_opened(uid, COULD_COMPLETE)
    page.open_student(uid)
    settle()
    page.filling.forget()
    page.open_student(uid)
    settle()
    assert page.filling.beside.is_panel()
