"""Who has left school."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.students.leaving import has_left
from cte_desktop.domain.students.student import Student

SENIOR = Student("u", "1", "Rivera", "Ana", 12, "VL", graduation_year=2026, entry_class=2026)


@pytest.mark.parametrize(
    ("grade", "graduates", "left"),
    [(12, 2026, True), (12, 2025, True), (12, 2027, False), (11, 2026, False)],
)
def test_seniors_have_left_once_the_year_of_their_class_is_over(
    grade: int, graduates: int, left: bool
) -> None:
    student = replace(SENIOR, grade_level=grade, graduation_year=graduates)
    assert has_left(student, 2026) is left
