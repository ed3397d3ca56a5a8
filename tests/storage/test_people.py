"""Who opens the database: kept, listed, counted by caseload, taken back like anything else."""

from __future__ import annotations

import pytest

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services.people.guarding import DeskGuard
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.nouns import NOUNS
from cte_desktop.storage.people import counselors_of, find_person, list_people, save_person
from cte_desktop.storage.undo import undo
from cte_desktop.system.errors import KnownError

ANA = Person("", "Ana Ruiz", Role.ADMINISTRATOR)
CARL = Person("", "carl Chen", Role.COUNSELOR, "C. Chen")


def kept(database: Database, *people: Person) -> list[Person]:
    made = []
    for person in people:
        with database.writing() as tx:
            begin_step(tx, "add_person")
            found = save_person(tx, person)
        assert found is not None
        made.append(found)
    return made


def test_people_come_by_name_and_who_left_at_the_end(memory: Database) -> None:
    carl, ana, zoe = kept(memory, CARL, ANA, Person("", "Zoe", Role.READER, active=False))
    with memory.reading() as tx:
        assert list_people(tx) == (ana, carl, zoe)
        assert find_person(tx, carl.uid) == carl
        assert find_person(tx, "nobody") is None


def test_a_change_is_kept_once_and_taken_back(memory: Database) -> None:
    (carl,) = kept(memory, CARL)
    with memory.writing() as tx:
        begin_step(tx, "change_person")
        assert save_person(tx, carl) is None
        assert save_person(tx, Person(carl.uid, carl.name, Role.READER)) is not None
    with memory.writing() as tx:
        undo(tx, NOUNS)
    with memory.writing() as tx:
        assert find_person(tx, carl.uid) == carl
        undo(tx, NOUNS, 1)
        assert list_people(tx) == ()


def test_somebody_who_is_not_there_is_not_changed(memory: Database) -> None:
    with memory.writing() as tx:
        begin_step(tx, "change_person")
        with pytest.raises(LookupError):
            save_person(tx, Person("01a1fdfa-4600-7c4d-b96b-983dbdfb9537", "Ana", Role.READER))


def test_two_of_one_name_are_refused_wherever_they_come_from(memory: Database) -> None:
    memory.guard = DeskGuard("")
    kept(memory, ANA)
    with pytest.raises(KnownError) as refused:
        kept(memory, Person("", " ana  RUIZ", Role.READER))
    assert refused.value.code == "name_taken"


def test_what_is_tried_out_only_may_leave_nobody_in_charge(memory: Database) -> None:
    _, ana = kept(memory, CARL, ANA)
    memory.guard = DeskGuard(ana.uid)
    with memory.trying() as tx:  # a look at an earlier day takes steps back
        undo(tx, NOUNS)
        assert [one.name for one in list_people(tx)] == [CARL.name]
    with memory.writing() as tx, pytest.raises(KnownError) as refused:
        undo(tx, NOUNS)
    assert refused.value.code == "last_administrator"


def test_a_role_of_another_version_may_look_alone(memory: Database) -> None:
    (carl,) = kept(memory, CARL)
    with memory.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE person SET role = 'superintendent'")
        found = find_person(tx, carl.uid)
    assert found is not None
    assert found.role is Role.READER


def test_caseloads_are_counted_of_more_students_than_a_statement_holds(memory: Database) -> None:
    with memory.writing() as tx:
        tx.connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) "
            'INSERT INTO student ("key", uid, student_id, last_name, first_name, grade_level, '
            "graduation_year, entry_class, school, counselor) "
            "SELECT i, 'u' || i, 's' || i, '', '', 9, 2030, 2030, 'VL', "
            "CASE WHEN i % 4 THEN 'C. Chen' ELSE '' END FROM n"
        )
        found = counselors_of(tx, [f"u{number}" for number in range(1, 1202)])
    assert found == {"C. Chen": 900, "": 300}
