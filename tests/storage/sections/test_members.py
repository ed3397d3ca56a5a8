"""Who names a section, who plans a course, and plans that follow a section to its new id."""

from __future__ import annotations

import pytest

from cte_desktop.storage.database import Database
from cte_desktop.storage.planning import list_plans
from cte_desktop.storage.sections.members import (
    count_naming,
    rename_in_plans,
    students_naming,
    students_planning,
)
from cte_desktop.storage.students import list_students
from tests.storage.bringing import (
    a_file,
    a_meeting,
    a_semester,
    a_student,
    a_wanted,
    bring,
    edit,
    everything,
    take_back,
)

KEY = (2026, "S1")


def _ids(database: Database, keys: tuple[int, ...]) -> list[str]:
    with database.reading() as tx:
        rows = tx.connection.exec_driver_sql('SELECT "key", student_id FROM student').all()
    named = {int(row[0]): str(row[1]) for row in rows}
    return [named[key] for key in keys]


@pytest.fixture
def district(memory: Database) -> Database:
    """Three juniors in 2026-27 and a senior; who sits in a section, and who plans it."""
    students = [a_student("004"), a_student("003"), a_student("002")]
    senior = a_student("001", grade_level=12, graduation_year=2027, entry_class=2027)
    running = {"school_year": 2026, "section_id": "S1", "grade_level": 11}
    bring(
        memory,
        a_file("students", *students, senior),
        a_file("sections", a_meeting("S1"), a_meeting("S1", school_year=2027)),
        a_file(
            "record",
            a_semester("004", "GD1", mark="", **running),
            a_semester("003", "GD1", mark="B", **running),
        ),
        a_file(
            "plans",
            a_wanted("002", "GD1", grade_level=11, section_id="S1"),
            a_wanted("003", "GD1", grade_level=12, section_id="S1"),
            a_wanted("001", "GD1", grade_level=12, plan="Plan B", status="named", section_id="S1"),
        ),
    )
    return memory


def test_students_naming_a_section_sit_in_it_or_have_it_in_the_active_plan(
    district: Database,
) -> None:
    with district.reading() as tx:
        naming, next_year = students_naming(tx, KEY), students_naming(tx, (2027, "S1"))
        nobody = students_naming(tx, (2026, ""))
    assert _ids(district, naming) == ["002", "004"]
    assert _ids(district, next_year) == ["003"]
    assert nobody == ()


def test_all_plans_and_all_rows_of_the_record_count_as_naming_it(district: Database) -> None:
    with district.reading() as tx:
        assert count_naming(tx, KEY) == (2, 2)
        assert count_naming(tx, (2027, "S1")) == (0, 1)
        assert count_naming(tx, (2028, "S1")) == (0, 0)


def test_students_planning_a_course_have_it_ahead_in_the_active_plan(district: Database) -> None:
    with district.reading() as tx:
        every, later = students_planning(tx, "GD1", 2026), students_planning(tx, "GD1", 2027)
        nobody = students_planning(tx, "GD2", 2026)
    assert _ids(district, every) == ["002", "003"]
    assert _ids(district, later) == ["003"]
    assert nobody == ()


def test_plans_follow_a_section_to_its_new_id_in_its_year_alone(district: Database) -> None:
    before = everything(district)
    with district.reading() as tx:
        uids = {s.student_id: s.uid for s in list_students(tx)}
    changed = edit(district, rename_in_plans, KEY, "S9")
    assert changed == {uids["001"], uids["002"]}
    named = {}
    with district.reading() as tx:
        for student_id, uid in uids.items():
            sections = {p.section_id for plan in list_plans(tx, uid) for p in plan.placements}
            named[student_id] = sections
    assert named == {"001": {"S9"}, "002": {"S9"}, "003": {"S1"}, "004": set()}
    take_back(district)
    assert everything(district) == before
