"""Serial numbers: written once, read as people type them, and no slip goes unnoticed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.completion.certificates.serial import (
    ALPHABET,
    MOST_NUMBER,
    Serial,
    laptop_of_serial,
    parse_serial,
)
from cte_desktop.storage.identity import PAPER_ALPHABET, new_laptop_id

SERIALS = st.builds(
    Serial,
    st.integers(2000, 2199),
    st.text(ALPHABET, min_size=4, max_size=4),
    st.integers(1, MOST_NUMBER),
)


def test_a_serial_is_written_with_year_laptop_number_and_check_character() -> None:
    assert Serial(2027, "K7QM", 42).text == "2027-K7QM-00042-P"


@given(SERIALS)
def test_what_is_written_is_read_again(serial: Serial) -> None:
    assert parse_serial(serial.text) == serial


@pytest.mark.parametrize(
    "typed",
    [
        "2027-k7qm-00042-p",
        " 2027 K7QM 00042 P ",
        "2027K7QM00042P",
        "2O27-K7QM-OOO42-P",
        "2027–K7QM–00042–P",  # as a word processor changes hyphens
    ],
)
def test_what_people_type_is_understood(typed: str) -> None:
    assert parse_serial(typed) == Serial(2027, "K7QM", 42)


@given(SERIALS, st.data())
def test_one_wrong_character_is_noticed(serial: Serial, data: st.DataObject) -> None:
    plain = serial.text.replace("-", "")
    place = data.draw(st.integers(0, len(plain) - 1))
    other = data.draw(st.sampled_from([c for c in ALPHABET if c != plain[place]]))
    assert parse_serial(plain[:place] + other + plain[place + 1 :]) is None


@given(SERIALS)
def test_two_characters_that_change_places_are_noticed(serial: Serial) -> None:
    plain = serial.text.replace("-", "")
    for one, other in itertools.combinations(range(len(plain)), 2):
        if plain[one] != plain[other]:
            swapped = list(plain)
            swapped[one], swapped[other] = plain[other], plain[one]
            assert parse_serial("".join(swapped)) is None


@pytest.mark.parametrize(
    "text", ["", "2027", "2027-K7QM-00042", "x" * 10_000, "2027-K7QM-00000-0", "２０２７K7QM00042P"]
)
def test_what_is_no_serial_is_none(text: str) -> None:
    assert parse_serial(text) is None


@pytest.mark.parametrize(
    ("year", "laptop", "number"),
    [
        (1999, "K7QM", 1),
        (2200, "K7QM", 1),
        (2027, "K7Q", 1),
        (2027, "K7QI", 1),
        (2027, "K7QM", 0),
        (2027, "K7QM", MOST_NUMBER + 1),
    ],
)
def test_a_serial_that_can_t_be_is_a_mistake(year: int, laptop: str, number: int) -> None:
    with pytest.raises(ValueError, match="serial"):
        Serial(year, laptop, number)


def test_a_year_that_no_serial_has_is_not_read_whatever_its_check_character() -> None:
    assert all(parse_serial(f"1999K7QM00001{check}") is None for check in ALPHABET)


def test_a_laptop_s_id_begins_with_what_its_serials_carry() -> None:
    assert ALPHABET == PAPER_ALPHABET
    laptop = new_laptop_id()
    assert parse_serial(Serial(2027, laptop_of_serial(laptop), 1).text) is not None
