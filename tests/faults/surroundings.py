"""Odd places and moments: read-only, locked, synced, moved away, unplugged, odd names, odd clocks.

    python -m tests.faults.surroundings [--rounds N] [--seed S] [--short]

Each case puts a small district somewhere, does what a person would do there, and looks at what is
said: a sentence and a way on, or it just works. Everything happens in a child that may neither hang
nor take much memory. `rounds` is how often all of it is done.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from cte_desktop.cli.main import run as run_cli
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.importing import import_paths
from cte_desktop.storage.backup import backup_folder, list_backups
from cte_desktop.storage.check import check_database
from cte_desktop.storage.database import Database
from cte_desktop.storage.key_file import keys_path
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.faults.deeds import DEEDS
from tests.faults.figures import Figure
from tests.faults.places import ACTOR, CLOCK, Place, make_district
from tests.faults.running import Asked, CannotMeasure, need_program, run, working_folder
from tests.faults.trial import Ended, tried

STUDENTS = 20
NAMES = ("Año escolar", "a b  c", "100% #1?", "it's", "Ελλάδα 日本", "semi;colon", "new\nline")
SYNCED = (
    "OneDrive",
    "OneDrive - Pathways USD",
    "Dropbox",
    "iCloud Drive",
    "Google Drive",
    "Box Sync",
)
LONG = 4000
FAR = (date(2024, 11, 21), date(2028, 11, 21))
SLOW = 20.0
NOT_TRIED = (
    "Not tried: real network shares (NFS, SMB), a stick that is pulled out of a real port, Windows "
    "and macOS; shares are known by the table of mounts, which a test of the suite stands in for"
)
Case = Callable[[Place, Path], list[str]]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a case asks for: what is tried, and the codes that are a good answer to it."""

    what: str
    action: Callable[[], str]
    codes: frozenset[str]

    def faults(self) -> list[str]:
        """Try it; returns what was wrong with the answer."""
        ended = tried(self.action, SLOW)
        if ended.fault:
            return [f"{self.what}: {ended.fault}"]
        return [] if ended.how in self.codes else [f"{self.what}: answered by {ended.how}"]


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Go through all cases, and count the answers that were none."""
    if not sys.platform.startswith("linux"):
        raise CannotMeasure("odd places can be made for this on Linux alone.")
    began, bad, done, lacking = time.monotonic(), list[str](), 0, set[str]()
    with working_folder("surroundings") as folder:
        base = make_district(folder / "made", students=STUDENTS)
        for _ in range(asked.rounds):
            for name, case in CASES.items():
                place = base.copied_to(folder / "case" / "d")
                try:
                    bad += [f"{name}: {fault}" for fault in case(place, folder / "case")]
                    done += 1
                except CannotMeasure as reason:
                    lacking.add(f"Not tried: {name}, since {reason}")
                finally:
                    shutil.rmtree(folder / "case")
    return (
        Figure(
            "odd places and moments",
            ", ".join(CASES),
            done,
            len(bad),
            "a sentence and a way on",
            time.monotonic() - began,
            (*bad, *sorted(lacking), NOT_TRIED),
        ),
    )


def read_only_folder(place: Place, _folder: Path) -> list[str]:
    """It is read, and not written."""
    with _read_only(place.folder):
        return _reads_and_refuses(place)


def read_only_file(place: Place, _folder: Path) -> list[str]:
    """It is read, and not written."""
    with _read_only(place.file):
        return _reads_and_refuses(place)


def locked(place: Place, _folder: Path) -> list[str]:
    """A second start is told who has it; reading works beside it."""
    desk = place.open()
    try:
        return [
            *_asked("a second start", lambda: _saves(place.file), "locked"),
            *_asked("reading beside", lambda: _reads(place.file)),
            *_asked("import by the command line", lambda: _called("import", place), "3"),
            *_asked("history by the command line", lambda: _called("history", place), "0"),
        ]
    finally:
        desk.close()


def synced(_place: Place, folder: Path) -> list[str]:
    """No new database is made in a folder that is synchronised."""

    def make(where: Path) -> str:
        where.mkdir(parents=True)
        Database.create(where / "new.cte", None, clock=CLOCK).close()
        return ""

    return [
        fault
        for name in SYNCED
        for fault in _asked(name, partial(make, folder / name / "x"), "synced_folder")
    ]


def odd_names(place: Place, folder: Path) -> list[str]:
    """Blanks, accents and signs in a path do no harm."""
    faults = list[str]()
    for name in NAMES:
        there = Place(folder / name)
        shutil.copytree(place.folder, there.folder)
        odd = there.file.with_name(f"{name}.cte")
        there.file.rename(odd)
        keys_path(there.file).rename(keys_path(odd))
        faults += _asked(repr(name), partial(_works, odd))
    return faults


def long_path(_place: Place, folder: Path) -> list[str]:
    """A path of 4,000 characters is answered."""
    path = folder.joinpath(*["x" * 199] * (LONG // 200)) / "d.cte"
    return [
        *_asked(
            "opening", lambda: _reads(path), "missing", "cant_open", "no_folder", "keys_missing"
        ),
        *_asked("making", lambda: _makes(path), "no_folder", "cant_open", "not_written"),
        *_asked("a name of 300", lambda: _makes(folder / ("x" * 300)), "not_written", "cant_open"),
    ]


def odd_files(place: Place, folder: Path) -> list[str]:
    """What is no file is no database and no import, and nobody waits for it for ever."""
    fifo, link = folder / "fifo.cte", folder / "link.cte"
    os.mkfifo(fifo)
    link.symlink_to(place.file)
    for path in (fifo, link, folder / "zero.cte"):
        shutil.copy(keys_path(place.file), keys_path(path))
    (folder / "zero.cte").symlink_to("/dev/zero")
    (folder / "folder.cte").mkdir()
    none = ("not_a_database", "missing", "cant_open", "disk_error", "damaged", "not_a_file")
    return [
        *_asked("a folder as database", lambda: _reads(folder / "folder.cte"), *none),
        *_asked("a pipe as database", lambda: _reads(fifo), *none),
        *_asked("/dev/zero as database", lambda: _reads(folder / "zero.cte"), *none),
        *_asked("/dev/null as database", lambda: _reads(Path("/dev/null")), *none, "keys_missing"),
        *_asked("a link", lambda: _works(link)),
        *(
            fault
            for source in (fifo, Path("/dev/zero"), Path("/dev/null"), folder / "missing.csv")
            for fault in _refused_import(place, source)
        ),
    ]


def links_share_the_lock(place: Place, folder: Path) -> list[str]:
    """Who opens it by another name is a second writer all the same."""
    link = folder / "link.cte"
    link.symlink_to(place.file)
    shutil.copy(keys_path(place.file), keys_path(link))
    desk = place.open()
    try:
        return _asked("a second start by a link", lambda: _saves(link), "locked")
    finally:
        desk.close()


def odd_clocks(place: Place, _folder: Path) -> list[str]:
    """Two years back and forward: it works, and no backup of before is lost by that."""
    before = {one.path for one in list_backups(backup_folder(place.file))}
    faults = list[str]()
    for day in (*FAR, CLOCK.today()):
        faults += _asked(f"on {day}", partial(_works, place.file, Clock(day)))
    after = list_backups(backup_folder(place.file))
    if not before <= {one.path for one in after}:
        faults.append("a backup was lost")
    if len(after) - len(before) != len(FAR) + 1:
        faults.append("a backup of today was not kept")
    return faults


def moved_while_open(place: Place, folder: Path) -> list[str]:
    """What is saved after a database was moved away is there, or it is said that it is not."""
    desk = place.open()
    elsewhere = folder / "elsewhere.cte"
    place.file.rename(elsewhere)
    keys_path(place.file).rename(keys_path(elsewhere))
    return _told_of_gone(desk, elsewhere)


def deleted_while_open(place: Place, _folder: Path) -> list[str]:
    """What is saved after a database was deleted is said not to be."""
    desk = place.open()
    for path in place.folder.glob("district.cte*"):
        if path.is_file():
            path.unlink()
    return _told_of_gone(desk, None)


def unplugged(place: Place, folder: Path) -> list[str]:
    """A stick that goes away while in use: told, and what was saved is there when it is back."""
    stick = Place(folder / "stick")
    with _mounted(place.folder, stick.folder) as pull:
        desk = stick.open()
        DEEDS["set_setting"](desk, stick)
        saved = stick.rows()
        pull()
        faults = _told_of_gone(desk, None)
        faults += _asked("opening without it", lambda: _reads(stick.file), "missing")
    found = place.rows()
    faults += [] if found == saved else ["what was saved before is not there any more"]
    return faults + _asked("plugged in again", lambda: _works(place.file))


CASES: Mapping[str, Case] = {
    "read-only folder": read_only_folder,
    "read-only file": read_only_file,
    "locked file and second start": locked,
    "synced folder": synced,
    "odd names": odd_names,
    "path of 4,000 characters": long_path,
    "folder, pipe, device and link as a file": odd_files,
    "second writer by a link": links_share_the_lock,
    "clock set back and forward": odd_clocks,
    "moved while open": moved_while_open,
    "deleted while open": deleted_while_open,
    "stick pulled": unplugged,
}


def _asked(what: str, action: Callable[[], str], *codes: str) -> list[str]:
    """Try something: it must go well, or be answered by one of the codes where some are named."""
    return Asking(what, action, frozenset(codes or ("well",))).faults()


def _reads(file: Path) -> str:
    with contextlib.closing(open_desk(file, None, CLOCK, actor=ACTOR, writable=False)) as desk:
        return f"{len(list(open_cases(desk)))} students"


def _saves(file: Path, clock: Clock = CLOCK) -> str:
    with contextlib.closing(open_desk(file, None, clock, actor=ACTOR, writable=True)) as desk:
        DEEDS["set_setting"](desk, Place(file.parent))
    return ""


def _works(file: Path, clock: Clock = CLOCK) -> str:
    """Save, undo and back up, and find it sound."""
    with contextlib.closing(open_desk(file, None, clock, actor=ACTOR, writable=True)) as desk:
        place = Place(file.parent)
        for deed in ("set_setting", "undo", "set_setting", "save_plan"):
            DEEDS[deed](desk, place)
        desk.database.back_up("daily")
    damages = check_database(file)
    if damages:
        raise RuntimeError(damages[0].text)
    return _reads(file)


def _makes(path: Path) -> str:
    Database.create(path, None, clock=CLOCK).close()
    return ""


def _called(command: str, place: Place) -> str:
    """Call the command line; the answer is its exit status, and it must say something."""
    words = [command, *([str(place.incoming)] if command == "import" else [])]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run_cli([*words, "--database", str(place.file), "--today", "2026-11-21"])
    if status and not err.getvalue().strip():
        raise RuntimeError("nothing was said")
    raise KnownError(str(status), "{said}", said=out.getvalue() + err.getvalue())


def _refused_import(place: Place, source: Path) -> list[str]:
    def bring() -> str:
        with contextlib.closing(place.open()) as desk:
            found = import_paths(desk, [source], back_up=False)
            return "nothing" if found.step is None else "something was imported"

    ended = tried(bring)
    if ended.fault or (ended.how == "well" and ended.text != "nothing"):
        return [f"importing {source.name}: {ended.fault or ended.text}"]
    return []


def _reads_and_refuses(place: Place) -> list[str]:
    return [
        *_asked("reading", lambda: _reads(place.file)),
        *_asked("saving", lambda: _saves(place.file), "read_only"),
        *_asked("checking", lambda: str(check_database(place.file))),
    ]


def _told_of_gone(desk: Desk, elsewhere: Path | None) -> list[str]:
    """Save into a database whose file went away: told, or it is where the file is now."""

    def save() -> str:
        DEEDS["set_setting"](desk, Place(Path()))
        return "saved"

    ended: Ended = tried(save)
    desk.close()
    if ended.fault:
        return [ended.fault]
    if ended.how != "moved_away":
        return [f"saved, or told as {ended.how}"]
    return _asked("where it is now", partial(_works, elsewhere)) if elsewhere else []


@contextlib.contextmanager
def _read_only(path: Path) -> Iterator[None]:
    """Mount a file or folder over itself so that it can't be written, not even by root."""
    _mount("--bind", str(path), str(path))
    try:
        _mount("-o", "remount,bind,ro", str(path))
        yield
    finally:
        subprocess.run([need_program("umount"), "-l", str(path)], check=True)


@contextlib.contextmanager
def _mounted(source: Path, at: Path) -> Iterator[Callable[[], None]]:
    """Mount a folder elsewhere; gives what pulls it away, whatever uses it."""
    at.mkdir()
    _mount("--bind", str(source), str(at))
    pulled = False

    def pull() -> None:
        nonlocal pulled
        pulled = True
        subprocess.run([need_program("umount"), "-l", str(at)], check=True)

    try:
        yield pull
    finally:
        if not pulled:
            pull()


def _mount(*words: str) -> None:
    if os.geteuid() != 0:
        raise CannotMeasure("only the administrator may mount.")
    done = subprocess.run(
        [need_program("mount"), *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotMeasure(f"nothing can be mounted here: {done.stderr.strip()}")


if __name__ == "__main__":
    sys.exit(run(measure, rounds=3, short=1))
