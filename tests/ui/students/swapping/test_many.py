"""A course is swapped, added or dropped for the list: asked, looked at, kept, taken back."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.school_year import Term
from cte_desktop.services import history
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.swapping import Swap, preview_swap
from cte_desktop.ui.fill_actions import SWAP_COURSE
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.many.dialog import ManyDialog
from cte_desktop.ui.students.many.line import Group
from cte_desktop.ui.students.page import PAGE, StudentsPage
from cte_desktop.ui.students.swapping.actions import SwapForMany
from cte_desktop.ui.students.swapping.form import SwapForm
from tests.ui.hands import click, press, type_text
from tests.ui.students.test_page import shown

GRADE, NEW = 10, "PSYCH"


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot) -> StudentsPage:
    """The page narrowed to a grade, with the action."""
    made = shown(bench, desk, qtbot)
    SwapForMany(desk, bench, made.listed, (PAGE, made))
    bench.actions.open_page(PAGE)
    made.filters.grade.setCurrentIndex(made.filters.grade.findData(GRADE))
    return made


@pytest.fixture
def dialog(page: StudentsPage, bench: Workbench, qtbot: QtBot) -> ManyDialog:
    bench.actions.action(SWAP_COURSE).trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    return next(one for one in page.findChildren(ManyDialog) if one.isVisible())


@pytest.fixture
def form(dialog: ManyDialog) -> SwapForm:
    assert isinstance(dialog.form, SwapForm)
    return dialog.form


@pytest.fixture
def planned(desk: Desk) -> str:
    """The course that most of the grade plan for 12th grade."""
    counted = Counter(
        placement.course_code
        for case in open_cases(desk)
        if case.file.student.grade_level == GRADE and case.plan is not None
        for placement in case.plan.placed
        if placement.spot is not None and placement.spot.grade_level == 12
        if placement.course_code not in {"PE", NEW}
    )
    return counted.most_common(1)[0][0]


def plans(desk: Desk) -> dict[str, Plan | None]:
    return {case.file.student.uid: case.plan for case in open_cases(desk)}


def test_nothing_is_looked_at_before_both_courses_are_named(
    dialog: ManyDialog, form: SwapForm, planned: str
) -> None:
    assert not dialog.work_button.isEnabled()
    type_text(form.course, planned.lower())
    assert not dialog.work_button.isEnabled()
    type_text(form.by, planned)
    assert not dialog.work_button.isEnabled()
    form.by.clear()
    type_text(form.by, NEW)
    assert dialog.work_button.isEnabled()
    assert form.swap() == Swap(planned, NEW)
    form.by.setText("no such course")
    assert form.swap() is None


def test_only_what_a_deed_needs_is_asked(form: SwapForm, planned: str) -> None:
    form.course.setText(planned)
    form.by.setText(NEW)
    form.deed.setCurrentIndex(1)
    assert not form.course.isVisible()
    assert not form.term.isEnabled()
    assert form.swap() == Swap("", NEW)
    form.grade.setCurrentIndex(form.grade.findData(12))
    form.term.setCurrentIndex(form.term.findData("spring"))
    assert form.term.isEnabled()
    assert form.swap() == Swap("", NEW, 12, Term.SPRING)
    form.deed.setCurrentIndex(2)
    assert not form.by.isVisible()
    assert form.swap() == Swap(planned, "", 12, Term.SPRING)


def test_a_swap_is_looked_at_kept_as_one_step_and_taken_back(
    dialog: ManyDialog,
    form: SwapForm,
    planned: str,
    desk: Desk,
    bench: Workbench,
    qtbot: QtBot,
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    form.course.setText(planned)
    form.by.setText(NEW)
    form.grade.setCurrentIndex(form.grade.findData(12))
    swaps = preview_swap(desk, dialog.scope.uids(), Swap(planned, NEW, 12))
    before = plans(desk)
    click(dialog.work_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    rows = {row.uid: row for row in dialog.preview.model.shown_rows()}
    assert set(rows) == {one.uid for one in swaps.students}
    for one in swaps.students:
        row = rows[one.uid]
        sound = one.after is not None and not (one.signed or one.breaks)
        assert row.keeps == sound
        assert row.words
        assert (row.group is Group.NONE) == (one.after is None)
    asked = {uid for uid, row in rows.items() if row.able}
    dialog.preview.table.selectAll()
    press(dialog.preview.table, Qt.Key.Key_Space)
    if dialog.preview.kept() != asked:
        press(dialog.preview.table, Qt.Key.Key_Space)
    assert dialog.preview.kept() == asked
    click(dialog.keep_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert {uid for uid, plan in plans(desk).items() if plan != before[uid]} == asked
    assert said[-1].text == f"{len(asked)} plan{'s were' if len(asked) != 1 else ' was'} changed."
    history.undo(desk)
    assert plans(desk) == before


def test_who_does_not_plan_the_course_is_counted_and_not_listed(
    dialog: ManyDialog, form: SwapForm, bench: Workbench, qtbot: QtBot, desk: Desk
) -> None:
    unplanned = next(
        course.code
        for course in desk.catalog().courses
        if all(
            plan is None or course.code not in {p.course_code for p in plan.placed}
            for plan in plans(desk).values()
        )
    )
    form.deed.setCurrentIndex(2)
    form.course.setText(unplanned)
    asked = len(dialog.scope.uids())
    click(dialog.work_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert dialog.preview.model.counts() == (0, 0)
    assert f"{asked} are not concerned" in dialog.said()
    assert not dialog.keep_button.isEnabled()
    click(dialog.back_button)
    assert form.course.text() == unplanned
