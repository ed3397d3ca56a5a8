"""Courses passed one after the other: of each step the one with which the chain gets farthest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cte_desktop.domain.audit.work import Work

A_STEP = 100


class Course(NamedTuple):
    """A course with what makes its halves, when it begins and ends, and how far it has come."""

    begins: int
    ends: int
    amounts: tuple[int, int, int]  # by rank
    code: str
    pairs: tuple[tuple[Work, int], ...]


class _Chain(NamedTuple):
    """Courses of the first steps, the best first when compared."""

    amounts: tuple[int, int, int]
    courses: tuple[Course, ...]

    def is_better(self, other: _Chain | None) -> bool:
        """Tell whether more of it is there, then more earned, then in progress."""
        return other is None or _height(self.amounts) > _height(other.amounts)


def steps_passed(
    held: Sequence[Iterable[Work]], *, different_terms: bool
) -> list[tuple[Work, int]]:
    """Return the work that fills the steps in order, with a whole level for each step.

    `held` are the pieces of work of each step's set. With `different_terms` a step begins after the
    one before it has ended, else it neither begins nor ends before it; one course may then be two
    steps. The step after the last whole one may be there in part.
    """
    chains = [_Chain((0, 0, 0), ())]
    best: _Chain = chains[0]
    for works in held:
        courses = list(courses_of(works))
        found = []
        for course in courses:
            before = [c for c in chains if _may_follow(c, course, different_terms=different_terms)]
            longest: _Chain | None = None
            for chain in before:
                longer = _with(chain, course)
                if longer.is_better(longest):
                    longest = longer
            if longest is not None:
                found.append(longest)
        for chain in found:
            if chain.is_better(best):
                best = chain
        chains = [chain for chain in found if sum(chain.courses[-1].amounts) >= A_STEP]
        if not chains:
            break
    return [pair for course in best.courses for pair in course.pairs]


def courses_of(works: Iterable[Work]) -> Iterator[Course]:
    """Yield each course, its halves made by the work that comes first; then each later attempt."""
    by_course: dict[str, list[Work]] = {}
    for work in works:
        by_course.setdefault(work.course_code, []).append(work)
    for code in sorted(by_course):
        rows = sorted(by_course[code], key=lambda w: (w.semester.moment, w.order))
        for first in range(len(rows)):
            yield _course(code, rows[first:])


def _course(code: str, rows: Sequence[Work]) -> Course:
    covered: dict[int, Work] = {}
    for work in rows:
        for half in work.halves:
            covered.setdefault(half, work)
    pairs = tuple((work, A_STEP // work.parts) for work in covered.values())
    moments = [work.semester.moment for work in covered.values()]
    sums = [sum(a for w, a in pairs if w.rank == rank) for rank in range(3)]
    return Course(min(moments), max(moments), (sums[0], sums[1], sums[2]), code, pairs)


def _may_follow(chain: _Chain, course: Course, *, different_terms: bool) -> bool:
    if not chain.courses:
        return True
    last = chain.courses[-1]
    if different_terms:
        return course.begins > last.ends
    return course.begins >= last.begins and course.ends >= last.ends


def _with(chain: _Chain, course: Course) -> _Chain:
    a, b = chain.amounts, course.amounts
    return _Chain((a[0] + b[0], a[1] + b[1], a[2] + b[2]), (*chain.courses, course))


def _height(amounts: tuple[int, int, int]) -> tuple[int, int, int]:
    return (sum(amounts), amounts[0], amounts[1])
