"""The part Register: every award of a school year or of all, and what became of each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.domain.completion.register.sheet import RegisterCheck
from cte_desktop.services.awards.register_detail import RegisterView, detail_of, view_register
from cte_desktop.services.awards.registering import RegisterLine, Wanted
from cte_desktop.ui import theme
from cte_desktop.ui.completers.register import side as can
from cte_desktop.ui.completers.register.columns import register_columns
from cte_desktop.ui.completers.register.filter_row import RegisterFilters
from cte_desktop.ui.completers.register.papers import RegisterPapers
from cte_desktop.ui.completers.register.registrar import Registrar
from cte_desktop.ui.completers.register.side import RegisterSide
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.finding_row import SeverityIcon
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.completion.register import check_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.awards.register_detail import RegisterDetail
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

PAGE = "completers"
_LIST, _DETAIL = "register.list", "register.detail"
_NOUNS = frozenset({"awards", "catalog", "decisions", "record", "rules", "students"})
_ROWS_WIDTH, _SIDE_WIDTH = 780, 360
_ACTIONS = {
    can.WITHDRAW: "withdraw_award",
    can.REVOKE: "revoke_certificate",
    can.REISSUE: "reissue_certificate",
}


class RegisterPanel(QWidget):
    """The part."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk, self._bench = desk, bench
        self._year: int | None = None
        self.setAccessibleName(tr("Register"))
        self.check = CheckLine()
        self.print_button = push_button(tr("Print the register…"), "printer", self._on_print)
        self.filters = RegisterFilters()
        self.model: TableModel[RegisterLine] = TableModel(
            register_columns(), lambda line: line.number, self
        )
        self.table: TableView[RegisterLine] = TableView(
            self.model, tr("Register of certificates"), about=lambda line: (line.student_uid,)
        )
        self.table.horizontalHeader().setStretchLastSection(True)
        self.words = ThemedLabel("", color="text_muted", tabular=True)
        self.side = RegisterSide()
        self.registrar = Registrar(desk, bench, self)
        self.papers = RegisterPapers(desk, bench, self)
        self._put_together()
        self._listen()

    def show_year(self, school_year: int) -> None:
        """Show the entries about completions of a school year."""
        if school_year != self._year:
            self._year = school_year
            self._read()

    def refresh(self, changes: Changes) -> None:
        """Read again what the changes may have touched."""
        if self._year is not None and changes.nouns & _NOUNS:
            self._read()

    def activate(self) -> None:
        """Take the focus into the table, and the menu's actions about one certificate."""
        for what, name in _ACTIONS.items():
            self._bench.actions.offer(name, partial(self._do, what), page=PAGE)
        self._enable_actions()
        self.table.focus_first()

    def deactivate(self) -> None:
        """Leave the actions to nobody."""
        for name in _ACTIONS.values():
            self._bench.actions.set_enabled(name, False, page=PAGE)

    def chosen_serials(self) -> tuple[str, ...]:
        """Return the serial of the chosen entry if its certificate is in force, for printing."""
        line = self.table.current_row()
        return (line.serial,) if line is not None and line.state is AwardState.IN_FORCE else ()

    def focus_search(self) -> None:
        """Go to the search field: what Ctrl+F does."""
        self.filters.search.focus()

    def _put_together(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.check, 1)
        top.addWidget(self.print_button)
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(theme.INSIDE))
        rows.addWidget(self.table, 1)
        rows.addWidget(self.words)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(self.side)
        both.setChildrenCollapsible(False)
        both.setStretchFactor(0, 1)
        both.setSizes([theme.px(_ROWS_WIDTH), theme.px(_SIDE_WIDTH)])
        self.side.setMinimumWidth(theme.px(260))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(top)
        column.addWidget(self.filters)
        column.addWidget(both, 1)

    def _listen(self) -> None:
        self.filters.narrowed.connect(lambda narrowing: self.model.keep(narrowing.test()))
        self.filters.all_years_wanted.connect(lambda _every: self._read())
        self.filters.search.query_changed.connect(self.model.search)
        self.filters.search.results_wanted.connect(self.table.focus_first)
        self.model.shown_changed.connect(self._say)
        self.table.current_row_changed.connect(self._read_detail)
        self.table.row_chosen.connect(self._open_plan)
        self.side.wanted.connect(self._do)

    def _asked_year(self) -> int | None:
        """Return the school year that is shown, None for all."""
        return None if self.filters.all_years.isChecked() else self._year

    def _read(self) -> None:
        desk, wanted = self._desk, Wanted(school_year=self._asked_year())
        self._bench.tasks.read(
            lambda: view_register(desk, wanted),
            self._on_view,
            channel=_LIST,
            text=tr("Reading the register…"),
        )

    def _on_view(self, view: RegisterView) -> None:
        self.check.show_check(view.check)
        self.filters.offer(view.lines)
        self.model.show(view.lines)
        self.print_button.setEnabled(bool(view.lines))
        self._say()
        if self.table.hasFocus():
            self.table.focus_first()
        self._read_detail(self.table.current_row())

    def _read_detail(self, line: RegisterLine | None) -> None:
        if line is None:
            self.side.show_nothing()
            self._enable_actions()
            return
        desk, number = self._desk, line.number

        def show(detail: RegisterDetail | None) -> None:
            now = self.table.current_row()
            if detail is not None and now is not None and now.number == number:
                self.side.show_detail(detail, desk.catalog())
                self._enable_actions()

        self._bench.tasks.read(lambda: detail_of(desk, number), show, channel=_DETAIL)

    def _say(self) -> None:
        shown, every = self.model.counts()
        said = (
            trn("{shown} entry", "{shown} entries", every, shown=f"{every:,}")
            if shown == every
            else tr("{shown} of {every} entries", shown=f"{shown:,}", every=f"{every:,}")
        )
        if not every:
            said = tr("Nothing was awarded for this school year. Award on the part Completers.")
        self.words.setText(said)

    def _enable_actions(self) -> None:
        if self.isVisible():
            for what, name in _ACTIONS.items():
                self._bench.actions.set_enabled(name, self.side.can(what), page=PAGE)

    def _do(self, what: str) -> None:
        line = self.side.line()
        if line is None or not self.side.can(what):
            return
        deeds = {
            can.PRINT: self.papers.preview_certificate,
            can.REISSUE: self.registrar.ask_reissue,
            can.WITHHOLD: self.registrar.turn_withheld,
            can.WITHDRAW: self.registrar.ask_withdraw,
            can.REVOKE: self.registrar.ask_revoke,
            can.PLAN: self._open_plan,
        }
        deeds[what](line)

    def _open_plan(self, line: RegisterLine | None) -> None:
        shown = self.side.line()
        if line is None or shown is None or shown.number != line.number:
            return  # whether the student is there is not known yet
        if self.side.can(can.PLAN):
            self._bench.requests.student_requested.emit(line.student_uid)

    def _on_print(self) -> None:
        self.papers.preview_register(self._asked_year())


class CheckLine(QWidget):
    """Whether the register is whole, as a sign and in words."""

    def __init__(self) -> None:
        super().__init__()
        self.words = sentence("")
        self._signs = {True: SeverityIcon("met"), False: SeverityIcon("must_fix")}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        for sign in self._signs.values():
            sign.setVisible(False)
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)

    def show_check(self, check: RegisterCheck) -> None:
        """Show what the check found."""
        self.words.setText(check_text(check))
        self.setAccessibleName(self.words.text())
        for whole, sign in self._signs.items():
            sign.setVisible(whole == check.is_whole)
