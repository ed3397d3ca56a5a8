"""What would change if a course were moved in one student's program, or a decision made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit import moves as domain_moves
from cte_desktop.domain.audit.moves import Question

if TYPE_CHECKING:
    from cte_desktop.domain.audit.moves import Move
    from cte_desktop.services.cases import Case


def moves_of(case: Case, program: str, course: str) -> tuple[Move, ...]:
    """Return what each other place for a course in a program would change (<= 50 ms)."""
    return domain_moves.moves(program, course, question_of(case))


def question_of(case: Case) -> Question:
    """Return what a program of the case is audited with."""
    return Question(
        case.file,
        case.situation.semesters,
        case.district.catalog,
        case.district.rules,
        case.district.auditing,
    )
