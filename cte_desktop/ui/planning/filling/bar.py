"""The bar over the grid while a plan is looked for or proposed: what it brings, keep or discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.planning.filling.legend import Legend
from cte_desktop.ui.widgets.buttons import fix_button, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from cte_desktop.ui.planning.filling.marks import Change

_LOOKING_AFTER_MS = 100
_NARROW = 760


class ProposalBar(QFrame):
    """The bar. Signals: `kept()` by Enter or its button, `discarded()` by Esc or its button, also
    while nothing is proposed yet; `compare_wanted()`: the proposal beside the present plan.
    """

    kept = Signal()
    discarded = Signal()
    compare_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line = ThemedLabel("", bold=True)
        self._line.setWordWrap(True)
        self._more = sentence("", muted=True)
        self.legend = Legend()
        self.keep_button = primary_button(tr("Keep (Enter)"), "check", self.kept.emit)
        self.keep_button.setToolTip(tr("Take this plan; one undo takes it back"))
        self.discard_button = push_button(tr("Discard (Esc)"), "x", self.discarded.emit)
        self.discard_button.setToolTip(tr("Leave the plan as it was"))
        self.compare_button = fix_button(tr("Compare…"), self.compare_wanted.emit)
        self.compare_button.setToolTip(tr("See it side by side with the present plan (Shift+F8)"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOKING_AFTER_MS)
        self._timer.timeout.connect(self._show_looking)
        self._put_together()
        self.setVisible(False)

    def wait(self) -> None:
        """A plan is looked for: say so when it takes a moment."""
        self._timer.start()

    def show_proposal(self, line: str, more: str = "", changes: tuple[Change, ...] = ()) -> None:
        """Say what the plan in the grid brings; `more` is what it does not."""
        self._say(line, more)
        self.legend.show_changes(changes)
        self.keep_button.setVisible(True)
        self.compare_button.setVisible(True)
        self.discard_button.setText(f" {tr('Discard (Esc)')}")
        self.discard_button.setAccessibleName(tr("Discard (Esc)"))

    def close_bar(self) -> None:
        """Nothing is proposed or looked for any more."""
        self._timer.stop()
        self.setVisible(False)

    def text(self) -> str:
        """Return the line."""
        return self._line.text()

    def more(self) -> str:
        """Return what stands under the line."""
        return self._more.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, focused = event.key(), self.focusWidget()
        if key == Qt.Key.Key_Escape:
            self.discarded.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        narrow = self.width() < theme.px(_NARROW)  # then the buttons stand under the words
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("accent_soft"))
        painter.fillRect(0, 0, theme.px(3), self.height(), theme.color("accent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))

    def _put_together(self) -> None:
        row = self._row
        inside = theme.px(theme.INSIDE)
        row.setContentsMargins(theme.px(theme.PAGE), inside, theme.px(theme.GAP), inside)
        row.setSpacing(inside)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._line)
        below = QHBoxLayout()
        below.setSpacing(inside)
        below.addWidget(self.legend)
        below.addWidget(self.compare_button)
        below.addStretch(1)
        words.addWidget(self._more)
        words.addLayout(below)
        row.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(inside)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.discard_button)
        buttons.addStretch(0)
        row.addLayout(buttons)

    def _show_looking(self) -> None:
        self._say(tr("Looking for a plan…"), "")
        self.legend.show_changes(())
        self.keep_button.setVisible(False)
        self.compare_button.setVisible(False)
        self.discard_button.setText(f" {tr('Cancel (Esc)')}")
        self.discard_button.setAccessibleName(tr("Cancel (Esc)"))

    def _say(self, line: str, more: str) -> None:
        self._timer.stop()
        told = f"{line} {more}".strip()
        self._line.setText(line)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(told)
        self.setVisible(True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))
