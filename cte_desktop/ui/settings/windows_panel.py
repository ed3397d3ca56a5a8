"""The part Editing plans: from which day through which day each grade's courses may be changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.plan import PLANNED_GRADES
from cte_desktop.services.edit_windows import EditWindow, list_windows, set_windows
from cte_desktop.services.experience_forms import day_in
from cte_desktop.ui.settings.tables.edit_grid import EditGrid, GridColumn, GridRow
from cte_desktop.ui.settings.tables.table_panel import TablePanel
from cte_desktop.wording.labels import date_label, grade_label
from cte_desktop.wording.settings import part_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class WindowsPanel(TablePanel):
    """The edit windows, a row for each grade of a plan."""

    listens = frozenset({"settings", "people"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            desk,
            bench,
            part_title("windows"),
            tr(
                "Outside these days counselors change no courses of that grade in the plan in "
                "force; registrars and administrators may. Write days as 2/1/2027; an empty day "
                "leaves that side open. Default: every grade may always be changed."
            ),
        )
        self._windows: dict[Hashable, EditWindow] = {}
        self.grid = EditGrid(tr("Edit windows"), _columns(), self._fault)
        self.grid.edited.connect(self._on_edited)
        self.grid.removed.connect(self._on_removed)
        self.body.addWidget(self.grid, 1)

    def read(self) -> None:
        desk = self.desk
        self.bench.tasks.read(lambda: list_windows(desk), self._on_read, channel="edit windows")

    def focus_search(self) -> None:
        self.grid.focus_first()

    def _on_read(self, windows: tuple[EditWindow, ...]) -> None:
        known = {window.grade_level: window for window in windows}
        self._windows = {grade: known.get(grade, EditWindow(grade)) for grade in PLANNED_GRADES}
        reason = self.say_forbidden()
        self.grid.show_rows([self._row(window) for window in self._windows.values()])
        self.grid.forbid(reason)
        for grade, button in self.grid.removers.items():
            button.setEnabled(not reason and grade in known)

    def _row(self, window: EditWindow) -> GridRow:
        today = self.desk.today()
        note = ""
        if not window.is_open(today):
            later = window.opens is not None and window.opens > today
            note = (
                tr("Closed until {day}", day=date_label(window.opens))
                if later and window.opens is not None
                else tr("Closed")
            )
        name = tr("{grade} grade", grade=grade_label(window.grade_level))
        texts = (name, _typed(window.opens), _typed(window.closes))
        return GridRow(window.grade_level, name, texts, note)

    def _fault(self, _key: Hashable, texts: tuple[str, ...], place: int) -> str:
        if place and day_in(texts[place]) == date.min:
            return tr('"{text}" is no day; write 2/1/2027.', text=texts[place].strip())
        opens, closes = day_in(texts[1]), day_in(texts[2])
        if opens is not None and closes is not None and date.min < closes < opens:
            return tr("It closes before it opens.")
        return ""

    def _on_edited(self, key: Hashable, texts: tuple[str, ...]) -> None:
        window = self._windows.get(key)
        if window is not None:
            grade = window.grade_level
            self._save(EditWindow(grade, day_in(texts[1]), day_in(texts[2])))

    def _on_removed(self, key: Hashable) -> None:
        window = self._windows.get(key)
        if window is not None:
            self._save(EditWindow(window.grade_level))

    def _save(self, window: EditWindow) -> None:
        desk = self.desk
        wanted = [*({**self._windows, window.grade_level: window}).values()]
        grade = grade_label(window.grade_level)
        said = tr("Saved: when plans of {grade} grade may be changed.", grade=grade)
        self.save(lambda: set_windows(desk, wanted), said)


def _typed(day: date | None) -> str:
    return "" if day is None else f"{day.month}/{day.day}/{day.year}"


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn(tr("Grade"), 120, fixed=True),
        GridColumn(tr("Opens on"), 130),
        GridColumn(tr("Closes after"), 130),
    )
