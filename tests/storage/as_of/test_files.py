"""A student's file as of a step, found quickly, is what taking the whole database back finds."""

from __future__ import annotations

from datetime import date

import pytest

from cte_desktop.domain.students.experiences import Enrollment
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.storage.as_of.days import newest_step
from cte_desktop.storage.as_of.exact import take_back_since
from cte_desktop.storage.as_of.files import file_as_of
from cte_desktop.storage.as_of.twin import twin
from cte_desktop.storage.database import Database
from cte_desktop.storage.enrolments import add_enrolment, list_enrolments, remove_enrolment
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.student_edits import change_field
from cte_desktop.storage.students import load_student_file, student_uids
from cte_desktop.system.clock import Clock
from tests.storage.bringing import a_file, a_semester, a_student, bring, edit, take_back


def _uid(database: Database) -> str:
    with database.reading() as tx:
        return student_uids(tx)["1"]


def _step(database: Database) -> int:
    with database.reading() as tx:
        return newest_step(tx)


def _then(database: Database, step: int) -> StudentFile | None:
    uid = _uid(database)
    with database.reading() as tx:
        return file_as_of(tx, uid, step)


def _exact(database: Database, step: int) -> StudentFile | None:
    uid = _uid(database)
    with twin(database, Clock()) as copy:
        with copy.writing() as tx:
            take_back_since(tx, step)
        with copy.reading() as tx:
            return load_student_file(tx, uid) if uid in student_uids(tx).values() else None


def _sign_up(database: Database, pathway: str) -> None:
    uid = _uid(database)
    edit(database, add_enrolment, uid, Enrollment(pathway, "signed_up", date(2026, 9, 1)))


def _leave_all(database: Database) -> None:
    uid = _uid(database)
    with database.writing() as tx:
        begin_step(tx, "edit")
        for kept, _ in list_enrolments(tx, uid):
            remove_enrolment(tx, kept)


@pytest.fixture
def past() -> tuple[Database, list[int]]:
    """Years of a student: files, edits by hand, an undo, a removal; and the step after each."""
    database = Database.in_memory(actor="A. Lee")
    students = a_file("students", a_student("1", goal="Work"))
    deeds = (
        lambda: bring(database, a_file("students", a_student("2", "Lopez"))),
        lambda: bring(database, students, a_file("record", a_semester("1"))),
        lambda: _sign_up(database, "Welding"),
        lambda: bring(database, a_file("record", a_semester("1", mark="B", earned=500))),
        lambda: bring(database, a_file("record", a_semester("1", "GEOM", mark="F"))),
        lambda: edit(database, change_field, _uid(database), "goal", "University"),
        lambda: bring(database, a_file("students", a_student("1", first="Anna"))),
        lambda: take_back(database),
        lambda: _leave_all(database),
        lambda: _sign_up(database, "Robotics"),
        lambda: take_back(database),
    )
    steps = []
    for deed in deeds:
        deed()
        steps.append(_step(database))
    return database, steps


def test_any_past_of_a_file_is_known_quickly_and_exactly(past: tuple[Database, list[int]]) -> None:
    database, steps = past
    with database:
        found = {step: _then(database, step) for step in (0, *steps)}
        assert found[0] is None
        assert found[steps[0]] is None
        assert len({str(one) for one in found.values()}) >= 7
        for step in steps[::2]:
            assert found[step] == _exact(database, step)


def test_now_is_what_is_stored(past: tuple[Database, list[int]]) -> None:
    database, steps = past
    with database:
        uid = _uid(database)
        with database.reading() as tx:
            assert file_as_of(tx, uid, steps[-1]) == load_student_file(tx, uid)


def test_a_student_who_is_not_there_is_a_lookup_error() -> None:
    with (
        Database.in_memory(actor="A. Lee") as database,
        database.reading() as tx,
        pytest.raises(LookupError),
    ):
        file_as_of(tx, "nobody", 0)
