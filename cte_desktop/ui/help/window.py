"""The window of the help: topics and search on the left, the text on the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.help.help_text import HelpText, action_words
from cte_desktop.ui.widgets.buttons import icon_button
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.help_topics import FIRST_TOPIC, help_topic, search_help
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from cte_desktop.ui.actions import Actions

_SIZE = (980, 680)
_LIST_WIDTH = 260
_ID = Qt.ItemDataRole.UserRole


class HelpWindow(QDialog):
    """Stands beside the program's window, so that one can read and do at once."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Help"))
        self.setAccessibleName(self.windowTitle())
        self._name_of = partial(action_words, actions)
        self._seen: list[str] = []
        self._place = -1
        self.search = SearchField(tr("Search the help"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Topics"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(theme.px(1))
        self.count = ThemedLabel("", color="text_muted")
        self.text = HelpText(actions)
        self.back = icon_button("arrow-left", tr("Back"), lambda: self._go(-1))
        self.forward = icon_button("arrow-right", tr("Forward"), lambda: self._go(1))
        self._put_together()
        self.search.query_changed.connect(self._on_query)
        self.search.results_wanted.connect(self._on_results_wanted)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.text.topic_wanted.connect(self.open_topic)
        self._on_query("")

    def open_topic(self, topic_id: str) -> None:
        """Show a topic; an unknown one shows the first."""
        known = help_topic(topic_id).id
        if not self._seen or self._seen[self._place] != known:
            self._seen = [*self._seen[: self._place + 1], known]
            self._place = len(self._seen) - 1
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and (
            event.key() == Qt.Key.Key_F
        ):
            self.search.focus()
        else:
            super().keyPressEvent(event)

    def _put_together(self) -> None:
        row = QHBoxLayout(self)
        side = theme.px(theme.GAP)
        row.setContentsMargins(side, side, side, side)
        row.setSpacing(side)
        left = QVBoxLayout()
        left.setSpacing(theme.px(theme.INSIDE))
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.TIGHT))
        self.search.setMinimumWidth(theme.px(_LIST_WIDTH) - 2 * theme.px(36))
        top.addWidget(self.search, 1)
        top.addWidget(self.back)
        top.addWidget(self.forward)
        self.search.setMaximumWidth(self.search.minimumWidth())
        left.addLayout(top)
        left.addWidget(self.list, 1)
        left.addWidget(self.count)
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        row.addLayout(left)
        row.addWidget(self.text, 1)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.search.setFocus()

    def _on_query(self, query: str) -> None:
        """List the topics that have the words, each with the place where they stand."""
        found = search_help(query, self._name_of)
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            entry = QListWidgetItem(one.topic.name)
            if query.strip():
                entry.setText(f"{one.topic.name}\n{one.excerpt}")
            entry.setData(_ID, one.topic.id)
            self.list.addItem(entry)
        self.list.blockSignals(False)
        words = trn("{count} topic", "{count} topics", len(found))
        self.count.setText(words if found else tr("No topic has all these words."))
        self._mark()

    def _on_results_wanted(self) -> None:
        if self.list.count():
            self.list.setFocus()
            if self.list.currentRow() <= 0:
                self.list.setCurrentRow(0)
            self._on_chosen(self.list.currentItem())

    def _on_chosen(self, entry: QListWidgetItem | None, _before: object = None) -> None:
        if entry is not None:
            self.open_topic(str(entry.data(_ID)))

    def _go(self, step: int) -> None:
        if 0 <= self._place + step < len(self._seen):
            self._place += step
            self._show()

    def _show(self) -> None:
        self.text.show_topic(self._seen[self._place])
        self.back.setEnabled(self._place > 0)
        self.forward.setEnabled(self._place < len(self._seen) - 1)
        self._mark()

    def _mark(self) -> None:
        """Mark the topic that is shown in the list, where it stands there."""
        shown = self._seen[self._place] if self._seen else FIRST_TOPIC
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == shown:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)
