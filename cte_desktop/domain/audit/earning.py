"""What each semester brings to graduation: credits once, whatever is repeated or recovered.

Rules: credit once, except repeatable courses (`DOSSIER.md` section 7 rule 4); no high-school credit
for grades 7-8, but for the summer before grade 9; a district may rule otherwise of both
(graduation.toml, `credits`). Credit recovery earns for the course that it recovers; variable credit
adds up to the credits of the half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit.explain import because
from cte_desktop.domain.audit.rules import CreditRules
from cte_desktop.domain.audit.work import RANKS, SetAside, Work, by_half, parts_of
from cte_desktop.domain.planning.semesters import FIRST_GRADE, Semester, State
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.exceptions import Exceptions
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course

RECOVERED_SUBJECT = "same_as_recovered"
USUAL_CREDITS = CreditRules()


@dataclass(slots=True)
class Earnings:
    """The work that counts, the rows that don't, and the waived ones."""

    works: list[Work]
    aside: list[SetAside]
    waived: list[Semester]


def earnings(
    semesters: Iterable[Semester],
    catalog: Catalog,
    exceptions: Exceptions,
    how: CreditRules = USUAL_CREDITS,
) -> Earnings:
    """Return what the semesters bring to graduation, each half of a course once."""
    answer = Earnings([], [], [])
    courses: dict[str, list[Semester]] = {}
    for row in semesters:
        if row.state is State.WAIVED:
            answer.waived.append(row)
            answer.aside.append(SetAside(row, because("waived", mark=row.mark)))
        else:
            code = exceptions.counting_as(row.recovers or row.course_code)
            courses.setdefault(code, []).append(row)
    for code, rows in courses.items():
        _earn(code, rows, catalog, exceptions, how, answer)
    return answer


def _earn(
    code: str,
    rows: list[Semester],
    catalog: Catalog,
    exceptions: Exceptions,
    how: CreditRules,
    answer: Earnings,
) -> None:
    """Take the rows of one course: the best marks first, up to the credits of each half."""
    course = catalog.course(code)
    repeatable = how.repeat_earns_again or (course is not None and course.repeatable)
    halved = by_half(rows, course, lambda r: r.counts)
    room = _room(halved, course)
    for row, halves in sorted(halved, key=lambda pair: _best_first(pair[0])):
        if not row.counts:
            mark = because("no_credit", mark=row.mark)
            answer.aside.append(SetAside(row, mark))
            continue
        amount = row.credits
        if not earns_in_high_school(row, summer_before=how.summer_before_grade_9):
            answer.aside.append(SetAside(row, because("grade_7_8", grade_level=row.grade_level)))
            amount = 0
        elif not repeatable:
            amount = min(row.credits, sum(room[half] for half in halves))
            _take(room, halves, amount)
            if row.credits and not amount:
                answer.aside.append(SetAside(row, because("already_passed", course=code)))
                continue
            if not row.credits:
                answer.aside.append(SetAside(row, because("no_credits")))
        answer.works.append(_work(row, code, amount, halves, course, exceptions))


def earns_in_high_school(row: Semester, *, summer_before: bool = True) -> bool:
    """Tell whether the row may carry high-school credit: grade 9 on, or the summer before it."""
    if row.grade_level >= FIRST_GRADE:
        return True
    return summer_before and row.grade_level == FIRST_GRADE - 1 and row.term is Term.SUMMER


def _room(halved: list[tuple[Semester, tuple[int, ...]]], course: Course | None) -> dict[int, int]:
    """Return the credits that each half may bring: the catalog's, or the largest row's."""
    usual = course.half_credits if course is not None else 0
    room = dict.fromkeys(parts_of(course), usual)
    for row, halves in halved:
        share = row.credits // len(halves)
        for half in halves:
            room[half] = max(room.get(half, 0), share)
    return room


def _take(room: dict[int, int], halves: tuple[int, ...], amount: int) -> None:
    for half in halves:
        taken = min(room[half], amount)
        room[half] -= taken
        amount -= taken


def _best_first(row: Semester) -> tuple[int, float, int, str]:
    rank = RANKS.get(row.state, len(RANKS))
    return (rank, -_height(row.mark), row.moment, row.section_id)


def _height(mark: str) -> float:
    if mark in grades.LETTERS:
        return float(grades.LETTERS.index(mark))
    return 3.5 if mark in grades.PASSED_WITHOUT_LETTER else -1.0  # P lies above D+


def _work(
    row: Semester,
    code: str,
    amount: int,
    halves: tuple[int, ...],
    course: Course | None,
    exceptions: Exceptions,
) -> Work:
    subject = row.subject
    stands_in = code != row.course_code
    if course is not None and (stands_in or subject == RECOVERED_SUBJECT):
        subject = course.graduation_subject
    return Work(
        semester=row,
        amount=amount,
        rank=RANKS[row.state],
        course_code=code,
        subject=subject,
        also=exceptions.also_for(row.course_code),
        pinned=exceptions.pinned_to(row.course_code),
        halves=halves,
        parts=len(parts_of(course)),
    )
