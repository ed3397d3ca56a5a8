"""A student's requests by period: by the bells of Valencia, with the record and fixed times."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.course import Length
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sections.matrix.requests import (
    EXTENDED,
    Request,
    RequestMatrix,
    request_matrix,
)
from cte_desktop.domain.planning.sections.offers import offers_of
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from tests.domain.planning.situations import (
    day_section,
    placed,
    placed_year,
    section,
    situation,
    year_of,
)

YEAR = 2027


def offered(*places: str, year: int = YEAR) -> tuple[Section, ...]:
    """Sections at Valencia, "ART1 P3"; a third word is the term."""
    made = []
    for number, place in enumerate(places, 1):
        code, period, *term = place.split()
        one = day_section(f"VL-{code}-{period}-{number}", code, "VL", period, year)
        made.append(replace(one, term=term[0] if term else "year"))
    return tuple(made)


def asking(*courses: str, sections: tuple[Section, ...] = (), **more: object) -> Situation:
    placements = [half for code in courses for half in placed_year(code, 11)]
    return situation(*placements, sections=sections, **more)  # type: ignore[arg-type]


def matrix(student: Situation, sections: tuple[Section, ...]) -> RequestMatrix:
    return request_matrix(student, offers_of(sections), YEAR)


def by_course(found: RequestMatrix) -> dict[str, Request]:
    return {request.course_code: request for request in found.requests}


def test_rows_are_the_planned_courses_and_columns_where_their_sections_lie() -> None:
    sections = offered("ENG11 P1", "ENG11 P2", "ENG11 P2", "ART1 P3")
    found = matrix(asking("ENG11", "ART1"), sections)
    assert [request.course_code for request in found.requests] == ["ENG11", "ART1"]
    assert found.columns == ("P1", "P2", "P3", "P4", "P5", "P6")
    english = by_course(found)["ENG11"]
    assert english.term == "year"
    assert [len(found.cell(english, column).choices) for column in found.columns[:3]] == [1, 2, 0]


def test_a_course_in_two_periods_at_once_stands_in_both() -> None:
    (double,) = offered("ART1 P3")
    double = replace(double, meetings=(*double.meetings, replace(double.meetings[0], period="P4")))
    found = matrix(asking("ART1"), (double,))
    (art,) = found.requests
    assert [bool(found.cell(art, column).choices) for column in ("P2", "P3", "P4")] == [
        False,
        True,
        True,
    ]


def test_one_combination_is_given_when_all_can_be_had() -> None:
    sections = offered("ENG11 P1", "ENG11 P3", "ART1 P3", "CER1 P1", "CER1 P4")
    found = matrix(asking("ENG11", "ART1", "CER1"), sections)
    assert found.outcome.is_possible
    assert {r.course_code: c.columns for r, c in found.combination} == {
        "ENG11": ("P1",),
        "ART1": ("P3",),
        "CER1": ("P4",),
    }
    assert (found.clashing, found.pairs) == ((), ())


def test_the_fewest_that_clash_are_named_and_the_pair_says_why_in_minutes() -> None:
    sections = offered("ENG11 P1", "ENG11 P2", "ART1 P3", "CER1 P3")
    found = matrix(asking("ENG11", "ART1", "CER1"), sections)
    assert [request.course_code for request in found.clashing] == ["ART1", "CER1"]
    (pair,) = found.pairs
    assert (pair.one.course_code, pair.other.course_code) == ("ART1", "CER1")
    assert (pair.collision.code, pair.collision.minutes_short) == ("time_clash", 50)
    assert found.combination == ()


def test_three_courses_in_two_periods_clash_though_every_two_can_be_had() -> None:
    courses = ("ENG11", "ART1", "CER1")
    sections = offered(*(f"{code} {period}" for code in courses for period in ("P1", "P2")))
    found = matrix(asking(*courses), sections)
    assert found.pairs == ()
    assert {request.course_code for request in found.clashing} == set(courses)


def test_what_the_record_has_and_fixed_times_can_not_be_moved() -> None:
    practice = tuple(
        BusyTime(YEAR, term, "MTWRF", 13 * 60, 14 * 60, "sport")
        for term in (Term.FALL, Term.SPRING)
    )
    sections = offered("ART1 P5", "ART1 P2")
    found = matrix(asking("ART1", busy=practice), sections)
    (art,) = found.requests
    assert {choice.columns: choice.is_open for choice in art.choices} == {
        ("P5",): False,
        ("P2",): True,
    }


def test_the_chosen_section_stands_first_and_is_marked() -> None:
    sections = offered("ART1 P2", "ART1 P5")
    chosen = sections[1].section_id
    student = situation(*placed_year("ART1", 11, section=chosen), sections=sections)
    (art,) = matrix(student, sections).requests
    assert (art.choices[0].section.section_id, art.choices[0].is_chosen) == (chosen, True)
    ((_, choice),) = matrix(student, sections).combination
    assert choice.section.section_id == chosen


def test_a_locked_section_is_the_only_choice() -> None:
    sections = offered("ART1 P2", "ART1 P5", "CER1 P5")
    halves = placed_year("ART1", 11, section=sections[1].section_id)
    locked = tuple(replace(half, locked=True) for half in halves)
    student = situation(*locked, *placed_year("CER1", 11), sections=sections)
    found = matrix(student, sections)
    assert {request.course_code for request in found.clashing} == {"ART1", "CER1"}


def test_cancelled_sections_and_those_without_a_time_can_not_be_had() -> None:
    cancelled, timeless = offered("ART1 P2", "ART1 P3")
    sections = (replace(cancelled, cancelled=True), replace(timeless, meetings=()))
    found = matrix(asking("ART1"), sections)
    assert by_course(found)["ART1"].open_choices == ()
    assert [request.course_code for request in found.clashing] == ["ART1"]


def test_another_schools_day_is_no_choice_but_an_evening_there_is() -> None:
    sections = (
        *offered("ART1 P2"),
        day_section("CN-ART", "ART1", "CN", "P3"),
        replace(section("CN-EVE", "ART1", "CN", "TR", "16:30", "18:00"), kind=SectionKind.EXTENDED),
    )
    found = matrix(asking("ART1"), sections)
    (art,) = found.requests
    assert {choice.section.section_id for choice in art.choices} == {"VL-ART1-P2-1", "CN-EVE"}
    assert len(found.cell(art, EXTENDED).choices) == 1
    elsewhere = matrix(asking("ART1"), sections[1:2])
    assert [choice.section.site for choice in elsewhere.requests[0].choices] == ["CN"]


def test_the_drive_to_an_evening_counts() -> None:
    evening = section("CN-AU2", "AU2", "CN", "TR", "15:45", "17:15")
    sections = (*offered("ART1 P7"), evening)
    passed = year_of("AU1", "B", 2026)
    student = situation(
        *placed_year("ART1", 11),
        *placed_year("AU2", 11, lane=Lane.EXTENDED, site="CN"),
        record=passed,
        sections=sections,
    )
    (pair,) = matrix(student, sections).pairs
    assert pair.collision.weekdays == "TR"
    assert {pair.one.course_code, pair.other.course_code} == {"ART1", "AU2"}


def test_a_section_whose_own_meetings_overlap_is_open_to_nobody() -> None:
    (double,) = offered("ART1 P3")
    double = replace(double, meetings=(*double.meetings, SectionMeeting("", "T", 620, 700)))
    found = matrix(asking("ART1"), (double,))
    assert not found.outcome.is_possible
    assert [choice.is_open for choice in found.requests[0].choices] == [False]


def test_a_course_of_one_semester_asked_for_in_both_may_sit_in_one_section_of_the_year() -> None:
    student = situation(placed("ART1", 11, Term.FALL), placed("ART1", 11, Term.SPRING))
    course = replace(student.catalog.course_by_code["ART1"], length=Length.SEMESTER)
    others = tuple(one for one in student.catalog.courses if one.code != "ART1")
    short = replace(student.catalog, courses=(*others, course))
    found = matrix(replace(student, catalog=short), offered("ART1 P3"))
    assert [request.term for request in found.requests] == ["fall", "spring"]
    assert (found.outcome.is_possible, found.pairs) == (True, ())
    twice = situation(placed("ART1", 11, Term.FALL), placed("ART1", 11, Term.FALL))
    asked_twice = matrix(replace(twice, catalog=short), offered("ART1 P3"))
    assert len(asked_twice.pairs) == 1


def test_semesters_never_clash_with_each_other() -> None:
    sections = offered("SOC P3 fall", "PSYCH P3 spring")
    student = situation(
        placed("SOC", 11, Term.FALL), placed("PSYCH", 11, Term.SPRING), sections=sections
    )
    found = matrix(student, sections)
    assert found.outcome.is_possible
    assert [request.term for request in found.requests] == ["fall", "spring"]


def test_a_year_course_taught_by_semesters_is_two_requests() -> None:
    sections = offered("ENG11 P1 fall", "ENG11 P2 spring")
    found = matrix(asking("ENG11"), sections)
    assert [request.term for request in found.requests] == ["fall", "spring"]
    assert found.outcome.is_possible


def test_a_course_whose_year_is_not_timetabled_is_named_apart() -> None:
    found = matrix(asking("ENG11", "ART1"), offered("ART1 P3"))
    assert found.untimetabled == ("ENG11",)
    assert [request.course_code for request in found.requests] == ["ART1"]


def test_without_a_plan_there_is_nothing_to_compare() -> None:
    empty = matrix(replace(asking(), plan=None), offered("ART1 P3"))
    assert (empty.requests, empty.outcome.is_possible) == ((), True)
