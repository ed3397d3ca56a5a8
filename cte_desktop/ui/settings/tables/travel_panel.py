"""The part Travel times: the minutes between sites, those that nobody knows first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from cte_desktop.services.catalog_edits.ways import MOST_MINUTES, Way, save_way, ways
from cte_desktop.ui import theme
from cte_desktop.ui.settings.tables.edit_grid import EditGrid, GridColumn, GridRow
from cte_desktop.ui.settings.tables.table_panel import TablePanel
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.catalog_edits import missing_text
from cte_desktop.wording.labels import school_label
from cte_desktop.wording.settings import part_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_THERE, _BACK = 2, 3
_ALL, _MISSING = "", "?"
_MOST_DIGITS = 3


class TravelPanel(TablePanel):
    """The ways between sites, of all sites or of one."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            desk,
            bench,
            part_title("travel"),
            tr(
                "Minutes from one site to another; the margin under Rules comes on top. An empty "
                "way back takes as long as the way there. A file of travel times that is imported "
                "later takes their place; its report says which."
            ),
        )
        self._ways: dict[Hashable, Way] = {}
        self.site = ChoiceBox(tr("Site"))
        self.site.currentIndexChanged.connect(lambda _place: self._show())
        self.missing = ThemedLabel("", color="warning")
        self.missing.setWordWrap(True)
        self.grid = EditGrid(tr("Travel times"), _columns(), self._fault)
        self.grid.edited.connect(self._on_edited)
        self.grid.removed.connect(self._on_removed)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.site)
        row.addWidget(self.missing, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.grid, 1)

    def read(self) -> None:
        desk = self.desk
        self.bench.tasks.read(lambda: ways(desk), self._on_read, channel="ways between sites")

    def focus_search(self) -> None:
        self.site.setFocus()

    def _on_read(self, found: tuple[Way, ...]) -> None:
        self._ways = {(way.origin, way.destination): way for way in found}
        catalog, chosen = self.desk.catalog(), self.site.currentData()
        self.site.blockSignals(True)
        self.site.clear()
        self.site.addItem(tr("All sites"), _ALL)
        if any(way.is_missing for way in found):
            self.site.addItem(tr("Ways that are not known"), _MISSING)
        for short in dict.fromkeys(site for pair in self._pairs() for site in pair):
            self.site.addItem(school_label(short, catalog), short)
        self.site.setCurrentIndex(max(0, self.site.findData(chosen)))
        self.site.blockSignals(False)
        self.missing.setText(missing_text(sum(way.is_missing for way in found)))
        reason = self.say_forbidden()
        self._show()
        self.grid.forbid(reason)

    def _pairs(self) -> list[tuple[str, str]]:
        return [(way.origin, way.destination) for way in self._ways.values()]

    def _show(self) -> None:
        chosen = str(self.site.currentData() or "")
        shown = [
            way
            for way in self._ways.values()
            if chosen in {_ALL, way.origin, way.destination}
            or (chosen == _MISSING and way.is_missing)
        ]
        self.grid.show_rows([self._row(way) for way in shown])

    def _row(self, way: Way) -> GridRow:
        catalog = self.desk.catalog()
        one, other = school_label(way.origin, catalog), school_label(way.destination, catalog)
        minutes = ("" if m is None else str(m) for m in (way.there, way.back))
        return GridRow(
            (way.origin, way.destination),
            tr("{one} to {other}", one=one, other=other),
            (one, other, *minutes),
            tr("Not known") if way.is_missing else "",
        )

    def _fault(self, _key: Hashable, texts: tuple[str, ...], place: int) -> str:
        if place not in (_THERE, _BACK) or not texts[place].strip():
            return ""
        if _minutes(texts[place]) is None:
            return tr("A way takes 0 to {most} minutes.", most=MOST_MINUTES)
        return ""

    def _on_edited(self, key: Hashable, texts: tuple[str, ...]) -> None:
        way = self._ways.get(key)
        if way is None:
            return
        there, back = _minutes(texts[_THERE]), _minutes(texts[_BACK])
        if there is not None and way.there == way.back == back:
            back = there  # as long both ways, as before
        self._save(way, there, back)

    def _on_removed(self, key: Hashable) -> None:
        way = self._ways.get(key)
        if way is not None and not way.is_missing:
            self._save(way, None, None)

    def _save(self, way: Way, there: int | None, back: int | None) -> None:
        catalog = self.desk.catalog()
        said = tr(
            "Saved: the way between {one} and {other}.",
            one=school_label(way.origin, catalog),
            other=school_label(way.destination, catalog),
        )
        self.save(lambda: save_way(self.desk, way.origin, way.destination, there, back), said)


def _minutes(text: str) -> int | None:
    """Return the minutes that a cell says, None for none or nonsense."""
    text = text.strip()
    if not (text.isascii() and text.isdigit()) or len(text) > _MOST_DIGITS:
        return None
    return int(text) if int(text) <= MOST_MINUTES else None


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn(tr("From"), 200, fixed=True),
        GridColumn(tr("To"), 200, fixed=True),
        GridColumn(tr("Minutes there"), 110),
        GridColumn(tr("Minutes back"), 110),
    )
