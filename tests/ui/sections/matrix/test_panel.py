"""The part Conflicts: the triangle and the list under it, by mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.sections.conflict_matrix import school_conflicts
from cte_desktop.ui import theme
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.sections.matrix.panel import MatrixPanel
from cte_desktop.ui.widgets.empty_state import EmptyState
from tests.ui.hands import click, press

NOW = 2026
STUDENTS = "student_id,last_name,first_name,grade_level,school\n" + "".join(
    f"D{n},Rivera{n},Ana,10,VL\n" for n in range(3)
)
SECTIONS = """\
section_id,school_year,term,course_code,site,kind,period,days,seats
X1,2028-29,year,APUSH,VL,day,P3,MTWRF,30
X2,2028-29,year,APBIO,VL,day,P3,MTWRF,30
X3,2028-29,year,APCALAB,VL,day,P4,MTWRF,30
"""
PLANS = "student_id,plan,grade_level,term,lane,course_code,section_id,locked\n" + "".join(
    f"D{n},Plan A,12,{term},day,{code},,no\n"
    for n, codes in enumerate((("APUSH", "APBIO"), ("APUSH", "APBIO", "APCALAB"), ("APUSH",)))
    for code in codes
    for term in ("fall", "spring")
)
YEAR = 2028


@pytest.fixture
def panel(bench: Workbench, desk: Desk, qtbot: QtBot, tmp_path: Path) -> MatrixPanel:
    paths = []
    for name, text in (("students", STUDENTS), ("sections", SECTIONS), ("plans", PLANS)):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    report = import_paths(desk, tuple(paths))
    assert not any(file.refused for file in report.files)
    made = MatrixPanel(bench, desk)
    made.resize(1100, 700)
    made.show()
    qtbot.addWidget(made)
    made.show_year(YEAR)
    rest(bench, qtbot)
    return made


def rest(bench: Workbench, qtbot: QtBot) -> None:
    qtbot.waitUntil(bench.tasks.is_idle, timeout=5000)


def test_the_list_has_every_pair_with_the_heaviest_first(panel: MatrixPanel) -> None:
    first, *others = panel.model.shown_rows()
    columns = [column.text(first) for column in panel.model.columns()]
    assert {first.one, first.other} == {
        "AP United States History",
        "AP Biology",
    }
    assert columns[2:4] == ["2", "2"]
    assert "minutes at the same time, Mon/Tue/Wed/Thu/Fri" in columns[4]
    assert [len(line.pair.students) for line in others] == [1, 1]
    assert {line.why for line in others} == {"Can be had together"}
    assert panel.words.text() == "3 courses · 2 students can't have both of two"


def test_the_triangle_says_its_figures_in_words(panel: MatrixPanel) -> None:
    model = panel.heat_model
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    corner = model.index(0, 0)
    assert corner.data() == "2"
    spoken = corner.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2 students want both; 2 can't have both; " in spoken
    above = model.index(0, 1)
    assert above.data() == ""
    assert model.flags(above) == Qt.ItemFlag.NoItemFlags
    assert {model.index(1, 0).data(), model.index(1, 1).data()} == {"(1)"}
    assert model.headerData(0, Qt.Orientation.Horizontal) in {"APUSH", "APBIO"}


def test_the_model_passes_the_testers(panel: MatrixPanel, qtmodeltester: object) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(panel.heat_model, fatal)
    QAbstractItemModelTester(panel.model, fatal)
    qtmodeltester.check(panel.heat_model)  # type: ignore[attr-defined]
    assert panel.heat_model.rowCount() == 2


def test_a_figure_opens_who_can_not_have_both_and_a_student_the_plan(
    panel: MatrixPanel, bench: Workbench, qtbot: QtBot
) -> None:
    opened: list[str] = []
    told: list[tuple[str, ...]] = []
    bench.requests.student_requested.connect(opened.append)
    panel.students_requested.connect(lambda _title, uids: told.append(uids))
    place = panel.heat.visualRect(panel.heat_model.index(0, 0)).center()
    click(panel.heat.viewport(), place)
    rest(bench, qtbot)
    shown = panel.side.model.shown_rows()
    assert [one.name for one in shown] == ["Rivera0, Ana", "Rivera1, Ana"]
    assert {one.words for one in shown} == {"can't have both"}
    assert told == [tuple(one.uid for one in shown)]
    press(panel.side.table, Qt.Key.Key_Return)
    assert opened == [shown[0].uid]
    press(panel.side.table, Qt.Key.Key_Escape)
    assert not panel.side.isVisible()


def test_by_keyboard_the_list_leads_the_triangle(
    panel: MatrixPanel, bench: Workbench, qtbot: QtBot
) -> None:
    panel.focus_rows()
    assert panel.heat.currentIndex() == panel.heat_model.index(0, 0)
    press(panel.table, Qt.Key.Key_Down)
    pair = panel.heat_model.pair(panel.heat.currentIndex())
    assert pair == panel.model.row_at(1).pair
    press(panel.heat, Qt.Key.Key_Return)
    rest(bench, qtbot)
    assert panel.side.isVisible()
    assert panel.side.words.text() == "1 student"
    assert QApplication.focusWidget() is panel.side.table


def test_more_sections_bring_more_courses(
    panel: MatrixPanel, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    panel.show_year(NOW)
    rest(bench, qtbot)
    few = panel.model.counts()[1]
    panel.most.setCurrentIndex(2)
    rest(bench, qtbot)
    assert panel.model.counts()[1] == len(school_conflicts(desk, NOW, None, 3).matrix.pairs) > few
    panel.site.setCurrentIndex(panel.site.findData("VL"))
    rest(bench, qtbot)
    found = school_conflicts(desk, NOW, "VL", 3).matrix
    assert panel.model.counts()[1] == len(found.pairs)


def test_a_year_without_sections_says_so(
    panel: MatrixPanel, bench: Workbench, qtbot: QtBot
) -> None:
    panel.show_year(2045)
    rest(bench, qtbot)
    (none,) = (one for one in panel.findChildren(EmptyState) if one.isVisible())
    assert none.accessibleName().startswith("2045-46 is not timetabled yet")
    panel.show_year(YEAR)
    rest(bench, qtbot)
    assert panel.heat.isVisible()


def test_it_is_painted_in_both_looks_and_at_every_size(
    panel: MatrixPanel, qapp: QApplication
) -> None:
    for look in (theme.Look(), theme.Look(dark=True), theme.Look(scale=1.5)):
        theme.apply(qapp, look)
        assert not panel.grab().isNull()
