"""Packets are asked for, previewed or written into a folder, and logged."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.students import list_students
from cte_desktop.ui.packets.actions import PrintPackets
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tests.ui.hands import click, press


class Selection:
    """A page with two students selected."""

    def __init__(self, desk: Desk, bench: Workbench, qtbot: QtBot) -> None:
        self.bench, self.qtbot = bench, qtbot
        self.lines = list_students(desk)[:2]
        self.uids = tuple(line.uid for line in self.lines)
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.page.show()
        self.packets = PrintPackets(desk, bench, lambda: self.uids, ("students", self.page))
        bench.actions.open_page("students")

    def ask(self) -> None:
        self.bench.actions.action("print_packets").trigger()

    def idle(self) -> None:
        self.qtbot.waitUntil(self.bench.tasks.is_idle)


@pytest.fixture
def selection(desk: Desk, bench: Workbench, qtbot: QtBot) -> Selection:
    return Selection(desk, bench, qtbot)


def test_one_paper_is_previewed_by_keyboard_and_saved_with_its_entry(
    desk: Desk, selection: Selection, tmp_path: Path
) -> None:
    selection.ask()
    dialog = selection.packets.dialog
    assert dialog is not None
    assert not dialog.to.recipient.isEnabled()
    press(dialog, Qt.Key.Key_Return)
    selection.idle()
    preview = selection.page.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    assert list_disclosures(desk) == ()
    preview._save(tmp_path / "packets.pdf")
    selection.idle()
    (line,) = list_disclosures(desk)
    assert (line.what, set(line.student_uids)) == ("Packet for the family", set(selection.uids))
    assert selection.packets.dialog is None


def test_a_pdf_for_each_student_lies_in_the_folder(
    desk: Desk, selection: Selection, tmp_path: Path
) -> None:
    selection.ask()
    dialog = selection.packets.dialog
    assert dialog is not None
    click(dialog.each_alone)
    dialog.to.purpose.clear()
    assert not dialog.make_button.isEnabled()
    dialog.to.purpose.setText("Conference week")
    dialog.language.setCurrentIndex(dialog.language.findData("es"))
    wish = dialog.wish()
    assert (wish.order.language, wish.each_alone) == ("es", True)
    dialog.reject()
    told: list[str] = []
    selection.bench.notices.posted.connect(lambda notice: told.append(notice.text))
    selection.packets.write(selection.uids, wish, tmp_path / "out")
    selection.idle()
    names = {f"packet-{line.student_id}.pdf" for line in selection.lines}
    assert {file.name for file in (tmp_path / "out").iterdir()} == names
    assert told[0].startswith("2 packets lie in")
    assert list_disclosures(desk)[0].purpose == "Conference week"


def test_without_a_selection_it_is_said_what_to_do(selection: Selection) -> None:
    selection.uids = ()
    told: list[str] = []
    selection.bench.notices.posted.connect(lambda notice: told.append(notice.text))
    selection.ask()
    assert selection.packets.dialog is None
    assert "Select the students" in told[0]
