"""Notices as bars at the top of the window: at most three, errors stay until closed, good news
goes by itself.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import icon_button, push_button
from cte_desktop.ui.widgets.finding_row import SEVERITY_WORDS, SeverityIcon
from cte_desktop.ui.widgets.focus_order import in_reading_order
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cte_desktop.ui.notices import Notice, NoticeButton

AT_MOST = 3
STAYS_MS, OFFERS_MS = 8000, 40_000
"""How long a notice stays that asks for nothing, and one with a button such as Undo."""
_GROUNDS: dict[str, theme.ColorName] = {
    "must_fix": "must_fix_soft",
    "warning": "warning_soft",
    "information": "information_soft",
    "met": "met_soft",
}


class MessageBar(QWidget):
    """One notice. Signal: `closed()`."""

    closed = Signal()

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self._notice = notice
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = " ".join(part for part in (notice.text, notice.kept, notice.do) if part)
        self.setAccessibleName(f"{tr(SEVERITY_WORDS[notice.tone])}: {words}")
        row = QHBoxLayout(self)
        side = theme.px(theme.GAP)
        row.setContentsMargins(
            side, theme.px(theme.INSIDE), theme.px(theme.INSIDE), theme.px(theme.INSIDE)
        )
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(SeverityIcon(notice.tone))
        text = sentence(notice.text)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(text)
        rest = " ".join(part for part in (notice.kept, notice.do) if part)
        if rest:
            column.addWidget(sentence(rest, muted=True))
        row.addLayout(column, 1)
        for offer in notice.buttons:
            button = push_button(offer.text)
            button.clicked.connect(offer.press)
            button.clicked.connect(self.closed)
            row.addWidget(button)
        row.addWidget(icon_button("x", tr("Close this message"), self.closed.emit))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.closed)
        self._wait_to_go()

    def goes_by_itself(self) -> bool:
        """Say whether the bar leaves after a while: only what asks for nothing does."""
        return self._notice.tone in ("met", "information")

    def offers(self, button: NoticeButton) -> bool:
        """Tell whether this very button is beside the notice."""
        return any(one is button for one in self._notice.buttons)

    def text(self) -> str:
        """Return the first sentence."""
        return self._notice.text

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self._timer.stop()
        elif event.type() == QEvent.Type.Leave:
            self._wait_to_go()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(_GROUNDS[self._notice.tone]))
        painter.fillRect(0, 0, 3, self.height(), theme.color(self._notice.tone))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))

    def _wait_to_go(self) -> None:
        if self.goes_by_itself():
            self._timer.start(OFFERS_MS if self._notice.buttons else STAYS_MS)


class MessageArea(QWidget):
    """The bars, newest on top."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Messages"))
        self._bars: list[MessageBar] = []
        self._away: list[MessageBar] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setVisible(False)

    def post(self, notice: Notice) -> None:
        """Show a notice; the same words are not shown twice at a time."""
        for bar in tuple(self._bars):
            if bar.text() == notice.text:
                self._remove(bar)
        if len(self._bars) >= AT_MOST:
            going = [bar for bar in self._bars if bar.goes_by_itself()]
            self._remove((going or self._bars)[0])
        bar = MessageBar(notice)
        bar.closed.connect(lambda: self._remove(bar))
        self._bars.append(bar)
        self._column.insertWidget(0, bar)
        self.setVisible(True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, bar.accessibleName()))

    def put_after(self, before: QWidget) -> None:
        """Let Tab come to the bars right after a widget, not after the whole page below them."""
        for one, other in pairwise([before, *in_reading_order(self)]):
            QWidget.setTabOrder(one, other)

    def withdraw(self, offer: NoticeButton) -> None:
        """Take the bar away that offers this, if it is still there."""
        for bar in (*self._bars, *self._away):
            if bar.offers(offer):
                self._remove(bar)

    def put_away(self) -> None:
        """Hide the bars that are there, which may name somebody, until `bring_back`."""
        self._away += self._bars
        self._bars = []
        for bar in self._away:
            bar.hide()
        self.setVisible(False)

    def bring_back(self) -> None:
        """Show again what was put away, unless it went by itself meanwhile."""
        self._bars = [*self._away, *self._bars]
        for bar in self._away:
            bar.show()
        self._away = []
        self.setVisible(bool(self._bars))

    def bars(self) -> tuple[MessageBar, ...]:
        """Return the bars shown, oldest first."""
        return tuple(self._bars)

    def clear(self) -> None:
        """Take all bars away."""
        for bar in tuple(self._bars):
            self._remove(bar)

    def _remove(self, bar: MessageBar) -> None:
        bars = self._bars if bar in self._bars else self._away
        if bar in bars:
            bars.remove(bar)
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
            self.setVisible(bool(self._bars))
