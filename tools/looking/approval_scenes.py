"""Pictures of what is agreed on a plan: the chip and its menu, signing, answers, dated copies."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from cte_desktop.domain.planning.approval import STUDENT
from cte_desktop.services.approvals import Signing, answer, open_again, propose, sign
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.planning import save_plan
from cte_desktop.ui.approvals.agreement_dialog import AgreementDialog
from cte_desktop.ui.approvals.copies_dialog import CopiesDialog
from cte_desktop.ui.approvals.signature_box import SignatureBox
from cte_desktop.ui.approvals.signing_dialog import SigningDialog
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.students.many.dialog import ManyDialog
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tools.looking.stage import Stage

_GRADE = 10
_POINTS = 60


def approval_pictures(stage: Stage) -> None:
    """Take them; what the pictures need is agreed first."""
    uid = _agreed(stage.desk)
    stage.program.bench.requests.student_requested.emit(uid)
    page = stage.wait_for(PlanPage)
    stage.rest()
    stage.grab("agreeing-chip-changed")
    page.header.status_chip.open_menu()
    menu = page.header.status_chip.findChild(QMenu)
    if isinstance(menu, QMenu):
        stage.grab("agreeing-menu", menu)
        menu.close()
    _dialogs(stage)
    _signing(stage)
    _many(stage)


def _dialogs(stage: Stage) -> None:
    actions = stage.program.bench.actions
    actions.action("lock_plan").trigger()
    asked = stage.wait_for(AgreementDialog)
    stage.grab("agreeing-lock", asked)
    asked.reject()
    stage.rest()
    actions.action("approvals").trigger()
    copies = stage.wait_for(CopiesDialog)
    stage.grab("agreeing-copies", copies)
    copies.reject()
    stage.rest()


def _signing(stage: Stage) -> None:
    stage.program.bench.actions.action("sign_plan").trigger()
    stage.rest()
    for asked in stage.program.window.findChildren(QuestionDialog):
        stage.grab("agreeing-sign-findings", asked)
        next(one for one in asked.findChildren(QPushButton) if one.isDefault()).click()
    dialog = stage.wait_for(SigningDialog)
    _draw(dialog.lines[STUDENT].box)
    stage.grab("agreeing-sign", dialog)
    dialog.lines["guardian"].box.setFocus()
    QTest.mouseClick(dialog.lines["guardian"].box, Qt.MouseButton.LeftButton)
    dialog.keep_button.click()
    stage.rest()
    stage.grab("agreeing-sign-again", dialog)
    dialog.on_paper.setChecked(True)
    stage.rest()
    stage.grab("agreeing-sign-paper", dialog)
    dialog.reject()
    stage.rest()


def _many(stage: Stage) -> None:
    stage.program.bench.requests.page_requested.emit("students")
    page = stage.wait_for(StudentsPage)
    page.filters.grade.setCurrentIndex(page.filters.grade.findData(_GRADE))
    for name in ("sign_many", "lock_many"):
        stage.program.bench.actions.action(name).trigger()
        dialog = stage.wait_for(ManyDialog)
        stage.grab(f"agreeing-{name.replace('_', '-')}", dialog)
        dialog.work_button.click()
        stage.rest()
        stage.grab(f"agreeing-{name.replace('_', '-')}-found", dialog)
        dialog.reject()
        stage.rest()
    page.filters.clear()
    stage.rest()


def _agreed(desk: Desk) -> str:
    """Propose, answer, sign, open again and lock a plan on some days, then change it."""
    case = next(
        case
        for case in open_cases(desk)
        if case.file.student.grade_level == _GRADE and case.plan and len(case.plan.placed) > 8
    )
    plan, today = case.plan, desk.today()
    if plan is None:
        raise LookupError
    if case.approvals:  # in an earlier variant
        return case.file.student.uid
    if plan.signed_on is not None:
        open_again(desk, plan.uid)
    signing = Signing(today, names={STUDENT: case.file.student.legal_name, "counselor": "A. Lee"})
    propose(desk, (plan.uid,), today, "given at the meeting")
    answer(desk, plan.uid, accepted=True, by="Rosa Rivera", on=today, remark="with art")
    sign(desk, plan.uid, signing)
    open_again(desk, plan.uid, "another language")
    sign(desk, plan.uid, signing)
    changed = replace(plan, placements=plan.placements[1:])
    save_plan(desk, changed, "edit_plan")
    return case.file.student.uid


def _draw(box: SignatureBox) -> None:
    """Draw a curve from the left to the right."""
    places = [
        QPoint(
            round((0.08 + 0.8 * i / _POINTS) * box.width()),
            round((0.5 + 0.3 * math.sin(i / 3) * (1 - i / 80)) * box.height()),
        )
        for i in range(_POINTS)
    ]
    QTest.mousePress(box, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(box, place)
    QTest.mouseRelease(box, Qt.MouseButton.LeftButton, pos=places[-1])
