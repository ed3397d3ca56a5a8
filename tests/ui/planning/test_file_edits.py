"""Pins, exceptions and sign-ups stand in one line of undo with the edits of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cte_desktop.domain.filling.answer import WayOut
from cte_desktop.domain.findings import values
from cte_desktop.domain.students.decisions import Decision, Wish
from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.services import added_programs, decisions, history
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.planning.conftest import Settle
from tests.ui.planning.filling.answers import case_of, changed_plan, proposal
from tests.ui.planning.steps import FALL_12_P3, FALL_12_P4, place_by_keyboard, planned

WAIVER = Decision("waiver", "graduation", "health", "", "", "", "ill", "A. Lee", date(2026, 10, 1))


def decided(page: PlanPage) -> list[str]:
    case = page.case()
    assert case is not None
    return [d.kind for d in case.file.decisions] + list(case.file.added_programs)


def test_undo_goes_back_through_plan_and_file_in_the_order_of_the_edits(
    page: PlanPage, settle: Settle, plan_desk: Desk, uid: str
) -> None:
    case = page.case()
    assert case is not None
    page.editor.change(decisions.decide(WAIVER))
    place_by_keyboard(page, "english 12", FALL_12_P3)
    page.editor.change(decisions.pin(case, "graduation", "ENG09", "elective"))
    settle()
    assert page.editor.undo_name() == "Undo Pin English 9 to Electives"
    page.editor.undo()
    assert (decided(page), len(planned(page))) == (["waiver"], 2)
    page.editor.undo()
    assert (decided(page), planned(page)) == (["waiver"], [])
    page.editor.undo()
    assert (decided(page), page.editor.undo_name()) == ([], "")
    for _ in range(3):
        page.editor.redo()
    settle()
    assert (decided(page), len(planned(page))) == (["waiver", "pin"], 2)
    stored = open_case_of(plan_desk, uid)
    assert [d.kind for d in stored.file.decisions] == ["waiver", "pin"]
    assert stored.plan == page.editor._plan()


def test_after_opening_anew_the_edits_of_the_file_can_be_undone(
    page: PlanPage, settle: Settle, plan_desk: Desk, uid: str
) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    page.editor.change(added_programs.add_program("pathway:Engineering"))
    page.editor.change(decisions.decide(WAIVER))
    settle()
    page.open_student(uid)
    settle()
    assert page.editor.undo_name() == "Undo Approve an exception (waiver)"
    page.editor.undo()
    page.editor.undo()
    settle()
    assert decided(page) == []
    assert open_case_of(plan_desk, uid).file.added_programs == ()
    assert len(planned(page)) == 2
    assert history.list_history(plan_desk)[0].text == "Undo Add the program Engineering"


def test_a_kept_proposal_and_the_wish_that_it_dropped_come_back_together(
    page: PlanPage, settle: Settle, plan_desk: Desk, uid: str
) -> None:
    wish = Wish(1, "course", "PHYS", "must")
    page.editor.change(FileEdit("change_wishes", wishes_new=(wish,)))
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    page.editor.put(Carried("ART1"), FALL_12_P4)
    settle()
    before = case_of(page)
    way = WayOut("drop_wish", values(wish="1"), 1, ())
    page.editor.keep_filled(replace(proposal(before, changed_plan(before)), way=way))
    settle()
    assert case_of(page).file.wishes == ()
    page.open_student(uid)  # what can be undone is read from the history
    settle()
    page.editor.undo()
    settle()
    stored = open_case_of(plan_desk, uid)
    for case in (case_of(page), stored):
        assert (case.file.wishes, case.plan) == ((wish,), before.plan)
    page.editor.redo()
    settle()
    assert (case_of(page).file.wishes, planned(page)[0][3]) == ((), "P5")


def test_what_the_file_no_longer_has_changes_nothing(page: PlanPage, settle: Settle) -> None:
    page.editor.change(decisions.withdraw(WAIVER))
    settle()
    assert (decided(page), page.editor.undo_name()) == ([], "")
