"""The part Radar: the list with its filters, and the chosen student beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.fill_actions import COULD_COMPLETE, FILL_PLAN
from cte_desktop.ui.pathways.marks import Mark
from cte_desktop.ui.pathways.radar.columns import radar_columns
from cte_desktop.ui.pathways.radar.filter_row import RadarFilters
from cte_desktop.ui.pathways.radar.lines import RadarLine, RadarList, read_radar
from cte_desktop.ui.pathways.radar.side import RadarSide
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.pathways.radar.lines import RadarNarrowing

_CHANNEL = "radar.list"
_TOUCHES = frozenset(
    {"standings", "students", "record", "plans", "decisions", "catalog", "settings", "rules"}
)
_LIST_WIDTH, _SIDE_WIDTH, _SIDE_LEAST = 880, 270, 240


class RadarPanel(QWidget):
    """The part."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk, self._bench = desk, bench
        self._radar: RadarList | None = None
        self._is_read = False
        self._takes_focus = False  # when the first list comes
        self._stops: list[QWidget] = []
        self.setAccessibleName(tr("Last-chance radar"))
        self.filters = RadarFilters()
        self.model: TableModel[RadarLine] = TableModel(radar_columns(), lambda line: line.key, self)
        self.table: TableView[RadarLine] = TableView(
            self.model,
            tr("Who must start which level by when"),
            about=lambda line: (line.uid,),
            several=True,
        )
        self.side = RadarSide()
        self.count = ThemedLabel("", color="text_muted", tabular=True)
        self.stale = Mark("clock", "", "text_muted")
        self.list_button = push_button(tr("List these students"), "users", self._on_list)
        self.save_button = push_button(tr("Save list…"), "save", self._on_save)
        self._stack = QStackedWidget()
        self._nobody = QWidget()
        self._put_together()
        self._listen()

    def activate(self) -> None:
        """Take the focus; read the radar on the first visit."""
        self._takes_focus = True
        if not self._is_read:
            self._is_read = True
            self._read()
        elif self._radar is not None:
            self._focus()
        self._stops = keep_reading_order(self, self._stops)

    def deactivate(self) -> None:
        """Leave the focus to the other parts."""
        self._takes_focus = False

    def focus_search(self) -> None:
        """Go to the search field."""
        self.filters.search.focus()

    def refresh(self, changes: Changes) -> None:
        """Read again what a change touches, or only how many are being worked out."""
        if self._is_read and changes.nouns & _TOUCHES:
            self._read()

    def selected(self) -> tuple[str, ...]:
        """Return the uids of the selected students, else of everybody who is listed; each once."""
        rows = self.table.selected_rows()
        lines = rows if len(rows) > 1 else self.model.shown_rows()
        return tuple(dict.fromkeys(line.uid for line in lines))

    def _put_together(self) -> None:
        above = QWidget()
        top = FlowLayout(above, theme.px(theme.INSIDE))  # on two lines in large type
        self.stale.hide()
        for widget in (self.count, self.stale, self.list_button, self.save_button):
            top.addWidget(widget)
        self.list_button.setToolTip(
            tr("Show them on the page Students: the selected ones, else everybody listed here")
        )
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nobody)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self._stack)
        both.addWidget(self.side)
        self.side.setMinimumWidth(theme.px(_SIDE_LEAST))
        both.setChildrenCollapsible(False)
        both.setStretchFactor(0, 1)
        both.setSizes([theme.px(_LIST_WIDTH), theme.px(_SIDE_WIDTH)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(above)
        column.addWidget(self.filters)
        column.addWidget(both, 1)

    def _listen(self) -> None:
        requests = self._bench.requests
        self.filters.search.query_changed.connect(self.model.search)
        self.filters.search.results_wanted.connect(self._focus)
        self.filters.narrowed.connect(self._on_narrowed)
        self.model.shown_changed.connect(self._on_shown_changed)
        self.table.current_row_changed.connect(self._on_current)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._name_list())
        self.table.row_chosen.connect(lambda line: requests.student_requested.emit(line.uid))
        self.side.plan_wanted.connect(lambda: self._ask(""))
        self.side.fill_wanted.connect(lambda: self._ask(FILL_PLAN))
        self.side.reach_wanted.connect(lambda: self._ask(COULD_COMPLETE))

    def _read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: read_radar(desk),
            self._on_read,
            channel=_CHANNEL,
            text=tr("Looking for what closes first…"),
        )

    def _on_read(self, found: RadarList) -> None:
        first, self._radar = self._radar is None, found
        self.filters.offer(found.lines)
        self.model.show(found.lines)
        self.stale.setVisible(bool(found.stale))
        self.stale.set_text(
            trn(
                "{shown} student is being worked out",
                "{shown} students are being worked out",
                found.stale,
                shown=f"{found.stale:,}",
            )
        )
        if first and self._takes_focus:
            self._focus()
        self._on_current(self.table.current_row())

    def _focus(self) -> None:
        """Take the focus into the list, with a line selected; without one, into the search."""
        if not self.model.rowCount():
            self.filters.search.focus()
            return
        self.table.focus_first()
        if not self.table.selectionModel().hasSelection():
            self.table.selectRow(self.table.currentIndex().row())

    def _on_narrowed(self, narrowing: RadarNarrowing) -> None:
        self.model.keep(narrowing.test())

    def _on_shown_changed(self) -> None:
        shown, every = self.model.counts()
        if not shown and self._radar is not None:
            self._show_nobody(filtered=bool(every))
        self._stack.setCurrentWidget(self.table if shown else self._nobody)
        self.save_button.setEnabled(bool(shown))
        self._name_list()
        self._say_count(shown, every)
        if not shown:
            self._on_current(None)

    def _show_nobody(self, *, filtered: bool) -> None:
        self._stack.removeWidget(self._nobody)
        self._nobody.deleteLater()
        stale = self._radar is not None and bool(self._radar.stale)
        self._nobody = _nobody(filtered=filtered, stale=stale, clear=self.filters.clear)
        self._stack.addWidget(self._nobody)

    def _say_count(self, shown: int, every: int) -> None:
        words = trn("{shown} last chance", "{shown} last chances", every, shown=f"{every:,}")
        if shown != every:
            words = tr("{shown} of {every}", shown=f"{shown:,}", every=words)
        self.count.setText(words if every else "")

    def _name_list(self) -> None:
        uids = self.selected()
        words = trn("List {shown} student", "List {shown} students", len(uids),
                    shown=f"{len(uids):,}")  # fmt: skip
        words = words if uids else tr("List these students")
        self.list_button.setText(f" {words}")
        self.list_button.setAccessibleName(words)
        self.list_button.setEnabled(bool(uids))

    def _on_current(self, line: RadarLine | None) -> None:
        every = self._radar.lines if self._radar is not None and line is not None else ()
        others = [one for one in every if line and one.uid == line.uid and one.key != line.key]
        self.side.show_lines((line, *others) if line is not None else ())
        self._stops = keep_reading_order(self, self._stops)

    def _ask(self, action: str) -> None:
        line = self.table.current_row()
        if line is None:
            return
        if action:
            self._bench.requests.plan_action_requested.emit(line.uid, action)
        else:
            self._bench.requests.student_requested.emit(line.uid)

    def _on_list(self) -> None:
        uids = self.selected()
        if uids:
            self._bench.requests.students_listed.emit(tr("Last-chance radar"), uids)

    def _on_save(self) -> None:
        """Save the list as it is shown, as Ctrl+S does."""
        self.table.save_action.trigger()


def _nobody(*, filtered: bool, stale: bool, clear: Callable[[], None]) -> EmptyState:
    if filtered:
        words = tr("Nobody fits the search and the filters together.")
        return EmptyState("search", tr("Nobody found"), words, (tr("Clear filters"), clear))
    if stale:
        words = tr("Where everyone stands is still being worked out; the list fills by itself.")
        return EmptyState("clock", tr("A moment"), words)
    words = tr("Nobody who is in a pathway has a concentrator or capstone left to start.")
    return EmptyState("circle-check", tr("Nothing closes"), words)
