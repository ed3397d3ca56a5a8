"""The sections to pick from, in three groups: those that fit, those that don't, and those of which
nobody can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cte_desktop.services.sections.fitting import FitLine, Standing, reasons_against
from cte_desktop.wording.fits import details_text, seats_text, short_why, standing_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.ui.theme import ColorName

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
"""The Heading or Offer behind an index."""

STANDING_ICONS: dict[Standing, str] = {
    Standing.FITS: "circle-check",
    Standing.DOES_NOT_FIT: "octagon-alert",
    Standing.NOT_KNOWN: "circle-question-mark",
}
STANDING_COLORS: dict[Standing, ColorName] = {
    Standing.FITS: "met",
    Standing.DOES_NOT_FIT: "must_fix",
    Standing.NOT_KNOWN: "warning",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group, with how many sections it has."""

    standing: Standing
    count: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One section of the list; `is_now` when the plan has it already."""

    line: FitLine
    is_now: bool
    short: str = ""  # why it doesn't fit, in few words

    def details(self) -> str:
        """Return kind, term, teacher and id, and whether the plan has it now."""
        details = details_text(self.line.section)
        return f"{tr('In the plan now')} · {details}" if self.is_now else details

    def spoken(self) -> str:
        """Return the whole line as a screen reader says it."""
        line = self.line
        parts = [
            f"{standing_label(line.standing)}: {line.text}",
            self.details(),
            seats_text(line.fit),
            line.why,
        ]
        return ". ".join(part.rstrip(".") for part in parts if part)


Entry = Heading | Offer


class PickerModel(QAbstractListModel):
    """Headings and offers from top to bottom; a heading can't be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show(self, lines: Iterable[FitLine], now: frozenset[str], catalog: Catalog) -> None:
        """Show these sections, each group in the order given; `now`: ids the plan has."""
        known = tuple(lines)
        entries: list[Entry] = []
        for standing in (Standing.FITS, Standing.NOT_KNOWN, Standing.DOES_NOT_FIT):
            alike = [line for line in known if line.standing is standing]
            if alike:
                entries.append(Heading(standing, len(alike)))
                entries += [
                    Offer(line, line.section.section_id in now, _short(line, catalog))
                    for line in alike
                ]
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """Return what stands behind an index, None for an invalid one."""
        return self._entries[index.row()] if index.isValid() else None

    def offers(self) -> tuple[Offer, ...]:
        """Return the sections from top to bottom."""
        return tuple(entry for entry in self._entries if isinstance(entry, Offer))

    def start(self) -> QModelIndex:
        """Return where the keyboard begins: what the plan has now, else the first section."""
        rows = [row for row, entry in enumerate(self._entries) if isinstance(entry, Offer)]
        now = [row for row in rows if _is_now(self._entries[row])]
        return self.index((now or rows or [-1])[0])

    def row_of(self, section_id: str) -> int:
        """Return the row of a section, -1 when it isn't listed."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry, Offer) and entry.line.section.section_id == section_id:
                return row
        return -1

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if isinstance(entry, Heading):
            text = tr("{group}: {count}", group=standing_label(entry.standing), count=entry.count)
            shown = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return text if shown else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.line.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.spoken()
            case Qt.ItemDataRole.ToolTipRole:
                return entry.line.why or None
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.entry(index), Heading):
            return Qt.ItemFlag.ItemNeverHasChildren
        kind = Qt.ItemFlag
        return kind.ItemIsEnabled | kind.ItemIsSelectable | kind.ItemNeverHasChildren


def _short(line: FitLine, catalog: Catalog) -> str:
    against = reasons_against(line.fit)
    return short_why(against[0], catalog) if against else line.why


def _is_now(entry: Entry) -> bool:
    return isinstance(entry, Offer) and entry.is_now
