"""The open order for seats: who sits in a section, who waits, and how many seats are left."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sections.offers import key_of, offers_of
from cte_desktop.domain.planning.sections.seats.open_order import (
    Claim,
    SeatCount,
    queue,
    seat_count,
    seats_left_for,
)
from tests.builders import catalog
from tests.domain.planning.situations import placed_year, section, situation

SPORTS = "Sports Medicine"
SM2 = section("SM2-1", "SM2", "VL", "TR", "16:00", "17:30")  # the capstone of Sports Medicine


def claim(name: str, grade: int, *pathways: str, recorded: bool = False, placed: int = 5) -> Claim:
    return Claim(name, name, name, grade, recorded, pathways, 0 if recorded else placed)


SITS = claim("a-sits", 10, recorded=True)
SENIOR = claim("b-senior", 12, SPORTS)
JUNIOR = claim("c-junior", 11, SPORTS)
SOPHOMORE = claim("d-sophomore", 10, SPORTS)
OTHER_SENIOR = claim("e-other-senior", 12)
EARLIER = claim("z-earlier", 11, placed=2)
LATER = claim("f-later", 11)
LAST = claim("g-last", 11)
IN_ORDER = (SITS, SENIOR, JUNIOR, SOPHOMORE, OTHER_SENIOR, EARLIER, LATER, LAST)


def of(seats: int | None, reserved: str = "") -> Section:
    return replace(SM2, seats=seats, reserved_for=reserved)


def seated(section: Section, *claims: Claim) -> list[str]:
    return [q.claim.student_id for q in queue(section, claims, catalog()) if q.has_seat]


@given(st.permutations(IN_ORDER))
def test_the_open_order_is_the_same_however_the_claims_come_in(claims: list[Claim]) -> None:
    told = queue(of(4), claims, catalog())
    assert tuple(q.claim for q in told) == IN_ORDER
    assert [q.place for q in told] == list(range(1, 9))
    assert [q.has_seat for q in told] == [True] * 4 + [False] * 4
    because = ["recorded", "senior_capstone", "pathway", "pathway", *["grade"] * 4]
    assert [q.because for q in told] == because


def test_seats_are_counted_and_never_fall_below_none_left() -> None:
    assert seat_count(of(30), IN_ORDER, catalog()) == SeatCount(30, 8, 0, 22)
    assert seat_count(of(6), IN_ORDER, catalog()) == SeatCount(6, 6, 2, 0)
    assert seat_count(of(0), IN_ORDER, catalog()) == SeatCount(0, 0, 8, 0)
    assert seat_count(of(None), IN_ORDER, catalog()) == SeatCount(None, 8, 0, None)


def test_kept_seats_go_first_to_those_they_are_kept_for() -> None:
    assert seated(of(2, "grade 11=1"), OTHER_SENIOR, LATER, EARLIER) == [
        "e-other-senior",
        "z-earlier",
    ]
    assert seated(of(3, "grade 11"), SENIOR, LATER, LAST) == ["f-later", "g-last"]
    assert seated(of(3, f"{SPORTS}; 11"), SENIOR, OTHER_SENIOR, LAST) == ["b-senior", "g-last"]
    assert seat_count(of(3, "grade 11"), (SENIOR, LATER), catalog()) == SeatCount(3, 1, 1, 2)


def test_a_student_of_two_kept_seats_leaves_the_one_that_another_needs() -> None:
    both = f"{SPORTS}=1; grade 12=1"
    assert seated(of(2, both), SENIOR, JUNIOR) == ["b-senior", "c-junior"]
    assert seated(of(2, both), SENIOR, OTHER_SENIOR) == ["b-senior", "e-other-senior"]
    assert seated(of(2, both), SENIOR, JUNIOR, OTHER_SENIOR) == ["b-senior", "c-junior"]
    assert seated(of(2, both), SENIOR, LATER) == ["b-senior"]  # the other seat is kept
    assert seats_left_for(of(2, both), (SENIOR,), catalog(), JUNIOR) == 1


def test_seats_kept_for_somebody_unknown_are_nobodys_but_the_records() -> None:
    assert seated(of(3, "the band"), SITS, SENIOR, JUNIOR) == ["a-sits"]
    assert seated(of(3, "the band=2"), SENIOR, JUNIOR) == ["b-senior"]
    assert seated(of(None, "the band"), SITS, SENIOR) == ["a-sits"]
    assert seated(of(None, "the band=2"), SENIOR) == ["b-senior"]


def test_the_seats_of_a_student_are_those_that_the_order_leaves() -> None:
    full = (SITS, OTHER_SENIOR, LATER)
    assert seats_left_for(of(5), full, catalog(), JUNIOR) == 2
    assert seats_left_for(of(5), (*full, JUNIOR), catalog(), JUNIOR) == 2  # the own one is free
    assert seats_left_for(of(3), full, catalog(), JUNIOR) == 1  # comes before a planned seat
    assert seats_left_for(of(3), full, catalog(), LAST) == 0
    assert seats_left_for(of(1), full, catalog(), SENIOR) == 0  # the record has the only one
    assert seats_left_for(of(9, "12=4"), full, catalog(), LAST) == 3  # 5 open, 2 are taken
    assert seats_left_for(of(9, "12"), full, catalog(), LAST) == 0
    assert seats_left_for(of(None, "12"), full, catalog(), LAST) == 0
    assert seats_left_for(of(None), full, catalog(), LAST) is None


@given(
    st.lists(st.sampled_from(IN_ORDER), unique=True),
    st.integers(0, 9),
    st.sampled_from(("", "11", "12=2", f"{SPORTS}=3; 12", "the band=1", "the band")),
)
def test_no_section_ever_seats_more_than_it_has(
    claims: list[Claim], seats: int, reserved: str
) -> None:
    count = seat_count(of(seats, reserved), claims, catalog())
    assert count.taken <= seats
    assert count.taken + count.waiting == len(claims)
    for one in claims:
        left = seats_left_for(of(seats, reserved), claims, catalog(), one)
        has_seat = one.student_id in seated(of(seats, reserved), *claims)
        assert (left != 0) is has_seat


def test_a_planned_section_without_a_seat_must_be_fixed_and_is_told_once() -> None:
    planned = situation(
        *placed_year("SM2", 11, section="SM2-1", lane=Lane.EXTENDED), sections=(of(2),)
    )
    unknown = [f for f in conflicts(planned) if f.code == "seat_full"]
    assert unknown == []  # where seats are not known nothing is said
    claims = {key_of(SM2): (claim("x", 12, SPORTS), claim("y", 11, recorded=True))}
    told = [f for f in conflicts(replace(planned, claims=claims)) if f.code == "seat_full"]
    assert [(f.severity, f.about("section_id"), f.about("term")) for f in told] == [
        ("must_fix", "SM2-1", "fall")
    ]
    one = {key_of(SM2): (claim("y", 11, recorded=True),)}
    assert not [f for f in conflicts(replace(planned, claims=one)) if f.code == "seat_full"]


def test_offers_are_the_sections_by_year_and_course() -> None:
    second = replace(SM2, section_id="SM2-0", cancelled=True)
    art = section("A", "ART1", "VL", "M", "15:30", "16:30")
    assert offers_of((SM2, art, second)) == {
        (2027, "SM2"): (second, SM2),
        (2027, "ART1"): (art,),
    }
