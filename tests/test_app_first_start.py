"""The program without a database yet, or with one that is gone: the assistant, and ways on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build
from cte_desktop.services.desk import open_desk
from cte_desktop.services.districts import new_district
from cte_desktop.system import paths
from cte_desktop.system.recent_databases import note_database, recent_databases
from cte_desktop.system.settings import load_program_settings
from cte_desktop.ui.opening.assistant.dialog import Assistant
from cte_desktop.ui.opening.fault_panel import FaultPanel
from cte_desktop.ui.opening.start_panel import StartPanel
from tests.test_app import PASSPHRASE, part, students
from tests.ui.districts import CLOCK
from tests.ui.hands import click, type_text
from tests.ui.tidying import delete_windows, usual_look

Begin = Callable[[], Program]


@pytest.fixture
def begin(qapp: QApplication, quick_keys: None) -> Iterator[Begin]:
    """Start the program without naming a database; every one is closed at the end."""
    programs: list[Program] = []

    def started() -> Program:
        program = build(qapp, Start(CLOCK, "A. Lee"))
        programs.append(program)
        return program

    yield started
    for program in programs:
        program.close()
    delete_windows(qapp)
    usual_look(qapp)


def test_the_assistant_makes_a_database_and_shows_its_recovery_code(
    begin: Begin, qtbot: QtBot
) -> None:
    program = begin()
    click(part(program, StartPanel, qtbot).new)
    dialog = part(program, Assistant, qtbot)
    type_text(dialog.school.name, "  Vera  Soto ")
    dialog.school.school.setCurrentText("Valencia High")
    click(dialog.forward)
    fields = dialog.passphrase.passphrase
    type_text(fields.first, PASSPHRASE)
    type_text(fields.again, "something else")
    assert not dialog.forward.isEnabled()
    fields.again.clear()
    type_text(fields.again, PASSPHRASE)
    click(dialog.forward)
    assert not list(paths.data_folder().glob("*.cte*"))
    click(dialog.forward)
    qtbot.waitUntil(lambda: dialog.card is not None)
    assert dialog.card is not None
    code = dialog.card.code.text()
    assert not dialog.card.go_on.isEnabled()
    dialog.card.sure.setChecked(True)
    click(dialog.card.go_on)
    click(dialog.next_step.look)
    page = students(program, qtbot)
    assert page._nobody.isVisible()
    assert program.desk is not None
    assert program.desk.database.actor == "Vera Soto"
    assert load_program_settings(paths.settings_file())["actor"] == "Vera Soto"
    assert '"school VL"' in (paths.data_folder() / "window.json").read_text(encoding="utf-8")
    assert program.window.windowTitle() == "Students – district – CTE Desktop"
    program.close()
    assert recent_databases(paths.data_folder()) == (paths.default_database(),)
    open_desk(paths.default_database(), PASSPHRASE, CLOCK, actor="", writable=True).close()
    assert len(code) > 20


def test_a_new_database_in_a_synchronised_folder_is_refused_in_the_assistant(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    program = begin()
    click(part(program, StartPanel, qtbot).new)
    dialog = part(program, Assistant, qtbot)
    click(dialog.forward)
    dialog.passphrase.place.setText(str(tmp_path / "OneDrive" / "a.cte"))
    type_text(dialog.passphrase.passphrase.first, PASSPHRASE)
    type_text(dialog.passphrase.passphrase.again, PASSPHRASE)
    click(dialog.forward)
    click(dialog.forward)
    qtbot.waitUntil(dialog.said.isVisible)
    assert "is synchronised with other computers" in dialog.said.text()
    assert dialog.passphrase.isVisible()
    assert dialog.forward.isEnabled()


def test_the_last_database_is_opened_again_wherever_it_lies(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "on a stick" / "mine.cte"
    file.parent.mkdir()
    new_district(file, None, CLOCK, actor="A. Lee").close()
    note_database(paths.data_folder(), file)
    program = begin()
    students(program, qtbot)
    assert program.window.windowTitle() == "Students – mine – CTE Desktop"


def test_a_database_that_moved_is_looked_for_and_takes_its_place_in_the_list(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    gone, found = tmp_path / "gone.cte", tmp_path / "elsewhere" / "found.cte"
    found.parent.mkdir()
    new_district(found, None, CLOCK, actor="A. Lee").close()
    note_database(paths.data_folder(), gone)
    program = begin()
    panel = part(program, FaultPanel, qtbot)
    assert panel.look is not None
    click(panel.look)
    chooser = part(program, QFileDialog, qtbot)
    chooser.fileSelected.emit(str(found))
    chooser.close()
    students(program, qtbot)
    assert recent_databases(paths.data_folder()) == (found,)


def test_a_database_that_was_deleted_is_taken_out_of_the_list_and_the_ways_to_begin_come(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    note_database(paths.data_folder(), tmp_path / "gone.cte")
    program = begin()
    panel = part(program, FaultPanel, qtbot)
    assert panel.forget is not None
    click(panel.forget)
    assert part(program, StartPanel, qtbot).recent is None
    assert recent_databases(paths.data_folder()) == ()
