"""Plans of the list are filled: asked, worked out, looked at, kept as one step, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.domain.planning.plan import Plan
from cte_desktop.services import history
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.many.filling import Outcome, fill_many, select
from cte_desktop.ui.fill_actions import FILL_MANY
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.filling.actions import FillMany
from cte_desktop.ui.students.filling.form import FillForm
from cte_desktop.ui.students.many.dialog import ManyDialog
from cte_desktop.ui.students.many.line import Group
from cte_desktop.ui.students.page import PAGE, StudentsPage
from tests.ui.hands import SHIFT, click, press
from tests.ui.students.test_page import shown

GRADE, SOME = 9, 4


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot) -> StudentsPage:
    """The page narrowed to a grade, with the action."""
    made = shown(bench, desk, qtbot)
    FillMany(desk, bench, made.listed, (PAGE, made))
    bench.actions.open_page(PAGE)
    made.filters.grade.setCurrentIndex(made.filters.grade.findData(GRADE))
    return made


def opened(page: StudentsPage, bench: Workbench, qtbot: QtBot) -> ManyDialog:
    bench.actions.action(FILL_MANY).trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    return next(one for one in page.findChildren(ManyDialog) if one.isVisible())


@pytest.fixture
def dialog(page: StudentsPage, bench: Workbench, qtbot: QtBot) -> ManyDialog:
    return opened(page, bench, qtbot)


@pytest.fixture
def found(page: StudentsPage, bench: Workbench, qtbot: QtBot) -> ManyDialog:
    """The dialog with the first plans of some students of the grade."""
    page.table.focus_first()
    for _ in range(SOME - 1):
        press(page.table, Qt.Key.Key_Down, SHIFT)
    dialog = opened(page, bench, qtbot)
    form = dialog.form
    assert isinstance(form, FillForm)
    form.how.setCurrentIndex(1)
    click(dialog.work_button)
    assert dialog.is_working()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert not dialog.is_working()
    return dialog


def plans(desk: Desk) -> dict[str, Plan | None]:
    return {case.file.student.uid: case.plan for case in open_cases(desk)}


def test_all_of_the_list_are_meant_or_only_those_without_a_plan(
    dialog: ManyDialog, desk: Desk
) -> None:
    assert set(dialog.scope.uids()) == set(select(desk, grade=GRADE))
    dialog.scope.empty_box.click()
    assert set(dialog.scope.uids()) == set(select(desk, grade=GRADE, without_plan=True))
    assert dialog.work_button.isEnabled() == bool(dialog.scope.uids())
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_selected_students_are_meant_when_there_are_several(
    page: StudentsPage, bench: Workbench, qtbot: QtBot
) -> None:
    page.table.focus_first()
    press(page.table, Qt.Key.Key_Down, SHIFT)
    press(page.table, Qt.Key.Key_Down, SHIFT)
    chosen = page.selected()
    assert len(chosen) > 1
    dialog = opened(page, bench, qtbot)
    assert dialog.scope.uids() == chosen
    assert f"The {len(chosen)} selected students" in dialog.scope.box.currentText()


def test_the_preview_says_who_gets_what_and_who_cannot_and_why(
    found: ManyDialog, desk: Desk
) -> None:
    fills = fill_many(desk, found.scope.uids(), best=False)
    rows = {row.uid: row for row in found.preview.model.shown_rows()}
    assert set(rows) == {one.uid for one in fills.students}
    for one in fills.students:
        row = rows[one.uid]
        assert row.words
        assert row.keeps == (one.outcome is Outcome.FILLED)
        if one.after is None:
            assert row.words == one.why
        elif one.outcome is Outcome.FILLED:
            assert row.words == one.brings
            assert row.figures == (one.added, one.moved, one.removed)
    changed = len(fills.of(Outcome.FILLED))
    assert f"{changed} plan" in found.said()
    assert found.keep_button.accessibleName().startswith(f"Keep for {changed} student")


def test_beside_the_list_every_course_that_comes_stands(found: ManyDialog) -> None:
    line = next(row for row in found.preview.model.shown_rows() if row.group is Group.CHANGE)
    found.preview.table.select_key(line.uid)
    words = found.preview.side.words()
    assert line.words in words
    assert "Added" in words
    assert any("grade" in word and "," in word for word in words[3:])


def test_space_leaves_somebody_out_and_the_rest_is_kept_as_one_step(
    found: ManyDialog, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    before = plans(desk)
    able = found.preview.kept()
    assert len(able) > 1
    left_out = next(row.uid for row in found.preview.model.shown_rows() if row.keeps)
    found.preview.table.select_key(left_out)
    press(found.preview.table, Qt.Key.Key_Space)
    assert found.preview.kept() == able - {left_out}
    click(found.keep_button)
    assert not found.isVisible()
    qtbot.waitUntil(bench.tasks.is_idle)
    after = plans(desk)
    assert {uid for uid in after if after[uid] != before[uid]} == able - {left_out}
    count = len(able) - 1
    assert said[-1].text == f"{count} plan{'s were' if count != 1 else ' was'} changed."
    history.undo(desk)
    assert plans(desk) == before


def test_all_that_are_selected_are_left_out_and_kept_again(found: ManyDialog) -> None:
    able = found.preview.kept()
    found.preview.table.selectAll()
    click(found.preview.leave_button)
    assert not found.preview.kept()
    assert not found.keep_button.isEnabled()
    found.preview.table.selectAll()
    click(found.preview.keep_button)
    asked = {row.uid for row in found.preview.model.shown_rows() if row.group is Group.ASKED}
    assert found.preview.kept() == able | asked


def test_a_group_is_shown_alone_and_listed_on_the_page(
    found: ManyDialog, bench: Workbench, qtbot: QtBot
) -> None:
    every = found.preview.model.shown_rows()
    found.preview.groups.choose(1)
    rows = found.preview.model.shown_rows()
    assert rows == tuple(row for row in every if row.group is Group.CHANGE)
    with qtbot.waitSignal(bench.requests.students_listed) as listed:
        click(found.preview.list_button)
    assert listed.args is not None
    assert listed.args[1] == tuple(row.uid for row in rows)
    assert not found.isVisible()


def test_stopping_shows_what_is_done_by_then_and_a_second_question_starts_anew(
    dialog: ManyDialog, bench: Workbench, qtbot: QtBot, desk: Desk
) -> None:
    before = plans(desk)
    click(dialog.work_button)
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.working.words() == "Stopping…"
    qtbot.waitUntil(bench.tasks.is_idle, timeout=2000)
    assert not dialog.is_working()
    if dialog.preview.isVisible():
        assert dialog.said().startswith("Stopped")
        click(dialog.back_button)
    assert dialog.work_button.isVisible()
    assert plans(desk) == before


def test_closing_while_it_works_wants_no_answer(
    dialog: ManyDialog, bench: Workbench, qtbot: QtBot
) -> None:
    click(dialog.work_button)
    press(dialog, Qt.Key.Key_Escape)
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(bench.tasks.is_idle, timeout=2000)
    assert bench.tasks.is_idle()
