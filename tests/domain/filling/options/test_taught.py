"""How courses can be had: where, in which terms and sections, and what may be taken again."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.filling.options.retakes import open_shapes
from cte_desktop.domain.filling.options.taught import taught_for
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sections.offers import offers_of
from cte_desktop.domain.planning.semesters import semesters_of_record
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.file import StudentFile
from tests.builders import student
from tests.domain.filling.small_worlds import (
    GRADE_11,
    GRADE_12,
    HOME,
    OTHER,
    Question,
    at,
    catalog_of,
    course,
    section,
    want,
)
from tests.domain.planning.situations import DAY, taken, year_of

ONE = course("ONE")
CORE = tuple(
    course(code, graduation_subject=subject)
    for code, subject in (
        ("ENG", "english"),
        ("MAT", "mathematics"),
        ("SCI", "science_life"),
        ("SOC", "social_studies"),
    )
)


def ask(*courses: object, **more: object) -> Question:
    liked = tuple(want(f"course {c.code}", "like") for c in courses)  # type: ignore[attr-defined]
    sites = more.pop("sites", ())
    return Question(catalog_of(*courses, sites=sites), wishes=liked, **more)  # type: ignore[arg-type]


def lanes(q: Question, code: str, grade: int) -> set[tuple[Lane, str, str]]:
    return {
        (a.lane, a.site, a.sections[0])
        for place in q.places(code, grade)
        for a in (q.problem.arrangements[n] for n in q.problem.options[place].arrangements)
    }


def test_without_a_timetable_a_course_lies_by_day_at_the_own_school() -> None:
    q = ask(ONE)
    assert lanes(q, "ONE", 11) == {(Lane.DAY, "", "")}
    assert not q.places("ONE", 10)  # a year course can't begin in spring


def test_a_course_listed_elsewhere_is_no_option_by_day() -> None:
    q = ask(ONE, sites=(at("ONE", OTHER),))
    assert not q.places("ONE")


def test_extended_day_may_be_taken_at_every_site_that_has_it() -> None:
    both = replace(ONE, extended_day=ExtendedDay.BOTH)
    sites = (at("ONE", HOME, ExtendedDay.BOTH), at("ONE", OTHER, ExtendedDay.BOTH))
    q = ask(both, sites=sites)
    assert lanes(q, "ONE", 11) == {
        (Lane.DAY, "", ""),
        (Lane.EXTENDED, "", ""),
        (Lane.EXTENDED, OTHER, ""),
    }


def test_sections_of_the_course_and_year_take_the_place_of_its_pattern() -> None:
    q = ask(ONE, sections=(section("ONE", "P1"),))
    assert lanes(q, "ONE", 11) == {(Lane.DAY, "", "ONE-P1")}
    assert lanes(q, "ONE", 12) == {(Lane.DAY, "", "")}


def test_a_course_whose_only_section_is_cancelled_is_not_taught() -> None:
    q = ask(ONE, sections=(replace(section("ONE", "P1"), cancelled=True),))
    assert not q.places("ONE", 11)


def test_in_a_whole_timetable_a_course_without_sections_is_not_taught_by_day() -> None:
    sections = tuple(section(c.code, f"P{n}") for n, c in enumerate(CORE, start=1))
    whole = ask(ONE, *CORE, sections=sections)
    assert not whole.places("ONE", 11)
    assert whole.places("ONE", 12)
    part = ask(ONE, *CORE, sections=sections[:3])
    assert part.places("ONE", 11)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"site": OTHER}, False),
        ({"grade_min": 12}, False),
        ({"grade_min": 11, "grade_max": 11}, True),
        ({"reserved_for": "grade 12"}, False),
        ({"reserved_for": "grade 11"}, True),
        ({"seats": 0}, False),
        ({"meetings": ()}, False),
        ({"term": "fall"}, False),
    ],
)
def test_a_section_must_be_open_to_the_student(change: dict[str, object], found: bool) -> None:
    q = ask(ONE, sections=(replace(section("ONE", "P1"), **change),))  # type: ignore[arg-type]
    by_section = {name for _, _, name in lanes(q, "ONE", 11)} - {""}
    assert bool(by_section) is found


def test_sections_of_each_semester_make_a_year_together() -> None:
    fall = replace(section("ONE", "P1", name="f"), term="fall")
    spring = replace(section("ONE", "P2", name="s"), term="spring")
    q = ask(ONE, sections=(fall, spring))
    (place,) = q.places("ONE", 11, "year")
    (only,) = (q.problem.arrangements[n] for n in q.problem.options[place].arrangements)
    assert only.sections == ("f", "s")


def test_sections_nobody_can_tell_apart_are_one_arrangement() -> None:
    alike = tuple(section("ONE", "P1", name=name) for name in ("a", "b"))
    assert len(lanes(ask(ONE, sections=alike), "ONE", 11)) == 1


def test_a_semester_course_lies_in_each_of_its_terms() -> None:
    half = course("HALF", year=False, offered=frozenset({"spring"}), grades=(11, 12))
    q = ask(half)
    found = {(o.grade_level, o.terms[0]) for o in q.problem.options}
    assert found == {(11, Term.SPRING), (12, Term.SPRING)}


@pytest.mark.parametrize(
    ("rows", "open_terms"),
    [
        ((), {"year"}),
        (year_of("ONE", "B", 2025), set()),
        (year_of("ONE", "D", 2025), {"year", "fall", "spring", "summer"}),
        (year_of("ONE", "P", 2025), set()),
        (year_of("ONE", "F", 2025), {"year"}),
        (
            (taken("ONE", "F", 2025, Term.FALL), taken("ONE", "B", 2025, Term.SPRING)),
            {"year", "fall", "spring", "summer"},
        ),
        (year_of("ONE", "", 2026), set()),
        (year_of("ONE", "W", 2025), {"year"}),
        ((*year_of("ONE", "D", 2024), *year_of("ONE", "", 2026)), set()),
    ],
)
def test_what_may_be_taken_again_is_what_is_missing_or_weak(
    rows: tuple[object, ...], open_terms: set[str]
) -> None:
    catalog = catalog_of(ONE)
    file = StudentFile(student(day=DAY), rows)  # type: ignore[arg-type]
    had = semesters_of_record(file, catalog, Question(catalog).situation.settings.thresholds)
    shapes = open_shapes(ONE, had)
    assert {"year" if len(s) > 1 else s[0].value for s in shapes} == open_terms


def test_support_and_work_based_courses_are_placed_when_asked_for_alone() -> None:
    support = course("SUP", rigor="basic")
    assert ask(support).places("SUP")
    assert not Question(catalog_of(support, ONE), whole=True).places("SUP")


def test_years_beyond_the_timetable_know_no_sections() -> None:
    q = ask(ONE, sections=(section("ONE", "P1"),))
    assert {o.school_year for o in q.problem.options} == {GRADE_11, GRADE_12}


def test_a_course_of_day_and_evening_is_had_by_day_where_its_site_has_extended_day() -> None:
    both = course("TWO", extended_day=ExtendedDay.BOTH)
    q = ask(both, sites=(at("TWO", HOME, ExtendedDay.ONLY),))
    assert {lane for lane, _, _ in lanes(q, "TWO", 11)} == {Lane.DAY, Lane.EXTENDED}


def test_a_course_with_sections_by_day_has_no_evening_without_a_section() -> None:
    both = course("TWO", extended_day=ExtendedDay.BOTH)
    half = course("SEM", year=False, extended_day=ExtendedDay.BOTH)
    young = replace(section("TWO", "P1"), grade_max=10)
    fall = replace(section("SEM", "P2"), term="fall")
    q = ask(both, half, sections=(young, fall))
    assert not q.places("TWO", 11)
    assert [q.problem.options[n].terms for n in q.places("SEM", 11)] == [(Term.FALL,)]


def test_several_threads_may_ask_how_courses_are_taught_at_once() -> None:
    """Each brings timetables of its own, so that the others' are put away again and again."""
    catalog, who = catalog_of(ONE), student(day=DAY, school=HOME)
    every = [offers_of((section("ONE", "P1", name=str(n)),)) for n in range(40)]

    def ask_all(turn: int) -> set[bool]:
        around = (every[(turn * 7 + n) % len(every)] for n in range(3000))
        return {taught_for(catalog, one, who, HOME).offers is one for one in around}

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(ask_all, range(4))) == [{True}] * 4
    finally:
        sys.setswitchinterval(before)
