"""The years as the four-year plan prints them."""

from __future__ import annotations

from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.planning.sheet import sheet_years
from cte_desktop.domain.school_year import Term
from tests.reports import sheets


def test_all_four_grades_stand_even_when_nothing_is_in_them() -> None:
    years = sheet_years((), 2029, "VL", sheets.catalog(), {})
    assert [(y.grade_level, y.school_year, y.courses) for y in years] == [
        (9, 2025, ()), (10, 2026, ()), (11, 2027, ()), (12, 2028, ()),
    ]  # fmt: skip


def test_two_halves_are_one_entry_and_a_repeat_in_summer_is_another() -> None:
    years = {y.grade_level: y for y in sheets.ana().years}
    geometry = [c for c in years[9].courses if c.code == "GEO"]
    assert [[h.term for h in c.halves] for c in geometry] == [
        [Term.FALL, Term.SPRING],
        [Term.SUMMER],
    ]
    assert geometry[0].state is State.NOT_EARNED
    assert geometry[0].credits == 500
    assert geometry[1].lane is Lane.SUMMER


def test_a_section_after_school_brings_its_times_and_place() -> None:
    years = {y.grade_level: y for y in sheets.ana().years}
    evening = next(c for c in years[10].courses if c.code == "SM1")
    assert evening.lane is Lane.EXTENDED
    assert (evening.site, evening.times[0].days, evening.times[0].start) == ("SG", "MW", 975)


def test_credits_are_counted_by_term_and_a_failed_half_counts_none() -> None:
    years = {y.grade_level: y for y in sheets.ana().years}
    assert years[9].credits(Term.FALL) == 2500
    assert years[9].credits(Term.SPRING) == 3000
    assert years[9].credits(Term.SUMMER) == 500


def test_two_courses_of_one_code_in_one_term_stay_two_entries() -> None:
    rows = [
        sheets.semester("WBL", 11, Term.FALL, State.EARNED, "P", section_id="a"),
        sheets.semester("WBL", 11, Term.FALL, State.EARNED, "P", section_id="b"),
        sheets.semester("WBL", 11, Term.SPRING, State.EARNED, "P", section_id="a"),
    ]
    years = {y.grade_level: y for y in sheet_years(rows, 2029, "VL", sheets.catalog(), {})}
    assert sorted(len(c.halves) for c in years[11].courses) == [1, 2]


def test_the_next_year_is_the_one_that_is_planned_for() -> None:
    sheet = sheets.ana()
    assert sheet.next_year is not None
    assert sheet.next_year.grade_level == 11
    assert len(sheet.planned(sheet.next_year)) == 8
