"""A topic of the help as it is read: its Markdown with the program's words, keys and pictures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser

from cte_desktop.system.paths import resource
from cte_desktop.ui import theme
from cte_desktop.wording.help_topics import filled, help_topic
from cte_desktop.wording.translate import current_language, tr

if TYPE_CHECKING:
    from cte_desktop.ui.actions import Actions

_TEXT = 14
_HEADINGS = {1: 22, 2: 16, 3: 14}
_ABOVE = {2: 12, 3: 8}
_BELOW, _BELOW_LIST = 8, 4
_LINE_PERCENT = 125
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_MARGIN = 20
_PICTURE = "\ufffc"
"""What stands in the text for a picture."""


class HelpText(QTextBrowser):
    """Shows one topic. Signal: `topic_wanted(topic id)`: a link was followed."""

    topic_wanted = Signal(str)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setAccessibleName(tr("Help text"))
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda url: self.topic_wanted.emit(url.toString()))
        self._name_of = partial(action_words, actions)
        self._topic = ""
        theme.news().changed.connect(self._show_again)

    def show_topic(self, topic_id: str) -> None:
        """Show a topic from its beginning."""
        self._topic = topic_id
        document = self.document()
        document.setDefaultFont(theme.font(_TEXT))
        document.setDocumentMargin(theme.px(_MARGIN))
        self.setMarkdown(filled(help_topic(topic_id).text, self._name_of))
        dress_document(document)
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture in the colors in force, no wider than the text."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        stem = QUrl(name).toString()
        shade = "dark" if theme.look().dark else "light"
        file = f"{stem}-{current_language()}-{shade}.png"
        picture = QImage(str(resource("help", "pictures", file)))
        room = self.viewport().width() - 3 * theme.px(_MARGIN)
        if picture.width() > room > 0:
            return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        return picture

    def _show_again(self) -> None:
        if self._topic:
            self.show_topic(self._topic)


def dress_document(document: QTextDocument) -> None:
    """Space the blocks as a page of a book; Markdown itself says nothing of it."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        level = shape.headingLevel()
        in_table = cursor.currentTable() is not None
        above = _ABOVE.get(level, 0) if block.position() else 0
        below = 0 if in_table else _BELOW_LIST if block.textList() is not None else _BELOW
        shape.setTopMargin(theme.px(above) if above else 0)
        shape.setBottomMargin(theme.px(below) if below else 0)
        if block.text() != _PICTURE:  # a quarter of a picture's height would stay empty
            shape.setLineHeight(_LINE_PERCENT, _PROPORTIONAL)
        cursor.setBlockFormat(shape)
        if level:
            letters = QTextCharFormat()
            letters.setFont(theme.font(_HEADINGS.get(level, _TEXT), bold=True))
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(letters)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)


def _dress_table(table: QTextTable) -> None:
    """Give a table quiet lines and room in its cells."""
    shape = table.format()
    shape.setBorderBrush(theme.color("line"))
    shape.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
    shape.setCellPadding(theme.px(5))
    shape.setBottomMargin(theme.px(_BELOW))
    table.setFormat(shape)


def action_words(actions: Actions, name: str) -> str:
    """Return how the help names an action: its words in bold, its keys behind."""
    action = actions.action(name)
    spec = next(spec for spec, _ in actions.every() if spec.id == name)
    keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
    words = tr(spec.text).replace("&", "").removesuffix("…")
    return f"**{words}** ({keys})" if keys else f"**{words}**"
