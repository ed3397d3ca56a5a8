"""Ctrl+K: a few letters find students, courses, pages, actions and the help; Enter goes there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.saved_lists import save_list, saved_lists
from cte_desktop.services.students import list_students
from cte_desktop.ui.go_to.dialog import GoToDialog
from cte_desktop.ui.go_to.offers import GO_TO, GoTo
from cte_desktop.ui.go_to.places import Place, PlaceKind, best
from cte_desktop.ui.navigation import PageRecord
from cte_desktop.ui.page import Page, Workbench
from tests.ui.hands import type_text

RECORDS = (PageRecord("data", "Data", "database", Page), PageRecord("plan", "Plan", "route", Page))


class Gone:
    """Where one was led."""

    def __init__(self, bench: Workbench) -> None:
        self.to: list[tuple[str, str]] = []
        requests = bench.requests
        requests.page_requested.connect(lambda key: self.to.append(("page", key)))
        requests.student_requested.connect(lambda key: self.to.append(("student", key)))
        requests.list_requested.connect(lambda key: self.to.append(("list", key)))
        requests.sections_searched.connect(lambda key: self.to.append(("course", key)))
        requests.setting_requested.connect(lambda part, key: self.to.append((part, key)))


@pytest.fixture
def gone(bench: Workbench) -> Gone:
    return Gone(bench)


def opened(qtbot: QtBot, bench: Workbench, desk: Desk, gone: Gone) -> GoToDialog:
    """The dialog with everything read."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    bench.actions.offer("undo", lambda: gone.to.append(("action", "undo")))
    bench.actions.offer("redo", lambda: gone.to.append(("action", "redo")), enabled=False)
    way = GoTo(bench, desk, window, RECORDS, lambda key: gone.to.append(("help", key)))
    bench.actions.action(GO_TO).trigger()
    assert way.dialog is not None
    qtbot.waitUntil(bench.tasks.is_idle)
    return way.dialog


def go(dialog: GoToDialog, letters: str) -> None:
    type_text(dialog.field, letters)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def titles(dialog: GoToDialog) -> list[str]:
    return [place.title for place in dialog.model.shown_rows()]


def test_without_a_letter_pages_and_what_can_be_done_now_are_offered(
    qtbot: QtBot, bench: Workbench, desk: Desk, gone: Gone
) -> None:
    assert titles(opened(qtbot, bench, desk, gone)) == ["Data", "Plan", "Undo"]


def test_a_student_is_found_by_any_part_of_the_name_and_by_the_id(
    qtbot: QtBot, bench: Workbench, desk: Desk, gone: Gone
) -> None:
    student = list_students(desk)[0]
    dialog = opened(qtbot, bench, desk, gone)
    last, first = (part.strip() for part in student.name.split(","))
    go(dialog, f"{first[:4]} {last[:5]}")
    dialog = opened(qtbot, bench, desk, gone)
    go(dialog, student.student_id)
    assert gone.to == [("student", student.uid)] * 2


def test_courses_pages_actions_and_help_are_found(
    qtbot: QtBot, bench: Workbench, desk: Desk, gone: Gone
) -> None:
    course = desk.catalog().courses[0]
    for letters in (course.code, "data", "undo", "plan: four years"):
        go(opened(qtbot, bench, desk, gone), letters)
    assert gone.to == [
        ("course", course.code),
        ("page", "data"),
        ("action", "undo"),
        ("help", "plan"),
    ]


def test_arrows_move_in_the_list_while_the_field_keeps_the_letters(
    qtbot: QtBot, bench: Workbench, desk: Desk, gone: Gone
) -> None:
    dialog = opened(qtbot, bench, desk, gone)
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert gone.to == [("page", "plan")]


def test_nothing_found_says_so_and_enter_stays(
    qtbot: QtBot, bench: Workbench, desk: Desk, gone: Gone
) -> None:
    dialog = opened(qtbot, bench, desk, gone)
    go(dialog, "zzzz qqqq")
    assert dialog.nothing.isVisible()
    assert dialog.isVisible()
    assert gone.to == []


def test_while_a_family_looks_on_nobody_is_offered(
    qtbot: QtBot, bench: Workbench, desk: Desk, gone: Gone
) -> None:
    bench.actions.hold_back({GO_TO, "undo"}, "A family looks on.")
    dialog = opened(qtbot, bench, desk, gone)
    for line in list_students(desk):
        dialog.field.setText(line.name)
        assert dialog.model.rowCount() == 0
    dialog.field.setText("undo")
    assert {place.kind for place in dialog.model.shown_rows()} <= {PlaceKind.ACTION, PlaceKind.HELP}
    dialog.field.setText("")
    assert [place.key for place in dialog.model.shown_rows()] == ["undo"]
    dialog.reject()


def test_what_begins_with_the_letters_stands_first() -> None:
    def place(title: str, kind: PlaceKind) -> Place:
        return Place(kind, title, title, "", "", title.lower())

    many = (
        place("Data", PlaceKind.PAGE),
        place("Undated", PlaceKind.ACTION),
        place("A data sheet", PlaceKind.COURSE),
        place("Datason, Ann", PlaceKind.STUDENT),
    )
    found = [one.title for one in best(many, "data")]
    assert found == ["Data", "Datason, Ann", "A data sheet"]
    assert [one.title for one in best(many, "dat")][-1] == "Undated"
    assert len(best(many * 100, "dat")) == 60


def test_a_setting_is_gone_to_by_words_of_its_help(
    qtbot: QtBot, bench: Workbench, desk: Desk, gone: Gone
) -> None:
    go(opened(qtbot, bench, desk, gone), "lowest mark passes the capstone")
    assert gone.to == [("rules", "capstone_minimum")]


def test_a_list_under_a_name_is_found_and_shown(
    bench: Workbench, desk: Desk, gone: Gone, qtbot: QtBot
) -> None:
    save_list(desk, "Juniors without a plan", {})
    dialog = opened(qtbot, bench, desk, gone)
    go(dialog, "juniors with")
    assert gone.to == [("list", saved_lists(desk)[0].uid)]
