"""Agreeing on the plan on the table: proposed, answered, signed, locked, and each taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from cte_desktop.domain.planning.approval import ApprovalState as S
from cte_desktop.domain.planning.approval import Standing
from cte_desktop.services.approvals import Signing, sign
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.plan_locks import lock_plan
from cte_desktop.ui.approval_actions import (
    ANSWER_PLAN,
    APPROVALS,
    LOCK_PLAN,
    OPEN_PLAN_AGAIN,
    PROPOSE_PLAN,
    SIGN_PLAN,
)
from cte_desktop.ui.approvals.agreement_dialog import AgreementDialog
from cte_desktop.ui.approvals.copies_dialog import CopiesDialog
from cte_desktop.ui.approvals.signing_dialog import SigningDialog
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.comparing.dialog import ComparisonDialog
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tests.ui.approvals.test_signature_box import draw
from tests.ui.hands import press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import FALL_12_P3, FALL_12_P4, place_by_keyboard

TODAY = date(2026, 11, 21)


@pytest.fixture
def page(page: PlanPage, bench: Workbench, settle: Settle) -> PlanPage:
    """Zoë's page with one course planned, told of changes as the window does."""
    bench.refresh.changed.connect(page.refresh)
    place_by_keyboard(page, "Spanish 1", FALL_12_P3)
    settle()
    return page


def _standing(desk: Desk, uid: str) -> Standing:
    return open_case_of(desk, uid).standing


def _do(bench: Workbench, name: str, settle: Settle) -> None:
    bench.actions.action(name).trigger()
    settle()


def _agree(page: PlanPage, settle: Settle, remark: str = "") -> None:
    (dialog,) = page.findChildren(AgreementDialog)
    dialog.remark.setText(remark)
    dialog.keep_button.click()
    settle()


def _signing(page: PlanPage, bench: Workbench, settle: Settle) -> SigningDialog:
    """Open the dialog; what must be fixed in the plan is passed over."""
    _do(bench, SIGN_PLAN, settle)
    for asked in page.findChildren(QuestionDialog):
        asked._choose("sign")
    settle()
    (dialog,) = page.findChildren(SigningDialog)
    return dialog


def test_the_chip_says_how_far_the_plan_is_agreed(
    page: PlanPage, bench: Workbench, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    chip = page.header.status_chip
    assert chip.text() == " Draft"
    _do(bench, PROPOSE_PLAN, settle)
    _agree(page, settle, "given to the family")
    assert chip.text() == " Proposed"
    _do(bench, ANSWER_PLAN, settle)
    (dialog,) = page.findChildren(AgreementDialog)
    dialog.keep_button.click()
    settle()
    assert dialog.fault().startswith("Write who gave the answer.")
    dialog.by.setText("Rosa Rivera")
    _agree(page, settle)
    assert chip.text() == " Accepted"
    assert _standing(plan_desk, uid).state is S.ACCEPTED
    place_by_keyboard(page, "Art 1", FALL_12_P4)
    settle()
    assert chip.text() == " Accepted · 1 course changed"
    assert "changed since it was accepted: 1 course" in chip.toolTip()


def test_how_it_is_signed_is_chosen_by_every_arrow(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    dialog = _signing(page, bench, settle)
    assert dialog.focusWidget() is dialog.on_screen
    chosen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        press(dialog.focusWidget(), key)
        assert dialog.focusWidget() in (dialog.on_screen, dialog.on_paper)
        chosen.append(dialog.on_paper.isChecked())
    assert chosen == [True, False, True, False]
    dialog.reject()


def test_a_locked_plan_says_at_once_that_nothing_is_filled_in(
    page: PlanPage, bench: Workbench, plan_desk: Desk, settle: Settle
) -> None:
    told: list[Notice] = []
    bench.notices.posted.connect(told.append)
    case = page.case()
    assert case is not None
    assert case.plan is not None
    bench.refresh.tell(lock_plan(plan_desk, case.plan.uid, "agreed with the family"))
    settle()
    page.filling.fill()
    assert not page.filling.search.is_running()
    assert "was locked by A. Lee" in told[-1].text
    assert "agreed with the family" in told[-1].text


def test_signing_asks_again_for_a_dot_and_keeps_what_is_drawn(
    page: PlanPage, bench: Workbench, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    dialog = _signing(page, bench, settle)
    dialog.keep_button.click()
    settle()
    assert dialog.fault().startswith("Nobody has signed in the boxes yet.")
    box = dialog.lines["student"].box
    draw(box, (0.5, 0.5))
    dialog.keep_button.click()
    settle()
    assert dialog.fault().startswith("What is drawn is too little for a signature.")
    box.clear()
    draw(box, (0.1, 0.5), (0.9, 0.3))
    draw(box, (0.5, 0.5), (0.5, 1.9))
    assert dialog.cut.text() == "What was drawn outside the box is cut off."
    dialog.day.setText("never")
    dialog.keep_button.click()
    assert dialog.fault() == "Write the day as 11/20/2026."
    dialog.day.setText("11/21/2026")
    dialog.keep_button.click()
    settle()
    last = _standing(plan_desk, uid).last
    assert last is not None
    assert list(last.signatures) == ["student"]
    assert last.counselor_name == ""  # who did not draw has not signed
    assert page.header.status_chip.text() == " Signed"


def test_on_paper_the_names_are_enough_and_undo_takes_it_back(
    page: PlanPage, bench: Workbench, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    dialog = _signing(page, bench, settle)
    dialog.on_paper.setChecked(True)
    assert not dialog.lines["student"].box.isVisible()
    dialog.keep_button.click()
    settle()
    assert _standing(plan_desk, uid).state is S.SIGNED
    assert bench.actions.action("undo").text() == "Undo Sign “Plan A”"
    page.filling.undo()
    settle()
    assert _standing(plan_desk, uid).state is S.DRAFT
    assert page.header.status_chip.text() == " Draft"


def test_findings_that_must_be_fixed_are_asked_about_and_refuse_nothing(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    _do(bench, SIGN_PLAN, settle)
    (asked,) = page.findChildren(QuestionDialog)
    asked.reject()
    settle()
    assert not page.findChildren(SigningDialog)
    assert _signing(page, bench, settle).isVisible()


def test_a_locked_plan_refuses_an_edit_and_says_why(
    page: PlanPage,
    bench: Workbench,
    plan_desk: Desk,
    uid: str,
    settle: Settle,
) -> None:
    _do(bench, LOCK_PLAN, settle)
    _agree(page, settle, "agreed with the family")
    before = open_case_of(plan_desk, uid).plan
    assert page.header.status_chip.text() == " Draft · locked"
    assert bench.actions.action(LOCK_PLAN).isChecked()
    told: list[Notice] = []
    bench.notices.posted.connect(told.append)
    place_by_keyboard(page, "Art 1", FALL_12_P4)
    settle()
    assert "was locked by A. Lee on November 21, 2026: agreed with the family" in told[-1].text
    case = page.case()
    assert case is not None
    assert case.plan == before == open_case_of(plan_desk, uid).plan
    _do(bench, LOCK_PLAN, settle)
    assert page.header.status_chip.text() == " Draft"
    page.filling.undo()
    settle()
    assert page.header.status_chip.text() == " Draft · locked"


def test_only_what_may_follow_is_allowed(page: PlanPage, bench: Workbench, settle: Settle) -> None:
    def allowed() -> list[str]:
        names = (PROPOSE_PLAN, ANSWER_PLAN, SIGN_PLAN, OPEN_PLAN_AGAIN)
        return [name for name in names if bench.actions.action(name).isEnabled()]

    assert allowed() == [PROPOSE_PLAN, SIGN_PLAN]
    _do(bench, PROPOSE_PLAN, settle)
    _agree(page, settle)
    assert allowed() == [ANSWER_PLAN, SIGN_PLAN, OPEN_PLAN_AGAIN]
    dialog = _signing(page, bench, settle)
    dialog.on_paper.setChecked(True)
    dialog.keep_button.click()
    settle()
    assert allowed() == [OPEN_PLAN_AGAIN]
    _do(bench, OPEN_PLAN_AGAIN, settle)
    _agree(page, settle)
    assert allowed() == [PROPOSE_PLAN, SIGN_PLAN]


def test_the_menu_of_the_chip_has_what_can_be_done(page: PlanPage, qtbot: QtBot) -> None:
    page.header.status_chip.open_menu()
    menu = page.header.status_chip.findChild(QMenu)
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[0] == "&Propose the plan…"
    assert texts[-1] == "&What was agreed…"
    menu.close()
    qtbot.waitUntil(lambda: page.header.status_chip.findChild(QMenu) is None)


def test_a_dated_copy_is_compared_with_the_plan_as_it_is(
    page: PlanPage, bench: Workbench, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    plan = open_case_of(plan_desk, uid).plan
    assert plan is not None
    bench.refresh.tell(sign(plan_desk, plan.uid, Signing(TODAY, names={"student": "Zoë"})))
    settle()
    place_by_keyboard(page, "Art 1", FALL_12_P4)
    settle()
    _do(bench, APPROVALS, settle)
    (copies,) = page.findChildren(CopiesDialog)
    assert copies.list.count() == 1
    assert copies.told() == "Zoë (Student)"
    copies.compare_button.click()
    settle()
    (compared,) = page.findChildren(ComparisonDialog)
    assert compared.summary() == "1 course added"
