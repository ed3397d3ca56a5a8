"""What is said of sections: times, bells, grades and seats."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.catalog.timetable import Bell
from cte_desktop.wording import sections

SECTION = Section("VL26-0001", 2026, "year", "ENG9", "VL", SectionKind.DAY)
CATALOG = Catalog(
    bells=(
        Bell("VL", "regular", "MTWR", "P3", 622, 672, optional=False),
        Bell("VL", "late_start", "F", "P3", 669, 709, optional=False),
        Bell("VL", "regular", "MT", "P7", 900, 950, optional=True),
    )
)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("", "Mon–Fri"), ("MTWRF", "Mon–Fri"), ("TWR", "Tue–Thu"), ("MW", "Mon/Wed"),
        ("MTF", "Mon/Tue/Fri"), ("MT", "Mon/Tue"), ("R", "Thu"),
    ],
)  # fmt: skip
def test_weekdays_in_a_row_are_a_span(days: str, words: str) -> None:
    assert sections.day_span_label(days) == words


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        (SectionMeeting("P3", ""), "P3"),
        (SectionMeeting("P3", "MTWRF"), "P3"),
        (SectionMeeting("P3", "MT"), "P3 Mon/Tue"),
        (SectionMeeting("", "TR", 945, 1095), "Tue/Thu 15:45–18:15"),
        (SectionMeeting("P7", "TR", 945, 1095), "Tue/Thu 15:45–18:15"),
        (SectionMeeting("", "TR"), ""),
    ],
)
def test_clock_times_win_over_the_period(meeting: SectionMeeting, words: str) -> None:
    assert sections.meeting_label(meeting) == words


def test_rows_of_a_section_are_said_once_each() -> None:
    rows = (
        SectionMeeting("P3", "", room="B12"),
        SectionMeeting("P3", "", room="B12"),
        SectionMeeting("P4", "M", room="Lab"),
    )
    assert sections.when_label(replace(SECTION, meetings=rows)) == "P3, P4 Mon"
    assert sections.rooms_label(replace(SECTION, meetings=rows)) == "B12, Lab"


def test_the_bells_of_a_period_are_said_by_weekday_with_those_that_do_not_ring() -> None:
    assert sections.bells_label("P3", "VL", "", CATALOG) == (
        "P3: Mon–Thu 10:22–11:12, Fri 11:09–11:49"
    )
    assert sections.bells_label("P7", "VL", "MTW", CATALOG) == (
        "P7: Mon/Tue 15:00–15:50; no bell on Wednesday"
    )
    assert sections.bells_label("P7", "VL", "RF", CATALOG) == "P7: no bell on Thursday and Friday"
    assert sections.bells_label("P3", "CN", "", CATALOG) == "P3: no bell at this site"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, ""), (10, 12, "10–12"), (12, 12, "12"), (11, None, "from 11"),
        (None, 10, "up to 10"),
    ],
)  # fmt: skip
def test_grades_are_a_range(low: int | None, high: int | None, words: str) -> None:
    assert sections.grades_label(replace(SECTION, grade_min=low, grade_max=high)) == words


def test_seats_left_are_summed_over_the_sections_that_have_a_number() -> None:
    assert sections.seats_left_label([3, None, 4]) == "7 seats left"
    assert sections.seats_left_label([1]) == "1 seat left"
    assert sections.seats_left_label([None]) == "seats not known"


def test_every_kind_has_its_word() -> None:
    assert len({sections.kind_label(kind) for kind in SectionKind}) == len(SectionKind)
