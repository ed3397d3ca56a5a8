"""The record inside a certificate's QR code, as few bytes: what is signed and can be checked.

The format is closed: what `decode` accepts is exactly what `encode` writes. Signing and the text of
the code live in `exchange/certificates`. Numbers are big-endian:

    1 version, 1 kind (0 original, 1 reissue), 8 id of the signing key, 9 serial, 9 the serial that
    is replaced (reissue only), 2 school year of completion (the year it starts), 2 day of issue
    (days since 2000-01-01), then name, pathway and school: 1 length in bytes, UTF-8 in NFC.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cte_desktop.domain.completion.certificates.serial import LAPTOP_LENGTH, Serial, parse_serial

VERSION = 1
KEY_ID_BYTES = 8
NAME_MOST = 240
PATHWAY_MOST = 120
SCHOOL_MOST = 120
"""Bytes of UTF-8: with all three at their most the QR code can still be read at 28 mm."""

_ORIGINAL, _REISSUE = 0, 1
_SERIAL_BYTES = 9
_MOST_DAYS = 0xFFFF
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = FIRST_DAY + timedelta(days=_MOST_DAYS)
"""The days that a code can hold."""
_MOSTS = (NAME_MOST, PATHWAY_MOST, SCHOOL_MOST)
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class CodeRecord:
    """What a certificate's code says: `year` is the school year of completion (2026 for 2026-27).

    `serial` and `reissue_of` are texts as `Serial.text` writes them.
    """

    key_id: bytes
    serial: str
    year: int
    issued_on: date
    name: str
    pathway: str
    school: str
    reissue_of: str = ""


def encode(record: CodeRecord) -> bytes:
    """Return the record as bytes; `ValueError` for what the format can't hold (see `fitting`)."""
    days = (record.issued_on - FIRST_DAY).days
    if not (0 <= days <= _MOST_DAYS and 0 <= record.year <= _MOST_DAYS):
        raise ValueError("the day or the year lies outside of what a code can hold")
    if len(record.key_id) != KEY_ID_BYTES:
        raise ValueError("the id of a key has eight bytes")
    kind = _REISSUE if record.reissue_of else _ORIGINAL
    parts = [bytes((VERSION, kind)), record.key_id, _packed(record.serial)]
    if kind == _REISSUE:
        parts.append(_packed(record.reissue_of))
    parts.append(record.year.to_bytes(2) + days.to_bytes(2))
    for text, most in zip((record.name, record.pathway, record.school), _MOSTS, strict=True):
        written = _written(text, most)
        parts.append(bytes((len(written),)) + written)
    return b"".join(parts)


def decode(content: bytes) -> CodeRecord | None:
    """Return the record, or None when these are not exactly the bytes of one of this version."""
    if record_length(content) != len(content):
        return None
    begin = _begin_of_texts(content)
    texts, place = [], begin
    for _most in _MOSTS:
        length = content[place]
        try:
            texts.append(content[place + 1 : place + 1 + length].decode())
        except UnicodeDecodeError:
            return None
        place += 1 + length
    serials = content[2 + KEY_ID_BYTES : begin - 4]
    name, pathway, school = texts
    record = CodeRecord(
        key_id=content[2 : 2 + KEY_ID_BYTES],
        serial=_unpacked(serials[:_SERIAL_BYTES]),
        year=int.from_bytes(content[begin - 4 : begin - 2]),
        issued_on=FIRST_DAY + timedelta(days=int.from_bytes(content[begin - 2 : begin])),
        name=name,
        pathway=pathway,
        school=school,
        reissue_of=_unpacked(serials[_SERIAL_BYTES:]) if content[1] == _REISSUE else "",
    )
    try:
        return record if encode(record) == content else None
    except ValueError:
        return None


def record_length(content: bytes) -> int | None:
    """Return how many of the bytes are the record that they begin with; None when they begin none.

    Where a code stands in running text, this tells where it ends.
    """
    if len(content) < 2 or content[0] != VERSION or content[1] not in {_ORIGINAL, _REISSUE}:
        return None
    place = _begin_of_texts(content)
    for _most in _MOSTS:
        if place >= len(content):
            return None
        place += 1 + content[place]
    return place if place <= len(content) else None


def fitting(record: CodeRecord) -> CodeRecord:
    """Return the record with its texts as the code takes them: NFC, and what is too long is cut.

    A cut text ends in "…", so that nobody takes it for the whole one.
    """
    return replace(
        record,
        name=_fitting(record.name, NAME_MOST),
        pathway=_fitting(record.pathway, PATHWAY_MOST),
        school=_fitting(record.school, SCHOOL_MOST),
    )


def _begin_of_texts(content: bytes) -> int:
    """Return where the texts of a record begin, by its kind."""
    serials = 2 if content[1] == _REISSUE else 1
    return 2 + KEY_ID_BYTES + serials * _SERIAL_BYTES + 4


def _written(text: str, most: int) -> bytes:
    if not unicodedata.is_normalized("NFC", text) or text != text.strip():
        raise ValueError("the texts of a code are NFC, without spaces around them")
    if any(unicodedata.category(character) in _UNPRINTABLE for character in text):
        raise ValueError("the texts of a code hold no control characters")
    written = text.encode()
    if len(written) > most:
        raise ValueError(f"the text has {len(written)} bytes; a code holds {most}")
    return written


def _fitting(text: str, most: int) -> str:
    printable = "".join(
        " " if unicodedata.category(character) in _UNPRINTABLE else character for character in text
    )
    whole = unicodedata.normalize("NFC", printable).strip()
    if len(whole.encode()) <= most:
        return whole
    kept = whole.encode()[: most - len("…".encode())].decode(errors="ignore")
    while kept and unicodedata.combining(whole[len(kept)]):
        kept = kept[:-1]  # a mark stays with its letter
    return kept.rstrip() + "…"


def _packed(serial: str) -> bytes:
    parsed = parse_serial(serial)
    if parsed is None or parsed.text != serial:
        raise ValueError("this is no serial")
    return parsed.year.to_bytes(2) + parsed.laptop.encode("ascii") + parsed.number.to_bytes(3)


def _unpacked(content: bytes) -> str:
    """Return the text of a serial; empty, which no serial is, when the bytes hold none."""
    laptop = content[2 : 2 + LAPTOP_LENGTH].decode("ascii", "replace")
    number = int.from_bytes(content[2 + LAPTOP_LENGTH :])
    try:
        return Serial(int.from_bytes(content[:2]), laptop, number).text
    except ValueError:
        return ""
