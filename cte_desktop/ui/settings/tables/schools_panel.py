"""The part Schools: the schools and sites of the district and around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from cte_desktop.domain.catalog.school import School
from cte_desktop.services.catalog_edits.schools import (
    KINDS,
    remove_school,
    save_school,
    school_fault,
)
from cte_desktop.ui.settings.tables.edit_grid import NEW, EditGrid, GridColumn, GridRow
from cte_desktop.ui.settings.tables.table_panel import TablePanel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.wording.catalog_edits import kind_name
from cte_desktop.wording.settings import part_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_FIELDS = ("short", "name", "kind", "low", "high", "run", "cds_code")
_LOW, _HIGH = 3, 4
_GRADE_DIGITS = 2


class SchoolsPanel(TablePanel):
    """Every school, written into."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            desk,
            bench,
            part_title("schools"),
            tr(
                "Files, sections and students name a school by its short name, which stays. "
                "Credits of a school that the district doesn't run count as earned elsewhere."
            ),
        )
        self._schools: dict[Hashable, School] = {}
        self.add = push_button(tr("Add a school"), "plus", self._on_begin)
        self.grid = EditGrid(tr("Schools"), _columns(), self._fault)
        self.grid.edited.connect(self._on_edited)
        self.grid.added.connect(self._on_added)
        self.grid.removed.connect(self._on_removed)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.add)
        self.body.addLayout(row)
        self.body.addWidget(self.grid, 1)

    def read(self) -> None:
        desk = self.desk
        self.bench.tasks.read(desk.catalog, self._on_read, channel="schools")

    def focus_search(self) -> None:
        self.grid.focus_first()

    def _on_read(self, catalog: Catalog) -> None:
        reason = self.say_forbidden()
        self.add.setEnabled(not reason)
        self.add.setToolTip(reason)
        self._schools = {school.short: school for school in catalog.schools}
        self.grid.show_rows(
            [GridRow(school.short, school.name, _texts(school)) for school in catalog.schools]
        )
        self.grid.forbid(reason)

    def _fault(self, key: Hashable, texts: tuple[str, ...], place: int) -> str:
        if place in (_LOW, _HIGH) and _grade(texts[place]) is None:
            return tr("Grades go from 0 (kindergarten) to 12, the lowest first.")
        school = _school(texts, self._schools.get(key))
        if school is None:
            return ""  # another cell is not finished yet, and says so
        others = [other for known, other in self._schools.items() if known != key]
        fault = school_fault(school, others)
        if fault is None or (key == NEW and _place(fault.field) > place):
            return ""
        return fault.text

    def _on_edited(self, key: Hashable, texts: tuple[str, ...]) -> None:
        before = self._schools.get(key)
        after = _school(texts, before)
        if before is not None and after is not None:
            self.save(
                lambda: save_school(self.desk, before, after),
                tr("Saved: {school}.", school=after.name),
            )

    def _on_begin(self) -> None:
        self.grid.begin_new(("", "", KINDS[0], "9", "12", "yes", ""))

    def _on_added(self, texts: tuple[str, ...]) -> None:
        school = _school(texts, None)
        if school is not None:
            self.grid.end_new()
            said = tr(
                "Added: {school}. Its bells and the ways to it are still to be written down.",
                school=school.name,
            )
            self.save(lambda: save_school(self.desk, None, school), said)

    def _on_removed(self, key: Hashable) -> None:
        school = self._schools.get(key)
        if school is not None:
            self.save(
                lambda: remove_school(self.desk, school),
                tr("Removed: {school}.", school=school.name),
            )


def _texts(school: School) -> tuple[str, ...]:
    grades = str(school.grade_low), str(school.grade_high)
    run = "yes" if school.district_run else "no"
    return school.short, school.name, school.kind, *grades, run, school.cds_code


def _school(texts: tuple[str, ...], before: School | None) -> School | None:
    """Return the school that the cells say, with what they don't say as before."""
    short, name, kind, low, high, run, cds = (text.strip() for text in texts)
    lowest, highest = _grade(low), _grade(high)
    if lowest is None or highest is None:
        return None
    base = before or School(short, name, cds, kind, lowest, highest, 0, district_run=True)
    return replace(
        base,
        short=short,
        name=name,
        kind=kind,
        grade_low=lowest,
        grade_high=highest,
        district_run=run == "yes",
        cds_code=cds,
    )


def _grade(text: str) -> int | None:
    text = text.strip()
    right = text.isascii() and text.isdigit() and len(text) <= _GRADE_DIGITS
    return int(text) if right else None


def _place(field: str) -> int:
    return _HIGH if field == "grades" else _FIELDS.index(field)


def _columns() -> tuple[GridColumn, ...]:
    yes_no = (("yes", tr("yes")), ("no", tr("no")))
    return (
        GridColumn(tr("Short"), 60, fixed=True),
        GridColumn(tr("Name"), 200),
        GridColumn(tr("Kind"), 184, tuple((kind, kind_name(kind)) for kind in KINDS)),
        GridColumn(tr("From grade"), 62),
        GridColumn(tr("To grade"), 62),
        GridColumn(tr("Of the district"), 80, yes_no),
        GridColumn(tr("CDS code"), 140),
    )
