"""Pictures of papers taken in or refused with a way on; the days on which plans may be changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services.desk import Desk
from cte_desktop.services.edit_windows import EditWindow, list_windows
from cte_desktop.services.history import undo
from cte_desktop.services.letterhead import PICTURE, letterhead_of
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.settings.paper.panel import PaperPanel
from cte_desktop.ui.settings.tables.cells import TextCell
from cte_desktop.ui.settings.windows_panel import WindowsPanel
from cte_desktop.ui.widgets.panel import Panel
from tests.ui.hands import press, type_text


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    told: list[Notice] = []
    bench.notices.posted.connect(told.append)
    return told


def shown(panel: Panel, bench: Workbench, qtbot: QtBot) -> None:
    qtbot.addWidget(panel)
    bench.refresh.changed.connect(lambda _changes: panel.read())
    panel.resize(1000, 700)
    panel.show()
    panel.read()
    qtbot.waitUntil(bench.tasks.is_idle)


def logo(file: Path) -> Path:
    made = Image.new("RGB", (60, 20), "white")
    made.paste((10, 90, 90), (4, 4, 40, 16))
    made.save(file)
    return file


def test_a_picture_is_shown_taken_away_and_undone(
    empty_desk: Desk, bench: Workbench, qtbot: QtBot, said: list[Notice], tmp_path: Path
) -> None:
    panel = PaperPanel(empty_desk, bench)
    shown(panel, bench, qtbot)
    assert panel.pictures.thumbs[PICTURE].isHidden()
    panel.take(PICTURE, logo(tmp_path / "logo.png"))
    qtbot.waitUntil(panel.pictures.thumbs[PICTURE].isVisible)
    assert said[-1].text == "The picture is kept."
    panel.pictures.remove[PICTURE].click()
    qtbot.waitUntil(panel.pictures.thumbs[PICTURE].isHidden)
    undo(empty_desk)
    assert letterhead_of(empty_desk).picture


def test_why_a_file_is_no_picture_stands_beside_the_buttons(
    empty_desk: Desk, bench: Workbench, qtbot: QtBot, said: list[Notice], tmp_path: Path
) -> None:
    panel = PaperPanel(empty_desk, bench)
    shown(panel, bench, qtbot)
    (tmp_path / "letter.png").write_text("Dear family,")
    panel.take(PICTURE, tmp_path / "letter.png")
    qtbot.waitUntil(panel.pictures.fault.isVisible)
    assert "no PNG or JPEG picture" in panel.pictures.fault.text()
    assert "Save the picture as PNG" in panel.pictures.fault.text()
    assert said == []
    panel.take(PICTURE, logo(tmp_path / "logo.png"))
    qtbot.waitUntil(panel.pictures.thumbs[PICTURE].isVisible)
    assert panel.pictures.fault.isHidden()


def test_a_setting_of_the_letterhead_is_gone_to(
    empty_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    panel = PaperPanel(empty_desk, bench)
    shown(panel, bench, qtbot)
    panel.show_setting("picture:seal")
    assert panel.pictures.choose["seal"].hasFocus()
    panel.show_setting("signatory_3_es")
    assert panel.rows["signatory_3_es"].field.hasFocus()


def write(panel: WindowsPanel, grade: int, place: int, text: str) -> None:
    cell = panel.grid.cells[grade, place]
    assert isinstance(cell, TextCell)
    cell.setFocus()
    cell.field.selectAll()
    type_text(cell.field, text)
    press(cell.field, Qt.Key.Key_Return)


def test_days_are_written_per_grade_and_taken_back(
    empty_desk: Desk, bench: Workbench, qtbot: QtBot, said: list[Notice]
) -> None:
    panel = WindowsPanel(empty_desk, bench)
    shown(panel, bench, qtbot)
    write(panel, 11, 1, "2/30/2027")
    assert "is no day" in panel.grid.fault.text()
    write(panel, 11, 1, "2/1/2027")
    qtbot.waitUntil(lambda: bool(said))
    assert list_windows(empty_desk) == (EditWindow(11, date(2027, 2, 1)),)
    qtbot.waitUntil(panel.grid.removers[11].isEnabled)
    write(panel, 11, 2, "1/1/2027")
    assert panel.grid.fault.text() == "It closes before it opens."
    panel.grid.removers[11].click()
    qtbot.waitUntil(lambda: list_windows(empty_desk) == ())
    undo(empty_desk)
    assert [window.grade_level for window in list_windows(empty_desk)] == [11]


def test_who_lacks_the_right_reads_the_days(
    empty_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    empty_desk.person = Person("u", "Ben Cruz", Role.REGISTRAR)
    panel = WindowsPanel(empty_desk, bench)
    shown(panel, bench, qtbot)
    cell = panel.grid.cells[9, 1]
    assert isinstance(cell, TextCell)
    assert cell.field.isReadOnly()
    assert "An administrator may." in panel.words.text()
