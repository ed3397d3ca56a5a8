"""What is new about a student since an earlier day: one thing a line, the gravest first.

Codes and values alone; `wording/meeting.py` makes the sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit.plan_sheet import NOT_FOR_FAMILIES
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.school_year import TERMS, Term, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cte_desktop.domain.audit.result import StudentAudit
    from cte_desktop.domain.findings import Values
    from cte_desktop.domain.grades import Thresholds
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.domain.students.record import RecordRow


class NewsKind(StrEnum):
    """What kind of thing is new; the order is the order on screen."""

    FAILED = "failed"
    PROBLEM_NEW = "problem_new"
    REPEATED = "repeated"
    PROBLEM_GONE = "problem_gone"
    PASSED = "passed"
    BEGUN = "begun"
    CREDITS = "credits"
    JOINED = "joined"
    LEFT = "left"
    GOAL = "goal"
    MAJOR = "major"
    SCHOOL = "school"
    LIVED = "lived"  # an experience: a workshop, a certification
    DECIDED = "decided"  # an exception that was approved
    PLAN = "plan"  # by whom the plan was changed


@dataclass(frozen=True, slots=True)
class News:
    """One new thing: `values` is what its sentence needs, `finding` what came or went."""

    kind: NewsKind
    values: Values = ()
    finding: Finding | None = None
    day: date | None = None

    @property
    def is_good(self) -> bool | None:
        """Tell whether it is good news; None for what is neither."""
        if self.kind in {NewsKind.FAILED, NewsKind.PROBLEM_NEW}:
            return False
        good = {NewsKind.REPEATED, NewsKind.PROBLEM_GONE, NewsKind.PASSED, NewsKind.CREDITS}
        return True if self.kind in good else None

    def about(self, key: str) -> object:
        """Return the value under `key`, or None."""
        return dict(self.values).get(key)


def before_school_year(file: StudentFile, school_year: int) -> StudentFile:
    """Return a file without the marks that came since that school year began.

    For a student of whom nothing older is known: the record itself tells what is new. Marks of the
    summer before come after 1 July too.
    """
    first = moment(school_year - 1, Term.SUMMER)
    kept = tuple(row for row in file.record if row.moment < first)
    return replace(file, record=kept)


def file_news(before: StudentFile, now: StudentFile, thresholds: Thresholds) -> Iterator[News]:
    """Yield what is new in a student's file: marks, sign-ups, goal, experiences, decisions."""
    yield from _marks(before, now, thresholds)
    yield from _sign_ups(before, now)
    for kind, one, other in (
        (NewsKind.GOAL, before.student.goal, now.student.goal),
        (NewsKind.MAJOR, before.student.major, now.student.major),
        (NewsKind.SCHOOL, before.student.school, now.student.school),
    ):
        if one != other and other:
            yield News(kind, values(before=one or None, after=other))
    for experience in now.experiences:
        if experience not in before.experiences:
            yield News(NewsKind.LIVED, values(title=experience.title))
    new = [decision for decision in now.decisions if decision not in before.decisions]
    if new:
        yield News(NewsKind.DECIDED, values(count=len(new)))


def finding_news(before: Iterable[Finding], now: Iterable[Finding]) -> Iterator[News]:
    """Yield the grave findings that came and went; one that only changed its figures did neither.

    Of the same code and program one line is yielded: it stands for the others.
    """
    then, present = _grave(before), _grave(now)
    for kind, some, others in (
        (NewsKind.PROBLEM_NEW, present, then),
        (NewsKind.PROBLEM_GONE, then, present),
    ):
        told: dict[object, tuple[Finding, int]] = {}
        for key, finding in some.items():
            if key not in others:
                about = (finding.code, finding.about("program"))
                first, count = told.get(about, (finding, 0))
                told[about] = (first, count + 1)
        for finding, count in told.values():
            yield News(kind, values(more=count - 1 or None), finding)


def credit_news(before: StudentAudit, now: StudentAudit) -> Iterator[News]:
    """Yield how many more credits for graduation are earned."""
    one, other = before.program("graduation"), now.program("graduation")
    if one is not None and other is not None and other.earned > one.earned:
        yield News(
            NewsKind.CREDITS,
            values(before=one.earned, after=other.earned, need=other.need),
        )


def in_order(news: Iterable[News]) -> tuple[News, ...]:
    """Return the news, the gravest first."""
    order = {kind: place for place, kind in enumerate(NewsKind)}
    return tuple(sorted(news, key=lambda one: order[one.kind]))


def _grave(findings: Iterable[Finding]) -> dict[tuple[str, Values], Finding]:
    return {
        (f.code, f.subject): f
        for f in findings
        if f.severity is not Severity.INFORMATION and f.code not in NOT_FOR_FAMILIES
    }


def _marks(before: StudentFile, now: StudentFile, thresholds: Thresholds) -> Iterator[News]:
    known = {row.identity: row.mark for row in before.record}
    new = [row for row in now.record if known.get(row.identity, "") != row.mark]
    begun = [row for row in now.record if grades.is_open(row.mark) and row.identity not in known]
    by_term: dict[tuple[int, Term], list[RecordRow]] = {}
    for row in new:
        if grades.is_open(row.mark):
            continue
        if not grades.earns_credit(row.mark, thresholds) and row.mark != grades.WAIVED:
            yield News(NewsKind.FAILED, _about(row))
        elif _failed_before(row, now, thresholds):
            yield News(NewsKind.REPEATED, _about(row))
        else:
            by_term.setdefault((row.school_year, row.term), []).append(row)
    for (year, term), rows in _in_time(by_term):
        yield News(NewsKind.PASSED, _of_term(year, term, rows))
    starting: dict[tuple[int, Term], list[RecordRow]] = {}
    for row in begun:
        starting.setdefault((row.school_year, row.term), []).append(row)
    for (year, term), rows in _in_time(starting):
        yield News(NewsKind.BEGUN, _of_term(year, term, rows))


def _in_time(
    by_term: dict[tuple[int, Term], list[RecordRow]],
) -> list[tuple[tuple[int, Term], list[RecordRow]]]:
    return sorted(by_term.items(), key=lambda one: (one[0][0], TERMS.index(one[0][1])))


def _about(row: RecordRow) -> Values:
    return values(
        course=row.course_code,
        title=row.course_title,
        mark=row.mark,
        school_year=row.school_year,
        term=row.term.value,
    )


def _of_term(school_year: int, term: Term, rows: list[RecordRow]) -> Values:
    return values(
        school_year=school_year,
        term=term.value,
        courses=tuple(row.course_code for row in rows),
        titles=tuple(row.course_title for row in rows),
        marks=tuple(row.mark for row in rows),
    )


def _failed_before(row: RecordRow, file: StudentFile, thresholds: Thresholds) -> bool:
    """Tell whether a course that is passed now was failed in an earlier term."""
    codes = {row.course_code, row.recovers or row.course_code}
    return any(
        other.course_code in codes
        and other.moment < row.moment
        and not grades.is_open(other.mark)
        and other.mark != grades.WAIVED
        and not grades.earns_credit(other.mark, thresholds)
        for other in file.record
    )


def _sign_ups(before: StudentFile, now: StudentFile) -> Iterator[News]:
    days = {e.pathway: e.on for e in now.enrollments}
    for pathway in now.pathways:
        if pathway not in before.pathways:
            yield News(NewsKind.JOINED, values(pathway=pathway), day=days.get(pathway))
    for pathway in before.pathways:
        if pathway not in now.pathways:
            yield News(NewsKind.LEFT, values(pathway=pathway), day=days.get(pathway))
