"""The condition under which a student still goes to school, in statements that say student s."""

from __future__ import annotations

from cte_desktop.domain.students.leaving import SENIOR

HAS_LEFT = f"(s.grade_level >= {SENIOR} AND s.graduation_year <= :present)"
"""As `domain/students/leaving` has it; :present is the first year of the present school year."""
IN_SCHOOL = f"NOT {HAS_LEFT}"
