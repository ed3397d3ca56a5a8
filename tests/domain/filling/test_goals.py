"""The least change to the present plan: courses stay, and periods with them."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.filling.wants import wants_of
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.school_year import Term
from tests.domain.filling.small_worlds import (
    Question,
    catalog_of,
    course,
    placed,
    section,
    want,
)
from tests.domain.planning.situations import placed as placement
from tests.domain.planning.situations import placed_year

MANY = tuple(course(f"C{n}") for n in range(14))


def test_a_planned_course_gets_the_section_in_its_own_period() -> None:
    sections = tuple(section("C0", f"P{n}") for n in range(1, 7))
    q = Question(catalog_of(*MANY), plan=placed_year("C0", 11, "P5"), sections=sections)
    (one,) = {p.section_id for p in q.best().placed if p.course_code == "C0"}
    assert one == "C0-P5"


def test_planned_courses_without_sections_stay_where_the_year_is_timetabled() -> None:
    sections = tuple(section(one.code, f"P{at % 6 + 1}") for at, one in enumerate(MANY))
    planned = tuple(p for at in range(3, 9) for p in placed_year(f"C{at}", 11, f"P{at % 6 + 1}"))
    q = Question(catalog_of(*MANY), plan=planned, sections=sections)
    there = {key.split(":")[2] for key in placed(q.best()) if key.startswith("11:fall")}
    assert there == {f"C{at}" for at in range(3, 9)}


def test_an_evening_course_that_was_chosen_is_not_dropped_to_save_evenings() -> None:
    intern = course("INTERN", year=False, repeatable=True, extended_day=ExtendedDay.ONLY)
    halves = tuple(
        placement("INTERN", 11, term, lane=Lane.EXTENDED) for term in (Term.FALL, Term.SPRING)
    )
    q = Question(catalog_of(*MANY, intern), plan=halves)
    assert {"11:fall:INTERN", "11:spring:INTERN"} <= placed(q.best())


def test_what_is_kept_keeps_its_period() -> None:
    planned = tuple(
        replace(p, uid=f"{p.uid}")
        for at in range(5)
        for p in placed_year(f"C{at}", 11, f"P{at + 2}")
    )
    q = Question(catalog_of(*MANY), plan=planned)
    best = {p.uid: p for p in q.best().placed}
    assert all(best[p.uid] == p for p in planned if p.spot and p.spot.period != "P7")


def as_usual(q: Question) -> Question:
    """The question with what holds where nobody noted a wish, programs apart."""
    usual = wants_of(q.situation.file, q.catalog)
    q.__dict__["wants"] = tuple(w for w in usual if w.kind in {"college", "period7"})
    return q


def test_a_term_may_be_as_full_as_it_is_planned() -> None:
    planned = tuple(p for at in range(7) for p in placed_year(f"C{at}", 11, f"P{at + 1}"))
    best = as_usual(Question(catalog_of(*MANY), plan=planned)).best()
    there = [p for p in best.placed if p.spot and p.spot.grade_level == 11]
    assert there == list(planned)  # period 7 too
    beside = [p for p in best.placed if p.spot and p.spot.grade_level == 12]
    assert len(beside) == 2 * 6


def test_a_planned_term_is_no_fuller_than_a_load_that_is_wished() -> None:
    planned = tuple(p for at in range(7) for p in placed_year(f"C{at}", 11, f"P{at + 1}"))
    q = Question(catalog_of(*MANY), plan=planned, wishes=(want("load 5", "like"),))
    there = [key for key in placed(q.best()) if key.startswith("11:fall")]
    assert len(there) == 5


def test_a_college_course_that_is_planned_stays_without_a_wish_for_college() -> None:
    college = course("COL", year=False, rigor="dual")
    planned = (placement("COL", 11, Term.FALL, lane=Lane.COLLEGE),)
    halves = tuple(course(f"H{n}", year=False) for n in range(8))
    world = catalog_of(*MANY, *halves, college)
    q = as_usual(Question(world, plan=planned))
    assert [p for p in q.best().placed if p.course_code == "COL"] == list(planned)
    unwished = Question(world, plan=planned, wishes=(want("college no"),))
    assert not [p for p in unwished.best().placed if p.spot and p.spot.lane is Lane.COLLEGE]


def test_an_elective_is_no_first_course_of_a_pathway_that_nobody_chose() -> None:
    foreign = tuple(
        course(f"A{n}", ag_area="G", pathway="Welding", grades=(11, 12)) for n in range(12)
    )
    plain = tuple(course(f"Z{n}", ag_area="G", grades=(11, 12)) for n in range(12))
    q = Question(catalog_of(*foreign, *plain))
    assert {key.split(":")[2][0] for key in placed(q.best())} == {"Z"}


def test_physical_education_comes_once_a_year() -> None:
    gym = tuple(
        course(f"GYM{n}", graduation_subject="physical_education", ag_area="G", grades=(11, 12))
        for n in range(2)
    )
    others = tuple(course(f"Z{n}", ag_area="G", grades=(11, 12)) for n in range(10))
    q = Question(catalog_of(*gym, *others), wishes=tuple(want(f"course GYM{n}") for n in range(2)))
    grades = {key.split(":")[0] for key in placed(q.best()) if "GYM" in key}
    assert grades == {"11", "12"}


def test_nobody_begins_a_second_language_to_fill_a_day() -> None:
    languages = tuple(course(code, ag_area="E") for code in ("AAA1", "BBB1"))
    others = tuple(course(f"Z{n}", ag_area="G") for n in range(14))
    q = Question(catalog_of(*languages, *others))
    begun = {key.split(":")[2] for key in placed(q.best())} & {"AAA1", "BBB1"}
    assert len(begun) == 1
