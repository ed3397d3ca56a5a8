"""The wishes of the student on the table: one step of the plan page's undo, never a loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cte_desktop.domain.filling.noting import Answer
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.services.cases import Case, open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.wish_templates import list_wish_templates, save_wish_template
from cte_desktop.services.filling.wishes import keep_wishes
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PAGE, PlanPage
from cte_desktop.ui.wishes.fields import AnswerField
from cte_desktop.ui.wishes.student_actions import StudentWishes
from cte_desktop.ui.wishes.student_dialog import WishesDialog
from cte_desktop.ui.wishes.templates import TemplateNameDialog
from tests.ui.hands import click, type_text

Settle = Callable[[], None]
OLD = (Wish(3, "course", "GOLD101", "must"), Wish(5, "summer", "yes", "like"))


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture
def case(desk: Desk) -> Case:
    found = next(one for one in open_cases(desk) if one.file.student.grade_level == 10)
    keep_wishes(desk, [found.file.student.uid], OLD)
    return open_case_of(desk, found.file.student.uid)


@pytest.fixture
def page(
    bench: Workbench, desk: Desk, qtbot: QtBot, settle: Settle, case: Case
) -> Iterator[PlanPage]:
    made = PlanPage(desk, bench)
    qtbot.addWidget(made)
    StudentWishes(desk, bench, made.editor, made.panel_actions.forgotten, (PAGE, made))
    bench.actions.open_page(PAGE)
    made.resize(1200, 760)
    made.show()
    made.open_student(case.file.student.uid)
    settle()
    yield made
    settle()


@pytest.fixture
def dialog(page: PlanPage, settle: Settle) -> WishesDialog:
    click(page.header.wishes_button)
    settle()
    return page.window().findChildren(WishesDialog)[-1]


def noted(page: PlanPage) -> tuple[Wish, ...]:
    case = page.case()
    assert case is not None
    return case.file.wishes


def answer(dialog: WishesDialog, kind: str, said: Answer) -> None:
    field = dialog.form.fields[kind]
    assert isinstance(field, AnswerField)
    field.box.setCurrentIndex(field.box.findData(said.value))


def test_what_is_saved_is_one_step_and_nothing_is_lost(
    dialog: WishesDialog, page: PlanPage, desk: Desk, case: Case, settle: Settle
) -> None:
    answer(dialog, "zero", Answer.NEVER)
    click(dialog.save_button)
    settle()
    after = (*OLD, Wish(3, "zero", "yes", "no"))
    assert [(w.kind, w.value) for w in noted(page)] == [(w.kind, w.value) for w in after]
    assert open_case_of(desk, case.file.student.uid).file.wishes == noted(page)
    assert page.editor.undo_name() == "Undo Change wishes"
    page.editor.undo()
    settle()
    assert noted(page) == OLD
    assert open_case_of(desk, case.file.student.uid).file.wishes == OLD


def test_saved_without_a_change_is_no_step(
    dialog: WishesDialog, page: PlanPage, settle: Settle
) -> None:
    before = page.editor.undo_name()
    click(dialog.save_button)
    settle()
    assert page.editor.undo_name() == before
    assert noted(page) == OLD


def test_the_name_stands_in_the_dialog_and_not_in_the_title_of_the_window(
    dialog: WishesDialog, case: Case
) -> None:
    assert case.file.student.last_name not in dialog.windowTitle()
    assert case.file.student.list_name in dialog.accessibleName()


def test_a_short_line_of_wishes_stands_beside_the_name(
    dialog: WishesDialog, page: PlanPage, settle: Settle
) -> None:
    answer(dialog, "honors", Answer.LIKE)
    click(dialog.save_button)
    settle()
    assert "honors courses where possible" in page.header._wished.text()
    assert "wishes: " in page.header.accessibleName()


def test_defaults_are_shown_until_something_is_noted(dialog: WishesDialog) -> None:
    def usual() -> list[str]:
        lines = dialog.form._usual_lines
        found = (lines.itemAt(n) for n in range(lines.count()))
        widgets = [one.widget() for one in found if one is not None]
        return [widget.accessibleName() for widget in widgets if widget is not None]

    assert any("before the first period" in line for line in usual())
    answer(dialog, "zero", Answer.LIKE)
    assert not any("before the first period" in line for line in usual())
    assert any("always" in line for line in usual())


def test_another_student_on_the_table_closes_it(
    dialog: WishesDialog, page: PlanPage, desk: Desk, case: Case, qtbot: QtBot, settle: Settle
) -> None:
    other = next(c for c in open_cases(desk) if c.file.student.uid != case.file.student.uid)
    page.open_student(other.file.student.uid)
    settle()
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())


def test_a_template_sets_many_wishes_at_once(
    page: PlanPage, bench: Workbench, desk: Desk, settle: Settle
) -> None:
    wishes = (Wish(1, "extended_day", "2", "must", "MW"), Wish(2, "summer", "yes", "no"))
    save_wish_template(desk, "Evenings", wishes)
    bench.actions.action("wishes").trigger()
    settle()
    dialog = page.window().findChildren(WishesDialog)[-1]
    menu = dialog.templates.menu()
    menu.actions()[0].trigger()
    assert [(w.kind, w.strength) for w in dialog.form.wishes()] == [
        ("course", "must"),
        ("summer", "no"),
        ("extended_day", "must"),
    ]
    dialog.reject()


def test_wishes_are_kept_as_a_template_and_a_template_is_removed(
    dialog: WishesDialog, desk: Desk, settle: Settle
) -> None:
    dialog.templates.save_wanted.emit()
    asking = dialog.findChildren(TemplateNameDialog)[-1]
    assert not asking.save_button.isEnabled()
    type_text(asking.line, "Gold diggers")
    click(asking.save_button)
    settle()
    (kept,) = list_wish_templates(desk)
    assert (kept.name, [w.value for w in kept.wishes]) == ("Gold diggers", ["GOLD101", "yes"])
    dialog.templates.remove_wanted.emit(kept)
    settle()
    assert list_wish_templates(desk) == ()


def test_control_and_enter_save_what_is_chosen_and_fill(
    dialog: WishesDialog, page: PlanPage, settle: Settle
) -> None:
    filled: list[bool] = []
    dialog.fill_wanted.connect(lambda: filled.append(True))
    box = dialog.form.pathways.pathway
    box.setCurrentIndex(box.findData("Welding"))  # and not added
    assert dialog.fill_button.shortcut().toString() == "Ctrl+Return"
    dialog.fill_button.click()
    settle()
    assert filled == [True]
    assert ("pathway", "Welding") in {(wish.kind, wish.value) for wish in noted(page)}
