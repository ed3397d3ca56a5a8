"""Whose certificates this database can check: its own keys, and the lists of other laptops.

Two laptops of a district that award apart have a key each. One that joins the list of the other
checks both's certificates and publishes both's keys. A list is taken as its laptop signed it, or
not at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.public_keys import LaptopKeys
from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.certificates.key_lists import (
    MOST_BYTES,
    KeyList,
    read_key_list,
    signed_document,
)
from cte_desktop.services.changes import Changes
from cte_desktop.storage.certificates.entry_day import AHEAD_MOST, issue_day
from cte_desktop.storage.certificates.joined_lists import JOINED, keep_joined, load_joined
from cte_desktop.storage.certificates.revocations import load_revocations
from cte_desktop.storage.certificates.signing_keys import public_keys
from cte_desktop.storage.certificates.wholeness import require_whole
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.settings import load_settings
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

_NOT_JOINED = noop("Nothing was joined.")
_EXPORT_ANEW = noop("Export the keys anew on the laptop that they come from.")


@dataclass(frozen=True, slots=True)
class Joining:
    """What a file would bring, or brought: `new` are its lists that are not known yet.

    `fingerprint` is that of the laptop that wrote it; whoever joins it compares it there.
    """

    file: Path
    district: str
    fingerprint: str
    new: tuple[LaptopKeys, ...]
    known: tuple[LaptopKeys, ...]
    changes: Changes = field(default_factory=Changes)


def key_list(tx: Transaction) -> KeyList:
    """Return the keys and revocations of this database, joined with those of other laptops.

    What is published is what the register says: register_broken when it was changed from outside.
    """
    require_whole(tx)
    district = str(load_settings(tx)["district_name"])
    revoked = load_revocations(tx)
    # A list of an earlier day than what it says would be of a clock that was set back.
    can_be = tx.clock.today() + AHEAD_MOST
    listed_on = max((issue_day(tx), *(one.on for one in revoked if one.on <= can_be)))
    own = KeyList(district, public_keys(tx), revoked, listed_on)
    return replace(own, joined=tuple(_kept(tx).values()))


def known_lists(desk: Desk) -> tuple[LaptopKeys, ...]:
    """Return whose certificates can be checked here, this database's own first.

    Its own is there only once it has a key.
    """
    with desk.database.reading() as tx:
        own, *others = key_list(tx).every
    lines = [_line(own, is_own=True)] if own.keys else []
    return (*lines, *(_line(one) for one in others))


def look_at_list(desk: Desk, file: Path) -> Joining:
    """Return what joining a file would bring; nothing is kept.

    Known errors as of `join_list`.
    """
    given = _read(file)
    with desk.database.reading() as tx:
        return _judged(file, given, key_list(tx))


def join_list(desk: Desk, file: Path) -> Joining:
    """Keep what a file says of other laptops' keys, as one step; what is known is passed over.

    Known errors: key_list_unreadable, not_a_key_list, key_list_newer, key_list_damaged,
    key_list_foreign (another district's), key_lists_too_long.
    """
    given = _read(file)
    with desk.database.writing() as tx:
        there = key_list(tx)
        judged = _judged(file, given, there)
        new = [one for one in given.every if not _is_known(one, there)]
        if not new:
            return judged
        _require_room(there, new, file)
        laptops = tuple(dict.fromkeys(laptop for one in judged.new for laptop in one.laptops))
        begin_step(tx, "join_key_list", {"laptops": list(laptops)})
        for one in new:
            kept = _kept(tx)
            text = _text(one)
            keep_joined(tx, text, [list_id for list_id, old in kept.items() if _covers(one, old)])
        number = tx.step.number if tx.step is not None else None
        return replace(judged, changes=Changes(frozenset({JOINED, "history"}), step=number))


def _kept(tx: Transaction) -> dict[str, KeyList]:
    return {
        list_id: read_key_list(text.encode(), noop("a joined list"))
        for list_id, text in load_joined(tx).items()
    }


def _read(file: Path) -> KeyList:
    """Return the lists of a file; what can't be trusted is told as something not joined."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError:
        raise KnownError(
            "key_list_unreadable",
            noop("The list of public keys {file} can't be read."),
            kept=_NOT_JOINED,
            do=_EXPORT_ANEW,
            file=file,
        ) from None
    try:
        return read_key_list(content, file.name)
    except KnownError as error:
        do = error.do_template if error.code == "key_list_newer" else _EXPORT_ANEW
        raise KnownError(
            error.code, error.text_template, kept=_NOT_JOINED, do=do, **error.values
        ) from None


def _judged(file: Path, given: KeyList, there: KeyList) -> Joining:
    for one in given.every:
        if folded(one.district) != folded(there.district):
            raise KnownError(
                "key_list_foreign",
                noop("{file} has the keys of {other}, and this database is of {own}."),
                kept=_NOT_JOINED,
                do=noop(
                    "Join lists of your own district's laptops alone. A certificate of another "
                    "district is checked with that district's file of keys."
                ),
                file=file.name,
                other=one.district,
                own=there.district,
            )
    lines: dict[bool, list[LaptopKeys]] = {True: [], False: []}
    for one in given.every:
        is_own = bool(one.keys) and there.keys[: len(one.keys)] == one.keys
        lines[_is_known(one, there)].append(_line(one, is_own=is_own))
    return Joining(file, given.district, given.fingerprint, tuple(lines[False]), tuple(lines[True]))


def _require_room(there: KeyList, new: list[KeyList], file: Path) -> None:
    """Refuse what would make the published file too long to be read again."""
    every = (*there.joined, *new)
    if sum(2 * len(_text(one)) for one in every) > MOST_BYTES:
        raise KnownError(
            "key_lists_too_long",
            noop("With {file} the list of keys would be too long to be published."),
            kept=_NOT_JOINED,
            do=noop("Join the newest list of each laptop alone."),
            file=file.name,
        )


def _is_known(one: KeyList, there: KeyList) -> bool:
    return any(_covers(known, one) for known in there.every)


def _covers(newer: KeyList, older: KeyList) -> bool:
    """Tell whether a list says all that an older one of the same laptop says.

    A list that lacks a revocation, as of a database restored from a backup, covers none: nothing
    that was revoked becomes valid by joining.
    """
    return (
        newer.keys[: len(older.keys)] == older.keys
        and {r.serial for r in older.revocations} <= {r.serial for r in newer.revocations}
        and newer.listed_on >= older.listed_on
    )


def _line(one: KeyList, *, is_own: bool = False) -> LaptopKeys:
    alone = replace(one, joined=())
    return LaptopKeys(
        alone.laptops,
        len(one.keys),
        len(one.revocations),
        one.listed_on,
        one.fingerprint,
        is_own,
    )


def _text(one: KeyList) -> str:
    return json.dumps(signed_document(one), ensure_ascii=False)
