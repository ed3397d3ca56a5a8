"""Tables of the window as files; those about students are logged."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.services.desk import Desk
from cte_desktop.services.students import list_students
from cte_desktop.services.table_exports import (
    Disclosure,
    ShownTable,
    save_table,
    students_among,
)
from cte_desktop.storage.disclosures import list_disclosures
from cte_desktop.system.errors import KnownError, WrongCall

TABLE = ShownTable("Pathways", ("Name", "Students"), (False, True), (("Welding", "12"),))
TO_BOARD = Disclosure("board", "report")


def test_a_table_about_nobody_needs_no_recipient(desk: Desk, tmp_path: Path) -> None:
    assert save_table(desk, TABLE, tmp_path / "pathways.csv") == 1
    text = (tmp_path / "pathways.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines() == ["Name,Students", "Welding,12"]
    with desk.database.reading() as tx:
        assert list_disclosures(tx) == ()


def test_a_table_about_students_is_refused_without_a_recipient(desk: Desk, tmp_path: Path) -> None:
    someone = [list_students(desk)[0].uid]
    for disclosed in (None, Disclosure("", "report"), Disclosure("board", " ")):
        with pytest.raises(WrongCall) as refused:
            save_table(desk, TABLE, tmp_path / "pathways.csv", someone, disclosed)
        assert refused.value.code == "no_recipient"
    assert not (tmp_path / "pathways.csv").exists()


def test_those_whom_rows_name_stand_in_the_log(desk: Desk, tmp_path: Path) -> None:
    lines = list_students(desk)[:3]
    named = [lines[0].uid, lines[1].student_id, "gone by now"]
    students = students_among(desk, named)
    assert students == {lines[0].uid, lines[1].uid, "gone by now"}
    save_table(desk, TABLE, tmp_path / "t.xlsx", students, TO_BOARD)
    with desk.database.reading() as tx:
        (entry,) = list_disclosures(tx)
    assert (entry.what, frozenset(entry.student_ids)) == ("table", students)


def test_people_whom_nobody_can_tell_leave_with_an_entry_too(desk: Desk, tmp_path: Path) -> None:
    save_table(desk, TABLE, tmp_path / "t.csv", (), TO_BOARD)
    with desk.database.reading() as tx:
        (entry,) = list_disclosures(tx)
    assert (entry.recipient, entry.student_ids) == ("board", ())


def test_no_entry_without_a_file(desk: Desk, tmp_path: Path) -> None:
    someone = [list_students(desk)[0].uid]
    with pytest.raises(KnownError):
        save_table(desk, TABLE, tmp_path / "missing" / "t.csv", someone, TO_BOARD)
    with pytest.raises(WrongCall):
        save_table(desk, TABLE, tmp_path / "t.docx", someone, TO_BOARD)
    with desk.database.reading() as tx:
        assert list_disclosures(tx) == ()
