"""What is due, and destroying it: nothing that is planted is left, and all else is as it was."""
# ruff: noqa: S608 - names of our own tables

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services import backups, retention
from cte_desktop.services.as_of import plan_as_of
from cte_desktop.services.checking import check
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.history import undo
from cte_desktop.storage import import_reports
from cte_desktop.storage.bulk import BulkStep
from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.content import Content, Json
from cte_desktop.storage.history import begin_step, list_changes, record_change
from cte_desktop.storage.private_notes import save_private_note
from cte_desktop.storage.retention import rewriting
from cte_desktop.storage.retention.destructions import list_destructions
from cte_desktop.storage.retention.places import KEPT_FIELD, PLACES
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError, WrongCall
from tests.storage.actions import start_child

LATER = Clock(date(2031, 9, 1))
CANARY = "Zaphodia"
GOING = ("tests", "programs", "decisions", "experiences", "plans", "wishes")
PLANTED = tuple(table for kind in GOING for table, _ in PLACES[kind].tables)
STAYS = ("last_name", "first_name", "middle_name")


@pytest.fixture
def left(made_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    """The sample district years later, when most of its students have left."""
    file = tmp_path / "sample.cte"
    shutil.copy(made_sample, file)
    shutil.copy(f"{made_sample}.keys", f"{file}.keys")
    opened = open_desk(file, None, LATER, actor="A. Lee", writable=True)
    yield opened
    opened.close()


def someone(desk: Desk) -> str:
    """The uid of a student of whom everything that ever goes may go, with a plan."""
    lines = retention.due(desk).due
    with_plans = {line.uid for line in lines if line.kind == "plans"}
    interim = {line.uid for line in lines if line.record_class == "interim"}
    return min(with_plans & interim)


def run(desk: Desk, statement: str, *values: object) -> None:
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(statement, values)


def texts_of(table: str) -> list[str]:
    """The columns of a table that hold free text."""
    own = {"key", "uid", "step", "student", "plan", "column"}
    columns = METADATA.tables[table].columns
    return [c.name for c in columns if c.type.python_type is str and c.name not in own]


def plant(desk: Desk, uid: str) -> None:
    """Write a name into every text that is to go: rows, earlier versions, history, notes."""
    own = f"(SELECT \"key\" FROM student WHERE uid = '{uid}')"
    plans = f'(SELECT "key" FROM "plan" WHERE student IN {own})'
    owned = [place for kind in GOING for place in PLACES[kind].tables]
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(
            f'INSERT INTO "{KEPT_FIELD[0]}" (uid, student, "column", here, file, choice, step) '
            f"SELECT 'k-' || value, student.\"key\", value, '', '', '', 1 FROM student, "
            """json_each('["goal", "wish:1:value", "decision:2:reason"]') """
            f"WHERE student.uid = '{uid}'"
        )
    with desk.database.writing() as tx:
        begin_step(tx, "import", {"files": ["wishes.csv"]})
        bulk = BulkStep(tx)
        for table, column in (*owned, KEPT_FIELD, ("student", "key")):
            wanted = f'"{column}" IN {plans if column == "plan" else own}'
            names = texts_of(table)
            if table == "student":
                names = [name for kind in GOING for name in PLACES[kind].columns]
            planted = ", ".join(f"\"{name}\" = '{CANARY}'" for name in names)
            run_in(tx, f'UPDATE "{table}" SET {planted} WHERE {wanted}')
            bulk.keep(table, wanted)
            run_in(tx, f'UPDATE "{table}" SET step = {bulk.number} WHERE {wanted}')
        bulk.write("import", {})
        reported: list[Json] = [[3, "goal", CANARY, "kept_by_hand", CANARY, "", True]]
        file: Content = {"file": "students.csv", "reported": reported}
        import_reports.save_report(tx, bulk.number, {"files": ["students.csv"]}, [file])
    plant_in_history(desk, uid)


def plant_in_history(desk: Desk, uid: str) -> None:
    """Write the name into changes, a note, and the key of the search; and what is to stay."""
    with desk.database.writing() as tx:
        begin_step(tx, "change_wishes", {"plan": CANARY})
        for kind in GOING:
            for noun in PLACES[kind].nouns:
                content: Content = {"text": CANARY}
                record_change(tx, noun, f"of-{uid}", None, content, student_id=uid)
        save_private_note(tx, uid, "n1", CANARY, "")
        run_in(
            tx,
            f"UPDATE student SET {', '.join(f'{n} = {n} || chr' for n in STAYS)}".replace(
                "chr", "'Kept'"
            )
            + f" WHERE uid = '{uid}'",
        )
        run_in(tx, f"UPDATE student SET name_key = name_key || '{CANARY}' WHERE uid = '{uid}'")


def about(desk: Desk, uid: str, table: str) -> bool:
    """Whether the student has rows in a table of those that go."""
    owner = f"(SELECT \"key\" FROM student WHERE uid = '{uid}')"
    if table == "placement":
        owner = f'(SELECT "key" FROM "plan" WHERE student IN {owner})'
    column = "plan" if table == "placement" else "student"
    with desk.database.reading() as tx:
        query = f'SELECT 1 FROM "{table}" WHERE "{column}" IN {owner}'
        return tx.connection.exec_driver_sql(query).first() is not None


def run_in(tx: Any, statement: str) -> None:
    tx.connection.exec_driver_sql(statement)


def found_in(file: Path, key: bytes, what: str) -> list[str]:
    """The tables in which something stands, asked with the key."""
    connection = connect(file, key, Access.READ)
    found = []
    for table in METADATA.tables:
        rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
        if any(what.casefold() in str(row).casefold() for row in rows):
            found.append(table)
    connection.close()
    return found


def pages_of(file: Path, key: bytes) -> bytes:
    """Every page of the file decrypted as it is, what was freed and what lies between rows too.

    A page ends with 80 bytes of its own, the first 16 of them where its cipher begins.
    """
    whole, plain = file.read_bytes(), []
    for at in range(0, len(whole), 4096):
        page = whole[at : at + 4096]
        work = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
        plain.append(work.update(page[0 if at else 16 : -80]) + work.finalize())
    return b"".join(plain)


def key_of(desk: Desk) -> bytes:
    return desk.database.apart(lambda _path, key: key)


def path_of(desk: Desk) -> Path:
    assert desk.database.path is not None
    return desk.database.path


def destroy(desk: Desk) -> retention.Destroyed:
    due = retention.due(desk)
    return retention.destroy(desk, due, str(due.students))


def test_nothing_that_was_planted_is_left_anywhere(left: Desk, tmp_path: Path) -> None:
    uid, file, key = someone(left), path_of(left), key_of(left)
    plant(left, uid)
    old = backups.back_up(left).path
    before = set(found_in(file, key, CANARY))
    there = {table for table in PLANTED if about(left, uid, table)}
    assert there >= {"plan", "placement"}
    assert before == there | {
        *("student", "earlier_row", "change_content", "private_note", "import_report", "step"),
        KEPT_FIELD[0],
    }
    done = destroy(left)
    assert done.unfinished is None
    assert found_in(file, key, CANARY) == []
    assert "student" in found_in(file, key, "Kept")
    assert done.backups == (old,)
    assert not old.exists()
    assert done.new_backup is not None
    assert found_in(done.new_backup, key, CANARY) == []
    left.close()
    assert all(CANARY.encode() not in f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())
    assert check(file, None, "") == ()


def test_no_page_of_the_file_and_no_log_holds_what_went(left: Desk) -> None:
    uid, file, key = someone(left), path_of(left), key_of(left)
    plant(left, uid)
    left.database.back_up("manual")  # brings the log into the file
    assert CANARY.encode() in pages_of(file, key)
    destroy(left)
    assert CANARY.encode() not in pages_of(file, key)
    connection = connect(file, key, Access.READ)
    assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    connection.close()
    log = file.with_name(file.name + "-wal")
    assert not log.exists() or log.stat().st_size < 20 * 4096  # of the new backup's own work


def test_a_second_look_finds_nothing_due(left: Desk) -> None:
    plant(left, someone(left))
    done = destroy(left)
    again = retention.due(left)
    assert (again.students, again.rows) == (0, 0)
    assert done.students > 0
    kinds = {line.kind for line in again.lines}
    assert kinds >= {"identity", "courses"}
    with pytest.raises(KnownError) as caught:
        retention.destroy(left, again, "0")
    assert caught.value.code == "nothing_due"


def test_looking_changes_nothing_and_names_rule_and_day(left: Desk) -> None:
    before = path_of(left).read_bytes()
    due = retention.due(left)
    assert path_of(left).read_bytes() == before
    line = next(line for line in due.due if line.kind == "plans")
    assert line.rule == "5 CCR 432(b)(3), 437(d)"
    assert line.since is not None
    assert line.since <= due.day
    stays = next(line for line in due.lines if line.kind == "courses")
    assert (stays.since, stays.is_due) == (None, False)


def test_nobody_who_is_at_school_is_listed(desk: Desk) -> None:
    assert all(line.graduation_year <= 2026 for line in retention.due(desk).lines)


def test_another_number_or_another_list_destroys_nothing(left: Desk) -> None:
    due = retention.due(left)
    with pytest.raises(WrongCall):
        retention.destroy(left, due, str(due.students + 1))
    run(left, "UPDATE student SET goal = 'to sail' WHERE uid = ?", someone(left))
    with pytest.raises(KnownError) as caught:
        retention.destroy(left, due, str(due.students))
    assert caught.value.code == "due_differs"
    assert retention.due(left).students == due.students


def test_an_open_request_stops_it_until_it_is_answered(left: Desk) -> None:
    uid = someone(left)
    line = next(one for one in retention.due(left).due if one.uid == uid)
    assert retention.note_request(left, line.student_id, is_open=True)
    assert not retention.note_request(left, line.student_id, is_open=True)
    destroy(left)
    kept = [one for one in retention.due(left).lines if one.uid == uid and one.since]
    assert kept
    assert all(one.requested == date(2031, 9, 1) and not one.is_due for one in kept)
    retention.note_request(left, line.student_id, is_open=False)
    assert {one.uid for one in retention.due(left).due} == {uid}
    undo(left)
    assert retention.due(left).students == 0


def test_the_history_says_destroyed_and_undo_says_why_not(left: Desk) -> None:
    uid = someone(left)
    plant(left, uid)
    destroy(left)
    with left.database.reading() as tx:
        mine = [change for change in list_changes(tx, 3) if change.student_id == uid]
        assert mine
        assert all(change.destroyed for change in mine)
        (first, *_) = list_destructions(tx)
    assert first.actor == "A. Lee"
    assert first.students > 0
    for step in (1, 2, 3):
        with pytest.raises(KnownError) as caught:
            undo(left, step)
        assert caught.value.code == "content_destroyed"
    with pytest.raises(KnownError) as caught:
        plan_as_of(left, uid, date(2031, 8, 31))
    assert caught.value.code == "not_known"


def killed_at(file: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Destroy in a child that is killed when it comes to a function of the service."""

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def act() -> None:
        monkeypatch.setattr(retention, where, die)
        desk = open_desk(file, None, LATER, actor="A. Lee", writable=True)
        destroy(desk)

    _, status = os.waitpid(start_child(act), 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def test_a_kill_before_the_file_is_written_anew_is_made_good_at_the_next_opening(
    left: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid, file, key = someone(left), path_of(left), key_of(left)
    plant(left, uid)
    left.close()
    killed_at(file, monkeypatch, "rewrite")
    rewritten: list[None] = []
    real = rewriting._rewrite_file
    monkeypatch.setattr(rewriting, "_rewrite_file", lambda *where: rewritten.append(real(*where)))
    for times in (1, 1):
        open_desk(file, None, LATER, actor="A. Lee", writable=True).close()
        assert len(rewritten) == times
    assert found_in(file, key, CANARY) == []
    assert CANARY.encode() not in pages_of(file, key)


def test_a_kill_within_the_destruction_leaves_all_as_it_was(
    left: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = path_of(left), retention.due(left)
    left.close()
    killed_at(file, monkeypatch, "empty_reports")
    assert check(file, None, "") == ()
    with contextlib.closing(open_desk(file, None, LATER, actor="", writable=True)) as desk:
        assert retention.due(desk) == before


def test_a_failure_within_the_destruction_leaves_all_as_it_was(
    left: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = retention.due(left)

    def full(*_: object) -> None:
        raise KnownError("disk_full", "The disk is full.")

    monkeypatch.setattr(retention, "empty_reports", full)
    with pytest.raises(KnownError):
        retention.destroy(left, due, str(due.students))
    assert retention.due(left) == due
    assert check(path_of(left), None, "") == ()


def test_a_disk_that_is_full_afterwards_is_told_and_no_backup_goes(
    left: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = backups.back_up(left).path

    def full(*_: object) -> None:
        raise KnownError("disk_full", "The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(retention, "back_up", full)
        done = destroy(left)
    assert done.unfinished is not None
    assert done.kept_backups == (old,)
    assert retention.destroy_older_backups(left) == (old,)
    assert retention.destroy_older_backups(left) == ()


def test_a_backup_made_while_the_clock_was_ahead_goes_with_the_others(left: Desk) -> None:
    clock, left.database.clock = left.database.clock, Clock(date(2031, 12, 24))
    ahead = backups.back_up(left, "daily").path
    left.database.clock = clock
    assert retention.backups_that_hold(left) == (ahead,)
    done = destroy(left)
    assert done.backups == (ahead,)
    assert done.new_backup is not None
    assert retention.older_backups(left) == ()


def test_only_an_administrator_destroys(left: Desk) -> None:
    due = retention.due(left)
    left.person = Person("p-1", "R. Ruiz", Role.REGISTRAR)
    with pytest.raises(KnownError) as caught:
        retention.destroy(left, due, str(due.students))
    assert caught.value.code == "not_allowed"
    assert retention.due(left) == due


def test_a_backup_in_a_folder_of_choice_is_made_first_and_stays(left: Desk, tmp_path: Path) -> None:
    kept = retention.back_up_first(left, tmp_path / "stick")
    done = destroy(left)
    assert kept.exists()
    assert kept not in done.backups
