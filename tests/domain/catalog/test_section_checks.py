"""What is wrong with sections, bells and ways: each told with its field, and what stops a row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.double_booked import Stays, are_co_seated
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.catalog.section_checks import section_problems
from cte_desktop.domain.catalog.timetable import parse_clock
from tests.builders import catalog


def at(days: str, start: str, end: str, room: str = "") -> SectionMeeting:
    return SectionMeeting("", days, parse_clock(start), parse_clock(end), room)


SOUND = Section(
    "VL27-1",
    2027,
    "fall",
    "ART1",
    "VL",
    SectionKind.DAY,
    (at("MW", "10:00", "11:00", "B2"),),
    teacher="L. Ortiz",
    seats=30,
)


def codes(section: Section, *others: Section) -> list[tuple[str, str, bool]]:
    return [
        (p.field, p.code, p.stops)
        for p in section_problems(section, catalog(), Stays(others, catalog()))
    ]


def test_a_sound_section_has_nothing_to_say() -> None:
    assert codes(SOUND, SOUND) == []
    assert codes(replace(SOUND, meetings=(SectionMeeting("P3", "MTWRF"),))) == []
    assert codes(replace(SOUND, teacher="L.\u00a0Ortiz", seats=9999, grade_max=12)) == []


@pytest.mark.parametrize(
    ("spoiled", "problem"),
    [
        (replace(SOUND, site="XX"), ("site", "unknown_site", True)),
        (replace(SOUND, site="COC", kind=SectionKind.COLLEGE), ("site", "unknown_site", False)),
        (replace(SOUND, course_code="NIX"), ("course_code", "unknown_course", True)),
        (replace(SOUND, course_code="ANY:science"), ("course_code", "unknown_course", True)),
        (replace(SOUND, seats=-1), ("seats", "negative_seats", True)),
        (replace(SOUND, seats=10_000), ("seats", "too_many_seats", True)),
        (replace(SOUND, term="winter"), ("term", "unknown_term", True)),
        (replace(SOUND, school_year=0), ("school_year", "bad_school_year", True)),
        (replace(SOUND, school_year=10**25), ("school_year", "bad_school_year", True)),
        (replace(SOUND, section_id=" VL27-1"), ("section_id", "bad_characters", True)),
        (replace(SOUND, teacher="L.\nOrtiz"), ("teacher", "bad_characters", True)),
        (replace(SOUND, teacher="\ud800"), ("teacher", "bad_characters", True)),
        (replace(SOUND, grade_max=13), ("grade_max", "bad_grade", True)),
        (
            replace(SOUND, meetings=(SectionMeeting("", "M", -5, 60),)),
            ("start", "outside_day", True),
        ),
        (
            replace(SOUND, meetings=(SectionMeeting("", "M", 600, 24 * 60),)),
            ("end", "outside_day", True),
        ),
        (replace(SOUND, grade_min=12, grade_max=9), ("grade_min", "grades_upside_down", True)),
        (replace(SOUND, meetings=()), ("period", "no_meeting", False)),
        (replace(SOUND, meetings=(at("M", "11:00", "10:00"),)), ("end", "end_before_start", True)),
        (replace(SOUND, meetings=(at("MS", "10:00", "11:00"),)), ("days", "bad_weekday", True)),
        (replace(SOUND, meetings=(SectionMeeting("P9", "M"),)), ("period", "bad_period", True)),
        (replace(SOUND, meetings=(SectionMeeting("", "M", 600),)), ("end", "time_missing", False)),
        (replace(SOUND, meetings=(SectionMeeting("", "M"),)), ("start", "time_missing", False)),
        (
            replace(SOUND, site="PL", meetings=(SectionMeeting("P7", "MF"),)),
            ("period", "bell_missing", False),
        ),
        (
            replace(SOUND, meetings=(at("M", "10:00", "11:00"), at("MT", "10:30", "11:30"))),
            ("start", "section_double", False),
        ),
        (replace(SOUND, course_code="WD1"), ("site", "not_listed", False)),
    ],
)
def test_each_fault_names_its_field(spoiled: Section, problem: tuple[str, str, bool]) -> None:
    assert problem in codes(spoiled)


def test_a_teacher_or_a_room_in_two_places_at_once_is_told_with_the_other_section() -> None:
    other = replace(SOUND, section_id="VL27-2", course_code="ART2", teacher="Somebody Else")
    found = section_problems(SOUND, catalog(), Stays((SOUND, other), catalog()))
    assert [(p.code, p.values) for p in found] == [
        ("room_twice", (("section_id", "VL27-2"), ("weekdays", "MW")))
    ]
    elsewhere = replace(SOUND, section_id="SG27-1", site="SG", term="year")
    assert codes(SOUND, elsewhere) == [("teacher", "teacher_twice", False)]
    for apart in (
        replace(other, term="spring"),
        replace(other, school_year=2026),
        replace(other, cancelled=True),
        replace(other, meetings=(at("MW", "11:00", "12:00", "B2"),)),
    ):
        assert codes(SOUND, apart) == []


def test_two_courses_taught_as_one_class_are_no_fault() -> None:
    together = replace(SOUND, section_id="VL27-3", course_code="ART2")
    assert are_co_seated(SOUND, together)
    assert codes(SOUND, together) == []
    assert not are_co_seated(SOUND, replace(together, teacher="Somebody Else"))


@pytest.mark.parametrize(
    ("meeting", "told"),
    [
        (SectionMeeting("P3", "MW"), True),
        (at("TR", "11:00", "12:30"), True),
        (at("TR", "15:45", "18:15"), False),
        (SectionMeeting("P7", ""), False),
        (SectionMeeting("P0", ""), False),
    ],
)
def test_extended_day_during_the_school_day_is_told_and_stops_nobody(
    meeting: SectionMeeting, told: bool
) -> None:
    extended = replace(SOUND, kind=SectionKind.EXTENDED, meetings=(meeting,))
    assert (("period", "extended_in_day", False) in codes(extended)) is told
    assert "extended_in_day" not in str(codes(replace(extended, kind=SectionKind.DAY)))
