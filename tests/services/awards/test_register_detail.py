"""What stands beside an entry of the register, what a reissue would change, and the whole check."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.domain.completion.register.changes import changes_of_record
from cte_desktop.domain.completion.register.entries import (
    AwardState,
    Entry,
    Frozen,
    Kind,
    differences,
)
from cte_desktop.services.awards.awarding import award, reissue, revoke, withdraw
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.register_detail import (
    check_register,
    detail_of,
    preview_reissue,
    view_register,
)
from cte_desktop.services.awards.registering import Wanted, register
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.system.errors import WrongCall
from tests.services.awards.people import YEAR

RECORD = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school\n"
STUDENTS = "student_id,last_name,first_name,grade_level,school,graduation_year,pathway\n"


@pytest.fixture
def first(desk: Desk) -> str:
    """The serial of the first award, after all were given."""
    award(desk, find_completers(desk, YEAR).open)
    return register(desk)[0].serial


def change(desk: Desk, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    import_paths(desk, (folder / name,))


def test_a_register_that_nobody_touched_is_whole(desk: Desk, first: str) -> None:
    check = check_register(desk)
    assert check.is_whole
    assert check.entries == len(register(desk))
    assert len(check.seal) == 64
    withdraw(desk, first, "awarded by mistake")
    assert check_register(desk).seal != check.seal
    assert view_register(desk, Wanted(kind=Kind.WITHDRAWAL)).check == check_register(desk)


def test_an_empty_register_is_whole(desk: Desk) -> None:
    assert check_register(desk).is_whole
    assert detail_of(desk, 1) is None


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE register_entry SET reason = 'x' WHERE number = 2", ((2,), False, False)),
        ("UPDATE register_entry SET content = '{' WHERE number = 3", ((3,), False, False)),
        (
            "DELETE FROM register_entry WHERE number = (SELECT max(number) FROM register_entry)",
            ((), True, True),
        ),
        ("UPDATE award SET state = 'revoked' WHERE entry = 1", ((), False, True)),
    ],
)
def test_what_was_tampered_with_is_told_and_still_shown(
    desk: Desk, first: str, tampering: str, told: tuple[object, ...]
) -> None:
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for trigger in tx.connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'register_entry'"
        ).all():
            tx.connection.exec_driver_sql(f"DROP TRIGGER {trigger[0]}")
        tx.connection.exec_driver_sql(tampering)
    view = view_register(desk, Wanted(school_year=YEAR))
    check = view.check
    assert (check.broken, check.end_missing, check.awards_differ) == told
    assert not check.is_whole
    assert len(view.lines) == check.entries
    assert any(line.serial == first for line in view.lines)


def test_the_line_of_reissues_is_told_in_order(desk: Desk, first: str) -> None:
    second = reissue(desk, first).serial
    revoke(desk, second, "wrong name")
    third = reissue(desk, second).serial
    for number in {line.number for line in register(desk) if line.serial in {first, third}}:
        detail = detail_of(desk, number)
        assert detail is not None
        told = [(one.kind, one.serial, one.refers_to) for one in detail.story]
        assert told == [
            (Kind.AWARD, first, ""),
            (Kind.REISSUE, second, first),
            (Kind.REVOCATION, second, ""),
            (Kind.REISSUE, third, second),
        ]
        assert detail.story[-1].state is AwardState.IN_FORCE


def test_how_the_record_differs_is_told_by_thing(desk: Desk, first: str, tmp_path: Path) -> None:
    detail = detail_of(desk, 1)
    assert detail is not None
    assert (detail.changes, detail.is_there) == ((), True)
    change(desk, tmp_path, "record.csv", f"{RECORD}0001,2026-27,fall,SM2,B,5,5,VL\n")
    change(desk, tmp_path, "students.csv", f"{STUDENTS}0001,Peña,Ana,12,VL,2027,\n")
    detail = detail_of(desk, 1)
    assert detail is not None
    name, row = detail.changes
    assert (name.what, name.then, name.now) == ("legal_name", "Ana 0001 Núñez", "Ana Peña")
    assert (row.what, row.then, row.now) == ("row", "C-, VL", "B, VL")
    assert row.row is not None
    assert row.row.course == "SM2"
    assert detail.line.differs == ("name", "record")


def test_a_reissue_is_shown_before_it_is_issued(desk: Desk, first: str, tmp_path: Path) -> None:
    before = len(register(desk))
    assert preview_reissue(desk, first).changes == ()
    change(desk, tmp_path, "record.csv", f"{RECORD}0001,2026-27,fall,SM2,B,5,5,VL\n")
    change(desk, tmp_path, "students.csv", f"{STUDENTS}0001,Peña,Ana,12,SG,2027,\n")
    shown = preview_reissue(desk, first)
    assert [one.what for one in shown.changes] == ["legal_name", "school", "row"]
    assert len(register(desk)) == before
    reissue(desk, first)
    line = register(desk)[-1]
    assert line.decided == shown.now
    assert line.decided.legal_name == "Ana Peña"


def test_a_reissue_that_the_record_does_not_prove_is_told(
    desk: Desk, first: str, tmp_path: Path
) -> None:
    change(desk, tmp_path, "record.csv", f"{RECORD}0001,2026-27,fall,SM2,D,5,5,VL\n")
    shown = preview_reissue(desk, first)
    assert shown.now is None
    assert shown.then.student_id == "0001"
    with pytest.raises(WrongCall):
        preview_reissue(desk, "nothing")


def test_the_changes_of_the_record_are_there_exactly_where_differences_are(
    desk: Desk, first: str, tmp_path: Path
) -> None:
    from cte_desktop.storage.certificates.candidates import keys_of
    from cte_desktop.storage.pathway_files import pathway_files

    change(desk, tmp_path, "record.csv", f"{RECORD}0005,2026-27,fall,SM2,A,5,5,VL\n")
    lines = register(desk)
    with desk.database.reading() as tx:
        keys = keys_of(tx, [line.student_uid for line in lines])
        files = {
            file.student.uid: file
            for _key, file in pathway_files(tx, tuple(keys.values()), desk.catalog())
        }
    differing = 0
    for line in lines:
        file = files[line.student_uid]
        found = changes_of_record(line.decided, file)
        assert bool(found) == bool(differences(line.decided, file))
        differing += bool(found)
    assert differing == 1


def test_a_line_of_reissues_that_somebody_made_a_circle_of_is_still_shown(
    desk: Desk, first: str
) -> None:
    second = reissue(desk, first).serial
    third = reissue(desk, second).serial
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(
            "UPDATE register_entry SET refers_to = ? WHERE serial = ? AND refers_to != ''",
            (third, second),
        )
    for line in register(desk):
        found = detail_of(desk, line.number)
        assert found is not None
        assert found.line == line
    shown = detail_of(desk, register(desk)[-1].number)
    assert shown is not None
    assert {one.serial for one in shown.story} == {second, third}
    assert not view_register(desk).check.is_whole


def test_one_entry_is_shown_without_reading_the_register(
    desk: Desk, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = reissue(desk, first).serial
    number = register(desk)[-1].number
    read: list[str] = []

    def decided(entry: Entry) -> Frozen:
        read.append(entry.serial)
        return entry.frozen

    monkeypatch.setattr("cte_desktop.services.awards.registering._decided", decided)
    found = detail_of(desk, number)
    assert found is not None
    assert [one.serial for one in found.story] == [first, last]
    assert read == [first, last]
