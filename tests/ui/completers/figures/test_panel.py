"""The part Figures: charts, tables, students behind each figure, by mouse and keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from cte_desktop.domain.completion.figures.counting import count
from cte_desktop.domain.completion.figures.table import FigureLine, View
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.figures.completions import completions
from cte_desktop.services.figures.sheet import FigureSheet
from cte_desktop.services.history import undo
from cte_desktop.services.importing import import_paths
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.ui import theme
from cte_desktop.ui.completers.figures.earlier_dialog import EarlierDialog
from cte_desktop.ui.completers.figures.panel import FiguresPanel
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.parts import FIGURES
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.widgets.table_view import TableView
from tests.services.awards.people import SPORTS, record_lines
from tests.ui.hands import click, press, type_text

Listed = list[tuple[str, tuple[str, ...]]]


@pytest.fixture
def panel(page: CompletersPage, bench: Workbench, qtbot: QtBot) -> FiguresPanel:
    page.parts.choose(FIGURES)
    qtbot.waitUntil(bench.tasks.is_idle)
    return cast("FiguresPanel", page.part(FIGURES))


@pytest.fixture
def listed(bench: Workbench) -> Listed:
    found: Listed = []
    bench.requests.students_listed.connect(lambda title, uids: found.append((title, uids)))
    return found


def table_of(panel: FiguresPanel) -> TableView[FigureLine]:
    assert panel.table is not None
    return panel.table


def shown(panel: FiguresPanel) -> list[tuple[str, ...]]:
    return [(line.name, *line.cells) for line in table_of(panel).rows_model().shown_rows()]


def count_by(panel: FiguresPanel, view: View, bench: Workbench, qtbot: QtBot) -> None:
    panel.choices.choose(view)
    qtbot.waitUntil(bench.tasks.is_idle)


def test_students_and_completions_of_the_year_stand_apart_above(panel: FiguresPanel) -> None:
    assert panel.strip.students.text() == "8 students"
    assert panel.strip.completions.text() == "8 completions"
    assert panel.strip.state.text() == "7 for the State"
    assert panel.strip.awarded.text() == "0 awarded"
    assert not panel.strip.awarded.isEnabled()
    assert not panel.strip.unborne.isVisible()
    assert not panel.strip.gone.isVisible()
    assert "14 students' standings" in panel.strip.stale.text()


def test_chart_and_table_tell_the_same(panel: FiguresPanel, bench: Workbench, qtbot: QtBot) -> None:
    for view in (View.PATHWAY, View.SECTOR, View.SITE, View.CAPSTONE_SITE, View.GRADE):
        count_by(panel, view, bench, qtbot)
        bars = [(bar.words, bar.figure) for bar in panel.chart.bars()]
        assert bars == [(name, students) for name, students, *_ in shown(panel)]
        assert bars
    assert shown(panel) == [("Grade 11", "1", "1", "1", "0"), ("Grade 12", "7", "7", "6", "0")]


def test_a_bar_opens_its_students_by_mouse_and_by_keyboard(
    panel: FiguresPanel, listed: Listed, desk: Desk
) -> None:
    sports = {c.student_uid for c in completions(desk).of_year(2026) if c.pathway == SPORTS}
    sports = sports or {
        c.student_uid for c in completions(desk, exact=True).of_year(2026) if c.pathway == SPORTS
    }
    place = [bar.words for bar in panel.chart.bars()].index(SPORTS)
    QTest.mouseClick(panel.chart, Qt.MouseButton.LeftButton, pos=panel.chart.box_of(place).center())
    panel.chart.setFocus()
    press(panel.chart, Qt.Key.Key_Home)
    press(panel.chart, Qt.Key.Key_Return)
    assert [title for title, _ in listed] == [f"{SPORTS}, 2026-27"] * 2
    assert all(set(uids) == sports for _, uids in listed)
    press(panel.chart, Qt.Key.Key_End)
    assert table_of(panel).current_row() == table_of(panel).rows_model().row_at(1)


def test_a_row_of_the_table_opens_its_students(panel: FiguresPanel, listed: Listed) -> None:
    table = table_of(panel)
    table.focus_first()
    press(table, Qt.Key.Key_Return)
    ((title, uids),) = listed
    assert title == f"{SPORTS}, 2026-27"
    assert len(uids) == 7
    current = panel.chart.current()
    assert current is not None
    assert current.words == SPORTS


def test_totals_open_every_completer(panel: FiguresPanel, listed: Listed, desk: Desk) -> None:
    click(panel.strip.completions)
    assert listed == [
        ("Completers 2026-27", count(completions(desk, exact=True).of_year(2026)).uids)
    ]


def test_what_is_kept_is_shown_first_and_what_is_worked_out_after(
    panel: FiguresPanel, bench: Workbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, str]] = []
    show = panel.strip.show_sheet

    def noting(sheet: FigureSheet, of: str) -> None:
        show(sheet, of)
        said.append((panel.strip.students.text(), panel.strip.stale.text()))

    monkeypatch.setattr(panel.strip, "show_sheet", noting)
    panel.refresh(Changes(frozenset({"record"})))
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == [
        ("0 students", "14 students are being worked out anew; figures may still change."),
        ("8 students", "14 students' standings were not current and were worked out for this."),
    ]
    bring_up_to_date(panel._desk)
    panel.refresh(Changes(frozenset({"standings"})))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert said[2:] == [("8 students", "")]


def test_a_list_says_of_which_pathway_and_school_it_is(
    panel: FiguresPanel, bench: Workbench, qtbot: QtBot, listed: Listed
) -> None:
    panel.choices.pathway.setCurrentIndex(panel.choices.pathway.findData(SPORTS))
    panel.choices.site.setCurrentIndex(panel.choices.site.findData("VL"))
    count_by(panel, View.GRADE, bench, qtbot)
    click(panel.strip.students)
    click(panel.strip.state)
    press(panel.chart, Qt.Key.Key_End)
    press(panel.chart, Qt.Key.Key_Return)
    assert [title for title, _ in listed] == [
        f"Completers 2026-27, {SPORTS}, Valencia High",
        f"Completers 2026-27 for the State, {SPORTS}, Valencia High",
        f"Grade 12, 2026-27, {SPORTS}, Valencia High",
    ]
    assert len(listed[1][1]) == 7


def test_awards_open_their_students_also_when_the_record_no_longer_bears_them(
    panel: FiguresPanel, bench: Workbench, qtbot: QtBot, desk: Desk, listed: Listed, tmp_path: Path
) -> None:
    award(desk, find_completers(desk, 2026).open)
    heads = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school\n"
    rows = (("2026-27", "year", "SM2", "F", "VL"),)
    (tmp_path / "record.csv").write_text(heads + "".join(record_lines("0001", rows)))
    import_paths(desk, (tmp_path / "record.csv",))
    panel.refresh(Changes(frozenset({"record"})))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert panel.strip.students.text() == "7 students"
    assert panel.strip.unborne.text() == "1 awarded, not completed by the record"
    click(panel.strip.awarded)
    click(panel.strip.unborne)
    assert [(title, len(uids)) for title, uids in listed] == [
        ("Awarded 2026-27", 8),
        ("Awarded 2026-27, not completed by the record", 1),
    ]


def test_one_pathway_or_school_alone_can_be_counted(
    panel: FiguresPanel, bench: Workbench, qtbot: QtBot
) -> None:
    panel.choices.pathway.setCurrentIndex(panel.choices.pathway.findData(SPORTS))
    count_by(panel, View.CAPSTONE_SITE, bench, qtbot)
    assert [(name, students) for name, students, *_ in shown(panel)] == [
        ("Valencia High", "6"),
        ("Saugus High", "1"),
    ]
    assert panel.strip.students.text() == "7 students"
    count_by(panel, View.GROUPS, bench, qtbot)
    assert not panel.choices.pathway.isEnabled()
    assert panel.strip.students.text() == "8 students"


def test_perkins_measures_stand_with_definition_and_source(
    panel: FiguresPanel, bench: Workbench, qtbot: QtBot
) -> None:
    count_by(panel, View.PERKINS, bench, qtbot)
    names = [name for name, *_ in shown(panel)]
    assert "CTE concentrators (Perkins V)" in names
    table = table_of(panel)
    assert table.select_key("concentrators")
    assert "at least 2 courses" in panel.definition.text()
    assert "20 USC 2302(12)(A)" in panel.definition.text()
    assert table.select_key("4S1")
    assert "Not recorded here" in panel.definition.text()


def test_a_year_without_completers_says_so(
    page: CompletersPage, panel: FiguresPanel, bench: Workbench, qtbot: QtBot
) -> None:
    page.year.setCurrentIndex(page.year.findData(2023))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert panel.strip.students.text() == "0 students"
    assert not panel.strip.students.isEnabled()
    assert not table_of(panel).isVisible()


def test_an_earlier_year_is_entered_told_as_entered_and_undone(
    panel: FiguresPanel, bench: Workbench, qtbot: QtBot, desk: Desk, listed: Listed
) -> None:
    count_by(panel, View.YEARS, bench, qtbot)
    click(panel.choices.earlier)
    qtbot.waitUntil(lambda: panel.earlier.dialog is not None)
    dialog = cast("EarlierDialog", panel.earlier.dialog)
    type_text(dialog.year, "2022-23")
    type_text(dialog.students, "six")
    click(dialog.save)
    assert "whole number" in dialog.fault.text()
    dialog.students.clear()
    type_text(dialog.students, "4")
    click(dialog.save)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert [dialog.list.item(n).text() for n in range(dialog.list.count())] == [
        "2022-23: 4 students, completions not known"
    ]
    assert shown(panel)[-1][:3] == ("2022-23", "4", "–")
    bar = panel.chart.bars()[-1]
    assert (bar.hatched, bar.figure) == (True, "4 students, entered")
    dialog.accept()
    assert table_of(panel).select_key("2022")
    assert panel.definition.text() == "The record here has 0 completers of that year."
    assert table_of(panel).select_key("2025")
    press(table_of(panel), Qt.Key.Key_Return)
    assert [(title, len(uids)) for title, uids in listed] == [("Completers 2025-26", 1)]
    bench.refresh.tell(undo(desk).changes)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert [row[0] for row in shown(panel)] == ["2026-27", "2025-26", "2024-25"]


def test_a_file_of_earlier_years_is_taken_and_a_line_removed(
    panel: FiguresPanel, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "earlier_totals.csv"
    file.write_text("school_year,students,completions\n2022-23,4,5\n2023-24,6,\n")
    click(panel.choices.earlier)
    qtbot.waitUntil(lambda: panel.earlier.dialog is not None)
    dialog = cast("EarlierDialog", panel.earlier.dialog)
    panel.earlier.take_file(file)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert dialog.list.count() == 2
    dialog.list.setCurrentRow(0)
    assert dialog.year.text() == "2022-23"
    click(dialog.remove)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert dialog.list.count() == 1
    dialog.accept()


def test_a_total_just_saved_is_the_one_that_stays_chosen(
    panel: FiguresPanel, bench: Workbench, qtbot: QtBot
) -> None:
    click(panel.choices.earlier)
    qtbot.waitUntil(lambda: panel.earlier.dialog is not None)
    dialog = cast("EarlierDialog", panel.earlier.dialog)
    for year, students in (("2023-24", "6"), ("2021-22", "4"), ("2022-23", "9" * 5000)):
        click(dialog.new)
        type_text(dialog.year, year)
        dialog.students.setText(students)
        click(dialog.save)
        qtbot.waitUntil(bench.tasks.is_idle)
    assert "whole number" in dialog.fault.text()
    dialog.students.setText("5")
    click(dialog.save)
    qtbot.waitUntil(bench.tasks.is_idle)
    current = dialog.list.currentItem()
    assert current is not None
    assert (dialog.list.count(), current.text()) == (
        3,
        "2022-23: 5 students, completions not known",
    )
    assert dialog.year.text() == "2022-23"
    dialog.accept()


def test_the_report_is_saved_as_paper_and_as_workbook(
    panel: FiguresPanel, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    panel.reports.save(tmp_path / "r.pdf", 2026, "es")
    panel.reports.save(tmp_path / "r.xlsx", 2026, "en")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")


def test_what_a_screen_reader_says(panel: FiguresPanel) -> None:
    chart = panel.chart
    assert chart.accessibleName() == "Completers by Pathway, 2 bars"
    assert chart.accessibleDescription() == f"{SPORTS}: 7; Photography: 1"
    chart.setFocus()
    assert chart.accessibleDescription() == f"{SPORTS}: 7"
    assert table_of(panel).accessibleName() == "Figures by Pathway"


def test_the_models_of_every_view_keep_qts_rules(
    panel: FiguresPanel, bench: Workbench, qtbot: QtBot
) -> None:
    for view in View:
        count_by(panel, view, bench, qtbot)
        model = table_of(panel).model()
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_names_can_be_read_however_narrow_the_window_is(
    page: CompletersPage, panel: FiguresPanel, bench: Workbench, qtbot: QtBot
) -> None:
    above = []
    for width in (1400, 700):
        page.resize(width, 740)
        for view in (View.PATHWAY, View.YEARS, View.GRADE):
            count_by(panel, view, bench, qtbot)
            assert table_of(panel).columnWidth(0) >= theme.px(120)
        above.append(table_of(panel).y() > 0)
    assert above == [False, True]


def test_a_measure_of_nobody_is_no_zero(
    page: CompletersPage, panel: FiguresPanel, bench: Workbench, qtbot: QtBot
) -> None:
    page.show_year(2020)
    count_by(panel, View.PERKINS, bench, qtbot)
    told = {name: cells for name, *cells in shown(panel)}
    assert told["1S1 Graduation"] == ["–", "0", "–"]
    assert table_of(panel).select_key("1S1")
    assert "Nobody whom this record still has" in panel.definition.text()
    page.show_year(1900)
    assert page.school_year() == 2020
