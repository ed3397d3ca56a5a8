"""The backup and the check behind the window, beside the figures that stand back for other work."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services import backups, checking
from cte_desktop.services.desk import Desk
from cte_desktop.storage.backup import remove_backup
from cte_desktop.storage.check import Damage
from cte_desktop.ui.data.backups import keeper as keeper_module
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


def test_both_are_looked_at_again_while_the_program_stays_open(
    bench: Workbench, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(keeper_module, "_LOOK_AGAIN_MS", 20)
    keeper = BackupKeeper(bench, desk, window)
    made = backups.back_up_daily(desk)
    assert made is not None
    remove_backup(made.path)  # as if it were the day after
    assert checking.is_check_due(desk)
    qtbot.waitUntil(lambda: not checking.is_check_due(desk), timeout=10_000)
    assert [line.reason for line in backups.list_backups(desk)] == ["daily"]
    keeper.stop()
    qtbot.waitUntil(bench.tasks.is_idle)


def test_damage_is_told_once_not_every_hour(
    bench: Workbench, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    damage = checking.Verdict((Damage("page_damaged", "A page is damaged: 7"),), 0)
    monkeypatch.setattr(checking, "look_over", lambda _desk: damage)
    keeper = BackupKeeper(bench, desk, window)
    for _hour in range(2):
        keeper.look_again()
        qtbot.waitUntil(bench.tasks.is_idle)
    assert [one.tone for one in said] == ["warning"]
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
