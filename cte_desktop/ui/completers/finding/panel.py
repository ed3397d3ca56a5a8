"""The part Completers: find the completers of a school year, see the evidence, award them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.awards.completers import CompleterLine, CompleterSheet, completer_sheet
from cte_desktop.services.awards.evidence import evidence_of
from cte_desktop.ui import theme
from cte_desktop.ui.completers.finding.awarder import Awarder, can_be_awarded
from cte_desktop.ui.completers.finding.evidence_side import EvidenceSide
from cte_desktop.ui.completers.finding.figure_strip import FigureStrip
from cte_desktop.ui.completers.finding.filter_row import CompleterFilters
from cte_desktop.ui.completers.finding.lists import CompleterLists
from cte_desktop.ui.completers.printing.evidence_printer import EvidencePrinter
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.completion.evidence_sheet import EvidenceSheet
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

PAGE = "completers"
_LIST, _EVIDENCE = "completers.list", "completers.evidence"
_NOUNS = frozenset(
    {"awards", "catalog", "decisions", "record", "rules", "settings", "standings", "students"}
)
_ACTIONS = ("award_selected", "withdraw_award")
_LISTS_WIDTH, _SIDE_WIDTH = 850, 290


class FindingPanel(QWidget):
    """The part."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk, self._bench = desk, bench
        self._year: int | None = None
        self._sheet: CompleterSheet | None = None
        self.setAccessibleName(tr("Completers"))
        self.which = PartSwitch(
            tr("Which list"), (tr("Completed"), tr("Needs a person"), tr("One course away"))
        )
        self.filters = CompleterFilters()
        self.figures = FigureStrip()
        self.lists = CompleterLists(desk.catalog())
        self.side = EvidenceSide()
        self.words = ThemedLabel("", color="text_muted", tabular=True)
        self.all_button = push_button(tr("Select all"), press=self._select_all)
        printing = bench.actions.action("print_certificates")
        self.print_button = push_button(tr("Print certificates…"), "printer", printing.trigger)
        self.award_button = primary_button(tr("Award…"), "award", self._on_award)
        self.award_button.setDefault(False)  # Enter belongs to the list
        self.awarder = Awarder(desk, bench, self)
        self.evidence = EvidencePrinter(desk, bench, self)
        self._put_together()
        self._listen()

    def show_year(self, school_year: int) -> None:
        """Show the completers of a school year."""
        if school_year != self._year:
            self._year = school_year
            self._sheet = None
            self.figures.setVisible(False)
            self.lists.show_waiting()
            self._name_lists()
            self.side.show_nothing()
            self._read()

    def refresh(self, changes: Changes) -> None:
        """Read again what the changes may have touched."""
        if self._year is not None and changes.nouns & _NOUNS:
            self._read()

    def activate(self) -> None:
        """Take the focus into the open list."""
        self._bench.actions.offer("award_selected", self._on_award, page=PAGE)
        self._bench.actions.offer("withdraw_award", self._on_withdraw, page=PAGE)
        self._on_selected()
        self.lists.focus_rows()

    def deactivate(self) -> None:
        """Leave the actions to nobody."""
        for name in _ACTIONS:
            self._bench.actions.set_enabled(name, False, page=PAGE)

    def focus_search(self) -> None:
        """Go to the search field: what Ctrl+F does."""
        self.filters.search.focus()

    def sheet(self) -> CompleterSheet | None:
        """Return the lists that are shown, None before they are first read."""
        return self._sheet

    def chosen_serials(self) -> tuple[str, ...]:
        """Return the serials of the selected awards, for printing."""
        return tuple(line.serial for line in self.lists.selection() if line.serial)

    def _put_together(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(theme.INSIDE))
        foot.addWidget(self.words, 1)
        foot.addWidget(self.all_button)
        foot.addWidget(self.print_button)
        foot.addWidget(self.award_button)
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(theme.INSIDE))
        rows.addWidget(self.lists, 1)
        rows.addLayout(foot)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(self.side)
        both.setChildrenCollapsible(False)
        both.setStretchFactor(0, 1)
        both.setSizes([theme.px(_LISTS_WIDTH), theme.px(_SIDE_WIDTH)])
        self.side.setMinimumWidth(theme.px(240))
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.GAP))
        top.addWidget(self.which, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.figures, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(top)
        column.addWidget(self.filters)
        column.addWidget(both, 1)

    def _listen(self) -> None:
        self.which.part_chosen.connect(self._on_which)
        self.filters.narrowed.connect(self.lists.narrow)
        self.filters.search.query_changed.connect(self.lists.search)
        self.filters.search.results_wanted.connect(self.lists.focus_rows)
        self.figures.students_wanted.connect(self._bench.requests.students_listed.emit)
        self.lists.line_current.connect(self._read_evidence)
        self.lists.line_chosen.connect(self._on_chosen)
        self.lists.selected.connect(self._on_selected)
        self.side.plan_wanted.connect(self._bench.requests.student_requested.emit)
        self.side.paper_wanted.connect(self._on_paper)

    def _read(self) -> None:
        desk, year = self._desk, self._year
        if year is None:
            return
        self._bench.tasks.read(
            lambda: completer_sheet(desk, year),
            self._on_sheet,
            channel=_LIST,
            text=tr("Looking for completers…"),
        )

    def _on_sheet(self, sheet: CompleterSheet) -> None:
        self._sheet = sheet
        self.figures.show_sheet(sheet)
        self.filters.offer((*sheet.completed, *sheet.needs_a_person, *sheet.one_course_away))
        self.lists.show_sheet(sheet)
        self._name_lists()
        if self.lists.table().hasFocus():
            self.lists.focus_rows()
        self._read_evidence(self.lists.line())

    def _name_lists(self) -> None:
        """Put the number of its lines beside each list's name, once it is known."""
        for place, model in enumerate(self.lists.models):
            _, count = model.counts()
            name = self.lists.tables[place].accessibleName()
            known = self._sheet is not None
            self.which.name_part(place, f"{name}  {count:,}" if known else name)

    def _on_which(self, place: int) -> None:
        self.lists.open_list(place)

    def _read_evidence(self, line: CompleterLine | None) -> None:
        desk, year = self._desk, self._year
        if line is None or year is None or not line.pathway:
            self.side.show_nothing()
            return

        def show(sheet: EvidenceSheet | None) -> None:
            now = self.lists.line()
            if sheet is not None and now is not None and now.key == line.key:
                self.side.show_sheet(line.name, sheet, desk.catalog())

        self._bench.tasks.read(
            lambda: evidence_of(desk, line.uid, line.pathway, year),
            show,
            failed=lambda _error: self.side.show_nothing(
                tr("The program failed on this student's record; open the plan to see more.")
            ),
            channel=_EVIDENCE,
        )

    def _on_chosen(self, line: CompleterLine | None) -> None:
        if line is not None:
            self._bench.requests.student_requested.emit(line.uid)

    def _on_selected(self) -> None:
        chosen = self.lists.selection()
        able = sum(map(can_be_awarded, chosen))
        shown, every = self.lists.model().counts()
        said = [
            trn("{shown} line", "{shown} lines", every, shown=f"{every:,}")
            if shown == every
            else tr("{shown} of {every} lines", shown=f"{shown:,}", every=f"{every:,}")
        ]
        if len(chosen) > 1:
            said.append(tr("{count} selected", count=f"{len(chosen):,}"))
        if self._sheet is None and self._year is not None:  # never a 0 before it is known
            year = school_year_text(self._year)
            said = [tr("Looking for completers of {year}…", year=year)]
        self.words.setText(" · ".join(said))
        words = (
            trn("Award {shown} pathway…", "Award {shown} pathways…", able, shown=f"{able:,}")
            if able
            else tr("Award…")
        )
        self.award_button.setText(f" {words}")
        self.award_button.setAccessibleName(words)
        self.award_button.setEnabled(bool(able))
        self.all_button.setEnabled(bool(shown))
        if self.isVisible():
            awarded = len(chosen) == 1 and bool(chosen[0].serial)
            self._bench.actions.set_enabled("award_selected", bool(able), page=PAGE)
            self._bench.actions.set_enabled("withdraw_award", awarded, page=PAGE)

    def _select_all(self) -> None:
        table = self.lists.table()
        table.selectAll()
        table.setFocus()

    def _on_award(self) -> None:
        self.awarder.ask(self.lists.selection())

    def _on_withdraw(self) -> None:
        for serial in self.chosen_serials()[:1]:
            self.awarder.ask_withdraw(serial)

    def _on_paper(self) -> None:
        keys = [line.key for line in self.lists.selection() if line.pathway]
        if keys and self._year is not None:
            self.evidence.preview(keys, self._year)
