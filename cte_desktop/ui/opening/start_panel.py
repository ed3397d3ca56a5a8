"""What stands in the window at the very first start: two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.ui import icons, theme
from cte_desktop.ui.opening.panel import WIDTH, Panel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.translate import tr

_WAY_HEIGHT = 76


class StartPanel(Panel):
    """Signals: `sample_wanted()`; `new_wanted()`; `other_wanted()`: open a database that exists."""

    sample_wanted = Signal()
    new_wanted = Signal()
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            "graduation-cap",
            "accent",
            tr("Welcome to CTE Desktop"),
            tr(
                "Plan four years with a student, see what is missing, and print the plan. "
                "Everything stays on this computer."
            ),
        )
        self.sample = _Way(
            "users",
            tr("Look around in a sample district"),
            tr("One school with invented students. Nothing in it is real."),
        )
        self.new = _Way(
            "plus",
            tr("New database…"),
            tr("Start with the shipped catalog and import your own files."),
        )
        self.other = push_button(tr("Open a database…"), "folder-open", self.other_wanted.emit)
        self.sample.clicked.connect(self.sample_wanted)
        self.new.clicked.connect(self.new_wanted)
        for way in (self.sample, self.new):
            self.body.addWidget(way)
        self.add_buttons([self.other])
        self.setFocusProxy(self.sample)


class _Way(QPushButton):
    """A wide button: an icon, what it does, and a sentence about it."""

    def __init__(self, icon: str, heading: str, words: str) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.setAccessibleDescription(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        side = theme.px(theme.GAP)
        row.setContentsMargins(side, 0, side, 0)
        row.setSpacing(side)
        row.addWidget(_Sign(icon))
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addStretch(1)
        column.addWidget(ThemedLabel(heading, bold=True))
        below = QLabel(words)
        below.setProperty("role", "muted")
        below.setWordWrap(True)
        column.addWidget(below)
        column.addStretch(1)
        row.addLayout(column, 1)
        for inside in self.findChildren(QWidget):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it too, as it presses the buttons of a dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(_WAY_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return False  # else the wrapped words would decide the height


class _Sign(ThemedLabel):
    """An icon that follows the theme."""

    def __init__(self, icon: str) -> None:
        self._icon = icon
        super().__init__("")

    def _dress(self) -> None:
        super()._dress()
        side = theme.px(24)
        self.setFixedWidth(side)
        picture = icons.icon(self._icon, "accent").pixmap(
            QSize(side, side), self.devicePixelRatioF()
        )
        self.setPixmap(picture)
