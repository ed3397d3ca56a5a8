"""The plans that no longer fit: listed, a repair chosen for each, applied together, undone.

Looking and repairing happen away from the window's thread and can be cancelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from cte_desktop.services.history import Undone, undo
from cte_desktop.services.plan_repairs import (
    MisfitKind,
    PlanMisfit,
    RepairedPlans,
    RepairPreview,
    apply_repairs,
    find_misfits,
    preview_repairs,
)
from cte_desktop.ui import theme
from cte_desktop.ui.data.repairs.repair_detail import RepairDetail
from cte_desktop.ui.data.repairs.repair_progress import RepairProgress
from cte_desktop.ui.data.repairs.repair_rows import (
    RepairRow,
    apply_words,
    chosen_of,
    heading_words,
    kinds_of,
    outcome_words,
    preview_words,
    repair_rows,
    row_columns,
)
from cte_desktop.ui.data.repairs.repair_table import RepairTable
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.tasks import Cancelled
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Progress, Reporter

_SIZE = (1120, 720)
_CHANNEL = "repairs of a plan"


class RepairsDialog(QDialog):
    """Lists what no longer fits and repairs it. Signal: `student_requested(uid)`.

    `students` are the uids of those to look at, for example whom an import touched; None for all.
    """

    student_requested = Signal(str)

    def __init__(
        self,
        bench: Workbench,
        desk: Desk,
        parent: QWidget | None = None,
        students: Collection[str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._desk = desk
        self._students = None if students is None else frozenset(students)
        self._rows: dict[object, RepairRow] = {}
        self._working = 0
        self._repairing = False
        self._step: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Plans that no longer fit"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.model: TableModel[RepairRow] = TableModel(row_columns(), lambda row: row.key, self)
        self.table = RepairTable(self.model)
        self.search = SearchField(tr("Search students and courses"))
        self.filter = ChoiceBox(tr("Why it no longer fits"))
        self.detail = RepairDetail()
        self.heading = title("")
        self.words = sentence("", muted=True)
        self.outcome = sentence("")
        self.progress = RepairProgress()
        self.all_button = push_button(tr("Choose all"), press=lambda: self._choose(wanted=True))
        self.none_button = push_button(tr("Choose none"), press=lambda: self._choose(wanted=False))
        self.undo_button = push_button(tr("Undo the repairs"), "undo-2", self._undo)
        self.close_button = push_button(tr("Close"), press=self._on_close)
        self.apply_button = primary_button("", "check", self._apply)
        self._parts = QStackedWidget()
        self._put_together()
        self._connect()
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.look()

    def look(self, students: Collection[str] | None = None) -> None:
        """Look at the plans anew: of these students alone, or of all that the dialog is about."""
        desk = self._desk
        wanted = self._students if students is None else frozenset(students)
        again = students is not None

        def work(report: Reporter) -> tuple[PlanMisfit, ...]:
            found = find_misfits(
                desk, students=wanted, progress=report, cancelled=report.is_cancelled
            )
            if report.is_cancelled():
                raise Cancelled  # a part of what there is must not pass for all of it
            return found

        self._begin(tr("Looking for plans that no longer fit…"), repairing=False)
        self._working = self._bench.tasks.long(
            work,
            lambda found: self._on_found(found, wanted if again else None),
            failed=self._on_failed,
            text=self.heading.text(),
            writes=False,
        )

    def rows(self) -> tuple[RepairRow, ...]:
        """Return every row with what is chosen in it, shown or not."""
        return tuple(self._rows.values())

    def done(self, answer: int) -> None:
        if self._working:
            self._bench.tasks.cancel(self._working)
        super().done(answer)

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.heading)
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.outcome, 1)
        top.addWidget(self.undo_button)
        column.addLayout(top)
        self._parts.addWidget(self.progress)
        self._parts.addWidget(self._list())
        self._parts.addWidget(
            EmptyState(
                "circle-check",
                tr("Every plan fits"),
                tr("Nothing that is planned is passed, failed, renamed, retired or gone."),
            )
        )
        column.addWidget(self._parts, 1)
        column.addSpacing(theme.px(theme.TIGHT))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addWidget(self.words, 1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.apply_button)
        column.addLayout(buttons)

    def _list(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(theme.INSIDE))
        tools.addWidget(self.search)
        self.filter.setMinimumWidth(theme.px(220))
        tools.addWidget(self.filter)
        tools.addStretch(1)
        tools.addWidget(self.all_button)
        tools.addWidget(self.none_button)
        column.addLayout(tools)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        return part

    def _connect(self) -> None:
        self.search.query_changed.connect(self.model.search)
        self.search.results_wanted.connect(self.table.focus_first)
        self.filter.currentIndexChanged.connect(self._on_filter)
        self.table.switched.connect(self._on_switched)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.current_row_changed.connect(self._on_current_row)
        self.detail.offer_chosen.connect(self._on_offer_chosen)
        self._bench.tasks.progressed.connect(self._on_progressed)
        self._bench.tasks.ended.connect(self._on_ended)
        self.undo_button.setVisible(False)
        self.outcome.setVisible(False)

    def _begin(self, text: str, *, repairing: bool) -> None:
        self._repairing = repairing
        self.heading.setText(text)
        self.progress.begin()
        self.words.setText("")
        self.apply_button.setVisible(False)
        self.close_button.setText(tr("Cancel"))
        self._parts.setCurrentIndex(0)

    def _on_progressed(self, progress: Progress) -> None:
        if progress.number == self._working:
            self.progress.show_progress(progress)

    def _on_found(self, misfits: tuple[PlanMisfit, ...], looked_at: frozenset[str] | None) -> None:
        if not isValid(self):
            return
        kept = [
            row for row in self.rows() if looked_at is not None and row.misfit.uid not in looked_at
        ]
        rows = sorted((*kept, *repair_rows(misfits)), key=lambda row: row.misfit.name_key)
        self._rows = {row.key: row for row in rows}
        self._show()

    def _show(self) -> None:
        """Show the rows as they are, after looking or when repairing did not come about."""
        self._working = 0
        self.progress.end()
        self.close_button.setText(tr("Close"))
        rows = self.rows()
        self._fill_filter()
        self.model.show(rows)
        self._parts.setCurrentIndex(1 if rows else 2)
        self.heading.setText(heading_words(rows) if rows else self.windowTitle())
        self._say()
        if rows:
            if not self.table.selected_rows() and self.model.rowCount():
                self.table.select_key(self.model.row_at(0).key)
            self.table.focus_first()
        else:
            self.close_button.setFocus()

    def _fill_filter(self) -> None:
        former = self.filter.currentData()
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItem(tr("All reasons"), None)
        for kind, words in kinds_of(self.rows()):
            self.filter.addItem(words, kind)
        self.filter.setCurrentIndex(max(0, self.filter.findData(former)))
        self.filter.blockSignals(False)
        self._on_filter()

    def _say(self) -> None:
        rows = self.rows()
        count = sum(row.wanted for row in rows)
        self.words.setText(preview_words(rows) if rows else "")
        self.apply_button.setText(apply_words(count))
        self.apply_button.setVisible(bool(rows))
        self.apply_button.setEnabled(count > 0)

    def _on_filter(self) -> None:
        kind: MisfitKind | None = self.filter.currentData()
        self.model.keep(None if kind is None else lambda row: row.misfit.kind == kind)

    def _on_switched(self, rows: Iterable[RepairRow]) -> None:
        some = [row for row in rows if row.chosen is not None]
        wanted = not all(row.wanted for row in some)
        self._put([row.wished(wanted=wanted) for row in some])

    def _choose(self, *, wanted: bool) -> None:
        """Choose every row shown that may be repaired without asking, or none."""
        rows = [row for row in self.model.shown_rows() if row.chosen is not None]
        self._put(
            [
                row.wished(wanted=wanted)
                for row in rows
                if not wanted or (row.chosen is not None and not row.chosen.asks)
            ]
        )

    def _on_offer_chosen(self, place: int) -> None:
        row = self.table.current_row()
        if row is not None and row.offer != place:
            self._put([row.with_offer(place)])

    def _put(self, rows: list[RepairRow]) -> None:
        self._rows |= {row.key: row for row in rows}
        if len(rows) == 1:
            self.model.replace_row(rows[0])
        elif rows:
            self.model.show(self.rows())
        self._say()
        self._on_current_row(self.table.current_row())

    def _on_current_row(self, row: RepairRow | None) -> None:
        self.detail.show_row(row)
        if row is None:
            return
        desk = self._desk
        mine = (r for r in self.rows() if r.misfit.uid == row.misfit.uid)
        # The row is tried even while it is not wanted: what would become of the plan by it?
        chosen = chosen_of(r.wished(wanted=True) if r.key == row.key else r for r in mine)
        if chosen:
            self._bench.tasks.read(
                lambda: preview_repairs(desk, chosen), self._on_previewed, channel=_CHANNEL
            )

    def _on_previewed(self, previews: tuple[RepairPreview, ...]) -> None:
        if not isValid(self):
            return
        row = self.table.current_row()
        mine = [p for p in previews if row is not None and p.uid == row.misfit.uid]
        self.detail.show_preview(mine[0] if mine else None)

    def _on_close(self) -> None:
        """Close; while something is being done stop it first."""
        if self._working:
            self._bench.tasks.cancel(self._working)
        else:
            self.reject()

    def _on_row_chosen(self, row: RepairRow | None) -> None:
        if row is not None:
            self.student_requested.emit(row.misfit.uid)
            self.accept()

    def _apply(self) -> None:
        desk, chosen = self._desk, chosen_of(self.rows())
        if not chosen or self._working:
            return
        self._begin(tr("Repairing the plans…"), repairing=True)
        self._working = self._bench.tasks.long(
            lambda report: apply_repairs(desk, chosen, progress=report),
            self._on_applied,
            failed=self._on_failed,
            text=self.heading.text(),
        )

    def _on_applied(self, changes: RepairedPlans) -> None:
        self._bench.refresh.tell(changes)
        if not isValid(self):
            return
        self._step = changes.step
        self._tell_outcome(outcome_words(changes))
        self.look(changes.students | {one.uid for one in changes.kept_apart})

    def _undo(self) -> None:
        desk, step = self._desk, self._step
        if step is not None and not self._working:
            self.undo_button.setEnabled(False)
            self._bench.tasks.write(
                lambda: undo(desk, step),
                self._on_undone,
                failed=self._on_failed,
                text=tr("Undoing the repairs…"),
            )

    def _on_undone(self, done: Undone) -> None:
        self._bench.refresh.tell(done.changes)
        if isValid(self):
            self._step = None
            self._tell_outcome(tr("The repairs are undone; every plan is as it was before."))
            self.look(done.changes.students)

    def _tell_outcome(self, words: str) -> None:
        self.outcome.setText(words)
        self.outcome.setVisible(True)
        self.undo_button.setEnabled(True)
        self.undo_button.setVisible(self._step is not None)

    def _on_failed(self, error: Exception) -> None:
        self._bench.notices.error(error)
        if isValid(self):
            self._show()

    def _on_ended(self, number: int) -> None:
        # Neither an answer nor a failure has come: the person cancelled it.
        if number != self._working:
            return
        if self._repairing:
            self._tell_outcome(tr("Nothing was repaired; every plan is as it was before."))
        if self._rows:
            self._show()
        else:
            self._working = 0
            self.reject()
