"""Filling the plan on the table: F5 proposes, Enter keeps, Esc discards; nothing is stored before.

Whatever changes the student's plan or file meanwhile takes the proposal off the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from cte_desktop.domain.filling.answer import Proof
from cte_desktop.services.people.plan_guarding import plan_locked
from cte_desktop.ui.fill_actions import COULD_COMPLETE, FILL_PLAN
from cte_desktop.ui.planning.filling.answer import told
from cte_desktop.ui.planning.filling.beside import Beside
from cte_desktop.ui.planning.filling.search import PlanSearch
from cte_desktop.ui.planning.filling.table import ProposalTable
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.filling.answer import WayOut
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.completing import Completable
    from cte_desktop.services.filling.proposals import Proposal
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.audit_panel import AuditPanel
    from cte_desktop.ui.planning.editor import PlanEditor
    from cte_desktop.ui.planning.filling.answer import Answer
    from cte_desktop.ui.planning.grid_view import PlanGridView

NAMES = (FILL_PLAN, COULD_COMPLETE)


class FillActions(QObject):
    """Offers the actions of filling; `table` holds what is proposed, `beside` what stands there."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        editor: PlanEditor,
        grid: PlanGridView,
        panel: AuditPanel,
        page: str,
    ) -> None:
        super().__init__(grid)
        self._bench = bench
        self._editor = editor
        self._grid = grid
        self._about: Case | None = None  # the case that was asked about
        self._reached: Completable | None = None  # the pathway in reach whose plan is proposed
        self._due = ("", "")  # whose plan is awaited, and what is then begun
        self.table = ProposalTable(editor, grid)
        self.beside = Beside(bench, grid, panel)
        self.search = PlanSearch(desk, bench.tasks, self)
        self._listen(panel)
        bench.actions.offer(FILL_PLAN, self.fill, page=page, enabled=False)
        bench.actions.offer(COULD_COMPLETE, self.look_around, page=page, enabled=False)

    def fill(self) -> None:
        """Look for the best plan around what is earned, in progress and locked.

        A plan that is locked as a whole takes none: that is said before anything is looked for.
        """
        if self._says_locked():
            return
        case = self._begin()
        if case is not None:
            self.table.bar.wait()
            self.search.look(case)

    def look_around(self) -> None:
        """Look for the pathways that the student could still complete."""
        case = self._begin()
        if case is not None:
            self.beside.show_reach()
            self.search.look_around(case)

    def begin_when_opened(self, uid: str, action: str) -> None:
        """Fill a student's plan, or look for pathways in reach, as soon as it is on the table."""
        self._due = (uid, action)

    def keep(self) -> None:
        """Take the proposed plan: one step, which one undo takes back."""
        proposal = self.table.proposal()
        if proposal is None:
            return
        self._put_away()
        self._editor.keep_filled(proposal)
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def discard(self) -> None:
        """Leave the plan as it is; ways out and pathways in reach stay beside it."""
        self.search.give_up()
        self._reached = None
        self.beside.unmark()
        self.table.show_own()
        if self.beside.is_panel():
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.beside.take_focus()

    def undo(self) -> None:
        """Take back the last step; of a proposal that is on the table, the proposal."""
        if self.table.proposal() is not None:
            self.discard()
        else:
            self._editor.undo()

    def redo(self) -> None:
        """Make the step again that was taken back; not while a proposal is on the table."""
        if self.table.proposal() is None:
            self._editor.redo()

    def undo_name(self) -> str:
        """Return what Undo would do now, "" for nothing."""
        if self.table.proposal() is not None:
            return tr("Discard the proposal")
        return self._editor.undo_name()

    def redo_name(self) -> str:
        """Return what Redo would do now, "" for nothing."""
        return "" if self.table.proposal() is not None else self._editor.redo_name()

    def forget(self) -> None:
        """Another student comes to the table, or none."""
        self._put_away()

    def reread(self, case: Case) -> None:
        """The student is read anew: what was asked about something else than was read goes."""
        about = self._about
        if about is not None and (about.file, about.plan) != (case.file, case.plan):
            self._on_changed()
        (uid, action), self._due = self._due, ("", "")
        if uid == case.file.student.uid:
            begin = {FILL_PLAN: self.fill, COULD_COMPLETE: self.look_around}[action]
            begin()

    def _listen(self, panel: AuditPanel) -> None:
        self.table.bar.kept.connect(self.keep)
        self.table.bar.discarded.connect(self.discard)
        self._grid.answered.connect(lambda kept: self.keep() if kept else self.discard())
        self._editor.plan_changed.connect(lambda _case: self._on_changed())
        self.search.first_found.connect(self._on_first_found)
        self.search.found.connect(self._on_found)
        self.search.stopped.connect(self._on_stopped)
        self.search.reach_grew.connect(self._on_reach_grew)
        self.search.reach_found.connect(self._on_reach_found)
        self.search.completed.connect(self._on_completed)
        self.beside.left.connect(self._on_left)
        for one in (self.beside.clash, self.beside.reach):
            one.confirmed.connect(self.keep)
        panel.reach_wanted.connect(self.look_around)
        self.beside.clash.way_chosen.connect(self._on_way_chosen)
        self.beside.reach.chosen.connect(self._on_reach_chosen)

    def _says_locked(self) -> bool:
        case = self._editor.case()
        plan = None if case is None else case.plan
        lock = None if case is None or plan is None else case.locks.get(plan.uid)
        if lock is None or plan is None:
            return False
        self._bench.notices.error(plan_locked(lock, plan.name))
        return True

    def _begin(self) -> Case | None:
        """Clear the table for a new question about the student's own plan."""
        case = self._editor.case()
        if case is None:
            return None
        self._grid.give_up()
        self.search.give_up()
        self._reached = None
        self._about = case
        self.beside.show_panel()
        self.table.show_own()
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return case

    def _on_first_found(self, answer: Answer) -> None:
        if answer.proposal.after is not None:
            if not _changes_something(answer.proposal):
                return  # the present plan holds: whether there is a better one is still looked for
            self._mark(answer)
            words = tr("First plan, looking for the best…")
            self.table.put(answer.proposal, words, answer.words.brings)
        elif answer.parts:
            self.table.bar.close_bar()
            self.beside.show_clash(answer, is_looking=True)

    def _on_found(self, answer: Answer) -> None:
        proposal = answer.proposal
        if proposal.after is None:
            self.table.show_own()
            if proposal.way is not None:
                self._bench.notices.information(tr("This way out is no longer possible."))
            else:
                self.beside.show_clash(answer)
        elif not _changes_something(proposal):
            self.table.show_own()
            self._bench.notices.information(_unchanged_text(answer))
        else:
            self._mark(answer)
            self.table.put(proposal, answer.words.brings, self._more_of(answer))

    def _more_of(self, answer: Answer) -> str:
        """Return what there is to know before a plan is kept: its way out, and wishes unmet."""
        way = answer.proposal.way
        does = self.beside.clash.text_of(way) if way is not None else ""
        said = tr("This is part of it: {way}.", way=does) if does else ""
        if way is not None and self._reached is not None:
            name = self._reached.pathway
            said = tr("Keeping it also notes the wish for {pathway}.", pathway=name)
        return " ".join(part for part in (said, answer.words.unmet) if part)

    def _on_stopped(self) -> None:
        """Somebody cancelled: a first plan stays, to be kept or discarded."""
        self.beside.reach.stop()
        if self.table.proposal() is None:
            self.table.bar.close_bar()
        else:
            words = tr("Stopped. This plan holds; there may be a better one.")
            self.table.say(words, self.table.bar.more())

    def _on_way_chosen(self, way: WayOut) -> None:
        answer = self.beside.answer()
        if answer is not None:
            self.search.take(answer, way)

    def _on_reach_grew(self, found: Completable) -> None:
        case = self._editor.case()
        if case is not None:
            self.beside.reach.add(found, case.district.catalog)

    def _on_reach_found(self, found: tuple[Completable, ...]) -> None:
        case = self._editor.case()
        if case is not None:
            self.beside.reach.finish(found, case.district.catalog)
        if self._reached is not None:
            self._on_reach_chosen(self._reached)

    def _on_reach_chosen(self, found: Completable) -> None:
        """Show the plan at once; the best one follows when all pathways have been tried."""
        self._reached = found
        self.beside.reach.mark(found)
        answer = _as_found(found)
        if self.search.is_running():
            self.table.put(answer.proposal, answer.words.brings, self._more_of(answer))
            return
        words = tr("First plan, looking for the best…")
        more = " ".join(part for part in (answer.words.brings, self._more_of(answer)) if part)
        self.table.put(answer.proposal, words, more)
        self.search.complete(found)

    def _on_completed(self, answer: Answer) -> None:
        """The best plan for the pathway; where there is none, the one that was found stays."""
        if answer.proposal.after is None and self._reached is not None:
            answer = _as_found(self._reached)
        self.table.put(answer.proposal, answer.words.brings, self._more_of(answer))

    def _mark(self, answer: Answer) -> None:
        if answer.proposal.way is not None:
            self.beside.clash.mark_way(answer.proposal.way)

    def _on_left(self) -> None:
        """Esc beside the grid: first the proposal goes, then what stands there."""
        if self.table.proposal() is not None:
            self.discard()
            return
        self._put_away()
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        if self.table.proposal() is not None:
            self._bench.notices.information(
                tr("The plan was changed, so the proposal is off the table. F5 fills it anew.")
            )
        self._put_away()

    def _put_away(self) -> None:
        """Want no answer any more, show no proposal, no clash and no pathways."""
        self.search.give_up()
        self._reached = None
        self._about = None
        self.table.take_off()
        self.beside.show_panel()


def _as_found(found: Completable) -> Answer:
    """Return the plan of a pathway in reach as it was found, with its words."""
    from cte_desktop.services.filling.completing import taken  # not before it is needed

    return told(taken(found))


def _changes_something(proposal: Proposal) -> bool:
    """Tell whether keeping a proposal would change the plan, or the wishes on the way to it."""
    comparison = proposal.comparison
    return proposal.way is not None or comparison is None or bool(comparison.changed)


def _unchanged_text(answer: Answer) -> str:
    """Return what is said when no better plan than the present one was found."""
    proven = answer.proposal.filled.proof is Proof.PROVEN
    words = (
        tr("Nothing to change: the plan is as good as can be.")
        if proven
        else tr("Nothing to change: no better plan was found.")
    )
    return f"{words} {answer.words.unmet}".strip()
