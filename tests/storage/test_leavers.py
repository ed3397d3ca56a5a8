"""Who has left school, as the lines of students tell it."""

from __future__ import annotations

from typing import Any

from cte_desktop.domain.students.leaving import has_left
from cte_desktop.storage.database import Database
from cte_desktop.storage.students import list_student_lines, load_student
from tests.storage.bringing import a_file, a_student, bring


def test_a_line_tells_who_has_left_by_the_present_school_year(memory: Database) -> None:
    senior: dict[str, Any] = {"grade_level": 12, "entry_class": 2026}
    bring(
        memory,
        a_file(
            "students",
            a_student("1", "Adams", graduation_year=2026, **senior),
            a_student("2", "Brown", graduation_year=2027, **senior),
            a_student("3", "Clark", graduation_year=2026),
        ),
    )
    with memory.reading() as tx:
        told = [[line.in_school for line in list_student_lines(tx, of)] for of in (2025, 2026, 0)]
        assert told == [[True, True, True], [False, True, True], [True, True, True]]
        for line in list_student_lines(tx, 2026):
            assert line.in_school is not has_left(load_student(tx, line.uid), 2026)
