"""The requests by period beside the plan: what fits where, what clashes, and following the plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.services.cases import sections_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.ui import theme
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.requests.dialog import MatrixDialog
from cte_desktop.ui.planning.sections.requests.lines import RequestLine
from cte_desktop.ui.widgets.finding_row import FindingRow
from tests.ui.hands import press
from tests.ui.planning.sections.conftest import Settle

MORE = """\
section_id,school_year,term,course_code,site,kind,period,seats,state
CER7,2027-28,year,CER1,VL,day,P7,30,open
ART6,2027-28,year,ART1,VL,day,P6,34,cancelled
"""
PLANS = """\
student_id,plan,grade_level,term,lane,course_code,section_id,period
0021,Plan A,11,year,day,ART1,ART7,P7
0021,Plan A,11,year,extended,AU1,,
0021,Plan A,11,year,day,CER1,,
"""


@pytest.fixture
def window(page: PlanPage, bench: Workbench, settle: Settle) -> MatrixDialog:
    """Ana's requests of next year."""
    bench.actions.action("request_matrix").trigger()
    settle()
    opened = page.matrix_actions.window()
    assert opened is not None
    return opened


def lines(window: MatrixDialog) -> dict[str, RequestLine]:
    assert window.table is not None
    return {line.title: line for line in window.table.rows_model().shown_rows()}


def cells(window: MatrixDialog, course: str) -> dict[str, str]:
    """What a course's row says, by column; empty cells left out."""
    assert window.table is not None
    line = lines(window)[course]
    said = {column.title: column.text(line) for column in window.table.rows_model().columns()}
    return {title: text for title, text in said.items() if text}


def said(window: MatrixDialog) -> list[str]:
    QApplication.processEvents()  # Qt shows a line at the next turn after it was laid out
    return [row.accessibleName() for row in window.findChildren(FindingRow) if row.isVisible()]


def test_each_request_says_where_its_sections_lie_and_whether_they_fit(
    window: MatrixDialog,
) -> None:
    assert cells(window, "Art 1") == {
        "Course": "Art 1",
        "Term": "year",
        "P6": "Fits · 34",
        "P7": "Taken · 33",
        "Could be had": "P6, P7",
        "One way": "ART7",
    }
    auto = cells(window, "Automotive Technology 1")
    assert auto["Extended Day"].startswith("Fits")
    assert auto["One way"] == "A1630"
    assert said(window) == ["Done: All 2 courses can be had at once."]


def test_a_period_has_the_room_that_its_words_need(window: MatrixDialog) -> None:
    table = window.table
    assert table is not None
    titles = [column.title for column in table.rows_model().columns()]
    for title in ("P6", "P7", "Extended Day"):
        place = titles.index(title)
        need = table.sizeHintForColumn(place)
        head = table.horizontalHeader().fontMetrics().horizontalAdvance(title)
        assert table.columnWidth(place) >= max(need, head)


def test_a_cell_names_its_sections_for_whoever_asks(window: MatrixDialog) -> None:
    assert window.table is not None
    column = next(c for c in window.table.rows_model().columns() if c.title == "Extended Day")
    assert column.tooltip is not None
    whole = column.tooltip(lines(window)["Automotive Technology 1"])
    assert "A1600: " in whole
    assert "A1630: " in whole
    assert "Canyon" in whole


def test_what_can_not_be_had_together_is_told_in_minutes(
    window: MatrixDialog, page: PlanPage, evening_desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    for name, text in (("sections", MORE), ("plans", PLANS)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    import_paths(evening_desk, (tmp_path / "sections.csv", tmp_path / "plans.csv"))
    case = page.case()
    assert case is not None
    page.open_student(case.file.student.uid)
    settle()
    page.matrix_actions.open_matrix()
    settle()
    opened = page.matrix_actions.window()
    assert opened is not None
    assert cells(opened, "Art 1")["Could be had"] == "Only P7"
    assert cells(opened, "Art 1")["P6"].startswith("No")
    assert said(opened) == [
        "Must fix: Can't be had together: Art 1, Ceramics 1.",
        "Must fix: Art 1 and Ceramics 1: 79 minutes at the same time, Mon/Tue/Wed/Thu/Fri",
    ]


def test_it_follows_the_plan(window: MatrixDialog, page: PlanPage, evening_desk: Desk,
                             settle: Settle) -> None:  # fmt: skip
    case = page.case()
    assert case is not None
    assert case.plan is not None
    art = next(p for p in case.plan.placed if p.course_code == "ART1")
    sixth = next(s for s in sections_of(evening_desk, "ART1", 2027) if s.section_id == "ART6")
    page.editor.take_section(art.uid, sixth)
    settle()
    assert cells(window, "Art 1")["P6"].startswith("Taken")
    assert cells(window, "Automotive Technology 1")["One way"] == "A1600"


def test_enter_goes_to_the_class_to_choose_its_section(
    window: MatrixDialog, page: PlanPage, settle: Settle
) -> None:
    wanted: list[str] = []
    window.section_wanted.connect(wanted.append)
    assert window.table is not None
    window.table.focus_first()
    press(window.table, Qt.Key.Key_Return)
    settle()
    case = page.case()
    assert case is not None
    assert case.plan is not None
    assert case.plan.find(wanted[0]) is not None


def test_the_model_passes_the_testers(window: MatrixDialog, qtmodeltester: object) -> None:
    assert window.table is not None
    model = window.table.rows_model()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, fatal)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    assert model.rowCount() == 2


def test_it_closes_when_another_student_comes(
    window: MatrixDialog, page: PlanPage, settle: Settle
) -> None:
    press(window, Qt.Key.Key_Escape)
    assert page.matrix_actions.window() is None
    page.matrix_actions.open_matrix()
    settle()
    page.matrix_actions.forget()
    assert page.matrix_actions.window() is None


def test_it_is_painted_in_both_looks(
    window: MatrixDialog, qapp: QApplication, qtbot: QtBot
) -> None:
    for look in (theme.Look(), theme.Look(dark=True), theme.Look(scale=1.5)):
        theme.apply(qapp, look)
        assert not window.grab().isNull()
