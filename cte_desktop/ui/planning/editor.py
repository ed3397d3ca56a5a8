"""The editor of the open student: gestures become new plans and files, undo steps and saves.

What lies on the table changes at once; saving follows on the writer thread. The undo stack is a
view of the history: it is filled from it when a student is opened, so that undo works after a
restart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.students.edits import edited
from cte_desktop.services import planning, student_edits
from cte_desktop.services.filling.keeping import FILL, edit_of, keep
from cte_desktop.services.named_plans import free_name
from cte_desktop.ui.planning import edits
from cte_desktop.ui.planning.commands import EditCase, OnTable
from cte_desktop.ui.planning.saving import KeptStep, SaveLine
from cte_desktop.wording.steps import redo_text, step_text, undo_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Fix
    from cte_desktop.domain.planning.plan import Spot
    from cte_desktop.domain.planning.sections.alternatives.ways import Alternative
    from cte_desktop.domain.planning.sections.seats.open_order import Claim
    from cte_desktop.domain.students.edits import FileEdit
    from cte_desktop.services.cases import Case
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.proposals import Proposal
    from cte_desktop.services.student_edits import CaseStep
    from cte_desktop.ui.notices import Notices
    from cte_desktop.ui.planning.edits import Edit
    from cte_desktop.ui.planning.mime import Carried
    from cte_desktop.ui.tasks import Tasks

UNDO_LIMIT = 500


class PlanEditor(QObject):
    """One open student's plan and file.

    Signals: `plan_changed(Case)` at once after every edit, undo and redo; `undo_changed()` when the
    names of undo and redo change; `saved(Changes)`; `reload_wanted()` when what is stored must be
    read again, because a save failed.
    """

    plan_changed = Signal(object)
    undo_changed = Signal()
    saved = Signal(object)
    reload_wanted = Signal()

    def __init__(
        self, desk: Desk, tasks: Tasks, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._notices = notices
        self._case: Case | None = None
        self._line: SaveLine | None = None
        self._failed = False
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(UNDO_LIMIT)
        self._stack.indexChanged.connect(self._on_index_changed)

    def open(self, case: Case, steps: Sequence[CaseStep] = ()) -> None:
        """Put a student's case on the table; its `steps` can be undone from now on."""
        self._case = case
        self._failed = False
        self._line = self._new_line()
        self._stack.clear()
        for step, before, after in _unbroken(steps, OnTable(case.file, case.plan)):
            self._push(EditCase(step.text, before, after, KeptStep(step.number), self._show))
        self.undo_changed.emit()

    def close(self) -> None:
        """Take the student off the table; what is on its way to the store still arrives."""
        self._case = None
        self._line = None
        self._stack.clear()
        self.undo_changed.emit()

    def case(self) -> Case | None:
        """Return the case with the plan as it is now."""
        return self._case

    def is_saving(self) -> bool:
        """Say whether an edit is still on its way to the store."""
        return self._line is not None and self._line.is_waiting()

    def put(self, carried: Carried, spot: Spot) -> None:
        """Put a course of the catalog, the tray or the plan at a spot."""
        if self._case is not None:
            catalog = self._case.district.catalog
            self._keep(edits.put(self._plan(), catalog, carried, spot, self._fresh))

    def remove(self, carried: Carried) -> None:
        """Take a course out of the plan or the tray."""
        if self._case is not None:
            self._keep(edits.remove(self._plan(), carried))

    def set_aside(self, carried: Carried) -> None:
        """Put a course into the tray."""
        if self._case is not None:
            self._keep(edits.set_aside(self._plan(), carried, self._fresh))

    def lock(self, uid: str) -> None:
        """Lock a placement in its place, or unlock it."""
        if self._case is not None:
            self._keep(edits.lock(self._plan(), uid))

    def choose_alternates(self, uid: str, codes: tuple[str, ...]) -> None:
        """Say what is taken instead of a placement when it has no seat left."""
        if self._case is not None:
            self._keep(edits.choose_alternates(self._plan(), uid, codes))

    def take_section(self, uid: str, section: Section, claims: tuple[Claim, ...] = ()) -> None:
        """Choose a section for a placement; `claims`: who has or wants a seat in it."""
        if self._case is not None:
            self._know(section, claims)
            self._keep(edits.take_section(self._plan(), uid, section))

    def make(self, edit: Callable[[Plan], Edit], sections: Iterable[Section] = ()) -> None:
        """Make an edit of the plan as it is now; `sections` are those that come with it."""
        if self._case is not None:
            for section in sections:
                self._know(section)
            self._keep(edit(self._plan()))

    def take_alternative(
        self, alternative: Alternative, sections: Iterable[tuple[Section, tuple[Claim, ...]]]
    ) -> None:
        """Do what was found where a section doesn't fit, as one step.

        `sections` are those that the plan names after it, each with who claims a seat.
        """
        if self._case is not None:
            for section, claims in sections:
                self._know(section, claims)
            self._keep(edits.take_alternative(alternative))

    def keep_filled(self, proposal: Proposal) -> None:
        """Take a proposed plan, with what the way out to it says, as one step."""
        case, after, desk = self._case, proposal.after, self._desk
        if case is None or after is None:
            return
        edit = edit_of(proposal)
        file = edited(case.file, edit) if edit is not None else case.file
        if file is None:
            self._notices.information(tr("The plan has changed; this is no longer possible."))
            return
        if (file, after.plan) == (case.file, case.plan):
            return
        self._case = replace(
            case,
            sections={**case.sections, **after.sections},
            claims={**case.claims, **after.claims},
            recorded=case.situation.of_record,
        )
        name = step_text(FILL, {}, case.district.catalog)
        self._store(name, OnTable(file, after.plan), lambda: keep(desk, proposal))

    def carry_out(
        self, fix: Fix, section: Section | None = None, claims: tuple[Claim, ...] = ()
    ) -> None:
        """Do what a finding offers as its fix."""
        if self._case is None:
            return
        if section is not None:
            self._know(section, claims)
        catalog = self._case.district.catalog
        edit = edits.carry_out(self._plan(), catalog, fix, self._fresh, section)
        if edit is None:
            self._notices.information(tr("The plan has changed; this is no longer possible."))
        else:
            self._keep(edit)

    def change(self, edit: FileEdit) -> None:
        """Change the student's file: a pin, an exception, a sign-up, an added program."""
        case = self._case
        file = edited(case.file, edit) if case is not None else None
        if case is None:
            return
        if file is None:
            self._notices.information(tr("The plan has changed; this is no longer possible."))
            return
        desk, uid = self._desk, case.file.student.uid
        name = step_text(edit.action, dict(edit.values), case.district.catalog)
        self._store(
            name, OnTable(file, case.plan), lambda: student_edits.keep_edit(desk, uid, edit)
        )

    def undo(self) -> None:
        """Take the last edit back."""
        self._stack.undo()

    def redo(self) -> None:
        """Make the edit again that was taken back."""
        self._stack.redo()

    def undo_name(self) -> str:
        """Return "Undo Move Welding 2 to 11th grade, fall", "" when there is nothing to undo."""
        return undo_text(self._stack.undoText()) if self._stack.canUndo() else ""

    def redo_name(self) -> str:
        """Return the name of what Redo would do, "" for nothing."""
        return redo_text(self._stack.redoText()) if self._stack.canRedo() else ""

    def _new_line(self) -> SaveLine:
        # Writes of the student before may still be on their way; their line lives on meanwhile.
        line = SaveLine(self._tasks, self._desk, self)
        line.saved.connect(self.saved)
        line.failed.connect(lambda error: self._on_failed(line, error))
        line.drained.connect(lambda: self._on_drained(line))
        return line

    def _plan(self) -> Plan:
        case = self._case
        if case is not None and case.plan is not None:
            return case.plan
        plans, uid = (case.plans, case.file.student.uid) if case is not None else ((), "")
        return planning.new_plan(self._desk, uid, free_name(plans, tr("Plan A")))

    def _fresh(self) -> str:
        return planning.fresh_id(self._desk)

    def _know(self, section: Section, claims: tuple[Claim, ...] = ()) -> None:
        """Let the rules know a section that no plan has named before."""
        if self._case is not None:
            self._case = self._case.with_section_known(section, claims)

    def _keep(self, edit: Edit) -> None:
        case = self._case
        if case is None:
            return
        # Against an empty new plan too: nothing happened, nothing is stored.
        if edit.plan == case.plan or (case.plan is None and not edit.plan.placements):
            return
        desk, plan, action, values = self._desk, edit.plan, edit.action, edit.values
        name = step_text(action, dict(values), case.district.catalog)
        after = OnTable(case.file, plan)
        self._store(name, after, lambda: planning.save_plan(desk, plan, action, values))

    def _store(self, name: str, after: OnTable, store: Callable[[], Changes]) -> None:
        """Show an edit now, let the store follow, and keep what takes it back."""
        case, line = self._case, self._line
        if case is None or line is None or self._failed:
            return
        kept = KeptStep()
        before = OnTable(case.file, case.plan)
        self._put_on_table(after)
        line.save(store, kept)
        self._push(EditCase(name, before, after, kept, self._show))

    def _push(self, command: EditCase) -> None:
        self._stack.push(command)

    def _show(self, command: EditCase, wanted: OnTable) -> None:
        """Undo and redo: show file and plan now, let the history follow."""
        if self._line is not None and not self._failed:
            self._put_on_table(wanted)
            self._line.take_back(command.kept)

    def _put_on_table(self, wanted: OnTable) -> None:
        case = self._case
        if case is None:
            return
        if wanted.file != case.file:
            case = case.with_file(wanted.file)
        self._case = case.with_plan(wanted.plan)
        self.plan_changed.emit(self._case)

    def _on_index_changed(self, _index: int) -> None:
        self.undo_changed.emit()

    def _on_failed(self, line: SaveLine, error: Exception) -> None:
        self._failed = self._failed or line is self._line
        self._notices.error(error)

    def _on_drained(self, line: SaveLine) -> None:
        if line is not self._line:
            line.deleteLater()
        elif self._failed:
            self.reload_wanted.emit()


def _unbroken(
    steps: Sequence[CaseStep], now: OnTable
) -> Sequence[tuple[CaseStep, OnTable, OnTable]]:
    """Return the last steps that lead to what lies on the table, each with before and after.

    An import or a bulk edit in between can't be taken back here, and nothing before it.
    """
    kept: list[tuple[CaseStep, OnTable, OnTable]] = []
    after = now
    for step in reversed(steps):
        before = _before(step, after)
        if before is None:
            break
        kept.append((step, before, after))
        after = before
    return tuple(reversed(kept))


def _before(step: CaseStep, after: OnTable) -> OnTable | None:
    """Return what lay on the table before a step, None when it doesn't lead to what is there."""
    file = after.file if step.edit is None else edited(after.file, step.edit.reversed)
    if file is None:
        return None
    if step.before is None and step.after is None:
        return OnTable(file, after.plan)
    return None if step.after != after.plan else OnTable(file, step.before)
