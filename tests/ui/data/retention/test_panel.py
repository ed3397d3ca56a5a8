"""Keeping in the window: what may go is listed, asked with the number typed, and destroyed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services import backups, retention
from cte_desktop.services.desk import Desk
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.data.retention.destroy_dialog import DestroyDialog
from cte_desktop.ui.data.retention.panel import RetentionPanel
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from tests.ui.hands import click


@pytest.fixture
def panel(desk: Desk, bench: Workbench, qtbot: QtBot) -> RetentionPanel:
    """The part, in a district whose twelfth grade left years ago."""
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql("DELETE FROM record WHERE school_year > 2020")
        tx.connection.exec_driver_sql(
            "UPDATE student SET graduation_year = 2021 WHERE grade_level = 12"
        )
    made = RetentionPanel(desk, bench)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    read_again(made, bench, qtbot)
    return made


@pytest.fixture
def notices(bench: Workbench) -> list[Notice]:
    """What was said."""
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    return said


def read_again(panel: RetentionPanel, bench: Workbench, qtbot: QtBot) -> None:
    panel.read()
    qtbot.waitUntil(bench.tasks.is_idle)


def asked(panel: RetentionPanel, bench: Workbench, qtbot: QtBot) -> DestroyDialog:
    """The question, open."""
    click(panel.destroy_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert panel.dialog is not None
    return panel.dialog


def test_the_list_says_whose_what_since_when_and_by_which_rule(panel: RetentionPanel) -> None:
    lines = panel.model.shown_rows()
    assert lines
    assert {line.graduation_year for line in lines} == {2021}
    assert all(line.is_due for line in lines)
    assert "may be destroyed." in panel.count.text()
    panel.stays.setChecked(True)
    everything = panel.model.shown_rows()
    assert len(everything) > len(lines)
    assert any(line.since is None for line in everything)


def test_the_button_waits_for_the_number_and_then_all_of_it_goes(
    panel: RetentionPanel, desk: Desk, bench: Workbench, notices: list[Notice], qtbot: QtBot
) -> None:
    old = backups.back_up(desk).path
    dialog = asked(panel, bench, qtbot)
    assert old.name in dialog.backups.text()
    dialog.typed.setText("1000")
    assert not dialog.destroy_button.isEnabled()
    dialog.typed.setText(str(retention.due(desk).students))
    click(dialog.destroy_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "destroyed for good" in notices[-1].text
    assert panel.model.shown_rows() == ()
    assert not old.exists()
    assert retention.due(desk).students == 0
    assert not panel.destroy_button.isEnabled()


def test_a_backup_is_kept_first_in_a_folder_of_choice(
    panel: RetentionPanel, bench: Workbench, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = asked(panel, bench, qtbot)
    dialog.keep_first(tmp_path / "stick")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert len([*(tmp_path / "stick").glob("*.cte")]) == 1
    assert "It holds everything that goes." in dialog.said.text()
    dialog.reject()


def test_a_list_that_is_old_is_said_in_the_question_and_nothing_goes(
    panel: RetentionPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    dialog = asked(panel, bench, qtbot)
    before = retention.due(desk)
    first = before.due[0].uid
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE student SET major = 'x' WHERE uid = ?", (first,))
    dialog.typed.setText(str(before.students))
    click(dialog.destroy_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "no longer what was listed" in dialog.said.text()
    assert retention.due(desk).students == before.students
    dialog.reject()


def test_a_family_that_asked_is_noted_and_answered(
    panel: RetentionPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    panel.stays.setChecked(True)
    panel.table.focus_first()
    line = panel.table.current_row()
    assert line is not None
    for is_open in (True, False):
        click(panel.request)
        qtbot.waitUntil(bench.tasks.is_idle)
        mine = [one for one in retention.due(desk).lines if one.uid == line.uid]
        assert all((one.requested is not None) == is_open for one in mine)
        panel.table.select_key((line.uid, line.kind))


def test_copies_that_were_out_of_reach_are_named_and_destroyed(
    panel: RetentionPanel,
    desk: Desk,
    bench: Workbench,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = backups.back_up(desk).path
    assert panel.older.isHidden()

    def full(*_: object) -> None:
        raise KnownError("disk_full", "The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(retention, "back_up", full)
        due = retention.due(desk)
        retention.destroy(desk, due, str(due.students))
    read_again(panel, bench, qtbot)
    assert "1 older copy still holds" in panel.older.text()
    panel._on_older_answered("destroy")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert not old.exists()
    assert panel.older.isHidden()


def test_who_may_not_destroy_is_told_why(
    panel: RetentionPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    desk.person = Person("p-1", "R. Ruiz", Role.REGISTRAR)
    read_again(panel, bench, qtbot)
    assert not panel.destroy_button.isEnabled()
    assert "doesn't destroy records" in panel.destroy_button.toolTip()
