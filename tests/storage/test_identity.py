"""Ids of version 7: unique, valid and in the order they were made."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from cte_desktop.storage.identity import PAPER_ALPHABET, new_id, new_ids, new_laptop_id

AT = datetime(2027, 2, 1, 12, tzinfo=UTC)


def test_ids_are_unique_rise_and_carry_their_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    # Another test of this process may have had a clock that was further ahead.
    monkeypatch.setattr("cte_desktop.storage.identity._last_millisecond", 0)
    at = datetime(2100, 2, 1, 12, tzinfo=UTC)
    ids = [*new_ids(10_000, at), new_id(at)]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    first = uuid.UUID(ids[0])
    assert (first.version, first.variant) == (7, uuid.RFC_4122)
    assert first.int >> 80 == int(at.timestamp() * 1000)


def test_ids_stay_unique_when_the_clock_goes_back() -> None:
    ids = [new_id(AT), new_id(datetime(2026, 1, 1, tzinfo=UTC)), new_id(AT)]
    assert len(set(ids)) == 3
    assert all(uuid.UUID(text).version == 7 for text in ids)


def test_a_laptop_id_can_be_read_from_paper() -> None:
    ids = {new_laptop_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(len(text) == 6 and set(text) <= set(PAPER_ALPHABET) for text in ids)
