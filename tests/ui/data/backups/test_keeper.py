"""The backup and the check behind the window, beside the figures that stand back for other work."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.ui.data.backups.keeper import BackupKeeper
from cte_desktop.ui.figure_keeper import FigureKeeper
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench


@pytest.mark.parametrize("action", ["back_up", "check_database"])
def test_neither_waits_for_the_figures_that_wait_for_it(
    bench: Workbench, desk: Desk, qtbot: QtBot, action: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    keeper = BackupKeeper(bench, desk, window)
    figures = FigureKeeper(desk, bench)
    bench.actions.action(action).trigger()
    qtbot.waitUntil(bench.tasks.is_idle, timeout=10_000)
    assert [one.tone for one in said] == ["met"]
    figures.stop()
    keeper.stop()
