"""The steps about one student are those that wrote something about them, imports too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.students.experiences import Enrollment
from cte_desktop.storage.database import Database
from cte_desktop.storage.enrolments import add_enrolment
from cte_desktop.storage.planning import list_plans, save_plan
from cte_desktop.storage.student_history import list_student_steps
from cte_desktop.storage.students import find_student
from tests.storage.bringing import (
    a_file,
    a_semester,
    a_student,
    a_wanted,
    bring,
    do_again,
    edit,
    take_back,
)


def _steps(database: Database, student_id: str) -> list[int]:
    with database.reading() as tx:
        student = find_student(tx, student_id)
        assert student is not None
        return [step.number for step in list_student_steps(tx, student.uid)]


_ROWS: list[tuple[str, Any]] = [
    ("record", a_semester("001")),
    ("enrollments", ("001", "Graphic Design", "signed_up", None)),
    ("experiences", ("001", "wbl", "Clinic", 2026, 2550, None, "0042")),
    ("tests", ("001", "SBAC_ELA", "2600", "2026-05-01")),
    ("decisions", ("001", "waiver", "graduation", "pe", "", "", "", "EC 51241", None)),
    ("busy", ("001", 2026, "fall", "TR", 945, 1080, "sport", "")),
    ("wishes", ("001", 1, "load", "6-7", "must", "")),
    ("plans", a_wanted("001", "ENG12")),
]


@pytest.mark.parametrize(("kind", "row"), _ROWS)
def test_an_import_that_wrote_something_about_a_student_is_theirs(
    memory: Database, kind: str, row: Any
) -> None:
    bring(memory, a_file("students", a_student("001"), a_student("002")))
    bring(memory, a_file(kind, row))
    bring(memory, a_file("courses", ("GD1", "Design 1", 1000, "Y", "year", "no", "no")))
    assert _steps(memory, "001") == [2, 1]
    assert _steps(memory, "002") == [1]


def test_an_import_whose_rows_were_written_again_since_is_still_theirs(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001"), a_student("002")))
    for mark in ("B", "A"):
        bring(memory, a_file("record", a_semester("001", mark=mark)))
    bring(memory, a_file("record", a_semester("002")), replace=True)  # removes the other's row
    bring(memory, a_file("students", a_student("001", grade_level=12)))
    assert _steps(memory, "001") == [5, 4, 3, 2, 1]
    assert _steps(memory, "002") == [4, 1]


def test_what_a_person_wrote_meanwhile_is_no_part_of_the_next_import(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001"), a_student("002")))
    with memory.reading() as tx:
        other = find_student(tx, "002")
    assert other is not None
    edit(memory, add_enrolment, other.uid, Enrollment("Graphic Design", "interested", None))
    bring(memory, a_file("enrollments", ("001", "Graphic Design", "signed_up", None)))
    assert _steps(memory, "001") == [3, 1]
    assert _steps(memory, "002") == [2, 1]


def test_undoing_and_redoing_an_import_is_theirs_too(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001"), a_student("002")))
    bring(memory, a_file("plans", a_wanted("001", "ENG12")))
    take_back(memory)
    assert _steps(memory, "001") == [3, 2, 1]
    do_again(memory)
    assert _steps(memory, "001") == [4, 3, 2, 1]
    assert _steps(memory, "002") == [1]


def test_an_import_whose_plan_was_edited_since_is_still_theirs(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001")))
    bring(memory, a_file("plans", a_wanted("001", "ENG12")))
    with memory.reading() as tx:
        student = find_student(tx, "001")
        assert student is not None
        (plan,) = list_plans(tx, student.uid)
    edit(memory, save_plan, replace(plan, placements=()))
    assert _steps(memory, "001") == [3, 2, 1]
    with memory.reading() as tx:
        assert [s.number for s in list_student_steps(tx, student.uid, limit=2)] == [3, 2]
