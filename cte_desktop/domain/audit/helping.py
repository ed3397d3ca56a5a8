"""Which courses would really help with what is missing: each is tried before it is suggested.

A try audits the program once more with the course in the plan. Only what brings the requirement
nearer is named and offered, so that nobody adds a course and finds the same sentence again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit.openings import placing
from cte_desktop.domain.audit.result import RequirementResult, RequirementStatus
from cte_desktop.domain.planning.plan import Lane, Placement, Spot
from cte_desktop.domain.planning.semesters import Semester, from_placement
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cte_desktop.domain.audit.missing import Gap
    from cte_desktop.domain.audit.openings import Openings, OpenTerm
    from cte_desktop.domain.audit.outcome import Outcome
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.findings import Fix
    from cte_desktop.domain.students.student import Student

MOST_FIXES = 2
MOST_TRIES = 5  # for one gap: every try is an audit of the program
GOOD_MARK = "C-"  # below it a course is worth another try at the same thing
ARTS = "F"  # there a topic is a discipline with many courses, elsewhere what a course teaches
_RANKS = frozenset({"honors", "ap", "advanced", "accelerated"})  # words that name no other course


@dataclass(frozen=True, slots=True)
class Taken:
    """In how many halves a student has, whole or planned, what a course teaches."""

    topics: Counter[tuple[str, str]]  # by area and topic
    titles: Counter[str]  # by title without rank
    codes: Counter[str]

    def has_the_like_of(self, course: Course) -> bool:
        """Tell whether another course that teaches the same is passed well or on its way.

        Biology Honors is no advice for one who takes Biology, though both would bring credits.
        """
        if course.repeatable or self.codes[course.code]:
            return False  # whether that one may go on is known elsewhere
        if course.ag_topic and course.ag_area != ARTS:
            halves = self.topics[course.ag_area, course.ag_topic]
        else:
            halves = self.titles[_plain(course.title)]
        return halves >= (2 if course.is_year else 1)


def taken(semesters: Iterable[Semester]) -> Taken:
    """Return what the student has, of which nothing alike is to be suggested."""
    good = [s for s in semesters if s.counts]
    good = [s for s in good if not s.mark or grades.at_least(s.mark, GOOD_MARK)]
    return Taken(
        Counter((s.ag_area, s.ag_topic) for s in good),
        Counter(_plain(s.title) for s in good),
        Counter(s.course_code for s in good),
    )


@dataclass(slots=True)
class Trials:
    """What a course more would bring to one program of a student.

    `again` audits the program with other semesters; what it said is kept for the next gap. A
    program too hard to audit to the end is not tried again, so nothing is suggested for it.
    """

    student: Student
    semesters: tuple[Semester, ...]
    taken: Taken
    ahead: Openings
    again: Callable[[tuple[Semester, ...]], Outcome | None]
    too_hard: bool = False
    known: dict[tuple[str, int], dict[str, int]] = field(default_factory=dict)

    def missing(self, requirement: str, course: Course, spot: OpenTerm) -> int:
        """Return what a requirement would still miss with the course in that term."""
        key = (course.code, spot.moment)
        if key not in self.known:
            outcome = self.again(with_course(self.semesters, course, spot, self))
            rows = outcome.result.requirements if outcome is not None else ()
            self.known[key] = dict(_short(rows))
        return self.known[key].get(requirement, 0)


@dataclass(frozen=True, slots=True)
class Help:
    """The courses to name for a gap, and the ways to place some of them."""

    courses: tuple[Course, ...] = ()
    fixes: tuple[Fix, ...] = ()


def help_for(gap: Gap, trials: Trials) -> Help:
    """Return what would clear a gap or come nearer to it, the earliest first.

    What can be placed now is named and offered alike; where nothing can, as while a prerequisite is
    missing, the courses that would help later are named alone.
    """
    if trials.too_hard:
        return Help()
    ahead = trials.ahead
    held = {(s.course_code, s.moment) for s in trials.semesters}  # it isn't taken twice at once
    wanted = [course for course in gap.courses if not trials.taken.has_the_like_of(course)]
    now = [(c, spot) for c in wanted if (spot := ahead.next_spot(c)) is not None]
    now = [(c, spot) for c, spot in now if (c.code, spot.moment) not in held]
    now.sort(key=lambda pair: pair[1].moment)
    found = tuple(_helping(gap, now, trials))
    fixes = tuple(placing(course, spot) for course, spot in found)
    if gap.row.kind == "passed":
        return Help(gap.courses, fixes)  # each of them is asked for by name
    if not found:
        later = ((c, spot) for c in wanted for spot in ahead.later_spots(c)[-1:])
        found = tuple(_helping(gap, later, trials))
    return Help(tuple(course for course, _ in found), fixes)


def with_course(
    semesters: tuple[Semester, ...], course: Course, spot: OpenTerm, trials: Trials
) -> tuple[Semester, ...]:
    """Return the semesters with the course placed: both halves of a year, as the plan has it."""
    whole = course.is_year and spot.term in SEMESTERS
    more = [
        from_placement(
            Placement("", course.code, Spot(spot.grade_level, term, Lane.DAY)),
            trials.student,
            trials.ahead.catalog,
        )
        for term in (SEMESTERS if whole else (spot.term,))
    ]
    return tuple(sorted((*semesters, *more), key=lambda s: s.moment))


def _helping(
    gap: Gap, pairs: Iterable[tuple[Course, OpenTerm]], trials: Trials
) -> Iterator[tuple[Course, OpenTerm]]:
    """Yield the first ones that bring the requirement nearer; the like of a failed one waits.

    What is alike in all that a program asks, and in the same term, is tried once.
    """
    failed: set[tuple[object, ...]] = set()
    proved: set[tuple[object, ...]] = set()
    waiting: list[tuple[Course, OpenTerm]] = []
    tries = found = 0
    for retried, course, spot in _in_turn(pairs, waiting):
        if not retried and _kind(course) in failed:
            waiting.append((course, spot))
            continue
        if found == MOST_FIXES or tries == MOST_TRIES:
            return
        if (*_kind(course), spot.moment) in proved:
            found += 1
            yield course, spot
            continue
        tries += 1
        if trials.missing(gap.row.id, course, spot) < gap.row.missing:
            found += 1
            proved.add((*_kind(course), spot.moment))
            yield course, spot
        else:
            failed.add(_kind(course))


def _in_turn(
    pairs: Iterable[tuple[Course, OpenTerm]], waiting: list[tuple[Course, OpenTerm]]
) -> Iterator[tuple[bool, Course, OpenTerm]]:
    """Yield the pairs, then those that were made to wait meanwhile."""
    for course, spot in pairs:
        yield False, course, spot
    for course, spot in waiting:
        yield True, course, spot


def _kind(course: Course) -> tuple[object, ...]:
    """Return what makes two courses alike to most requirements."""
    return (
        course.ag_area,
        course.ag_topic,
        course.ag_years,
        course.graduation_subject,
        course.credits,
        course.is_year,
        course.college_units,
        course.repeatable,
    )


def _short(rows: Iterable[RequirementResult]) -> Iterator[tuple[str, int]]:
    """Yield what each row misses that isn't met; parts before the row that may bear their name."""
    for row in rows:
        yield from _short(row.requirements)
        if row.status is RequirementStatus.NOT_MET:
            yield row.id, row.missing


@lru_cache(maxsize=4096)
def _plain(title: str) -> str:
    """Return a title without the words for its rank: "English 10" for "English 10 Honors"."""
    return " ".join(word for word in title.casefold().split() if word not in _RANKS)
