"""Lists are saved, shown, changed, renamed and deleted from the menu; what replaces asks first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.domain.people.roles import Role
from cte_desktop.services.desk import Desk
from cte_desktop.services.saved_lists import save_list, saved_lists
from cte_desktop.services.tags import tag_many
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.fields.of_facts import TAGS
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.students.saved.looks import Look, look_of
from cte_desktop.ui.widgets.name_dialog import NameDialog
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tests.ui.hands import press, type_text
from tests.ui.seats import seat
from tests.ui.students.conftest import ShowPage


def _press(menu: QMenu, text: str) -> None:
    (action,) = (one for one in menu.actions() if one.text().replace("&", "").startswith(text))
    assert action.isEnabled()
    action.trigger()


def _answer(page: StudentsPage, text: str) -> None:
    (dialog,) = page.findChildren(QuestionDialog)
    (button,) = (one for one in dialog.findChildren(QPushButton) if one.text() == text)
    button.click()


def _name(page: StudentsPage, name: str) -> None:
    (dialog,) = (one for one in page.findChildren(NameDialog) if one.isVisible())
    dialog.field.clear()
    type_text(dialog.field, name)
    press(dialog.field, Qt.Key.Key_Return)


def _words(page: StudentsPage) -> str:
    return page.lists.button.text().strip()


def test_a_list_is_saved_and_shown_again(
    show_page: ShowPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page = show_page()
    uid = page.model.row_at(3).uid
    bench.refresh.tell(tag_many(desk, (uid,), "AP"))
    page.filters.choose({TAGS: "AP"})
    page.columns.show(("name", "tags", "grade"), ("grade", True))
    qtbot.waitUntil(bench.tasks.is_idle)
    look = page.look()
    assert _words(page) == "Lists"
    _press(page.lists.menu(), "Save as a list")
    _name(page, "AP students")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert _words(page) == "AP students"
    page.filters.clear()
    page.columns.show(("name", "id"))
    assert _words(page) == "AP students, changed"
    other = show_page()
    _press(other.lists.menu(), "AP students")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert other.look() == look
    assert [row.uid for row in other.model.shown_rows()] == [uid]
    assert _words(other) == "AP students"


def test_replacing_renaming_and_deleting_ask(
    listed_page: StudentsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page = listed_page
    save_list(desk, "Juniors", Look(filters={"grade": 11}).content())
    bench.refresh.tell(save_list(desk, "Seniors", Look(filters={"grade": 12}).content()))
    qtbot.waitUntil(bench.tasks.is_idle)
    _press(page.lists.menu(), "Juniors")
    assert {row.grade_level for row in page.model.shown_rows()} == {11}
    page.filters.choose({"grade": 10})
    _press(page.lists.menu(), "Save the changes")
    _answer(page, "Save")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert look_of(saved_lists(desk)[0].content).filters == {"grade": 10}
    _press(page.lists.menu(), "Save as a list")
    _name(page, "seniors")
    _answer(page, "Replace")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert look_of(saved_lists(desk)[1].content).filters == {"grade": 10}
    _press(page.lists.menu(), "Rename")
    _name(page, "Sophomores")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert _words(page) == "Sophomores"
    _press(page.lists.menu(), "Delete")
    _answer(page, "Delete")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert [one.name for one in saved_lists(desk)] == ["Juniors"]
    assert _words(page) == "Lists"


def test_a_reader_shows_lists_and_saves_none(show_page: ShowPage, desk: Desk) -> None:
    seat(desk, Role.READER)
    page = show_page()
    deeds = page.lists.menu().actions()[2:]
    assert deeds
    assert not any(action.isEnabled() for action in deeds)


def test_what_a_list_of_another_version_says_is_passed_over(
    listed_page: StudentsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page = listed_page
    odd: dict[str, object] = {
        "search": None,
        "filters": {"grade": 11, "moon": "full", "school": [1]},
        "columns": ["name", "moon", "tags"],
        "sort": ["moon", True],
    }
    page.show_look(look_of(odd))  # type: ignore[arg-type]  # as a file could have it
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.columns.shown() == ("name", "tags")
    assert page.columns.sorting() is None
    assert {row.grade_level for row in page.model.shown_rows()} == {11}
    assert look_of({}) == Look()


def test_a_list_is_shown_before_it_is_read_and_one_that_is_gone_is_not(
    bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    save_list(desk, "Juniors", Look(filters={"grade": 11}).content())
    page = StudentsPage(desk, bench)
    qtbot.addWidget(page)
    page.lists.show_list(saved_lists(desk)[0].uid)
    page.show()
    page.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert {row.grade_level for row in page.model.shown_rows()} == {11}
    page.lists.show_list("gone")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert _words(page) == "Lists"
