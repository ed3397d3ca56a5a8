"""The field to type in and what is found below it; Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.go_to.places import Place, PlaceKind, best
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import SOMEBODY, TableView
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_SIZE = (720, 460)
_PAGE_OF_ROWS = 10
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE_OF_ROWS,
    Qt.Key.Key_PageUp: -_PAGE_OF_ROWS,
}


class GoToDialog(QDialog):
    """Signal: `chosen(Place)`, after the dialog has closed."""

    chosen = Signal(object)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Go to"))
        self.setAccessibleName(self.windowTitle())
        self._places = tuple(places)
        self.field = SearchField(tr("Student, course, page, action or help"))
        self.model: TableModel[Place] = TableModel(_columns(), _key, self)
        self.table: TableView[Place] = TableView(self.model, tr("Found"), about=_whom)
        self.table.horizontalHeader().hide()
        self.nothing = ThemedLabel(tr("Nothing has all these letters."), color="text_muted")
        column = QVBoxLayout(self)
        side = theme.px(theme.GAP)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.field)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.field.query_changed.connect(self._on_query)
        self.table.row_chosen.connect(self._go)
        self.field.installEventFilter(self)
        self._on_query("")
        self.field.setFocus()

    def add(self, places: Sequence[Place]) -> None:
        """Offer more places: students and courses, once they are read."""
        self._places = (*self._places, *places)
        marked = self._marked()
        self._on_query(self.field.text())
        if marked is not None:
            self.table.select_key(_key(marked))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Enter in the field move and choose in the list below it."""
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._takes(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _takes(self, key: Qt.Key) -> bool:
        step = _STEPS.get(key, 0)
        if step:
            row = self.table.currentIndex().row() + step
            self.table.selectRow(min(max(row, 0), self.model.rowCount() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            marked = self._marked()
            if marked is not None:
                self._go(marked)
        else:
            return False
        return True

    def _on_query(self, query: str) -> None:
        self.model.show(best(self._places, query))
        self.nothing.setVisible(not self.model.rowCount())
        if self.model.rowCount():
            self.table.selectRow(0)

    def _marked(self) -> Place | None:
        row = self.table.currentIndex().row()
        return self.model.shown_rows()[row] if 0 <= row < self.model.rowCount() else None

    def _go(self, place: Place) -> None:
        self.accept()
        self.chosen.emit(place)


def _key(place: Place) -> tuple[str, str]:
    return place.kind, place.key


def _whom(place: Place) -> tuple[str, ...]:
    return (place.key,) if place.kind is PlaceKind.STUDENT else (SOMEBODY,)


def _columns() -> tuple[Column[Place], ...]:
    return (
        Column(tr("Where"), lambda place: place.title, icon=lambda place: place.icon),
        Column(
            tr("What it is"),
            lambda place: place.words,
            color=lambda _place: "text_muted",
            width=280,
        ),
        Column(tr("Keys"), lambda place: place.keys, color=lambda _place: "text_muted", width=120),
    )
