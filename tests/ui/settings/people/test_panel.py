"""The part People: let somebody in, give another role, remove, each once and with Undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.history import list_history, undo
from cte_desktop.services.importing import import_paths
from cte_desktop.services.people import changing
from cte_desktop.services.people.changing import add_person
from cte_desktop.services.people.listing import list_people
from cte_desktop.services.protection import people_named, set_passphrase
from cte_desktop.storage import wrapping
from cte_desktop.system.errors import KnownError
from cte_desktop.system.settings import Value
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.program_settings import ProgramSettings
from cte_desktop.ui.settings.people.own_passphrase_dialog import OwnPassphraseDialog
from cte_desktop.ui.settings.people.panel import PeoplePanel
from cte_desktop.ui.settings.people.person_dialog import PersonDialog
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tests.ui.districts import CLOCK, STUDENTS_CSV
from tests.ui.hands import click, press, type_text

WORDS = "kiln orbit velvet"
KEPT: dict[str, Value] = {}


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapping, "MEMORY_KIB", 64)
    monkeypatch.setattr(wrapping, "ITERATIONS", 1)


@pytest.fixture
def guarded(empty_desk: Desk, tmp_path: Path) -> Desk:
    """Three students, two caseloads, a passphrase, nobody in it yet."""
    (tmp_path / "students.csv").write_text(STUDENTS_CSV, encoding="utf-8")
    import_paths(empty_desk, (tmp_path / "students.csv",))
    set_passphrase(empty_desk, "", WORDS)
    return empty_desk


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    told: list[Notice] = []
    bench.notices.posted.connect(told.append)
    return told


def shown(desk: Desk, bench: Workbench, qtbot: QtBot) -> PeoplePanel:
    panel = PeoplePanel(desk, bench, ProgramSettings(KEPT, lambda: None))
    qtbot.addWidget(panel)
    panel.resize(900, 500)
    panel.show()
    panel.read()
    qtbot.waitUntil(bench.tasks.is_idle)
    return panel


def dialog_of(panel: PeoplePanel, qtbot: QtBot) -> PersonDialog:
    found = panel.window().findChildren(PersonDialog)
    qtbot.waitUntil(found[-1].isVisible)
    return found[-1]


def names(panel: PeoplePanel) -> list[str]:
    return [one.person.name for one in panel.model.shown_rows()]


def test_somebody_is_let_in_with_the_caseload_of_the_same_name(
    guarded: Desk, bench: Workbench, qtbot: QtBot, said: list[Notice]
) -> None:
    panel = shown(guarded, bench, qtbot)
    assert panel.ways.currentIndex() == 0
    panel.ask_new()
    dialog = dialog_of(panel, qtbot)
    type_text(dialog.name, "b. cruz")
    assert dialog.person() == Person("", "b. cruz", Role.COUNSELOR, "B. Cruz")
    assert not dialog.save.isEnabled()
    for field in (dialog.passphrase.first, dialog.passphrase.again):
        type_text(field, "pearl anchor moss")
    click(dialog.save)
    qtbot.waitUntil(lambda: names(panel) == ["b. cruz"])
    assert panel.model.shown_rows()[0].students == 1
    assert "b. cruz" in said[-1].text
    with open_as(guarded, "b. cruz", "pearl anchor moss") as signed:
        assert signed.person.counselor == "B. Cruz"


def open_as(desk: Desk, name: str, passphrase: str) -> _Opened:
    return _Opened(desk, name, passphrase)


class _Opened:
    """A database that is open for reading beside the one of the test."""

    def __init__(self, desk: Desk, name: str, passphrase: str) -> None:
        file = desk.database.path
        assert file is not None
        self.desk = open_desk(file, passphrase, CLOCK, actor="", writable=False, name=name)

    def __enter__(self) -> Desk:
        return self.desk

    def __exit__(self, *_fault: object) -> None:
        self.desk.close()


def test_two_people_of_one_name_are_told_apart(
    guarded: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    add_person(guarded, "Ana Ruiz", Role.READER, "", WORDS)
    panel = shown(guarded, bench, qtbot)
    panel.ask_new()
    dialog = dialog_of(panel, qtbot)
    type_text(dialog.name, "ana  RUIZ")
    for field in (dialog.passphrase.first, dialog.passphrase.again):
        type_text(field, "pearl anchor moss")
    click(dialog.save)
    assert "opens this database already" in dialog.said.text()
    assert len(list_people(guarded)) == 1


def test_a_role_is_changed_and_taken_back(
    guarded: Desk, bench: Workbench, qtbot: QtBot, said: list[Notice]
) -> None:
    add_person(guarded, "Ana Ruiz", Role.READER, "", WORDS)
    panel = shown(guarded, bench, qtbot)
    panel.table.focus_first()
    panel.ask_change()
    dialog = dialog_of(panel, qtbot)
    assert not dialog.passphrase.isVisible()
    dialog.role.setCurrentIndex(dialog.role.findData(Role.REGISTRAR.value))
    click(dialog.save)
    qtbot.waitUntil(lambda: panel.model.shown_rows()[0].person.role is Role.REGISTRAR)
    assert [button.text for button in said[-1].buttons] == ["Undo"]
    undo(guarded)
    assert list_people(guarded)[0].person.role is Role.READER


def test_who_is_removed_is_asked_about_and_their_passphrase_goes(
    guarded: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    add_person(guarded, "Ana Ruiz", Role.READER, "", WORDS)
    panel = shown(guarded, bench, qtbot)
    panel.table.focus_first()
    panel.ask_remove()
    question = panel.window().findChildren(QuestionDialog)[-1]
    question.answered.emit("remove")
    qtbot.waitUntil(lambda: names(panel) == [])
    file = guarded.database.path
    assert file is not None
    assert people_named(file) == ()


def test_a_key_that_could_not_be_removed_is_told_beside_what_was_done(
    guarded: Desk,
    bench: Workbench,
    qtbot: QtBot,
    said: list[Notice],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise KnownError("disk_full", "There is no room left.", do="Make room.")

    add_person(guarded, "Ana Ruiz", Role.READER, "", WORDS)
    panel = shown(guarded, bench, qtbot)
    panel.table.focus_first()
    monkeypatch.setattr(changing, "remove_person_key", refuse)
    panel.ask_remove()
    panel.window().findChildren(QuestionDialog)[-1].answered.emit("remove")
    qtbot.waitUntil(lambda: names(panel) == [])
    assert [one.tone for one in said] == ["met", "warning"]
    assert said[1].text.endswith("the next opening does it. There is no room left.")
    assert said[1].do == "Make room."


def test_without_a_passphrase_nobody_else_is_let_in(
    empty_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    panel = shown(empty_desk, bench, qtbot)
    assert panel.ways.currentIndex() == 2
    assert not panel.add_button.isEnabled()


def test_the_owner_gives_the_name_that_the_history_gets(
    guarded: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    panel = shown(guarded, bench, qtbot)
    assert panel.you.isVisible()
    assert panel.you.text() == guarded.database.actor
    panel.you.clear()
    type_text(panel.you, "Vera Soto")
    press(panel.you, Qt.Key.Key_Return)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert KEPT == {"actor": "Vera Soto"}
    add_person(guarded, "Ana Ruiz", Role.READER, "", WORDS)
    assert list_history(guarded, limit=1)[0].actor == "Vera Soto"
    panel.you.clear()
    press(panel.you, Qt.Key.Key_Return)
    assert panel.you.text() == "Vera Soto"


@pytest.fixture
def readers(guarded: Desk) -> Iterator[Desk]:
    """The same database with a reader at the desk."""
    add_person(guarded, "Lea Lund", Role.READER, "", WORDS)
    file = guarded.database.path
    assert file is not None
    guarded.close()
    desk = open_desk(file, WORDS, CLOCK, actor="", writable=True, name="lea lund")
    yield desk
    desk.close()


def test_a_reader_sees_the_list_and_changes_their_own_passphrase(
    readers: Desk, bench: Workbench, qtbot: QtBot, said: list[Notice]
) -> None:
    panel = shown(readers, bench, qtbot)
    panel.table.focus_first()
    assert not panel.you.isVisible()
    for button in (panel.add_button, panel.change_button, panel.remove_button):
        assert not button.isEnabled()
        assert "An administrator may." in button.toolTip()
    click(panel.own_button)
    dialog = panel.window().findChildren(OwnPassphraseDialog)[-1]
    for field, text in (
        (dialog.old, "not this one"),
        (dialog.new.first, "pearl anchor moss"),
        (dialog.new.again, "pearl anchor moss"),
    ):
        type_text(field, text)
    click(dialog.save)
    qtbot.waitUntil(lambda: "not the passphrase" in dialog.said.text())
    dialog.old.setText(WORDS)
    click(dialog.save)
    qtbot.waitUntil(lambda: bool(said))
    with open_as(readers, "Lea Lund", "pearl anchor moss") as signed:
        assert signed.person.role is Role.READER
    bench.tasks.finish()
