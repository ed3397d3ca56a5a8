"""The page Sections: the schedule of a school year, the demand for it, and what can't go together,
behind a switch at the top.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.sections.seats import open_order
from cte_desktop.ui import theme
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.section_actions import SECTION_PARTS
from cte_desktop.ui.sections.listed import read_schedule, sites_of
from cte_desktop.ui.sections.panels import Panels
from cte_desktop.ui.sections.schedule_view import ScheduleView
from cte_desktop.ui.sections.section_editor import SectionEditor
from cte_desktop.ui.sections.section_form import Known
from cte_desktop.ui.sections.top_line import SCHEDULE, TABLE, WEEK, TopLine
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.planning.sections.seats.open_order import Queued
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.sections.blast.what_if import WhatIf
    from cte_desktop.ui.sections.listed import Schedule, SectionRow
    from cte_desktop.ui.sections.panels import Panel

PAGE = "sections"
_LIST_CHANNEL = "sections.list"
_ORDER_CHANNEL = "sections.order"
_OF_ONE = ("edit_section", "move_section", "cancel_section", "remove_section", "section_what_if")
_OF_SCHEDULE = ("add_section", "sections_view", "section_details")


class SectionsPage(Page):
    """The page."""

    listens = frozenset({"sections", "catalog", "plans", "students", "record", "settings"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self._year: int | None = None
        self._is_read = False
        self._wanted: SectionKey | None = None  # to be chosen when it has been read
        self._stops: list[QWidget] = []
        self._what_if: WhatIf | None = None
        actions = bench.actions
        self.setAccessibleName(tr("Sections"))
        self.top = TopLine(actions.action("import_files"), actions.action("add_section"))
        self.view = ScheduleView(
            (
                (tr("Edit…"), actions.action("edit_section")),
                (tr("Move…"), actions.action("move_section")),
                (tr("Cancel…"), actions.action("cancel_section")),
                (tr("What would break?"), actions.action("section_what_if")),
            ),
            tuple(actions.action(name) for name in _OF_ONE),
            self._empty_year(),
        )
        self.editor = SectionEditor(desk, bench, self)
        self.panels = Panels(bench, desk)
        self._parts = QStackedWidget()
        self._put_together()
        self._listen()
        self._offer_actions()
        self.top.view.choose(WEEK)

    def activate(self) -> None:
        self._on_steps_changed()
        if not self._is_read:
            self._is_read = True
            self._read()
        panel = self._open_panel()
        (panel or self.view).focus_rows()

    def deactivate(self) -> None:
        for name, text in (("undo", tr("&Undo")), ("redo", tr("&Redo"))):
            self._bench.actions.set_text(name, text)

    def refresh(self, changes: Changes) -> None:
        if self._is_read:
            self._read()
        self.panels.refresh(changes, self.top.parts.part())

    def search(self, words: str) -> None:
        """Show the sections of every school in which these words stand, whatever was chosen."""
        self.top.parts.choose(SCHEDULE)
        self.top.choose_site(None)
        self.view.filters.clear()
        self.view.filters.search.setText(words)

    def retire_course(self) -> None:
        """Ask which course is to be taught no more, and show whose plans that would break."""

        def ask(catalog: Catalog) -> None:
            self.what_if().open(None, catalog)

        self._bench.tasks.read(self._desk.catalog, ask)

    def what_if(self) -> WhatIf:
        """Return what shows whose plans a change would break; made when it is first asked for."""
        if self._what_if is None:
            from cte_desktop.ui.sections.blast.what_if import WhatIf

            self._what_if = WhatIf(self._desk, self._bench, self.editor.note, self)
        return self._what_if

    def _put_together(self) -> None:
        self._parts.addWidget(self.view)
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, theme.px(12), side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(self.top)
        column.addWidget(self._parts, 1)

    def _listen(self) -> None:
        top, view = self.top, self.view
        top.year_chosen.connect(self._on_year)
        top.site_chosen.connect(view.show_site)
        top.parts.part_chosen.connect(self._on_part)
        top.view.part_chosen.connect(view.show_view)
        view.cleared.connect(lambda: top.choose_site(None))
        view.table_wanted.connect(lambda: top.view.choose(TABLE))
        view.section_chosen.connect(self._on_section_chosen)
        view.section_activated.connect(self._on_edit)
        view.move_wanted.connect(self._on_move)
        view.cancel_wanted.connect(self._on_cancel)
        view.detail.student_chosen.connect(self._bench.requests.student_requested.emit)
        self.editor.kept.connect(self._on_kept)
        self.editor.steps_changed.connect(self._on_steps_changed)

    def _offer_actions(self) -> None:
        actions = self._bench.actions
        for name, handler in (
            ("find", self._on_find),
            ("add_section", self._on_add),
            ("edit_section", self._on_edit),
            ("move_section", self._on_move),
            ("cancel_section", self._on_cancel),
            ("remove_section", self._on_remove),
            ("section_what_if", self._on_what_if),
            ("retire_course", self.retire_course),
            ("sections_view", self._on_other_view),
            ("section_details", self.view.toggle_details),
            ("undo", self.editor.undo),
            ("redo", self.editor.redo),
        ):
            actions.offer(name, handler, page=PAGE)
        for part, name in enumerate(SECTION_PARTS):
            actions.offer(name, partial(self.top.parts.choose, part), page=PAGE)
        self._enable_actions()
        self._on_steps_changed()

    def _empty_year(self) -> EmptyState:
        actions = self._bench.actions
        return EmptyState(
            "calendar-days",
            tr("No sections of this school year yet"),
            tr(
                "Import sections.csv of your information system, or drop it on this window. "
                "Plans keep to where and how a course is offered until then."
            ),
            (tr("Import sections…"), actions.action("import_files").trigger),
            (tr("Add section…"), actions.action("add_section").trigger),
        )

    def _read(self) -> None:
        desk, year = self._desk, self._year
        self._bench.tasks.read(
            lambda: read_schedule(desk, year),
            self._on_read,
            channel=_LIST_CHANNEL,
            text=tr("Reading the sections…"),
        )

    def _on_read(self, schedule: Schedule) -> None:
        first = self._year is None
        self._year = schedule.school_year
        self.top.show_years(schedule.years, schedule.school_year)
        self.top.show_sites(sites_of(schedule.rows, schedule.catalog))
        if first:
            self.top.choose_site(_largest_site(schedule))
        self.view.show_schedule(schedule)
        if self._wanted is not None:
            self._choose_wanted(schedule)
        self._stops = keep_reading_order(self, self._stops)

    def _choose_wanted(self, schedule: Schedule) -> None:
        wanted, self._wanted = self._wanted, None
        row = next((row for row in schedule.rows if row.key == wanted), None)
        if row is not None:
            if self.top.site.currentData() not in (None, row.line.section.site):
                self.top.choose_site(row.line.section.site)
            self.view.choose(row.key)

    def _on_year(self, year: int) -> None:
        self._year = year
        self._read()
        if self.top.parts.part() != SCHEDULE:
            self.panels.opened(self.top.parts.part(), year)

    def _on_part(self, part: int) -> None:
        self.top.show_schedule_tools(shown=part == SCHEDULE)
        shown: QWidget = self.view
        if part != SCHEDULE:
            shown = self.panels.opened(part, self._shown_year())
            if self._parts.indexOf(shown) < 0:
                self._parts.addWidget(shown)
        self._parts.setCurrentWidget(shown)
        self._enable_actions()
        self._stops = keep_reading_order(self, self._stops)

    def _open_panel(self) -> Panel | None:
        """Return the part that is open beside the schedule's, None for the schedule."""
        return self.panels.part(self.top.parts.part())

    def _shown_year(self) -> int:
        return school_year_of(self._desk.today()) if self._year is None else self._year

    def _on_find(self) -> None:
        panel = self._open_panel()
        if panel is not None:
            panel.focus_search()
        else:
            self.view.filters.search.focus()

    def _on_section_chosen(self, row: SectionRow | None) -> None:
        self._enable_actions()
        if row is None:
            return
        desk, key = self._desk, row.key

        def done(order: tuple[Queued, ...]) -> None:
            now = self.view.current()
            if now is not None and now.key == key:
                self.view.detail.show_order(order)

        # A section that is gone meanwhile is read away with the next list.
        self._bench.tasks.read(
            lambda: open_order(desk, key), done, failed=lambda _error: None, channel=_ORDER_CHANNEL
        )

    def _on_add(self) -> None:
        schedule = self.view.schedule()
        if schedule is not None:
            site = self.top.site.currentData() or _largest_site(schedule) or ""
            self.editor.add(schedule.school_year, str(site), self._known(schedule))

    def _on_edit(self) -> None:
        self._open_form(move=False)

    def _on_move(self) -> None:
        self._open_form(move=True)

    def _open_form(self, *, move: bool) -> None:
        row, schedule = self.view.current(), self.view.schedule()
        if row is not None and schedule is not None:
            self.editor.edit(row, self._known(schedule), move=move)

    def _on_cancel(self) -> None:
        row = self.view.current()
        if row is not None:
            self.editor.cancel(row)

    def _on_remove(self) -> None:
        row = self.view.current()
        if row is not None:
            self.editor.remove(row)

    def _on_what_if(self) -> None:
        row, schedule = self.view.current(), self.view.schedule()
        if row is not None and schedule is not None:
            self.what_if().open(row.line.section, schedule.catalog)

    def _on_kept(self, key: SectionKey) -> None:
        self._wanted = key

    def _on_other_view(self) -> None:
        self.top.view.choose(TABLE if self.top.view.part() == WEEK else WEEK)

    def _on_steps_changed(self) -> None:
        actions = self._bench.actions
        for name, text, nothing in (
            ("undo", self.editor.undo_name(), tr("&Undo")),
            ("redo", self.editor.redo_name(), tr("&Redo")),
        ):
            actions.set_text(name, text or nothing)
            actions.set_enabled(name, bool(text), page=PAGE)

    def _enable_actions(self) -> None:
        """Switch on what can be done now: with a section chosen, while the schedule is open."""
        actions = self._bench.actions
        schedule = self.top.parts.part() == SCHEDULE
        row = self.view.current() if schedule else None
        for name in _OF_SCHEDULE:
            actions.set_enabled(name, schedule, page=PAGE)
        for name in _OF_ONE:
            actions.set_enabled(name, row is not None, page=PAGE)

    def _known(self, schedule: Schedule) -> Known:
        teachers = {row.line.section.teacher for row in schedule.rows}
        return Known(schedule.catalog, tuple(teachers))


def _largest_site(schedule: Schedule) -> str | None:
    """Return the site with the most sections, None without any."""
    counted = Counter(row.line.section.site for row in schedule.rows)
    return max(counted, key=lambda site: (counted[site], site), default=None)
