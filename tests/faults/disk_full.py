"""A disk that runs full at every place of every operation: a small one, filled to the last pages.

    python -m tests.faults.disk_full [--rounds N] [--seed S] [--short]

A child opens a district on a disk in memory; then a file of ballast leaves so many pages free, from
none upwards until the deed goes well (`rounds` of them for each deed, evenly spread). The deed must
say that there is no room (exit status 3) and leave the database and every paper and export as they
were; when the ballast is gone it must work, in the same open program.

The control is a program that writes its papers straight to their place: that must be noticed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from cte_desktop.services import handing_over
from cte_desktop.storage import files
from cte_desktop.storage.files import digest_of
from tests.faults.child import FAILED
from tests.faults.deeds import DEEDS, Places, make_places
from tests.faults.figures import Figure
from tests.faults.injected import EVERYWHERE, ROWS_STAY, Done, act
from tests.faults.judging import judged
from tests.faults.places import Place
from tests.faults.running import Asked, CannotMeasure, need_program, run, working_folder
from tests.faults.tracing import Child

PAGE = os.sysconf("SC_PAGE_SIZE") if sys.platform != "win32" else 4096
DISK_BYTES = 256 * 1024 * 1024
CLEAR = frozenset({"disk_full 3", "disk_error 3", "restore_unfinished 3"})
"""What says that there is no room, with its exit status: each names the disk and what to do."""
MOST_PAGES = 1 << 15
CONTROL_PAGES = (2, 4, 6, 8, 12)


@dataclass(frozen=True, slots=True)
class Disk:
    """A small disk, and the ballast that fills it."""

    folder: Path

    @property
    def ballast(self) -> Path:
        """The file that takes the room."""
        return self.folder / "ballast"

    def leave(self, pages: int) -> None:
        """Take all room but so many pages."""
        found = os.statvfs(self.folder)
        taken = found.f_bavail * found.f_frsize - pages * PAGE
        with self.ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(PAGE, taken))

    def give_back(self) -> None:
        """Make room again."""
        self.ballast.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Try:
    """How a deed ended on a disk with so many free pages, and what was wrong with that."""

    ended: str
    faults: tuple[str, ...]


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Do each deed with too little room; count what was not told or not whole."""
    began = time.monotonic()
    with working_folder("disk_full") as folder, small_disk(folder / "disk") as disk:
        places = with_papers(make_places(folder))
        bad, ended, tried, needs = list[str](), Counter[str](), 0, dict[str, int]()
        for deed in EVERYWHERE:
            needs[deed] = pages_needed(disk, places.base(deed), deed)
            for pages in _spread(needs[deed], asked.rounds):
                done = one_try(disk, places.base(deed), deed, pages)
                tried += 1
                ended[done.ended] += 1
                bad += [f"{deed} with {pages} pages free: {fault}" for fault in done.faults]
        noticed = control(disk, places)
        bad += [] if noticed else ["the control was not noticed: papers written in place"]
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in ended.most_common())
    room = ", ".join(f"{deed} {pages}" for deed, pages in needs.items())
    return (
        Figure(
            "disk full",
            "a small disk with 0 pages free and more, until it is enough, for each operation",
            tried,
            len(bad),
            "old files whole, a clear sentence, goes on when space is back",
            time.monotonic() - began,
            (
                *bad,
                f"Ended: {outcomes}",
                f"Pages of {PAGE} bytes from which it went well: {room}",
                "Control: papers written straight to their place were noticed to be torn",
            ),
        ),
    )


@contextlib.contextmanager
def small_disk(folder: Path, size: int = DISK_BYTES) -> Iterator[Disk]:
    """Give a disk in memory that is gone at the end."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        raise CannotMeasure("a small disk can be made by the administrator of a Linux alone.")
    mount, umount = need_program("mount"), need_program("umount")
    folder.mkdir()
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise CannotMeasure(f"no small disk can be made here: {made.stderr.strip()}")
    try:
        yield Disk(folder)
    finally:
        subprocess.run([umount, "-l", str(folder)], check=True)


def with_papers(places: Places) -> Places:
    """Print and export in each place, so that there are old files to lose."""
    for place in (places.district, places.older, places.protected):
        if place is places.older:
            shutil.copytree(places.district.out, place.out, dirs_exist_ok=True)
            continue
        desk = place.open()
        for deed in ("print", "export"):
            DEEDS[deed](desk, place)
        desk.close()
    return places


def pages_needed(disk: Disk, base: Place, deed: str) -> int:
    """Return a number of free pages with which a deed goes well, at most twice what it needs."""
    pages = 1
    while pages < MOST_PAGES and one_try(disk, base, deed, pages).ended != "went well":
        pages *= 2
    return pages


def one_try(disk: Disk, base: Place, deed: str, pages: int) -> Try:
    """Do a deed with so many pages free, and once more with room if it was refused."""
    place = base.copied_to(disk.folder / "place")
    try:
        before = place.rows()
        old = {f"out/{path.name}": digest_of(path) for path in place.out.iterdir()}
        done, torn = _done(disk, place, deed, pages, old)
        clear = [text for text in _told(done) if text not in CLEAR]
        versions = {name: {digest} for name, digest in old.items()}
        for name, digest in done.promised.items():
            versions.setdefault(name, set()).add(digest)
        return Try(
            done.outcome,
            (
                *torn,
                *(f"not said to be a full disk: {text}" for text in clear),
                *done.faults(before, skipped=deed in ROWS_STAY),
                *judged(place, done.states(), done.promised, versions),
            ),
        )
    finally:
        disk.give_back()
        shutil.rmtree(place.folder)


def control(disk: Disk, places: Places) -> bool:
    """Tell whether papers that are written straight to their place are noticed to be torn."""

    @contextlib.contextmanager
    def in_place(
        folder: Path, papers: Sequence[tuple[str, bytes]], _progress: object = None
    ) -> Iterator[SimpleNamespace]:
        for name, content in papers:
            with files.file_errors(folder / name), (folder / name).open("wb") as file:
                file.write(content)
        stands = tuple(folder / name for name, _ in papers)
        yield SimpleNamespace(places=stands, make_sure=lambda: None, put=lambda: None)

    base = places.district.copied_to(places.folder / "control")
    for paper in base.out.iterdir():
        paper.write_bytes(b"%PDF-1.4 a short one %%EOF")
    try:
        with mock.patch.object(handing_over, "files_ready", in_place):
            return any(one_try(disk, base, "print", pages).faults for pages in CONTROL_PAGES)
    finally:
        shutil.rmtree(base.folder)


def _done(
    disk: Disk, place: Place, deed: str, pages: int, old: dict[str, str]
) -> tuple[Done, list[str]]:
    """Do the deed; returns what was told, and which old files were lost when it was refused."""
    child, torn = Child(lambda tell, pause: act(place, deed, tell, pause)), list[str]()
    if not child.await_pause():
        child.ended()
        raise RuntimeError(f"{deed} ended before it began: {child.listener.messages}")
    disk.leave(pages)
    child.go_on()
    if child.await_pause(2):
        torn = [
            f"refused, and an old {Path(name).suffix} file is not whole"
            for name, digest in old.items()
            if not (place.folder / name).exists() or digest_of(place.folder / name) != digest
        ]
        disk.give_back()
        child.go_on()
    status = child.ended()
    return Done(status, tuple(child.listener.messages), ()), torn


def _told(done: Done) -> list[str]:
    return [message.text for message in done.messages if message.kind == FAILED]


def _spread(needed: int, most: int) -> list[int]:
    """Return free pages from 0 up to one less than were enough: all, or so many evenly spread."""
    if needed <= most or most == 1:
        return list(range(needed))[:most]
    return sorted({round(at * (needed - 1) / (most - 1)) for at in range(most)})


if __name__ == "__main__":
    sys.exit(run(measure, rounds=40, short=2))
