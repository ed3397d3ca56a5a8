"""Comparing plans from the plan page: two plans of the student, or a proposal with the present."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.domain.planning.plan import PlanStatus
from cte_desktop.services.as_of import on_the_table
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.named_plans import list_plans
from cte_desktop.services.plan_comparing import compare_cases
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.plan_actions import COMPARE_PLANS
from cte_desktop.ui.planning.comparing.dialog import ComparisonDialog
from cte_desktop.wording.labels import short_date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.planning.approval import Approval
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.proposals import Proposal
    from cte_desktop.services.plan_comparing import PlansCompared
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.editor import PlanEditor

NAMES = (COMPARE_PLANS,)
_CHANNEL = "plan.comparing"


class CompareActions(QObject):
    """Opens the comparison; `copy` begins a second plan where there is only one."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        editor: PlanEditor,
        over: QWidget,
        copy: Callable[[], None],
        page: str,
    ) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._editor = editor
        self._over = over
        self._copy = copy
        self._open: ComparisonDialog | None = None
        self._proposed: Callable[[], Proposal | None] = _nothing
        bench.actions.offer(COMPARE_PLANS, self.compare, page=page, enabled=False)

    def look_for(self, proposed: Callable[[], Proposal | None]) -> None:
        """Ask there whether a proposal is on the table."""
        self._proposed = proposed

    def compare(self) -> None:
        """Hold the plan on the table against another one: the one in force, else the next.

        While a proposal is on the table it is held against the present plan.
        """
        case, desk, proposal = self._editor.case(), self._desk, self._proposed()
        if proposal is not None and proposal.after is not None:
            self.compare_proposal(proposal.case, proposal.after)
            return
        if case is not None:
            uid = case.file.student.uid
            self._bench.tasks.read(
                lambda: list_plans(desk, uid),
                lambda plans: self._begin(uid, plans),
                channel=_CHANNEL,
            )

    def compare_proposal(self, before: Case, after: Case) -> None:
        """Hold a proposed plan against the present one."""
        name = before.plan.name if before.plan is not None else _name(None)
        self._bench.tasks.read(
            lambda: compare_cases(before, after),
            lambda found: self._new(before).show_compared(
                found, tr("{plan} as it is", plan=name), tr("The proposal")
            ),
            channel=_CHANNEL,
        )

    def compare_copy(self, copy: Approval) -> None:
        """Hold the plan as it was when something was agreed against the plan as it is."""
        case, desk = self._editor.case(), self._desk
        if case is None or copy.plan is None:
            return
        name = case.plan.name if case.plan is not None else _name(None)
        day = short_date_label(copy.on)
        self._bench.tasks.read(
            lambda: compare_cases(on_the_table(desk, case, copy.plan), case),
            lambda found: self._new(case).show_compared(
                found,
                tr("{plan}, {day}", plan=copy.plan_name, day=day),
                tr("{plan} as it is", plan=name),
            ),
            channel=_CHANNEL,
        )

    def forget(self) -> None:
        """Another student comes to the table: what was opened about this one closes."""
        if self._open is not None:
            self._open.reject()

    def _begin(self, uid: str, plans: Sequence[Plan]) -> None:
        case = self._editor.case()
        if case is None or case.file.student.uid != uid:
            return
        shown = case.plan.uid if case.plan is not None else ""
        others = [plan for plan in plans if plan.uid != shown]
        if not others or not shown:
            self._bench.notices.information(
                tr("This student has one plan. Copy it to try something out, then compare."),
                NoticeButton(tr("Copy this plan…"), self._copy),
            )
            return
        other = others[0]  # the one in force comes first
        left, right = (other.uid, shown) if _is_active(other) else (shown, other.uid)
        dialog = self._new(case)
        dialog.offer([(plan.uid, _name(plan)) for plan in plans], left, right)
        dialog.plans_chosen.connect(lambda one, two: self._read(dialog, uid, one, two))
        self._read(dialog, uid, left, right)

    def _new(self, case: Case) -> ComparisonDialog:
        self.forget()
        student = case.file.student
        name = f"{student.preferred_name or student.first_name} {student.last_name}"
        dialog = ComparisonDialog(
            tr("Compare plans: {name}", name=name), student.student_id, self._over.window()
        )
        dialog.finished.connect(lambda _how: self._on_finished(dialog))
        self._open = dialog
        dialog.open()
        return dialog

    def _read(self, dialog: ComparisonDialog, uid: str, one: str, two: str) -> None:
        desk, shown = self._desk, self._editor.case()

        def case_of(plan: str) -> Case:
            if shown is not None and shown.plan is not None and shown.plan.uid == plan:
                return shown  # with what is on its way to the store
            return open_case_of(desk, uid, plan)

        def work() -> tuple[PlansCompared, str, str]:
            before, after = case_of(one), case_of(two)
            return compare_cases(before, after), _name(before.plan), _name(after.plan)

        def compared(found: tuple[PlansCompared, str, str]) -> None:
            if self._open is dialog:
                dialog.show_compared(*found)

        self._bench.tasks.read(work, compared, channel=_CHANNEL)

    def _on_finished(self, dialog: ComparisonDialog) -> None:
        if self._open is dialog:
            self._open = None


def _nothing() -> None:
    """Stand in for a table on which nothing is ever proposed."""


def _is_active(plan: Plan) -> bool:
    return plan.status is PlanStatus.ACTIVE


def _name(plan: Plan | None) -> str:
    if plan is None:
        return tr("no plan yet")
    return tr("{plan} (active)", plan=plan.name) if _is_active(plan) else plan.name
