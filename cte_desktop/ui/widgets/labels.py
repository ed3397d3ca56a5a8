"""Words on a page: titles, captions, a line that is cut in its middle, and the heading of a
section.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cte_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class ThemedLabel(QLabel):
    """A label in a size and colour of the theme, which follows when the theme changes."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = theme.BODY,
        bold: bool = False,
        color: theme.ColorName = "text",
        tabular: bool = False,
    ) -> None:
        super().__init__(text)
        self._size = size
        self._bold = bold
        self._color = color
        self._tabular = tabular
        self._dress()
        theme.news().changed.connect(self._dress)

    def set_color(self, color: theme.ColorName) -> None:
        """Write in another colour of the theme."""
        self._color = color
        self._dress()

    def _dress(self) -> None:
        self.setFont(theme.font(self._size, bold=self._bold, tabular=self._tabular))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.color(self._color))
        self.setPalette(palette)


def page_title(text: str) -> ThemedLabel:
    """Return the title of a page, 20 px."""
    return ThemedLabel(text, size=theme.PAGE_TITLE, bold=True)


def title(text: str) -> ThemedLabel:
    """Return the title of a part of a page, 16 px."""
    return ThemedLabel(text, size=theme.TITLE, bold=True)


def caption(text: str) -> ThemedLabel:
    """Return small muted words, 11 px."""
    return ThemedLabel(text, size=theme.CAPTION, color="text_muted")


def sentence(text: str, *, muted: bool = False) -> ThemedLabel:
    """Return body text that wraps."""
    label = ThemedLabel(text, color="text_muted" if muted else "text")
    label.setWordWrap(True)
    return label


class ElidedLabel(QWidget):
    """One line that is cut when it doesn't fit, in its middle or `at_end`; the whole text is its
    tooltip.

    Words that may follow the text are shown where all of it fits, else in the tooltip alone.
    """

    def __init__(
        self,
        text: str = "",
        *,
        size: int = theme.BODY,
        bold: bool = False,
        color: theme.ColorName = "text",
        at_end: bool = False,
    ) -> None:
        super().__init__()
        modes = Qt.TextElideMode
        self._mode = modes.ElideRight if at_end else modes.ElideMiddle
        self._size = size
        self._bold = bold
        self._color: theme.ColorName = color
        self._text = ""
        self._more = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str, more: str = "") -> None:
        """Show another text; `more` follows it where there is room for both."""
        self._text = text
        self._more = more
        self.setAccessibleName(text + more)
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            whole = self._text + self._more
            self.setToolTip(_as_written(whole) if self._cut() != whole else "")
        return super().event(event)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(theme.color(self._color))
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), start, self._cut())

    def _font(self) -> QFont:
        return theme.font(self._size, bold=self._bold)

    def _cut(self) -> str:
        metrics = QFontMetrics(self._font())
        whole = self._text + self._more
        if self._more and metrics.horizontalAdvance(whole) < self.width():
            return whole
        return metrics.elidedText(self._text, self._mode, self.width())


class _Heading(ThemedLabel):
    """A title that is cut at its end where there is no room for it; its tooltip has the whole."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self.text() if self.shown() != self.text() else "")
        return super().event(event)

    def shown(self) -> str:
        """Return what of the title there is room for."""
        whole = QFontMetrics(self.font())
        return whole.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), start, self.shown())


class SectionHeader(QWidget):
    """The heading of a section: a title, small words after it, room for a button at the end."""

    def __init__(self, text: str, words: str = "", action: QWidget | None = None) -> None:
        super().__init__()
        self._caption = caption(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(_Heading(text, bold=True))
        row.addWidget(self._caption)
        row.addStretch(1)
        if action is not None:
            row.addWidget(action)
        self.setAccessibleName(text)

    def set_words(self, words: str) -> None:
        """Show other small words after the title, for example a count."""
        self._caption.setText(words)


class Card(QFrame):
    """A raised surface with a thin line around it; put widgets into `body`."""

    def __init__(self, header: SectionHeader | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        side = theme.px(theme.GAP)
        self.body.setContentsMargins(side, theme.px(12), side, theme.px(12))
        self.body.setSpacing(theme.px(theme.INSIDE))
        if header is not None:
            self.body.addWidget(header)


def _as_written(text: str) -> str:
    """Return a tooltip that shows a text as it is, whatever a person wrote into it."""
    return f"<p>{escape(text)}</p>" if "<" in text or "&" in text else text


def separator() -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame()
    line.setProperty("role", "separator")
    line.setFixedHeight(1)
    return line
