"""Wrapping the database key under a secret, and getting it back (AES-GCM, Argon2id).

What a person types or reads off paper goes through Argon2id, which makes guessing dear; a secret of
256 random bits (`keychain.py`) needs none of that.
"""

from __future__ import annotations

import os
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from cte_desktop.storage.key_file import (
    FORMAT,
    KEY_BYTES,
    NONCE_BYTES,
    SALT_BYTES,
    KeychainKey,
    WrappedKey,
)
from cte_desktop.system.errors import KnownError

ITERATIONS = 3
MEMORY_KIB = 64 * 1024
LANES = 1
_BOUND_VERSION = 1  # stands in what was wrapped, whatever the version of the file around it


def wrap(key: bytes, secret: bytes, purpose: str) -> WrappedKey:
    """Wrap `key` under a secret that somebody types; it opens for the same purpose only."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    derived = _derive(secret, salt, ITERATIONS, MEMORY_KIB, LANES)
    wrapped = AESGCM(derived).encrypt(nonce, key, _bound_to(purpose))
    return WrappedKey(salt, nonce, wrapped, ITERATIONS, MEMORY_KIB, LANES)


def unwrap(kept: WrappedKey | None, secret: bytes, purpose: str) -> bytes | None:
    """Return the key, or None if the secret is not the one."""
    if kept is None:
        return None
    derived = _derive(secret, kept.salt, kept.iterations, kept.memory_kib, kept.lanes)
    return _opened(derived, kept.nonce, kept.wrapped, purpose)


def wrap_for_keychain(key: bytes, secret: bytes, name: str, person: str) -> KeychainKey:
    """Wrap `key` under the random `secret` that the keychain of this computer keeps as `name`."""
    nonce = os.urandom(NONCE_BYTES)
    purpose = _keychain_purpose(name, person)
    return KeychainKey(name, person, nonce, AESGCM(secret).encrypt(nonce, key, _bound_to(purpose)))


def unwrap_from_keychain(kept: KeychainKey, secret: bytes) -> bytes | None:
    """Return the key, or None if the keychain's secret is not the one."""
    if len(secret) != KEY_BYTES:
        return None
    return _opened(secret, kept.nonce, kept.wrapped, _keychain_purpose(kept.name, kept.person))


def secret_of(passphrase: str) -> bytes:
    """Return the bytes of a passphrase: one form however the keyboard composes its accents."""
    if not passphrase:
        raise KnownError(
            "passphrase_empty",
            "The passphrase is empty.",
            do="Give one of several words.",
        )
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _opened(derived: bytes, nonce: bytes, wrapped: bytes, purpose: str) -> bytes | None:
    try:
        return AESGCM(derived).decrypt(nonce, wrapped, _bound_to(purpose))
    except InvalidTag:
        return None


def _derive(secret: bytes, salt: bytes, iterations: int, memory_kib: int, lanes: int) -> bytes:
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=iterations, lanes=lanes, memory_cost=memory_kib
    ).derive(secret)


def _keychain_purpose(name: str, person: str) -> str:
    return f"keychain {name} {person}"


def _bound_to(purpose: str) -> bytes:
    return f"{FORMAT} {_BOUND_VERSION} {purpose}".encode()
