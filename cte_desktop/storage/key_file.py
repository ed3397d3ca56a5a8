"""What stands in a key file (`FILE.keys`): JSON with a version, the wrapped keys and a digest.

The digest tells a damaged file from a wrong passphrase.
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
VERSION = 1
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
MOST_MEMORY_KIB = 1024 * 1024
MOST_ITERATIONS = 64
MOST_LANES = 16
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
class KeyFile:
    """What a key file says: either both wrapped keys, or the key in the open."""

    passphrase: WrappedKey | None
    recovery: WrappedKey | None
    open_key: bytes | None

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
        content = path.read_bytes()
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
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError(
            "keys_damaged",
            "The key file {keys} is damaged.",
            kept="The database itself is untouched.",
            do="Put back the key file of a backup; every backup carries a copy.",
            keys=path,
        ) from error


def write_key_file(database: Path, keys: KeyFile) -> None:
    """Write the key file of `database`, whole or not at all."""
    body: dict[str, object]
    if keys.open_key is not None:
        body = {"open_key": _base64(keys.open_key), "note": OPEN_NOTE}
    else:
        body = {
            name: _wrapped_as_json(wrapped)
            for name, wrapped in (("passphrase", keys.passphrase), ("recovery", keys.recovery))
            if wrapped is not None
        }
    kept = {"format": FORMAT, "version": VERSION, "body": body, "sha256": _body_digest(body)}
    write_file(keys_path(database), (json.dumps(kept, indent=1) + "\n").encode(), mode=OWNER_ONLY)


def copy_key_file(database: Path, to: Path) -> None:
    """Put the key file of `database` beside its copy `to`; as before only its owner may read it."""
    write_file(keys_path(to), keys_path(database).read_bytes(), mode=OWNER_ONLY)


def _parsed(content: bytes, path: Path) -> KeyFile:
    kept = json.loads(content.decode("utf-8"))
    if kept["format"] != FORMAT:
        raise ValueError("format")
    if isinstance(kept["version"], int) and kept["version"] > VERSION:
        raise KnownError(
            "newer_version",
            "{keys} was written by a newer version of the program.",
            kept="It was not touched.",
            do="Open the database with the newer version.",
            keys=path,
        )
    body = kept["body"]
    if kept["sha256"] != _body_digest(body):
        raise ValueError("digest")
    if "open_key" in body:
        return KeyFile(None, None, _bytes(body["open_key"], KEY_BYTES))
    return KeyFile(_wrapped_from(body["passphrase"]), _wrapped_from(body["recovery"]), None)


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


def _body_digest(body: object) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
