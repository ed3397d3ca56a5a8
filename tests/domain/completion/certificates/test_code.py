"""The record in a code: few bytes, one spelling, and nothing read that was not written."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.completion.certificates.code import (
    NAME_MOST,
    CodeRecord,
    decode,
    encode,
    fitting,
    record_length,
)
from cte_desktop.domain.completion.certificates.serial import Serial
from tests.domain.completion.certificates.test_serial import SERIALS

RECORD = CodeRecord(
    key_id=b"8 bytes!",
    serial=Serial(2027, "K7QM", 42).text,
    year=2026,
    issued_on=date(2027, 6, 3),
    name="Ana Sofía Rivera-Núñez",
    pathway="Patient Care",
    school="Valencia High School",
)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60)
SERIAL_TEXTS = SERIALS.map(lambda serial: serial.text)
RECORDS = st.builds(
    CodeRecord,
    key_id=st.binary(min_size=8, max_size=8),
    serial=SERIAL_TEXTS,
    year=st.integers(2000, 2199),
    issued_on=st.dates(date(2000, 1, 1), date(2179, 1, 1)),
    name=NAMES,
    pathway=NAMES,
    school=NAMES,
    reissue_of=st.just("") | SERIAL_TEXTS,
).map(fitting)


def test_a_usual_record_is_small_enough_for_28_millimetres() -> None:
    assert len(encode(RECORD)) + 64 < 240


@given(RECORDS)
def test_what_is_written_is_read_again(record: CodeRecord) -> None:
    written = encode(record)
    assert decode(written) == record
    assert record_length(written + b"more") == len(written)


@given(RECORDS, st.data())
def test_a_part_of_a_record_or_more_than_one_is_none(
    record: CodeRecord, data: st.DataObject
) -> None:
    written = encode(record)
    assert decode(written + b"\0") is None
    assert decode(written[: data.draw(st.integers(0, len(written) - 1))]) is None


@settings(max_examples=300)
@given(st.binary(max_size=200) | st.binary(max_size=120).map(lambda more: b"\x01\x00" + more))
def test_any_other_bytes_are_a_record_only_when_written_the_one_right_way(content: bytes) -> None:
    record = decode(content)
    assert record is None or encode(record) == content


def test_every_changed_bit_is_another_record_or_none() -> None:
    written = encode(replace(RECORD, reissue_of=Serial(2026, "K7QM", 7).text))
    assert all(decode(changed) != RECORD for changed in one_bit_changed(written))


def one_bit_changed(content: bytes) -> list[bytes]:
    whole = int.from_bytes(content)
    return [(whole ^ (1 << bit)).to_bytes(len(content)) for bit in range(len(content) * 8)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": unicodedata.normalize("NFD", RECORD.name)},
        {"name": "Ana\nRivera"},
        {"name": " Ana Rivera"},
        {"name": "\ud800"},
        {"name": "é" * NAME_MOST},
        {"serial": "2027-K7QM-00042-X"},
        {"serial": "2027-k7qm-00042-p"},
        {"reissue_of": "the first"},
        {"key_id": b"short"},
        {"issued_on": date(1999, 12, 31)},
        {"issued_on": date(2000, 1, 1) + timedelta(days=0x10000)},
        {"year": -1},
    ],
)
def test_what_the_format_can_t_hold_is_a_mistake(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"code|key|serial|day|text"):
        encode(replace(RECORD, **wrong))


def test_a_serial_that_can_t_be_is_not_read() -> None:
    written = bytearray(encode(RECORD))
    written[10:12] = (1900).to_bytes(2)
    assert decode(bytes(written)) is None
    written = bytearray(encode(RECORD))
    written[12] = ord("I")
    assert decode(bytes(written)) is None


def test_long_names_are_cut_where_everybody_sees_it() -> None:
    long = replace(
        RECORD, name="María-José " * 40, pathway="e\u0323\u0302" * 200, school="王" * 100
    )
    cut = fitting(long)
    assert decode(encode(cut)) == cut
    assert cut.name.startswith("María-José María-José")
    assert cut.name.endswith("…")
    assert len(cut.name.encode()) <= NAME_MOST
    assert set(cut.pathway[:-1]) == {"ệ"}
    assert cut.school == "王" * 39 + "…"


def test_a_mark_is_never_torn_from_its_letter() -> None:
    letter = "x\u0336\u0323"  # no composed form: the letter with a stroke and a dot
    for most in range(12):
        cut = fitting(replace(RECORD, name="y" * most + letter * 80)).name
        assert cut[:-1] == "y" * most + letter * ((len(cut) - 1 - most) // len(letter))


def test_what_can_t_be_printed_becomes_a_space() -> None:
    assert fitting(replace(RECORD, name=" Ana\nRivera\x00")).name == "Ana Rivera"
