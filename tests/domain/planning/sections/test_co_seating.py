"""Courses that are taught together are one class: same teacher, room and times."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.sections.co_seating import co_seated

IN_B2 = SectionMeeting("P3", "MTWRF", room="B2")
FIRST = Section("1", 2027, "year", "CER1", "VL", SectionKind.DAY, (IN_B2,), teacher="L. Ortiz")
SECOND = replace(FIRST, section_id="2", course_code="CER2")


def test_sections_of_one_teacher_room_and_time_are_one_class() -> None:
    third = replace(FIRST, section_id="3", meetings=(replace(IN_B2, period="P4"),))
    fourth = replace(third, section_id="4", course_code="CER2")
    alone = replace(FIRST, section_id="5", teacher="Somebody Else")
    assert co_seated((FIRST, third, SECOND, alone, fourth)) == ((FIRST, SECOND), (third, fourth))


def test_without_a_room_or_a_teacher_nobody_can_tell() -> None:
    homeless = replace(FIRST, meetings=(replace(IN_B2, room=""),))
    assert co_seated((homeless, replace(homeless, section_id="2"))) == ()
    nobodys = replace(FIRST, teacher="")
    assert co_seated((nobodys, replace(nobodys, section_id="2"))) == ()
    assert co_seated((FIRST, replace(SECOND, school_year=2026))) == ()
