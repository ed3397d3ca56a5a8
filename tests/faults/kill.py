"""kill -9 at any moment of the real work: nothing half done, nothing acknowledged lost.

    python -m tests.faults.kill [--rounds N] [--seed S] [--short]

A child opens a district and does one to three deeds; before each commit it tells the state that it
is about to write, and acknowledges each deed. It is killed at a random moment: within a deed, right
after a state was told, or anywhere; in a quarter of the rounds the next child is killed on what the
first one left, before anybody looked at it. Then the place is judged.

The control is a program that acknowledges before it commits: that must be noticed.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from tests.faults.child import (
    BEGAN,
    CRASHED,
    DONE,
    FAILED,
    WILL,
    Listener,
    Message,
    Tell,
    act,
    act_hastily,
    files_promised,
    start,
    states_after,
)
from tests.faults.deeds import CLOSING, DEEDS, ONCE, PROTECTED, UPGRADE, Places, make_places
from tests.faults.figures import Figure
from tests.faults.judging import judged, litter
from tests.faults.places import Place
from tests.faults.running import Asked, CannotMeasure, run, working_folder

AGAIN = 0.25
"""How often a second child is killed on what the first left."""
RIGHT_AFTER = 0.004
"""The longest wait, in seconds, after a state was told: a commit takes about so long."""
SPREAD = 1.1
OPENING = 0.03
"""Seconds that opening takes before the first deed."""
CONTROLS = 20
Acting = Callable[[Place, Sequence[str], Tell], None]
ALWAYS = ["save_plan", "set_setting"]
"""What can be done in whatever a killed child left."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the rounds go by: places to copy, and how long each deed takes."""

    places: Places
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Round:
    """Where children were killed, what was wrong afterwards, and whether litter was left."""

    killed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    litter: bool = False


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Kill `asked.rounds` children at work, and count the places that are not sound."""
    if sys.platform == "win32":
        raise CannotMeasure("killing in the middle of work needs fork, which Windows lacks.")
    began, chance = time.monotonic(), random.Random(asked.seed)
    with working_folder("kill") as folder:
        grounds = Grounds(make_places(folder))
        grounds.seconds.update(rehearsed(grounds.places))
        killed, bad, left = Counter[str](), list[str](), 0
        while killed.total() < asked.rounds:
            names = some_deeds(chance)
            done = one_round(grounds, names, chance, act)
            killed.update(done.killed)
            left += done.litter
            where = " then ".join(done.killed) or "not killed"
            bad += [f"round {killed.total()}, {where}: {fault}" for fault in done.faults]
        noticed = control(grounds, chance)
        bad += [] if noticed else ["the control was not noticed: work acknowledged too early"]
    spread = ", ".join(f"{count} {where}" for where, count in sorted(killed.items()))
    return (
        Figure(
            "kill -9 at work",
            "a child acknowledges on a pipe; killed inside deeds, at commits and at random",
            killed.total(),
            len(bad),
            "0 of 1,000 corrupt, 0 acknowledged changes lost",
            time.monotonic() - began,
            (
                *bad,
                f"Killed {spread}",
                f"Temporary files were left behind {left} times",
                f"Control: {noticed} of {CONTROLS} kills noticed of work acknowledged too early",
            ),
        ),
    )


def rehearsed(places: Places) -> dict[str, float]:
    """Do each deed in a child; returns the seconds each takes. Each is one commit at most."""
    seconds = {}
    for name in (*DEEDS, UPGRADE):
        place = places.base(name).copied_to(places.folder / "rehearsal")
        child, reading = start(partial(act, place, [name]))
        listener = Listener(reading)
        listener.rest()
        _, status = os.waitpid(child, 0)
        shutil.rmtree(place.folder)
        kinds = [message.kind for message in listener.messages]
        if status or kinds.count(WILL) > 1:
            raise RuntimeError(f"{name} can't be rehearsed: {listener.messages}")
        seconds[name] = listener.times[kinds.index(DONE)] - listener.times[kinds.index(BEGAN)]
    return seconds


def some_deeds(chance: random.Random) -> list[str]:
    """Return one to three deeds that can be done one after the other."""
    first = chance.choice([*DEEDS, UPGRADE])
    if first == UPGRADE or first in PROTECTED:
        return [first, "save_plan"]
    names = [first, *chance.choices(sorted(DEEDS.keys() - PROTECTED), k=chance.randint(0, 2))]
    chance.shuffle(names)
    if CLOSING in names:
        names = names[: names.index(CLOSING) + 1]
    return [name for at, name in enumerate(names) if name not in ONCE or name not in names[:at]]


def control(grounds: Grounds, chance: random.Random) -> int:
    """Return how often work that was acknowledged before its commit is noticed to be lost."""
    names = ["set_setting", "save_plan"]
    rounds = (one_round(grounds, names, chance, act_hastily) for _ in range(CONTROLS))
    return sum(bool(done.faults) for done in rounds)


def one_round(grounds: Grounds, names: list[str], chance: random.Random, acting: Acting) -> Round:
    """Kill a child at such deeds, perhaps a second one on what it left, and judge what is there."""
    place = grounds.places.base(names[0]).copied_to(grounds.places.folder / "round")
    states, promised, done = {place.rows()}, dict[str, str](), Round()
    try:
        for turn in range(2 if chance.random() < AGAIN else 1):
            where, told, ended = _one_child(
                grounds, place, names if turn == 0 else ALWAYS, chance, acting
            )
            states, sound = states_after(states, told)
            promised |= files_promised(told)
            if not sound:
                done.faults.append("opened in a state that nobody wrote")
            done.faults += [f"{m.kind} {m.text}" for m in told if m.kind in (FAILED, CRASHED)]
            if ended:
                break
            done.killed.append(where)
        done.faults += judged(place, states, promised)
        done.litter = bool(litter(place))
        return done
    finally:
        shutil.rmtree(place.folder)


def _one_child(
    grounds: Grounds, place: Place, names: list[str], chance: random.Random, acting: Acting
) -> tuple[str, list[Message], bool]:
    """Kill a child at its deeds; returns where, what it told, and whether it ended before."""
    child, reading = start(lambda tell: acting(place, names, tell))
    listener = Listener(reading)
    flavour = chance.choice(("in", "at the commit of", "anywhere"))
    aim = chance.choice(names)
    if flavour == "anywhere":
        aim, wait = "", chance.uniform(0, OPENING + sum(grounds.seconds[name] for name in names))
    elif flavour == "in":
        listener.until(lambda told: _reached(told, aim, BEGAN))
        wait = chance.uniform(0, SPREAD * grounds.seconds[aim])
    else:
        listener.until(lambda told: _reached(told, aim, WILL))
        wait = RIGHT_AFTER * chance.random() ** 2
    time.sleep(wait)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    listener.rest()
    ended = not os.WIFSIGNALED(status)
    return f"{flavour} {aim}".strip(), listener.messages, ended


def _reached(told: list[Message], aim: str, kind: str) -> bool:
    """Tell whether the deed began, or after that told the state of a commit."""
    at = next((n for n, m in enumerate(told) if (m.kind, m.text) == (BEGAN, aim)), None)
    return at is not None and any(message.kind in (kind, DONE) for message in told[at:])


if __name__ == "__main__":
    sys.exit(run(measure, rounds=1000, short=40))
