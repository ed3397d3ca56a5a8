"""The page Students: search, filters, the table, and what stands there when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from cte_desktop.services.students import StudentLine
from cte_desktop.ui import theme
from cte_desktop.ui.fill_actions import FILL_MANY
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.step_keeper import StepKeeper
from cte_desktop.ui.students.filter_row import FilterRow
from cte_desktop.ui.students.list_chip import ListChip
from cte_desktop.ui.students.listed import (
    Offered,
    both,
    offered,
    read_students,
)
from cte_desktop.ui.students.many.scope import Listed
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import follow, push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import ThemedLabel, page_title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk

PAGE = "students"
_CHANNEL = "students list"


class StudentsPage(Page):
    """Everyone of the district. Enter or a double click asks for a student's plan."""

    listens = frozenset({"students", "catalog"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._desk = desk
        self._read_once = False
        self.model: TableModel[StudentLine] = TableModel(_columns(), lambda row: row.uid, self)
        self.table: TableView[StudentLine] = TableView(
            self.model, tr("Students"), about=lambda row: (row.uid,), several=True
        )
        self.search = SearchField(tr("Search by name or id"))
        self.filters = FilterRow()
        self.chip = ListChip()
        self.count = ThemedLabel("", color="text_muted", tabular=True)
        self.steps = StepKeeper(desk, bench, PAGE, self)
        self._ways = QStackedWidget()
        self._nobody = self._empty_district()
        self._not_found = self._empty_search()
        self._put_together()
        self._listen()
        self._offer_actions()

    def activate(self) -> None:
        """Take the focus into the search; read the district on the first visit."""
        if not self._read_once:
            self._read_once = True
            self._read()
        self.steps.open()
        self.search.setFocus()

    def deactivate(self) -> None:
        """Leave Undo and Redo to the next page."""
        self.steps.close()

    def refresh(self, changes: Changes) -> None:
        """Read everyone again: a change may move a student to another place in the list."""
        del changes
        if self._read_once:
            self._read()

    def selected(self) -> tuple[str, ...]:
        """Return the uids of the students that are selected in the list."""
        return tuple(row.uid for row in self.table.selected_rows())

    def listed(self) -> Listed:
        """Return the uids of the selected students, and of all that the list shows now."""
        return Listed(self.selected(), tuple(row.uid for row in self.model.shown_rows()))

    def show_only(self, title: str, uids: tuple[str, ...]) -> None:
        """List exactly these students, until the chip with the title and their count is pressed."""
        self.search.clear()
        self.filters.clear()
        self.chip.show_list(title, uids)

    def neighbor(self, uid: str, step: int) -> str | None:
        """Return the student `step` lines below (or above) another one in the list as it is shown,
        None at its ends.
        """
        line = self.model.line_of(uid)
        wanted = line + step
        if line < 0 or not 0 <= wanted < self.model.rowCount():
            return None
        return self.model.row_at(wanted).uid

    def _put_together(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(page_title(tr("Students")))
        top.addSpacing(theme.px(theme.TIGHT))
        top.addWidget(self.count)
        top.addWidget(self.chip)
        top.addStretch(1)
        fill = self._bench.actions.action(FILL_MANY)
        top.addWidget(follow(push_button(tr("Fill plans…"), "circle-dot", fill.trigger), fill))
        sign_up = self._bench.actions.action("sign_up_many")
        top.addWidget(follow(push_button(tr("Sign up…"), "route", sign_up.trigger), sign_up))
        record = self._bench.actions.action("record_for_many")
        top.addWidget(
            follow(push_button(tr("Record an experience…"), "award", record.trigger), record)
        )
        bring = self._bench.actions.action("import_files")
        top.addWidget(follow(push_button(tr("Import files…"), "import", bring.trigger), bring))
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(theme.INSIDE))
        self.search.setMaximumWidth(theme.px(320))
        tools.addWidget(self.search, 1)
        tools.addWidget(self.filters, 3)
        for way in (self.table, self._nobody, self._not_found):
            self._ways.addWidget(way)
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, theme.px(theme.GAP), side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addLayout(top)
        column.addLayout(tools)
        column.addWidget(self._ways, 1)

    def _listen(self) -> None:
        self.search.query_changed.connect(self.model.search)
        self.search.results_wanted.connect(self._on_results_wanted)
        self.filters.narrowed.connect(self._narrow)
        self.chip.changed.connect(self._narrow)
        self.model.shown_changed.connect(self._on_shown_changed)
        self.table.row_chosen.connect(self._on_row_chosen)

    def _offer_actions(self) -> None:
        actions = self._bench.actions
        actions.offer("find", self.search.focus, page=PAGE)
        actions.offer("open_plan", self._on_open_plan, page=PAGE)

    def _empty_district(self) -> EmptyState:
        bring = self._bench.actions.action("import_files")
        return EmptyState(
            "users",
            tr("No students yet"),
            tr(
                "Import the files of your information system, or drop them anywhere on this "
                "window: students.csv first, then the record."
            ),
            (tr("Import files…"), bring.trigger),
        )

    def _empty_search(self) -> EmptyState:
        return EmptyState(
            "search",
            tr("Nobody found"),
            tr("No student fits the search and the filters together."),
            (tr("Show everyone"), self._on_show_everyone),
        )

    def _read(self) -> None:
        desk = self._desk

        def work() -> tuple[tuple[StudentLine, ...], Offered]:
            rows = read_students(desk)
            return rows, offered(rows)

        self._bench.tasks.read(
            work, self._on_read, channel=_CHANNEL, text=tr("Reading the students…")
        )

    def _on_read(self, answer: tuple[tuple[StudentLine, ...], Offered]) -> None:
        rows, values = answer
        self.filters.offer(values)
        self.model.show(rows)

    def _on_results_wanted(self) -> None:
        if self.model.rowCount():
            self.table.focus_first()

    def _narrow(self) -> None:
        self.model.keep(both(self.chip.test(), self.filters.narrowing().test()))

    def _on_shown_changed(self) -> None:
        shown, every = self.model.counts()
        way = self.table if shown else self._not_found if every else self._nobody
        self._ways.setCurrentWidget(way)
        self.filters.setVisible(bool(every))
        self.search.setVisible(bool(every))
        self._bench.actions.set_enabled("open_plan", bool(shown), page=PAGE)
        self._say_count()

    def _on_row_chosen(self, row: StudentLine | None) -> None:
        if row is not None:
            self._bench.requests.student_requested.emit(row.uid)

    def _on_open_plan(self) -> None:
        row = self.table.current_row()
        if row is None and self.model.rowCount() == 1:
            row = self.model.row_at(0)
        self._on_row_chosen(row)

    def _on_show_everyone(self) -> None:
        self.search.clear()
        self.chip.clear()
        self.filters.clear()
        self.search.setFocus()

    def _say_count(self) -> None:
        shown, every = self.model.counts()
        if shown == every:
            words = trn("{shown} student", "{shown} students", every, shown=f"{every:,}")
        else:
            words = tr("{shown} of {every} students", shown=f"{shown:,}", every=f"{every:,}")
        self.count.setText(words if every else "")


def _columns() -> tuple[Column[StudentLine], ...]:
    # Only names and ids are searched, both in `name_key`; for the rest there are the filters.
    return (
        Column(
            tr("Name"),
            lambda row: row.name,
            search_text=lambda row: row.name_key,
            width=260,
        ),
        Column(tr("Id"), lambda row: row.student_id, width=96, searched=False),
        Column(
            tr("Grade"),
            lambda row: grade_label(row.grade_level),
            sort_key=lambda row: row.grade_level,
            width=72,
            searched=False,
        ),
        Column(tr("School"), lambda row: row.school_name, width=170, searched=False),
        Column(tr("Counselor"), lambda row: row.counselor, width=160, searched=False),
        Column(tr("Pathway"), lambda row: row.pathway, searched=False),
        Column(
            tr("Class of"),
            lambda row: str(row.graduation_year),
            sort_key=lambda row: row.graduation_year,
            width=84,
            searched=False,
        ),
    )
