"""What is due to be destroyed and what stays, and destroying it for good.

Looking changes nothing. Nothing is destroyed but what a rule names (Ed Code 49062), of students who
have left, and of nobody whose family waits for an answer (34 CFR 99.10(e)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import Right
from cte_desktop.domain.retention import has_left, last_school_year
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.backups import back_up, folders_of
from cte_desktop.services.people.rights import require
from cte_desktop.services.retention_rules import retention_rules
from cte_desktop.storage.backup import list_backups, remove_backup
from cte_desktop.storage.backup_contents import read_destroyed_at
from cte_desktop.storage.damaged import set_aside
from cte_desktop.storage.facts import DESTROYED_AT, TO_REWRITE, read_facts, write_fact
from cte_desktop.storage.history import begin_step, record_change, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.retention.destroying import (
    destroy_kinds,
    empty_reports,
    hold_all_keys,
)
from cte_desktop.storage.retention.destructions import note_destruction
from cte_desktop.storage.retention.due import count_kinds, leavers
from cte_desktop.storage.retention.open_requests import note_request as note
from cte_desktop.storage.retention.open_requests import open_requests
from cte_desktop.storage.retention.rewriting import rewrite
from cte_desktop.storage.students import find_student
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cte_desktop.domain.retention import RecordClass
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.backup import Backup
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.retention.due import Leaver
    from cte_desktop.storage.transaction import Transaction

BEFORE, AFTER = "before-destruction", "after-destruction"


@dataclass(frozen=True, slots=True)
class DueLine:
    """What is kept of one kind about one student who has left: `rows` rows and earlier versions.

    `since` is the day from which they may be destroyed; None: never. `is_due`: that day has come,
    and no request is open; `requested` is the day of an open one.
    """

    uid: str
    student_id: str
    name: str
    graduation_year: int
    kind: str
    record_class: str
    rule: str
    rows: int
    since: date | None
    is_due: bool
    requested: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What may be destroyed on a day, and what stays; lines by class, student and kind."""

    day: date
    lines: tuple[DueLine, ...]

    @property
    def due(self) -> tuple[DueLine, ...]:
        """The lines that may be destroyed."""
        return tuple(line for line in self.lines if line.is_due)

    @property
    def students(self) -> int:
        """Of how many students something may be destroyed: the number that is typed."""
        return len({line.uid for line in self.due})

    @property
    def rows(self) -> int:
        """How many rows and earlier versions may be destroyed."""
        return sum(line.rows for line in self.due)


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What was destroyed. `backups` are those that went, `kept_backups` those that could not go.

    `unfinished` is what hindered the rest (the file written anew, a new backup); the records are
    gone all the same, and the next opening goes on.
    """

    students: int
    rows: int
    backups: tuple[Path, ...]
    kept_backups: tuple[Path, ...]
    new_backup: Path | None
    unfinished: KnownError | None = None


def due(desk: Desk, day: date | None = None) -> Due:
    """Return what is kept about students who have left, and what of it may be destroyed on a day.

    Of every student whose class has graduated there is a line for each kind of record.
    """
    on = day or desk.today()
    with desk.database.reading() as tx:
        return Due(on, _lines(tx, on))


def backups_that_hold(desk: Desk) -> tuple[Path, ...]:
    """Return the copies that would still hold what is due, or hold what was destroyed before.

    All backups beside the database and in the chosen folder, and what was set aside when the
    database was damaged. Called after a destruction: those made before it.
    """
    if desk.database.path is None:
        return ()
    with desk.database.reading() as tx:
        before = read_facts(tx.connection).get(DESTROYED_AT, "")
    found = [one for folder in folders_of(desk) for one in list_backups(folder)]
    held = desk.database.apart(
        lambda _path, key: [one.path for one in found if _holds(one, before, key)]
    )
    return (*held, *set_aside(desk.database.path))


def older_backups(desk: Desk) -> tuple[Path, ...]:
    """Return the copies that still hold what was destroyed; none while nothing ever was."""
    with desk.database.reading() as tx:
        was_destroyed = DESTROYED_AT in read_facts(tx.connection)
    return backups_that_hold(desk) if was_destroyed else ()


def back_up_first(desk: Desk, folder: Path) -> Path:
    """Make a backup with everything in a folder of the person's choice: it holds what will go."""
    require(desk, Right.DESTROY)
    return back_up(desk, BEFORE, folder).path


def note_request(desk: Desk, student_id: str, *, is_open: bool) -> bool:
    """Note that a family asked to inspect a student's records, or has; False if it was so already.

    While it is open nothing about the student is destroyed. Raises `WrongCall` unknown_student.
    """
    with desk.database.writing() as tx:
        student = find_student(tx, student_id)
        if student is None:
            raise WrongCall(
                "unknown_student", noop("There is no student {student_id}."), student_id=student_id
            )
        begin_step(tx, "note_request" if is_open else "answer_request")
        return note(tx, student.uid, desk.today() if is_open else None)


def destroy(desk: Desk, wanted: Due, typed: str) -> Destroyed:
    """Destroy for good what `wanted` says is due, and the older backups that hold it.

    `typed` is the number of students, typed by the person. One transaction takes the records away;
    then the file is written anew, a new backup is made and read back, and the older ones go. Raises
    known errors: not_allowed, number_differs, due_differs, nothing_due; nothing is changed then.
    """
    require(desk, Right.DESTROY)
    _require_number(wanted, typed)
    with desk.database.writing() as tx:
        if _lines(tx, wanted.day) != wanted.lines or wanted.day > desk.today():
            raise _differs()
        rows = _destroy(tx, wanted)
    try:
        rewrite(desk.database)
        made = None if desk.database.path is None else back_up(desk, AFTER).path
    except KnownError as error:
        left = backups_that_hold(desk)
        return Destroyed(wanted.students, rows, (), left, None, error)
    gone, left = _remove_older(desk, made)
    return Destroyed(wanted.students, rows, gone, left, made)


def destroy_older_backups(desk: Desk) -> tuple[Path, ...]:
    """Destroy the copies that still hold what was destroyed: of a disk that was not plugged in.

    A new backup is made and read back first. Returns what went.
    """
    require(desk, Right.DESTROY)
    if not older_backups(desk):
        return ()
    return _remove_older(desk, back_up(desk, AFTER).path)[0]


def _holds(backup: Backup, destroyed_at: str, key: bytes) -> bool:
    """Tell whether a backup is older than the last destruction; without one every backup counts.

    What it knows of that destruction itself says so, whatever the clock showed when it was made.
    """
    if not destroyed_at:
        return True
    try:
        return read_destroyed_at(backup.path, key) != destroyed_at
    except KnownError:  # under another key, or damaged: its day is all there is to go by
        return backup.made_at <= datetime.fromisoformat(destroyed_at)


def _remove_older(desk: Desk, made: Path | None) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    older = [path for path in backups_that_hold(desk) if path != made]
    for path in older:
        remove_backup(path)
    left = tuple(path for path in older if path.exists())
    return tuple(path for path in older if path not in left), left


def _lines(tx: Transaction, day: date) -> tuple[DueLine, ...]:
    rules = retention_rules()
    gone = [
        (one, last_school_year(one.graduation_year, one.last_recorded))
        for one in leavers(tx, school_year_of(day))
    ]
    gone = [(one, year) for one, year in gone if has_left(year, day)]
    keys = [one.key for one, _ in gone]
    counted = count_kinds(tx, rules.kinds, keys)
    asked = open_requests(tx)
    return tuple(
        _line(one, kind, rules.class_of(kind), counted[kind][one.key], year, day, asked)
        for one, year in gone
        for kind in rules.kinds
        if kind == "identity" or counted[kind][one.key]
    )


def _line(
    one: Leaver,
    kind: str,
    of: RecordClass,
    rows: int,
    year: int,
    day: date,
    asked: dict[str, date],
) -> DueLine:
    since, requested = of.since(year), asked.get(one.uid)
    return DueLine(
        one.uid,
        one.student_id,
        one.name,
        one.graduation_year,
        kind,
        of.id,
        of.rule,
        rows or 1,
        since,
        is_due=since is not None and since <= day and requested is None,
        requested=requested,
    )


def _destroy(tx: Transaction, wanted: Due) -> int:
    """Destroy in a transaction, and note it in the history and among the destructions."""
    tx.connection.exec_driver_sql("PRAGMA secure_delete = ON")
    begin_step(tx, "destroy_records", {"students": wanted.students})
    step = step_number(tx)
    hold_all_keys(tx)
    all_rows = 0
    keys = {one.uid: one.key for one in leavers(tx, school_year_of(wanted.day))}
    for name, rule in dict.fromkeys((line.record_class, line.rule) for line in wanted.due):
        mine = [line for line in wanted.due if line.record_class == name]
        kinds = retention_rules().kinds_of(name)
        whom = {keys[line.uid]: line.uid for line in mine}
        rows = destroy_kinds(tx, step, kinds, whom)
        note_destruction(tx, name, rule, len(whom), rows)
        all_rows += rows
    empty_reports(tx)
    after: Content = {"students": wanted.students, "rows": all_rows}
    record_change(tx, "destruction", new_id(tx.clock.now()), None, after)
    for fact in (DESTROYED_AT, TO_REWRITE):
        write_fact(tx.connection, fact, tx.clock.now().isoformat())
    return all_rows


def _require_number(wanted: Due, typed: str) -> None:
    if not wanted.due:
        raise KnownError("nothing_due", noop("Nothing may be destroyed."))
    if typed.strip() != str(wanted.students):
        raise WrongCall(
            "number_differs",
            noop("The number of students is another one: {count}."),
            kept=noop("Nothing was changed."),
            do=noop("Look at the list again, and give the number of its students."),
            count=wanted.students,
        )


def _differs() -> KnownError:
    return KnownError(
        "due_differs",
        noop("What may be destroyed is no longer what was listed."),
        kept=noop("Nothing was changed."),
        do=noop("Look at the list again."),
    )
