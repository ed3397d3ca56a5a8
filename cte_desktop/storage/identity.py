"""Identities made on this laptop: UUIDs of version 7 (RFC 9562) and the laptop's own short id.

Rows that people change carry such an id as primary key, so that two offline laptops never make the
same one; the district's own ids are attributes. UUIDs of version 7 sort by when they were made.
"""

from __future__ import annotations

import os
import secrets
import threading
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

PAPER_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's letters and digits: no I, L, O or U, so that nobody misreads one on paper."""
LAPTOP_ID_LENGTH = 6

_COUNTER_BITS = 12
_RANDOM_BITS = 62
_lock = threading.Lock()
_last_millisecond = 0
_counter = 0


def new_id(at: datetime) -> str:
    """Return a new UUID of version 7, made at the moment `at`, as 36 characters."""
    return new_ids(1, at)[0]


def new_ids(count: int, at: datetime) -> list[str]:
    """Return `count` new ids in rising order (within one run of the program)."""
    global _last_millisecond, _counter  # noqa: PLW0603 - one sequence per process
    millisecond = int(at.timestamp() * 1000)
    random_bytes = os.urandom(8 * count)
    ids = []
    with _lock:
        for index in range(count):
            if millisecond > _last_millisecond:
                _last_millisecond = millisecond
                _counter = secrets.randbits(_COUNTER_BITS - 1)
            else:
                _counter += 1
                if _counter >= 1 << _COUNTER_BITS:
                    _last_millisecond += 1
                    _counter = 0
            tail = int.from_bytes(random_bytes[8 * index : 8 * index + 8]) >> 2
            whole = (
                (_last_millisecond << 80)
                | (7 << 76)
                | (_counter << 64)
                | (2 << _RANDOM_BITS)
                | tail
            )
            ids.append(str(uuid.UUID(int=whole)))
    return ids


def new_laptop_id() -> str:
    """Return the id of one copy of a database, a part of every serial number it issues."""
    return "".join(secrets.choice(PAPER_ALPHABET) for _ in range(LAPTOP_ID_LENGTH))
