"""Keys and certificates for tests: a district with two school years' keys, and a foreign one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cte_desktop.domain.completion.certificates.code import CodeRecord
from cte_desktop.domain.completion.certificates.public_keys import (
    PublicKey,
    Revocation,
    key_statement,
)
from cte_desktop.domain.completion.certificates.serial import Serial
from cte_desktop.exchange.certificates.codes import make_code
from cte_desktop.exchange.certificates.key_lists import KeyList

DAY = date(2027, 6, 3)
SERIAL = Serial(2027, "K7QM", 42).text
REVOKED_SERIAL = Serial(2027, "K7QM", 7).text


@dataclass(frozen=True)
class TestKey:
    """A key as the store makes one, from a seed, so that tests give the same codes each time."""

    __test__ = False  # no class of tests

    private: Ed25519PrivateKey
    public: PublicKey

    @property
    def key_id(self) -> bytes:
        return self.public.key_id

    def sign(self, payload: bytes) -> bytes:
        return self.private.sign(payload)


def make_key(seed: int, school_year: int = 2026, older: TestKey | None = None) -> TestKey:
    private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    unsigned = PublicKey(
        private.public_key().public_bytes_raw(),
        school_year,
        "K7QM",
        date(school_year, 9, 1),
        older.key_id if older else b"",
    )
    statement = key_statement(unsigned)
    return TestKey(
        private,
        replace(
            unsigned,
            own_signature=private.sign(statement),
            previous_signature=older.sign(statement) if older else b"",
        ),
    )


FIRST = make_key(1)
SECOND = make_key(2, 2027, FIRST)
FOREIGN = make_key(9)
KEYS = KeyList(
    "William S. Hart Union High School District",
    (FIRST.public, SECOND.public),
    (Revocation(REVOKED_SERIAL, date(2027, 6, 20), "Printed with a wrong name"),),
    date(2027, 7, 1),
)
FOREIGN_KEYS = KeyList("Another District", (FOREIGN.public,), (), DAY)


def code(key: TestKey = FIRST, **facts: Any) -> str:
    record = CodeRecord(
        key_id=key.key_id,
        serial=SERIAL,
        year=2026,
        issued_on=DAY,
        name="Ana Sofía Rivera-Núñez",
        pathway="Patient Care",
        school="Valencia High School",
    )
    return make_code(replace(record, **facts), key)
