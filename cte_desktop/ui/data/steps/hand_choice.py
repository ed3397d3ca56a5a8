"""Fields that were set here and have another value in a file: a choice for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.services.hand_edits import FILE, HERE
from cte_desktop.ui import theme
from cte_desktop.ui.data.steps.change_lines import HandLine
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.table_view import TableView, somebody
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QPushButton


class HandChoice(QWidget):
    """The list. Signal: `chosen()`: another choice was made. Space changes the selected lines."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[HandLine] = TableModel(_columns(), lambda line: line.ref, self)
        self.table: TableView[HandLine] = TableView(
            self.model, tr("Fields that were set here"), about=somebody, several=True
        )
        self.here_button = push_button(
            tr("Keep what was set here"), "pencil", lambda: self._choose(HERE)
        )
        self.file_button = push_button(tr("Take the file's"), "import", lambda: self._choose(FILE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(
            sentence(
                tr(
                    "These fields were set here by a person, and a file has something else. They "
                    "stay as they are until you take the file's value."
                ),
                muted=True,
            )
        )
        column.addWidget(self.table, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.px(theme.INSIDE))
        self._buttons.addWidget(self.here_button)
        self._buttons.addWidget(self.file_button)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._on_space)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self._on_selection()

    def show_lines(self, lines: Iterable[HandLine]) -> None:
        """Show these fields; choices made before stay."""
        made = {line.ref: line.choice for line in self.model.shown_rows()}
        self.model.show(
            replace(line, choice=line.choice or made.get(line.ref, "")) for line in lines
        )
        self._on_selection()

    def add_button(self, button: QPushButton) -> None:
        """Put another button at the end of the row below."""
        self._buttons.addWidget(button)

    def choices(self) -> tuple[HandLine, ...]:
        """Return the lines that somebody has chosen about."""
        return tuple(line for line in self.model.shown_rows() if line.choice)

    def _on_space(self) -> None:
        current = self.table.current_row()
        if current is not None:
            self._choose(HERE if current.choice == FILE else FILE)

    def _choose(self, choice: str) -> None:
        for line in self.table.selected_rows():
            self.model.replace_row(replace(line, choice=choice))
        self.chosen.emit()

    def _on_selection(self) -> None:
        some = bool(self.table.selectionModel().selectedRows())
        self.here_button.setEnabled(some)
        self.file_button.setEnabled(some)


def _columns() -> tuple[Column[HandLine], ...]:
    return (
        Column(tr("Student"), lambda line: line.who, width=220),
        Column(tr("Field"), lambda line: line.field, width=140),
        Column(tr("Set here"), lambda line: line.here, tooltip=lambda line: line.here, width=190),
        Column(
            tr("In the file"),
            lambda line: line.file or tr("(empty)"),
            tooltip=lambda line: line.file,
            width=190,
        ),
        Column(
            tr("Your choice"),
            _choice_words,
            icon=lambda line: "check" if line.choice else "circle",
            color=lambda line: "accent" if line.choice else "text_muted",
        ),
    )


def _choice_words(line: HandLine) -> str:
    if line.choice == FILE:
        return tr("Take the file's")
    if line.choice == HERE:
        return tr("Keep what was set here")
    return tr("Stays for now")
