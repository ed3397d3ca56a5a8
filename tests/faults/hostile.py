"""Files that somebody doctored: databases, backups, manifests, key files, zips, workbooks, rules.

    python -m tests.faults.hostile [--rounds N] [--seed S] [--short]

Each round changes one file by chance, as a whole or inside its pages by one who knows the key, and
does with it what the program would: open and save, restore, import. It must be read or refused with
a sentence, within five seconds, without much memory, and without a file outside its place. Besides,
databases and backups with views, triggers, foreign and missing tables must all be refused.

The control opens a database with a trigger without the program's check: the trigger must be found.
"""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cte_desktop.services.cases import open_cases
from cte_desktop.services.importing import import_paths
from cte_desktop.services.restoring import restore_file, stand_in
from cte_desktop.storage import key_file
from cte_desktop.storage.backup import Backup, backup_folder, list_backups
from cte_desktop.storage.backup_manifest import manifest_path, manifest_text
from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.files import digest_of
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.keys import unlock
from tests.faults.deeds import DEEDS
from tests.faults.figures import Figure
from tests.faults.places import ACTOR, CLOCK, PASSPHRASE, Place, make_district, make_protected
from tests.faults.running import Asked, CannotMeasure, run, working_folder
from tests.faults.trial import Ended, tried
from tests.storage.test_hostile import SALT, changed, closed_pages, opened_pages

STUDENTS = 20
VICTIM = "outside.txt"
FOREIGN: Mapping[str, str] = {
    "a view": "CREATE VIEW spy AS SELECT * FROM student",
    "a trigger": "CREATE TRIGGER spy AFTER INSERT ON step BEGIN DELETE FROM student; END",
    "another table": "CREATE TABLE spy (name TEXT)",
    "a virtual table": "CREATE VIRTUAL TABLE spy USING fts5(name)",
    "another column": "ALTER TABLE student ADD COLUMN spy TEXT",
    "another index": "CREATE INDEX spy ON student (uid)",
    "a missing table": "DROP TABLE private_note",
    "a view for a table": "DROP TABLE private_note; CREATE VIEW private_note AS SELECT 1",
    "another version": "UPDATE alembic_version SET version_num = '0007'",
    "no version": "DELETE FROM alembic_version",
    "a version to come": "UPDATE alembic_version SET version_num = '9999'",
}
ODD: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    1 << 70,
    1e308,
    "",
    "x" * 70000,
    "../../outside.txt",
    [],
    {},
    [[[]]],
    "\0",
)
Doctor = Callable[["Grounds", Place, random.Random], Callable[[], str]]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Districts to doctor copies of: one whose key is in the open, and a protected one."""

    district: Place
    protected: Place
    pages: tuple[bytes, ...]
    key: bytes


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Doctor `asked.rounds` files, and count what was neither read nor refused in time."""
    if sys.platform == "win32":
        raise CannotMeasure("a child that may hang needs fork, which Windows lacks.")
    began, chance = time.monotonic(), random.Random(asked.seed)
    with working_folder("hostile") as folder:
        grounds = make_grounds(folder)
        bad, ends = foreign_schemas(grounds), Counter[str]()
        slowest = 0.0
        for number in range(asked.rounds):
            what = list(DOCTORS)[number % len(DOCTORS)]
            started = time.monotonic()
            ended, outside = one_round(grounds, what, random.Random(chance.random()))
            slowest = max(slowest, time.monotonic() - started)
            ends["read" if ended.how == "well" else "refused" if ended.told else ended.how] += 1
            faults = [fault for fault in (ended.fault, outside) if fault]
            bad += [f"round {number}, {what}: {fault}" for fault in faults]
        noticed = control(grounds)
        bad += [] if noticed else ["the control was not noticed: a trigger at work"]
    outcomes = ", ".join(f"{count} {how}" for how, count in ends.most_common())
    return (
        Figure(
            "hostile files",
            f"views, triggers, wrong schemas; mutations of {', '.join(DOCTORS)}",
            asked.rounds + 2 * len(FOREIGN),
            len(bad),
            "refused with a sentence or read, no crash, no hang over 5 s, no write outside",
            time.monotonic() - began,
            (
                *bad,
                f"Mutations: {outcomes}; the slowest took {slowest:.1f} s with making it",
                f"All {len(FOREIGN)} foreign schemas were opened and restored",
                "Control: without the check of the schema a trigger was found",
            ),
        ),
    )


def make_grounds(folder: Path) -> Grounds:
    """Make the districts, with the files that are imported, and the victim outside of them."""
    district = make_district(folder / "district", students=STUDENTS)
    protected = make_protected(district, folder / "protected")
    (folder / VICTIM).write_text("nobody may touch this", encoding="utf-8")
    key = unlock(district.file, None)
    pages = opened_pages(district.file.read_bytes(), key)
    return Grounds(district, protected, tuple(bytes(page) for page in pages), key)


def one_round(grounds: Grounds, what: str, chance: random.Random) -> tuple[Ended, str]:
    """Doctor a file of a copy and use it; returns how that ended, and what was written outside."""
    base = grounds.protected if what in PROTECTED else grounds.district
    place = base.copied_to(base.folder.with_name("round"))
    try:
        before = _outside(place)
        ended = tried(DOCTORS[what](grounds, place, chance))
        outside = "" if _outside(place) == before else "something outside was written"
        return ended, outside
    finally:
        shutil.rmtree(place.folder)


def foreign_schemas(grounds: Grounds) -> list[str]:
    """Return what was wrong with how foreign schemas were taken, as database and as backup."""
    bad = list[str]()
    for what, commands in FOREIGN.items():
        for use in ("opened", "restored"):
            place = grounds.district.copied_to(grounds.district.folder.with_name("foreign"))
            backup = _backup(place)
            file = place.file if use == "opened" else backup.path
            with contextlib.closing(connect(file, grounds.key, Access.WRITE)) as connection:
                connection.execute("PRAGMA foreign_keys = OFF")
                for command in [commands] if "BEGIN" in commands else commands.split("; "):
                    connection.execute(command)
                connection.execute("PRAGMA journal_mode = DELETE")
            action = partial(_use, place)
            if use == "restored":
                _tell_anew(backup)
                action = partial(_restore, place, backup.path)
            ended = tried(action)
            if not ended.told or ended.fault:
                bad.append(f"{what} {use}: {ended.fault or 'taken for its own'}")
            shutil.rmtree(place.folder)
    return bad


def control(grounds: Grounds) -> bool:
    """Tell whether a trigger would do its work in a database that nobody looks over."""
    place = grounds.district.copied_to(grounds.district.folder.with_name("control"))
    with contextlib.closing(connect(place.file, grounds.key, Access.WRITE)) as connection:
        connection.execute("CREATE TABLE seen (n INTEGER)")
        connection.execute(
            "CREATE TRIGGER eye AFTER UPDATE ON database_fact "
            "BEGIN INSERT INTO seen VALUES (1); END"
        )
        connection.execute("UPDATE database_fact SET value = value")
        (count,) = connection.execute("SELECT count(*) FROM seen").fetchone()
    shutil.rmtree(place.folder)
    return bool(count)


def doctor_file(_grounds: Grounds, place: Place, chance: random.Random) -> Callable[[], str]:
    """Change bytes of the database as they lie there."""
    place.file.write_bytes(mutated(place.file.read_bytes(), chance))
    return partial(_use, place)


def doctor_pages(grounds: Grounds, place: Place, chance: random.Random) -> Callable[[], str]:
    """Change the database inside its pages."""
    place.file.write_bytes(_forged(grounds, place, chance))
    return partial(_use, place)


def doctor_backup(grounds: Grounds, place: Place, chance: random.Random) -> Callable[[], str]:
    """Change a backup inside its pages, with a manifest that fits."""
    backup = _backup(place)
    backup.path.write_bytes(_forged(grounds, place, chance))
    _tell_anew(backup)
    return partial(_restore, place, backup.path)


def doctor_manifest(_grounds: Grounds, place: Place, chance: random.Random) -> Callable[[], str]:
    """Change what a manifest says."""
    path = manifest_path(_backup(place).path)
    path.write_bytes(_odd_json(path.read_bytes(), chance))
    return partial(_restore, place, _backup_file(path))


def doctor_keys(_grounds: Grounds, place: Place, chance: random.Random) -> Callable[[], str]:
    """Change what a key file says, sometimes with a digest that fits."""
    path = keys_path(place.file)
    content = _odd_json(path.read_bytes(), chance)
    with contextlib.suppress(ValueError, KeyError, TypeError):
        told = json.loads(content)
        if chance.random() < 0.7:
            told["sha256"] = key_file._digest(told["version"], told["body"])
            content = json.dumps(told).encode()
    path.write_bytes(content)
    return partial(_use, place)


def doctor_csv(_grounds: Grounds, place: Place, chance: random.Random) -> Callable[[], str]:
    """Change a table that is imported."""
    place.incoming.write_bytes(mutated(place.incoming.read_bytes(), chance))
    return partial(_import, place, place.incoming)


def doctor_zip(_grounds: Grounds, place: Place, chance: random.Random) -> Callable[[], str]:
    """Change an archive of tables, or give its members odd names."""
    path = place.folder / "files.zip"
    odd = ("record.csv", "../../outside.txt", "/outside.txt", "a" * 300 + ".csv", "x\\..\\y.csv")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(place.incoming, "record.csv")
        archive.writestr(
            "x" + odd[0] if (name := chance.choice(odd)) == odd[0] else name,
            place.incoming.read_bytes(),
        )
        archive.writestr("zero.csv", bytes(chance.choice((10, 1 << 22))))
    if chance.random() < 0.7:
        path.write_bytes(mutated(path.read_bytes(), chance))
    return partial(_import, place, path)


def doctor_rules(_grounds: Grounds, place: Place, chance: random.Random) -> Callable[[], str]:
    """Import bytes under the names of rules, workbooks and pathways."""
    name = chance.choice(("graduation.toml", "programs.toml", "record.xlsx", "x.json", "plans.csv"))
    path = place.folder / name
    path.write_bytes(mutated(place.incoming.read_bytes()[: chance.randrange(3000)], chance))
    return partial(_import, place, path)


DOCTORS: Mapping[str, Doctor] = {
    "database": doctor_file,
    "pages": doctor_pages,
    "backup": doctor_backup,
    "manifest": doctor_manifest,
    "key file": doctor_keys,
    "table": doctor_csv,
    "zip": doctor_zip,
    "rules and workbooks": doctor_rules,
}
PROTECTED = frozenset({"key file"})


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a file with a few changes: a bit, a run, a piece left out or doubled, no end."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at, long = chance.randrange(len(made) + 1), chance.choice((1, 16, 700))
        kind = chance.randrange(6)
        if kind == 0 and at < len(made):
            made[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            made[at : at + long] = chance.randbytes(long)
        elif kind == 2:
            del made[at : at + long]
        elif kind == 3:
            made[at:at] = made[at : at + long]
        elif kind == 4:
            made[at:at] = chance.choice((b"\x00", b'"', b"\n", b"\xff\xfe", b"=1+1", b"[[[["))
        elif kind == 5 and chance.random() < 0.1:
            del made[at:]
    return bytes(made)


def _forged(grounds: Grounds, place: Place, chance: random.Random) -> bytes:
    doctored = [bytearray(page) for page in grounds.pages]
    for _ in range(chance.choice((1, 3))):
        number = 0 if chance.random() < 0.3 else chance.randrange(len(doctored))
        size = len(doctored[number])
        changed(doctored[number], chance)
        doctored[number] = doctored[number][:size].ljust(size, b"\x00")
    return closed_pages(doctored, grounds.key, place.file.read_bytes()[:SALT])


def _odd_json(content: bytes, chance: random.Random) -> bytes:
    """Return JSON with a value replaced, or bytes changed."""
    if chance.random() < 0.3:
        return mutated(content, chance)
    told = json.loads(content)
    holder = told
    while True:
        name = chance.choice(list(holder))
        if not isinstance(holder[name], dict) or not holder[name] or chance.random() < 0.2:
            break
        holder = holder[name]
    holder[name] = chance.choice(ODD)
    return json.dumps(told).encode()


def _backup(place: Place) -> Backup:
    return list_backups(backup_folder(place.file))[0]


def _backup_file(manifest: Path) -> Path:
    return manifest.with_name(manifest.name.removesuffix(".manifest.json"))


def _tell_anew(backup: Backup) -> None:
    told = replace(backup, database_digest=digest_of(backup.path))
    manifest_path(backup.path).write_bytes(manifest_text(told))


def _use(place: Place) -> str:
    """Open it, read every student, save something."""
    from cte_desktop.services.desk import open_desk

    with contextlib.closing(
        open_desk(place.file, PASSPHRASE, CLOCK, actor=ACTOR, writable=True)
    ) as desk:
        count = len(list(open_cases(desk)))
        DEEDS["set_setting"](desk, place)
    return str(count)


def _restore(place: Place, backup: Path) -> str:
    stand_in(place.file)
    restore_file(place.file, backup, PASSPHRASE, CLOCK, actor=ACTOR)
    return _use(place)


def _import(place: Place, source: Path) -> str:
    with contextlib.closing(place.open()) as desk:
        return str(import_paths(desk, [source], back_up=False).step)


def _outside(place: Place) -> tuple[frozenset[str], str]:
    """Return the names of all that lies beside the place, and what the victim says."""
    above = place.folder.parent
    names = (path for path in above.rglob("*") if not path.is_relative_to(place.folder))
    shown = frozenset(str(path) for path in names if "home" not in path.parts)
    return shown, (above / VICTIM).read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(run(measure, rounds=2000, short=32))
