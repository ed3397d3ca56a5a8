"""A plan is saved as it is edited, each edit one step; undo and redo hold across restarts."""

from __future__ import annotations

from cte_desktop.domain.planning.plan import Lane, Plan, Spot, place
from cte_desktop.domain.school_year import Term
from cte_desktop.services import history, planning
from cte_desktop.services.cases import Case, open_case, open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.student_edits import case_steps

SPOT = Spot(12, Term.SPRING, Lane.DAY, "P7")


def planned(desk: Desk) -> Case:
    return next(case for case in open_cases(desk) if case.plan is not None)


def with_course(desk: Desk, case: Case, code: str = "PSYCH") -> Plan:
    assert case.plan is not None
    course = case.district.catalog.course_by_code[code]
    return place(case.plan, course, SPOT, lambda: planning.fresh_id(desk))


def reopened(desk: Desk) -> Desk:
    file = desk.database.path
    assert file is not None
    desk.close()
    return open_desk(file, None, desk.clock, actor="A. Lee", writable=True)


def test_an_edit_is_one_step_with_a_name(desk: Desk) -> None:
    case = planned(desk)
    details = (("course", "PSYCH"), ("grade_level", 12), ("term", "spring"))
    changes = planning.save_plan(desk, with_course(desk, case), "place_course", details)
    assert changes.students == {case.file.student.uid}
    newest = history.list_history(desk)[0]
    assert (newest.number, newest.actor) == (changes.step, "A. Lee")
    assert newest.text == "Add Psychology to 12th grade, spring"
    assert case.file.student.last_name not in newest.text


def test_saving_a_plan_as_it_stands_is_no_step(desk: Desk) -> None:
    case = planned(desk)
    assert case.plan is not None
    before = history.list_history(desk)
    assert planning.save_plan(desk, case.plan, "edit_plan").step is None
    assert history.list_history(desk) == before


def test_undo_and_undo_of_the_undo_hold_across_restarts(desk: Desk) -> None:
    case = planned(desk)
    student, edited = case.file.student.student_id, with_course(desk, case)
    step = planning.save_plan(desk, edited, "place_course").step
    desk = reopened(desk)
    undone = history.undo(desk)
    assert undone.taken_back == step
    assert open_case(desk, student).plan == case.plan
    desk = reopened(desk)
    history.undo(desk, undone.changes.step)
    assert open_case(desk, student).plan == edited
    desk.close()


def test_the_undo_stack_of_a_plan_holds_the_steps_in_effect(desk: Desk) -> None:
    case = planned(desk)
    assert case.plan is not None
    first = with_course(desk, case)
    second = with_course(desk, case.with_plan(first), "SOC")
    planning.save_plan(desk, first, "place_course")
    planning.save_plan(desk, second, "place_course")
    steps = case_steps(desk, case)
    assert [(s.before, s.after) for s in steps[-2:]] == [(case.plan, first), (first, second)]
    history.undo(desk)
    assert case_steps(desk, case)[-1].after == first


def test_the_first_edit_of_a_student_without_a_plan_makes_one(desk: Desk) -> None:
    case = next(c for c in open_cases(desk) if c.plan is None)
    empty = planning.new_plan(desk, case.file.student.uid)
    course = case.district.catalog.course_by_code["PSYCH"]
    plan = place(empty, course, SPOT, lambda: planning.fresh_id(desk))
    planning.save_plan(desk, plan, "place_course")
    assert open_case(desk, case.file.student.student_id).plan == plan
    history.undo(desk)
    assert open_case(desk, case.file.student.student_id).plans == ()
