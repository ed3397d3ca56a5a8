"""Agreeing on the plan that is on the table: proposing, answering, signing, locking, copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.approval import COUNSELOR, GUARDIAN, STUDENT, ApprovalState
from cte_desktop.services import approvals, plan_locks
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.approval_actions import (
    ANSWER_PLAN,
    APPROVALS,
    LOCK_PLAN,
    OPEN_PLAN_AGAIN,
    PROPOSE_PLAN,
    SIGN_PLAN,
)
from cte_desktop.ui.approvals.agreement_dialog import Agreed, AgreementDialog, Asked
from cte_desktop.ui.approvals.copies_dialog import CopiesDialog
from cte_desktop.ui.approvals.signing_dialog import SigningDialog, ToSign
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.wording.approvals import state_label
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QWidget

    from cte_desktop.domain.planning.approval import Approval
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.approvals import Signing
    from cte_desktop.services.cases import Case
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.approvals.fields import AgreeingDialog
    from cte_desktop.ui.page import Workbench

NAMES = (PROPOSE_PLAN, ANSWER_PLAN, SIGN_PLAN, OPEN_PLAN_AGAIN, LOCK_PLAN, APPROVALS)
_BY_STATE = {
    PROPOSE_PLAN: (ApprovalState.PROPOSED,),
    ANSWER_PLAN: (ApprovalState.ACCEPTED, ApprovalState.DECLINED),
    SIGN_PLAN: (ApprovalState.SIGNED,),
    OPEN_PLAN_AGAIN: (ApprovalState.REOPENED,),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Where the plan lies: `case()` is what is on the table, whatever is being saved counted in;
    `compare(copy)` holds a dated copy against it, `print_copy(copy)` previews the copy.
    """

    case: Callable[[], Case | None]
    compare: Callable[[Approval], None]
    print_copy: Callable[[Approval], None]


class ApprovalActions(QObject):
    """Offers the actions on a page and opens their dialogs over `over`."""

    def __init__(
        self, desk: Desk, bench: Workbench, table: Table, over: QWidget, page: str
    ) -> None:
        super().__init__(over)
        self._desk, self._bench, self._table = desk, bench, table
        self._over, self._page = over, page
        self._open: QDialog | None = None
        deeds = (self.propose, self.answer, self.sign, self.open_again, self.lock, self.list_copies)
        for name, deed in zip(NAMES, deeds, strict=True):
            bench.actions.offer(name, deed, page=page, enabled=False)

    def show_case(self, case: Case) -> None:
        """Allow what can be done with the plan on the table."""
        actions, plan = self._bench.actions, case.plan
        for name, states in _BY_STATE.items():
            can = plan is not None and any(map(case.standing.may_become, states))
            actions.set_enabled(name, can, page=self._page)
        actions.set_enabled(LOCK_PLAN, plan is not None, page=self._page)
        actions.set_enabled(APPROVALS, True, page=self._page)
        locked = plan is not None and plan.uid in case.locks
        actions.action(LOCK_PLAN).setChecked(locked)
        actions.set_text(LOCK_PLAN, tr("Un&lock the plan") if locked else tr("&Lock the plan"))

    def clear(self) -> None:
        """Nobody is on the table: nothing can be agreed."""
        for name in NAMES:
            self._bench.actions.set_enabled(name, False, page=self._page)

    def forget(self) -> None:
        """Another student comes to the table: what was opened about this one closes."""
        if self._open is not None:
            self._open.close()

    def propose(self) -> None:
        """Note that the plan was given to the family."""
        case, plan = self._on_table()
        if case is None or plan is None:
            return
        asked = Asked(
            tr("Propose “{plan}”", plan=plan.name),
            tr("A dated copy is kept; what is changed afterwards is told."),
            tr("Note as proposed"),
            tr("Remark"),
            self._desk.today(),
        )
        self._ask(
            asked,
            lambda said: approvals.propose(
                self._desk, (plan.uid,), said.on or self._desk.today(), said.remark
            ),
            tr("“{plan}” is noted as proposed.", plan=plan.name),
        )

    def answer(self) -> None:
        """Note what the family answered."""
        case, plan = self._on_table()
        if case is None or plan is None:
            return
        last = next((one for one in case.approvals if one.guardian_name), None)
        asked = Asked(
            tr("Answer to “{plan}”", plan=plan.name),
            tr("What the family said to the plan that was proposed."),
            tr("Note the answer"),
            tr("Remark"),
            self._desk.today(),
            "" if last is None else last.guardian_name,
        )
        self._ask(
            asked,
            lambda said: approvals.answer(
                self._desk,
                plan.uid,
                said.accepted,
                said.by,
                said.on or self._desk.today(),
                said.remark,
            ),
            tr("The answer to “{plan}” is noted.", plan=plan.name),
        )

    def sign(self) -> None:
        """Sign the plan; of one with findings that must be fixed it is asked first."""
        case, plan = self._on_table()
        if case is None or plan is None:
            return
        grave = sum(one.severity is Severity.MUST_FIX for one in case.findings)
        if not grave:
            self._open_signing(case, plan)
            return
        question = Question(
            "sign_with_findings",
            tr("Sign this plan as it is?"),
            trn(
                "{count} finding must be fixed. The plan can be signed nevertheless; what is "
                "changed afterwards is told.",
                "{count} findings must be fixed. The plan can be signed nevertheless; what is "
                "changed afterwards is told.",
                grave,
            ),
            (Choice("sign", tr("Sign it as it is"), primary=True),),
            keep=tr("Back to the plan"),
        )
        self._bench.notices.ask(
            self._over.window(),
            question,
            lambda answer: self._open_signing(case, plan) if answer == "sign" else None,
        )

    def open_again(self) -> None:
        """Make the plan a draft again."""
        case, plan = self._on_table()
        if case is None or plan is None:
            return
        asked = Asked(
            tr("Open “{plan}” again", plan=plan.name),
            tr("The plan is a draft again; the dated copies stay."),
            tr("Open again"),
            tr("Why"),
        )
        self._ask(
            asked,
            lambda said: approvals.open_again(self._desk, plan.uid, said.remark),
            tr("“{plan}” is a draft again.", plan=plan.name),
        )

    def lock(self) -> None:
        """Lock the plan, asking why; or unlock it."""
        case, plan = self._on_table()
        if case is None or plan is None:
            return
        self.show_case(case)  # the mark of the action follows the plan, not the press
        desk, uid = self._desk, plan.uid
        if uid in case.locks:
            text = tr("“{plan}” may be changed again.", plan=plan.name)
            self._write(lambda: plan_locks.unlock_plan(desk, uid), text)
            return
        signed = case.standing.state is ApprovalState.SIGNED
        asked = Asked(
            tr("Lock “{plan}”", plan=plan.name),
            tr("Nobody changes the plan until it is unlocked; whoever tries reads why."),
            tr("Lock the plan"),
            tr("Why"),
        )
        dialog = self._ask(
            asked,
            lambda said: plan_locks.lock_plan(desk, uid, said.remark),
            tr("“{plan}” is locked.", plan=plan.name),
        )
        if signed:
            dialog.remark.setText(state_label(ApprovalState.SIGNED.value).lower())

    def list_copies(self) -> None:
        """Show every dated copy."""
        case = self._table.case()
        if case is None:
            return
        copies = case.approvals
        dialog = CopiesDialog(case.file.student.legal_name, copies, self._over.window())
        dialog.compare_wanted.connect(self._table.compare)
        dialog.print_wanted.connect(self._table.print_copy)
        self._show(dialog)

    def _on_table(self) -> tuple[Case | None, Plan | None]:
        case = self._table.case()
        return case, None if case is None else case.plan

    def _open_signing(self, case: Case, plan: Plan) -> None:
        student, person = case.file.student, self._desk.person
        last = next((one for one in case.approvals if one.guardian_name), None)
        names = {
            STUDENT: student.legal_name,
            GUARDIAN: "" if last is None else last.guardian_name,
            COUNSELOR: person.name or student.counselor,
        }
        to_sign = ToSign(plan.name, student.legal_name, self._desk.today(), names)
        dialog = SigningDialog(to_sign, self._over.window())

        def sign(signing: Signing) -> None:
            text = tr("“{plan}” is signed.", plan=plan.name)
            self._write(lambda: approvals.sign(self._desk, plan.uid, signing), text, dialog)

        dialog.signed.connect(sign)
        self._show(dialog)

    def _ask(self, asked: Asked, deed: Callable[[Agreed], Changes], text: str) -> AgreementDialog:
        dialog = AgreementDialog(asked, self._over.window())
        dialog.agreed.connect(lambda said: self._write(lambda: deed(said), text, dialog))
        self._show(dialog)
        return dialog

    def _show(self, dialog: QDialog) -> None:
        self.forget()
        self._open = dialog
        dialog.finished.connect(lambda _how: self._on_finished(dialog))
        dialog.open()

    def _on_finished(self, dialog: QDialog) -> None:
        if self._open is dialog:
            self._open = None

    def _write(
        self, deed: Callable[[], Changes], text: str, dialog: AgreeingDialog | None = None
    ) -> None:
        def done(changes: Changes) -> None:
            if dialog is not None and self._open is dialog:
                dialog.done_with()
            self._bench.refresh.tell(changes)
            if changes.step is not None:
                button = undo_button(self._desk, self._bench, changes.step)
                self._bench.notices.done(text, button)

        def failed(error: Exception) -> None:
            if dialog is not None and self._open is dialog and isinstance(error, KnownError):
                dialog.say(told(error).whole)
                return
            if dialog is not None and self._open is dialog:
                dialog.done_with()
            self._bench.notices.error(error)

        self._bench.tasks.write(deed, done, failed=failed)
