"""The page Sections with 6,000 sections: a filter, the week drawn anew, a step of scrolling.

Yardsticks: for a filter of the table a QSortFilterProxyModel whose predicate is written in Python;
for a step of scrolling a plain QTableView over the same texts.
"""

from __future__ import annotations

import os
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTableView

from benchmarks._bare_window import PlainModel
from benchmarks._measure import big_district, median_seconds, tell
from cte_desktop import app
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.desk import Desk
from cte_desktop.ui.sections.listed import Schedule, SectionRow, read_schedule
from cte_desktop.ui.sections.schedule_view import ScheduleView
from cte_desktop.ui.sections.top_line import TABLE, WEEK
from cte_desktop.ui.widgets.empty_state import EmptyState

SECTIONS = 6_000
STEPS = 40
STEP = 120
"""Pixels: one notch of a wheel."""
SIZE = (1280, 800)
QUERIES = ["e", "en", "eng", "engl", "english", ""]

Index = QModelIndex | QPersistentModelIndex


class PythonProxy(QSortFilterProxyModel):
    """A filter as it is usually written."""

    wanted = ""

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802 - Qt's name
        model = self.sourceModel()
        texts = (str(model.data(model.index(row, c, parent))) for c in range(4))
        return any(self.wanted in text.casefold() for text in texts)


def main() -> None:
    """Measure reading, filters, week and scrolling."""
    application = app.make_application()
    desk = big_district()
    schedule = _schedule(desk)
    present = school_year_of(desk.today())
    tell("sections: read with their words", median_seconds(lambda: read_schedule(desk, present)),
         0, "<= 300 ms")  # fmt: skip
    desk.close()
    view = ScheduleView((), (), EmptyState("calendar-days", "None", "None"))
    view.resize(*SIZE)
    view.show()
    view.show_view(TABLE)
    view.show_schedule(schedule)
    application.processEvents()
    texts = [[c.text(row) for c in view.table.model_of_rows.columns()] for row in schedule.rows]
    plain, proxy = _plain_table(texts)
    _filters(application, view, schedule, proxy)
    tell("sections: table, a step of scrolling", _scrolled(view.table), _scrolled(plain), "<= 8 ms")
    view.show_view(WEEK)
    application.processEvents()
    drawn = median_seconds(lambda: _week_anew(application, view))
    tell("sections: week of all drawn anew", drawn, 0, "<= 100 ms")
    tell("sections: week, a step of scrolling", _scrolled(view.week), 0, "<= 8 ms")


def _schedule(desk: Desk) -> Schedule:
    """Return the present year of the big district with just 6,000 sections."""
    schedule = read_schedule(desk, None)
    rows = schedule.rows
    times = -(-SECTIONS // len(rows))
    many = [_again(row, turn) for turn in range(times) for row in rows]
    return replace(schedule, rows=tuple(many[:SECTIONS]))


def _again(row: SectionRow, turn: int) -> SectionRow:
    if not turn:
        return row
    section = replace(row.line.section, section_id=f"{row.line.section.section_id}-{turn}")
    return replace(row, key=key_of(section), line=replace(row.line, section=section))


def _filters(
    application: QApplication, view: ScheduleView, schedule: Schedule, proxy: PythonProxy
) -> None:
    site = schedule.rows[0].line.section.site
    state = view.filters.state

    def narrow() -> None:
        view.show_site(site)
        state.setCurrentIndex(state.findData("open"))
        state.setCurrentIndex(0)
        view.show_site(None)

    def ours() -> None:
        for query in QUERIES:
            view.table.model_of_rows.search(query)
            _painted(application, view.table)

    def theirs() -> None:
        for query in QUERIES:
            proxy.wanted = query
            proxy.invalidate()
            application.processEvents()

    keystroke = median_seconds(ours) / len(QUERIES)
    yardstick = median_seconds(theirs, runs=1) / len(QUERIES)
    tell("sections: a keystroke, repainted", keystroke, yardstick, "<= 15 ms")
    tell("sections: a filter", median_seconds(narrow) / 4, yardstick, "<= 15 ms")


def _week_anew(application: QApplication, view: ScheduleView) -> None:
    view.filters.narrowed.emit(view.filters.narrowing())
    _painted(application, view.week)


def _plain_table(texts: list[list[str]]) -> tuple[QTableView, PythonProxy]:
    view, model, proxy = QTableView(), PlainModel(texts), PythonProxy()
    model.setParent(view)
    proxy.setParent(view)
    proxy.setSourceModel(model)
    view.setModel(proxy)
    view.resize(*SIZE)
    view.show()
    return view, proxy


def _scrolled(view: QAbstractScrollArea) -> float:
    """Return the time of one step, painted."""
    bar = view.verticalScrollBar()

    def there_and_back() -> None:
        for step in range(STEPS):
            bar.setValue(bar.value() + (STEP if step < STEPS // 2 else -STEP))
            view.viewport().repaint()

    return median_seconds(there_and_back) / STEPS


def _painted(application: QApplication, view: QAbstractScrollArea) -> None:
    view.viewport().repaint()
    application.processEvents()


if __name__ == "__main__":
    main()
