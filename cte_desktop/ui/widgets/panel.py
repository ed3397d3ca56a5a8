"""One part of a page that has several (`panel_page.py`): words above, then a table, or what to do
while it is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title

if TYPE_CHECKING:
    from cte_desktop.ui.widgets.empty_state import EmptyState
    from cte_desktop.ui.widgets.search_field import SearchField
    from cte_desktop.ui.widgets.table_view import TableView


class Panel(QWidget):
    """One part of the page; `listens` names the nouns after whose change it reads again."""

    listens: frozenset[str] = frozenset()

    def __init__(self, heading: str, words: str) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.count = ThemedLabel("", color="text_muted", tabular=True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(12))
        self.top = QHBoxLayout()
        self.top.setSpacing(theme.px(theme.INSIDE))
        self.top.addWidget(title(heading))
        self.top.addWidget(self.count)
        self.top.addStretch(1)
        self.body.addLayout(self.top)
        self.words = sentence(words, muted=True)
        self.body.addWidget(self.words)

    def read(self) -> None:
        """Read what is shown; called when the part is opened, and after changes."""

    def focus_search(self) -> None:
        """Go to the search field, where there is one."""


class ListPanel(Panel):
    """A part with one table, a search over it, and an empty state."""

    def __init__(self, heading: str, words: str) -> None:
        super().__init__(heading, words)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(theme.px(theme.INSIDE))
        self.ways = QStackedWidget()
        self._table: TableView[Any] | None = None
        self._search: SearchField | None = None

    def show_part(self, part: QWidget, empty: EmptyState) -> None:
        """Put a part of its own in the place of the table."""
        self.ways.addWidget(empty)
        self.ways.addWidget(part)
        self.body.addWidget(self.ways, 1)

    def show_list(
        self, table: TableView[Any], empty: EmptyState, search: SearchField | None = None
    ) -> None:
        """Put table, search and empty state together; the tools are filled by then."""
        self._table = table
        self._search = search
        if search is not None:
            search.setMaximumWidth(theme.px(320))
            self.tools.insertWidget(0, search)
            self.tools.insertStretch(1, 1)
            search.results_wanted.connect(table.focus_first)
        self.body.addLayout(self.tools)
        self.ways.addWidget(empty)
        self.ways.addWidget(table)
        self.body.addWidget(self.ways, 1)

    def say_filled(self, *, filled: bool) -> None:
        """Show the table, or what to do while there is nothing in it."""
        self.ways.setCurrentIndex(1 if filled else 0)
        for place in range(self.tools.count()):
            part = self.tools.itemAt(place)
            widget = part.widget() if part is not None else None
            if widget is not None and not widget.property("always"):
                widget.setVisible(filled)

    def focus_search(self) -> None:
        if self._search is not None and self._search.isVisible():
            self._search.focus()
        elif self._table is not None and self._table.isVisible():
            self._table.focus_first()
