"""The schedule: filters, count, week or table, and the chosen section beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain.catalog.double_booked import are_co_seated
from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.ui import theme
from cte_desktop.ui.sections.block_words import block_key
from cte_desktop.ui.sections.detail import SectionDetail
from cte_desktop.ui.sections.filter_row import FilterRow
from cte_desktop.ui.sections.group_list import GroupList
from cte_desktop.ui.sections.narrowing import offered
from cte_desktop.ui.sections.section_table import SectionTable
from cte_desktop.ui.sections.top_line import TABLE, WEEK
from cte_desktop.ui.sections.week_blocks import section_week
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import ThemedLabel, caption
from cte_desktop.ui.widgets.week_view import WeekView
from cte_desktop.wording.sections import sections_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction, QResizeEvent

    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.ui.sections.listed import Schedule, SectionRow
    from cte_desktop.ui.sections.week_blocks import SectionGroup, SectionWeek

_DETAIL_WIDTH = 372
_ROOM_FOR_BOTH = 1480  # of the view, at 100 %: the table's columns and the section beside them
_LANE = 76  # pixels at 100 %: the beginning of a course's title
_LEAST_LANES = 2


class ScheduleView(QWidget):
    """The sections of one school year.

    Signals: `section_chosen(SectionRow or None)`; `section_activated()`: Enter or a double click;
    `move_wanted()`, `cancel_wanted()`: F2 and Delete; `table_wanted()`: show the table;
    `cleared()`: everything is to be seen again, all sites.
    """

    section_chosen = Signal(object)
    section_activated = Signal()
    move_wanted = Signal()
    cancel_wanted = Signal()
    table_wanted = Signal()
    cleared = Signal()

    def __init__(
        self, buttons: Sequence[tuple[str, QAction]], menu: Sequence[QAction], none: EmptyState
    ) -> None:
        super().__init__()
        self._schedule: Schedule | None = None
        self._site: str | None = None
        self._only: SectionGroup | None = None  # a block whose sections alone the table shows
        self._week_of: SectionWeek | None = None
        self._week_due = True
        self._beside_most = 0
        self._kind = WEEK
        self._details_wanted: bool | None = None  # None: where there is room
        self.filters = FilterRow()
        self.count = ThemedLabel("", color="text_muted", tabular=True)
        self.note = caption(tr("Seats are a plan until the information system confirms them."))
        self.table = SectionTable(tr("Sections"), menu)
        self.week = WeekView(tr("Week of the sections"))
        self.group = GroupList()
        self.detail = SectionDetail(buttons)
        self._none = none
        self._not_found = self._empty_search()
        self._views = QStackedWidget()
        self._ways = QStackedWidget()
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._put_together()
        self._listen()

    def show_schedule(self, schedule: Schedule) -> None:
        """Show a school year; filters, choice and group stay where they still make sense."""
        former = self._schedule
        self._schedule = schedule
        if former is None or former.school_year != schedule.school_year:
            self._only = None
        self._offer()
        self.table.model_of_rows.show(schedule.rows)
        self._show_chosen()

    def schedule(self) -> Schedule | None:
        """Return what is shown."""
        return self._schedule

    def show_site(self, site: str | None) -> None:
        """Narrow everything to a site, None for all."""
        self._site = site
        self._only = None
        self.table.show_site_column(shown=site is None)
        self.filters.say_more_chosen(chosen=site is not None)
        self._offer()
        self._narrow()

    def show_view(self, kind: int) -> None:
        """Show the week or the table."""
        self._kind = kind
        if kind == WEEK:
            self._only = None
            self._narrow()
        self._views.setCurrentWidget(self.week if kind == WEEK else self.table)
        if kind == TABLE:
            self._close_group()
        self._fit_detail()
        self._make_week()

    def current(self) -> SectionRow | None:
        """Return the chosen section, None for none."""
        return self.detail.row()

    def choose(self, key: SectionKey) -> bool:
        """Choose a section; say whether it is among those shown."""
        shown = self.table.select_key(key)
        former = self.detail.row()
        if shown and (former is None or former.key != key):
            self._on_chosen(self.table.current_row())
        return shown

    def focus_rows(self) -> None:
        """Take the focus into the table or the week."""
        if self._views.currentWidget() is self.table:
            self.table.focus_first()
        else:
            self.week.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_details(self) -> None:
        """Show the chosen section beside the table, or hide it."""
        self._details_wanted = not self._beside.isVisibleTo(self)
        self._fit_detail()

    def details_shown(self) -> bool:
        """Say whether the chosen section stands beside the rows."""
        return self._beside.isVisibleTo(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the week and the list of a block the keys of the table."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            wanted = {Qt.Key.Key_F2: self.move_wanted, Qt.Key.Key_Delete: self.cancel_wanted}
            signal = wanted.get(Qt.Key(event.key())) if not event.modifiers() else None
            if signal is not None:
                signal.emit()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_detail()
        if self._lanes() != self._beside_most:
            self._week_due = True
            self._make_week()

    def _put_together(self) -> None:
        self._beside = QWidget()
        right = QVBoxLayout(self._beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.group, 2)
        right.addWidget(self.detail, 3)
        self.group.hide()
        self._views.addWidget(self.week)
        self._views.addWidget(self.table)
        self._both.addWidget(self._views)
        self._both.addWidget(self._beside)
        self._both.setChildrenCollapsible(False)
        self._both.setStretchFactor(0, 1)
        self._both.setSizes([theme.px(800), theme.px(_DETAIL_WIDTH)])
        for way in (self._both, self._none, self._not_found):
            self._ways.addWidget(way)
        under = QHBoxLayout()
        under.addWidget(self.count)
        under.addStretch(1)
        under.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.filters)
        column.addLayout(under)
        column.addWidget(self._ways, 1)

    def _listen(self) -> None:
        rows = self.table.model_of_rows
        self.filters.search.query_changed.connect(rows.search)
        self.filters.search.results_wanted.connect(self.focus_rows)
        self.filters.narrowed.connect(lambda _narrowing: self._narrow())
        self.filters.cleared.connect(self._on_cleared)
        rows.shown_changed.connect(self._on_shown_changed)
        self.table.current_row_changed.connect(self._on_table_chosen)
        self.table.row_chosen.connect(lambda _row: self.section_activated.emit())
        self.table.move_wanted.connect(self.move_wanted.emit)
        self.table.cancel_wanted.connect(self.cancel_wanted.emit)
        self.week.block_chosen.connect(self._on_block_chosen)
        self.week.block_activated.connect(self._on_block_activated)
        self.week.menu_requested.connect(self._on_week_menu)
        self.group.section_chosen.connect(self._on_chosen)
        self.group.section_activated.connect(lambda _row: self.section_activated.emit())
        self.group.closed.connect(self._close_group)
        self.group.table_wanted.connect(self._on_group_in_table)
        for rows_too in (self.week, self.group.table):
            rows_too.installEventFilter(self)

    def _empty_search(self) -> EmptyState:
        return EmptyState(
            "search",
            tr("No section found"),
            tr("No section fits the site, the search and the filters together."),
            (tr("Clear all"), self.filters.clear),
        )

    def _on_cleared(self) -> None:
        if self._only is not None:
            self._only = None
            self._narrow()
        self.filters.say_more_chosen(chosen=self._site is not None)
        self.cleared.emit()

    def _offer(self) -> None:
        rows = self._schedule.rows if self._schedule is not None else ()
        if self._site is not None:
            rows = tuple(row for row in rows if row.line.section.site == self._site)
        self.filters.offer(offered(rows))

    def _narrow(self) -> None:
        narrowing = self.filters.narrowing().at(self._site)
        wanted = narrowing.test()
        if self._only is not None:
            among = {row.key for row in self._only.rows}
            rest = wanted or (lambda _row: True)
            self.table.model_of_rows.keep(lambda row: row.key in among and rest(row))
        else:
            self.table.model_of_rows.keep(wanted)

    def _on_shown_changed(self) -> None:
        shown, every = self.table.model_of_rows.counts()
        way = self._both if shown else self._not_found if every else self._none
        self._ways.setCurrentWidget(way)
        self.filters.setVisible(bool(every))
        self.note.setVisible(bool(every))
        self._week_due = True
        self._make_week()
        self._say_count()

    def _make_week(self) -> None:
        """Draw the week anew, when it is seen and something changed."""
        if self._kind != WEEK or not self._week_due or self._schedule is None:
            return
        self._week_due = False
        cancelled_too = self.filters.narrowing().state == "cancelled"
        rows = [
            row
            for row in self.table.model_of_rows.shown_rows()
            if cancelled_too or not row.line.section.cancelled
        ]
        self._beside_most = self._lanes()
        self._week_of = section_week(rows, self._beside_most)
        self.week.set_blocks(self._week_of.blocks)
        former = self.group.group()
        if self.group.isVisibleTo(self._beside) and former is not None:
            again = next((g for g in self._week_of.groups.values() if _alike(g, former)), None)
            if again is None:
                self._close_group()
            else:
                self.group.show_group(again)

    def _lanes(self) -> int:
        """Return how many sections side by side can still be read in a weekday's column."""
        column = self._views.width() // len(WEEKDAYS)
        return max(_LEAST_LANES, column // theme.px(_LANE))

    def _say_count(self) -> None:
        shown, every = self.table.model_of_rows.counts()
        if not every:
            self.count.setText("")
            return
        if shown == every:
            words = sections_label(every)
        else:
            words = tr("{shown} of {sections}", shown=f"{shown:,}", sections=sections_label(every))
        if self._only is not None:
            words = tr("{words}, those of {group}", words=words, group=self._only.name)
        without = self._week_of.without_time if self._week_of and self._kind == WEEK else 0
        if without:
            more = trn("{count} without a time", "{count} without a time", without)
            words = f"{words} · {more}"
        self.count.setText(words)

    def _on_table_chosen(self, row: SectionRow | None) -> None:
        if row is not None or self._kind == TABLE:  # what a filter took away may stand in the week
            self._on_chosen(row)

    def _on_chosen(self, row: SectionRow | None) -> None:
        if self._schedule is None:
            return
        beside = [
            one
            for one in self._schedule.rows
            if row is not None
            and one.key != row.key
            and are_co_seated(one.line.section, row.line.section)
        ]
        self.detail.show_row(row, self._schedule.catalog, beside)
        self.section_chosen.emit(row)

    def _show_chosen(self) -> None:
        """Show the chosen section as it is now; the one that is gone is no more chosen."""
        former = self.detail.row()
        if former is None or self._schedule is None:
            return
        now = next((row for row in self._schedule.rows if row.key == former.key), None)
        self._on_chosen(now)

    def _on_block_chosen(self, key: str) -> None:
        group = self._week_of.groups.get(key) if self._week_of is not None else None
        if group is not None:
            self.group.show_group(group)
            self.group.show()
            self._fit_detail()
            self._on_chosen(None)
            return
        self._close_group()
        rows = self.table.model_of_rows.shown_rows()
        self._on_chosen(next((row for row in rows if block_key(row.key) == key), None))

    def _on_block_activated(self, key: str) -> None:
        self._on_block_chosen(key)
        if self.group.isVisibleTo(self._beside):
            self.group.table.focus_first()
        else:
            self.section_activated.emit()

    def _on_week_menu(self, key: str, place: QPoint) -> None:
        self._on_block_chosen(key)
        if self.current() is not None:
            self.table.context_menu(self).popup(place)

    def _on_group_in_table(self) -> None:
        self._only = self.group.group()
        self.filters.say_more_chosen(chosen=True)
        self._narrow()
        self.table_wanted.emit()

    def _close_group(self) -> None:
        self.group.hide()

    def _fit_detail(self) -> None:
        """Show the chosen section where there is room for it, or where a person wants it."""
        room = self._kind == WEEK or self.width() >= theme.px(_ROOM_FOR_BOTH)
        shown = room if self._details_wanted is None else self._details_wanted
        self._beside.setVisible(shown)


def _alike(one: SectionGroup, other: SectionGroup) -> bool:
    return (one.days, one.start, one.end, one.name) == (
        other.days, other.start, other.end, other.name
    )  # fmt: skip
