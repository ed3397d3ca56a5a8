"""Codes: what was signed is genuine, and not a bit of it can be changed."""

from __future__ import annotations

import base64
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.completion.certificates.code import CodeRecord
from cte_desktop.domain.completion.certificates.verified import Doubt, Result, Verified
from cte_desktop.exchange.certificates.checking import check_code
from cte_desktop.exchange.certificates.codes import (
    LONGEST_CODE,
    OpenedCode,
    codes_in,
    make_code,
    open_code,
)
from tests.domain.completion.certificates.test_code import RECORDS
from tests.exchange.certificates.signing import (
    DAY,
    FIRST,
    FOREIGN,
    FOREIGN_KEYS,
    KEYS,
    REVOKED_SERIAL,
    SECOND,
    SERIAL,
    code,
)

GENUINE = Verified(
    Result.GENUINE,
    serial=SERIAL,
    name="Ana Sofía Rivera-Núñez",
    pathway="Patient Care",
    school="Valencia High School",
    date=DAY,
    school_year=2026,
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def doubt(text: str) -> str:
    """Why a text is not genuine; nothing that it says is told."""
    found = check_code(text, KEYS)
    assert found == Verified(Result.NOT_GENUINE, reason=found.reason)
    return found.reason


def test_a_code_that_was_signed_is_genuine_and_says_what_the_paper_says() -> None:
    assert check_code(code(), KEYS) == GENUINE


def test_a_reissue_refers_to_the_serial_that_it_replaces() -> None:
    found = check_code(code(SECOND, reissue_of=REVOKED_SERIAL), KEYS)
    assert found == replace(GENUINE, reissue_of=REVOKED_SERIAL)


def test_old_certificates_stay_genuine_beside_a_newer_key() -> None:
    assert check_code(code(FIRST), KEYS) == check_code(code(SECOND), KEYS) == GENUINE


def test_a_revoked_certificate_says_when_and_why() -> None:
    found = check_code(code(serial=REVOKED_SERIAL), KEYS)
    assert found.result is Result.REVOKED
    assert found.reason == "Printed with a wrong name"
    assert str(found.revoked_on) == "2027-06-20"
    assert found.name == GENUINE.name


def test_lines_and_spaces_inside_a_pasted_code_are_forgiven() -> None:
    text = code()
    assert check_code(f"  {text[:40]}\r\n{text[40:90]} \u00a0{text[90:]}\n", KEYS) == GENUINE


def test_every_single_bit_of_the_text_matters() -> None:
    text = code()
    for place, character in enumerate(text):
        for bit in range(8):
            changed = text[:place] + chr(ord(character) ^ (1 << bit)) + text[place + 1 :]
            assert check_code(changed, KEYS).result is Result.NOT_GENUINE, (place, bit)


def test_every_single_bit_of_what_was_signed_and_of_its_signature_matters() -> None:
    whole = base64.urlsafe_b64decode(code()[5:] + "==")
    number = int.from_bytes(whole)
    for bit in range(len(whole) * 8):
        changed = (number ^ (1 << bit)).to_bytes(len(whole))
        text = "CTE1." + base64.urlsafe_b64encode(changed).decode().rstrip("=")
        assert check_code(text, KEYS).result is Result.NOT_GENUINE, bit


def test_no_part_of_a_code_is_genuine() -> None:
    text = code()
    assert all(
        check_code(text[:length], KEYS).result is Result.NOT_GENUINE for length in range(len(text))
    )


def test_every_other_last_character_is_refused_even_if_it_spells_the_same_bytes() -> None:
    for name in ("Ana", "Anas", "Anast"):  # all three lengths that base64 tells apart
        text = code(name=name)
        for letter in LETTERS:
            found = check_code(text[:-1] + letter, KEYS)
            assert (found.result is Result.GENUINE) == (letter == text[-1])


def test_a_signature_in_its_second_spelling_is_refused() -> None:
    order = 2**252 + 27742317777372353535851937790883648493
    opened = open_code(code())
    assert isinstance(opened, OpenedCode)
    scalar = int.from_bytes(opened.signature[32:], "little") + order
    forged = opened.signature[:32] + scalar.to_bytes(32, "little")
    text = "CTE1." + base64.urlsafe_b64encode(opened.signed + forged).decode().rstrip("=")
    assert doubt(text) == Doubt.ALTERED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Doubt.EMPTY),
        (" \n\t", Doubt.EMPTY),
        ("hello", Doubt.NO_CODE),
        ("https://example.org/CTE1.AQ", Doubt.NO_CODE),
        ("cte1." + code()[5:], Doubt.NO_CODE),
        ("CTE1.", Doubt.DAMAGED),
        ("CTE1." + "A" * 300, Doubt.DAMAGED),
        ("CTE1." + "é" * 300, Doubt.DAMAGED),
        (code() + "=", Doubt.DAMAGED),
        (code() + "AAAA", Doubt.DAMAGED),
        (code()[:-40], Doubt.DAMAGED),
        ("CTE2." + code()[5:], Doubt.NEWER),
        ("CTE17.abc", Doubt.NEWER),
        (code(FOREIGN), Doubt.UNKNOWN_KEY),
        ("x" * 10_000_000, Doubt.NO_CODE),
        ("CTE1." + "A" * 10_000_000, Doubt.DAMAGED),
        ("CTE1." + " " * 10_000_000, Doubt.DAMAGED),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_everything_else_gets_a_clear_answer(text: str, reason: Doubt) -> None:
    assert doubt(text) == reason


def test_a_code_of_another_district_is_not_genuine_here_and_is_there() -> None:
    text = code(FOREIGN)
    assert doubt(text) == Doubt.UNKNOWN_KEY
    assert check_code(text, FOREIGN_KEYS).result is Result.GENUINE


def test_a_forged_code_that_names_our_key_is_not_genuine() -> None:
    class Forger:
        key_id = FIRST.key_id

        def sign(self, payload: bytes) -> bytes:
            return FOREIGN.sign(payload)

    opened = open_code(code())
    assert isinstance(opened, OpenedCode)
    assert doubt(make_code(opened.record, Forger())) == Doubt.ALTERED


def test_a_code_names_the_key_that_signs_it() -> None:
    opened = open_code(code())
    assert isinstance(opened, OpenedCode)
    with pytest.raises(ValueError, match="names the key"):
        make_code(opened.record, SECOND)


@given(RECORDS)
def test_whatever_a_certificate_says_its_code_is_genuine_and_short(record: CodeRecord) -> None:
    text = make_code(replace(record, key_id=FIRST.key_id), FIRST)
    assert len(text) <= LONGEST_CODE
    assert check_code(text, KEYS).name == record.name


@given(st.text(max_size=300) | st.text(LETTERS + " \n", max_size=300).map("CTE1.".__add__))
def test_no_text_is_genuine_by_chance_or_ends_in_an_error(text: str) -> None:
    assert check_code(text, KEYS).result is Result.NOT_GENUINE
    assert all(found.startswith("CTE") for found in codes_in(text))


def test_codes_are_found_in_running_text_and_end_where_they_end() -> None:
    one, two = code(), code(SECOND, serial=REVOKED_SERIAL)
    text = f"Serial {SERIAL} {one[:70]}\n{one[70:]}\nIssued by Hart. {two}and more {one}"
    assert codes_in(text) == (one, two)


def test_pieces_of_codes_and_later_versions_are_found_too() -> None:
    assert codes_in("see CTE2.abc_def or CTE1.AQ or CTE1.") == ("CTE2.abc_def", "CTE1.AQ", "CTE1.")
    assert codes_in(f"{code()[:-3]}") == (code()[:-3],)


def test_ten_megabytes_of_text_are_searched_at_once() -> None:
    assert codes_in("word " * 2_000_000 + code()) == (code(),)
    begun = time.perf_counter()
    assert codes_in("CTE1." * 2_000_000) == ("CTE1.CTE1",)
    assert codes_in("CTE1. AQ" * 1_000_000) == ("CTE1.AQCTE1",)
    assert time.perf_counter() - begun < 5  # some 0.2 s
