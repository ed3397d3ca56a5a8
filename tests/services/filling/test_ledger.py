"""Seats are handed out one student after the other; whoever came first keeps the seat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.planning.sections.offers import key_of, offers_of
from cte_desktop.domain.planning.sections.seats.open_order import Claim
from cte_desktop.domain.school_year import Term
from cte_desktop.services.filling.many.ledger import SeatLedger
from cte_desktop.services.filling.many.person import Person
from cte_desktop.services.filling.timetable import Timetable
from tests.builders import TODAY, catalog, file_of

ONE_SEAT = Section(
    "VL27-1", 2027, "year", "CER1", "VL", SectionKind.DAY, (SectionMeeting("P3", "MTWRF"),), "", 1
)


def person(number: int, plan: Plan | None = None) -> Person:
    file = file_of()
    student = replace(file.student, uid=f"s{number}", student_id=f"{number:06d}")
    return Person(replace(file, student=student), plan)


def plan_in(section: str, uid: str = "s1") -> Plan:
    """A plan that has both halves of a year course in a section of grade 11."""
    terms = (Term.FALL, Term.SPRING)
    spots = (Spot(11, term, Lane.DAY, "P3") for term in terms)
    placed = (Placement(f"{uid}{n}", "CER1", s, section_id=section) for n, s in enumerate(spots))
    return Plan("p", uid, placements=tuple(placed))


def ledger(section: Section = ONE_SEAT, *claims: Claim) -> SeatLedger:
    sections = {key_of(section): section}
    timetable = Timetable(offers_of((section,)), sections, {key_of(section): claims})
    return SeatLedger(timetable, catalog(), TODAY)


def claim(number: int, *, recorded: bool = False, pathways: tuple[str, ...] = ()) -> Claim:
    return Claim(f"s{number}", f"{number:06d}", "", 11, recorded, pathways, 0 if recorded else 5)


def test_the_last_seat_goes_to_whose_turn_comes_first() -> None:
    book = ledger()
    assert book.take(person(1), plan_in("VL27-1"))
    assert not book.take(person(2), plan_in("VL27-1"))
    assert [c.student_uid for c in book.timetable.claims[2027, "VL27-1"]] == ["s1"]


def test_nobody_takes_a_seat_away_that_was_handed_out() -> None:
    """A student of the pathway would come first in the open order, but comes later."""
    book = ledger()
    assert book.take(person(1), plan_in("VL27-1"))
    member = person(2)
    member = Person(replace(member.file, student=replace(member.file.student, pathway="X")), None)
    assert not book.take(member, plan_in("VL27-1"))


def test_a_seat_that_is_given_up_is_there_for_the_next() -> None:
    book = ledger(ONE_SEAT, claim(1))
    assert not book.take(person(2), plan_in("VL27-1"))
    assert book.take(person(1, plan_in("VL27-1")), plan_in(""))
    assert book.take(person(2), plan_in("VL27-1"))


def test_a_refused_student_keeps_what_they_had() -> None:
    other = replace(ONE_SEAT, section_id="VL27-2", seats=0)
    sections = {key_of(one): one for one in (ONE_SEAT, other)}
    claims = {key_of(ONE_SEAT): (claim(1),), key_of(other): ()}
    book = SeatLedger(Timetable(offers_of(sections.values()), sections, claims), catalog(), TODAY)
    assert not book.take(person(1, plan_in("VL27-1")), plan_in("VL27-2"))
    assert book.timetable.claims == claims


def test_one_who_sits_in_a_section_by_the_record_always_has_a_seat() -> None:
    book = ledger(ONE_SEAT, claim(1, recorded=True), claim(2, recorded=True))
    assert book.take(person(1), plan_in("VL27-1"))


def test_an_old_crowd_is_no_reason_against_a_plan_that_only_stays() -> None:
    book = ledger(ONE_SEAT, claim(2, recorded=True), claim(1))
    one = person(1, plan_in("VL27-1"))
    assert not book.take(person(1), plan_in("VL27-1"))
    assert book.take(one, plan_in("VL27-1"))


def test_a_seat_that_somebody_got_since_is_asked_for_again_by_who_had_planned_it() -> None:
    book = ledger(ONE_SEAT)
    assert book.take(person(3), plan_in("VL27-1"))
    assert not book.take(person(2, plan_in("VL27-1")), plan_in("VL27-1"))


@pytest.mark.parametrize(
    ("section", "gone"), [(ONE_SEAT, False), (replace(ONE_SEAT, cancelled=True), True)]
)
def test_a_section_that_is_cancelled_or_unknown_is_gone(section: Section, gone: bool) -> None:
    book = ledger(section)
    assert book.gone(person(1), plan_in("VL27-1")) is gone
    assert book.gone(person(1), plan_in("VL27-9"))
    assert not book.gone(person(1, plan_in("VL27-9")), plan_in("VL27-9"))
