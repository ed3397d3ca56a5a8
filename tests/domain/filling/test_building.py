"""From situation to problem, to model, and back to a plan that the rules accept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cte_desktop.domain.filling.building import (
    model_of,
    plan_of,
    problem_of,
    whole_problem,
    with_dropped,
)
from cte_desktop.domain.filling.checking import faults
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.planning.plan import Placement, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.solving.highs import Ending, Solver
from tests.builders import catalog, file_of, rules
from tests.domain.filling.small_worlds import (
    GRADE_11,
    NODES,
    Question,
    catalog_of,
    course,
    placed,
    section,
    want,
)
from tests.domain.filling.worlds_by_chance import CODES, worlds
from tests.domain.planning.situations import placed as placement
from tests.domain.planning.situations import placed_year

A, B = course("AA1"), course("BB1")
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def ask(*courses: object, wishes: tuple[object, ...] = (), **more: object) -> Question:
    return Question(catalog_of(*courses), wishes=wishes, **more)  # type: ignore[arg-type]


@QUICK
@given(worlds(), st.lists(st.integers(-3, 3), min_size=60, max_size=60))
def test_every_choice_that_keeps_the_rows_is_a_plan_without_a_fault(
    q: Question, tastes: list[int]
) -> None:
    built = q.built
    aim = tuple((lie, tastes[n % len(tastes)]) for n, lie in enumerate(dict.fromkeys(built.lie)))
    answer = Solver(built.model).best(tuple(t for t in aim if t[1]), NODES)
    if answer.ending is Ending.NONE:
        return
    numbers = count(1)
    plan = plan_of(built, q.lying(answer), lambda: f"new{next(numbers)}")
    found = faults(q.problem, plan)
    assert [(f.code, f.subject) for f in found.findings] == []
    assert found.lost == ()
    assert len({p.uid for p in plan.placements}) == len(plan.placements)


@QUICK
@given(worlds(), st.sampled_from(CODES), st.sampled_from(("P4", "P5")))
def test_a_section_more_takes_no_option_away(q: Question, code: str, period: str) -> None:
    timetabled = {
        s.course_code for s in q.sections if s.school_year == GRADE_11 and s.meetings[0].period
    }
    if code not in timetabled:
        return  # the first section of a course says that the course is timetabled
    more = replace(q, sections=(*q.sections, section(code, period, name="more")))
    before, after = options(q), options(more)
    assert not before - after
    for other in CODES:
        assert q.can(other) <= more.can(other)


def options(q: Question) -> Counter[object]:
    return Counter((o.course.code, o.grade_level, o.terms, o.school) for o in q.problem.options)


@QUICK
@given(worlds())
def test_the_whole_problem_has_every_option_of_the_pruned_one(q: Question) -> None:
    pruned, whole = q.problem, whole_problem(q.problem)
    assert not options(q) - Counter(
        (o.course.code, o.grade_level, o.terms, o.school) for o in whole.options
    )
    assert whole_problem(whole) is whole
    assert pruned.is_pruned
    ways = [Solver(model_of(p).model).best((), NODES).ending for p in (pruned, whole)]
    assert ways[0] is Ending.NONE or ways[1] is not Ending.NONE


@QUICK
@given(worlds())
def test_the_same_question_gives_the_same_model(q: Question) -> None:
    again = replace(q, catalog=replace(q.catalog))
    assert again.built.model == q.built.model


def test_what_is_given_up_is_asked_no_more_and_what_it_forbade_is_there_again() -> None:
    q = ask(A, B, wishes=(want("avoid AA1"), want("course BB1")))
    assert not q.places("AA1")
    dropped = with_dropped(q.problem, {Reason(Kind.WISH, "1")})
    assert "AA1" in {o.course.code for o in dropped.options}
    assert Reason(Kind.WISH, "1") not in model_of(dropped).model.reasons
    assert Reason(Kind.WISH, "2") in model_of(dropped).model.reasons
    assert with_dropped(dropped, {Reason(Kind.WISH, "1")}) is dropped


def test_what_is_unlocked_on_trial_may_move() -> None:
    locked = tuple(replace(p, locked=True) for p in placed_year("AA1", 11, "P2"))
    q = ask(A, plan=locked)
    assert [o.locked for o in q.problem.options if o.locked] == [locked]
    free = with_dropped(q.problem, {Reason(Kind.PLACEMENT, "11:fall:AA1")})
    assert {o.grade_level for o in free.options} == {11, 12}
    assert not [o for o in free.options if o.locked]


def test_kept_placements_keep_their_ids_and_periods() -> None:
    own = placed_year("AA1", 11, "P5")
    q = ask(A, B, plan=own, wishes=(want("course BB1"),))
    plan = q.filled("AA1 11", "BB1 11")
    assert set(own) <= set(plan.placements)
    added = [p for p in plan.placements if p not in own]
    assert {p.source for p in added} == {"fill"}
    assert {p.spot.period for p in added if p.spot} == {"P1"}


def test_a_course_that_moves_keeps_the_ids_of_its_placements() -> None:
    own = placed_year("AA1", 11, "P5")
    q = ask(A, plan=own)
    plan = q.filled("AA1 12")
    assert {p.uid for p in plan.placements} == {p.uid for p in own}
    assert {p.spot.grade_level for p in plan.placed if p.spot} == {12}


def test_what_is_not_chosen_leaves_the_plan_and_the_tray_stays() -> None:
    parked = Placement("t", "BB1", None)
    own = (*placed_year("AA1", 11, "P5"), parked)
    q = ask(A, B, plan=own, wishes=(want("avoid AA1"),))
    assert q.filled().placements == (parked,)


def test_a_section_is_named_with_its_site_period_and_lane() -> None:
    q = ask(A, sections=(section("AA1", "P4"),), wishes=(want("course AA1"),))
    plan = q.filled("AA1 11")
    (fall, spring) = plan.placed
    assert fall.spot == Spot(11, Term.FALL, fall.spot.lane, "P4") if fall.spot else False
    assert {p.section_id for p in (fall, spring)} == {"AA1-P4"}
    assert {p.site for p in (fall, spring)} == {"AA"}


def test_goals_come_in_their_order() -> None:
    q = ask(A, B, plan=placed_year("AA1", 11, "P1"), wishes=(want("course BB1", "like"),))
    assert [goal.name for goal in q.built.model.goals] == ["wishes", "load", "changes", "natural"]


def test_the_present_plan_stays_where_nothing_better_is_asked() -> None:
    many = [course(f"C{n}") for n in range(6)]
    own = tuple(p for n in range(6) for p in placed_year(f"C{n}", 11 + n % 2, f"P{n + 1}"))
    q = ask(*many, plan=own)
    assert set(q.best().placements) == set(own)


def test_terms_come_near_the_usual_number_of_courses() -> None:
    many = [course(f"C{n}") for n in range(15)]
    q = ask(*many, wishes=tuple(want(f"course C{n}", "like") for n in range(15)))
    terms = Counter(key.rsplit(":", 1)[0] for key in placed(q.best()))
    assert terms == {"11:fall": 7, "11:spring": 7, "12:fall": 7, "12:spring": 7}
    usual = ask(*many)
    terms = Counter(key.rsplit(":", 1)[0] for key in placed(usual.best()))
    assert set(terms.values()) <= {6}


def test_a_placeholder_is_filled_by_a_course_of_its_kind_in_its_place() -> None:
    physics = course("PHY", graduation_subject="science", ag_area="D", ag_years=100)
    own = placed_year("ANY:science:D", 12, "P3")
    q = ask(physics, A, plan=own)
    assert {"12:fall:PHY", "12:spring:PHY"} <= placed(q.best())
    locked = tuple(replace(p, locked=True) for p in own)
    kept = ask(physics, A, plan=locked)
    assert set(locked) <= set(kept.best().placements)


@pytest.mark.parametrize(
    "graduation_year", [2026, 2027, 2029, 2030, 2033], ids=["fifth", "senior", "10", "9", "6th"]
)
def test_a_student_of_any_class_gets_a_problem_and_a_model(graduation_year: int) -> None:
    from cte_desktop.domain.audit.rules import AuditSettings
    from cte_desktop.domain.planning.situation import PlanningSettings, Situation
    from tests.domain.filling.small_worlds import DAY

    file = file_of(graduation_year=graduation_year, day=DAY)
    around = Situation(file, None, catalog(), {}, PlanningSettings(), DAY)
    problem = problem_of(around, rules(), AuditSettings(), {})
    built = model_of(problem)
    assert len(built.take) == len(problem.options)
    assert len(built.lie) == len(problem.arrangements)
    assert all(
        0 <= place < len(built.model.choices) for row in built.model.rows for place, _ in row.terms
    )


def test_a_senior_with_nothing_ahead_gets_a_plan_without_new_placements() -> None:
    q = ask(A, B, student={"graduation_year": 2026})
    assert q.problem.options == ()
    assert q.filled().placements == ()


def test_a_single_placement_of_a_half_stays_a_half() -> None:
    half = placement("AA1", 11, Term.FALL, "P1")
    q = ask(A, plan=(replace(half, locked=True),))
    assert placed(q.filled()) == {"11:fall:AA1"}
