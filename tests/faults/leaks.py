"""Opening and closing each dialog and page again and again: nothing of it may stay.

    python -m tests.faults.leaks [--rounds OPENINGS] [--seed S] [--short]
    python -m tests.faults.leaks --find [PAGE...]

`--find` presses everything on the pages named, or all, and adds to leaks.json, the way to each
dialog. Dialogs without a way are told with the figure; tests/faults/test_leaks.py holds leaks.json
against the code, and that those without a way become no more. Counted after warming up: memory of
the process, and widgets alive.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from tests.faults.figures import Figure
from tests.faults.monkey import grounds, seated
from tests.faults.openings import (
    PAGES,
    Way,
    close_until,
    dialog_classes,
    go,
    press,
    top_dialog,
    ways,
)
from tests.faults.running import Asked, run
from tests.faults.window import KIB, Seat, Watch, resident_kib

WAYS = Path(__file__).with_name("leaks.json")
MOST_KIB = 1.0
"""Memory that one opening may keep."""
NOISE_KIB = 256
"""What the allocator keeps or gives back by itself, whatever was done."""
SHARE_TO_WARM = 4
"""One opening in so many warms up: caches of fonts, pictures and queries fill."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What stayed of so many openings after warming up."""

    name: str
    openings: int
    kib: int
    widgets: int

    @property
    def kib_each(self) -> float:
        """KiB for each opening."""
        return max(0, self.kib - NOISE_KIB) / max(1, self.openings)

    @property
    def bad(self) -> str:
        """What is wrong, "" if nothing stayed."""
        if self.widgets >= self.openings:
            return f"{self.name}: {self.widgets} widgets stayed of {self.openings} openings"
        if self.kib_each >= MOST_KIB:
            return f"{self.name}: {self.kib_each:.2f} KiB each of {self.openings} openings"
        return ""


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Open everything `asked.rounds` times, and count what stays."""
    began = time.monotonic()
    kept: list[Kept] = []
    bad: list[str] = []
    with _leak_seat() as (seat, watch):
        for name, way in list(read_ways().items())[: 4 if asked.short else None]:
            kept += _openings(seat, name, way, asked.rounds, bad)
            bad += [f"{name}: {one}" for one in watch.found()]
            _tell(kept, bad)
        for page in PAGES:
            kept.append(_visits(seat, page, asked.rounds))
            _tell(kept, bad)
        control = _control(seat, watch)
    bad += [one.bad for one in kept if one.bad]
    bad += [] if control else ["the control was not noticed: a dialog that stays"]
    lacking = without_way()
    most = max(kept, key=lambda one: one.kib_each)
    return (
        Figure(
            "leaks",
            f"{len(kept)} dialogs and pages opened {asked.rounds:,} times each",
            sum(one.openings for one in kept),
            len(bad),
            "< 1 KiB an opening, no widget stays",
            time.monotonic() - began,
            (
                *bad,
                f"Most: {most.name}, {most.kib_each:.2f} KiB an opening",
                f"Not opened, for no way is known: {len(lacking)} ({', '.join(lacking)})",
            ),
        ),
    )


@contextmanager
def _leak_seat() -> Iterator[tuple[Seat, Watch]]:
    with grounds() as (district, _files, folder):
        place = district.copied_to(folder / "leaks")
        with seated(place) as found:
            yield found


def read_ways() -> dict[str, Way]:
    """Return the way to each dialog, as `--find` wrote them."""
    rows = json.loads(WAYS.read_text(encoding="utf-8"))
    return {
        name: Way(row["page"], row["part"], tuple(row["presses"])) for name, row in rows.items()
    }


def without_way() -> tuple[str, ...]:
    """Return the dialogs of the code to which no way is known."""
    return tuple(sorted(dialog_classes() - read_ways().keys()))


def find_ways(pages: Sequence[str]) -> None:
    """Press everything, and write down what leads to which dialog."""
    found = read_ways()

    def keep() -> None:
        rows = {name: asdict(way) for name, way in sorted(found.items())}
        WAYS.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    with _leak_seat() as (seat, _watch):
        ways(seat, found, keep, pages or PAGES)
    keep()
    sys.stdout.write(f"{len(found)} dialogs\n")


def _openings(seat: Seat, name: str, way: Way, rounds: int, bad: list[str]) -> list[Kept]:
    seat.wake()
    if not go(seat, way):
        bad.append(f"{name}: can't be reached: {way}")
        return []
    below = top_dialog()
    warm = max(1, rounds // SHARE_TO_WARM)
    before = (0, 0)
    for number in range(rounds + warm):
        if number == warm:
            before = _counted()
        if not press(seat, way.presses[-1]) or top_dialog(below=below) is None:
            bad.append(f"{name}: does not open the {number + 1}. time: {way}")
            return []
        close_until(seat, below)
    after = _counted()
    seat.close_dialogs()
    return [Kept(name, rounds, after[0] - before[0], after[1] - before[1])]


def _visits(seat: Seat, page: str, rounds: int) -> Kept:
    """Go to a page and away again."""
    seat.wake()
    seat.close_dialogs()
    away = "home" if page != "home" else "students"
    warm = max(1, rounds // SHARE_TO_WARM)
    before = (0, 0)
    for number in range(rounds + warm):
        if number == warm:
            before = _counted()
        for name in (page, away):
            seat.program.window.open_page(name)
            seat.rest()
    after = _counted()
    return Kept(f"page {page}", rounds, after[0] - before[0], after[1] - before[1])


def _counted() -> tuple[int, int]:
    gc.collect()
    return resident_kib(), len(QApplication.allWidgets())


def _control(seat: Seat, _watch: Watch) -> bool:
    """Tell whether dialogs that are closed and never deleted would be noticed."""
    before = _counted()
    for _ in range(8):
        dialog = QDialog(seat.window)
        dialog.setObjectName("x" * KIB)
        dialog.open()
        dialog.close()
        seat.rest()
    return bool(Kept("control", 8, 0, _counted()[1] - before[1]).bad)


def _tell(kept: list[Kept], bad: list[str]) -> None:
    if kept:
        last = kept[-1]
        sys.stderr.write(f"{last.name}: {last.kib} KiB, {last.widgets} widgets; {len(bad)} bad\n")
        sys.stderr.flush()


def main(arguments: Sequence[str]) -> int:
    """Find the ways, or open everything."""
    parser = ArgumentParser(allow_abbrev=False, add_help=False)
    parser.add_argument("--find", nargs="*", choices=PAGES)
    options, rest = parser.parse_known_args(arguments)
    if options.find is not None:
        find_ways(options.find)
        return 0
    return run(measure, rounds=1000, short=5, arguments=rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
