"""Demand: what a student's words ask for, and how seats stand to what is wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.catalog.section import Section, SectionKind
from cte_desktop.domain.planning.sections.demand.asking import (
    Ask,
    Asked,
    Asking,
    asks_of,
    wanted_of,
)
from cte_desktop.domain.planning.sections.demand.balance import (
    Balance,
    DemandRow,
    Place,
    Wanted,
    demand_rows,
)
from tests.builders import catalog

YEAR = 2027
SENIOR = 2028  # grade 12 in 2027-28
EIGHTH = 2033  # grade 7 in 2027-28


def asked(
    fall: str | None = None,
    spring: str | None = None,
    summer: str | None = None,
    *,
    code: str = "ENG11",
    school: str = "VL",
    graduates: int = SENIOR,
) -> tuple[Ask, ...]:
    return asks_of(Asked(code, fall, spring, summer, school, graduates), YEAR, catalog())


def ask(term: str, site: str = "VL", how: str = Asking.PLANNED, code: str = "ENG11") -> Ask:
    return Ask(Place(code, site, term), how)


def section(number: int, seats: int | None = 34, **more: object) -> Section:
    made = Section(f"VL27-{number:04d}", YEAR, "year", "ENG11", "VL", SectionKind.DAY, seats=seats)
    return replace(made, **more)  # type: ignore[arg-type]


def row(wanted: int, *sections: Section, term: str = "year", **more: int) -> DemandRow:
    """The row of English 11 at Valencia in a year that is timetabled there."""
    wants = [Wanted(Place("ENG11", "VL", term), wanted)]
    wants += [Wanted(Place("ENG11", "VL", other), count) for other, count in more.items()]
    other = section(9999, course_code="CHEM")
    rows = demand_rows(YEAR, wants, (*sections, other), catalog())
    return next(r for r in rows if r.place == wants[0].place)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("2", "2"), (ask("year"),)),
        (("2", None), (ask("fall"),)),
        ((None, "2"), (ask("spring"),)),
        ((None, None, "2"), (ask("summer"),)),
        (("2", "2", "2"), (ask("year"), ask("summer"))),
        (("2CN", "2CN"), (ask("year", "CN"),)),
        (("2CN", "2"), (ask("year", "CN"),)),
        (("2CN", "2VL"), (ask("fall", "CN"), ask("spring", "VL"))),
        (("4VL", "2"), (ask("year", how=Asking.RECORDED),)),
        (("5CN", None), (ask("year", "CN", Asking.RECORDED),)),
        (("3VL", "2"), (ask("year"),)),
        (("3VL", "3VL"), ()),
        (("3VL", None), ()),
        (("1", "1"), (ask("year", how=Asking.ALTERNATE),)),
        (("1", "2"), (ask("fall", how=Asking.ALTERNATE), ask("spring"))),
        (("2Elsewhere", "2Elsewhere"), ()),
    ],
)
def test_the_words_of_a_year_course_ask_for_places(
    words: tuple[str | None, ...], found: tuple[Ask, ...]
) -> None:
    assert asked(*words) == found


def test_a_semester_course_planned_in_both_semesters_is_asked_for_twice() -> None:
    code = next(c.code for c in catalog().courses if not c.is_year)
    assert asked("2", "2", code=code) == (ask("fall", code=code), ask("spring", code=code))


def test_the_home_school_counts_only_while_it_has_the_grade() -> None:
    assert asked("2", "2", school="RN", graduates=EIGHTH)[0].place.site == "RN"
    ninth_next_year = asked("2", "2", school="RN", graduates=2031)
    assert ninth_next_year[0].place.site == ""
    assert asked("2CN", "2CN", school="RN", graduates=2031)[0].place.site == "CN"
    assert asked("2", "2", school="A charter")[0].place.site == ""


def test_a_course_that_the_district_does_not_have_is_not_asked_for() -> None:
    assert asked("2", "2", code="NOWHERE") == ()


def test_students_who_ask_alike_are_added_up_and_alternates_kept_apart() -> None:
    every = (
        Asked("ENG11", "2", "2", None, "VL", SENIOR, 30),
        Asked("ENG11", "4VL", "2", None, "VL", SENIOR, 4),
        Asked("ENG11", "1", "1", None, "VL", SENIOR, 2),
    )
    assert wanted_of(every, YEAR, catalog()) == (Wanted(Place("ENG11", "VL", "year"), 34, 4, 2),)


@pytest.mark.parametrize(
    ("wanted", "sections", "balance", "count", "difference"),
    [
        (34, [34], Balance.ENOUGH, 0, 0),
        (35, [34], Balance.SHORT, 1, -1),
        (69, [34], Balance.SHORT, 2, -35),
        (35, [34, 34], Balance.ENOUGH, 0, 33),
        (34, [34, 34], Balance.LONG, 1, 34),
        (0, [34, 34], Balance.LONG, 2, 68),
        (60, [34, 20, 30], Balance.LONG, 1, 24),
        (10, [34, None], Balance.UNKNOWN, 0, None),
        (40, [], Balance.SHORT, 2, -40),
        (3, [0], Balance.SHORT, 1, -3),
    ],
)
def test_seats_against_what_is_wanted(
    wanted: int, sections: list[int | None], balance: Balance, count: int, difference: int | None
) -> None:
    made = row(wanted, *(section(number, seats) for number, seats in enumerate(sections)))
    assert (made.balance, made.count, made.difference) == (balance, count, difference)
    assert made.sections == len(sections)
    assert made.seats == (None if None in sections else sum(s or 0 for s in sections))


def test_sections_of_a_pathway_are_usually_smaller() -> None:
    code = next(iter(catalog().steps_by_course))
    wanted = [Wanted(Place(code, "VL", "year"), 31)]
    rows = demand_rows(YEAR, wanted, (section(1),), catalog())
    made = next(r for r in rows if r.place.course_code == code)
    assert (made.usual_seats, made.count) == (30, 2)
    assert row(31).usual_seats == 34
    assert row(90, section(1, 25), section(2, 25)).usual_seats == 25


def test_a_course_without_sections_goes_by_the_size_of_another_year() -> None:
    wanted = [Wanted(Place("ENG11", "VL", "year"), 41)]
    (before,) = demand_rows(YEAR, wanted, (), catalog(), {"ENG11": 20})
    assert (before.usual_seats, before.count) == (20, 3)
    (own,) = demand_rows(YEAR, wanted, (section(1, 10),), catalog(), {"ENG11": 20})
    assert (own.usual_seats, own.count) == (10, 4)


def test_cancelled_sections_have_no_seats_and_other_sites_no_say() -> None:
    made = row(10, section(1, cancelled=True), section(2, site="CN"))
    assert (made.sections, made.seats, made.balance) == (0, 0, Balance.SHORT)


def test_a_site_without_any_section_is_not_timetabled_and_an_unknown_school_has_no_site() -> None:
    wants = [Wanted(Place("ENG11", site, "year"), 40) for site in ("", "CN")]
    nowhere, canyon, _ = demand_rows(YEAR, wants, (section(1),), catalog())
    assert (nowhere.balance, nowhere.count, nowhere.difference) == (Balance.NO_SITE, 2, None)
    assert (canyon.balance, canyon.count, canyon.seats) == (Balance.NOT_TIMETABLED, 2, 0)


def test_no_section_is_too_many_while_eighth_graders_may_fill_it() -> None:
    wants = [Wanted(Place("ENG11", "", "year"), 40), Wanted(Place("ENG11", "VL", "year"), 0)]
    sections = tuple(section(number) for number in range(3))
    _, valencia = demand_rows(YEAR, wants, sections, catalog())
    assert (valencia.balance, valencia.count, valencia.difference) == (Balance.LONG, 1, 102)
    _, few = demand_rows(YEAR, wants, sections[:2], catalog())
    assert (few.balance, few.count) == (Balance.ENOUGH, 0)


def test_students_of_one_semester_sit_in_what_the_whole_year_leaves_free() -> None:
    assert row(3, section(1), term="spring", year=30).balance is Balance.ENOUGH
    assert row(5, section(1), term="spring", year=30).count == 1
    assert row(30, section(1), spring=3).difference == 1
    semesters = [section(1, 20, term="fall"), section(2, 20, term="spring")]
    assert row(15, *semesters, fall=5).balance is Balance.ENOUGH
    assert row(16, *semesters, fall=5).balance is Balance.SHORT


def test_only_an_alternate_has_no_row() -> None:
    wants = [Wanted(Place("ENG11", "VL", "year"), 0, 0, 7)]
    assert demand_rows(YEAR, wants, (), catalog()) == ()
    (made,) = demand_rows(YEAR, wants, (section(1),), catalog())
    assert (made.wanted, made.would_take) == (0, 7)


@given(
    wanted=st.integers(0, 200),
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=6),
)
def test_opening_what_is_advised_is_enough_and_sparing_it_still_is(
    wanted: int, sizes: list[int]
) -> None:
    made = row(wanted, *(section(number, seats) for number, seats in enumerate(sizes)))
    assert made.difference == sum(sizes) - wanted
    if made.balance is Balance.SHORT:
        assert sum(sizes) + made.count * made.usual_seats >= wanted
        assert sum(sizes) + (made.count - 1) * made.usual_seats < wanted
    else:
        kept = sorted(sizes)[made.count :]
        assert sum(kept) >= wanted
        assert not kept or sum(kept) - kept[0] < wanted
