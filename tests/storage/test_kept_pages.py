"""More pages are kept while several questions are asked, and no longer."""

from __future__ import annotations

import pytest

from cte_desktop.storage.database import Database
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.kept_pages import pages_kept
from cte_desktop.storage.transaction import Transaction


def _size(tx: Transaction) -> int:
    return int(fetch(tx, "PRAGMA cache_size")[0][0])


def test_the_memory_is_given_back_also_after_an_error() -> None:
    with Database.in_memory() as database, database.reading() as tx:
        before = _size(tx)
        with pages_kept(tx):
            assert abs(_size(tx)) > abs(before)
        assert _size(tx) == before
        with pytest.raises(ValueError, match="wrong"), pages_kept(tx):
            raise ValueError("wrong")
        assert _size(tx) == before
