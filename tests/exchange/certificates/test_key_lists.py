"""Lists of public keys: read as they were written, and refused with anything changed in them."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cte_desktop.domain.completion.certificates.public_keys import Revocation
from cte_desktop.exchange.certificates.key_lists import (
    MOST_BYTES,
    list_document,
    read_key_list,
    write_key_list,
)
from cte_desktop.system.errors import KnownError
from tests.exchange.certificates.signing import FIRST, FOREIGN, KEYS, SECOND, make_key

WRITTEN = write_key_list(KEYS, SECOND)


def fault(content: bytes) -> str:
    with pytest.raises(KnownError) as told:
        read_key_list(content, "keys.json")
    assert "keys.json" in str(told.value)
    return told.value.code


def test_what_is_written_is_read_again() -> None:
    assert read_key_list(WRITTEN) == KEYS
    assert read_key_list(b"\xef\xbb\xbf" + WRITTEN) == KEYS


def test_the_list_is_laid_out_as_published() -> None:
    document = json.loads(WRITTEN)
    assert document["format"] == "cte-public-keys-1"
    assert document["district"] == KEYS.district
    assert [key["school_year"] for key in document["keys"]] == ["2026-27", "2027-28"]
    assert [key["id"] for key in document["keys"]] == [FIRST.key_id.hex(), SECOND.key_id.hex()]
    assert document["keys"][1]["previous"] == FIRST.key_id.hex()
    assert document["revocations"] == [
        {"serial": "2027-K7QM-00007-C", "date": "2027-06-20", "reason": "Printed with a wrong name"}
    ]


def test_laying_it_out_differently_changes_nothing() -> None:
    assert read_key_list(json.dumps(json.loads(WRITTEN)).encode()) == KEYS


def test_every_changed_bit_is_refused_or_changes_nothing() -> None:
    number = int.from_bytes(WRITTEN)
    refused = 0
    for bit in range(0, len(WRITTEN) * 8, 3):
        changed = (number ^ (1 << bit)).to_bytes(len(WRITTEN))
        try:
            assert read_key_list(changed) == KEYS
        except KnownError:
            refused += 1
    assert refused > len(WRITTEN) * 2


def test_a_part_of_a_list_is_refused() -> None:
    for length in range(0, len(WRITTEN) - 2, 37):
        assert fault(WRITTEN[:length]) == "not_a_key_list"


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(WRITTEN)
    change(document)
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document["revocations"].clear(),
        lambda document: document["keys"].pop(0),
        lambda document: document["keys"].pop(),
        lambda document: document["keys"].reverse(),
        lambda document: document.update(district="Another"),
        lambda document: document.update(keys=[]),
        lambda document: document.update(keys=None),
        lambda document: document.update(keys=[7]),
        lambda document: document.update(more=1),
        lambda document: document.update(signature=None),
        lambda document: document.update(signature="é"),
        lambda document: document.pop("signature"),
        lambda document: document["keys"][0].update(school_year="2026-28"),
        lambda document: document["keys"][0].update(made_on="soon"),
        lambda document: document["keys"][0].update(laptop=7),
        lambda document: document["revocations"][0].update(serial="7"),
    ],
)
def test_a_list_with_something_taken_out_put_in_or_changed_is_refused(
    change: Callable[[dict[str, Any]], object],
) -> None:
    assert fault(changed(change)) == "key_list_damaged"


def test_a_key_put_in_by_somebody_else_is_refused_even_if_they_sign_the_list() -> None:
    stranger = replace(KEYS, keys=(*KEYS.keys, FOREIGN.public))
    assert fault(write_key_list(stranger, FOREIGN)) == "key_list_damaged"
    without_first = replace(KEYS, keys=(SECOND.public,))
    assert fault(write_key_list(without_first, SECOND)) == "key_list_damaged"
    unproven = replace(FIRST.public, own_signature=bytes(64))
    assert fault(write_key_list(replace(KEYS, keys=(unproven, SECOND.public)), SECOND)) == (
        "key_list_damaged"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"cte-public-keys-1"',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b" " * (MOST_BYTES + 1),
        b'{"format": 7}',
        b'{"format": ' + b"9" * 5_000 + b"}",
        b'{"format": "cte-notes-1"}',
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_list_of_keys_is_said_to_be_none(content: bytes) -> None:
    assert fault(content) == "not_a_key_list"


def test_a_list_of_a_newer_version_is_said_to_be_newer() -> None:
    assert fault(changed(lambda document: document.update(format="cte-public-keys-2"))) == (
        "key_list_newer"
    )


def test_the_newest_key_signs_the_list() -> None:
    for signer in (FIRST, FOREIGN):
        with pytest.raises(ValueError, match="newest key"):
            write_key_list(KEYS, signer)


def test_the_fingerprint_stays_when_keys_and_revocations_are_added() -> None:
    third = make_key(3, 2028, SECOND)
    more = replace(
        KEYS,
        keys=(*KEYS.keys, third.public),
        revocations=(*KEYS.revocations, Revocation("2027-K7QM-00042-P", date(2028, 1, 1), "x")),
    )
    assert read_key_list(write_key_list(more, third)).fingerprint == KEYS.fingerprint
    assert len(KEYS.fingerprint.split()) == 8
    assert replace(KEYS, keys=(FOREIGN.public,)).fingerprint != KEYS.fingerprint


@pytest.mark.parametrize("sign", ["\x1b[2J", "\n", "\ud800", "\u202e", "\x9b", "\u2028"])
@pytest.mark.parametrize("where", ["district", "reason"])
def test_a_signed_list_that_would_command_the_screen_is_refused(sign: str, where: str) -> None:
    words = f"Hart{sign}GENUINE"
    if where == "district":
        signed = replace(KEYS, district=words)
    else:
        (revoked, *others) = KEYS.revocations
        signed = replace(KEYS, revocations=(replace(revoked, reason=words), *others))
    document = list_document(signed)
    bare = json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
    document["signature"] = base64.b64encode(SECOND.sign(bare)).decode()
    content = json.dumps(document).encode()
    assert fault(content) == "key_list_damaged"
