"""The page Students: search, filters, lists, the table, and what stands there when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.services.students import StudentLine
from cte_desktop.ui import theme
from cte_desktop.ui.caseload_actions import CHOOSE_COLUMNS, COPY_TABLE, SAVED_LISTS, TAG_MANY
from cte_desktop.ui.fill_actions import FILL_MANY
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.step_keeper import StepKeeper
from cte_desktop.ui.students.columns.dialog import ColumnsDialog
from cte_desktop.ui.students.columns.shown import ShownColumns
from cte_desktop.ui.students.fields.all import list_columns
from cte_desktop.ui.students.fields.of_line import LEFT
from cte_desktop.ui.students.filter_row import FilterRow, Offered, offered_first
from cte_desktop.ui.students.known_facts import LISTENS, KnownFacts
from cte_desktop.ui.students.list_chip import ListChip
from cte_desktop.ui.students.listed import every, read_students
from cte_desktop.ui.students.many.scope import Listed
from cte_desktop.ui.students.saved.looks import Look
from cte_desktop.ui.students.saved.menu import SavedLists
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import action_button, follow, push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel, page_title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.ui.window_memory import Forgetful
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.list_facts import FactKind
    from cte_desktop.ui.window_memory import Memory

PAGE = "students"
_CHANNEL = "students list"
_OF_ROWS = (COPY_TABLE, CHOOSE_COLUMNS, TAG_MANY, "print_plan")
"""What the menu of the table offers beside saving it."""


class StudentsPage(Page):
    """Everyone of the district. Enter or a double click asks for a student's plan."""

    listens = frozenset({"students", "catalog", "saved_lists"}) | LISTENS

    def __init__(
        self, desk: Desk, bench: Workbench, memory: Memory | None = None, mine: str = ""
    ) -> None:
        super().__init__()
        self._bench = bench
        self._desk = desk
        self._mine = mine or desk.person.counselor
        self._read_once = False
        self._in_school = 0
        self._somebody_left = False
        self.facts = KnownFacts(desk, bench.tasks, self)
        columns = list_columns(self.facts)
        self.model: TableModel[StudentLine] = TableModel(
            [one.column for one in columns], lambda row: row.uid, self
        )
        self.table: TableView[StudentLine] = TableView(
            self.model, tr("Students"), about=lambda row: (row.uid,), several=True
        )
        self.columns = ShownColumns(self.table, columns, memory or Forgetful())
        self.search = SearchField(tr("Search by name or id"))
        self.filters = FilterRow(self.facts)
        self.lists = SavedLists(desk, bench, self.look, self)
        self.chip = ListChip()
        self._beside = QWidget()
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
            self.lists.read()
        self.steps.open()
        self.search.setFocus()

    def deactivate(self) -> None:
        """Leave Undo and Redo to the next page."""
        self.steps.close()

    def refresh(self, changes: Changes) -> None:
        """Read again what changed: of students everyone, since one may move in the list."""
        if not self._read_once:
            return
        if changes.nouns & {"students", "catalog"}:
            self._read()
        if changes.nouns & LISTENS:
            self.facts.note(changes, self._needs())
        if "saved_lists" in changes.nouns:
            self.lists.read()

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
        self.lists.forget()
        self.chip.show_list(title, uids)

    def look(self) -> Look:
        """Return what the list shows: search, filters, columns and order."""
        return Look(
            " ".join(self.search.text().split()),
            dict(self.filters.narrowing().chosen),
            self.columns.shown(),
            self.columns.sorting(),
        )

    def show_look(self, look: Look) -> None:
        """Show the list like this."""
        self.chip.clear()
        self.columns.show(look.columns or self.columns.shown(), look.sorting)
        self.filters.choose(look.filters)
        self.search.setText(look.search)
        self.model.search(look.search)
        self.lists.say()

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
        deeds = QWidget()
        flow = FlowLayout(deeds, theme.px(theme.INSIDE), to_the_right=True)
        top.addWidget(deeds, 1)
        fill = self._bench.actions.action(FILL_MANY)
        flow.addWidget(follow(push_button(tr("Fill plans…"), "circle-dot", fill.trigger), fill))
        sign_up = self._bench.actions.action("sign_up_many")
        flow.addWidget(follow(push_button(tr("Sign up…"), "route", sign_up.trigger), sign_up))
        record = self._bench.actions.action("record_for_many")
        flow.addWidget(
            follow(push_button(tr("Record an experience…"), "award", record.trigger), record)
        )
        bring = self._bench.actions.action("import_files")
        flow.addWidget(follow(push_button(tr("Import files…"), "import", bring.trigger), bring))
        tools = self._tools()
        for way in (self.table, self._nobody, self._not_found):
            self._ways.addWidget(way)
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, theme.px(theme.GAP), side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addLayout(top)
        column.addLayout(tools)
        column.addWidget(self._ways, 1)

    def _tools(self) -> QHBoxLayout:
        """Return the row above the table: search, filters, lists and columns."""
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(theme.INSIDE))
        self.search.setMaximumWidth(theme.px(320))
        self.search.setMinimumWidth(theme.px(180))
        beside = QHBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.px(theme.TIGHT))
        self.lists.button.setMinimumWidth(theme.px(104))
        self.lists.button.setMaximumWidth(theme.px(220))
        choose = self._bench.actions.action(CHOOSE_COLUMNS)
        copy = self._bench.actions.action(COPY_TABLE)
        beside.addWidget(self.lists.button)
        beside.addWidget(action_button(choose))
        beside.addWidget(action_button(copy))
        for widget, share in ((self.search, 1), (self.filters, 4), (self._beside, 0)):
            tools.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
        return tools

    def _listen(self) -> None:
        self.search.query_changed.connect(self.model.search)
        self.search.results_wanted.connect(self._on_results_wanted)
        self.search.query_changed.connect(lambda _text: self.lists.say())
        self.filters.narrowed.connect(self._narrow)
        self.filters.kinds_wanted.connect(self._on_needs)
        self.columns.changed.connect(self._on_needs)
        self.facts.came.connect(self._on_facts)
        self.lists.wanted.connect(self.show_look)
        self.chip.changed.connect(self._narrow)
        self.model.shown_changed.connect(self._on_shown_changed)
        self.table.row_chosen.connect(self._on_row_chosen)

    def _offer_actions(self) -> None:
        actions = self._bench.actions
        actions.offer("find", self.search.focus, page=PAGE)
        actions.offer("open_plan", self._on_open_plan, page=PAGE)
        actions.offer(SAVED_LISTS, self.lists.open_menu, page=PAGE)
        actions.offer(CHOOSE_COLUMNS, self._on_choose_columns, page=PAGE)
        for name in _OF_ROWS:
            self.table.addAction(actions.action(name))
        header = self.table.horizontalHeader()
        header.addAction(actions.action(CHOOSE_COLUMNS))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

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
        desk, mine = self._desk, self._mine

        def work() -> tuple[tuple[StudentLine, ...], Offered]:
            rows = read_students(desk)
            return rows, offered_first(rows, mine)

        self._bench.tasks.read(
            work, self._on_read, channel=_CHANNEL, text=tr("Reading the students…")
        )

    def _on_read(self, answer: tuple[tuple[StudentLine, ...], Offered]) -> None:
        rows, values = answer
        self._in_school = sum(row.in_school for row in rows)
        somebody_left = self._in_school < len(rows)
        self.filters.offer(rows, values)
        if somebody_left is not self._somebody_left:
            self._somebody_left = somebody_left
            self._narrow()
        self.model.show(rows)
        self.facts.want(self._needs())

    def _needs(self) -> frozenset[FactKind]:
        """Return what must be read for what is shown, and for the filters that are there."""
        return self.columns.needs() | self.filters.needs()

    def _on_needs(self) -> None:
        """Other columns or filters are there: read what they need, and say which list it is."""
        if self._read_once and self.facts.want(self._needs()):
            self.filters.offer_more()
        self.lists.say()

    def _on_facts(self) -> None:
        """Something was read: offer it in the filters, show it in the table."""
        self.filters.offer_more()
        self._narrow(anew=True)

    def _on_choose_columns(self) -> None:
        dialog = ColumnsDialog(self.columns.every(), self.columns.shown(), self)
        dialog.chosen.connect(lambda ids: self.columns.show(ids, self.columns.sorting()))
        dialog.open()

    def _on_results_wanted(self) -> None:
        if self.model.rowCount():
            self.table.focus_first()

    def _narrow(self, *_narrowed: object, anew: bool = False) -> None:
        """Show whom chip and filters let through; `anew` also puts the rows in order again."""
        chip, narrowing = self.chip.test(), self.filters.narrowing()
        filters = [one for one in self.filters.filters() if self.facts.is_read(one.needs)]
        whoever = chip is not None or not self._somebody_left
        tests = narrowing.tests(filters, whoever=whoever)
        self.model.keep(every((chip, *tests)), anew=anew)
        self.lists.say()

    def _on_shown_changed(self) -> None:
        shown, total = self.model.counts()
        way = self.table if shown else self._not_found if total else self._nobody
        self._ways.setCurrentWidget(way)
        for widget in (self.filters, self.search, self._beside):
            widget.setVisible(bool(total))
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
        self.lists.forget()
        self.search.setFocus()

    def _say_count(self) -> None:
        shown, total = self.model.counts()
        asked = self.chip.test() is not None or LEFT in self.filters.narrowing().chosen
        among = total if asked else self._in_school
        if shown == among:
            words = trn("{shown} student", "{shown} students", among, shown=f"{among:,}")
        else:
            words = tr("{shown} of {every} students", shown=f"{shown:,}", every=f"{among:,}")
        self.count.setText(words if total else "")
