"""The list of cords in the window: who gets what, what to order, paper, and the district's list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.look.cords import cord_list, cords_text
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.history import undo
from cte_desktop.ui.completers.cords.actions import CORDS, CordsActions
from cte_desktop.ui.completers.cords.dialog import CordsDialog
from cte_desktop.ui.completers.cords.list_dialog import CordListDialog
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.widgets.print_preview import PrintPreview
from cte_desktop.ui.widgets.table_view import saving_news
from tests.ui.hands import click, type_text


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def year(desk: Desk) -> int:
    """Award whoever completed by now; the class of this school year has some of them."""
    now = school_year_of(desk.today())
    for school_year in (now - 1, now):
        award(desk, find_completers(desk, school_year).open)
    assert cord_list(desk, now)
    return now


@pytest.fixture
def opened(
    desk: Desk, year: int, bench: Workbench, window: QWidget, qtbot: QtBot
) -> Iterator[CordsDialog]:
    CordsActions(desk, bench, window)
    bench.actions.action(CORDS).trigger()
    (dialog,) = window.findChildren(CordsDialog)
    _rest(bench, qtbot)
    yield dialog
    if isValid(dialog):
        dialog.done(0)


def _rest(bench: Workbench, qtbot: QtBot) -> None:
    qtbot.wait(1)
    qtbot.waitUntil(bench.tasks.is_idle, timeout=10_000)


def test_it_shows_the_class_of_this_year_and_what_to_order(
    opened: CordsDialog, desk: Desk, year: int
) -> None:
    lines = cord_list(desk, year)
    assert set(opened.lines.shown_rows()) == set(lines)
    assert opened.year.currentText() == f"Class of {year + 1}"
    cords = [one for one in opened.counts.shown_rows() if one.colours]
    assert sum(one.students for one in cords) <= len(lines)
    assert "Nobody has confirmed some of the colors yet." in opened.words.text()
    QAbstractItemModelTester(opened.lines)
    QAbstractItemModelTester(opened.counts)


def test_another_class_is_read_and_an_empty_one_says_so(
    opened: CordsDialog, bench: Workbench, qtbot: QtBot
) -> None:
    opened.year.setCurrentIndex(opened.year.count() - 1)
    _rest(bench, qtbot)
    assert opened.words.text() == "Nobody of this class has an award in force."
    assert not opened.paper_button.isEnabled()


def test_the_paper_is_previewed_saved_and_logged(
    opened: CordsDialog, desk: Desk, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    click(opened.paper_button)
    _rest(bench, qtbot)
    (preview,) = opened.findChildren(PrintPreview)
    assert not preview.save_button.isEnabled()
    assert preview.to is not None
    type_text(preview.to.recipient, "The schools")
    preview._save(tmp_path / "cords.pdf")
    qtbot.waitUntil(lambda: opened.findChildren(PrintPreview) == [])  # another copy is asked anew
    assert (tmp_path / "cords.pdf").read_bytes().startswith(b"%PDF")
    entry = list_disclosures(desk)[0]
    assert (entry.recipient, entry.purpose) == ("The schools", "cords and seals for graduation")


def test_the_table_in_front_is_saved_and_a_student_is_opened(
    opened: CordsDialog, bench: Workbench, qtbot: QtBot
) -> None:
    saver = QWidget()
    saving_news().offer(saver)
    opened.tabs.setCurrentIndex(1)
    with qtbot.waitSignal(saving_news().wanted) as wanted:
        click(opened.save_button)
    assert wanted.args == [opened.count_table]
    saving_news().offer(None)
    line = opened.lines.shown_rows()[0]
    with qtbot.waitSignal(bench.requests.student_requested) as asked:
        opened.line_table.row_chosen.emit(line)
    assert asked.args == [line.student_uid]


def test_the_districts_list_is_changed_as_one_step(
    opened: CordsDialog, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    click(opened.change_button)
    _rest(bench, qtbot)
    (editor,) = opened.findChildren(CordListDialog)
    before = cords_text(desk)
    editor.text.show_text(before.replace('"red", "white"', '"scarlet"').replace("[HSMT]", "[HS]"))
    editor.keep()
    assert editor.isVisible()
    (fault,) = editor.faults.by_line().values()
    assert fault == 'There is no sector with the code "HS". Did you mean "HSMT"?'
    editor.text.show_text(before.replace("verified = false", "verified = true"))
    click(editor.keep_button)
    _rest(bench, qtbot)
    assert "Nobody has confirmed" not in opened.words.text()
    undo(desk)
    assert cords_text(desk) == before
