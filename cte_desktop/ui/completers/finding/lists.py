"""The three lists behind their switch: completed, needs a person, one course away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cte_desktop.ui.completers.finding.columns import (
    away_columns,
    completed_columns,
    question_columns,
)
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.awards.completers import CompleterLine, CompleterSheet
    from cte_desktop.ui.completers.finding.filter_row import CompleterNarrowing

COMPLETED, NEEDS_A_PERSON, ONE_AWAY = range(3)


class CompleterLists(QStackedWidget):
    """The lists. Signals: `line_current(line or None)`, `line_chosen(line)`: Enter or a double
    click, `selected()`: other lines are selected, `shown_changed()`: others are shown.
    """

    line_current = Signal(object)
    line_chosen = Signal(object)
    selected = Signal()
    shown_changed = Signal()

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._list = COMPLETED
        self._waits = False
        self._nothing = QWidget()
        titles = (tr("Completed"), tr("Needs a person"), tr("One course away"))
        columns = (completed_columns(), question_columns(), away_columns(catalog))
        self.models: tuple[TableModel[CompleterLine], ...] = tuple(
            TableModel(each, lambda line: line.key, self) for each in columns
        )
        self.tables: tuple[TableView[CompleterLine], ...] = tuple(
            TableView(model, name, about=lambda line: (line.uid,), several=True)
            for model, name in zip(self.models, titles, strict=True)
        )
        for table in self.tables:
            self.addWidget(table)
            table.installEventFilter(self)
            table.row_chosen.connect(self.line_chosen.emit)
            table.current_row_changed.connect(lambda _row: self.line_current.emit(self.line()))
            table.selectionModel().selectionChanged.connect(lambda _new, _old: self.selected.emit())
        for model in self.models:
            model.shown_changed.connect(self._on_shown_changed)

    def show_sheet(self, sheet: CompleterSheet) -> None:
        """Show the lists of a school year."""
        self._waits = False
        lists = (sheet.completed, sheet.needs_a_person, sheet.one_course_away)
        for model, lines in zip(self.models, lists, strict=True):
            model.show(lines)

    def show_waiting(self) -> None:
        """Show empty lists until others are known: nothing of another year stays."""
        self._waits = True
        for model in self.models:
            model.show(())

    def open_list(self, place: int) -> None:
        """Show one of the lists."""
        self._list = place
        self._choose_way()
        self.line_current.emit(self.line())
        self.selected.emit()

    def search(self, words: str) -> None:
        """Show only lines with these words."""
        for model in self.models:
            model.search(words)

    def narrow(self, narrowing: CompleterNarrowing) -> None:
        """Show only lines that pass the filters."""
        test = narrowing.test()
        for model in self.models:
            model.keep(test)

    def model(self) -> TableModel[CompleterLine]:
        """Return the open list's lines."""
        return self.models[self._list]

    def table(self) -> TableView[CompleterLine]:
        """Return the open list."""
        return self.tables[self._list]

    def line(self) -> CompleterLine | None:
        """Return the line with the focus."""
        return self.table().current_row()

    def selection(self) -> tuple[CompleterLine, ...]:
        """Return the selected lines of the open list."""
        return self.table().selected_rows()

    def focus_rows(self) -> None:
        """Take the focus into the open list, with a line selected."""
        table = self.table()
        table.focus_first()
        if table.currentIndex().isValid() and not table.selectionModel().hasSelection():
            table.selectRow(table.currentIndex().row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt would make the first line the current one without selecting it.
        if event.type() is QEvent.Type.FocusIn and watched is self.table():
            table = self.table()
            if not table.currentIndex().isValid() and self.model().rowCount():
                table.selectRow(0)
        return super().eventFilter(watched, event)

    def _on_shown_changed(self) -> None:
        self._choose_way()
        self.shown_changed.emit()
        self.selected.emit()

    def _choose_way(self) -> None:
        """Show the open list, or what stands there when it is empty."""
        shown, every = self.model().counts()
        if shown or self._waits:
            self.setCurrentWidget(self.table())
            return
        self.removeWidget(self._nothing)
        self._nothing.deleteLater()
        self._nothing = _nothing(self._list, filtered=bool(every))
        self.addWidget(self._nothing)
        self.setCurrentWidget(self._nothing)


def _nothing(place: int, *, filtered: bool) -> EmptyState:
    if filtered:
        return EmptyState(
            "search",
            tr("Nobody found"),
            tr("Nobody of this list fits the search and the filters together."),
        )
    if place == COMPLETED:
        return EmptyState(
            "award",
            tr("Nobody completed a pathway in this school year"),
            tr(
                "Completers are found by the marks of the record: what still runs counts once its "
                "marks are imported. Or choose another school year."
            ),
        )
    if place == NEEDS_A_PERSON:
        return EmptyState(
            "circle-check",
            tr("Nothing to look at"),
            tr("No completion of this school year asks for a person's eye."),
        )
    return EmptyState(
        "route",
        tr("Nobody is one course away"),
        tr("Nobody of this school year lacks one thing alone."),
    )
