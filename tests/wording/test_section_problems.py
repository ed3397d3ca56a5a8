"""Every problem of a section has a sentence that names what it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.catalog.double_booked import Stays
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.catalog.section_checks import SectionProblem, section_problems
from cte_desktop.domain.findings import values
from cte_desktop.wording.section_problems import problem_text, stored_problem_text
from tests.builders import catalog
from tests.wording.said import holes


def _section(*meetings: SectionMeeting, **fields: Any) -> Section:
    section = Section("S1", 2026, "year", "GD2", "VL", SectionKind.DAY, meetings)
    return replace(section, **fields)


P1, LATE = SectionMeeting("P1", ""), SectionMeeting("", "MW", 945, 1005, "A1")


@pytest.mark.parametrize(
    ("section", "text"),
    [
        (_section(), "Nothing says when it meets."),
        (
            _section(SectionMeeting("", "M", 960, 900)),
            "It ends at 15:00, which is not after its start at 16:00.",
        ),
        (_section(SectionMeeting("P1", "MS")), '"MS" has other letters than M, T, W, R and F.'),
        (_section(SectionMeeting("P9", "M")), 'There is no period "P9".'),
        (
            _section(SectionMeeting("", "M")),
            "Give a period, or the time at which it starts and ends.",
        ),
        (_section(P1, seats=-2), "There can't be -2 seats."),
        (
            _section(P1, grade_min=12, grade_max=10),
            "It is for grades 12 to 10: the lower grade comes first.",
        ),
        (_section(P1, site="XX"), 'There is no site "XX".'),
        (_section(P1, course_code="NOPE"), 'There is no course "NOPE".'),
        (
            _section(LATE, SectionMeeting("", "M", 990, 1050)),
            "Its own meetings overlap on Monday.",
        ),
    ],
)
def test_a_problem_of_a_section_alone_is_said(section: Section, text: str) -> None:
    said = [
        problem_text(found, section, catalog()) for found in section_problems(section, catalog())
    ]
    assert text in said


def test_what_another_section_takes_is_said_with_its_id() -> None:
    one = _section(LATE, teacher="B. Ortiz")
    other = _section(SectionMeeting("", "W", 960, 1050, "B7"), teacher="B. Ortiz", section_id="S2")
    third = replace(one, section_id="S3", teacher="N. Boyd", meetings=(replace(LATE, days="W"),))
    said = {
        found.code: problem_text(found, one, catalog())
        for found in section_problems(one, catalog(), Stays([other, third], catalog()))
    }
    assert said["teacher_twice"] == "B. Ortiz teaches S2 at the same time on Wednesday."
    assert said["room_twice"] == "Its room has S3 at the same time on Wednesday."


def test_sites_and_courses_are_said_by_their_names() -> None:
    silent = SectionProblem("period", "bell_missing", values(site="VL", period="P3", weekdays="F"))
    unlisted = SectionProblem("site", "not_listed", values(site="CN", course="GD2"))
    section = _section(P1)
    assert "P3 on Friday" in problem_text(silent, section, catalog())
    assert "Graphic Design 2" in problem_text(unlisted, section, catalog())
    assert holes(problem_text(unlisted, section, catalog())) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("duplicate_id", 'There is a section "S1" in 2026-27 already.'),
        ("too_long", "This is longer than the database holds."),
        ("missing_value", "Give it an id, as the information system knows it."),
        ("in_record", "1 student sits in it by the record, under its present id."),
        ("fewer_than_recorded", "1 student sits in it by the record: these are fewer seats."),
    ],
)
def test_what_the_store_finds_is_said(code: str, text: str) -> None:
    assert stored_problem_text(code, _section(P1), 1) == text
