"""The register on the page: reading, filtering, and what stands beside an entry."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.domain.completion.register.entries import Kind
from cte_desktop.services.awards.awarding import reissue, withhold
from cte_desktop.services.awards.registering import Wanted, register
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.ui import theme
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.register.filter_row import DIFFERS, WITHHELD
from cte_desktop.ui.completers.register.panel import RegisterPanel
from cte_desktop.ui.page import Workbench
from tests.services.awards.people import PHOTOS, YEAR
from tests.ui.hands import click, press, type_text

AWARDS = frozenset({"awards"})


def read_again(panel: RegisterPanel, bench: Workbench, qtbot: QtBot) -> None:
    panel.refresh(Changes(AWARDS))
    qtbot.waitUntil(bench.tasks.is_idle)


def ids(panel: RegisterPanel) -> list[str]:
    return [line.decided.student_id for line in panel.model.shown_rows()]


def texts(panel: RegisterPanel, line: int = 0) -> list[str]:
    row = panel.model.shown_rows()[line]
    return [column.text(row) for column in panel.model.columns()]


def test_every_entry_is_there_with_its_facts(panel: RegisterPanel, awarded: Desk) -> None:
    lines = register(awarded, Wanted(school_year=YEAR))
    assert panel.model.shown_rows() == lines
    assert texts(panel)[:7] == [
        lines[0].serial,
        "Awarded",
        "in force",
        "Ana 0001 Núñez",
        "0001",
        "Sports Medicine",
        "Jun 25, 2027",
    ]
    assert panel.words.text() == "8 entries"
    assert panel.check.words.text() == "The register is whole: 8 entries"
    assert panel.table.hasFocus()


def test_the_model_passes_the_testers(panel: RegisterPanel, qtmodeltester: object) -> None:
    model: QAbstractItemModel = panel.model
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, fatal)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    panel.filters.search.setText("sports")
    for column in range(model.columnCount()):
        model.sort(column, Qt.SortOrder.DescendingOrder)
    assert model.rowCount() == 7


def test_words_and_filters_narrow_together(
    panel: RegisterPanel, awarded: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    first, second, *_ = register(awarded)
    reissue(awarded, first.serial)
    withhold(awarded, second.serial, withheld=True)
    read_again(panel, bench, qtbot)
    filters = panel.filters
    filters.kind.setCurrentIndex(filters.kind.findData(Kind.REISSUE))
    assert ids(panel) == ["0001"]
    assert texts(panel)[8] == first.serial
    filters.clear_button.click()
    filters.state.setCurrentIndex(filters.state.findData(WITHHELD))
    assert ids(panel) == ["0004"]
    assert texts(panel)[2] == "in force, withheld"
    filters.clear()
    filters.pathway.setCurrentIndex(filters.pathway.findData(PHOTOS))
    assert ids(panel) == ["0004"]
    filters.clear()
    panel.focus_search()
    type_text(filters.search, "0010")
    assert ids(panel) == ["0010"]
    assert panel.words.text() == "1 of 9 entries"
    press(filters.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is panel.table


def test_a_record_that_says_otherwise_is_marked_and_told(
    panel: RegisterPanel, awarded: Desk, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "students.csv"
    head = "student_id,last_name,first_name,grade_level,school,graduation_year\n"
    file.write_text(f"{head}0001,Peña,Ana,12,VL,2027\n", encoding="utf-8")
    import_paths(awarded, (file,))
    read_again(panel, bench, qtbot)
    filters = panel.filters
    filters.state.setCurrentIndex(filters.state.findData(DIFFERS))
    assert ids(panel) == ["0001"]
    assert texts(panel)[2] == "in force, record differs"
    panel.table.focus_first()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "Legal name: Ana 0001 Núñez → Ana Peña" in panel.side.texts()


def test_beside_an_entry_stands_what_was_decided_and_its_story(
    panel: RegisterPanel, awarded: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    made = reissue(awarded, register(awarded)[-1].serial)
    read_again(panel, bench, qtbot)
    assert panel.table.select_key(8)
    qtbot.waitUntil(bench.tasks.is_idle)
    said = panel.side.texts()
    assert said[0] == "Ana 0012 Núñez"
    assert said[2].endswith(": replaced")
    assert any(text.startswith("Psychology (concentrator), fall 2025, mark B") for text in said)
    assert "Psychology counts as Sports Medicine 1." in " ".join(said)
    story = said[said.index("What became of it") + 1 :]
    assert story[0].startswith("June 25, 2027: Awarded by A. Lee, ")
    assert story[1].endswith(f"{made.serial} · in place of {made.instead_of}")
    assert any(text.startswith("The concentrator course is passed with") for text in said)


def test_enter_opens_the_plan(panel: RegisterPanel, bench: Workbench) -> None:
    opened: list[str] = []
    bench.requests.student_requested.connect(opened.append)
    press(panel.table, Qt.Key.Key_Return)
    click(panel.side.buttons["plan"])
    assert opened == [panel.model.shown_rows()[0].student_uid] * 2


def test_all_school_years_are_shown_when_wanted(
    panel: RegisterPanel, page: CompletersPage, bench: Workbench, qtbot: QtBot
) -> None:
    page.year.setCurrentIndex(page.year.findData(YEAR - 1))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert ids(panel) == []
    assert panel.words.text().startswith("Nothing was awarded for this school year.")
    assert panel.check.words.text() == "The register is whole: 8 entries"
    assert not panel.print_button.isEnabled()
    click(panel.filters.all_years)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert len(ids(panel)) == 8


def test_a_register_that_was_tampered_with_is_told_on_top(
    panel: RegisterPanel, awarded: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    with awarded.database.writing() as tx:
        tx.connection.exec_driver_sql(
            "UPDATE register_entry SET reason = 'x' WHERE number IN (2, 3)"
        )
    read_again(panel, bench, qtbot)
    told = panel.check.words.text()
    assert told.startswith("The register was changed from outside.")
    assert "Entries 2, 3 are not as they were written." in told
    assert len(ids(panel)) == 8


def test_it_is_painted_in_both_looks_and_in_large_type(
    panel: RegisterPanel, qapp: QApplication
) -> None:
    for look in (theme.Look(), theme.Look(dark=True), theme.Look(scale=1.5)):
        theme.apply(qapp, look)
        assert not panel.grab().isNull()
