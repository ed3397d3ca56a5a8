"""Sections are found by course, by id, by year, and beside one another."""

from __future__ import annotations

import pytest

from cte_desktop.domain.catalog.section import Section
from cte_desktop.storage.database import Database
from cte_desktop.storage.sections.reading import (
    find_section,
    find_sections,
    section_ids,
    sections_beside,
    sections_of,
    sections_of_course,
    sections_of_courses,
    timetabled_years,
)
from tests.storage.bringing import a_file, a_meeting, bring


@pytest.fixture
def district(memory: Database) -> Database:
    """Sections of two school years."""
    bring(
        memory,
        a_file(
            "sections",
            a_meeting("B", room="101"),
            a_meeting("A", site="CN", course_code="GD2"),
            a_meeting("C", course_code="GD2", room="102", teacher="B. Ortiz"),
            a_meeting("C", "F", course_code="GD2", room="101", teacher="B. Ortiz", period="P2"),
            a_meeting("D", site="CN", room="101", teacher=""),
            a_meeting("A", school_year=2029, course_code="GD2"),
        ),
    )
    return memory


def _ids(sections: tuple[Section, ...]) -> list[tuple[int, str]]:
    return [(section.school_year, section.section_id) for section in sections]


def test_sections_of_a_course_come_by_section_id(district: Database) -> None:
    with district.reading() as tx:
        assert _ids(sections_of_course(tx, 2026, "GD2")) == [(2026, "A"), (2026, "C")]
        assert _ids(sections_of_course(tx, 2029, "GD1")) == []
        found = sections_of_courses(tx, (2026, 2029), ("GD2", "NONE"))
        assert _ids(found) == [(2026, "A"), (2026, "C"), (2029, "A")]
        assert sections_of_courses(tx, (), ()) == ()


def test_one_section_is_found_with_its_meetings_or_not_at_all(district: Database) -> None:
    with district.reading() as tx:
        found = find_section(tx, (2026, "C"))
        assert found is not None
        assert [meeting.period for meeting in found.meetings] == ["P1", "P2"]
        assert find_section(tx, (2027, "C")) is None
        assert _ids(find_sections(tx, "A")) == [(2026, "A"), (2029, "A")]


def test_years_courses_and_ids_of_the_timetable(district: Database) -> None:
    with district.reading() as tx:
        assert timetabled_years(tx) == (2026, 2029)
        assert section_ids(tx, 2026) == {"A", "B", "C", "D"}
        assert len(sections_of(tx, 2026)) == 4


def test_an_empty_store_has_no_timetable(memory: Database) -> None:
    with memory.reading() as tx:
        assert timetabled_years(tx) == ()


def test_beside_a_section_lie_those_of_its_teacher_and_its_rooms(district: Database) -> None:
    with district.reading() as tx:
        known = {section.section_id: section for section in sections_of(tx, 2026)}
        beside = {name: _ids(sections_beside(tx, known[name])) for name in "ABCD"}
    assert beside["A"] == [(2026, "A"), (2026, "B")]  # the teacher goes about
    assert beside["B"] == [(2026, "A"), (2026, "B"), (2026, "C")]
    assert beside["C"] == [(2026, "B"), (2026, "C")]
    assert beside["D"] == [(2026, "D")]  # room 101 of another site, and nobody's class
