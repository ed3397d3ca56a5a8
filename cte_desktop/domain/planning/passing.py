"""Whether a course is passed: every semester half at the threshold, after repeats.

A year course has two halves. A fall row makes good the first, a spring row the second; a row with
`half` says it itself; a summer or repeated row without it makes good the missing one
(`interfaces.md` section 3, "passed").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.course import Course

BOTH = frozenset({1, 2})
_USUAL_HALF = {Term.FALL: 1, Term.SPRING: 2}


def is_good(semester: Semester, minimum_mark: str) -> bool:
    """Tell whether a semester reaches a mark; "" asks for credit. Work ahead is taken to pass."""
    state = semester.state
    if state is State.PLANNED or state is State.IN_PROGRESS:
        return True
    if state is not State.EARNED:
        return False
    return not minimum_mark or grades.at_least(semester.mark, minimum_mark)


def halves_made_good(
    taken: Iterable[Semester], minimum_mark: str = "", whole_credits: int = 0
) -> frozenset[int]:
    """Return which halves of a year course the semesters make good.

    A row with the credits of the whole year (`whole_credits`), such as a course done in one summer,
    makes good both.
    """
    good = [s for s in taken if is_good(s, minimum_mark)]
    if len(good) > 1:
        good.sort(key=lambda s: s.moment)
    made: set[int] = set()
    for semester in good:
        if whole_credits and semester.credits >= whole_credits:
            return BOTH
        usual = semester.half or _USUAL_HALF.get(semester.term)
        if usual is not None and usual not in made:
            made.add(usual)
        elif semester.half is None and (missing := BOTH - made):
            made.add(min(missing))
    return frozenset(made)


def is_passed(course: Course | None, taken: Iterable[Semester], minimum_mark: str = "") -> bool:
    """Tell whether the semesters pass the course; one good semester passes a semester course.

    A course from outside the catalog (None) is passed by any good semester of it.
    """
    if course is None or not course.is_year:
        return any(is_good(s, minimum_mark) for s in taken)
    if isinstance(taken, list | tuple) and len(taken) == 2:  # as most are: a shorter way
        first, second = taken
        if (
            first.term is Term.FALL
            and second.term is Term.SPRING
            and first.half is second.half is None
            and is_good(first, minimum_mark)
            and is_good(second, minimum_mark)
        ):
            return True
    return halves_made_good(taken, minimum_mark, course.credits) >= BOTH
