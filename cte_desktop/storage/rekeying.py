"""Giving a database that had none a passphrase: a fresh key, and every page written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.storage.database import Database


def give_passphrase(database: Database, passphrase: str) -> str:
    """Encrypt `database` under a fresh key behind `passphrase`; returns the recovery code."""
    raise NotImplementedError
