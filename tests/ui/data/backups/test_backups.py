"""Backups in the window: listed, made, read back, compared, restored; damage is told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cte_desktop.services import backups, checking
from cte_desktop.services.desk import Desk
from cte_desktop.services.restoring import Comparison, Outcome
from cte_desktop.storage.backup_manifest import manifest_path
from cte_desktop.storage.check import Damage
from cte_desktop.storage.database import Database
from cte_desktop.storage.facts import DAMAGED_AT, write_fact
from cte_desktop.ui.data.backups.keeper import BackupKeeper
from cte_desktop.ui.data.backups.panel import BackupsPanel
from cte_desktop.ui.data.backups.restore_dialog import RestoreDialog, comparison_words
from cte_desktop.ui.keeping_actions import BACK_UP, CHECK_DATABASE
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from tests.storage.actions import now_set, set_to
from tests.ui.hands import click


@pytest.fixture
def panel(desk: Desk, bench: Workbench, qtbot: QtBot) -> BackupsPanel:
    """The list of a database without backups, read."""
    made = BackupsPanel(desk, bench)
    qtbot.addWidget(made)
    made.show()
    made.read()
    qtbot.waitUntil(bench.tasks.is_idle)
    return made


@pytest.fixture
def notices(bench: Workbench) -> list[Notice]:
    """What was said."""
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    return said


@pytest.fixture
def keeper(desk: Desk, bench: Workbench, window: MainWindow) -> BackupKeeper:
    """What backs up and checks; its clocks stand."""
    made = BackupKeeper(bench, desk, window)
    made.stop()
    return made


def words_of(dialog: RestoreDialog) -> str:
    """Everything that stands in a dialog."""
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def read_again(panel: BackupsPanel, bench: Workbench, qtbot: QtBot) -> None:
    """Let the list read."""
    panel.read()
    qtbot.waitUntil(bench.tasks.is_idle)


def test_the_list_says_when_why_how_large_and_where(
    panel: BackupsPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    assert not panel.restore.isEnabled()
    backups.back_up(desk)
    read_again(panel, bench, qtbot)
    row = panel.model.row_at(0)
    shown = [column.text(row) for column in panel.model.columns()]
    assert shown[1:4:2] == ["By hand", "Beside the database"]
    assert shown[4] == "When made"
    assert shown[2].endswith("MB")
    assert panel.count.text() == "1 backup"


def test_a_backup_is_made_by_the_action_and_told(
    keeper: BackupKeeper, desk: Desk, bench: Workbench, notices: list[Notice], qtbot: QtBot
) -> None:
    bench.actions.action(BACK_UP).trigger()
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[0].tone == "met"
    assert str(backups.list_backups(desk)[0].path) in notices[0].text
    assert keeper.parent() is not None


def test_the_backup_of_the_day_is_made_without_a_word_unless_the_stick_is_missing(
    keeper: BackupKeeper, desk: Desk, bench: Workbench, notices: list[Notice], qtbot: QtBot
) -> None:
    keeper.back_up_daily()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert [line.reason for line in backups.list_backups(desk)] == ["daily"]
    assert notices == []
    shutil.rmtree(backups.list_backups(desk)[0].path.parent)
    backups.choose_folder(Path("/nowhere/stick"))
    keeper.back_up_daily()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert [notice.tone for notice in notices] == ["information"]
    assert "/nowhere/stick" in notices[0].text


def test_the_check_says_in_plain_words_what_it_found(
    keeper: BackupKeeper,
    bench: Workbench,
    notices: list[Notice],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench.actions.action(CHECK_DATABASE).trigger()
    qtbot.waitUntil(lambda: bool(notices))
    assert "sound" in notices[0].text
    keeper.check_weekly()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert len(notices) == 1
    damage = checking.Verdict((Damage("page_damaged", "A page is damaged: 7"),), 0)
    monkeypatch.setattr(checking, "look_over", lambda _desk: damage)
    monkeypatch.setattr(checking, "is_check_due", lambda _desk: True)
    keeper.check_weekly()
    qtbot.waitUntil(lambda: len(notices) > 1)
    assert "A page is damaged: 7" in notices[1].text
    with qtbot.waitSignal(bench.requests.backups_requested):
        notices[1].buttons[0].press()


def test_the_last_verdict_stands_below_the_list(
    panel: BackupsPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    checking.look_over(desk)
    with desk.database.writing() as tx:
        write_fact(tx.connection, DAMAGED_AT, "2027-02-01T09:00:00+00:00")
    assert checking.is_check_due(desk)
    read_again(panel, bench, qtbot)
    assert panel.state.text().startswith("Found damaged on")
    checking.look_over(desk)
    read_again(panel, bench, qtbot)
    assert panel.state.text().startswith("Found sound on")
    assert not checking.is_check_due(desk)


def test_a_backup_is_read_back_and_judged(
    panel: BackupsPanel, desk: Desk, bench: Workbench, notices: list[Notice], qtbot: QtBot
) -> None:
    path = backups.back_up(desk).path
    read_again(panel, bench, qtbot)
    read_back = panel.model.columns()[-1].text
    assert read_back(panel.model.row_at(0)) == "When made"
    panel.table.focus_first()
    click(panel.look)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert read_back(panel.model.row_at(0)) == "Good"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    click(panel.look)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert read_back(panel.model.row_at(0)) == "Not readable"
    assert "is damaged" in notices[0].text


def test_a_restore_compares_first_and_then_gives_the_earlier_state(
    panel: BackupsPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    set_to(desk.database, 12)
    backups.back_up(desk)
    set_to(desk.database, 13)
    file = desk.database.path
    assert file is not None
    read_again(panel, bench, qtbot)
    panel.table.focus_first()
    click(panel.restore)
    dialog = panel.window().findChild(RestoreDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.restore.isEnabled)
    assert "1 step that was taken since then would be missing." in words_of(dialog)
    assert "The disclosure log stays whole" in words_of(dialog)
    assert "Students" in words_of(dialog)
    assert now_set(desk.database) == 13
    with qtbot.waitSignal(bench.requests.database_replaced) as told:
        click(dialog.restore)
    assert told.args is not None
    done: Outcome = told.args[0]
    assert done.kept is not None
    with Database.open(file, writable=False) as opened:
        assert now_set(opened) == 12


def test_a_backup_that_is_refused_says_why_and_nothing_can_be_pressed(
    desk: Desk, bench: Workbench, qtbot: QtBot, window: MainWindow
) -> None:
    path = backups.back_up(desk).path
    manifest_path(path).unlink()
    dialog = RestoreDialog(desk, bench, path, window)
    dialog.begin()
    qtbot.waitUntil(dialog.said.isVisible)
    assert "no finished backup" in dialog.said.text()
    assert not dialog.restore.isEnabled()
    dialog.reject()


def test_the_newest_backup_lies_in_a_folder_as_soon_as_it_is_chosen(
    panel: BackupsPanel,
    desk: Desk,
    bench: Workbench,
    notices: list[Notice],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    backups.back_up(desk)
    stick = tmp_path / "stick"
    stick.mkdir()
    panel._keep_folder(stick)
    qtbot.waitUntil(bench.tasks.is_idle)
    (copied,) = stick.glob("*/*.cte")
    assert notices[0].text == f"The newest backup lies there now: {copied}"
    read_again(panel, bench, qtbot)
    assert panel.model.rowCount() == 2
    assert panel.where.text() == f"Every new backup is copied to {stick} too."


@pytest.mark.slow
def test_a_backup_with_a_key_of_its_own_asks_for_its_passphrase(
    desk: Desk, bench: Workbench, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with Database.create(tmp_path / "other.cte", "four quiet brown owls") as other:
        path = other.back_up("manual").path
    dialog = RestoreDialog(desk, bench, path, window)
    dialog.begin()
    qtbot.waitUntil(dialog.passphrase.isVisible)
    dialog.passphrase.setText("wrong")
    click(dialog.unlock)
    qtbot.waitUntil(dialog.said.isVisible)
    dialog.passphrase.setText("four quiet brown owls")
    click(dialog.unlock)
    qtbot.waitUntil(dialog.restore.isEnabled)
    assert "another database" in words_of(dialog)
    assert "passphrase of the backup" in words_of(dialog)
    dialog.reject()


def test_what_the_backup_has_more_and_that_the_present_is_damaged_is_said_in_words() -> None:
    told = Comparison(
        path=Path("b.cte"),
        made_at=datetime(2027, 2, 1, tzinfo=UTC),
        reason="manual",
        counts=(),
        last_change="",
        changes_after=0,
        changes_more=7,
        same_state=False,
        same_database=True,
        older_version=False,
        own_key=True,
        is_damaged=False,
    )
    assert comparison_words(told)[0] == "The backup has 7 steps more than the database has now."
    damaged = replace(told, changes_more=0, is_damaged=True)
    assert comparison_words(damaged)[0].startswith("The present database can't be read")
    assert "The damaged file is kept beside" in comparison_words(damaged)[-1]
    assert comparison_words(replace(told, changes_more=0))[0].startswith("Other steps were taken")
