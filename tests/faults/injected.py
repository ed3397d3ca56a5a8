"""Each write, sync, rename, truncation and opening of each operation failing once: EIO or ENOSPC.

    python -m tests.faults.injected [--rounds N] [--seed S] [--short]

A child opens a district; then strace makes one call of one deed fail, the first, the second and so
on (`rounds` limits how many of one kind in one deed, spread evenly). The deed must either go well
all the same, or be told as a known error (exit status 3) with the database as it was before; done
again it must work; and afterwards the place must be sound. Opening, closing and bringing an older
database up to date count as deeds too.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cte_desktop.services.desk import Desk
from cte_desktop.storage.files import digest_of
from cte_desktop.system.errors import KnownError
from tests.faults.child import CRASHED, DONE, FAILED, WILL, Message, Tell
from tests.faults.deeds import CLOSING, DEEDS, UPGRADE, Deed, make_places
from tests.faults.figures import Figure
from tests.faults.judging import judged
from tests.faults.places import Place
from tests.faults.recording import path_of
from tests.faults.running import Asked, run, working_folder
from tests.faults.states import state_of, tell_commits
from tests.faults.tracing import Call, followed, need_strace

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "ftruncate", "openat")
ERRORS = ("EIO", "ENOSPC")
OPEN, CLOSE = "open", "close"
STATE, AGAIN, ENDED = "state", "again", "ended"
EVERYWHERE = (OPEN, *DEEDS, CLOSE, UPGRADE)
KNOWN_EXIT = 3
ROWS_STAY = frozenset({"protect", "passphrase", "recovery_code", "print"})
"""Deeds whose rows tell nothing: of a new passphrase only the day is noted there, if the disk can;
the entry of a paper stays when the disk refuses the paper at the very last (`handing_over.py`).
"""


@dataclass(frozen=True, slots=True)
class Point:
    """One call of a deed: the n-th of its name, and the error it gets."""

    deed: str
    call: str
    number: int
    error: str


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Let each call of each deed fail once, and count what was not told or not sound."""
    need_strace()
    began, chance = time.monotonic(), random.Random(asked.seed)
    with working_folder("injected") as folder:
        places = make_places(folder)
        bad, told, tried = list[str](), Counter[str](), 0
        for deed in EVERYWHERE:
            base = places.base(deed)
            for point in chosen_points(base, deed, asked.rounds, chance):
                ended, faults = one_point(base, point)
                if ended == "missed":
                    continue
                tried += 1
                told[ended] += 1
                bad += [f"{deed}, {point.call} {point.number} {point.error}: {f}" for f in faults]
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in told.most_common())
    return (
        Figure(
            "every write and sync failing once",
            f"strace -e inject: EIO and ENOSPC at {', '.join(CALLS)}",
            tried,
            len(bad),
            "each told, the store sound, done again it works",
            time.monotonic() - began,
            (*bad, f"Ended: {outcomes}"),
        ),
    )


def chosen_points(base: Place, deed: str, most: int, chance: random.Random) -> Iterator[Point]:
    """Return the points of a deed: all, or `most` of each call and error, evenly spread."""
    place = base.copied_to(base.folder.with_name("rehearsal"))
    done = follow(place, deed, ())
    shutil.rmtree(place.folder)
    if done.outcome != "went well":
        raise RuntimeError(f"{deed} can't be rehearsed: {done.messages}")
    for name in CALLS:
        here = [
            number
            for number, call in enumerate((c for c in done.calls if c.name == name), start=1)
            if is_in(place, call)
        ]
        for error in ERRORS:
            for number in _spread(here, most, chance):
                yield Point(deed, name, number, error)


def one_point(base: Place, point: Point) -> tuple[str, list[str]]:
    """Let one call fail; returns how the deed ended, and what was wrong with that."""
    place = base.copied_to(base.folder.with_name("injected"))
    try:
        before = place.rows()
        inject = f"inject={point.call}:error={point.error}:when={point.number}"
        done = follow(place, point.deed, ("-e", inject))
        hit = [call for call in done.calls if call.injected]
        if not hit or not is_in(place, hit[0]):
            return "missed", []
        return done.outcome, [
            *done.faults(before, skipped=point.deed in ROWS_STAY),
            *judged(place, done.states(), done.promised),
        ]
    finally:
        shutil.rmtree(place.folder)


@dataclass(frozen=True, slots=True)
class Done:
    """What a child told of a deed whose call failed, and the calls it made."""

    status: int
    messages: tuple[Message, ...]
    calls: tuple[Call, ...]

    @property
    def outcome(self) -> str:
        """How the deed ended, in a word or two."""
        kinds = [message.kind for message in self.messages]
        if CRASHED in kinds or self.status not in (0, KNOWN_EXIT):
            return "crashed"
        return "told" if FAILED in kinds else "went well"

    @property
    def promised(self) -> dict[str, str]:
        """The files that were acknowledged."""
        return {
            name: digest
            for message in self.messages
            if message.kind == DONE
            for name, digest in json.loads(message.text).items()
        }

    def states(self) -> set[str]:
        """The state in which the child left the database."""
        return {self._texts(STATE)[-1]} if self._texts(STATE) else set()

    def faults(self, before: str, *, skipped: bool) -> Iterator[str]:
        """Tell what was wrong with how the error was taken; `skipped` says that the rows of the
        database may be as before though it went well, and as they should be though it failed.
        """
        if self.outcome == "crashed":
            yield f"not a known error: {self._texts(CRASHED) or self.status}"
            return
        states, failed = self._texts(STATE), self._texts(FAILED)
        # What it was about to commit may stand, where only what comes after that was refused.
        may_be = {before, *(self._texts(WILL) if skipped else [])}
        if failed and states[0] not in may_be:
            yield f"{failed[0]}, but the database is not as it was"
        if failed and AGAIN not in [message.kind for message in self.messages]:
            yield f"{failed[0]}, and done again it does not work: {failed[1:]}"
        should = {*self._texts(WILL)[-1:], *([before] if skipped else [])}
        if not failed and self._texts(WILL) and states[-1] not in should:
            yield "it went well, but the database is not as it should be"

    def _texts(self, kind: str) -> list[str]:
        return [message.text for message in self.messages if message.kind == kind]


def follow(place: Place, deed: str, more: Sequence[str]) -> Done:
    """Do a deed in a child, from its beginning followed by strace."""
    kept = place.folder.with_name("trace.txt")
    done = followed(lambda tell, pause: act(place, deed, tell, pause), CALLS, ("-xx", *more), kept)
    kept.unlink()
    ends = (n for n, call in enumerate(done.calls) if _tells_end(call, done.pipe))
    calls = done.calls[: next(ends, len(done.calls))]
    return Done(done.status, tuple(done.listener.messages), tuple(calls))


def act(place: Place, deed: str, tell: Tell, pause: Callable[[], None]) -> None:
    """Do one deed, tell how it went and how it left the database; if it failed, do it again."""
    if deed in (OPEN, UPGRADE):
        tell_commits(lambda state: tell(WILL, state))
        pause()
        _try(lambda: _close(place.open()), tell, pause, lambda: tell(STATE, place.rows()))
        return
    desk = place.open()
    if deed == CLOSE:
        DEEDS["save_plan"](desk, place)
        tell(STATE, _state(desk))
        pause()
        desk.close()
        tell(DONE, "{}")
        return
    tell_commits(lambda state: tell(WILL, state))
    pause()
    look = place.rows if deed == CLOSING else lambda: _state(desk)
    _try(lambda: _written(DEEDS[deed], desk, place, tell), tell, pause, lambda: tell(STATE, look()))
    _close(desk)


def is_in(place: Place, call: Call) -> bool:
    """Tell whether a call was about a file of the place itself, and not of shared memory."""
    path = path_of(call)
    return path.startswith(str(place.folder)) and not path.endswith("-shm")


def _try(
    do: Callable[[], str], tell: Tell, pause: Callable[[], None], look: Callable[[], None]
) -> None:
    """Do it, and once more, with nobody in the way, if a known error says that it did not go."""
    for turn in range(2):
        try:
            tell(DONE, do())
        except KnownError as error:
            look()
            tell(FAILED, f"{error.code} {error.exit_status}")
            if not turn:
                pause()
            continue
        look()
        if turn:
            tell(AGAIN, "")
        return


def _written(deed: Deed, desk: Desk, place: Place, tell: Tell) -> str:
    written = deed(desk, place)
    tell(ENDED, "")
    return json.dumps({str(p.relative_to(place.folder)): digest_of(p) for p in written})


def _close(desk: Desk) -> str:
    desk.close()
    return "{}"


def _state(desk: Desk) -> str:
    with desk.database.reading() as tx:
        return state_of(tx.connection.exec_driver_sql)


def _tells_end(call: Call, pipe: str) -> bool:
    words = (ENDED, DONE, FAILED)
    texts = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words)
    return call.name == "write" and pipe in path_of(call) and any(t in call.given for t in texts)


def _spread(numbers: list[int], most: int, chance: random.Random) -> Iterable[int]:
    """Return all of the numbers, or so many evenly spread, the first and last among them."""
    if len(numbers) <= most:
        return numbers
    if most == 1:
        return [chance.choice(numbers)]
    return [numbers[round(at * (len(numbers) - 1) / (most - 1))] for at in range(most)]


if __name__ == "__main__":
    sys.exit(run(measure, rounds=8, short=1))
