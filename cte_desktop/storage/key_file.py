"""What stands in a key file (`FILE.keys`): JSON with a version, the wrapped keys and a digest.

The digest tells a damaged file from a wrong passphrase. Names of people who work at the school may
stand here, students' never.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from cte_desktop.storage.files import write_file
from cte_desktop.system.errors import KnownError

FORMAT = "cte-desktop keys"
VERSION = 2
_FIRST_VERSION = 1
"""Knew neither people nor a keychain; still written for files that have neither, and its digest did
not cover the version.
"""
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
MOST_MEMORY_KIB = 1024 * 1024
MOST_ITERATIONS = 64
MOST_LANES = 16
MOST_BYTES = 1 << 20
OWNER_ONLY = 0o600
OPEN_NOTE = "This database has no passphrase: whoever has these two files can read it."


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The database key under one secret, with all that is needed to unwrap it."""

    salt: bytes
    nonce: bytes
    wrapped: bytes
    iterations: int
    memory_kib: int
    lanes: int


@dataclass(frozen=True, slots=True)
class PersonKey:
    """The database key under the passphrase of one person."""

    uid: str
    name: str
    wrapped: WrappedKey


@dataclass(frozen=True, slots=True)
class KeychainKey:
    """The database key under a secret that the keychain of one computer keeps as `name`.

    `person` is the uid of who may open with it, "" for the database's own passphrase.
    """

    name: str
    person: str
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What a key file says: either the wrapped keys, or the key in the open.

    `former` is the open key from before, while a database without a passphrase is being given one
    (`rekeying.py`): either key may fit the file beside it.
    """

    passphrase: WrappedKey | None
    recovery: WrappedKey | None
    open_key: bytes | None
    people: tuple[PersonKey, ...] = ()
    keychain: KeychainKey | None = None
    former: bytes | None = None

    @property
    def needs_passphrase(self) -> bool:
        """Whether somebody has to be asked for a passphrase."""
        return self.open_key is None


def keys_path(database: Path) -> Path:
    """Return the key file of a database."""
    return database.with_name(database.name + ".keys")


def read_key_file(database: Path) -> KeyFile:
    """Return what the key file of `database` says; a known error if it is missing or damaged."""
    path = keys_path(database)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES)
    except FileNotFoundError as error:
        raise KnownError(
            "keys_missing",
            "The key file {keys} is missing; without it {file} can't be opened.",
            do="Put it back beside the database; every backup carries a copy.",
            keys=path,
            file=database,
        ) from error
    except OSError as error:
        raise KnownError(
            "keys_unreadable", "The key file {keys} can't be read.", keys=path
        ) from error
    try:
        return _parsed(content, path)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KnownError(
            "keys_damaged",
            "The key file {keys} is damaged.",
            kept="The database itself is untouched.",
            do="Put back the key file of a backup; every backup carries a copy.",
            keys=path,
        ) from error


def write_key_file(database: Path, keys: KeyFile) -> None:
    """Write the key file of `database`, whole or not at all."""
    body = _body(keys)
    old = keys.open_key is not None or not (keys.people or keys.keychain or keys.former)
    version = _FIRST_VERSION if old else VERSION
    digest = _digest(version, body)
    kept = {"format": FORMAT, "version": version, "body": body, "sha256": digest}
    write_file(keys_path(database), (json.dumps(kept, indent=1) + "\n").encode(), mode=OWNER_ONLY)


def copy_key_file(database: Path, to: Path) -> None:
    """Put the key file of `database` beside its copy `to`; as before only its owner may read it."""
    write_file(keys_path(to), keys_path(database).read_bytes(), mode=OWNER_ONLY)


def _parsed(content: bytes, path: Path) -> KeyFile:
    kept = json.loads(content.decode("utf-8"))
    if kept["format"] != FORMAT:
        raise ValueError("format")
    version, body = kept["version"], kept["body"]
    if version not in (_FIRST_VERSION, VERSION) or kept["sha256"] != _digest(version, body):
        if type(version) is not int or version <= VERSION or _was_ours(kept["sha256"], body):
            raise ValueError("digest")
        raise KnownError(
            "newer_version",
            "{keys} was written by a newer version of the program.",
            kept="It was not touched.",
            do="Open the database with the newer version.",
            keys=path,
        )
    if "open_key" in body:
        return KeyFile(None, None, _bytes(body["open_key"], KEY_BYTES))
    return KeyFile(
        _wrapped_from(body["passphrase"]),
        _wrapped_from(body["recovery"]),
        None,
        tuple(_person_from(one) for one in body.get("people", ())),
        _keychain_from(body["keychain"]) if "keychain" in body else None,
        _bytes(body["former"], KEY_BYTES) if "former" in body else None,
    )


def _was_ours(digest: object, body: object) -> bool:
    """Say whether a file of an unknown version is one of ours whose version was spoiled."""
    return digest in (_digest(_FIRST_VERSION, body), _digest(VERSION, body))


def _body(keys: KeyFile) -> dict[str, object]:
    if keys.open_key is not None:
        return {"open_key": _base64(keys.open_key), "note": OPEN_NOTE}
    body: dict[str, object] = {
        name: _wrapped_as_json(wrapped)
        for name, wrapped in (("passphrase", keys.passphrase), ("recovery", keys.recovery))
        if wrapped is not None
    }
    if keys.people:
        body["people"] = [
            {"uid": one.uid, "name": one.name, "key": _wrapped_as_json(one.wrapped)}
            for one in keys.people
        ]
    if keys.keychain is not None:
        body["keychain"] = {
            "name": keys.keychain.name,
            "person": keys.keychain.person,
            "nonce": _base64(keys.keychain.nonce),
            "wrapped": _base64(keys.keychain.wrapped),
        }
    if keys.former is not None:
        body["former"] = _base64(keys.former)
    return body


def _person_from(kept: dict[str, object]) -> PersonKey:
    wrapped = kept["key"]
    if not isinstance(wrapped, dict):
        raise TypeError("key")
    return PersonKey(str(kept["uid"]), str(kept["name"]), _wrapped_from(wrapped))


def _keychain_from(kept: dict[str, object]) -> KeychainKey:
    return KeychainKey(
        str(kept["name"]),
        str(kept["person"]),
        _bytes(kept["nonce"], NONCE_BYTES),
        _bytes(kept["wrapped"], KEY_BYTES + TAG_BYTES),
    )


def _wrapped_as_json(wrapped: WrappedKey) -> dict[str, object]:
    return {
        "kdf": "argon2id",
        "iterations": wrapped.iterations,
        "memory_kib": wrapped.memory_kib,
        "lanes": wrapped.lanes,
        "salt": _base64(wrapped.salt),
        "nonce": _base64(wrapped.nonce),
        "wrapped": _base64(wrapped.wrapped),
    }


def _wrapped_from(kept: dict[str, object]) -> WrappedKey:
    if kept["kdf"] != "argon2id":
        raise ValueError("kdf")
    return WrappedKey(
        _bytes(kept["salt"], SALT_BYTES),
        _bytes(kept["nonce"], NONCE_BYTES),
        _bytes(kept["wrapped"], KEY_BYTES + TAG_BYTES),
        _bounded(kept["iterations"], 1, MOST_ITERATIONS),
        _bounded(kept["memory_kib"], 8, MOST_MEMORY_KIB),
        _bounded(kept["lanes"], 1, MOST_LANES),
    )


def _bounded(number: object, least: int, most: int) -> int:
    """Return `number` if it is sane: a doctored file must not take all memory."""
    if not isinstance(number, int) or not least <= number <= most:
        raise ValueError("bounds")
    return number


def _bytes(text: object, length: int) -> bytes:
    content = base64.b64decode(str(text), validate=True)
    if len(content) != length:
        raise ValueError("length")
    return content


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _digest(version: int, body: object) -> str:
    covered = body if version == _FIRST_VERSION else {"version": version, "body": body}
    return hashlib.sha256(json.dumps(covered, sort_keys=True).encode()).hexdigest()
