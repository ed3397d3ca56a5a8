"""College classes: where, from which grade on, how many units, and by the clock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.plan import Lane, Placement
from cte_desktop.domain.planning.sections.rules.college import College, college_of
from cte_desktop.domain.school_year import Term
from tests.domain.planning.sections.school_days import full_day, of
from tests.domain.planning.situations import (
    placed,
    situation,
)


def college(code: str, grade: int, term: Term, site: str = "COC") -> Placement:
    return placed(code, grade, term, lane=Lane.COLLEGE, site=site)


@pytest.mark.parametrize(
    ("grade", "term", "told"),
    [
        (9, Term.SPRING, True),
        (9, Term.SUMMER, True),
        (10, Term.SPRING, True),
        (10, Term.SUMMER, False),
        (11, Term.FALL, False),
    ],
)
def test_students_enroll_at_the_college_from_the_summer_after_tenth_grade(
    grade: int, term: Term, *, told: bool
) -> None:
    found = of("college_too_early", replace(situation(), plan=None))
    assert found == []
    student = situation(college("COC-COUNS110", grade, term), school="VL")
    early = replace(student, day=student.day.replace(year=2024))
    assert [f.severity for f in of("college_too_early", early)] == [Severity.MUST_FIX] * told


def test_a_college_class_on_the_campus_of_a_school_is_no_enrollment_at_the_college() -> None:
    on_campus = Section(
        "CC-1",
        2026,
        "spring",
        "COC-COUNS110",
        "CS",
        SectionKind.COLLEGE,
        (SectionMeeting("", "MW", 7 * 60 + 20, 8 * 60 + 20),),
    )
    placement = placed("COC-COUNS110", 10, Term.SPRING, section="CC-1", lane=Lane.COLLEGE)
    student = situation(placement, sections=(on_campus,), school="CS")
    assert college_of(student, student.ahead[0]) is College.DUAL
    assert of("college_too_early", student) == []
    away = replace(on_campus, site="COC")
    student = situation(placement, sections=(away,), school="CS")
    assert college_of(student, student.ahead[0]) is College.CONCURRENT
    assert len(of("college_too_early", student)) == 1
    unsaid = situation(placed("COC-COUNS110", 10, Term.SPRING, lane=Lane.COLLEGE))
    assert college_of(unsaid, unsaid.ahead[0]) is None  # nobody has said where


def test_each_way_to_the_college_has_its_cap_of_units() -> None:
    codes = ("COC-COUNS110", "COC-PSYCH101", "COC-SOCI101", "COC-COMS105", "COC-ENGL101")
    four = [college(code, 11, Term.FALL) for code in codes[:4]]
    (told,) = of("overload", situation(*four))  # 12 units are more than 11.99
    assert (told.about("units"), told.about("most_units")) == (1200, 1199)
    assert (told.about("college"), told.severity) == ("concurrent", Severity.WARNING)
    on_campus = [college(code, 11, Term.FALL, "VL") for code in codes]
    assert of("overload", situation(*on_campus)) == []  # 15 units in total are allowed
    six = situation(*on_campus, college("COC-ADMJ101", 11, Term.FALL, "VL"))
    assert [f.about("most_units") for f in of("overload", six)] == [1500]


def test_a_college_class_before_school_or_after_lunch_is_compared_by_the_clock() -> None:
    def dual(start: int) -> Section:
        when = (SectionMeeting("", "MW", start, start + 85),)
        return Section("CC", 2027, "fall", "COC-PSYCH101", "VL", SectionKind.COLLEGE, when)

    day, placements = full_day("P5", "P6")
    for start, clashes in ((7 * 60, 0), (12 * 60 + 45, 0), (12 * 60, 1)):
        mine = placed("COC-PSYCH101", 11, Term.FALL, section="CC", lane=Lane.COLLEGE)
        student = situation(*placements, mine, sections=(*day, dual(start)))
        assert len(of("time_clash", student)) == clashes
    empty = of("empty_period_51228_1", situation(*placements, mine, sections=(*day, dual(765))))
    assert [(f.about("term"), f.about("weekdays")) for f in empty] == [
        ("fall", "TRF"),  # the college class fills periods 5 and 6 on Monday and Wednesday
        ("spring", "MTWRF"),
    ]
