"""A power cut at any moment of the real work, replayed from what the program wrote and synced.

    python -m tests.faults.power_cut [--rounds N] [--seed S] [--short]

A child does deeds while strace records its writes, syncs, renames and removals, and what it
acknowledged. From each recording images of the disk are built at random moments: what was not
synced then is dropped, kept, kept up to somewhere, scattered or torn at sectors of 512 and 4,096
bytes, and names whose folder was not synced are lost from some moment on. Each is judged.

The controls are the same with the protection taken away, and must come out bad: a log that is
synced seldom (synchronous = NORMAL), and papers that are not synced before they take their place.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from unittest import mock

from cte_desktop.storage import connection as store_connection
from tests.faults.child import DONE, Message, Tell, act, files_promised, states_after
from tests.faults.deeds import UPGRADE, Places, make_places
from tests.faults.disk import Disk
from tests.faults.figures import Figure
from tests.faults.judging import judged
from tests.faults.places import Place
from tests.faults.recording import FILE_CALLS, Event, Told, replay
from tests.faults.running import Asked, run, working_folder
from tests.faults.tracing import followed, need_strace

PAGES_KEPT = 10
"""After so many pages a short log goes into the database, instead of after 1,000."""
CONTROL_CUTS = 40
"""How many cuts at least show that each protection is needed."""
BESIDE = 0.5
"""How many of the cuts fall right before or after something was synced, named or acknowledged."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What a child did to a place, from its state at the start on."""

    name: str
    start: Place
    state: str
    events: tuple[Event, ...]
    versions: dict[str, set[str]]


@contextmanager
def as_it_is() -> Iterator[None]:
    """Change nothing."""
    yield


@contextmanager
def short_log() -> Iterator[None]:
    """Let the log go into the database every few pages, so that cuts fall into that too."""
    with _more_pragmas(f"wal_autocheckpoint = {PAGES_KEPT}"):
        yield


@contextmanager
def seldom_synced_log() -> Iterator[None]:
    """Take away: that each commit is synced."""
    with _more_pragmas("synchronous = NORMAL"):
        yield


@contextmanager
def unsynced_files() -> Iterator[None]:
    """Take away: that files are synced before they take their place."""
    with mock.patch.object(os, "fsync", return_value=None):
        yield


PLANS = ["save_plan", "set_setting"] * 3
WORK: tuple[tuple[str, list[str], Callable[[], object]], ...] = (
    ("plans", PLANS, as_it_is),
    ("plans, short log", [*PLANS, "undo", *PLANS], short_log),
    ("import", ["import", "save_plan"], as_it_is),
    ("import, short log", ["set_setting", "import"], short_log),
    ("award", ["award", "undo", "award"], as_it_is),
    ("undo", ["undo", "undo"], as_it_is),
    ("backup", ["backup", "save_plan", "backup"], as_it_is),
    ("papers", ["print", "export", "print", "export"], as_it_is),
    ("migration", [UPGRADE, "save_plan"], as_it_is),
    ("migration, short log", [UPGRADE, "save_plan"], short_log),
    ("restore", ["save_plan", "restore"], as_it_is),
    ("first passphrase", ["save_plan", "protect", "save_plan"], as_it_is),
    ("change of passphrase", ["passphrase", "save_plan"], as_it_is),
    ("new recovery code", ["recovery_code", "save_plan"], as_it_is),
)
CONTROLS = (
    ("synchronous = NORMAL", PLANS, seldom_synced_log),
    ("no fsync of files", ["print", "export", "print", "export"], unsynced_files),
)


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Cut the power `asked.rounds` times, and count the places that are not sound afterwards."""
    need_strace()
    began, chance = time.monotonic(), random.Random(asked.seed)
    with working_folder("power") as folder:
        places = make_places(folder)
        bad, each = list[str](), ceil(asked.rounds / len(WORK))
        for name, names, changed in WORK:
            recording = record(places.base(names[0]), name, names, changed)
            bad += cut_often(recording, each, chance)
        noticed = controls(places, max(each, CONTROL_CUTS), chance)
        bad += [f"control not noticed: {told}" for told in noticed if told.startswith("0 ")]
    return (
        Figure(
            "power cut",
            "writes and syncs recorded by strace; unsynced ones dropped, kept, scattered, torn",
            each * len(WORK),
            len(bad),
            "0 of 5,000",
            time.monotonic() - began,
            (*bad, f"Controls without the protection: {', '.join(noticed)}"),
        ),
    )


def controls(places: Places, often: int, chance: random.Random) -> list[str]:
    """Cut the power where a protection is taken away; returns how often each cut was bad."""
    told = []
    for name, names, changed in CONTROLS:
        recording = record(places.base(names[0]), name, names, changed)
        bad = len(cut_often(recording, often, chance))
        told.append(f"{bad} of {often} bad with {name}")
    return told


def record(
    base: Place, name: str, names: Sequence[str], changed: Callable[[], object]
) -> Recording:
    """Let a child do these deeds in a copy of a place, and record what it does to its files."""
    place = base.copied_to(base.folder.with_name("recorded"))
    start = base.copied_to(base.folder.with_name(f"start {name}"))
    kept = base.folder.with_name("trace.txt")

    def work(tell: Tell, pause: Callable[[], None]) -> None:
        with changed():  # type: ignore[attr-defined]
            pause()
            act(place, names, tell)

    done = followed(work, FILE_CALLS, ("-xx", "-s", str(1 << 24)), kept)
    if done.status:
        raise RuntimeError(f"{name} can't be recorded: {done.status} {done.listener.messages[-3:]}")
    events = tuple(replay(done.calls, done.pipe, place.folder))
    kept.unlink()
    shutil.rmtree(place.folder)
    return Recording(name, start, base.rows(), events, _versions(base, events))


def cut_often(recording: Recording, times: int, chance: random.Random) -> list[str]:
    """Cut the power so often at random moments of a recording; returns a text for each bad cut."""
    events, faults = recording.events, list[str]()
    disk, done, told = Disk.holding(recording.start.folder), 0, list[Message]()
    for at in sorted(_moments(events, times, chance)):
        for event in events[done:at]:
            if isinstance(event, Told):
                told.append(event.message)
            else:
                event.happen(disk, recording.start.folder)
        done = at
        image = disk.after_cut(chance)
        found = _judged_image(recording, image, told)
        if found:
            faults.append(f"{recording.name}, cut {at} of {len(events)}: {'; '.join(found)}")
    return faults


def _judged_image(
    recording: Recording, image: dict[str, bytes | None], told: list[Message]
) -> list[str]:
    start = recording.start.folder
    place = Place(_fast_folder() / f"faults-image-{os.getpid()}")
    try:
        for name, content in sorted(image.items()):
            path = place.folder / Path(name).relative_to(start)
            if content is None:
                path.mkdir(parents=True)
            else:
                path.write_bytes(content)
        states, sound = states_after({recording.state}, told)
        assert sound
        return judged(place, states, files_promised(told), recording.versions)
    finally:
        shutil.rmtree(place.folder, ignore_errors=True)


def _moments(events: Sequence[Event], times: int, chance: random.Random) -> Iterator[int]:
    """Return the moments of the cuts: so many events had happened."""
    edges = [at for at, event in enumerate(events, start=1) if event.is_edge]
    for _ in range(times):
        if edges and chance.random() < BESIDE:
            yield min(len(events), max(0, chance.choice(edges) + chance.randint(-1, 1)))
        else:
            yield chance.randint(0, len(events))


def _versions(base: Place, events: Sequence[Event]) -> dict[str, set[str]]:
    """Return the digests that each paper and export ever had."""
    versions = {name: {digest} for name, digest in base.files().items()}
    for event in events:
        if isinstance(event, Told) and event.message.kind == DONE:
            for name, digest in json.loads(event.message.text).items():
                versions.setdefault(name, set()).add(digest)
    return versions


def _fast_folder() -> Path:
    memory = Path("/dev/shm")  # noqa: S108 - images need no disk
    return memory if os.access(memory, os.W_OK) else Path(os.environ.get("TMPDIR", "/tmp"))  # noqa: S108


@contextmanager
def _more_pragmas(more: str) -> Iterator[None]:
    usual = store_connection._set_pragmas

    def set_pragmas(connection: object, *, foreign_keys: bool) -> None:
        usual(connection, foreign_keys=foreign_keys)
        connection.execute(f"PRAGMA {more}")  # type: ignore[attr-defined]

    with mock.patch.object(store_connection, "_set_pragmas", set_pragmas):
        yield


if __name__ == "__main__":
    sys.exit(run(measure, rounds=5000, short=100))
