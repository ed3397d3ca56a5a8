"""Three eleventh graders to be in one art class, of whom two can be moved to another one."""

from __future__ import annotations

from cte_desktop.domain.catalog.section import Section
from cte_desktop.services.desk import Desk
from tests.services.sections.blast_radius.blasting import (
    NEXT,
    cancel_all,
    keep,
    plan_in,
    section,
    tenth_graders,
)

ART = (NEXT, "T-ART1")


def art_class(desk: Desk, students: int = 3) -> tuple[Section, tuple[str, ...]]:
    """Return the class of art and the uids of those who plan it for next year."""
    school, cases = tenth_graders(desk, students)
    cancel_all(desk, "ART1", "ENG11")
    first = section(ART[1], "ART1", "P1", school)
    english = section("T-ENG5", "ENG11", "P5", school)
    keep(
        desk,
        first,
        english,
        section("T-ART5", "ART1", "P5", school, seats=2),
        section("T-ENG3", "ENG11", "P3", school),
    )
    for case in cases:
        plan_in(desk, case, (first, english))
    return first, tuple(case.file.student.uid for case in cases)
