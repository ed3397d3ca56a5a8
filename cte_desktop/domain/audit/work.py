"""A piece of work: what one semester may bring to a program, after repeats and decisions.

Also the halves of a course: a year course is two semester halves that may be split, failed or
repeated singly (`DOSSIER.md` section 7 rule 3); a repeated or summer row makes good the half that
its file names, or else the missing one (`interfaces.md` section 3, "passed").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.semesters import A_YEAR, FIRST_GRADE, State
from cte_desktop.domain.school_year import SEMESTERS, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cte_desktop.domain.audit.result import Reason
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.planning.semesters import Semester

LAST_GRADE = 12
BOTH_HALVES = (1, 2)
WHOLE = (1,)  # a semester or quarter course has one part
_USUAL_HALF = {Term.FALL: 1, Term.SPRING: 2}
YEAR_OF_CREDITS = 1000  # a row with so many attempted credits is a whole year course

RANKS = {State.EARNED: 0, State.IN_PROGRESS: 1, State.PLANNED: 2}
STATES = (State.EARNED, State.IN_PROGRESS, State.PLANNED)


@dataclass(frozen=True, slots=True)
class Work:
    """What a semester may bring to one program: an amount, and what kind of work it is.

    `course_code` is what it counts as (after a substitution); `shown_code` what stands in the
    answer: the omitted course when higher work validates it.
    """

    semester: Semester
    amount: int
    rank: int  # 0 earned, 1 in progress, 2 planned
    course_code: str
    subject: str = ""
    area: str = ""
    topic: str = ""
    levels: frozenset[tuple[str, str]] = frozenset()
    also: frozenset[str] = frozenset()  # requirements that it may serve besides (also_allow)
    pinned: str = ""  # the requirement that a counselor pinned it to
    shown_code: str = ""
    halves: tuple[int, ...] = WHOLE  # the halves of the course that it stands for
    parts: int = 1  # how many halves the course has
    attributes: frozenset[str] = frozenset()  # what the catalog knows of the course besides

    @property
    def state(self) -> State:
        """Return how far the work has come."""
        return STATES[self.rank]

    @property
    def order(self) -> tuple[int, bool, str, int, str, str, str]:
        """Return the fixed order among equals: state, before grade 12, course code, time, section.

        Grade 12 comes last, since UC asks for eleven years before it.
        """
        s, code = self.semester, self.course_code
        late = s.grade_level >= LAST_GRADE
        return (self.rank, late, code, s.moment, s.section_id, s.school, self.shown_code)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A semester that a program can't use, and why."""

    semester: Semester
    because: Reason


def by_half(
    rows: Sequence[Semester], course: Course | None, good: Callable[[Semester], bool]
) -> list[tuple[Semester, tuple[int, ...]]]:
    """Return each row with the halves of the course that it stands for; rows are in order of time.

    `good` tells which rows make a half good; what is in progress and planned counts as good. A year
    course taken again in both semesters is taken again half by half.
    """
    if course is not None and not course.is_year:
        return [(row, WHOLE) for row in rows]
    credits_of_all = 2 * course.half_credits if course is not None else YEAR_OF_CREDITS
    done: set[int] = set()
    answer = []
    taken = {(row.school_year, row.term) for row in rows}
    for row in rows:
        other = Term.SPRING if row.term is Term.FALL else Term.FALL
        whole_year = row.term in SEMESTERS and (row.school_year, other) in taken
        halves = _halves(row, credits_of_all, done, whole_year=whole_year)
        if row.grade_level < FIRST_GRADE and row.ag_years >= A_YEAR and not whole_year:
            halves = BOTH_HALVES  # the junior high writes a year course in one row, without credits
        if good(row):
            done.update(halves)
        answer.append((row, halves))
    return answer


def parts_of(course: Course | None) -> tuple[int, ...]:
    """Return the halves that make the whole course: one for a semester course."""
    return WHOLE if course is not None and not course.is_year else BOTH_HALVES


def _halves(
    row: Semester, credits_of_all: int, done: set[int], *, whole_year: bool
) -> tuple[int, ...]:
    if credits_of_all and max(row.attempted, row.credits) >= credits_of_all:
        return BOTH_HALVES
    if row.half is not None:
        return (row.half,)
    usual = _USUAL_HALF.get(row.term, 0)
    if usual and (whole_year or usual not in done):
        return (usual,)
    missing = [half for half in BOTH_HALVES if half not in done]
    return (missing[0] if missing else usual or 1,)
