"""Single bits flipped by chance in every file that matters: noticed, and mended from a backup.

    python -m tests.faults.bit_flips [--rounds N] [--seed S] [--short]

Each round copies a protected district, flips one bit of its database, of the log of one that was
killed at work, of its key file, of a backup, that one's key file or manifest, or of the count of
wrong passphrases, and looks what the program says of it. A flip may do no harm at all (the last
change in a log was never finished, as after a power cut), but content must never be another one
without a word; what is lost is restored by the program's own way.

The control is the same content in a plain SQLite file, whose own checks miss most flips.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cte_desktop.services import restoring
from cte_desktop.services.lost_keys import LOST, newest_kept_keys, put_back_keys
from cte_desktop.storage import tries
from cte_desktop.storage.backup import backup_folder, list_backups
from cte_desktop.storage.backup_manifest import Backup, manifest_path
from cte_desktop.storage.check import check_database
from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.restore import open_backup
from cte_desktop.storage.tries import Tries, seconds_to_wait, tries_path
from cte_desktop.system.errors import KnownError
from tests.faults.deeds import DEEDS
from tests.faults.figures import Figure
from tests.faults.places import ACTOR, CLOCK, PASSPHRASE, Place, make_district, make_protected
from tests.faults.running import Asked, run, working_folder
from tests.faults.states import state_of

SHARES: Mapping[str, int] = {
    "database": 8,
    "log": 5,
    "key file": 3,
    "backup": 4,
    "key file of a backup": 2,
    "manifest of a backup": 3,
    "count of tries": 1,
}
"""How often each file is chosen, beside the others."""
COMMITS = 8
WRONG_TRIES = 8
CONTROL_FLIPS = 200
RESTORED = 4
"""Every so many-th damaged database is restored too."""
STUDENTS = 20


@dataclass(frozen=True, slots=True)
class Grounds:
    """A closed district, one that was killed with a log, and the states that one was saved in."""

    closed: Place
    killed: Place
    state: str
    states: tuple[str, ...]
    backup: Backup
    key: bytes
    tries: bytes


@dataclass(slots=True)
class Told:
    """What became of one flipped bit: noticed or harmless, mended, and what was wrong."""

    noticed: bool = False
    mended: bool = False
    faults: list[str] = field(default_factory=list)


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Flip `asked.rounds` bits, and count those that were neither noticed nor without harm."""
    began, chance = time.monotonic(), random.Random(asked.seed)
    with working_folder("bit_flips") as folder:
        grounds = make_grounds(folder)
        bad, flipped = list[str](), Counter[str]()
        noticed, mended = Counter[str](), Counter[str]()
        for number in range(asked.rounds):
            target = chance.choices(list(SHARES), list(SHARES.values()))[0]
            told, where = one_flip(grounds, target, chance, mends=number % RESTORED == 0)
            flipped[target] += 1
            noticed[target] += told.noticed
            mended[target] += told.mended
            bad += [f"round {number}, {target}, bit {where}: {fault}" for fault in told.faults]
        missed = control(grounds, chance)
        bad += [] if missed else ["the control was not noticed: a plain file noticed all"]
    counts = ", ".join(f"{target} {noticed[target]} of {flipped[target]}" for target in flipped)
    return (
        Figure(
            "bit flips",
            "random single bits in database, log, key file, backup, manifest, count of tries",
            asked.rounds,
            len(bad),
            "100 % noticed where content could be wrong, restored from backup",
            time.monotonic() - began,
            (
                *bad,
                f"Noticed: {counts}; the others changed nothing that was saved for good",
                f"Restored from a backup or given back their key file: {mended.total()}",
                f"Control: a plain SQLite file missed {missed} of {CONTROL_FLIPS} flips",
            ),
        ),
    )


def make_grounds(folder: Path) -> Grounds:
    """Make a protected district with a backup, and what a kill leaves of it after some commits."""
    protected = make_protected(
        make_district(folder / "made", students=STUDENTS), folder / "protected"
    )
    desk = protected.open()
    backup = desk.database.back_up("daily")
    desk.close()
    for _ in range(WRONG_TRIES):
        Tries(protected.file).wrong()
    forget_tries()
    kept = tries_path(protected.file).read_bytes()
    working = protected.copied_to(folder / "working")
    for place in (protected, working):
        tries_path(place.file).unlink()
    desk, states = working.open(), [working.rows()]
    for number in range(COMMITS):
        DEEDS["set_setting"](desk, working)
        if number == COMMITS // 2:
            desk.database.back_up("manual")  # which brings the log into the file
        states.append(working.rows())
    killed = working.copied_to(folder / "killed")
    desk.close()
    killed.file.with_name(killed.file.name + "-shm").unlink(missing_ok=True)
    key = unlock(protected.file, PASSPHRASE)
    return Grounds(protected, killed, states[0], tuple(states), backup, key, kept)


def one_flip(
    grounds: Grounds, target: str, chance: random.Random, *, mends: bool
) -> tuple[Told, int]:
    """Flip a bit of a fresh copy and judge it; returns also which bit it was."""
    base = grounds.killed if target == "log" else grounds.closed
    place = base.copied_to(base.folder.with_name("round"))
    if target == "count of tries":
        tries_path(place.file).write_bytes(grounds.tries)
    try:
        file = _file_of(place, target, grounds.backup.path.name)
        where = flip(file, chance)
        try:
            return JUDGES[target](grounds, place, mends), where
        except KnownError as error:
            return Told(faults=[f"no way on: {error.code}"]), where
        except Exception as error:  # noqa: BLE001 - whatever it is, it is no sentence
            return Told(faults=[f"not told: {type(error).__name__}: {error}"[:200]]), where
    finally:
        forget_tries()
        shutil.rmtree(place.folder)


def flip(file: Path, chance: random.Random) -> int:
    """Flip one bit of a file by chance; returns which."""
    content = bytearray(file.read_bytes())
    where = chance.randrange(len(content) * 8)
    content[where // 8] ^= 1 << where % 8
    file.write_bytes(content)
    return where


def forget_tries() -> None:
    """Forget what this process saw of wrong passphrases, as a fresh start does."""
    tries._here.clear()


def control(grounds: Grounds, chance: random.Random) -> int:
    """Return how many flips in a plain SQLite file gave other content that no check noticed."""
    plain = grounds.closed.folder.with_name("plain.db")
    with contextlib.closing(connect(grounds.closed.file, grounds.key, Access.WRITE)) as connection:
        connection.execute(f"ATTACH '{plain}' AS plain KEY ''")
        connection.execute("SELECT sqlcipher_export('plain')")
    whole, before, missed = plain.read_bytes(), "", 0
    for number in range(CONTROL_FLIPS + 1):
        plain.write_bytes(whole)
        if number:
            flip(plain, chance)
        try:
            with contextlib.closing(sqlite3.connect(plain)) as opened:
                found = state_of(opened.execute)
                sound = opened.execute("PRAGMA quick_check").fetchone() == ("ok",)
        except (sqlite3.Error, UnicodeDecodeError):
            continue
        before = before or found
        missed += sound and found != before
    return missed


def judge_database(grounds: Grounds, place: Place, mends: bool) -> Told:
    """Nothing but what was saved may be read, and the check must notice."""
    told = Told()
    with _noticing(told):
        if place.rows() != grounds.state:
            told.faults.append("other content without a word")
    with _noticing(told):
        told.noticed = bool(check_database(place.file, PASSPHRASE)) or told.noticed
    if not told.noticed:
        told.faults.append("unnoticed")
    if mends and not told.faults:
        told.faults += _restored(place, grounds.state)
        told.mended = not told.faults
    return told


def judge_log(grounds: Grounds, place: Place, _mends: bool) -> Told:
    """What was saved is read, or all of it up to some change, or it is said to be damaged."""
    told, found = Told(), ""
    with _noticing(told):
        told.noticed = bool(check_database(place.file, PASSPHRASE))
        found = place.rows()
        place.open().close()
    if told.noticed or found == grounds.states[-1]:
        return told
    if found not in grounds.states:
        told.faults.append("other content without a word")
    elif found != grounds.states[-2]:
        lost = len(grounds.states) - 1 - grounds.states.index(found)
        told.faults.append(f"{lost} saved changes were lost without a word")
    return told


def judge_keys(grounds: Grounds, place: Place, mends: bool) -> Told:
    """A key file gives the key, or is said to be damaged; then that of a backup stands in."""
    told = Told()
    try:
        if unlock(place.file, PASSPHRASE) != grounds.key:
            told.faults.append("another key without a word")
    except KnownError as error:
        told.noticed = True
        if error.code not in LOST:
            told.faults.append(f"damage was taken for {error.code}")
    if mends and told.noticed and not told.faults:
        kept = newest_kept_keys(place.file)
        assert kept is not None
        put_back_keys(place.file, kept, CLOCK)
        if place.rows() != grounds.state:
            told.faults.append("the key file of a backup did not give the content back")
        told.mended = not told.faults
    return told


def judge_backup(grounds: Grounds, place: Place, _mends: bool) -> Told:
    """A backup is as it was, or it is refused and another one stands in for it."""
    told, path = Told(), backup_folder(place.file) / grounds.backup.path.name
    with _noticing(told):
        opened = open_backup(path, path, None, PASSPHRASE)
        if opened.backup != _moved(grounds.backup, path):
            told.faults.append("its manifest says something else without a word")
    found = restoring.stand_in(place.file)
    if not told.noticed:
        told.faults += ["unnoticed"] if not manifest_is(grounds, path) else []
    elif found is None or found.path == path:
        told.faults.append("no other backup stands in for it")
    return told


def manifest_is(grounds: Grounds, path: Path) -> bool:
    """Tell whether only the manifest was touched, and in nothing that matters."""
    listed = [one for one in list_backups(path.parent) if one.path == path]
    return listed == [_moved(grounds.backup, path)]


def judge_tries(_grounds: Grounds, place: Place, _mends: bool) -> Told:
    """The wait after wrong passphrases does not go away."""
    told = Told()
    forget_tries()
    if not seconds_to_wait(place.file):
        told.faults.append("nobody has to wait any more")
    told.noticed = not told.faults
    return told


JUDGES: Mapping[str, Callable[[Grounds, Place, bool], Told]] = {
    "database": judge_database,
    "log": judge_log,
    "key file": judge_keys,
    "backup": judge_backup,
    "key file of a backup": judge_backup,
    "manifest of a backup": judge_backup,
    "count of tries": judge_tries,
}


@contextlib.contextmanager
def _noticing(told: Told) -> Iterator[None]:
    try:
        yield
    except KnownError:
        told.noticed = True


def _file_of(place: Place, target: str, backup: str) -> Path:
    path = backup_folder(place.file) / backup
    return {
        "database": place.file,
        "log": place.file.with_name(place.file.name + "-wal"),
        "key file": keys_path(place.file),
        "backup": path,
        "key file of a backup": keys_path(path),
        "manifest of a backup": manifest_path(path),
        "count of tries": tries_path(place.file),
    }[target]


def _moved(backup: Backup, path: Path) -> Backup:
    return Backup(
        path,
        backup.made_at,
        backup.reason,
        backup.database_digest,
        backup.keys_digest,
        backup.database_id,
    )


def _restored(place: Place, state: str) -> list[str]:
    """Restore as the program offers it; what is there then must be what the backup holds."""
    offered = restoring.stand_in(place.file)
    if offered is None:
        return ["no backup is offered"]
    done = restoring.restore_file(place.file, offered.path, PASSPHRASE, CLOCK, actor=ACTOR)
    if done.kept is None or not done.kept.exists():
        return ["the damaged file was not kept"]
    if check_database(place.file, PASSPHRASE):
        return ["restored, and damaged nevertheless"]
    students = done.counts["students"]
    return [] if students == STUDENTS and state else [f"{students} students were restored"]


if __name__ == "__main__":
    sys.exit(run(measure, rounds=1000, short=30))
