"""What is to be decided about a plan now: ranked by what closes first and weighs most."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ending import short_of
from cte_desktop.domain.audit.plan_sheet import NOT_FOR_FAMILIES
from cte_desktop.domain.audit.result import ProgramStatus
from cte_desktop.domain.findings import Severity, values
from cte_desktop.domain.planning.approval import ApprovalState, Standing
from cte_desktop.domain.planning.plan import GRADES
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import (
    TERMS,
    Term,
    grade_in,
    last_day,
    school_year_of,
    school_year_of_grade,
    term_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from cte_desktop.domain.audit.result import ProgramResult, StudentAudit
    from cte_desktop.domain.findings import Finding, Fix, Values
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.students.file import StudentFile

REMINDER_DONE, REMINDER_LATER = "reminder_done", "reminder_later"
"""What is done about a reminder in place: the list of them names other students."""
PUT_OFF = 14
"""Days to which a reminder is put off in a meeting."""
MOST = 3
"""What can be decided in a meeting of five minutes."""


class DecisionKind(StrEnum):
    """What kind of decision it is."""

    GRADUATION = "graduation"  # something that must be fixed to graduate
    MUST_FIX = "must_fix"  # another thing that must be fixed
    LAST_CHANCE = "last_chance"  # of a pathway: one school year is left
    ONE_COURSE = "one_course"  # a pathway lacks a single course
    PATHWAY = "pathway"  # a pathway lacks more
    OUT_OF_REACH = "out_of_reach"  # a pathway can't be completed any more
    GOAL_AREAS = "goal_areas"  # the goal asks for courses that are missing
    EMPTY_YEAR = "empty_year"  # a year to come is not planned
    NO_PATHWAY = "no_pathway"
    ANSWER = "answer"  # the family has not answered what was proposed
    SIGN = "sign"
    SIGN_AGAIN = "sign_again"  # the plan was changed since it was signed
    REMINDER = "reminder"
    WARNING = "warning"
    GOAL = "goal"  # nobody wrote down what comes after school


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide: why (`finding`, or the kind with its values), until when, and its ways.

    `closes` is the last day on which it can still be decided so, None for no such day. `fixes` are
    carried out at once; `action` is the id of what is opened for it, "" for none; `instead` is what
    else can be done at once. `more` further findings are about the same.
    """

    kind: DecisionKind
    weight: int
    values: Values = ()
    finding: Finding | None = None
    closes: date | None = None
    fixes: tuple[Fix, ...] = ()
    action: str = ""
    more: int = 0
    instead: str = ""

    def about(self, key: str) -> object:
        """Return the value under `key`, or None."""
        return dict(self.values).get(key)


@dataclass(frozen=True, slots=True)
class Around:
    """What is looked at besides the file: plan, audit, findings in order, what was agreed, and the
    days on which somebody wanted to be reminded.
    """

    file: StudentFile
    plan: Plan | None
    semesters: tuple[Semester, ...]
    audit: StudentAudit
    findings: tuple[Finding, ...]
    standing: Standing
    reminders: tuple[date, ...]
    day: date

    @property
    def grade(self) -> int:
        """The grade of the student's class on the day, 12 at most."""
        present = grade_in(school_year_of(self.day), self.file.student.graduation_year)
        return min(present, GRADES[-1])


_WEIGHTS: Mapping[DecisionKind, int] = MappingProxyType(
    {
        DecisionKind.GRADUATION: 9,
        DecisionKind.MUST_FIX: 8,
        DecisionKind.LAST_CHANCE: 8,
        DecisionKind.ONE_COURSE: 6,
        DecisionKind.GOAL_AREAS: 6,
        DecisionKind.ANSWER: 6,
        DecisionKind.EMPTY_YEAR: 5,
        DecisionKind.NO_PATHWAY: 5,
        DecisionKind.OUT_OF_REACH: 5,
        DecisionKind.PATHWAY: 5,
        DecisionKind.REMINDER: 5,
        DecisionKind.SIGN_AGAIN: 4,
        DecisionKind.SIGN: 3,
        DecisionKind.WARNING: 2,
        DecisionKind.GOAL: 1,
    }
)
_TIMES = ((14, 30), (60, 20), (240, 10))
"""How many days are left at most, and what that adds to ten times the weight."""
_MOST_FIXES = 2
REMINDED_BEFORE = 7
"""Days before a reminder is due from which it is something to decide."""
_PICKED_IN = (9, 10)
"""Grades in which a pathway is picked (`DOSSIER.md` section 1)."""
_GRADUATION, _AREAS = "graduation", ("uc", "csu")
_UNIVERSITY = re.compile(
    r"universi|four[- ]year|4[- ]year|bachelor|licenciatura|\buc\b|\bcsu\b|cal state", re.IGNORECASE
)
"""A goal in the student's own words for which the A-G courses are needed."""


def decide(around: Around) -> tuple[Decision, ...]:
    """Return everything that is to be decided, what closes first and weighs most at the front."""
    found = [*_programs(around), *_findings(around), *_plan(around), *_agreement(around)]
    found += [*_reminders(around), *_goal(around)]
    return tuple(sorted(found, key=lambda one: _rank(one, around.day)))


def _rank(one: Decision, day: date) -> tuple[int, int, int]:
    left = None if one.closes is None else (one.closes - day).days
    soon = 0 if left is None else next((more for days, more in _TIMES if left <= days), 0)
    order = list(DecisionKind).index(one.kind)
    return (-10 * one.weight - soon, 10_000 if left is None else left, order)


def _programs(around: Around) -> Iterator[Decision]:
    """Yield what is missing of graduation, of the areas that the goal asks for, of pathways."""
    for_graduation = _of_program(around, _GRADUATION, least=Severity.MUST_FIX)
    if for_graduation:
        closes = _next_term(around) if around.grade == GRADES[-1] else None
        yield _of_findings(DecisionKind.GRADUATION, for_graduation, closes)
    wanted = wanted_areas(around.file)
    for program in wanted:
        result = around.audit.program(program)
        missing = _of_program(around, program)
        if result is not None and result.missing > 0 and missing:
            closes = _next_term(around) if around.grade == GRADES[-1] else None
            about = values(program=program)
            yield _of_findings(DecisionKind.GOAL_AREAS, missing, closes, about)
            break  # what UC asks for serves CSU too
    for result in around.audit.programs:
        if result.pathway and not result.completer:
            yield from _pathway(around, result)


def wanted_areas(file: StudentFile) -> tuple[str, ...]:
    """Return the programs of A-G that the student's wishes or goal ask for, UC first."""
    wished = {
        w.value.casefold() for w in file.wishes if w.kind == "area_goal" and w.strength != "no"
    }
    if "none" in wished:
        return ()
    if _UNIVERSITY.search(file.student.goal):
        wished |= {"uc"} if not wished & set(_AREAS) else set()
    return tuple(area for area in _AREAS if area in wished)


def _pathway(around: Around, result: ProgramResult) -> Iterator[Decision]:
    missing = tuple(f for f in around.findings if f.about("program") == result.id and f.fixes)
    missing = missing or _of_program(around, result.id)
    about = values(program=result.id)
    if result.status is ProgramStatus.NOT_MET:
        yield _made(DecisionKind.OUT_OF_REACH, about, action="could_complete")
        return
    chance = result.last_chance
    if chance is None or not missing:
        return
    kind = DecisionKind.PATHWAY
    if chance.only_year:
        kind = DecisionKind.LAST_CHANCE
    elif short_of(result):
        kind = DecisionKind.ONE_COURSE
    year, place = divmod(chance.starts, len(TERMS))
    about = (*about, *values(school_year=year, term=TERMS[place].value))
    yield _of_findings(kind, missing, max(_eve(year, TERMS[place]), around.day), about)


def _findings(around: Around) -> Iterator[Decision]:
    """Yield what else is to be fixed or warned of: one thing for each kind of finding."""
    told = {_GRADUATION, *wanted_areas(around.file)}
    groups: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for finding in around.findings:
        program = str(finding.about("program") or "")
        if program in told or (program.startswith("pathway:") and _is_told(around, program)):
            continue
        if program in _AREAS or finding.severity is Severity.INFORMATION:
            continue
        if finding.code in NOT_FOR_FAMILIES:
            continue
        groups[finding.severity, finding.code].append(finding)
    for (severity, _code), some in groups.items():
        must = severity is Severity.MUST_FIX
        kind = DecisionKind.MUST_FIX if must else DecisionKind.WARNING
        yield _of_findings(kind, some, _when(some[0], around))


def _is_told(around: Around, program: str) -> bool:
    """Tell whether a pathway has a decision of its own."""
    result = around.audit.program(program)
    return result is not None and not result.completer and any(_pathway(around, result))


def _plan(around: Around) -> Iterator[Decision]:
    """Yield the next year without a course, and a pathway that is still to be picked."""
    of_class = around.file.student.graduation_year
    filled = {s.grade_level for s in around.semesters if s.state is not State.NOT_EARNED}
    ahead = [g for g in GRADES if g >= around.grade and g not in filled]
    if ahead:
        year = school_year_of_grade(ahead[0], of_class)
        closes = max(_eve(year, Term.FALL), around.day)
        about = values(grade_level=ahead[0], years=len(ahead))
        yield _made(DecisionKind.EMPTY_YEAR, about, closes, "fill_plan")
    if around.grade in _PICKED_IN and not around.file.pathways:
        year = school_year_of_grade(_PICKED_IN[-1], of_class)
        closes = last_day(year, Term.SPRING)
        yield _made(DecisionKind.NO_PATHWAY, (), closes, "could_complete")


def _agreement(around: Around) -> Iterator[Decision]:
    standing, plan = around.standing, around.plan
    if plan is None or not plan.placed:
        return
    on = None if standing.last is None else standing.last.on
    about = values(
        state=standing.state.value,
        on=None if on is None else on.isoformat(),
        courses=standing.changed or None,
    )
    if standing.state is ApprovalState.PROPOSED:
        yield _made(DecisionKind.ANSWER, about, action="answer_plan")
    elif standing.state is not ApprovalState.SIGNED:
        yield _made(DecisionKind.SIGN, about, action="sign_plan")
    elif standing.changed:
        yield _made(DecisionKind.SIGN_AGAIN, about, action="sign_plan")


def _reminders(around: Around) -> Iterator[Decision]:
    due = sorted(d for d in around.reminders if (d - around.day).days <= REMINDED_BEFORE)
    if due:
        about = values(on=due[0].isoformat(), reminders=len(due))
        made = _made(DecisionKind.REMINDER, about, due[0], REMINDER_DONE)
        yield replace(made, instead=REMINDER_LATER)


def _goal(around: Around) -> Iterator[Decision]:
    if not around.file.student.goal.strip():
        yield _made(DecisionKind.GOAL, action="edit_student")


def _of_program(
    around: Around, program: str, least: Severity = Severity.WARNING
) -> tuple[Finding, ...]:
    wanted = {Severity.MUST_FIX} if least is Severity.MUST_FIX else {Severity.MUST_FIX, least}
    return tuple(
        f for f in around.findings if f.about("program") == program and f.severity in wanted
    )


def _of_findings(
    kind: DecisionKind,
    findings: Iterable[Finding],
    closes: date | None = None,
    about: Values = (),
) -> Decision:
    """Return the decision about some findings: what the first of them with ways out offers."""
    some = tuple(findings)
    first = next((f for f in some if f.fixes), some[0])
    fixes = first.fixes[:_MOST_FIXES]
    action = "" if fixes or kind is DecisionKind.WARNING else "fill_plan"
    return Decision(kind, _WEIGHTS[kind], about, first, closes, fixes, action, len(some) - 1)


def _made(
    kind: DecisionKind, about: Values = (), closes: date | None = None, action: str = ""
) -> Decision:
    return Decision(kind, _WEIGHTS[kind], about, closes=closes, action=action)


def _when(finding: Finding, around: Around) -> date | None:
    """Return the eve of the term that a finding is about; None where it is about no term."""
    grade, term = finding.about("grade_level"), finding.about("term")
    if not isinstance(grade, int) or term not in set(Term):
        return None
    year = school_year_of_grade(grade, around.file.student.graduation_year)
    return max(_eve(year, Term(str(term))), around.day)


def _next_term(around: Around) -> date:
    """Return the last day before the next semester of this school year, else of this one."""
    return last_day(school_year_of(around.day), term_of(around.day))


def _eve(school_year: int, term: Term) -> date:
    """Return the last day before a term, until which what starts in it can be decided."""
    if term is Term.FALL:
        return last_day(school_year - 1, Term.SUMMER)
    return last_day(school_year, Term.FALL if term is Term.SPRING else Term.SPRING)
