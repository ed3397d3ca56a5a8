"""Plans that no longer fit, in the window: listed, chosen, previewed, repaired, undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cte_desktop.domain.planning.plan import Plan
from cte_desktop.services import planning
from cte_desktop.services.cases import Case, open_case_of
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.plan_repairs import MisfitKind
from cte_desktop.ui.data.repairs.repair_rows import TICK, RepairRow
from cte_desktop.ui.data.repairs.repairs_dialog import RepairsDialog
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.tasks import Progress
from tests.plan_days import keep_signed_on
from tests.services.test_plan_repairs import passed_since, planned, year_course
from tests.ui.hands import click, press, type_text


class Over(QWidget):
    """The window that the dialog opens over: the dialog deletes itself when it closes."""

    def __init__(self, bench: Workbench, desk: Desk, qtbot: QtBot) -> None:
        super().__init__()
        self._given = (bench, desk, qtbot)

    def begun(self) -> RepairsDialog:
        bench, desk, _ = self._given
        dialog = RepairsDialog(bench, desk, self)
        dialog.open()
        return dialog

    def opened(self) -> RepairsDialog:
        bench, _, qtbot = self._given
        dialog = self.begun()
        qtbot.waitUntil(bench.tasks.is_idle)
        return dialog


@pytest.fixture
def window(bench: Workbench, desk: Desk, qtbot: QtBot) -> Over:
    made = Over(bench, desk, qtbot)
    qtbot.addWidget(made)
    made.show()
    return made


def plan_of(desk: Desk, case: Case) -> Plan:
    plan = open_case_of(desk, case.file.student.uid).plan
    assert plan is not None
    return plan


def first(dialog: RepairsDialog) -> QModelIndex:
    return dialog.model.index(0, TICK)


def wanted(dialog: RepairsDialog) -> int:
    return sum(row.wanted for row in dialog.rows())


@pytest.fixture
def cases(desk: Desk, tmp_path: Path) -> list[Case]:
    """Three students who have passed a planned course since; the plan of the third is signed."""
    chosen = planned(desk)
    passed_since(desk, chosen, tmp_path)
    keep_signed_on(desk, plan_of(desk, chosen[2]), desk.today())
    return chosen


def test_when_every_plan_fits_it_says_so(window: Over) -> None:
    dialog = window.opened()
    assert not dialog.table.isVisible()
    assert not dialog.apply_button.isVisible()
    assert dialog.heading.text() == "Plans that no longer fit"


def test_what_no_longer_fits_is_listed_and_what_asks_is_left_out(
    window: Over, cases: list[Case]
) -> None:
    dialog = window.opened()
    QAbstractItemModelTester(dialog.model)
    assert dialog.heading.text() == "3 courses in 3 plans no longer fit the record"
    assert dialog.apply_button.text() == "Apply 2 repairs"
    assert dialog.words.text() == (
        "One step that can be undone changes 2 plans. 1 more can be chosen."
    )
    asking = [row.misfit.uid for row in dialog.rows() if not row.wanted]
    assert asking == [cases[2].file.student.uid]
    names = [dialog.model.row_at(line).misfit.name for line in range(3)]
    assert set(names) == {case.file.student.list_name for case in cases}


def test_repairs_are_applied_together_and_undone(
    window: Over, bench: Workbench, desk: Desk, cases: list[Case], qtbot: QtBot
) -> None:
    told: list[Changes] = []
    bench.refresh.changed.connect(told.append)
    before = [plan_of(desk, case) for case in cases]
    dialog = window.opened()
    click(dialog.apply_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert dialog.outcome.text() == "2 plans were repaired."
    assert [row.misfit.uid for row in dialog.rows()] == [cases[2].file.student.uid]
    assert told[0].students == {case.file.student.uid for case in cases[:2]}
    assert plan_of(desk, cases[0]) != before[0]
    click(dialog.undo_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert [plan_of(desk, case) for case in cases] == before
    assert len(dialog.rows()) == 3
    assert not dialog.undo_button.isVisible()


def test_space_a_click_and_the_buttons_choose_what_is_repaired(
    window: Over, cases: list[Case]
) -> None:
    dialog = window.opened()
    click(dialog.none_button)
    assert wanted(dialog) == 0
    assert not dialog.apply_button.isEnabled()
    dialog.table.focus_first()
    press(dialog.table, Qt.Key.Key_Space)
    assert wanted(dialog) == 1
    click(dialog.table.viewport(), dialog.table.visualRect(first(dialog)).center())
    assert wanted(dialog) == 0
    click(dialog.all_button)
    assert wanted(dialog) == 2
    dialog.table.selectAll()
    press(dialog.table, Qt.Key.Key_Space)
    assert wanted(dialog) == len(cases)


def test_the_detail_says_what_becomes_of_the_plan(
    window: Over, cases: list[Case], qtbot: QtBot
) -> None:
    dialog = window.opened()
    signed = next(row for row in dialog.rows() if not row.wanted)
    assert dialog.table.select_key(signed.key)
    qtbot.waitUntil(lambda: bool(dialog.detail.before_and_after.text()))
    code = year_course(cases[2]).course_code
    title = cases[2].district.catalog.course_by_code[code].title
    assert dialog.detail.asks.text() == "The plan is signed."
    assert dialog.detail.only.text().startswith(f"Remove {title}")
    assert dialog.detail.before_and_after.text().startswith(f"Before: {title}, ")
    assert "Graduation" in dialog.detail.before_and_after.text()


def test_another_repair_is_chosen_from_the_list(
    window: Over, bench: Workbench, desk: Desk, cases: list[Case], qtbot: QtBot
) -> None:
    plan, code = plan_of(desk, cases[0]), year_course(cases[0]).course_code
    edited = tuple(
        replace(p, alternates=("ART1",)) if p.course_code == code else p for p in plan.placements
    )
    planning.save_plan(desk, replace(plan, placements=edited), "edit_plan")
    dialog = window.opened()
    row = next(row for row in dialog.rows() if row.misfit.uid == cases[0].file.student.uid)
    assert dialog.table.select_key(row.key)
    assert dialog.detail.choice.count() == len(row.misfit.offers) == 2
    dialog.detail.choice.setCurrentIndex(1)
    click(dialog.apply_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    codes = {p.course_code for p in plan_of(desk, cases[0]).placed}
    assert "ART1" in codes
    assert code not in codes


def test_rows_are_searched_and_filtered_by_reason(window: Over, cases: list[Case]) -> None:
    dialog = window.opened()
    name = cases[0].file.student.last_name
    type_text(dialog.search, name)
    assert {row.misfit.name.split(",")[0] for row in dialog.model.shown_rows()} == {name}
    dialog.search.clear()
    kinds = [dialog.filter.itemData(place) for place in range(dialog.filter.count())]
    assert kinds == [None, MisfitKind.ALREADY_PASSED]
    assert dialog.filter.itemText(1) == "Passed already (3)"
    dialog.filter.setCurrentIndex(1)
    assert dialog.model.rowCount() == 3


def test_enter_and_a_double_click_open_the_plan(
    window: Over, cases: list[Case], qtbot: QtBot
) -> None:
    dialog = window.opened()
    asked: list[str] = []
    dialog.student_requested.connect(asked.append)
    row: RepairRow = dialog.model.row_at(0)
    dialog.table.focus_first()
    press(dialog.table, Qt.Key.Key_Return)
    assert asked == [row.misfit.uid]
    assert row.misfit.uid in {case.file.student.uid for case in cases}
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_a_cancelled_look_closes_and_shows_nothing_as_whole(
    window: Over, cases: list[Case], qtbot: QtBot
) -> None:
    assert cases
    dialog = window.begun()
    shown: list[int] = []
    dialog.model.shown_changed.connect(lambda: shown.append(dialog.model.rowCount()))
    click(dialog.close_button)
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert not any(shown)


def test_cancelled_repairs_leave_every_plan_as_it_is(
    window: Over, bench: Workbench, desk: Desk, cases: list[Case], qtbot: QtBot
) -> None:
    dialog = window.opened()
    before = [plan_of(desk, case) for case in cases]

    def cancel(progress: Progress) -> None:
        bench.tasks.cancel(progress.number)

    bench.tasks.started.connect(cancel)
    dialog.apply_button.click()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert dialog.outcome.text() == "Nothing was repaired; every plan is as it was before."
    assert [plan_of(desk, case) for case in cases] == before
    assert len(dialog.rows()) == 3
