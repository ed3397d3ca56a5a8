"""The pathways of the student on the table: suggestions, history, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cte_desktop.services.cases import Case, open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.services.sign_ups.suggesting import suggest
from cte_desktop.ui.completion.sign_ups.student_actions import StudentPathways
from cte_desktop.ui.completion.sign_ups.student_dialog import StudentPathwaysDialog, summary_of
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PAGE, PlanPage
from tests.ui.hands import click, type_text

Settle = Callable[[], None]


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture
def case(desk: Desk) -> Case:
    return next(
        one
        for one in open_cases(desk)
        if one.file.student.grade_level in {9, 10} and not one.file.pathways and suggest(one)
    )


@pytest.fixture
def page(
    bench: Workbench, desk: Desk, qtbot: QtBot, settle: Settle, case: Case
) -> Iterator[PlanPage]:
    made = PlanPage(desk, bench)
    qtbot.addWidget(made)
    StudentPathways(desk, bench, made.editor, made.panel_actions.forgotten, (PAGE, made))
    bench.actions.open_page(PAGE)
    made.resize(1200, 760)
    made.show()
    made.open_student(case.file.student.uid)
    settle()
    yield made
    settle()


@pytest.fixture
def dialog(page: PlanPage, bench: Workbench, settle: Settle) -> StudentPathwaysDialog:
    bench.actions.action("student_pathways").trigger()
    settle()
    return page.window().findChildren(StudentPathwaysDialog)[-1]


def entries(dialog: StudentPathwaysDialog) -> list[str]:
    return [dialog.history.item(row).text() for row in range(dialog.history.count())]


def test_what_is_suggested_stands_first_with_its_reasons(
    dialog: StudentPathwaysDialog, case: Case
) -> None:
    line = dialog.list.current()
    assert line is not None
    assert (line.pathway, line.group) == (suggest(case)[0].pathway, "Suggested")
    assert any(text.startswith("It can still be completed") for text in dialog.words())
    assert dialog.sign_up.isEnabled()
    assert dialog.interest.isEnabled() or case.file.enrollments
    assert not dialog.leave.isEnabled()
    assert not dialog.change.isEnabled()


def test_no_name_stands_in_the_title_of_the_window(
    dialog: StudentPathwaysDialog, case: Case
) -> None:
    assert dialog.windowTitle() == "Pathways"
    assert case.file.student.list_name in dialog.accessibleName()


def test_signing_up_changing_and_leaving_are_steps_with_their_reasons(
    dialog: StudentPathwaysDialog, desk: Desk, case: Case, settle: Settle
) -> None:
    uid = case.file.student.uid
    first = suggest(case)[0].pathway
    type_text(dialog.reason, "loved the workshop")
    click(dialog.sign_up)
    settle()
    assert open_case_of(desk, uid).file.pathways == (first,)
    assert dialog.summary.text() == f"Signed up for {first}."
    assert "loved the workshop" in entries(dialog)[0]
    assert "by A. Lee" in entries(dialog)[0]
    assert dialog.reason.text() == ""
    other = next(name for name in case.district.catalog.pathway_by_name if name != first)
    assert dialog.list.choose(other)
    click(dialog.change)
    settle()
    assert open_case_of(desk, uid).file.pathways == (other,)
    assert dialog.list.choose(other)
    click(dialog.leave)
    settle()
    assert open_case_of(desk, uid).file.pathways == ()
    names = [line.text for line in list_history(desk)[:3]]
    assert names == [f"Leave {other}", f"Change to {other}", f"Sign up for {first}"]


def test_an_edit_is_undone_by_itself_and_the_dialog_shows_it(
    dialog: StudentPathwaysDialog, page: PlanPage, desk: Desk, case: Case, settle: Settle
) -> None:
    click(dialog.sign_up)
    settle()
    page.editor.undo()
    settle()
    assert dialog.summary.text() == "Signed up for no pathway."
    assert open_case_of(desk, case.file.student.uid).file.pathways == ()


def test_a_reason_that_is_too_long_is_told_and_nothing_is_done(
    dialog: StudentPathwaysDialog, desk: Desk, case: Case, settle: Settle
) -> None:
    dialog.reason.setText("x" * 500)
    click(dialog.sign_up)
    settle()
    assert "too long" in dialog.fault()
    assert open_case_of(desk, case.file.student.uid).file.pathways == ()
    dialog.reason.setText("short")
    assert dialog.fault() == ""


def test_every_pathway_is_listed_once_under_its_group(
    dialog: StudentPathwaysDialog, case: Case
) -> None:
    for name in case.district.catalog.pathway_by_name:
        assert dialog.list.choose(name)
        assert dialog.name.text() == name
        assert dialog.words()


def test_the_dialog_closes_when_its_student_leaves_the_table(
    dialog: StudentPathwaysDialog, page: PlanPage, desk: Desk, settle: Settle, case: Case
) -> None:
    other = next(c for c in open_cases(desk) if c.file.student.uid != case.file.student.uid)
    page.open_student(other.file.student.uid)
    settle()
    assert not isValid(dialog) or not dialog.isVisible()


def test_a_sign_up_after_grade_10_is_said_to_be_late(desk: Desk) -> None:
    grades = {9: False, 10: False, 11: True, 12: True}
    told = {
        case.file.student.grade_level: "told as late" in summary_of(case)
        for case in open_cases(desk)
        if case.file.student.grade_level in grades
    }
    assert told == grades
