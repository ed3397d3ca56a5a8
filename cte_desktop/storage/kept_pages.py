"""Keeping pages of the file at hand while several questions in a row read the same ones.

Every page that is read anew is decrypted and checked anew, and that takes most of the time.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.storage.transaction import Transaction

_KIBIBYTES = 40_000
"""More than the index of a record of 700,000 rows."""


@contextmanager
def pages_kept(tx: Transaction) -> Iterator[None]:
    """Keep so many pages meanwhile; afterwards the memory is given back."""
    before = int(fetch(tx, "PRAGMA cache_size")[0][0])
    tx.connection.exec_driver_sql(f"PRAGMA cache_size = {-_KIBIBYTES}")
    try:
        yield
    finally:
        tx.connection.exec_driver_sql(f"PRAGMA cache_size = {before}")
