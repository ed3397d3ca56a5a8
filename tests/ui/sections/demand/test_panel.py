"""The part Demand on a sample district: figures, filters, years ahead, and who is behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.domain.planning.sections.demand.balance import Balance
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.sections.demand import demand, students_behind
from cte_desktop.ui import theme
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.sections.demand.columns import FILLED, WOULD_TAKE
from cte_desktop.ui.sections.demand.listed import DemandLine
from cte_desktop.ui.sections.demand.panel import AHEAD, SEATS, DemandPanel
from cte_desktop.ui.widgets.empty_state import EmptyState
from tests.ui.hands import press, type_text

NOW = 2026


def rest(panel: DemandPanel, bench: Workbench, qtbot: QtBot) -> None:
    qtbot.waitUntil(bench.tasks.is_idle, timeout=5000)


@pytest.fixture
def panel(bench: Workbench, desk: Desk, qtbot: QtBot) -> DemandPanel:
    made = DemandPanel(bench, desk)
    made.resize(1100, 600)
    made.show()
    qtbot.addWidget(made)
    made.show_year(NOW)
    rest(made, bench, qtbot)
    return made


def lines(panel: DemandPanel) -> tuple[DemandLine, ...]:
    return panel.model.shown_rows()


def test_every_row_of_the_demand_is_there_with_its_figures(panel: DemandPanel, desk: Desk) -> None:
    rows = demand(desk, NOW).rows
    assert [line.row for line in lines(panel)] == list(rows)
    line = next(line for line in lines(panel) if line.row and line.row.wanted)
    texts = [column.text(line) for column in panel.model.columns()]
    assert line.row is not None
    assert texts[0] == line.title
    assert texts[3:5] == [str(line.row.wanted), str(line.row.seats)]
    assert panel.words.text().startswith(f"{len(rows)} rows · ")


def test_the_model_passes_the_testers(panel: DemandPanel, qtmodeltester: object) -> None:
    model: QAbstractItemModel = panel.model
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, fatal)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    panel.filters.search.setText("algebra")
    panel.model.sort(3, Qt.SortOrder.DescendingOrder)
    assert 0 < model.rowCount() < len(demand_rows(panel))


def demand_rows(panel: DemandPanel) -> tuple[DemandLine, ...]:
    return panel._sheet.lines if panel._sheet is not None else ()


def test_filters_narrow_together_and_are_cleared_at_once(panel: DemandPanel) -> None:
    filters = panel.filters
    filters.only.setCurrentIndex(filters.only.findData("long"))
    long = lines(panel)
    assert long
    assert {line.row.balance for line in long if line.row} == {Balance.LONG}
    site = long[0].place.site
    filters.site.setCurrentIndex(filters.site.findData(site))
    assert {line.place.site for line in lines(panel)} == {site}
    pathway = next(name for line in lines(panel) for name in line.pathways)
    filters.pathway.setCurrentIndex(filters.pathway.findData(pathway))
    assert lines(panel)
    assert all(pathway in line.pathways for line in lines(panel))
    assert " of " in panel.words.text()
    filters.clear_button.click()
    assert lines(panel) == demand_rows(panel)
    assert not filters.clear_button.isVisible()


def test_enter_on_a_row_lists_its_students_and_one_opens_the_plan(
    panel: DemandPanel, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    opened: list[str] = []
    told: list[tuple[str, tuple[str, ...]]] = []
    bench.requests.student_requested.connect(opened.append)
    panel.students_requested.connect(lambda title, uids: told.append((title, uids)))
    line = max(lines(panel), key=lambda one: one.row.wanted if one.row else 0)
    assert line.row is not None
    panel.table.select_key(line.place)
    press(panel.table, Qt.Key.Key_Return)
    rest(panel, bench, qtbot)
    expected = students_behind(desk, line.row)
    shown = panel.side.model.shown_rows()
    assert [one.uid for one in shown] == [one.uid for one in expected]
    assert panel.side.words.text() == f"{line.row.wanted} students"
    assert told == [(line.title, tuple(one.uid for one in expected))]
    press(panel.side.table, Qt.Key.Key_Return)
    assert opened == [expected[0].uid]
    press(panel.side.table, Qt.Key.Key_Escape)
    assert not panel.side.isVisible()
    assert QApplication.focusWidget() is panel.table


def test_the_years_ahead_stand_side_by_side(
    panel: DemandPanel, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    panel.view.choose(AHEAD)
    rest(panel, bench, qtbot)
    assert panel.years is not None
    rows = panel.years.rows_model()
    titles = [column.title for column in rows.columns()]
    assert titles[3:] == ["2027-28", "2028-29", "2029-30", "2030-31"]
    line = max(rows.shown_rows(), key=lambda one: one.wanted[1])
    wanted = {row.place: row.wanted for row in demand(desk, NOW + 2).rows}
    assert line.wanted[1] == wanted[line.place] > 0
    panel.years.row_chosen.emit(line)
    rest(panel, bench, qtbot)
    panel.side.figures.setCurrentIndex(1)
    rest(panel, bench, qtbot)
    assert panel.side.model.counts()[1] == line.wanted[1]
    assert not panel.filters.only.isVisible()
    panel.view.choose(SEATS)
    rest(panel, bench, qtbot)
    assert lines(panel)


def test_it_reads_again_what_a_change_touches(
    panel: DemandPanel, bench: Workbench, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    sections = tmp_path / "sections.csv"
    sections.write_text(
        "section_id,school_year,term,course_code,site,kind,period,seats\n"
        "NEW-1,2026-27,summer,CHEM,VL,day,P1,21\n",
        encoding="utf-8",
    )
    import_paths(desk, (sections,))
    panel.refresh(Changes(frozenset({"history"})))
    rest(panel, bench, qtbot)
    assert ("CHEM", "summer") not in {(x.place.course_code, x.place.term) for x in lines(panel)}
    panel.refresh(Changes(frozenset({"sections"})))
    rest(panel, bench, qtbot)
    (line,) = (x for x in lines(panel) if (x.place.course_code, x.place.term) == ("CHEM", "summer"))
    assert line.row is not None
    assert (line.row.seats, line.row.wanted) == (21, 0)


def test_a_year_that_is_over_says_so(panel: DemandPanel, bench: Workbench, qtbot: QtBot) -> None:
    panel.show_year(NOW - 3)
    rest(panel, bench, qtbot)
    (none,) = (one for one in panel.findChildren(EmptyState) if one.isVisible())
    assert none.accessibleName().startswith("2023-24 is over")
    panel.show_year(NOW)
    rest(panel, bench, qtbot)
    assert panel.table.isVisible()


def test_a_column_that_says_nothing_is_not_shown(
    panel: DemandPanel, bench: Workbench, qtbot: QtBot
) -> None:
    taken = any(line.row and line.row.would_take for line in lines(panel))
    assert panel.table.isColumnHidden(WOULD_TAKE) != taken
    assert not panel.table.isColumnHidden(FILLED)
    panel.show_year(NOW + 3)
    rest(panel, bench, qtbot)
    assert panel.table.isColumnHidden(FILLED)


def test_searching_goes_to_the_rows_by_keyboard(panel: DemandPanel) -> None:
    panel.focus_search()
    type_text(panel.filters.search, "english 11")
    assert {line.title for line in lines(panel)} >= {"English 11"}
    press(panel.filters.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is panel.table


def test_it_is_painted_in_both_looks_and_at_every_size(
    panel: DemandPanel, qapp: QApplication
) -> None:
    for look in (theme.Look(), theme.Look(dark=True), theme.Look(scale=1.5)):
        theme.apply(qapp, look)
        assert panel.grab().size() == panel.size() * panel.devicePixelRatio() != QSize()
