"""A lost key file at the start: the copy of a backup is offered, and opens the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.storage.database import Database
from cte_desktop.storage.key_file import keys_path
from cte_desktop.ui.opening.fault_panel import FaultPanel
from cte_desktop.ui.opening.opener import Opener, Places
from cte_desktop.ui.page import Workbench
from tests.ui.districts import CLOCK
from tests.ui.hands import click


@pytest.mark.parametrize("backed_up", [True, False])
def test_the_key_file_of_a_backup_is_offered_where_there_is_one(
    tmp_path: Path, bench: Workbench, qtbot: QtBot, *, backed_up: bool
) -> None:
    file = tmp_path / "district.cte"
    with Database.create(file, None, clock=CLOCK) as database:
        if backed_up:
            database.back_up("manual")
    keys_path(file).write_bytes(b"spoiled")
    window, shown, opened = QWidget(), list[QWidget](), list[Desk]()
    qtbot.addWidget(window)
    opener = Opener(bench, window, shown.append, Places(file, file), CLOCK, "A. Lee")
    opener.opened.connect(lambda desk, _file: opened.append(desk))
    opener.open(file)
    qtbot.waitUntil(bench.tasks.is_idle)
    panel = shown[-1]
    assert isinstance(panel, FaultPanel)
    qtbot.addWidget(panel)
    assert panel.code == "keys_damaged"
    assert (panel.put_back is not None) == backed_up
    if panel.put_back is not None:
        panel.show()
        click(panel.put_back)
        qtbot.waitUntil(lambda: bool(opened))
        opened[0].close()
