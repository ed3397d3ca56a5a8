"""Selected students of a list get the same wishes as one step, looked at before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.domain.filling.noting import Answer
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.wishes import keep_wishes, wishes_of
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.page import PAGE, StudentsPage
from cte_desktop.ui.wishes.fields import AnswerField
from cte_desktop.ui.wishes.many_actions import ManyWishes
from cte_desktop.ui.wishes.many_dialog import ManyWishesDialog
from tests.ui.hands import click

Settle = Callable[[], None]


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot, settle: Settle) -> StudentsPage:
    made = StudentsPage(desk, bench)
    qtbot.addWidget(made)
    ManyWishes(desk, bench, made.selected, (PAGE, made))
    bench.actions.open_page(PAGE)
    made.resize(1100, 700)
    made.show()
    made.activate()
    settle()
    return made


def opened(page: StudentsPage, bench: Workbench, settle: Settle) -> ManyWishesDialog:
    bench.actions.action("wishes_of_many").trigger()
    settle()
    return page.window().findChildren(ManyWishesDialog)[-1]


def note(dialog: ManyWishesDialog, kind: str, said: Answer) -> None:
    field = dialog.form.fields[kind]
    assert isinstance(field, AnswerField)
    field.box.setCurrentIndex(field.box.findData(said.value))


def test_all_selected_students_get_them_and_one_undo_takes_them_back(
    page: StudentsPage, bench: Workbench, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    page.table.selectAll()
    uids = page.selected()[:1]
    keep_wishes(desk, uids, (Wish(1, "summer", "yes", "like"),))
    before = {uid: wishes_of(desk, uid) for uid in page.selected()}
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    dialog = opened(page, bench, settle)
    assert not dialog.save_button.isEnabled()
    note(dialog, "summer", Answer.NEVER)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert dialog.effect().startswith(f"{len(before)} student")
    assert "otherwise" in dialog.effect()
    click(dialog.save_button)
    settle()
    for uid in before:
        assert ("summer", "no") in [(w.kind, w.strength) for w in wishes_of(desk, uid)]
    said[-1].buttons[0].press()
    settle()
    assert {uid: wishes_of(desk, uid) for uid in before} == before


def test_in_the_place_of_all_others_empties_them(
    page: StudentsPage, bench: Workbench, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    page.table.selectRow(0)
    (uid,) = page.selected()
    keep_wishes(desk, [uid], (Wish(1, "summer", "yes", "like"),))
    dialog = opened(page, bench, settle)
    dialog.how.setCurrentIndex(1)
    note(dialog, "zero", Answer.LIKE)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    click(dialog.save_button)
    settle()
    assert [w.kind for w in wishes_of(desk, uid)] == ["zero"]


def test_without_a_selection_it_says_what_to_do(
    page: StudentsPage, bench: Workbench, settle: Settle
) -> None:
    page.table.clearSelection()
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    bench.actions.action("wishes_of_many").trigger()
    settle()
    assert "Select the students" in said[-1].text
    assert not page.window().findChildren(ManyWishesDialog)
