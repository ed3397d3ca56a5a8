"""Clashes by the clock, periods of the day and fixed times as rows."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.course import Course, ExtendedDay, Length
from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.filling.model import Kind
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from tests.domain.filling.small_worlds import (
    GRADE_11,
    OTHER,
    Question,
    at,
    catalog_of,
    course,
    section,
    want,
)
from tests.domain.planning.situations import placed_year

A, B = course("AA1"), course("BB1")
EVENING = course("EVE", extended_day=ExtendedDay.ONLY)


def ask(*courses: Course, sections: tuple[Section, ...] = (), **more: object) -> Question:
    wishes = (*(want(f"course {c.code}", "like") for c in courses), *more.pop("wishes", ()))  # type: ignore[misc]
    return Question(catalog_of(*courses), sections=sections, wishes=wishes, **more)  # type: ignore[arg-type]


def periods(plan: Plan, grade: int, term: Term) -> dict[str, str]:
    return {
        p.course_code: p.spot.period
        for p in plan.placed
        if p.spot and (p.spot.grade_level, p.spot.term) == (grade, term)
    }


def test_two_sections_of_one_period_cannot_both_be_attended() -> None:
    q = ask(A, B, sections=(section("AA1", "P1"), section("BB1", "P1")))
    assert q.can("AA1 11")
    assert not q.can("AA1 11", "BB1 11")


def test_another_section_at_another_time_lets_both_fit() -> None:
    q = ask(A, B, sections=(section("AA1", "P1"), section("BB1", "P1"), section("BB1", "P2")))
    assert q.can("AA1 11", "BB1 11")
    assert q.faults_of(q.filled("AA1 11", "BB1 11")) == []


def test_the_way_to_another_site_counts() -> None:
    seventh = section("AA1", "P7")  # until 15:20; then 20 minutes of way and 10 kept free
    soon = section("EVE", "TR 15:45-18:30", site=OTHER, name="soon")
    late = section("EVE", "TR 15:50-18:30", site=OTHER, name="late")
    assert ask(A, EVENING, sections=(seventh, late)).can("AA1 11", "EVE 11")
    assert not ask(A, EVENING, sections=(seventh, soon)).can("AA1 11", "EVE 11")
    assert ask(A, EVENING, sections=(seventh, soon, late)).can("AA1 11", "EVE 11")
    here = section("EVE", "TR 15:45-18:30")
    assert ask(A, EVENING, sections=(seventh, here)).can("AA1 11", "EVE 11")


def test_a_fixed_time_forbids_what_meets_then_and_names_its_row() -> None:
    swimming = BusyTime(GRADE_11, Term.SPRING, "TR", 16 * 60, 17 * 60)
    other = BusyTime(GRADE_11, Term.SPRING, "MF", 16 * 60, 17 * 60)
    sections = (section("EVE", "TR 16:30-18:30"),)
    q = ask(EVENING, sections=sections, busy=(other, swimming), whole=True)
    assert not q.can("EVE 11")
    busy = [r for r in q.built.model.reasons if r.kind is Kind.BUSY]
    assert [r.id for r in busy] == ["2"]
    assert q.can("EVE 11", without=busy)
    assert ask(EVENING, sections=sections, busy=(other,)).can("EVE 11")


def test_a_pruned_problem_leaves_out_what_a_fixed_time_forbids() -> None:
    swimming = BusyTime(GRADE_11, Term.SPRING, "TR", 16 * 60, 17 * 60)
    q = ask(EVENING, sections=(section("EVE", "TR 16:30-18:30"),), busy=(swimming,))
    assert not q.places("EVE", 11)


def test_a_year_without_a_timetable_holds_seven_courses_by_day() -> None:
    many = [course(f"C{n}") for n in range(8)]
    q = ask(*many)
    assert q.can(*(f"C{n} 11" for n in range(7)))
    assert not q.can(*(f"C{n} 11" for n in range(8)))


def test_each_course_gets_a_period_of_its_own_the_same_in_both_terms() -> None:
    many = [course(f"C{n}") for n in range(5)]
    halves = [course(f"S{n}", year=False) for n in range(4)]
    q = ask(*many, *halves)
    plan = q.filled(*(f"C{n} 11" for n in range(5)), *(f"S{n} 11" for n in range(4)))
    fall, spring = periods(plan, 11, Term.FALL), periods(plan, 11, Term.SPRING)
    assert all(fall[f"C{n}"] == spring[f"C{n}"] != "" for n in range(5))
    assert len(set(fall.values())) == len(fall)
    assert len(set(spring.values())) == len(spring)


def test_two_quarter_courses_share_a_period() -> None:
    quarters = [course(f"Q{n}", year=False, length=Length.QUARTER) for n in range(2)]
    many = [course(f"C{n}") for n in range(6)]
    q = ask(*quarters, *many)
    wanted = ("Q0 11 fall", "Q1 11 fall", *(f"C{n} 11" for n in range(6)))
    # Both quarters and six courses have room in seven periods, but not on a day of seven courses.
    assert not q.can(*wanted)
    plan = q.filled(*wanted[:-1])
    fall = periods(plan, 11, Term.FALL)
    assert fall["Q0"] == fall["Q1"]


def test_a_fixed_time_in_the_day_takes_a_period_away() -> None:
    blocked = BusyTime(GRADE_11, Term.FALL, "M", 510, 560, "reserved")
    many = [course(f"C{n}") for n in range(7)]
    q = ask(*many, busy=(blocked,))
    assert not q.can(*(f"C{n} 11" for n in range(7)))
    plan = q.filled(*(f"C{n} 11" for n in range(6)))
    assert "P1" not in periods(plan, 11, Term.FALL).values()
    whole = ask(*many, busy=(blocked,), whole=True)
    busy = [r for r in whole.built.model.reasons if r.kind is Kind.BUSY]
    assert not whole.can(*(f"C{n} 11" for n in range(7)))
    assert whole.can(*(f"C{n} 11" for n in range(7)), without=busy)


def test_locked_placements_hold_their_period() -> None:
    locked = tuple(replace(p, locked=True) for p in placed_year("AA1", 11, "P3"))
    many = [course(f"C{n}") for n in range(5)]
    q = ask(A, *many, plan=locked)
    plan = q.filled(*(f"C{n} 11" for n in range(5)))
    fall = periods(plan, 11, Term.FALL)
    assert fall["AA1"] == "P3"
    assert len(set(fall.values())) == 6
    assert q.faults_of(plan) == []


def test_an_evening_elsewhere_needs_no_period_of_the_own_school() -> None:
    listed = (at("EVE", OTHER, ExtendedDay.ONLY),)
    wishes = (want("course EVE", "like"),)
    q = Question(catalog_of(EVENING, sites=listed), wishes=wishes)
    plan = q.filled("EVE 11")
    assert {(p.site, p.spot.period if p.spot else "?") for p in plan.placed} == {(OTHER, "")}
