"""The part Sign-ups: three lists with filters, the chosen student beside them, and what can be done
for all who are selected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.domain.school_year import school_year_of, school_year_text
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.sign_ups.listing import history_of
from cte_desktop.services.sign_ups.suggesting import suggest
from cte_desktop.ui import theme
from cte_desktop.ui.completion.sign_ups.many_actions import ManySignUps
from cte_desktop.ui.pathways.sign_ups.columns import (
    columns_of_change,
    columns_of_interest,
    columns_of_none,
)
from cte_desktop.ui.pathways.sign_ups.filter_row import SignUpFilters
from cte_desktop.ui.pathways.sign_ups.lines import (
    CHANGED,
    INTERESTED,
    NOT_SIGNED_UP,
    SignUpLine,
    read_lists,
    with_suggestions,
)
from cte_desktop.ui.pathways.sign_ups.side import SignUpSide
from cte_desktop.ui.pathways.sign_ups.suggester import Suggester
from cte_desktop.ui.sign_up_actions import NOTE_INTEREST, SIGN_UP
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.completion.suggestions import Suggestion
    from cte_desktop.services.cases import Case
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sign_ups.listing import Written
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.pathways.sign_ups.lines import SignUpLists, SignUpNarrowing

    Found = tuple[Case, tuple[Suggestion, ...], tuple[Written, ...]]

PAGE = "pathways"
_LISTS_CHANNEL, _SIDE_CHANNEL = "sign-ups.lists", "sign-ups.side"
_TOUCHES = frozenset({"students", "record", "plans", "decisions", "catalog", "settings", "rules"})


class SignUpsPanel(QWidget):
    """The part. `lists` switches between the lists; `tables` are theirs, in that order."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self._is_open = False
        self._is_read = False
        self._lists: SignUpLists | None = None
        self._wanted: str | None = None  # the pathway whose suggestion is shown
        self._stops: list[QWidget] = []
        self.setAccessibleName(tr("Sign-ups"))
        self.lists = PartSwitch(
            tr("List"), (tr("Not signed up"), tr("Interested"), tr("Changed this year"))
        )
        self.count = ThemedLabel("", color="text_muted", tabular=True)
        self.filters = SignUpFilters()
        self.models = tuple(
            TableModel(columns, lambda row: row.key, self)
            for columns in (columns_of_none(), columns_of_interest(), columns_of_change())
        )
        names = (tr("Not signed up"), tr("Interested"), tr("Changed this year"))
        self.tables: tuple[TableView[SignUpLine], ...] = tuple(
            TableView(model, name, about=lambda row: (row.student.uid,), several=True)
            for model, name in zip(self.models, names, strict=True)
        )
        self.side = SignUpSide()
        self.suggester = Suggester(desk, bench, self)
        self._nobody = sentence("", muted=True)
        self._stack = QStackedWidget()
        self.many = ManySignUps(desk, bench, self.selected, (PAGE, self), self._likely)
        self._put_together()
        self._listen()
        self._enable_actions()

    def activate(self) -> None:
        """Take the focus; read the lists on the first visit."""
        self._is_open = True
        self._enable_actions()
        self.suggester.resume()
        if not self._is_read:
            self._is_read = True
            self._read()
        self.table().focus_first()
        self._stops = keep_reading_order(self, self._stops)

    def deactivate(self) -> None:
        """Leave the actions to the other parts, and work out nothing meanwhile."""
        self._is_open = False
        self._enable_actions()
        self.suggester.pause()

    def focus_search(self) -> None:
        """Go to the search field."""
        self.filters.search.focus()

    def refresh(self, changes: Changes) -> None:
        """Read again what a change touches."""
        if changes.nouns & _TOUCHES:
            self.suggester.forget(changes)
            if self._is_read:
                self._read()

    def table(self) -> TableView[SignUpLine]:
        """Return the table of the open list."""
        return self.tables[self.lists.part()]

    def selected(self) -> tuple[str, ...]:
        """Return the uids of the selected students, each once."""
        return tuple(dict.fromkeys(row.student.uid for row in self.table().selected_rows()))

    def _put_together(self) -> None:
        actions = self._bench.actions
        above = QWidget()
        top = FlowLayout(above, theme.px(theme.INSIDE))  # on two lines in large type
        top.addWidget(self.lists)
        top.addWidget(self.count)
        note, sign_up = actions.action(NOTE_INTEREST), actions.action(SIGN_UP)
        self.note_button = push_button(tr("Note interest…"), "eye", note.trigger)
        self.sign_up_button = push_button(tr("Sign up…"), "users", sign_up.trigger)
        self.save_button = push_button(tr("Save list…"), "save", self._on_save)
        top.addWidget(self.save_button)
        top.addWidget(self.note_button)
        top.addWidget(self.sign_up_button)
        self._nobody.setContentsMargins(theme.px(theme.GAP), theme.px(theme.GAP), 0, 0)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        for table in self.tables:
            self._stack.addWidget(table)
        self._stack.addWidget(self._nobody)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self._stack)
        both.addWidget(self.side)
        both.setChildrenCollapsible(False)
        both.setStretchFactor(0, 1)
        both.setSizes([theme.px(820), theme.px(300)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(above)
        column.addWidget(self.filters)
        column.addWidget(both, 1)

    def _listen(self) -> None:
        self.lists.part_chosen.connect(lambda _place: self._on_list())
        self.filters.search.query_changed.connect(self._on_words)
        self.filters.search.results_wanted.connect(lambda: self.table().focus_first())
        self.filters.narrowed.connect(self._on_narrowed)
        self.side.plan_wanted.connect(lambda: self._on_row_chosen(self.table().current_row()))
        self.suggester.found.connect(self._on_suggested)
        self.suggester.ended.connect(self._on_all_suggested)
        for model, table in zip(self.models, self.tables, strict=True):
            model.shown_changed.connect(self._on_shown_changed)
            table.row_chosen.connect(self._on_row_chosen)
            table.current_row_changed.connect(self._on_current)
            table.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())

    def _read(self) -> None:
        desk = self._desk
        year = school_year_of(desk.today())
        self._bench.tasks.read(
            lambda: read_lists(desk, year),
            self._on_read,
            channel=_LISTS_CHANNEL,
            text=tr("Reading the sign-ups…"),
        )

    def _on_read(self, lists: SignUpLists) -> None:
        self._lists = lists
        self.filters.offer(lists)
        self._show_not_signed_up()
        for place in (INTERESTED, CHANGED):
            self.models[place].show(lists.rows[place])
        self.suggester.want(
            (row.student.uid, row.student.student_id) for row in lists.rows[NOT_SIGNED_UP]
        )
        if self.table().hasFocus():
            self.table().focus_first()
        self._on_current(self.table().current_row())

    def _show_not_signed_up(self) -> None:
        """Show who is signed up for nothing, with the suggestion that the filter asks for."""
        rows = self._lists.rows[NOT_SIGNED_UP] if self._lists is not None else ()
        catalog, known = self._desk.catalog(), self.suggester.known()
        self._wanted = self.filters.narrowing().pathway
        self.models[NOT_SIGNED_UP].show(
            with_suggestions(row, known[row.student.uid], catalog, self._wanted)
            if row.student.uid in known
            else row
            for row in rows
        )

    def _on_list(self) -> None:
        self._on_shown_changed()
        self._on_current(self.table().current_row())
        self._on_selection()
        self.table().focus_first()

    def _on_words(self, words: str) -> None:
        for model in self.models:
            model.search(words)

    def _on_narrowed(self, narrowing: SignUpNarrowing) -> None:
        if narrowing.pathway != self._wanted:
            self._show_not_signed_up()
        for model in self.models:
            model.keep(narrowing.test())

    def _on_shown_changed(self) -> None:
        shown, every = self.models[self.lists.part()].counts()
        self._stack.setCurrentWidget(self.table() if shown else self._nobody)
        self.save_button.setEnabled(bool(shown))
        self._nobody.setText(self._nobody_words() if not every else tr("Nobody fits the filters."))
        self._say_count()

    def _say_count(self) -> None:
        shown, every = self.models[self.lists.part()].counts()
        words = _counted(self.lists.part(), every)
        if shown != every:
            words = tr("{shown} of {every}", shown=f"{shown:,}", every=words)
        left = self.suggester.left() if self.lists.part() == NOT_SIGNED_UP else 0
        if left and shown:
            more = tr("suggestions for {count} being worked out", count=f"{left:,}")
            words = f"{words}  ·  {more}"
        self.count.setText(words if every else "")

    def _nobody_words(self) -> str:
        if self._lists is None:
            return ""
        year = school_year_text(self._lists.school_year)
        return (
            tr("Every student who usually signs up now is in a pathway."),
            tr("No interest in a pathway is noted yet. Select students and note theirs."),
            tr("Nobody has changed or left a pathway in {year}.", year=year),
        )[self.lists.part()]

    def _on_suggested(self, told: dict[str, tuple[Suggestion, ...]]) -> None:
        model, catalog = self.models[NOT_SIGNED_UP], self._desk.catalog()
        for row in self._lists.rows[NOT_SIGNED_UP] if self._lists is not None else ():
            if row.student.uid in told:
                found = told[row.student.uid]
                model.replace_row(with_suggestions(row, found, catalog, self._wanted))
        self._say_count()

    def _on_all_suggested(self) -> None:
        if self.filters.narrowing().pathway is not None:
            self._on_narrowed(self.filters.narrowing())
        self._say_count()

    def _on_current(self, line: SignUpLine | None) -> None:
        self.side.begin(line.student if line is not None else None)
        if line is None:
            return
        desk, uid = self._desk, line.student.uid

        def work() -> Found:
            case = open_case_of(desk, uid)
            return case, suggest(case), history_of(desk, uid)

        def done(found: Found) -> None:
            now = self.table().current_row()
            if now is not None and now.student.uid == uid:
                self.side.show_found(*found)

        # Who is gone meanwhile is read away with the next list.
        self._bench.tasks.read(work, done, failed=lambda _error: None, channel=_SIDE_CHANNEL)

    def _on_row_chosen(self, line: SignUpLine | None) -> None:
        if line is not None:
            self._bench.requests.student_requested.emit(line.student.uid)

    def _on_save(self) -> None:
        """Save the open list as it is shown, as Ctrl+S does."""
        self.table().save_action.trigger()

    def _on_selection(self) -> None:
        count = len(self.selected())
        for button, words in (
            (self.sign_up_button, trn("Sign up {count} student…", "Sign up {count} students…",
                                      count) if count else tr("Sign up…")),
            (self.note_button, tr("Note interest…")),
        ):  # fmt: skip
            button.setText(f" {words}")
            button.setAccessibleName(words)
        self._enable_actions()

    def _enable_actions(self) -> None:
        able = self._is_open and bool(self.selected())
        for name in (SIGN_UP, NOTE_INTEREST):
            self._bench.actions.set_enabled(name, able, page=PAGE)
        self.sign_up_button.setEnabled(able)
        self.note_button.setEnabled(able)

    def _likely(self) -> str:
        """Return the pathway of the filter, or the one that is suggested first to all selected."""
        chosen = self.filters.narrowing().pathway
        if chosen is not None:
            return chosen
        rows = self.table().selected_rows()
        firsts = {row.suggested[0] if row.suggested else "" for row in rows}
        return firsts.pop() if len(firsts) == 1 else ""


def _counted(place: int, count: int) -> str:
    """Return how many rows a list has, by what its rows are."""
    many = f"{count:,}"
    if place == NOT_SIGNED_UP:
        return trn("{shown} student", "{shown} students", count, shown=many)
    if place == INTERESTED:
        return trn("{shown} interest", "{shown} interests", count, shown=many)
    return trn("{shown} change", "{shown} changes", count, shown=many)
