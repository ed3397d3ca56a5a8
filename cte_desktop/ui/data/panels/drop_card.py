"""The place that says what can be brought in, and lights up while files hang over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SIGN = 36
_SIDE = 20


class DropCard(QWidget):
    """Signals: `files_wanted()`, `folder_wanted()`: choose what to bring in."""

    files_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Drop files here"))
        self._lit = False
        self.files_button = primary_button(
            tr("Choose files…"), "folder-open", self.files_wanted.emit
        )
        self.folder_button = push_button(tr("Choose a folder…"), press=self.folder_wanted.emit)
        column = QVBoxLayout(self)
        side = theme.px(_SIDE)
        column.setContentsMargins(side + theme.px(_SIGN) + theme.px(theme.GAP), side, side, side)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(title(tr("Drop files anywhere on this page")))
        column.addWidget(
            sentence(
                tr(
                    "CSV, TSV, Excel (.xlsx, .xls), OpenDocument, a OneRoster zip, or a folder of "
                    "them, as PowerSchool, Aeries, Infinite Campus or anybody else wrote them."
                )
            )
        )
        column.addWidget(
            sentence(
                tr(
                    "You see what each file is and what would change before anything happens; "
                    "every import can be undone."
                ),
                muted=True,
            )
        )
        column.addSpacing(theme.px(theme.TIGHT))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.files_button)
        row.addWidget(self.folder_button)
        row.addStretch(1)
        column.addLayout(row)

    def light(self, *, on: bool) -> None:
        """Show that files hang over the page and would be taken."""
        self._lit = on
        self.update()

    def is_lit(self) -> bool:
        """Say whether it shows that files would be taken."""
        return self._lit

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(theme.color("accent" if self._lit else "line_strong"), 2 if self._lit else 1)
        edge.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(edge)
        painter.setBrush(theme.color("accent_soft" if self._lit else "raised"))
        radius = theme.px(theme.INSIDE)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), radius, radius)
        side, sign = theme.px(_SIDE), theme.px(_SIGN)
        ink = theme.color("accent" if self._lit else "line_strong")
        icons.paint(painter, "import", QRect(side, side + theme.px(4), sign, sign), ink)
