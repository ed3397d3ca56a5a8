"""The key file beside a database: `FILE.keys`.

The database is encrypted with 256 random bits. The key file holds them wrapped under the
passphrase, under the printed recovery code and under the passphrase of each person who works in
the database (`wrapping.py`), so that changing a passphrase rewraps a few bytes. A database without
a passphrase (sample districts) has its key in the open, and the file says so.

Whoever has once opened a database knows how to read every copy of it: another passphrase locks the
copies that are made from then on, not those that somebody took away before.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.storage.faults import store_errors
from cte_desktop.storage.key_file import (
    KEY_BYTES,
    KeyFile,
    PersonKey,
    read_key_file,
    write_key_file,
)
from cte_desktop.storage.recovery_code import new_recovery_code, read_recovery_code
from cte_desktop.storage.tries import Tries, counted
from cte_desktop.storage.wrapping import secret_of, unwrap, wrap
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

_OWN = "passphrase"
_RECOVERY = "recovery"
_OTHERS_TRIED = 12
"""Whose passphrases a wrong one is compared with: each takes about as long as an opening."""


@dataclass(frozen=True, slots=True)
class NewKeys:
    """A fresh key, and the recovery code to print; None without a passphrase."""

    key: bytes
    recovery_code: str | None


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The key of a database and the uid of the person whose passphrase gave it, "" for the
    database's own passphrase, its recovery code, or none; `in_the_open`: nothing was asked for.
    """

    key: bytes
    person_uid: str = ""
    in_the_open: bool = False


def create_keys(database: Path, passphrase: str | None) -> NewKeys:
    """Make a fresh key for `database` and write its key file; None keeps the key in the open."""
    key = os.urandom(KEY_BYTES)
    if passphrase is None:
        write_key_file(database, KeyFile(None, None, key))
        return NewKeys(key, None)
    kept, code = wrapped_keys(key, passphrase)
    write_key_file(database, kept)
    return NewKeys(key, code)


def wrapped_keys(key: bytes, passphrase: str) -> tuple[KeyFile, str]:
    """Return what a key file holds for `key` under a passphrase, and the fresh recovery code."""
    code = new_recovery_code()
    secret = read_recovery_code(code).encode()
    kept = KeyFile(wrap(key, secret_of(passphrase), _OWN), wrap(key, secret, _RECOVERY), None)
    return kept, code


def unlock(database: Path, passphrase: str | None) -> bytes:
    """Return the key of `database`; a passphrase given for an open one is not looked at."""
    return unlock_named(database, passphrase).key


def unlock_backup(backup: Path, passphrase: str | None, database: Path) -> bytes:
    """Return the key of a backup; wrong tries are counted at the `database` that it is for.

    Else each backup would give further guesses at what may be the passphrase of today. The right
    one ends no wait: it may be one that somebody was told when the backup was made.
    """
    return _unlocked(backup, passphrase, "", "", database).key


def unlock_named(database: Path, passphrase: str | None, name: str = "", uid: str = "") -> Unlocked:
    """Return the key by the passphrase of the person `name`, or by the database's own for "".

    `uid` finds the person whatever name the key file has for them. Wrong tries are counted
    (`tries.py`), but not the passphrase of somebody else, which guesses nothing: the error's
    `values["whose"]` are their name then, "" for the database's own. A database without a
    passphrase has no people. Raises known errors: wrong_passphrase, too_many_tries,
    passphrase_needed, unknown_person, keys_missing, keys_damaged.
    """
    return _unlocked(database, passphrase, name, uid, database)


def _unlocked(
    database: Path, passphrase: str | None, name: str, uid: str, counted_at: Path
) -> Unlocked:
    keys = read_key_file(database)
    if keys.open_key is not None:
        return Unlocked(keys.open_key, in_the_open=True)
    if keys.former is not None and _fits(database, keys.former):
        return Unlocked(keys.former, in_the_open=True)  # `rekeying.py` was interrupted
    if passphrase is None:
        raise KnownError(
            "passphrase_needed",
            "{file} is protected by a passphrase, and none was given.",
            do="Give the passphrase.",
            file=database,
        )
    person = _person_of(keys, name, uid, database) if name or uid else None
    wrapped, purpose = (
        (keys.passphrase, _OWN) if person is None else (person.wrapped, _person_purpose(person.uid))
    )
    secret = secret_of(passphrase)
    with counted(counted_at) as tries:
        key = unwrap(wrapped, secret, purpose)
        if key is None:
            asked = "" if person is None else person.name
            whose = _whose(keys, secret, person)
            if whose is not None:
                raise _passphrase_of_another(database, asked, whose)
            tries.wrong()
            raise _wrong_passphrase(database, asked)
        if counted_at == database:
            tries.right()
    return Unlocked(key, "" if person is None else person.uid)


def unlock_with_recovery(database: Path, typed_code: str) -> bytes:
    """Return the key of `database` by its printed recovery code.

    Nobody guesses 160 bits: these tries are not counted, and the right one ends a wait.
    """
    keys = read_key_file(database)
    if keys.open_key is not None:
        return keys.open_key
    key = unwrap(keys.recovery, read_recovery_code(typed_code).encode(), _RECOVERY)
    if key is None:
        raise KnownError(
            "wrong_recovery_code",
            "This recovery code belongs to another database than {file}.",
            kept="Nothing was changed.",
            do="Look for the page that was printed when this database was made, or when the code "
            "was last replaced.",
            file=database,
        )
    Tries(database).right()
    return key


def change_passphrase(database: Path, key: bytes, passphrase: str) -> None:
    """Wrap `key` under a new passphrase; the recovery code and the people's keys stay."""
    keys = _read_wrapped(database)
    rewrapped = wrap(key, secret_of(passphrase), _OWN)
    write_key_file(database, replace(keys, passphrase=rewrapped))


def replace_recovery_code(database: Path, key: bytes) -> str:
    """Make the printed code worthless and return a new one to print."""
    keys = _read_wrapped(database)
    code = new_recovery_code()
    rewrapped = wrap(key, read_recovery_code(code).encode(), _RECOVERY)
    write_key_file(database, replace(keys, recovery=rewrapped))
    return code


def people_named(database: Path) -> tuple[str, ...]:
    """Return the names of the people who have a passphrase of their own, in alphabetical order."""
    return tuple(sorted((one.name for one in read_key_file(database).people), key=str.casefold))


def add_person_key(database: Path, key: bytes, uid: str, name: str, passphrase: str) -> None:
    """Let the person `uid` open `database` by a passphrase of their own, or by another one.

    A known error `no_passphrase` if the database has none itself: its key lies in the open.
    """
    keys = _read_wrapped(database)
    wrapped = wrap(key, secret_of(passphrase), _person_purpose(uid))
    others = tuple(one for one in keys.people if one.uid != uid)
    write_key_file(database, replace(keys, people=(*others, PersonKey(uid, name, wrapped))))


def rename_person_key(database: Path, uid: str, name: str) -> None:
    """Let a person sign in under another name; without a key of theirs nothing happens."""
    keys = read_key_file(database)
    people = tuple(replace(one, name=name) if one.uid == uid else one for one in keys.people)
    if people != keys.people:
        write_key_file(database, replace(keys, people=people))


def remove_person_key(database: Path, uid: str) -> None:
    """Let the passphrase of the person `uid` open nothing any more, nor a keychain for them."""
    keys = read_key_file(database)
    people = tuple(one for one in keys.people if one.uid != uid)
    remembered = keys.keychain
    if remembered is not None and remembered.person == uid:
        remembered = None
    if people != keys.people or remembered != keys.keychain:
        write_key_file(database, replace(keys, people=people, keychain=remembered))


def _fits(database: Path, key: bytes) -> bool:
    from cte_desktop.storage.opening import fits

    with store_errors(database, reading=True):
        return fits(database, key)


def _read_wrapped(database: Path) -> KeyFile:
    keys = read_key_file(database)
    if keys.open_key is not None:
        raise KnownError(
            "no_passphrase",
            "{file} has no passphrase yet: whoever has its files can read it.",
            kept="Nothing was changed.",
            do="Set a passphrase first (Settings, Protection).",
            file=database,
        )
    return keys


def _person_of(keys: KeyFile, name: str, uid: str, database: Path) -> PersonKey:
    wanted = _folded(name)
    for person in keys.people:
        if (person.uid == uid) if uid else (_folded(person.name) == wanted):
            return person
    raise KnownError(
        "unknown_person",
        "Nobody called {name} has a passphrase for {file}.",
        kept="Nothing was changed.",
        do="Check the name, or open it with the passphrase of the database.",
        name=name,
        file=database,
    )


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _person_purpose(uid: str) -> str:
    return f"person {uid}"


def _whose(keys: KeyFile, secret: bytes, asked: PersonKey | None) -> str | None:
    """Return whose passphrase it is instead of that asked for, None if it opens nothing."""
    if asked is not None and unwrap(keys.passphrase, secret, _OWN) is not None:
        return ""
    for other in [one for one in keys.people if one != asked][:_OTHERS_TRIED]:
        if unwrap(other.wrapped, secret, _person_purpose(other.uid)) is not None:
            return other.name
    return None


def _passphrase_of_another(database: Path, asked: str, whose: str) -> KnownError:
    if not asked:
        text = "This is the passphrase of {whose}, not that of the database itself."
        do = "Give the database's own passphrase."
    elif not whose:
        text = "This is the passphrase of the database itself, not that of {name}."
        do = "Give the passphrase of {name}."
    else:
        text = "This is the passphrase of {whose}, not that of {name}."
        do = "Give the passphrase of {name}."
    kept = "Nothing was changed."
    return KnownError(
        "wrong_passphrase", text, kept=kept, do=do, file=database, name=asked, whose=whose
    )


def _wrong_passphrase(database: Path, name: str) -> KnownError:
    text = "This is not the passphrase of {file}."
    do = "Try again, minding upper and lower case, or use the printed recovery code."
    if name:
        text = "This is not the passphrase of {name}."
        do = "Try again, minding upper and lower case, or ask an administrator for another one."
    return KnownError(
        "wrong_passphrase", text, kept="Nothing was changed.", do=do, file=database, name=name
    )
