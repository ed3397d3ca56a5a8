"""The register notices any change, keeps what was decided, and tells how the record differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.completion.register.entries import (
    START,
    AwardState,
    Entry,
    Frozen,
    FrozenRow,
    Kind,
    broken_entries,
    differences,
    entry_digest,
    frozen_from,
    frozen_text,
    states,
)
from cte_desktop.domain.school_year import Term
from tests.builders import file_of

ROWS = tuple(
    FrozenRow(course, "A title", level, year, term, "B", "VL")
    for course, level, year in (("SM1", "concentrator", 2025), ("SM2", "capstone", 2026))
    for term in (Term.FALL, Term.SPRING)
)
FROZEN = Frozen(
    student_id="000123",
    legal_name="Ana Rivera",
    school="Valencia High School",
    pathway="Sports Medicine",
    sector="Health",
    completed_in=2026,
    rows=ROWS,
    rule={"version": "2022-", "credits": 20.0, "strict_order": True},
    exceptions=({"kind": "waiver", "reason": "moved", "on": None},),
)


def _entry(number: int, kind: Kind, serial: str, **more: str) -> Entry:
    values: dict[str, Any] = {
        "student_uid": "s1",
        "pathway": "P",
        "refers_to": "",
        "reason": "",
        "content": "{}",
    }
    values |= more
    return Entry(
        number,
        kind,
        serial,
        date(2027, 6, 1),
        **values,
        actor="A. Lee",
        laptop_id="K7QMX2",
        step=number,
        at="2027-06-01T12:00:00+00:00",
    )


def _chained(*entries: Entry) -> list[Entry]:
    previous, made = START, []
    for entry in entries:
        previous = entry_digest(entry, previous)
        made.append(replace(entry, digest=previous))
    return made


REGISTER = _chained(
    _entry(1, Kind.AWARD, "A"),
    _entry(2, Kind.AWARD, "B"),
    _entry(3, Kind.REISSUE, "C", refers_to="A"),
    _entry(4, Kind.WITHDRAWAL, "B"),
    _entry(5, Kind.REVOCATION, "C", reason="wrong student"),
)
CHANGES: dict[str, Any] = {
    "number": 9,
    "kind": Kind.REISSUE,
    "serial": "Z",
    "issued_on": date(2020, 1, 1),
    "student_uid": "s2",
    "pathway": "Q",
    "refers_to": "Y",
    "reason": "another",
    "content": '{"x": 1}',
    "actor": "B. Diaz",
    "laptop_id": "AAAAAA",
    "step": None,
    "at": "2020-01-01T00:00:00+00:00",
    "digest": "0" * 64,
}


def test_a_whole_register_has_nothing_broken() -> None:
    assert broken_entries(REGISTER) == ()
    assert broken_entries(()) == ()


@settings(max_examples=60)
@given(st.integers(0, len(REGISTER) - 1), st.sampled_from(sorted(CHANGES)))
def test_any_change_of_any_entry_shows(place: int, field: str) -> None:
    changed = list(REGISTER)
    changed[place] = replace(changed[place], **{field: CHANGES[field]})
    if changed != REGISTER:
        assert broken_entries(changed)


@given(st.integers(0, len(REGISTER) - 2))
def test_an_entry_taken_out_or_two_that_changed_places_show(place: int) -> None:
    without = [*REGISTER[:place], *REGISTER[place + 1 :]]
    assert broken_entries(without)
    swapped = list(REGISTER)
    swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    assert broken_entries(swapped)


def test_the_entries_tell_where_each_serial_stands() -> None:
    assert states(REGISTER) == {
        "A": AwardState.REISSUED,
        "B": AwardState.UNDONE,
        "C": AwardState.REVOKED,
    }
    taken_back = [_entry(1, Kind.AWARD, "A"), _entry(2, Kind.WITHDRAWAL, "A", reason="a mistake")]
    assert states(taken_back) == {"A": AwardState.WITHDRAWN}


def test_what_was_decided_is_kept_whole_and_the_same_byte_by_byte() -> None:
    assert frozen_from(frozen_text(FROZEN)) == FROZEN
    assert frozen_text(frozen_from(frozen_text(FROZEN))) == frozen_text(FROZEN)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, ()),
        ({"last_name": "Rivera Núñez"}, ("name",)),
        ({"student_id": "000124"}, ("student_id",)),
    ],
)
def test_a_name_or_id_that_is_another_by_now_is_told(
    changed: dict[str, Any], told: tuple[str, ...]
) -> None:
    record = ("11 year SM1 B", "12 year SM2 B")
    assert differences(FROZEN, file_of(*record, graduation_year=2027, **changed)) == told


def test_a_mark_that_is_another_by_now_is_told_and_more_courses_are_not() -> None:
    more = file_of("11 year SM1 B", "12 year SM2 B", "12 year PSYCH A", graduation_year=2027)
    assert differences(FROZEN, more) == ()
    other = file_of("11 year SM1 B", "12 year SM2 A", graduation_year=2027)
    assert differences(FROZEN, other) == ("record",)
    assert differences(FROZEN, file_of(graduation_year=2027)) == ("record",)
