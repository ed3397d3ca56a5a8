"""Experiences that a person writes down: steps of the history, kept whatever files say later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.students.experiences import Employer, Experience
from cte_desktop.storage import employers, experiences
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.kept_fields import choose_field, list_kept_fields
from cte_desktop.storage.students import load_student_file
from tests.storage.bringing import a_file, a_student, bring, do_again, edit, everything, take_back

CLINIC = Experience("wbl", "Clinic", school_year=2025, hours=4000)
OSHA = Experience(
    "certification", "OSHA 10", issuer="OSHA", number="77", passed_on=date(2026, 5, 1)
)
CLUB = Experience(
    "ctso", "SkillsUSA", chapter="Valencia", office="Treasurer", events="State, welding"
)
WORKSHOP = Experience("exploratory", "Coding", opinion=5, opinion_words="More of it!")


def _brought(database: Database, hours: int = 4000, *, whole: bool = False) -> tuple[int, int]:
    """Bring the clinic by a file; returns how many rows were added and changed."""
    file = a_file("experiences", ("S1", "wbl", "Clinic", 2025, hours, None, ""))
    counts = bring(database, file, replace=whole).files[-1]
    return counts.accepted, counts.changed


def _uid(database: Database) -> str:
    with database.reading() as tx:
        return str(tx.connection.exec_driver_sql("SELECT uid FROM student").scalar())


def _kept(database: Database) -> tuple[Experience, ...]:
    uid = _uid(database)
    with database.reading() as tx:
        file = load_student_file(tx, uid)
        listed = tuple(one for _, one in experiences.list_experiences(tx, uid))
    assert file.experiences == listed
    return listed


def _change(database: Database, gone: Experience | None, new: Experience | None) -> None:
    uid = _uid(database)
    with database.writing() as tx:
        begin_step(tx, "change_experience")
        for known, one in experiences.list_experiences(tx, uid):
            if one == gone:
                assert experiences.remove_experience(tx, known)
        if new is not None:
            experiences.add_experience(tx, uid, new)


@pytest.fixture
def district(memory: Database) -> Database:
    bring(memory, a_file("students", a_student("S1")))
    return memory


@pytest.mark.parametrize("one", [CLINIC, OSHA, CLUB, WORKSHOP])
def test_every_field_is_kept_taken_back_and_done_again(district: Database, one: Experience) -> None:
    before = everything(district)
    _change(district, None, one)
    assert _kept(district) == (one,)
    take_back(district)
    assert everything(district) == before
    do_again(district)
    assert _kept(district) == (one,)


def test_what_was_changed_here_stays_until_the_file_is_chosen(district: Database) -> None:
    _brought(district)
    ours = replace(CLINIC, hours=12_000, organization="Henry Mayo")
    _change(district, CLINIC, ours)
    assert _brought(district) == (0, 0)
    assert _kept(district) == (ours,)
    assert _brought(district, 5000) == (0, 0)
    with district.writing() as tx:
        (field,) = [one for one in list_kept_fields(tx) if one.column.endswith(":hours")]
        assert (field.here, field.file) == ("12000", "5000")
        begin_step(tx, "choose_kept_fields")
        choose_field(tx, field, "file")
    assert [one.hours for one in _kept(district)] == [5000]


@pytest.mark.parametrize("new", [None, replace(CLINIC, title="Clinic of the city")])
def test_what_was_removed_or_renamed_here_does_not_come_back_with_the_file(
    district: Database, new: Experience | None
) -> None:
    _brought(district)
    _change(district, CLINIC, new)
    wanted = (new,) if new is not None else ()
    assert _kept(district) == wanted
    _brought(district)
    _brought(district, 5000)
    _brought(district, 5000, whole=True)
    assert _kept(district) == wanted


def test_removing_is_taken_back_and_what_was_removed_can_be_written_again(
    district: Database,
) -> None:
    _brought(district)
    _change(district, CLINIC, None)
    take_back(district)
    assert _kept(district) == (CLINIC,)
    do_again(district)
    again = replace(CLINIC, hours=100)
    _change(district, None, again)
    assert _kept(district) == (again,)
    assert _brought(district) == (0, 0)
    assert _kept(district) == (again,)


def test_a_whole_file_removes_what_files_brought_and_not_what_was_made_here(
    district: Database,
) -> None:
    _brought(district)
    _change(district, None, OSHA)
    other = a_file("experiences", ("S1", "exploration", "Career fair", 2025, 300, None, ""))
    bring(district, other, replace=True)
    assert [one.title for one in _kept(district)] == ["OSHA 10", "Career fair"]


def test_who_has_it_is_told_by_kind_title_year_and_day(district: Database) -> None:
    uid = _uid(district)
    _change(district, None, OSHA)
    with district.reading() as tx:
        for one, has in (
            (replace(OSHA, issuer="another"), True),
            (replace(OSHA, passed_on=None), False),
            (replace(OSHA, school_year=2025), False),
        ):
            found = experiences.students_who_have(tx, one, (uid, "nobody"))
            assert found == ({uid} if has else set())
        assert experiences.students_who_have(tx, OSHA, ()) == set()


def test_a_removed_experience_is_nobodys(district: Database) -> None:
    _brought(district)
    _change(district, CLINIC, None)
    uid = _uid(district)
    with district.reading() as tx:
        assert not experiences.students_who_have(tx, CLINIC, (uid,))
        assert experiences.organizations(tx, ("wbl",)) == {}


def test_employers_are_kept_changed_and_taken_back(memory: Database) -> None:
    mercy = Employer("", "Mercy", "Dr. Wu", "661 555", "wu@mercy.org", "Valencia", ("HSMT", "PS"))
    assert edit(memory, employers.save_employer, mercy)
    assert edit(memory, employers.save_employer, replace(mercy, name="abc Auto"))
    with memory.reading() as tx:
        auto, kept = employers.list_employers(tx)
    assert (auto.name, replace(kept, uid="")) == ("abc Auto", mercy)
    assert edit(memory, employers.save_employer, kept) is False
    assert edit(memory, employers.save_employer, replace(kept, phone="661 777"))
    take_back(memory)
    with memory.reading() as tx:
        assert kept in employers.list_employers(tx)
    assert edit(memory, employers.remove_employer, kept.uid)
    assert edit(memory, employers.remove_employer, kept.uid) is False
    take_back(memory)
    with memory.reading() as tx:
        assert kept in employers.list_employers(tx)
