"""Random use of the real window on the sample district: keys, clicks, drags, text, dialogs, locks.

    python -m tests.faults.monkey [--rounds EVENTS] [--seed S] [--short]
    python -m tests.faults.monkey --replay FILE [--last N]

After each event: no exception, no warning of Qt, no error in the log, and the status line says what
is so. From time to time and at the end of each stretch the store is checked page by page, and the
memory is taken. A stretch begins with a fresh district; its chance hangs on the seed and its number
alone. A failure keeps the events of its stretch in a file, which `--replay` does again.

The nightly form is --rounds 100000, the one before a release --rounds 1000000.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication

from cte_desktop.system.crash import describe_exception
from tests.faults.dragging import drop
from tests.faults.events import choose, do
from tests.faults.figures import Figure
from tests.faults.places import Place, make_district
from tests.faults.reach import Event, read_events
from tests.faults.running import BAD, GOOD, Asked, run, working_folder
from tests.faults.window import Seat, Watch, quiet_desktop, resident_kib

STRETCH = 2000
"""Events until a fresh district."""
CHECKED = 500
"""Events between two looks at the store."""
TOLD = 50
WITHOUT_DATABASE = 30
"""Events at a window without an open database until the program is started again."""
FLAT = 1.0
"""KiB of memory for each event, after warming up, that count as none."""
WARM = 2
"""Stretches that warm up."""
SAVED = ("All changes saved", "Saving…", "The last change is not saved")


@dataclass(slots=True)
class Told:
    """What was done and found."""

    bad: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    memory: list[int] = field(default_factory=list)
    done: int = 0


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Do `asked.rounds` events and count what was bad, and how much memory they kept."""
    began, told = time.monotonic(), Told()
    with grounds() as (district, files, folder):
        for stretch in range(-(-asked.rounds // STRETCH)):
            events = min(STRETCH, asked.rounds - stretch * STRETCH)
            _stretch(told, asked.seed, stretch, events, district, files, folder)
            told.memory.append(resident_kib())
            _tell_progress(told, began)
            if len(told.bad) >= TOLD:
                break
        control = _control(district, folder)
    slope = kept_per_event(told.memory)
    if slope > FLAT:
        told.bad.append(f"memory grows by {slope:.2f} KiB with each event")
    told.bad += [] if control else ["the control was not noticed: an exception in a slot"]
    spread = ", ".join(f"{count} {kind}" for kind, count in sorted(told.kinds.items()))
    rate = told.done / max(0.001, time.monotonic() - began)
    return (
        Figure(
            "random use",
            "seeded keys, clicks, drags, text, menus, dialogs, undo, lock, imports, other days",
            told.done,
            len(told.bad),
            "0 exceptions in 100,000 events, store sound, status line true, memory flat",
            time.monotonic() - began,
            (*told.bad, f"{spread}; {rate:.0f} events/s", _memory_words(told.memory, slope)),
        ),
    )


@contextmanager
def grounds() -> Iterator[tuple[Place, list[Path], Path]]:
    """Give a district to copy, files to import good and bad, and a folder for it all."""
    with working_folder("monkey") as folder, ExitStack() as stack:
        district = make_district(folder / "district", students=60)
        files = make_files(folder / "files", district)
        stack.enter_context(quiet_desktop(folder / "out"))
        yield district, files, folder


def make_files(folder: Path, district: Place) -> list[Path]:
    """Write files to import: sound ones, odd ones and broken ones."""
    folder.mkdir()
    rows = district.incoming.read_text(encoding="utf-8").splitlines()
    contents = {
        "record.csv": "\n".join(rows[:12]).encode(),
        "students.csv": b"student_id,last_name,first_name,grade_level,school,counselor,pathway\n"
        b"0912,Rivera,Ana,10,VL,A. Lee,\n0913,O'Neil,Zoe,11,VL,A. Lee,Welding\n",
        "cut.csv": "\n".join(rows[:6]).encode()[:-20],
        "empty.csv": b"",
        "heading.csv": rows[0].encode(),
        "noise.csv": random.Random(1).randbytes(3000),
        "broken.xlsx": b"PK\x03\x04" + random.Random(2).randbytes(500),
        "broken.json": b'{"rows": [',
        "latin.csv": "student_id;name\n1;Muñoz\n".encode("latin-1"),
        "wide.csv": (",".join(f"c{n}" for n in range(300)) + "\n").encode(),
        "broken.cte": random.Random(3).randbytes(9000),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def kept_per_event(memory: Sequence[int]) -> float:
    """Return the KiB kept for each event: the slope of the memory after warming up."""
    taken = memory[WARM:]
    if len(taken) < 4:
        return 0.0
    middle, mean = (len(taken) - 1) / 2, sum(taken) / len(taken)
    above = sum((n - middle) * (kib - mean) for n, kib in enumerate(taken))
    return above / sum((n - middle) ** 2 for n in range(len(taken))) / STRETCH


def _stretch(
    told: Told, seed: int, number: int, events: int, district: Place, files: list[Path], at: Path
) -> None:
    chance = random.Random(f"{seed} {number}")
    place = district.copied_to(at / "stretch")
    done: list[Event] = []
    try:
        with seated(place) as (seat, watch):
            for _ in range(events):
                event = choose(seat, chance, files)
                done.append(event)
                told.kinds[event.kind] += 1
                told.done += 1
                found = step(seat, watch, event)
                if len(done) % CHECKED == 0 or len(done) == events:
                    found += seat.damage()
                if found:
                    _keep(told, seed, number, done, found)
                    return
    except Exception as error:  # noqa: BLE001 - told with what led to it
        _keep(told, seed, number, done, (f"{describe_exception(error)} [{error}]",))
    finally:
        shutil.rmtree(place.folder, ignore_errors=True)


@contextmanager
def seated(place: Place) -> Iterator[tuple[Seat, Watch]]:
    """Start the program on a place and watch it; close it at the end."""
    with Watch().watching() as watch:
        seat = Seat(place)
        with mock.patch.object(QDrag, "exec", lambda drag, *_: drop(seat, drag)):
            try:
                yield seat, watch
            finally:
                seat.close_dialogs()
                seat.close()


def step(seat: Seat, watch: Watch, event: Event) -> tuple[str, ...]:
    """Do one event and let the program rest; returns what is bad."""
    do(seat, event)
    found: tuple[str, ...] = status_faults(seat)
    if not seat.rest():
        found += ("the program does not come to rest",)
    found += status_faults(seat) + watch.found()
    _come_back(seat)
    return found + watch.found()


def status_faults(seat: Seat) -> tuple[str, ...]:
    """Say where the line about saving is not true."""
    tasks, window = seat.program.bench.tasks, seat.program.window
    said, waits = window.status.saved_text(), bool(tasks._writes)
    if said not in SAVED:
        return (f"the status line says: {said}",)
    if waits and said == SAVED[0]:
        return ("the status line says saved while a change waits",)
    if not waits and said == SAVED[1]:
        return ("the status line says saving while nothing waits",)
    return ()


def _come_back(seat: Seat) -> None:
    """Start again when no database has been open for some events, or the window is gone."""
    if seat.is_open():
        seat.away = 0
        return
    seat.away += 1
    if not seat.window.isVisible() or seat.away > WITHOUT_DATABASE:
        seat.close_dialogs()
        seat.start_again()
        seat.away = 0


def _keep(told: Told, seed: int, number: int, done: list[Event], found: tuple[str, ...]) -> None:
    file = Path(__file__).parents[2] / "build" / f"monkey-{seed}-{number}.events"
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(f"{event.line}\n" for event in done), encoding="utf-8")
    told.bad += [f"stretch {number}, event {len(done)}: {one}" for one in found]
    sys.stderr.write("".join(f"{event.line}\n" for event in done[-TOLD:]))
    sys.stderr.write("\n".join(found) + f"\nDo it again: --replay {file.name}\n")


def _control(district: Place, folder: Path) -> bool:
    """Tell whether an exception in what a button does would be noticed."""
    place = district.copied_to(folder / "control")

    def fail() -> None:
        raise ZeroDivisionError

    with seated(place) as (seat, watch):
        seat.program.bench.actions.offer("shortcuts", fail)
        return bool(step(seat, watch, Event("action", more="shortcuts")))


def _tell_progress(told: Told, began: float) -> None:
    sys.stderr.write(
        f"{told.done} events, {len(told.bad)} bad, {told.memory[-1]} KiB, "
        f"{time.monotonic() - began:.0f} s\n"
    )
    sys.stderr.flush()


def _memory_words(memory: Sequence[int], slope: float) -> str:
    if len(memory) <= WARM:
        return "too few events to say anything of memory"
    return f"Memory {memory[WARM]:,} KiB warm, {memory[-1]:,} at the end, {slope:.3f} an event"


def replay(file: Path, last: int) -> int:
    """Do kept events again, all or the last ones; 1 if anything is bad."""
    events = read_events(file)
    with grounds() as (district, _files, folder):
        place = district.copied_to(folder / "replay")
        with seated(place) as (seat, watch):
            for number, event in enumerate(events[-last:] if last else events, 1):
                found = step(seat, watch, event)
                if found:
                    sys.stdout.write(f"event {number} {event.line}\n" + "\n".join(found) + "\n")
                    return BAD
    sys.stdout.write("nothing bad\n")
    return GOOD


def main(arguments: Sequence[str]) -> int:
    """Do events again, or do new ones."""
    parser = ArgumentParser(allow_abbrev=False, add_help=False)
    parser.add_argument("--replay", type=Path)
    parser.add_argument("--last", type=int, default=0)
    options, rest = parser.parse_known_args(arguments)
    if options.replay is not None:
        return replay(options.replay, options.last)
    return run(measure, rounds=100_000, short=600, arguments=rest)


if __name__ == "__main__":
    status = main(sys.argv[1:])
    QApplication.processEvents()
    sys.exit(status)
