"""A child that does deeds and tells each step on a pipe, and what its parent makes of that."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cte_desktop.storage.files import digest_of
from cte_desktop.system.errors import KnownError
from tests.faults.deeds import DEEDS, UPGRADE
from tests.faults.places import Place
from tests.faults.states import state_of, tell_commits

OPENED, BEGAN, WILL, DONE = "opened", "began", "will", "done"
FAILED, CRASHED = "failed", "crashed"
TOO_EARLY = 0.05
"""Seconds between an acknowledgement and its commit in the control."""
Tell = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Message:
    """What a child told: `kind`, and the state, the deed or the files it is about."""

    kind: str
    text: str


def act(place: Place, names: Sequence[str], tell: Tell) -> None:
    """Do deeds one after the other in an open database, telling each step."""
    tell_commits(lambda state: tell(WILL, state))
    if names[0] == UPGRADE:
        tell(BEGAN, UPGRADE)
    desk = place.open()
    try:
        with desk.database.reading() as tx:
            state = state_of(tx.connection.exec_driver_sql)
        tell(OPENED, state)
        if names[0] == UPGRADE:
            tell(DONE, "{}")
        for name in names:
            if name != UPGRADE:
                tell(BEGAN, name)
                written = DEEDS[name](desk, place)
                kept = {str(path.relative_to(place.folder)): digest_of(path) for path in written}
                tell(DONE, json.dumps(kept))
    except KnownError as error:
        tell(FAILED, error.code)
        raise
    finally:
        desk.close()


def act_hastily(place: Place, names: Sequence[str], tell: Tell) -> None:
    """Do the same and acknowledge each deed a moment before its commit: what must be noticed."""

    def hasty(kind: str, text: str) -> None:
        tell(kind, text)
        if kind == WILL:
            tell(DONE, "{}")
            time.sleep(TOO_EARLY)

    act(place, names, hasty)


def start(action: Callable[[Tell], None]) -> tuple[int, int]:
    """Fork a child that runs `action`; returns its id and where to read what it tells.

    It ends with 0 when all went well, with 3 for a known error and 1 for any other.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)

    def tell(kind: str, text: str) -> None:
        os.write(writing, f"{kind} {text}\n".encode())

    status = 1
    try:
        action(tell)
        status = 0
    except KnownError as error:
        status = error.exit_status
    except BaseException as error:  # noqa: BLE001 - the child has nobody else to tell
        with contextlib.suppress(OSError):
            tell(CRASHED, f"{type(error).__name__}: {error}".replace("\n", " ")[:300])
    finally:
        os._exit(status)


class Listener:
    """Reads what a child tells, as long as is wanted."""

    def __init__(self, reading: int) -> None:
        """Take over the reading end of the pipe."""
        self._reading = reading
        self._rest = b""
        self.messages: list[Message] = []
        self.times: list[float] = []
        self.ended = False

    def until(self, wanted: Callable[[list[Message]], bool]) -> bool:
        """Listen until `wanted` is true of what was told; False if the child ended before."""
        while not wanted(self.messages):
            if not self._read():
                return wanted(self.messages)
        return True

    def rest(self) -> None:
        """Listen to what a child that ended had told before, and close the pipe."""
        while self._read():
            pass
        os.close(self._reading)

    def _read(self) -> bool:
        got = os.read(self._reading, 65536)
        *lines, self._rest = (self._rest + got).split(b"\n")
        told = [line.decode().partition(" ") for line in lines]
        self.messages += [Message(kind, text) for kind, _, text in told]
        self.times += [time.monotonic()] * len(told)
        self.ended = not got
        return bool(got)


def states_after(starts: Iterable[str], messages: Iterable[Message]) -> tuple[set[str], bool]:
    """Return the states that a database may have after a child told this and then went away, and
    whether it was opened in one of the states that it could have then.
    """
    settled, pending, sound = set(starts), list[str](), True
    for message in messages:
        if message.kind == WILL:
            pending.append(message.text)
        elif message.kind == OPENED:
            sound = sound and message.text in settled | set(pending)
            settled, pending = {message.text}, []
        elif message.kind == DONE:
            settled, pending = ({pending[-1]} if pending else settled), []
    return settled | set(pending), sound


def files_promised(messages: Iterable[Message]) -> dict[str, str]:
    """Return the digest of each file that a child acknowledged, as it was last written."""
    promised: dict[str, str] = {}
    for message in messages:
        if message.kind == DONE:
            promised |= json.loads(message.text)
    return promised
