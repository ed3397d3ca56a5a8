"""The rail on the left and the stack of pages beside it. Pages are given; they never know each
other.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.services.changes import Changes
from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.fit_screen import scrolled
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cte_desktop.ui.page import Page

_RAIL_WIDTH = 88
_ENTRY_HEIGHT = 60
_ENTRY_ICON = 20
_COMPACT = (52, 30)  # an entry without its word


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One entry of the rail; `build` makes the page when it is first opened."""

    id: str
    title: str
    icon: str
    build: Callable[[], Page]


class Rail(QWidget):
    """The list of pages. Signal: `chosen(page id)`."""

    chosen = Signal(str)

    def __init__(self, records: Sequence[PageRecord], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Pages"))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _RailButton] = {}
        self._is_compact = False
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.TIGHT, theme.INSIDE, theme.TIGHT, theme.INSIDE)
        column.setSpacing(theme.TIGHT)
        for number, record in enumerate(records, start=1):
            button = _RailButton(record, number)
            # A shortcut of its own: a button's waits 100 ms to look pressed.
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, button.click)
            button.clicked.connect(lambda _checked=False, page=record.id: self.chosen.emit(page))
            self._group.addButton(button)
            self._buttons[record.id] = button
            column.addWidget(button)
        column.addStretch(1)

    def select(self, page: str) -> None:
        """Mark a page as the open one."""
        self._buttons[page].setChecked(True)

    def last(self) -> QWidget:
        """Return the last entry, for the order of Tab."""
        return next(reversed(self._buttons.values()), self)

    def set_compact(self, *, compact: bool) -> None:
        """Show no words below the icons, for they take too much of a small window."""
        if compact == self._is_compact:
            return
        self._is_compact = compact
        for button in self._buttons.values():
            button.set_compact(compact=compact)
        self._column.setSpacing(1 if compact else theme.TIGHT)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width, height = _COMPACT if self._is_compact else (_RAIL_WIDTH, _ENTRY_HEIGHT)
        return QSize(theme.px(width), theme.px(height) * max(1, len(self._buttons)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunken"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        buttons = list(self._buttons.values())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        focused = next((place for place, one in enumerate(buttons) if one.hasFocus()), -1)
        if step and focused >= 0:
            buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class PageStack(QStackedWidget):
    """The pages that were opened so far; a hidden page reads again when it is next opened.

    A page that needs more room than there is can be scrolled.

    Signal: `opened(page id)`.
    """

    opened = Signal(str)

    def __init__(self, records: Sequence[PageRecord], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = {record.id: record for record in records}
        self._pages: dict[str, Page] = {}
        self._missed: dict[str, Changes] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._open = ""
        self._is_narrow = False

    def open(self, page_id: str) -> None:
        """Show a page, building it on the first visit."""
        if self._open and self._open != page_id:
            self._pages[self._open].deactivate()
        page = self.page(page_id)
        self._open = page_id
        self.setCurrentWidget(self._areas[page_id])
        missed = self._missed.pop(page_id, None)
        if missed is not None:
            page.refresh(missed)
        page.activate()
        self.opened.emit(page_id)

    def page(self, page_id: str) -> Page:
        """Return a page, building it if it was never opened."""
        if page_id not in self._pages:
            page = self._records[page_id].build()
            page.set_narrow(narrow=self._is_narrow)
            self._pages[page_id] = page
            self._areas[page_id] = scrolled(page, page.accessibleName())
            self.addWidget(self._areas[page_id])
        return self._pages[page_id]

    def built(self) -> Mapping[str, Page]:
        """Return the pages that were opened so far, by id."""
        return MappingProxyType(self._pages)

    def open_id(self) -> str:
        """Return the id of the open page, "" before the first."""
        return self._open

    def set_narrow(self, *, narrow: bool) -> None:
        """Let every page make do with little width, those built later too."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            for page in self._pages.values():
                page.set_narrow(narrow=narrow)

    def refresh(self, changes: Changes) -> None:
        """Pass a change to the open page at once, to the others when they are next opened."""
        for page_id, page in self._pages.items():
            if not changes.nouns & page.listens:
                continue
            if page_id == self._open:
                page.refresh(changes)
            else:
                self._missed[page_id] = _together(self._missed.get(page_id), changes)


class _RailButton(QToolButton):
    """Icon above a word; the open page has a soft ground and an accent edge."""

    def __init__(self, record: PageRecord, number: int) -> None:
        super().__init__()
        self._icon = record.icon
        self._is_compact = False
        self.setText(record.title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(record.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keys = QKeySequence(f"Ctrl+{number}").toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{record.title} ({keys})")

    def set_compact(self, *, compact: bool) -> None:
        """Show the icon alone; the word is in the tooltip."""
        self._is_compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width, height = _COMPACT if self._is_compact else (_RAIL_WIDTH, _ENTRY_HEIGHT)
        return QSize(theme.px(width) - 2 * theme.TIGHT, theme.px(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the rail moves the focus; Qt's own rule would also open the page
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        open_now = self.isChecked()
        box = self.rect()
        painter.setPen(Qt.PenStyle.NoPen)
        if open_now or self.underMouse():
            painter.setBrush(theme.color("accent_soft" if open_now else "hover"))
            painter.drawRoundedRect(box, theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        ink = theme.color("accent" if open_now else "text_muted")
        side = theme.px(_ENTRY_ICON)
        painter.setFont(theme.font(theme.CAPTION, bold=open_now))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap  # some titles are long
        below = 0
        painter.setPen(ink if open_now else theme.color("text"))  # without a pen text has no size
        if not self._is_compact:
            below = theme.px(3) + painter.boundingRect(box, flags, self.text()).height()
        top = (box.height() - side - below) // 2
        icons.paint(painter, self._icon, box.adjusted(0, top, 0, top + side - box.height()), ink)
        if self._is_compact:
            return
        painter.drawText(box.adjusted(0, top + side + theme.px(3), 0, 0), flags, self.text())


def _together(former: Changes | None, changes: Changes) -> Changes:
    if former is None:
        return changes
    everyone = not former.students or not changes.students
    students = frozenset() if everyone else former.students | changes.students
    return Changes(former.nouns | changes.nouns, students, changes.step)
