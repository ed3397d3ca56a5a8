"""Counting students and completions apart, by every breakdown, and growth from year to year."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.completion.figures.counting import (
    Breakdown,
    ClassTime,
    Completion,
    broken_down,
    count,
    first_years,
    group_names,
    groups_of,
    rows_of,
)
from cte_desktop.domain.completion.figures.growth import EarlierTotal, YearCount, grown, year_counts

ANA = Completion("ana", "Welding", "MPD", "212", 2026, "VL", 2027, "SG", ClassTime.EXTENDED)
BEN = Completion("ben", "Photography", "AME", "113", 2026, "WR", 2028, "WR", ClassTime.DAY)
TWICE = replace(ANA, pathway="Graphic Design", state_code="113", sector="AME")
EVERY = (ANA, BEN, TWICE)


def test_who_completed_two_pathways_is_one_student() -> None:
    counted = count(EVERY)
    assert (counted.students, counted.completions, counted.uids) == (2, 3, ("ana", "ben"))


def test_the_state_counts_a_code_once_and_in_its_first_year() -> None:
    before = replace(TWICE, pathway="Photography", school_year=2025)
    firsts = first_years((*EVERY, before))
    assert count(EVERY).state_completions == 3
    assert count(EVERY, firsts).state_completions == 2
    assert count((before,), firsts).state_completions == 1
    assert count((replace(ANA, state_code=""),)).state_completions == 0


def test_lines_come_with_their_students_the_most_first_and_unknown_last() -> None:
    unknown = replace(BEN, student_uid="eva", class_time=ClassTime.UNKNOWN, capstone_site="")
    lines = broken_down((*EVERY, unknown), Breakdown.CAPSTONE_SITE)
    assert [(line.key, line.counted.students) for line in lines] == [("SG", 1), ("WR", 1), ("", 1)]
    times = broken_down((*EVERY, unknown), Breakdown.CLASS_TIME)
    assert [line.key for line in times] == ["day", "extended", ""]
    assert times[1].counted.uids == ("ana",)
    assert times[1].counted.completions == 2
    grades = broken_down(EVERY, Breakdown.GRADE)
    assert [line.key for line in grades] == ["11", "12"]


def test_rows_are_one_pathway_at_one_site_in_one_year() -> None:
    rows = rows_of((*EVERY, replace(ANA, student_uid="eva")))
    assert [(row.pathway, row.site, row.students, row.completions) for row in rows] == [
        ("Graphic Design", "VL", 1, 1),
        ("Photography", "WR", 1, 1),
        ("Welding", "VL", 2, 2),
    ]


def test_groups_are_parted_as_files_write_them() -> None:
    assert groups_of("EL; SWD |foster , EL") == ("EL", "SWD", "foster")
    assert groups_of(" ;") == ()


def test_a_group_is_one_however_its_letters_are_written() -> None:
    assert groups_of("EL, el") == ("EL",)
    assert group_names(("el; Foster", "EL", "foster|SWD")) == {
        "el": "EL",
        "foster": "Foster",
        "swd": "SWD",
    }


def test_an_entered_total_stands_in_the_place_of_the_record() -> None:
    earlier = (
        EarlierTotal("1", 2022, students=600),
        EarlierTotal("2", 2024, students=1288, completions=1400, note="board report"),
        EarlierTotal("3", 2025, pathway="Welding", completions=9),
    )
    counts = year_counts(EVERY, earlier, (2022, 2024, 2025, 2026))
    assert counts == (
        YearCount(2022, 600, None, entered=True),
        YearCount(2024, 1288, 1400, entered=True, note="board report"),
        YearCount(2025, 0, 0),
        YearCount(2026, 2, 3),
    )
    welding = year_counts(EVERY, earlier, (2024, 2025, 2026), pathway="Welding")
    assert [(c.students, c.completions) for c in welding] == [(0, 0), (None, 9), (1, 1)]


def test_growth_tells_differences_and_ratios_of_what_is_known() -> None:
    counts = (YearCount(2024, 1288, None), YearCount(2022, 600, 700), YearCount(2025, 0, 3))
    first, second, third = grown(counts)
    assert first.before is None
    assert (second.more_students, second.more_completions) == (688, None)
    assert round(second.times_students or 0, 2) == 2.15
    assert second.times_completions is None
    assert (third.more_students, third.times_students) == (-1288, 0.0)
    assert grown((YearCount(2025, 0, 0), YearCount(2026, 5, 5)))[1].times_students is None
