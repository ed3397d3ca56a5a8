"""The recent databases in a dialog: open one, look for one that moved, take one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from cte_desktop.system.recent_databases import is_there
from cte_desktop.ui import theme
from cte_desktop.ui.opening.recent.list import RecentList
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

_WIDTH = 520


class RecentDialog(QDialog):
    """Signals: `chosen(Path)`; `look_wanted(Path)`: let it be looked for elsewhere;
    `forget_wanted(Path)`: take it out of the list.
    """

    chosen = Signal(object)
    look_wanted = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, files: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Recent databases"))
        self.setAccessibleName(self.windowTitle())
        self._files = list(files)
        self.list = RecentList()
        self.said = sentence("", muted=True)
        self.look = push_button(tr("&Look for it…"), "search", self._on_look)
        self.forget = push_button(tr("&Remove from the list"), "x", self._on_forget)
        self.close_it = push_button(tr("Close"), press=self.reject)
        self.open_it = primary_button(tr("&Open"), "folder-open", self._on_open)
        self._put_together()
        self.list.chosen.connect(lambda _file: self._on_open())
        self.list.currentRowChanged.connect(lambda _row: self._look_at_it())
        self._show()
        self.list.setFocus()

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.list)
        column.addWidget(self.said)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(theme.INSIDE))
        foot.addWidget(self.look)
        foot.addWidget(self.forget)
        foot.addStretch(1)
        foot.addWidget(self.close_it)
        foot.addWidget(self.open_it)
        column.addLayout(foot)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _show(self) -> None:
        self.list.show_files(self._files)
        self.list.setVisible(bool(self._files))
        self._look_at_it()

    def _look_at_it(self) -> None:
        """Offer what can be done with the current one."""
        file = self.list.file()
        there = file is not None and is_there(file)
        self.open_it.setEnabled(there)
        self.look.setEnabled(file is not None and not there)
        self.forget.setEnabled(file is not None)
        if file is None:
            self.said.setText(tr("No other database was open before."))
        elif there:
            self.said.setText(str(file))
        else:
            self.said.setText(
                tr(
                    "{file} is not there: it was moved, renamed or deleted, or its disk is not "
                    "plugged in.",
                    file=file,
                )
            )

    def _on_open(self) -> None:
        file = self.list.file()
        if file is not None and self.open_it.isEnabled():
            self.accept()
            self.chosen.emit(file)

    def _on_look(self) -> None:
        file = self.list.file()
        if file is not None:
            self.accept()
            self.look_wanted.emit(file)

    def _on_forget(self) -> None:
        file = self.list.file()
        if file is None:
            return
        self._files.remove(file)
        self.forget_wanted.emit(file)
        self._show()
        (self.list if self._files else self.close_it).setFocus()
