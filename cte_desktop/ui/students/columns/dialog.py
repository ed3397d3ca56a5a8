"""Asks which columns the list shows and in which order: ticked, and moved up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.ui import theme
from cte_desktop.ui.students.fields.all import usual_columns
from cte_desktop.ui.students.fields.of_line import NAME
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.tick_delegate import TickDelegate
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.ui.students.fields.record import ListColumn

_SIZE = (500, 620)
_ID = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """The dialog. Signal: `chosen(ids)`: the columns to show, from left to right."""

    chosen = Signal(object)

    def __init__(
        self, columns: Sequence[ListColumn], shown: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Columns"))
        self.setAccessibleName(self.windowTitle())
        self._columns = {one.id: one for one in columns if one.id != NAME}
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Columns"))
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.up_button = push_button(tr("Move &up"), "chevron-up", lambda: self.move_by(-1))
        self.down_button = push_button(tr("Move &down"), "chevron-down", lambda: self.move_by(1))
        self.usual_button = push_button(tr("Usual &columns"), "rotate-cw", self._on_usual)
        self.show_button = primary_button(tr("Show"), "check", self._on_chosen)
        self._explained = sentence("", muted=True)
        self._put_together()
        self.list.currentItemChanged.connect(lambda *_: self._on_current())
        self._fill(shown)
        fit_screen(self, *_SIZE)
        self.list.setFocus()

    def ticked(self) -> tuple[str, ...]:
        """Return the ids of the ticked columns, from top to bottom; the name before all."""
        lines = (self.list.item(row) for row in range(self.list.count()))
        checked = (one for one in lines if one.checkState() is Qt.CheckState.Checked)
        return (NAME, *(str(one.data(_ID)) for one in checked))

    def move_by(self, step: int) -> None:
        """Move the current column up (-1) or down (1)."""
        row = self.list.currentRow()
        wanted = row + step
        if row < 0 or not 0 <= wanted < self.list.count():
            return
        line = self.list.takeItem(row)
        self.list.insertItem(wanted, line)
        self.list.setCurrentRow(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl and an arrow move the column."""
        if watched is self.list and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            is_moving = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.type() == QEvent.Type.KeyPress and is_moving and event.key() in steps:
                self.move_by(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _put_together(self) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(tr("Columns")))
        hint = tr("Space ticks a column, Ctrl and an arrow move it. The name always comes first.")
        column.addWidget(sentence(hint, muted=True))
        column.addWidget(self.list, 1)
        column.addWidget(self._explained)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        for button in (self.up_button, self.down_button, self.usual_button):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(theme.INSIDE))
        foot.addStretch(1)
        foot.addWidget(push_button(tr("Cancel"), press=self.reject))
        foot.addWidget(self.show_button)
        column.addLayout(foot)

    def _fill(self, shown: Iterable[str]) -> None:
        wanted = [name for name in shown if name in self._columns]
        self.list.clear()
        for name in (*wanted, *(one for one in self._columns if one not in wanted)):
            line = QListWidgetItem(self._columns[name].column.title)
            line.setData(_ID, name)
            line.setToolTip(self._columns[name].explained)
            ticked = Qt.CheckState.Checked if name in wanted else Qt.CheckState.Unchecked
            line.setCheckState(ticked)
            self.list.addItem(line)
        self.list.setCurrentRow(0)

    def _on_current(self) -> None:
        row, last = self.list.currentRow(), self.list.count() - 1
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < last)
        known = self._columns[str(self.list.item(row).data(_ID))] if row >= 0 else None
        self._explained.setText(known.explained if known is not None else "")

    def _on_usual(self) -> None:
        self._fill(usual_columns())
        self.list.setFocus()

    def _on_chosen(self) -> None:
        ids = self.ticked()
        self.accept()
        self.chosen.emit(ids)
