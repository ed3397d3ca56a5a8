"""A section or alternates chosen for a placement go to both halves of its course."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.section import Section, SectionKind
from cte_desktop.domain.planning.choices import with_alternates, with_section
from cte_desktop.domain.planning.plan import Lane, Plan
from tests.builders import plan_of


def evening(term: str = "year") -> Section:
    return Section("W1", 2027, term, "WD1", "CN", SectionKind.EXTENDED)


def chosen(plan: Plan) -> list[tuple[str, Lane | None, str]]:
    return [(p.section_id, p.spot.lane if p.spot else None, p.site) for p in plan.placements]


def test_alternates_go_to_both_halves() -> None:
    plan = with_alternates(plan_of("12 year WD1", "12 fall ECON"), "p1", ("AU1", "CO1"))
    assert [p.alternates for p in plan.placements] == [("AU1", "CO1"), ("AU1", "CO1"), ()]


def test_a_section_after_school_brings_lane_and_site_to_both_halves() -> None:
    plan = with_section(plan_of("12 year WD1"), "p0", evening())
    assert chosen(plan) == [("W1", Lane.EXTENDED, "CN")] * 2


def test_a_section_of_one_semester_is_that_halfs_alone() -> None:
    plan = with_section(plan_of("12 year WD1"), "p0", evening("fall"))
    assert [section for section, *_ in chosen(plan)] == ["W1", ""]


def test_each_half_may_sit_in_a_section_of_its_own() -> None:
    plan = with_section(plan_of("12 year WD1"), "p0", evening("fall"))
    both = with_section(plan, "p1", replace(evening("spring"), section_id="W2", site="GV"))
    assert chosen(both) == [("W1", Lane.EXTENDED, "CN"), ("W2", Lane.EXTENDED, "GV")]
    again = with_section(
        with_section(plan_of("12 year WD1"), "p0", evening("fall")), "p0", evening()
    )
    assert chosen(again) == [("W1", Lane.EXTENDED, "CN")] * 2


def test_a_section_that_does_not_meet_in_the_term_changes_nothing() -> None:
    plan = plan_of("12 year WD1")
    assert with_section(plan, "p1", evening("fall")) == plan


def test_a_placement_that_is_gone_changes_nothing() -> None:
    plan = plan_of("12 year WD1")
    assert with_section(plan, "nobody", evening()) == plan
    assert with_alternates(plan, "nobody", ("AU1",)) == plan
