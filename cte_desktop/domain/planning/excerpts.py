"""A situation cut down to one school year or term, for rules that look at nothing else.

What the rules say of prerequisites and repeats is not to be asked of an excerpt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import Term, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.planning.situation import Situation


def in_year(situation: Situation, school_year: int) -> Situation:
    """Return the situation of one school year alone, for plans that differ in its sections."""
    return _excerpt(situation, lambda year, _: year == school_year)


def in_term(situation: Situation, school_year: int, term: Term) -> Situation:
    """Return the situation of one term alone: what is told once a grade is told of this term."""
    return _excerpt(situation, lambda year, other: (year, other) == (school_year, term))


def _excerpt(situation: Situation, is_in: Callable[[int, Term], bool]) -> Situation:
    plan, class_of = situation.plan, situation.file.student.graduation_year
    here = tuple(
        p
        for p in (plan.placements if plan else ())
        if p.spot is not None
        and is_in(school_year_of_grade(p.spot.grade_level, class_of), p.spot.term)
    )
    record = tuple(row for row in situation.file.record if is_in(row.school_year, row.term))
    return replace(
        situation,
        file=replace(situation.file, record=record),
        plan=plan and replace(plan, placements=here),
        recorded=tuple(s for s in situation.of_record if is_in(s.school_year, s.term)),
    )
