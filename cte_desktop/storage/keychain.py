"""Remembering a database in the keychain of this computer, so that its start asks for nothing.

The keychain keeps 256 random bits, the key file the database key wrapped under them: neither alone
opens anything, a copy on another computer asks for the passphrase, and forgetting removes both.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.storage.key_file import KEY_BYTES, read_key_file, write_key_file
from cte_desktop.storage.keys import Unlocked
from cte_desktop.storage.wrapping import unwrap_from_keychain, wrap_for_keychain
from cte_desktop.system.keychain import forget_secret, keep_secret, recall_secret

if TYPE_CHECKING:
    from pathlib import Path

_NAME_BYTES = 12


def remember_key(database: Path, key: bytes, person_uid: str = "") -> None:
    """Let this computer open `database` for that person; a known error `no_keychain`."""
    keys = read_key_file(database)
    former = keys.keychain
    secret, name = os.urandom(KEY_BYTES), os.urandom(_NAME_BYTES).hex()
    keep_secret(name, secret)
    try:
        wrapped = wrap_for_keychain(key, secret, name, person_uid)
        write_key_file(database, replace(keys, keychain=wrapped))
    except BaseException:
        forget_secret(name)
        raise
    if former is not None:
        forget_secret(former.name)


def forget_key(database: Path) -> None:
    """Let no keychain open `database` any more."""
    keys = read_key_file(database)
    if keys.keychain is not None:
        write_key_file(database, replace(keys, keychain=None))
        forget_secret(keys.keychain.name)


def has_remembered(database: Path) -> bool:
    """Say whether the key file knows of a keychain, this computer's or another's."""
    return read_key_file(database).keychain is not None


def unlock_remembered(database: Path) -> Unlocked | None:
    """Return the key by this computer's keychain; None if it does not remember `database`."""
    kept = read_key_file(database).keychain
    secret = None if kept is None else recall_secret(kept.name)
    if kept is None or secret is None:
        return None
    key = unwrap_from_keychain(kept, secret)
    return None if key is None else Unlocked(key, kept.person)
