"""The address book of employers is written by keyboard, and says what is wrong at its field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.domain.students.experiences import Employer
from cte_desktop.services.desk import Desk
from cte_desktop.services.employers import list_employers, save_employer
from cte_desktop.ui.completion.experiences.actions import EmployerActions
from cte_desktop.ui.completion.experiences.employers_dialog import EmployersDialog
from cte_desktop.ui.page import Workbench
from tests.ui.hands import press, type_text

Open = Callable[[], EmployersDialog]


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture
def open_book(bench: Workbench, desk: Desk, qtbot: QtBot, settle: Callable[[], None]) -> Open:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    actions = EmployerActions(desk, bench, window)

    def opened() -> EmployersDialog:
        actions.open()
        settle()
        return window.findChildren(EmployersDialog)[-1]

    return opened


def names(desk: Desk) -> list[str]:
    return [line.employer.name for line in list_employers(desk)]


def write(book: EmployersDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = book.fields[name]
        assert isinstance(field, QLineEdit)
        field.selectAll()
        type_text(field, text)


def test_lines_are_written_changed_and_removed(
    open_book: Open, desk: Desk, settle: Callable[[], None]
) -> None:
    book = open_book()
    write(book, name="Mercy Clinic", email="wu@mercy.org", phone="661 555 0100")
    menu = book.sectors.open_menu()
    menu.actions()[0].trigger()
    menu.close()
    book.save()
    settle()
    (line,) = list_employers(desk)
    assert line.employer.sectors == book.sectors.codes() != ()
    assert book.list.currentItem().text() == "Mercy Clinic"
    write(book, name="Mercy Hospital")
    book.save()
    settle()
    assert names(desk) == ["Mercy Hospital"]
    press(book, Qt.Key.Key_Insert)
    write(book, name="City Hall")
    book.save()
    settle()
    assert names(desk) == ["City Hall", "Mercy Hospital"]
    book.list.setFocus()
    book.list.setCurrentRow(1)
    book.remove_button.click()
    settle()
    assert names(desk) == ["City Hall"]
    field = book.fields["name"]
    assert isinstance(field, QLineEdit)
    assert field.text() == "City Hall"


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "CITY HALL"}, "name"),
        ({"name": "New", "email": "nobody"}, "email"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    open_book: Open, desk: Desk, texts: dict[str, str], field: str
) -> None:
    save_employer(desk, Employer("", "City Hall"))
    book = open_book()
    book.begin_new()
    write(book, **texts)
    book.save()
    assert book.fault()
    assert book.focusWidget() is book.fields[field]
    assert book.fields[field].accessibleDescription() == book.fault()
    assert names(desk) == ["City Hall"]


def test_what_was_changed_is_kept_when_another_line_is_chosen_or_the_book_closed(
    open_book: Open, desk: Desk, settle: Callable[[], None]
) -> None:
    save_employer(desk, Employer("", "City Hall"))
    save_employer(desk, Employer("", "Mercy"))
    book = open_book()
    write(book, phone="661 555 0100")
    book.list.setCurrentRow(1)
    settle()
    assert [line.employer.phone for line in list_employers(desk)] == ["661 555 0100", ""]
    assert book.list.currentItem().text() == "Mercy"
    write(book, email="nobody")
    book.list.setCurrentRow(0)
    assert book.list.currentItem().text() == "Mercy"
    assert book.fault()
    write(book, email="wu@mercy.org", place="Valencia")
    book.accept()
    settle()
    assert [line.employer.place for line in list_employers(desk)] == ["", "Valencia"]


def test_escape_closes_the_book_without_what_was_changed(
    open_book: Open, desk: Desk, settle: Callable[[], None]
) -> None:
    save_employer(desk, Employer("", "City Hall"))
    book = open_book()
    write(book, name="Another")
    press(book, Qt.Key.Key_Escape)
    settle()
    assert names(desk) == ["City Hall"]
