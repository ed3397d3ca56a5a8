"""What surrounds the pathways stands on the plan where the page has room; it moves no page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cte_desktop.domain.students.experiences import Experience
from cte_desktop.reports.planning import build_plan_sheet
from tests.reports import sheets
from tests.reports.reading import read, words

MINE = (
    Experience("wbl", "Internship", hours=8000, organization="Mercy", school_year=2025),
    Experience("ctso", "HOSA member", organization="HOSA", office="Treasurer", school_year=2024),
    Experience("certification", "CPR", passed_on=date(2024, 5, 1), expires_on=date(2025, 5, 1)),
    Experience("certification", "OSHA 10", passed_on=date(2026, 5, 1)),
    Experience("college", "Health 101", units=300, school_year=2025),
)


def plan(*experiences: Experience) -> bytes:
    sheet = replace(sheets.ana(), experiences=experiences)
    return build_plan_sheet(sheet, sheets.catalog())


def test_they_stand_in_order_of_time_without_what_has_expired() -> None:
    text = words(plan(*MINE))
    assert "Around the pathways" in text
    said = ("HOSA member, Treasurer", "Health 101, 3 units", "Internship, Mercy, 80 hours",
            "OSHA 10 (2026)")  # fmt: skip
    places = [text.index(one) for one in said]
    assert places == sorted(places)
    assert "CPR" not in text


def test_without_any_nothing_is_said() -> None:
    assert "Around the pathways" not in words(plan())
    assert "Around the pathways" not in words(plan(Experience("exploratory", "Robotics")))


def test_more_than_a_few_lines_are_left_to_the_students_file() -> None:
    many = tuple(replace(MINE[0], title=f"A long title of a job shadowing {n}") for n in range(40))
    full = plan(*many)
    assert "Around the pathways" not in words(full)
    assert len(read(full).pages) == len(read(plan()).pages)
