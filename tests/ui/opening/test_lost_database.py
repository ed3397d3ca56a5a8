"""A damaged database at the start: the newest good backup is offered, and the file is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.storage.database import Database
from cte_desktop.ui.opening.fault_panel import FaultPanel
from cte_desktop.ui.opening.lost_database import LostDatabase
from cte_desktop.ui.opening.opener import Opener, Places
from cte_desktop.ui.page import Workbench
from tests.storage.actions import now_set, set_to
from tests.ui.districts import CLOCK
from tests.ui.hands import click


def test_the_newest_good_backup_is_offered_and_opens(
    tmp_path: Path, bench: Workbench, qtbot: QtBot
) -> None:
    file = tmp_path / "district.cte"
    with Database.create(file, None, clock=CLOCK) as database:
        set_to(database, 12)
        database.back_up("daily")
    file.write_bytes(b"spoiled" * 1000)
    window, shown, opened = QWidget(), list[QWidget](), list[Desk]()
    qtbot.addWidget(window)
    opener = Opener(bench, window, shown.append, Places(file, file), CLOCK, "A. Lee")
    opener.opened.connect(lambda desk, _file: opened.append(desk))
    opener.open(file)
    qtbot.waitUntil(bench.tasks.is_idle)
    panel = shown[-1]
    assert isinstance(panel, FaultPanel)
    qtbot.addWidget(panel)
    panel.show()
    lost = panel.findChild(LostDatabase)
    assert lost is not None
    assert lost.offer is not None
    click(lost.offer.restore)
    qtbot.waitUntil(lambda: bool(opened))
    assert now_set(opened[0].database) == 12
    opened[0].close()
    kept = {file.suffix == ".keys" for file in tmp_path.glob("district.cte.damaged-*")}
    assert kept == {True, False}


def test_without_a_backup_nothing_is_offered(
    tmp_path: Path, bench: Workbench, qtbot: QtBot
) -> None:
    file = tmp_path / "district.cte"
    Database.create(file, None, clock=CLOCK).close()
    file.write_bytes(b"spoiled" * 1000)
    window, shown = QWidget(), list[QWidget]()
    qtbot.addWidget(window)
    Opener(bench, window, shown.append, Places(file, file), CLOCK, "A. Lee").open(file)
    qtbot.waitUntil(bench.tasks.is_idle)
    qtbot.addWidget(shown[-1])
    lost = shown[-1].findChild(LostDatabase)
    assert lost is not None
    assert lost.offer is None
