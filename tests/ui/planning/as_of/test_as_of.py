"""The plan as of a day: chosen in the calendar or the list, beside today's, and brought back."""

from __future__ import annotations

from datetime import timedelta

from cte_desktop.services.desk import Desk
from cte_desktop.services.named_plans import list_plans
from cte_desktop.system.clock import Clock
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.as_of.dialog import AsOfDialog
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import FALL_12_P3, FALL_12_P4, place_by_keyboard


def _dialog(page: PlanPage) -> AsOfDialog:
    return next(one for one in page.window().findChildren(AsOfDialog) if one.isVisible())


def _differences(dialog: AsOfDialog) -> list[tuple[str, str]]:
    courses = dialog.sides.courses
    assert courses is not None
    model = courses.rows_model()
    rows = (tuple(column.text(row) for column in model.columns()) for row in model.shown_rows())
    return [(row[1], row[3]) for row in rows]


def _two_days(page: PlanPage, desk: Desk, settle: Settle) -> None:
    """Place a course, and four days later another one."""
    place_by_keyboard(page, "Spanish 1", FALL_12_P3)
    settle()
    desk.clock = desk.database.clock = Clock(desk.today() + timedelta(days=4))
    place_by_keyboard(page, "French 1", FALL_12_P4)
    settle()


def test_then_and_now_stand_side_by_side(
    page: PlanPage, plan_desk: Desk, bench: Workbench, settle: Settle
) -> None:
    _two_days(page, plan_desk, settle)
    bench.actions.action("plan_as_of").trigger()
    settle()
    dialog = _dialog(page)
    first = plan_desk.today() - timedelta(days=4)
    assert dialog.days.count() == 2
    assert dialog.days.item(0).text().endswith("1 change")
    assert dialog.calendar.day() == first
    assert _differences(dialog) == [
        ("same", "Spanish 1 · P3"),
        ("added", "French 1 · P4"),
    ]
    assert "1 step has changed" in dialog.sides.words.text()
    dialog.days.itemClicked.emit(dialog.days.item(0))
    settle()
    assert "Nothing has changed" in dialog.sides.words.text()
    assert not dialog.back_button.isEnabled()
    assert dialog.calendar.maximumDate().toPython() == plan_desk.today()
    dialog.accept()


def test_a_day_before_the_database_is_a_sentence(
    page: PlanPage, plan_desk: Desk, bench: Workbench, settle: Settle
) -> None:
    _two_days(page, plan_desk, settle)
    bench.actions.action("plan_as_of").trigger()
    settle()
    dialog = _dialog(page)
    dialog.calendar.setSelectedDate(dialog.calendar.selectedDate().addYears(-30))
    settle()
    assert "nothing is known of" in dialog.sides.words.text()
    assert not dialog.back_button.isEnabled()
    dialog.reject()


def test_the_plan_of_then_comes_back_and_the_one_of_today_is_kept(
    page: PlanPage, plan_desk: Desk, bench: Workbench, settle: Settle
) -> None:
    bench.refresh.changed.connect(page.refresh)
    _two_days(page, plan_desk, settle)
    bench.actions.action("plan_as_of").trigger()
    settle()
    dialog = _dialog(page)
    assert dialog.keeps()
    dialog.back_button.click()
    settle()
    case = page.case()
    assert case is not None
    assert case.plan is not None
    plans = list_plans(plan_desk, case.file.student.uid)
    assert [plan.name[:12] for plan in plans] == ["Plan A", "Plan A until"]
    assert len(plans[1].placements) > len(plans[0].placements)
    assert case.plan == plans[0]
