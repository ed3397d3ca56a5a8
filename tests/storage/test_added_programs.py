"""Programs added for a student are kept, read for many at once, undone, and go with the student."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from cte_desktop.storage.added_programs import (
    add_program,
    list_added_programs,
    list_added_programs_of,
    remove_program,
)
from cte_desktop.storage.database import Database
from cte_desktop.storage.students import list_students
from tests.storage.bringing import a_file, a_student, bring, do_again, edit, take_back

WELDING = "pathway:Welding"
SEAL = "district:seal_of_biliteracy"


@pytest.fixture
def uids(memory: Database) -> tuple[str, ...]:
    """The ids of two students."""
    bring(memory, a_file("students", a_student("001"), a_student("002")))
    with memory.reading() as tx:
        return tuple(student.uid for student in list_students(tx))


def _added(database: Database, uid: str) -> tuple[str, ...]:
    with database.reading() as tx:
        return list_added_programs(tx, uid)


def test_added_programs_come_in_the_order_of_their_adding(
    memory: Database, uids: tuple[str, ...]
) -> None:
    one, other = uids
    assert edit(memory, add_program, one, WELDING)
    assert edit(memory, add_program, one, SEAL)
    assert edit(memory, add_program, other, SEAL)
    with memory.reading() as tx:
        assert list_added_programs_of(tx, uids) == {one: (WELDING, SEAL), other: (SEAL,)}
        assert list_added_programs_of(tx, ()) == {}


def test_a_program_is_added_once_and_removed_once(memory: Database, uids: tuple[str, ...]) -> None:
    one, other = uids
    assert edit(memory, add_program, one, SEAL)
    assert not edit(memory, add_program, one, SEAL)
    assert not edit(memory, remove_program, other, SEAL)
    assert edit(memory, remove_program, one, SEAL)
    assert _added(memory, one) == ()


def test_adding_and_removing_are_undone_and_done_again(
    memory: Database, uids: tuple[str, ...]
) -> None:
    one, _ = uids
    edit(memory, add_program, one, SEAL)
    take_back(memory)
    assert _added(memory, one) == ()
    do_again(memory)
    assert _added(memory, one) == (SEAL,)
    edit(memory, remove_program, one, SEAL)
    take_back(memory)
    assert _added(memory, one) == (SEAL,)


def test_a_removed_student_takes_them_along_and_brings_them_back(
    memory: Database, uids: tuple[str, ...]
) -> None:
    one, _ = uids
    edit(memory, add_program, one, WELDING)
    bring(memory, a_file("students", a_student("002")), replace=True)
    with memory.reading() as tx:
        assert [student.student_id for student in list_students(tx)] == ["002"]
        left = tx.connection.exec_driver_sql("SELECT count(*) FROM added_program").scalar()
    assert left == 0
    take_back(memory)
    assert _added(memory, one) == (WELDING,)


def test_a_program_longer_than_its_column_is_refused(
    memory: Database, uids: tuple[str, ...]
) -> None:
    with pytest.raises(IntegrityError):
        edit(memory, add_program, uids[0], "pathway:" + "x" * 400)
