"""The columns as they stand in the table: which, in which order, and by which it is sorted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from cte_desktop.ui.students.fields.all import usual_columns
from cte_desktop.ui.students.fields.of_line import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.services.list_facts import FactKind
    from cte_desktop.services.students import StudentLine
    from cte_desktop.ui.students.fields.record import ListColumn
    from cte_desktop.ui.widgets.table_view import TableView
    from cte_desktop.ui.window_memory import Memory

_KEPT = "students columns"
Sorting = tuple[str, bool] | None
"""The column that the rows are sorted by, and whether from the last to the first."""


class ShownColumns(QObject):
    """Shows and hides the columns of a table, and remembers it on this machine.

    Signal: `changed()`: others are shown, or they stand elsewhere, or are sorted otherwise.
    """

    changed = Signal()

    def __init__(
        self, table: TableView[StudentLine], columns: Sequence[ListColumn], memory: Memory
    ) -> None:
        super().__init__(table)
        self._table = table
        self._columns = tuple(columns)
        self._places = {one.id: place for place, one in enumerate(columns)}
        self._memory = memory
        self._at_rest = True
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        chosen, sorting = _remembered(memory)
        self.show(chosen or usual_columns(), sorting)
        header.sectionMoved.connect(lambda *_: self._on_changed())
        header.sortIndicatorChanged.connect(lambda *_: self._on_changed())

    def every(self) -> tuple[ListColumn, ...]:
        """Return all columns that there are."""
        return self._columns

    def shown(self) -> tuple[str, ...]:
        """Return the ids of the columns that are shown, from left to right."""
        header = self._table.horizontalHeader()
        visual = (header.logicalIndex(place) for place in range(len(self._columns)))
        return tuple(
            self._columns[place].id for place in visual if not header.isSectionHidden(place)
        )

    def sorting(self) -> Sorting:
        """Return what the rows are sorted by; None as they come, by name."""
        found = self._table.rows_model().sorted_by()
        return None if found is None else (self._columns[found[0]].id, found[1])

    def needs(self) -> frozenset[FactKind]:
        """Return what must be read for the columns that are shown."""
        kinds = (self._columns[self._places[name]].needs for name in self.shown())
        return frozenset(kind for kind in kinds if kind is not None)

    def show(self, chosen: Iterable[str], sorting: Sorting = None) -> None:
        """Show these columns in this order and no others; the name always comes first."""
        known = dict.fromkeys(name for name in chosen if name in self._places and name != NAME)
        wanted = (NAME, *known)
        header = self._table.horizontalHeader()
        self._at_rest = False
        for place, column in enumerate(self._columns):
            header.setSectionHidden(place, column.id not in wanted)
        for visual, name in enumerate(wanted):
            header.moveSection(header.visualIndex(self._places[name]), visual)
        by = sorting if sorting is not None and sorting[0] in wanted else None
        down = Qt.SortOrder.DescendingOrder if by and by[1] else Qt.SortOrder.AscendingOrder
        self._table.sortByColumn(self._places[by[0]] if by else -1, down)
        self._table.share_out()
        self._at_rest = True
        self._on_changed()

    def _on_changed(self) -> None:
        if self._at_rest:
            said = {"columns": self.shown(), "sort": self.sorting()}
            self._memory.remember(_KEPT, json.dumps(said))
            self.changed.emit()


def sorting_of(value: object) -> Sorting:
    """Return the sorting that was kept as JSON; None for anything else."""
    match value:
        case [str(name), bool(down)]:
            return name, down
        case _:
            return None


def _remembered(memory: Memory) -> tuple[tuple[str, ...], Sorting]:
    try:
        kept = json.loads(memory.recall(_KEPT) or "{}")
    except ValueError:
        kept = {}
    if not isinstance(kept, dict):
        return (), None
    columns = kept.get("columns", ())
    names = tuple(map(str, columns)) if isinstance(columns, list) else ()
    return names, sorting_of(kept.get("sort"))
