"""The backup and the check behind the window, beside the figures that stand back for other work."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services import backups
from cte_desktop.services.desk import Desk
from cte_desktop.ui.data.backups.keeper import BackupKeeper
from cte_desktop.ui.data.backups.panel import BackupsPanel
from cte_desktop.ui.figure_keeper import FigureKeeper
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from tests.ui.hands import click


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


def test_reading_a_backup_back_does_not_wait_for_the_figures_either(
    bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    backups.back_up(desk)
    panel = BackupsPanel(desk, bench)
    qtbot.addWidget(panel)
    panel.show()
    panel.read()
    qtbot.waitUntil(bench.tasks.is_idle)
    panel.table.focus_first()
    figures = FigureKeeper(desk, bench)
    click(panel.look)
    try:
        qtbot.waitUntil(bench.tasks.is_idle, timeout=10_000)
    finally:
        figures.stop()
    assert panel.model.columns()[-1].text(panel.model.row_at(0)) == "Good"
