"""A TOML text to be edited: numbered lines, quiet colours, faults marked in their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QPainter,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from cte_desktop.ui import theme
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QHelpEvent, QPaintEvent, QResizeEvent, QTextDocument

_FIGURES = 12  # pixels of type at 100 %
_HEADING = re.compile(r"^\s*\[+[^\]]*\]+")
_KEY = re.compile(r"^\s*[\w.-]+(?=\s*=)")
_PLACE = re.compile(r"\{[a-z_]+\}")
_NOTE = re.compile(r"""^(?:[^#"']|"(?:\\.|[^"\\])*"|'[^']*')*(#.*)$""")


class TomlText(QPlainTextEdit):
    """The text. Faults are told by `show_faults`; Tab leaves the field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._faults: Mapping[int, str] = {}
        self._margin = _Margin(self)
        self._colours = _Colours(self.document())
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._on_update)
        theme.news().changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Put a text in place of what stands there, as one change that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_faults(self, faults: Mapping[int, str]) -> None:
        """Mark lines, counted from 1, with what is wrong in each."""
        self._faults = faults
        words = trn("{count} line has a fault", "{count} lines have faults", len(faults))
        self.setAccessibleDescription(words if faults else tr("No faults"))
        marked = []
        for line in faults:
            block = self.document().findBlockByNumber(line - 1)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(block if block.isValid() else self.document().lastBlock())
            mark.format.setBackground(theme.color("must_fix_soft"))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marked.append(mark)
        self.setExtraSelections(marked)
        self._margin.update()

    def fault_lines(self) -> tuple[int, ...]:
        """Return the lines that are marked."""
        return tuple(self._faults)

    def go_to(self, line: int) -> None:
        """Take the cursor and the focus to a line."""
        block = self.document().findBlockByNumber(line - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._tell(event)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        place = QRect(inside.left(), inside.top(), self._margin.wanted(), inside.height())
        self._margin.setGeometry(place)

    def paint_margin(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines in view; those of faults stand out."""
        painter = QPainter(self._margin)
        painter.fillRect(event.rect(), theme.color("surface"))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        height = self.fontMetrics().height()
        right = self._margin.width() - theme.px(theme.INSIDE)
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if box.top() > event.rect().bottom():
                return
            line = block.blockNumber() + 1
            painter.setPen(theme.color("must_fix" if line in self._faults else "text_muted"))
            words = f"● {line}" if line in self._faults else str(line)
            place = QRect(0, round(box.top()), right, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, words)
            block = block.next()

    def margin_width(self) -> int:
        """Return how wide the numbers are."""
        figures = "0" * max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance(f"● {figures}") + theme.px(theme.GAP)

    def _tell(self, event: QHelpEvent) -> None:
        line = self.cursorForPosition(event.pos()).blockNumber() + 1
        QToolTip.showText(event.globalPos(), self._faults.get(line, ""), self)

    def _on_update(self, box: QRect, down: int) -> None:
        if down:
            self._margin.scroll(0, down)
        else:
            self._margin.update(0, box.y(), self._margin.width(), box.height())

    def _make_room(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    def _dress(self) -> None:
        written = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        written.setPixelSize(theme.px(_FIGURES))
        self.setFont(written)
        self._make_room()
        self._colours.rehighlight()
        self.show_faults(self._faults)


class _Margin(QWidget):
    """Where the numbers stand."""

    def __init__(self, text: TomlText) -> None:
        super().__init__(text)
        self._text = text

    def wanted(self) -> int:
        return self._text.margin_width()

    def sizeHint(self) -> QSize:
        return QSize(self.wanted(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._text.paint_margin(event)


class _Colours(QSyntaxHighlighter):
    """Headings and keys in the accent, notes muted."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        for pattern, colour in ((_HEADING, "accent_strong"), (_KEY, "accent")):
            for found in pattern.finditer(text):
                self._paint(*found.span(), colour)
        for found in _PLACE.finditer(text):
            self._paint(*found.span(), "information")
        note = _NOTE.match(text)
        if note is not None:
            self._paint(*note.span(1), "text_muted")

    def _paint(self, start: int, end: int, colour: str) -> None:
        written = QTextCharFormat()
        written.setForeground(theme.color(colour))  # type: ignore[arg-type]
        self.setFormat(start, end - start, written)
