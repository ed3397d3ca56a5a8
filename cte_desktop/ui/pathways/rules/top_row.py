"""The row above the tree: how far the draft is from what is in force, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction


class TopRow(QWidget):
    """Signals: `preview_requested()`, `publish_requested()`, `file_requested()`,
    `versions_requested()`, `discard_requested()`.
    """

    preview_requested = Signal()
    publish_requested = Signal()
    file_requested = Signal()
    versions_requested = Signal()
    discard_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = ThemedLabel("")
        self.preview = push_button(
            tr("&Who would be affected?"), "users", self.preview_requested.emit
        )
        self.publish = primary_button(tr("Pu&blish…"), "upload", self.publish_requested.emit)
        self.more = push_button(tr("M&ore"), "ellipsis")
        self.menu = QMenu(self)
        self.file = self._entry(
            tr("&Open a file of rules…"), "folder-open", self.file_requested.emit
        )
        self.versions = self._entry(tr("&Versions…"), "history", self.versions_requested.emit)
        self.discard = self._entry(tr("&Discard the draft"), "trash-2", self.discard_requested.emit)
        self.more.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.preview)
        row.addWidget(self.more)
        row.addWidget(self.publish)

    def say(self, changes: int, problems: int, *, settled: bool) -> None:
        """Say what the draft is like, and offer what is possible with it."""
        changed = changes > 0
        if not changed:
            self._say(tr("The rules in force. A change begins a draft."), "text_muted")
        elif not settled:
            self._say(tr("Draft: being checked…"), "text_muted")
        else:
            words = trn("Draft: {count} change", "Draft: {count} changes", changes)
            wrong = trn("{count} problem", "{count} problems", problems)
            if problems:
                self._say(tr("{changes}, {problems}", changes=words, problems=wrong), "must_fix")
            else:
                self._say(tr("{changes}, no problem found", changes=words), "text")
        self.publish.setEnabled(changed and settled and not problems)
        self.publish.setToolTip(
            "" if self.publish.isEnabled() else _why_not(changed=changed, problems=problems)
        )
        self.preview.setEnabled(changed and settled)
        self.discard.setEnabled(changed)

    def _say(self, words: str, ink: theme.ColorName) -> None:
        self.words.setText(words)
        self.words.set_color(ink)

    def _entry(self, text: str, icon: str, ask: Callable[[], None]) -> QAction:
        action = self.menu.addAction(icons.icon(icon, "text_muted"), text)
        action.triggered.connect(lambda _checked=False: ask())
        return action


def _why_not(*, changed: bool, problems: int) -> str:
    if not changed:
        return tr("There is nothing to publish.")
    return tr("Mend the problems first.") if problems else tr("The draft is being checked.")
