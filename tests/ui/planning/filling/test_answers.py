"""What the page makes of each answer: a first plan, a better one, none, nothing to change."""

from __future__ import annotations

from cte_desktop.domain.filling.answer import Proof
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.findings import values
from cte_desktop.services.filling.proposals import Proposal
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.filling.answer import told
from cte_desktop.ui.planning.filling.targets import cards_of
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.planning.conftest import Settle
from tests.ui.planning.filling.answers import case_of, changed_plan, clash, problem_of, proposal
from tests.ui.planning.filling.conftest import FALL_12_P7


def test_a_first_plan_says_that_the_best_is_still_looked_for(
    planned_page: PlanPage, settle: Settle
) -> None:
    case = case_of(planned_page)
    first = proposal(case, changed_plan(case), Proof.FIRST)
    planned_page.filling.search.first_found.emit(told(first))
    settle()
    bar = planned_page.filling.table.bar
    assert bar.text() == "First plan, looking for the best…"
    assert bar.more().startswith("First plan: ")
    assert bar.keep_button.isVisible()


def test_when_the_search_is_cancelled_the_first_plan_stays_to_be_kept(
    planned_page: PlanPage, settle: Settle
) -> None:
    case = case_of(planned_page)
    first = proposal(case, changed_plan(case), Proof.FIRST)
    planned_page.filling.search.first_found.emit(told(first))
    planned_page.filling.search.stopped.emit()
    settle()
    assert planned_page.filling.table.bar.text().startswith("Stopped. This plan holds")
    assert planned_page.filling.table.proposal() is first


def test_a_first_plan_that_turns_out_to_be_no_answer_is_taken_off(
    planned_page: PlanPage, proposed: Proposal, settle: Settle
) -> None:
    planned_page.filling.search.first_found.emit(told(proposed))
    reason = Reason(Kind.PLACEMENT, "12:fall:ENG12")
    planned_page.filling.search.found.emit(told(clash(proposed.case, (reason,))))
    settle()
    assert planned_page.filling.table.proposal() is None
    assert planned_page.filling.beside.clash.isVisible()


def test_a_plan_that_changes_nothing_is_not_proposed(
    planned_page: PlanPage, bench: Workbench
) -> None:
    heard: list[str] = []
    bench.notices.posted.connect(lambda notice: heard.append(notice.text))
    case = case_of(planned_page)
    assert case.plan is not None
    planned_page.filling.search.first_found.emit(told(proposal(case, case.plan, Proof.FIRST)))
    assert planned_page.filling.table.proposal() is None
    planned_page.filling.search.found.emit(told(proposal(case, case.plan, Proof.STOPPED)))
    assert planned_page.filling.table.proposal() is None
    assert heard == ["Nothing to change: no better plan was found."]


def test_a_rule_about_a_requirement_lights_up_what_meets_it(planned_page: PlanPage) -> None:
    case = case_of(planned_page)
    about = values(program="graduation", requirement="english")
    reason = Reason(Kind.RULE, "requirement_missing", about)
    used = cards_of(reason, clash(case, (reason,)))
    assert {course for course, *_ in used} == {"ENG09", "ENG10", "ENG11", "ENG12"}


def test_a_rule_about_a_term_lights_up_the_term(planned_page: PlanPage) -> None:
    case = case_of(planned_page)
    reason = Reason(Kind.RULE, "overload", values(grade_level=12, term="fall"))
    used = cards_of(reason, clash(case, (reason,)))
    assert used == {("ENG12", 2027, "fall"), ("ART1", 2027, "fall")}


def test_a_wish_for_a_pathway_lights_up_its_courses(planned_page: PlanPage) -> None:
    planned_page.editor.put(Carried("WD1"), FALL_12_P7)
    case = case_of(planned_page)
    wish = next(want for want in problem_of(case).wants if want.kind == "pathway")
    used = cards_of(wish.reason, clash(case, (wish.reason,)))
    assert {course for course, *_ in used} == {"WD1"}


def test_a_locked_course_lights_up_itself(planned_page: PlanPage, proposed: Proposal) -> None:
    locked = Reason(Kind.PLACEMENT, "12:fall:ENG12")
    assert cards_of(locked, proposed) == {("ENG12", 2027, "fall")}
