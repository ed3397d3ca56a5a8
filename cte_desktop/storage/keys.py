"""The key file beside a database: `FILE.keys`.

The database is encrypted with 256 random bits. The key file holds them wrapped (AES-GCM) under
Argon2id of the passphrase and under Argon2id of the printed recovery code, so that changing the
passphrase rewraps a few bytes. A database without a passphrase (sample districts) has its key in
the open, and the file says so.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from cte_desktop.storage.key_file import (
    FORMAT,
    KEY_BYTES,
    NONCE_BYTES,
    SALT_BYTES,
    VERSION,
    KeyFile,
    WrappedKey,
    read_key_file,
    write_key_file,
)
from cte_desktop.storage.recovery_code import new_recovery_code, read_recovery_code
from cte_desktop.system.errors import KnownError

ITERATIONS = 3
MEMORY_KIB = 64 * 1024
LANES = 1


@dataclass(frozen=True, slots=True)
class NewKeys:
    """A fresh key, and the recovery code to print; None without a passphrase."""

    key: bytes
    recovery_code: str | None


def create_keys(database: Path, passphrase: str | None) -> NewKeys:
    """Make a fresh key for `database` and write its key file; None keeps the key in the open."""
    key = os.urandom(KEY_BYTES)
    if passphrase is None:
        write_key_file(database, KeyFile(None, None, key))
        return NewKeys(key, None)
    code = new_recovery_code()
    kept = KeyFile(
        _wrap(key, _secret_of(passphrase), "passphrase"),
        _wrap(key, read_recovery_code(code).encode(), "recovery"),
        None,
    )
    write_key_file(database, kept)
    return NewKeys(key, code)


def unlock(database: Path, passphrase: str | None) -> bytes:
    """Return the key of `database`; a passphrase given for an open one is not looked at."""
    keys = read_key_file(database)
    if keys.open_key is not None:
        return keys.open_key
    if passphrase is None:
        raise KnownError(
            "passphrase_needed",
            "{file} is protected by a passphrase, and none was given.",
            do="Give the passphrase.",
            file=database,
        )
    key = _unwrap(keys.passphrase, _secret_of(passphrase), "passphrase")
    if key is None:
        raise KnownError(
            "wrong_passphrase",
            "This is not the passphrase of {file}.",
            kept="Nothing was changed.",
            do="Try again, minding upper and lower case, or use the printed recovery code.",
            file=database,
        )
    return key


def unlock_with_recovery(database: Path, typed_code: str) -> bytes:
    """Return the key of `database` by its printed recovery code."""
    keys = read_key_file(database)
    if keys.open_key is not None:
        return keys.open_key
    key = _unwrap(keys.recovery, read_recovery_code(typed_code).encode(), "recovery")
    if key is None:
        raise KnownError(
            "wrong_recovery_code",
            "This recovery code belongs to another database than {file}.",
            kept="Nothing was changed.",
            do="Look for the page that was printed when this database was made.",
            file=database,
        )
    return key


def change_passphrase(database: Path, key: bytes, passphrase: str) -> None:
    """Wrap `key` under a new passphrase; the recovery code stays as printed."""
    keys = _read_wrapped(database)
    rewrapped = _wrap(key, _secret_of(passphrase), "passphrase")
    write_key_file(database, replace(keys, passphrase=rewrapped))


def replace_recovery_code(database: Path, key: bytes) -> str:
    """Make the printed code worthless and return a new one to print."""
    keys = _read_wrapped(database)
    code = new_recovery_code()
    rewrapped = _wrap(key, read_recovery_code(code).encode(), "recovery")
    write_key_file(database, replace(keys, recovery=rewrapped))
    return code


def _read_wrapped(database: Path) -> KeyFile:
    keys = read_key_file(database)
    if keys.open_key is not None:
        raise KnownError(
            "no_passphrase",
            "{file} has no passphrase that could be changed.",
            do="Make a new database with a passphrase.",
            file=database,
        )
    return keys


def _wrap(key: bytes, secret: bytes, purpose: str) -> WrappedKey:
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    derived = _derive(secret, salt, ITERATIONS, MEMORY_KIB, LANES)
    wrapped = AESGCM(derived).encrypt(nonce, key, _bound_to(purpose))
    return WrappedKey(salt, nonce, wrapped, ITERATIONS, MEMORY_KIB, LANES)


def _unwrap(kept: WrappedKey | None, secret: bytes, purpose: str) -> bytes | None:
    if kept is None:
        return None
    derived = _derive(secret, kept.salt, kept.iterations, kept.memory_kib, kept.lanes)
    try:
        return AESGCM(derived).decrypt(kept.nonce, kept.wrapped, _bound_to(purpose))
    except InvalidTag:
        return None


def _derive(secret: bytes, salt: bytes, iterations: int, memory_kib: int, lanes: int) -> bytes:
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=iterations, lanes=lanes, memory_cost=memory_kib
    ).derive(secret)


def _secret_of(passphrase: str) -> bytes:
    """Return the bytes of a passphrase: one form however the keyboard composes its accents."""
    if not passphrase:
        raise KnownError(
            "passphrase_empty",
            "The passphrase is empty.",
            do="Give one of several words.",
        )
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _bound_to(purpose: str) -> bytes:
    return f"{FORMAT} {VERSION} {purpose}".encode()
