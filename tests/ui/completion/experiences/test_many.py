"""One experience is written down for all selected students at once, as one step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cte_desktop.services import history
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.ui.completion.experiences.actions import ManyActions
from cte_desktop.ui.completion.experiences.experience_form import ExperienceForm
from cte_desktop.ui.completion.experiences.fields import choose
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.page import PAGE, StudentsPage
from tests.ui.hands import SHIFT, press, type_text

TITLE = "Career fair of the city"


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot, settle: Callable[[], None]) -> StudentsPage:
    made = StudentsPage(desk, bench)
    qtbot.addWidget(made)
    ManyActions(desk, bench, made.selected, (PAGE, made))
    bench.actions.open_page(PAGE)
    made.resize(1100, 700)
    made.show()
    made.activate()
    settle()
    return made


def opened(page: StudentsPage, bench: Workbench, settle: Callable[[], None]) -> ExperienceForm:
    bench.actions.action("record_for_many").trigger()
    settle()
    return page.window().findChildren(ExperienceForm)[-1]


def filled(form: ExperienceForm) -> QLineEdit:
    line = form.fields["title"]
    assert isinstance(line, QLineEdit)
    type_text(line, TITLE)
    year = form.fields["school_year"]
    choose(year, 2026)  # type: ignore[arg-type]
    return line


def test_the_selected_students_get_it_and_those_who_have_it_are_told_beforehand(
    page: StudentsPage, bench: Workbench, desk: Desk, settle: Callable[[], None], qtbot: QtBot
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    page.table.focus_first()
    for _ in range(4):
        press(page.table, Qt.Key.Key_Down, SHIFT)
    assert len(page.selected()) == 5
    form = opened(page, bench, settle)
    press(filled(form), Qt.Key.Key_Return)
    settle()
    assert f"{TITLE} is written down for 5 students." in said[-1].text
    having = [c for c in open_cases(desk) if any(e.title == TITLE for e in c.file.experiences)]
    assert len(having) == 5
    grades = {c.file.student.grade_level for c in having}
    assert {e.grade_level for c in having for e in c.file.experiences if e.title == TITLE} == grades
    page.table.selectAll()
    form = opened(page, bench, settle)
    filled(form)
    every = len(page.selected())
    qtbot.waitUntil(lambda: bool(form.effect()))
    assert form.effect() == (
        f"It is written down for {every - 5} students. 5 have it already and stay as they are."
    )
    form.reject()
    assert history.list_history(desk)[0].text == f"Record {TITLE} for 5 students"
    said[-1].buttons[0].press()
    settle()
    assert not [c for c in open_cases(desk) if any(e.title == TITLE for e in c.file.experiences)]


def test_nobody_selected_is_told_what_to_do(
    page: StudentsPage, bench: Workbench, settle: Callable[[], None]
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    page.table.clearSelection()
    bench.actions.action("record_for_many").trigger()
    settle()
    assert "Select the students" in said[-1].text
    assert page.window().findChildren(ExperienceForm) == []


def test_what_differs_from_student_to_student_is_not_asked(
    page: StudentsPage, bench: Workbench, settle: Callable[[], None]
) -> None:
    page.table.focus_first()
    form = opened(page, bench, settle)
    choose(form.kind, "certification")
    assert form.fields["issuer"].isVisible()
    assert not form.fields["number"].isVisible()
    choose(form.kind, "exploratory")
    assert not form.fields["opinion"].isVisible()
