"""The last chance of a pathway is the latest of all ways to place what is missing, one by one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from cte_desktop.domain.audit.ending import ends_in, is_under_way, short_of
from cte_desktop.domain.audit.result import LastChance, ProgramResult
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.prerequisites import Prerequisites
from cte_desktop.domain.school_year import Term, moment
from tests.builders import catalog, file_of
from tests.domain.audit.test_ending import PATHWAY, audited

YEARS = {10: 2026, 11: 2027, 12: 2028}


@cache
def free() -> Catalog:
    """The shipped catalog, without prerequisites of the capstone."""
    courses = [
        replace(course, prerequisites=Prerequisites()) if course.code == "CU2" else course
        for course in catalog().courses
    ]
    return replace(catalog(), courses=tuple(courses))


def program(*record: str, planned: tuple[str, ...] = ()) -> ProgramResult:
    return audited(file_of(*record, pathway=PATHWAY), *planned, known=free())


def chance(*record: str, planned: tuple[str, ...] = ()) -> LastChance:
    found = program(*record, planned=planned).last_chance
    assert found is not None
    return found


def fall(year: int) -> int:
    return moment(year, Term.FALL)


def tried(*record: str, missing: tuple[str, ...]) -> dict[int, int]:
    """The years in which the pathway ends, under the one in which its first course starts."""
    found: dict[int, int] = {}
    for grades in product((10, 11, 12), repeat=len(missing)):
        lines = [f"{grade} year {code}" for grade, code in zip(grades, missing, strict=True)]
        year = ends_in(program(*record, planned=tuple(lines)))
        if year is not None:
            start = YEARS[grades[0]]
            found[start] = max(year, found.get(start, 0))
    return found


@pytest.mark.parametrize(
    ("record", "missing"),
    [
        ((), ("CU1", "CU2")),
        (("9 year CU1 B",), ("CU2",)),
        (("10 year CU1",), ("CU2",)),
        (("9 year CU1 F",), ("CU1", "CU2")),
    ],
)
def test_it_is_the_latest_of_all_ways(record: tuple[str, ...], missing: tuple[str, ...]) -> None:
    ways = tried(*record, missing=missing)
    found = chance(*record)
    assert found.starts == fall(max(ways))
    assert found.ends_in == max(ways.values())
    assert found.courses == len(missing)
    assert found.only_year == (sum(start > 2026 for start in ways) == 1)


def test_a_capstone_in_place_leaves_the_concentrator_the_terms_before_it() -> None:
    found = chance(planned=("12 year CU2",))
    assert (found.starts, found.ends_in, found.courses) == (fall(2027), 2028, 1)


def test_a_capstone_that_is_in_place_too_early_is_to_be_passed_again() -> None:
    found = chance("9 year CU2 B")
    assert (found.starts, found.ends_in, found.courses) == (fall(2027), 2028, 2)


def test_the_other_half_of_a_course_that_runs_can_still_be_taken_by_itself() -> None:
    senior = file_of("11 year CU1 B", "12 fall CU2", pathway=PATHWAY, graduation_year=2027)
    found = audited(senior).last_chance
    assert found == LastChance(moment(2026, Term.SPRING), 2026, 1, only_year=True)


def test_who_can_not_complete_any_more_and_who_lacks_nothing_have_none() -> None:
    senior = file_of(pathway=PATHWAY, graduation_year=2027)
    assert audited(senior).last_chance is None
    assert program("9 year CU1 B", planned=("10 year CU2",)).last_chance is None
    assert program("9 year CU1 B", "10 year CU2").last_chance is None


def test_years_alone_can_be_made_good_in_any_term_ahead() -> None:
    three = AuditSettings(minimum_school_years=3)
    short = audited(file_of("9 year CU1 B", "10 year CU2", pathway=PATHWAY), by=three)
    found = short.last_chance
    assert found is not None
    assert (found.ends_in, found.courses, found.only_year) == (2028, 0, False)
    assert short_of(short) == "school_years"


@pytest.mark.parametrize(
    ("record", "planned", "name"),
    [
        (("9 year CU1 B",), (), "capstone"),
        (("10 year CU1",), (), "capstone"),
        ((), ("11 year CU1",), "capstone"),
        ((), ("12 year CU2",), "concentrator"),
        ((), (), ""),
        (("9 year CU1 B", "10 fall CU2"), (), "capstone"),
        (("9 year CU1 B", "10 year CU2"), (), ""),
    ],
)
def test_what_alone_is_missing_is_named(
    record: tuple[str, ...], planned: tuple[str, ...], name: str
) -> None:
    assert short_of(program(*record, planned=planned)) == name


@pytest.mark.parametrize(
    ("record", "planned", "under_way"),
    [
        (("9 year CU1 B", "10 year CU2"), (), True),
        (("9 year CU1 B", "10 fall CU2"), ("10 spring CU2",), True),
        (("9 year CU1 B",), ("10 year CU2",), False),
        (("9 year CU1 B", "10 fall CU2"), ("11 spring CU2",), False),
        (("9 year CU1 B", "10 fall CU2"), (), False),
        (("10 year CU1",), ("11 year CU2",), False),
        (("9 year CU1 B",), (), False),
        (("8 year CU1 B", "9 year CU2 B"), (), False),
    ],
)
def test_all_is_under_way_when_every_open_course_has_begun(
    record: tuple[str, ...], planned: tuple[str, ...], under_way: bool
) -> None:
    assert is_under_way(program(*record, planned=planned)) == under_way
