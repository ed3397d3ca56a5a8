"""A backup restored in the running program: the window opens the database anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build
from cte_desktop.services import backups
from cte_desktop.services.districts import new_district
from cte_desktop.storage import restore_swap
from cte_desktop.storage.facts import RESTORED_AT
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.data.backups.restore_dialog import RestoreDialog
from cte_desktop.ui.data.page import DataPage
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.opening.fault_panel import FaultPanel
from cte_desktop.ui.opening.lost_database import StandInOffer
from tests.storage.actions import now_set, set_to
from tests.storage.test_refused_restore import refuse, refusing_twice
from tests.ui.districts import CLOCK
from tests.ui.hands import click
from tests.ui.tidying import delete_windows, usual_look


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with a database of its own."""
    file = tmp_path / "valencia.cte"
    new_district(file, None, CLOCK, actor="A. Lee").close()
    begun = build(qapp, Start(CLOCK, "A. Lee", file))
    with qtbot.waitSignal(begun.ready, timeout=20_000):
        pass
    yield begun
    begun.close()
    delete_windows(qapp)
    usual_look(qapp)


def asked(program: Program, qtbot: QtBot) -> RestoreDialog:
    """Make a backup, change something, and ask to restore the backup."""
    desk, window = program.desk, program.window
    assert desk is not None
    set_to(desk.database, 12)
    backups.back_up(desk)
    set_to(desk.database, 13)
    program.bench.requests.backups_requested.emit()
    page = window.findChild(DataPage)
    assert page is not None
    panel = page.backups
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    panel.table.focus_first()
    click(panel.restore)
    dialog = window.findChild(RestoreDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.restore.isEnabled)
    return dialog


def test_a_restored_database_is_opened_in_a_fresh_window(program: Program, qtbot: QtBot) -> None:
    window, dialog = program.window, asked(program, qtbot)
    with qtbot.waitSignal(program.ready, timeout=20_000):
        click(dialog.restore)
    assert program.window is not window
    assert program.desk is not None
    assert now_set(program.desk.database) == 12
    assert RESTORED_AT in program.desk.database.facts


def test_a_restore_that_could_not_do_the_last_step_is_finished_by_the_fresh_window(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, dialog = program.window, asked(program, qtbot)
    refuse(monkeypatch, 3)
    monkeypatch.setattr(restore_swap, "_finish", refusing_twice(restore_swap._finish))
    with qtbot.waitSignal(program.bench.requests.database_replaced):
        click(dialog.restore)
    qtbot.waitUntil(lambda: program.window is not window)
    with qtbot.waitSignal(program.ready, timeout=20_000):
        pass
    assert program.desk is not None
    assert now_set(program.desk.database) == 12
    said = [label.text() for label in program.window.findChildren(QLabel)]
    assert any("the disk refused the last step" in text for text in said)


def test_damage_that_is_found_while_open_leads_to_the_newest_good_backup(
    program: Program, qtbot: QtBot
) -> None:
    desk, window = program.desk, program.window
    assert desk is not None
    file = desk.database.path
    set_to(desk.database, 12)
    backups.back_up(desk)
    said: list[Notice] = []
    program.bench.notices.posted.connect(said.append)
    program.bench.notices.error(KnownError("damaged", "{file} is damaged.", file=file))
    said[0].buttons[0].press()
    qtbot.waitUntil(lambda: program.window is not window)
    qtbot.waitUntil(lambda: program.window.findChild(StandInOffer) is not None)
    offer = program.window.findChild(StandInOffer)
    assert offer is not None
    with qtbot.waitSignal(program.ready, timeout=20_000):
        click(offer.restore)
    assert program.desk is not None
    assert now_set(program.desk.database) == 12


def test_damage_that_was_found_is_remembered_at_the_next_start(
    program: Program, qapp: QApplication, qtbot: QtBot
) -> None:
    assert program.desk is not None
    file = program.desk.database.path
    assert file is not None
    program.bench.requests.damage_found.emit()
    program.close()
    again = build(qapp, Start(CLOCK, "A. Lee", file))
    qtbot.waitUntil(lambda: again.window.findChild(FaultPanel) is not None)
    panel = again.window.findChild(FaultPanel)
    assert panel is not None
    with qtbot.waitSignal(again.ready, timeout=20_000):
        click(panel.again)
    again.close()


def test_damage_of_another_file_offers_no_backup_of_this_one(program: Program) -> None:
    said: list[Notice] = []
    program.bench.notices.posted.connect(said.append)
    program.bench.notices.error(KnownError("damaged", "{file} is damaged.", file="other.cte"))
    assert said[0].buttons == ()
