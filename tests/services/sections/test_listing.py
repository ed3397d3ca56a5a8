"""The list of sections: titles, pathways, weeks, seats and what is wrong; one line is the same."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.editing import add_section, change_section
from cte_desktop.services.sections.listing import (
    list_sections,
    section_line,
    timetabled_years,
)
from cte_desktop.services.sections.seats import open_order

P3 = Section(
    "VL30-0001",
    2030,
    "year",
    "GD2",
    "VL",
    SectionKind.DAY,
    (SectionMeeting("P3", ""),),
    "B. Ortiz",
    30,
)


def test_the_years_of_the_timetable_come_in_order(desk: Desk) -> None:
    before = timetabled_years(desk)
    assert 2026 in before
    add_section(desk, P3)
    assert timetabled_years(desk) == (*before, 2030)


def test_a_line_says_what_the_section_itself_does_not(desk: Desk) -> None:
    add_section(desk, P3)
    (line,) = list_sections(desk, 2030)
    assert line.title == "Graphic Design 2"
    assert line.pathways == ("Graphic Design and Animation",)
    assert line.sectors == ("AME",)
    assert {meeting.weekday for meeting in line.week.meetings} <= set("MTWRF")
    assert line.week.meetings
    assert (line.count.taken, line.count.left, line.count.waiting) == (0, 30, 0)
    assert line.problems == ()
    assert list_sections(desk, 2030, "VL") == (line,)
    assert list_sections(desk, 2030, "CN") == ()


def test_every_line_of_a_year_is_the_same_alone(desk: Desk) -> None:
    lines = list_sections(desk, 2026)
    assert len(lines) > 50
    assert any(line.recorded for line in lines)
    for line in lines:
        assert section_line(desk, key_of(line.section)) == line


def test_seats_are_counted_as_the_open_order_gives_them(desk: Desk) -> None:
    line = max(list_sections(desk, 2026), key=lambda line: line.recorded)
    key = key_of(line.section)
    for reserved in ("", "grade 12", "somebody"):
        change_section(desk, replace(line.section, seats=1, reserved_for=reserved))
        order = open_order(desk, key)
        assert len(order) == line.recorded + line.planned
        (counted,) = (one for one in list_sections(desk, 2026) if one.section.section_id == key[1])
        seated = sum(queued.has_seat for queued in order)
        assert (counted.count.taken, counted.count.waiting) == (seated, len(order) - seated)
        assert section_line(desk, key).count == counted.count
    change_section(desk, replace(line.section, seats=None))
    assert section_line(desk, key).count.left is None


def test_what_is_wrong_is_said_of_both_sections(desk: Desk) -> None:
    add_section(desk, P3)
    add_section(desk, replace(P3, section_id="CN30-0001", site="CN", teacher=""))
    in_b2 = (SectionMeeting("P3", "", room="B2"),)
    add_section(desk, replace(P3, section_id="VL30-0003", course_code="GD1"))  # taught together
    add_section(desk, replace(P3, section_id="CN30-0002", course_code="GD1", site="CN"))
    add_section(desk, replace(P3, section_id="VL30-0002", teacher="N. Boyd", meetings=in_b2))
    add_section(desk, replace(P3, section_id="VL30-0004", teacher="L. Diaz", meetings=in_b2))
    found = {
        line.section.section_id: [(p.field, p.code, p.stops) for p in line.problems]
        for line in list_sections(desk, 2030)
    }
    assert found["VL30-0001"] == [("teacher", "teacher_twice", False)]
    assert ("teacher", "teacher_twice", False) in found["CN30-0002"]
    assert found["VL30-0002"] == found["VL30-0004"] == [("room", "room_twice", False)]
    assert ("teacher", "teacher_twice", False) not in found["CN30-0001"]
    for line in list_sections(desk, 2030):
        assert section_line(desk, key_of(line.section)) == line
