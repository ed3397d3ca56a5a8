"""A table that is written into: each cell says what is wrong while one types, and saves by itself.

Esc gives a cell up, Enter and leaving it save it; what may not be is not saved. New rows are begun
at the end and saved as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.settings.tables.cells import Cell, ChoiceCell, FixedCell, TextCell
from cte_desktop.ui.widgets.buttons import icon_button, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import scrolled
from cte_desktop.ui.widgets.labels import ThemedLabel, caption
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtWidgets import QToolButton

NEW = ""
"""The key of the row that is being added."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its title, its width, and for a choice its values and their words."""

    title: str
    width: int
    choices: tuple[tuple[str, str], ...] = ()
    fixed: bool = False  # only a new row can be written into


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: `name` is said before each cell to who can't see it; `note` stands at its end."""

    key: Hashable
    name: str
    texts: tuple[str, ...]
    note: str = ""


class EditGrid(QWidget):
    """The table. `fault_of(texts, column)` says what is wrong with a cell of a row, "" for nothing.

    Signals: `edited(key, texts)`: a cell of a row has another value, which may be; `added(texts)`;
    `removed(key)`.
    """

    edited = Signal(object, object)
    added = Signal(object)
    removed = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[GridColumn],
        fault_of: Callable[[Hashable, tuple[str, ...], int], str],
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._columns = tuple(columns)
        self._fault_of = fault_of
        self._rows: tuple[GridRow, ...] = ()
        self._reason = ""
        self.cells: dict[tuple[Hashable, int], Cell] = {}
        self._notes: dict[Hashable, ThemedLabel] = {}
        self.removers: dict[Hashable, QToolButton] = {}
        self.fault = ThemedLabel("", color="must_fix")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self._area = scrolled(QWidget(), name)
        self.add_button = primary_button(tr("Add"), "plus", self._on_add)
        self.drop_button = push_button(tr("Don't add"), press=self.end_new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self._area, 1)
        column.addWidget(self.fault)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.drop_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.end_new()

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Show these rows; what is typed, and a row that is being added, stay."""
        rows = tuple(rows)
        if rows == self._rows:
            return
        same = [row.key for row in rows] == [row.key for row in self._rows] and not self.is_adding()
        self._rows = rows
        if same:
            for row in rows:
                for place, text in enumerate(row.texts):
                    self.cells[row.key, place].show_text(text)
                self._notes[row.key].setText(row.note)
        else:
            self._build(self.texts_of(NEW) if self.is_adding() else None)

    def begin_new(self, texts: Sequence[str]) -> None:
        """Begin a row at the end with these texts and go to its first cell."""
        self._build(tuple(texts))
        self.add_button.show()
        self.drop_button.show()
        self.cells[NEW, 0].setFocus()
        self._area.ensureWidgetVisible(self.cells[NEW, 0].widget())

    def is_adding(self) -> bool:
        """Tell whether a row is being added."""
        return (NEW, 0) in self.cells

    def end_new(self) -> None:
        """Take the row away that is being added."""
        self.add_button.hide()
        self.drop_button.hide()
        self.say("")
        if self.is_adding():
            self._build(None)

    def forbid(self, reason: str) -> None:
        """Let everything be read only, and say why; "" lets it be changed."""
        self._reason = reason
        for cell in self.cells.values():
            cell.forbid(reason)
        for button in self.removers.values():
            button.setEnabled(not reason)

    def say(self, words: str) -> None:
        """Say below the table what is wrong; "" takes it away."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def texts_of(self, key: Hashable) -> tuple[str, ...]:
        """Return what stands in the cells of a row."""
        return tuple(self.cells[key, place].text() for place in range(len(self._columns)))

    def focus_first(self) -> None:
        """Go to the first cell."""
        for cell in self.cells.values():
            if cell.widget().focusPolicy() != Qt.FocusPolicy.NoFocus:
                cell.setFocus()
                return

    def _build(self, new: tuple[str, ...] | None) -> None:
        held = next((at for at, cell in self.cells.items() if cell.hasFocus()), None)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        grid.setHorizontalSpacing(theme.px(theme.INSIDE))
        grid.setVerticalSpacing(theme.px(theme.TIGHT))
        for place, column in enumerate(self._columns):
            grid.addWidget(caption(column.title), 0, place)
        self.cells, self._notes, self.removers = {}, {}, {}
        for line, row in enumerate(self._rows, 1):
            self._add_row(grid, line, row)
        if new is not None:
            self._add_row(grid, len(self._rows) + 1, GridRow(NEW, tr("New row"), new))
        grid.setColumnStretch(len(self._columns), 1)
        grid.setRowStretch(len(self._rows) + 2, 1)
        self._area.setWidget(inside)
        self.forbid(self._reason)
        if held in self.cells:
            self.cells[held].setFocus()

    def _add_row(self, grid: QGridLayout, line: int, row: GridRow) -> None:
        for place, (column, text) in enumerate(zip(self._columns, row.texts, strict=True)):
            name = tr("{row}: {column}", row=row.name, column=column.title)
            cell = _cell(name, column, fixed=column.fixed and row.key != NEW)
            cell.show_text(text)
            cell.typed.connect(lambda key=row.key, at=place: self._on_typed(key, at))
            cell.finished.connect(lambda key=row.key, at=place: self._on_finished(key, at))
            self.cells[row.key, place] = cell
            grid.addWidget(cell.widget(), line, place)
        note = self._notes[row.key] = ThemedLabel(row.note, color="warning")
        note.setWordWrap(True)
        grid.addWidget(note, line, len(self._columns))
        if row.key != NEW:
            remove = icon_button(
                "trash-2", tr("Remove {row}", row=row.name), lambda: self.removed.emit(row.key)
            )
            self.removers[row.key] = remove
            grid.addWidget(remove, line, len(self._columns) + 1)

    def _on_typed(self, key: Hashable, place: int) -> None:
        fault = self._fault_of(key, self.texts_of(key), place)
        self.cells[key, place].mark(wrong=bool(fault))
        self.say(fault)

    def _on_finished(self, key: Hashable, place: int) -> None:
        cell = self.cells.get((key, place))
        if cell is None or key == NEW or self._reason:
            return
        if self._fault_of(key, self.texts_of(key), place):
            if not cell.hasFocus():  # left for something else: what was kept holds
                cell.restore()
                self.say("")
            return
        self.say("")
        if cell.is_changed():
            texts = self.texts_of(key)
            cell.keep()
            self.edited.emit(key, texts)

    def _on_add(self) -> None:
        texts = self.texts_of(NEW)
        for place in range(len(self._columns)):
            fault = self._fault_of(NEW, texts, place)
            if fault:
                self.say(fault)
                self.cells[NEW, place].setFocus()
                return
        self.added.emit(texts)


def _cell(name: str, column: GridColumn, *, fixed: bool) -> Cell:
    if fixed:
        return FixedCell(name, column.width)
    if column.choices:
        return ChoiceCell(name, column.width, column.choices)
    return TextCell(name, column.width)
