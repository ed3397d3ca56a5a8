"""Wrong passphrases are counted, and guessing on gets slower and slower: `FILE.tries`.

Five wrong tries are free; then the next has to wait 2 seconds, the one after it 4, then 8 ... at
most 300. It keeps people at this keyboard from guessing on; against somebody who carries the files
away stands the cost of Argon2id (`wrapping.py`).

The count lies beside the database, so that a restart does not help, and in this process too, for a
folder that can't be written and for a file that was removed. A clock that was set back makes a wait
begin anew, so it never gets shorter by it nor lasts longer than 300 seconds; a damaged file counts
as five wrong tries just now.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.storage.files import write_file
from cte_desktop.system import clock
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FREE_TRIES = 5
LONGEST_WAIT = 300
"""Seconds."""
_FORMAT = "cte-desktop tries"
_MOST_BYTES = 4096
_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class _Kept:
    """How many tries were wrong in a row, and when the last one was: seconds of some clock."""

    wrong: int
    at: float


_here: dict[Path, _Kept] = {}
"""What this process saw, by the monotonic clock, which nobody sets."""


class Tries:
    """The tries at one database: told how each went."""

    def __init__(self, database: Path) -> None:
        """Take the tries at `database`."""
        self._database = database

    def wrong(self) -> None:
        """Count a wrong one."""
        path = self._database.resolve()
        here = _here.get(path)
        kept = _read(self._database)
        count = max(kept.wrong if kept else 0, here.wrong if here else 0) + 1
        _here[path] = _Kept(count, time.monotonic())
        _write(self._database, _Kept(count, clock.seconds()))

    def right(self) -> None:
        """Begin to count anew."""
        _here.pop(self._database.resolve(), None)
        with contextlib.suppress(OSError):
            tries_path(self._database).unlink(missing_ok=True)


def tries_path(database: Path) -> Path:
    """Return where the tries at a database are counted."""
    return database.with_name(database.name + ".tries")


@contextlib.contextmanager
def counted(database: Path) -> Iterator[Tries]:
    """Let a passphrase be tried; a known error `too_many_tries` if it is too early for that."""
    seconds = seconds_to_wait(database)
    if seconds:
        raise KnownError(
            "too_many_tries",
            "Too many wrong passphrases: the next can be tried in {seconds} seconds.",
            kept="Nothing was changed.",
            do="Wait, or use the printed recovery code.",
            seconds=seconds,
            file=database,
        )
    yield Tries(database)


def seconds_to_wait(database: Path) -> int:
    """Return how long nobody may try a passphrase, in whole seconds; 0 = now."""
    left = 0.0
    here = _here.get(database.resolve())
    if here is not None:
        left = _left(here, time.monotonic())
    kept, now = _read(database), clock.seconds()
    if kept is not None and kept.at > now:  # the clock was set back: nobody knows what was waited
        kept = _begun_anew(database, kept.wrong, now)
    if kept is not None:
        left = max(left, _left(kept, now))
    return math.ceil(left)


def _left(kept: _Kept, now: float) -> float:
    over = kept.wrong - FREE_TRIES
    if over < 0:
        return 0.0
    wait = LONGEST_WAIT if over > 8 else min(LONGEST_WAIT, 2 ** (over + 1))
    return max(0.0, min(float(wait), kept.at + wait - now))


def _read(database: Path) -> _Kept | None:
    """Return what the file says; None without one, five tries just now if it is damaged."""
    try:
        with tries_path(database).open("rb") as file:
            content = file.read(_MOST_BYTES)
    except OSError:
        return None
    with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
        told = json.loads(content)
        wrong, at = told["wrong"], told["at"]
        if (
            told == _told(_Kept(wrong, at))
            and type(wrong) is int
            and type(at) is float
            and math.isfinite(at)
        ):
            return _Kept(max(0, wrong), at)
    return _begun_anew(database, FREE_TRIES, clock.seconds())


def _begun_anew(database: Path, wrong: int, now: float) -> _Kept | None:
    """Let a wait begin now. Where that can't be written down it would begin anew each time: there
    the file counts for nothing.
    """
    kept = _Kept(wrong, now)
    return kept if _write(database, kept) else None


def _write(database: Path, kept: _Kept) -> bool:
    """Write the count; False in a folder that can't be written, where only this process knows."""
    content = (json.dumps(_told(kept)) + "\n").encode()
    try:
        write_file(tries_path(database), content, mode=_OWNER_ONLY)
    except KnownError:
        return False
    return True


def _told(kept: _Kept) -> dict[str, object]:
    said = f"{_FORMAT} {kept.wrong!r} {kept.at!r}"
    digest = hashlib.sha256(said.encode()).hexdigest()
    return {"format": _FORMAT, "wrong": kept.wrong, "at": kept.at, "sha256": digest}
