"""Selected students of a list are signed up, or their interest is noted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.services.sign_ups.many import preview_sign_up
from cte_desktop.ui.completion.sign_ups.many_actions import ManySignUps
from cte_desktop.ui.completion.sign_ups.many_dialog import ManyDialog
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.page import PAGE, StudentsPage
from tests.ui.hands import click, type_text

NAME = "Welding"


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot, settle: Callable[[], None]) -> StudentsPage:
    made = StudentsPage(desk, bench)
    qtbot.addWidget(made)
    ManySignUps(desk, bench, made.selected, (PAGE, made), lambda: NAME)
    bench.actions.open_page(PAGE)
    made.resize(1100, 700)
    made.show()
    made.activate()
    settle()
    return made


def opened(
    page: StudentsPage, bench: Workbench, settle: Callable[[], None], action: str = "sign_up_many"
) -> ManyDialog:
    bench.actions.action(action).trigger()
    settle()
    return page.window().findChildren(ManyDialog)[-1]


def test_the_dialog_tells_who_is_signed_up_and_who_is_not_before_it_is_done(
    page: StudentsPage, bench: Workbench, desk: Desk, settle: Callable[[], None]
) -> None:
    page.table.selectAll()
    uids = page.selected()
    dialog = opened(page, bench, settle)
    found = preview_sign_up(desk, uids, NAME)
    assert dialog.uids() == found.new
    assert dialog.effect().startswith(f"{len(found.new)} student")
    assert ("in high school" in dialog.effect()) == bool(found.too_early)
    assert ("stay" in dialog.effect()) == bool(found.signed_up)
    assert dialog.also_not_offered.isVisible() == bool(found.not_offered)
    if found.not_offered:
        dialog.also_not_offered.setChecked(True)
        assert set(dialog.uids()) == {*found.new, *found.not_offered}
    wanted = dialog.uids()
    type_text(dialog.reason, "visited the shop")
    click(dialog.save_button)
    settle()
    assert list_history(desk)[0].text == f"Sign up {len(wanted)} students for {NAME}"
    last = open_case_of(desk, wanted[0]).file.enrollments[-1]
    assert (last.pathway, last.action, last.reason) == (NAME, "signed_up", "visited the shop")


def test_an_interest_is_noted_and_taken_back(
    page: StudentsPage, bench: Workbench, desk: Desk, settle: Callable[[], None]
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    page.table.selectAll()
    dialog = opened(page, bench, settle, "note_interest_many")
    count = len(dialog.uids())
    assert count
    click(dialog.save_button)
    settle()
    assert said[-1].text.startswith(f"The interest of {count} student")
    again = opened(page, bench, settle, "note_interest_many")
    assert again.uids() == ()
    assert not again.save_button.isEnabled()
    again.reject()
    said[-1].buttons[0].press()
    settle()
    assert list_history(desk)[0].text.startswith("Undo Note the interest")


def test_a_reason_that_is_too_long_is_told_at_its_field(
    page: StudentsPage, bench: Workbench, settle: Callable[[], None]
) -> None:
    page.table.selectAll()
    dialog = opened(page, bench, settle)
    dialog.reason.setText("x" * 500)
    dialog.also_not_offered.setChecked(True)
    dialog.save()
    assert "too long" in dialog.fault()
    assert dialog.isVisible()
    dialog.reject()


def test_nobody_selected_is_told_what_to_do(
    page: StudentsPage, bench: Workbench, settle: Callable[[], None]
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    page.table.clearSelection()
    bench.actions.action("sign_up_many").trigger()
    settle()
    assert "Select the students" in said[-1].text
