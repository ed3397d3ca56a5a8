"""Two plans side by side: kept, moved, added, removed, by what placements are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.planning.comparing import compare
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term
from tests.builders import plan_of


def courses(placements: tuple[Placement, ...]) -> list[str]:
    return [p.course_code for p in placements]


def named(plan: Plan, prefix: str) -> Plan:
    """The plan with other ids, as a copy of it has."""
    placed = tuple(replace(p, uid=prefix + p.uid) for p in plan.placements)
    return replace(plan, uid=prefix, placements=placed)


def test_a_plan_and_its_copy_differ_in_nothing() -> None:
    plan = plan_of("10 year GEOM", "11 fall HEALTH")
    told = compare(plan, named(plan, "copy-"))
    assert (told.changed, len(told.kept)) == (0, 3)
    assert [pair.differs for pair in told.kept] == [(), (), ()]


def test_what_only_one_plan_has_is_added_or_removed() -> None:
    told = compare(plan_of("10 year GEOM"), plan_of("10 year GEOM", "11 fall HEALTH"))
    assert (courses(told.added), courses(told.removed), told.changed) == (["HEALTH"], [], 1)
    back = compare(plan_of("10 year GEOM", "11 fall HEALTH"), plan_of("10 year GEOM"))
    assert (courses(back.added), courses(back.removed), back.changed) == ([], ["HEALTH"], 1)


def test_a_course_in_another_grade_is_moved_in_both_halves() -> None:
    told = compare(plan_of("10 year GEOM"), plan_of("11 year GEOM"))
    assert (told.added, told.removed, told.changed) == ((), (), 2)
    assert [pair.differs for pair in told.moved] == [("grade_level",), ("grade_level",)]
    assert [pair.before.spot and pair.before.spot.term for pair in told.moved] == [
        Term.FALL,
        Term.SPRING,
    ]


def test_a_section_that_is_taken_counts_as_a_move_in_its_place() -> None:
    plan = plan_of("10 fall HEALTH")
    seated = replace(plan, placements=(replace(plan.placements[0], section_id="H-1"),))
    told = compare(plan, seated)
    assert [pair.differs for pair in told.moved] == [("section",)]


def test_a_lock_changes_nothing_of_the_plan_and_is_told() -> None:
    plan = plan_of("10 fall HEALTH")
    locked = replace(plan, placements=(replace(plan.placements[0], locked=True),))
    told = compare(plan, locked)
    assert (told.changed, told.kept[0].differs) == (0, ("locked",))


def test_a_course_taken_twice_keeps_the_time_that_both_plans_have() -> None:
    told = compare(plan_of("10 fall BAND", "11 fall BAND"), plan_of("11 fall BAND", "12 fall BAND"))
    assert [pair.after.spot and pair.after.spot.grade_level for pair in told.kept] == [11]
    assert [pair.differs for pair in told.moved] == [("grade_level",)]
    assert told.changed == 1


def test_a_term_shows_what_comes_and_what_goes() -> None:
    told = compare(plan_of("10 fall HEALTH"), plan_of("11 spring HEALTH"))
    assert told.terms == ((10, Term.FALL), (11, Term.SPRING))
    assert len(told.in_term(10, Term.FALL).moved) == len(told.in_term(11, Term.SPRING).moved) == 1
    assert told.in_term(11, Term.FALL).changed == 0


def test_parked_courses_are_in_neither_plan() -> None:
    tray = Plan("plan", "s1", placements=(Placement("p", "GEOM", None),))
    assert compare(tray, plan_of("10 fall GEOM")).changed == 1
    assert compare(tray, None) == compare(None, None)


spots = st.builds(
    Spot, st.integers(9, 12), st.sampled_from([Term.FALL, Term.SPRING]), st.just(Lane.DAY)
)
plans = st.lists(st.tuples(st.sampled_from("ABC"), spots), max_size=8).map(
    lambda found: Plan(
        "plan", "s1", placements=tuple(Placement(f"p{n}", c, s) for n, (c, s) in enumerate(found))
    )
)


@given(plans, plans)
def test_every_placement_is_told_once(one: Plan, other: Plan) -> None:
    told = compare(one, named(other, "copy-"))
    pairs = (*told.kept, *told.moved)
    assert len(told.removed) + len(pairs) == len(one.placed)
    assert len(told.added) + len(pairs) == len(other.placed)
    assert not set(courses(told.added)) & set(courses(told.removed))
    assert compare(named(other, "copy-"), one).changed == told.changed
