"""The settings that what is typed in the search field means, over all parts of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.row_search import fold, words_of
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.settings import SettingEntry, part_title, setting_entries
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence


class FoundSettings(QWidget):
    """A list of settings. Signal: `chosen(SettingEntry)`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._entries = [(entry, fold(entry.words)) for entry in setting_entries()]
        self.heading = title("")
        self.nothing = sentence(
            tr("No setting has all these words. Search for a part of a word, in either language."),
            muted=True,
        )
        self.model: TableModel[SettingEntry] = TableModel(_columns(), _key, self)
        self.table: TableView[SettingEntry] = TableView(
            self.model, tr("Settings found"), about=nobody
        )
        self.table.row_chosen.connect(self.chosen.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.heading)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addStretch(0)  # while there is no table

    def search(self, query: str) -> None:
        """Show the settings in whose name, help or part every word stands."""
        self.show_entries(found(self._entries, query))

    def show_entries(self, entries: Sequence[SettingEntry]) -> None:
        """Show these."""
        self.model.show(entries)
        self.heading.setText(trn("{count} setting", "{count} settings", len(entries)))
        self.nothing.setVisible(not entries)
        self.table.setVisible(bool(entries))


def found(entries: Sequence[tuple[SettingEntry, str]], query: str) -> tuple[SettingEntry, ...]:
    """Return the entries (with their folded words) that a query means, best first."""
    words = words_of(query)
    hits = [entry for entry, folded in entries if all(word in folded for word in words)]
    begins = fold(query).strip()
    return tuple(sorted(hits, key=lambda entry: not fold(entry.title).startswith(begins)))


def _key(entry: SettingEntry) -> tuple[str, str]:
    return entry.part, entry.key


def _columns() -> tuple[Column[SettingEntry], ...]:
    return (
        Column(tr("Setting"), lambda entry: entry.title, width=300),
        Column(tr("What it means"), lambda entry: entry.help, color=lambda _entry: "text_muted"),
        Column(
            tr("Part"),
            lambda entry: part_title(entry.part),
            color=lambda _entry: "text_muted",
            width=140,
        ),
    )
