"""Whom a change concerns: the summary, figures that filter, the students, and the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.sections.blast.blast_rows import (
    LEAVE,
    BlastRow,
    blast_columns,
    choice_words,
    seated_words,
)
from cte_desktop.ui.sections.blast.blast_table import BlastTable
from cte_desktop.ui.sections.blast.effect_switches import EffectSwitches
from cte_desktop.ui.sections.blast.student_detail import StudentDetail
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.fits import SEATS_ARE_A_PLAN
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.audit.damage import Effect
    from cte_desktop.services.sections.blast_radius.ways import Way

_TABLE_HEIGHT, _DETAIL_HEIGHT = 300, 190


class ResultView(QWidget):
    """The students. Signals: `rows_changed()`: another choice; `row_shown(BlastRow or None)`: tell
    it what becomes of the plan; `plan_wanted(uid)`.
    """

    rows_changed = Signal()
    row_shown = Signal(object)
    plan_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, BlastRow] = {}
        self.heading = title("")
        self.heading.setWordWrap(True)
        self.seated = sentence("")
        self.switches = EffectSwitches()
        self.search = SearchField(tr("Search students and reasons"))
        self.model: TableModel[BlastRow] = TableModel(blast_columns(), lambda row: row.uid, self)
        self.table = BlastTable(self.model)
        self.detail = StudentDetail()
        self.words = sentence("", muted=True)
        self._parts = QStackedWidget()
        self._put_together()
        self.switches.chosen.connect(self._on_effects)
        self.search.query_changed.connect(self.model.search)
        self.search.results_wanted.connect(self.table.focus_first)
        self.table.switched.connect(self._on_switched)
        self.table.row_chosen.connect(lambda _row: self._open_plan())
        self.table.current_row_changed.connect(self._on_current)
        self.detail.choice_made.connect(self._on_choice)
        self.detail.plan_wanted.connect(self._open_plan)

    def show_rows(
        self, summary: str, rows: tuple[BlastRow, ...], counted: Mapping[Effect, int]
    ) -> None:
        """Show what a change does; the first student, the gravest hit, is the chosen one."""
        self._rows = {row.uid: row for row in rows}
        self.heading.setText(summary)
        self.seated.setText(seated_words(rows))
        self.seated.setVisible(bool(self.seated.text()))
        self.search.clear()
        self.switches.show_counts(counted)
        self.model.keep(None)
        self.model.show(rows)
        self._parts.setCurrentIndex(0 if rows else 1)
        self.switches.setVisible(bool(rows))
        self.search.setVisible(bool(rows))
        if rows:
            self.table.select_key(rows[0].uid)
        self._say()

    def rows(self) -> tuple[BlastRow, ...]:
        """Return every row with what is chosen in it, shown or not."""
        return tuple(self._rows.values())

    def add_ways(self, uid: str, ways: tuple[Way, ...]) -> None:
        """Offer more ways for a student; what was chosen stays so."""
        row = self._rows.get(uid)
        if row is None or set(row.ways) - set(ways):
            return  # another change was looked at meanwhile
        self._rows[uid] = row = row.with_ways(ways)
        self.model.replace_row(row)
        now = self.table.current_row()
        if now is not None and now.uid == uid:
            self.detail.show_row(row)
            self.row_shown.emit(row)

    def focus_rows(self) -> None:
        """Take the focus into the table."""
        self.table.focus_first()

    def _put_together(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(theme.INSIDE))
        tools.addWidget(self.switches, 1)
        tools.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.table)
        both.addWidget(self.detail)
        both.setStretchFactor(0, 1)
        both.setSizes([theme.px(_TABLE_HEIGHT), theme.px(_DETAIL_HEIGHT)])
        self._parts.addWidget(both)
        self._parts.addWidget(
            EmptyState(
                "circle-check",
                tr("Nobody's plan breaks"),
                tr("No student sits in it or plans it for a term that is still to come."),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.heading)
        column.addWidget(self.seated)
        column.addLayout(tools)
        column.addWidget(self._parts, 1)
        column.addWidget(self.words)

    def _say(self) -> None:
        words = (choice_words(self.rows()), tr(SEATS_ARE_A_PLAN))
        self.words.setText(" ".join(part for part in words if part))

    def _on_effects(self, effects: frozenset[Effect]) -> None:
        self.model.keep((lambda row: row.struck.effect in effects) if effects else None)

    def _on_current(self, row: BlastRow | None) -> None:
        self.detail.show_row(row)
        self.row_shown.emit(row)

    def _on_switched(self, row: BlastRow) -> None:
        if row.ways:
            self._put(row.with_choice(LEAVE if row.chosen is not None else 0))

    def _on_choice(self, place: int) -> None:
        row = self.table.current_row()
        if row is not None and row.choice != place:
            self._put(row.with_choice(place))

    def _put(self, row: BlastRow) -> None:
        self._rows[row.uid] = row
        self.model.replace_row(row)
        self._say()
        self._on_current(row)
        self.rows_changed.emit()

    def _open_plan(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.plan_wanted.emit(row.uid)
