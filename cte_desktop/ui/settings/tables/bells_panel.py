"""The part Bells: when each period of a school rings, written into the table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from cte_desktop.domain.catalog.bell_overlaps import overlaps
from cte_desktop.domain.catalog.timetable import Bell, clock_text, parse_days
from cte_desktop.domain.catalog.typed_times import clock_in
from cte_desktop.services.catalog_edits.bells import (
    USUAL,
    bell_fault,
    bells_of,
    save_bell,
)
from cte_desktop.ui import theme
from cte_desktop.ui.settings.tables.edit_grid import NEW, EditGrid, GridColumn, GridRow
from cte_desktop.ui.settings.tables.table_panel import TablePanel
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.catalog_edits import overlap_sentence, overlaps_text
from cte_desktop.wording.labels import weekdays_label
from cte_desktop.wording.sections import not_a_time
from cte_desktop.wording.settings import part_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_FIELDS = ("block", "schedule", "days", "start", "end", "optional")
_START, _END = 3, 4


class BellsPanel(TablePanel):
    """The bells of one school at a time."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            desk,
            bench,
            part_title("bells"),
            tr(
                "Sections without times of their own follow these. Weekdays are M T W R F, with R "
                "for Thursday. Bells of a file that is imported later take their place; its report "
                "says which."
            ),
        )
        self._bells: dict[Hashable, Bell] = {}
        self.school = ChoiceBox(tr("School"))
        self.school.currentIndexChanged.connect(lambda _place: self._show())
        self.add = push_button(tr("Add a bell"), "plus", self._on_begin)
        self.overlapping = ThemedLabel("", color="warning")
        self.grid = EditGrid(tr("Bells"), _columns(), self._fault)
        self.grid.edited.connect(self._on_edited)
        self.grid.added.connect(self._on_added)
        self.grid.removed.connect(self._on_removed)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.school)
        row.addWidget(self.overlapping, 1)
        row.addWidget(self.add)
        self.body.addLayout(row)
        self.body.addWidget(self.grid, 1)

    def read(self) -> None:
        desk = self.desk
        self.bench.tasks.read(desk.catalog, self._on_read, channel="bells of a school")

    def focus_search(self) -> None:
        self.school.setFocus()

    def _on_read(self, catalog: Catalog) -> None:
        reason = self.say_forbidden()
        self.add.setEnabled(not reason)
        self.add.setToolTip(reason)
        chosen = self.school.currentData()
        self.school.blockSignals(True)
        self.school.clear()
        for school in catalog.schools:
            if school.district_run or school.short in catalog.bells_by_school:
                self.school.addItem(school.name, school.short)
        self.school.setCurrentIndex(max(0, self.school.findData(chosen)))
        self.school.blockSignals(False)
        self._show()
        self.grid.forbid(reason)

    def _show(self) -> None:
        if self.grid.is_adding() and self._bells and not self._is_of_school():
            self.grid.end_new()
        bells = bells_of(self.desk.catalog(), self._short())
        found = overlaps(bells)
        notes: dict[Hashable, str] = {key_of(one.one): overlap_sentence(one) for one in found}
        self._bells = {key_of(bell): bell for bell in bells}
        self.grid.show_rows(
            [
                GridRow(key, _name(bell), _texts(bell), notes.get(key, ""))
                for key, bell in self._bells.items()
            ]
        )
        self.overlapping.setText(overlaps_text(found))

    def _short(self) -> str:
        return str(self.school.currentData() or "")

    def _is_of_school(self) -> bool:
        return next(iter(self._bells.values())).school == self._short()

    def _fault(self, key: Hashable, texts: tuple[str, ...], place: int) -> str:
        for at in (_START, _END):
            if place == at and clock_in(texts[at]) is None:
                return not_a_time(texts[at])
        if parse_days(texts[2]) is None and _FIELDS[place] == "days":
            return tr("Weekdays are letters of M T W R F, with R for Thursday.")
        bell = self._bell(texts)
        if bell is None:
            return ""  # another cell is not finished yet, and says so
        others = [other for known, other in self._bells.items() if known != key]
        fault = bell_fault(bell, others)
        if fault is None or (key == NEW and _FIELDS.index(fault.field) > place):
            return ""
        return fault.text

    def _bell(self, texts: tuple[str, ...]) -> Bell | None:
        start, end = (clock_in(texts[at]) for at in (_START, _END))
        days = parse_days(texts[2])
        if start is None or end is None or days is None:
            return None
        block, schedule = texts[0].strip(), texts[1].strip()
        short, optional = self._short(), texts[5] == "yes"
        return Bell(short, schedule, days, block, start, end, optional=optional)

    def _on_edited(self, key: Hashable, texts: tuple[str, ...]) -> None:
        before, new = self._bells.get(key), self._bell(texts)
        if before is None or new is None:
            return
        after = replace(new, note=before.note)
        self.save(
            lambda: save_bell(self.desk, before, after),
            tr("Saved: {block} of {school}.", block=new.block, school=self.school.currentText()),
        )

    def _on_begin(self) -> None:
        self.grid.begin_new(("", USUAL, "MTWRF", "", "", "no"))

    def _on_added(self, texts: tuple[str, ...]) -> None:
        bell = self._bell(texts)
        if bell is not None:
            self.grid.end_new()
            self.save(
                lambda: save_bell(self.desk, None, bell), tr("Added: {block}.", block=bell.block)
            )

    def _on_removed(self, key: Hashable) -> None:
        bell = self._bells.get(key)
        if bell is not None:
            self.save(
                lambda: save_bell(self.desk, bell, None), tr("Removed: {block}.", block=bell.block)
            )


def key_of(bell: Bell) -> tuple[str, str, str, str]:
    """Return what tells a bell from the others."""
    return bell.school, bell.schedule, bell.days, bell.block


def _name(bell: Bell) -> str:
    return tr("{block} on {days}", block=bell.block, days=weekdays_label(bell.days))


def _texts(bell: Bell) -> tuple[str, ...]:
    optional = "yes" if bell.optional else "no"
    times = clock_text(bell.start), clock_text(bell.end)
    return bell.block, bell.schedule, bell.days, *times, optional


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn(tr("Period"), 84),
        GridColumn(tr("Schedule"), 130),
        GridColumn(tr("Weekdays"), 84),
        GridColumn(tr("Begins"), 84),
        GridColumn(tr("Ends"), 84),
        GridColumn(tr("For"), 160, (("no", tr("Everybody")), ("yes", tr("Some students")))),
    )
