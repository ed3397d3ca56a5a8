"""The meeting with one student: what changed since last time, and the three things to decide.

What is new is told since the plan was last agreed or handed out before today, else since the school
year began. Nothing that only the counselor should read is in it: neither private notes nor the
words of reminders.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.meeting import news as told
from cte_desktop.domain.audit.meeting.deciding import (
    MOST,
    PUT_OFF,
    REMINDED_BEFORE,
    Around,
    decide,
)
from cte_desktop.domain.audit.meeting.news import News, NewsKind
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.comparing import compare
from cte_desktop.domain.school_year import FIRST_MONTH, school_year_of
from cte_desktop.domain.students.home_language import paper_language
from cte_desktop.services.approvals import approvals_of, plan_standing
from cte_desktop.services.as_of import on_the_table
from cte_desktop.services.cases import Case, open_case_of
from cte_desktop.services.reminders import done, postpone, reminders_of
from cte_desktop.services.sections.fitting import with_section_fixes
from cte_desktop.services.shared_notes import new_note, notes_of, save_note
from cte_desktop.storage.as_of import days
from cte_desktop.storage.as_of.files import file_as_of
from cte_desktop.storage.as_of.plans import plans_as_of
from cte_desktop.storage.disclosures import last_given
from cte_desktop.storage.history import StepKind, list_steps
from cte_desktop.storage.planning import active_plan
from cte_desktop.storage.student_history import list_student_steps
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.steps import step_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.audit.meeting.deciding import Decision
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.approval import Standing
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.shared_notes import SharedNote
    from cte_desktop.storage.history import Step
    from cte_desktop.storage.transaction import Transaction

_HANDED_OUT = ("plan", "packet")
"""The papers that are handed over at a meeting, by their names in the log."""
_STEPS_NAMED = 3
"""Changes of a plan by one person on one day that are told in words; of more the number is said."""


class LastTime(StrEnum):
    """What the last time was by which a meeting is told what is new."""

    AGREED = "agreed"  # the plan was proposed, answered or signed
    MET = "met"  # what was agreed was written down for the family
    PRINTED = "printed"  # the plan was handed out
    KNOWN = "known"  # nothing older is known of the student
    YEAR = "year"  # the school year began


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What is new since a day: the gravest first. `how` is what that day was."""

    since: date
    how: LastTime
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """At most three things to decide, what closes first and weighs most; `further` more wait."""

    first: tuple[Decision, ...]
    further: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """What lies on the table when counselor, student and family sit down.

    `agreed` is what was written down for the family last time, None for nothing, `standing` how far
    the plan is agreed. `language` is that of the family's papers.
    """

    case: Case
    looked_back: LookedBack
    decisions: Decisions
    standing: Standing
    agreed: SharedNote | None
    language: str


def meeting(desk: Desk, uid: str, plan_uid: str = "") -> Meeting:
    """Return the meeting with a student; a `LookupError` when there is no such student.

    With `plan_uid` about that plan, else about the one in force.
    """
    return meeting_about(desk, open_case_of(desk, uid, plan_uid))


def meeting_about(desk: Desk, case: Case) -> Meeting:
    """Return the meeting about the case that lies on the table."""
    uid = case.file.student.uid
    notes = tuple(note for note in notes_of(desk, uid) if note.for_family)
    findings = with_section_fixes(desk, case, case.findings)
    standing = plan_standing(desk, case)
    decisions = decisions_of(desk, case, findings, standing)
    return Meeting(
        case,
        _without(look_back(desk, case), decisions),
        decisions,
        standing,
        next(iter(notes), None),
        paper_language(case.file.student.home_language),
    )


def decisions_of(
    desk: Desk, case: Case, findings: tuple[Finding, ...], standing: Standing
) -> Decisions:
    """Return what is to be decided about the case; `findings` are its own, with their ways out."""
    plan, uid = case.plan, case.file.student.uid
    due = tuple(one.due for one in reminders_of(desk, uid) if one.done_on is None)
    around = Around(
        case.file, plan, case.situation.semesters, case.audit, findings, standing, due, case.day
    )
    every = decide(around)
    return Decisions(every[:MOST], max(0, len(every) - MOST))


def tick_off(desk: Desk, uid: str) -> Changes:
    """Mark the reminders as done that are something to decide with this student, as one step.

    `KnownError` (reminder_gone) when there are none any more.
    """
    return done(desk, _reminders_now(desk, uid))


def put_off(desk: Desk, uid: str) -> Changes:
    """Put these reminders off by `PUT_OFF` days from today, as one step."""
    return postpone(desk, _reminders_now(desk, uid), desk.today() + timedelta(PUT_OFF))


def _reminders_now(desk: Desk, uid: str) -> tuple[str, ...]:
    last = desk.today() + timedelta(REMINDED_BEFORE)
    every = reminders_of(desk, uid)
    return tuple(one.uid for one in every if one.done_on is None and one.due <= last)


def look_back(desk: Desk, case: Case) -> LookedBack:
    """Return what is new about a student since last time."""
    uid, plan = case.file.student.uid, case.plan
    since, how = _last_time(desk, case)
    with desk.database.reading() as tx:
        before = _before(tx, desk, case, since, how)
    news = [*told.file_news(before.file, case.file, case.district.planning.thresholds)]
    news += _plan_news(desk, uid, before, plan)
    if before.how is not LastTime.KNOWN:
        then = replace(
            on_the_table(desk, case, before.plan),
            file=before.file,
            day=before.since,
            recorded=None,
        )
        news += [*told.finding_news(then.findings, case.findings)]
        news += [*told.credit_news(then.audit, case.audit)]
    return LookedBack(before.since, before.how, told.in_order(news))


def note_agreed(desk: Desk, student_uid: str, said: str) -> Changes:
    """Keep in a line what was agreed, as a shared note that the family's papers bear.

    Raises as `shared_notes.save_note`.
    """
    return save_note(desk, student_uid, replace(new_note(desk, said), for_family=True))


def _without(looked: LookedBack, decisions: Decisions) -> LookedBack:
    """Return what is new without what stands among the decisions already."""
    said = {(f.code, f.subject) for f in (one.finding for one in decisions.first) if f is not None}
    news = tuple(
        one
        for one in looked.news
        if one.kind is not NewsKind.PROBLEM_NEW
        or one.finding is None
        or (one.finding.code, one.finding.subject) not in said
    )
    return replace(looked, news=news)


@dataclass(frozen=True, slots=True)
class _Before:
    """How a student stood last time, after which step, and the later steps about the plans."""

    since: date
    how: LastTime
    file: StudentFile
    plan: Plan | None
    plan_steps: tuple[int, ...]


def _last_time(desk: Desk, case: Case) -> tuple[date, LastTime]:
    """Return the last time before today on which the plan was agreed, noted or handed out."""
    uid, today = case.file.student.uid, desk.today()
    with desk.database.reading() as tx:
        printed = [days.local_day(at) for at in last_given(tx, uid, _HANDED_OUT)]
    known = [(one.on, LastTime.AGREED) for one in approvals_of(desk, uid)]
    known += [(note.on, LastTime.MET) for note in notes_of(desk, uid) if note.for_family]
    known += [(day, LastTime.PRINTED) for day in printed]
    order = [LastTime.PRINTED, LastTime.MET, LastTime.AGREED]
    earlier = [one for one in known if one[0] < today]
    if earlier:
        return max(earlier, key=lambda one: (one[0], order.index(one[1])))
    return date(school_year_of(today), FIRST_MONTH, 1), LastTime.YEAR


def _before(tx: Transaction, desk: Desk, case: Case, since: date, how: LastTime) -> _Before:
    uid = case.file.student.uid
    last_of = since if how is not LastTime.YEAR else since - timedelta(days=1)
    try:
        closing = days.step_closing(tx, last_of, desk.today())
    except WrongCall:  # before the database was made
        closing = 0
    with_plans = case.plan.uid if case.plan is not None else ""
    try:
        file = file_as_of(tx, uid, closing)
        if file is not None:
            return _Before(since, how, file, *_plan_then(tx, uid, closing, with_plans))
        first = min(step.number for step in list_student_steps(tx, uid))
        day = min(days.days_of_steps(tx, [first])[first], desk.today())
        file = file_as_of(tx, uid, first)
        known = _plan_then(tx, uid, first, with_plans)
    except (KnownError, ValueError):  # destroyed since, or nobody knows how the student came
        day, file, known = desk.today(), case.file, (case.plan, ())
    older = told.before_school_year(file or case.file, school_year_of(desk.today()))
    return _Before(day, LastTime.KNOWN, older, *known)


def _plan_then(
    tx: Transaction, uid: str, step: int, plan_uid: str
) -> tuple[Plan | None, tuple[int, ...]]:
    then = plans_as_of(tx, uid, step)
    named = next((plan for plan in then.plans if plan.uid == plan_uid), None)
    return named or active_plan(then.plans), then.changed_in


def _plan_news(desk: Desk, uid: str, before: _Before, plan: Plan | None) -> Iterator[News]:
    """Yield by whom and on which day the plan was changed, unless it lies as it lay."""
    if not before.plan_steps or not compare(before.plan, plan).changed:
        return
    with desk.database.reading() as tx:
        steps = list_steps(tx, also=before.plan_steps, student_id=uid)
    wanted = frozenset(before.plan_steps)
    by_day: dict[tuple[date, str], list[Step]] = {}
    for step in steps:
        of_itself = step.kind not in {StepKind.UNDO, StepKind.REDO} and step.undone_by is None
        if step.number in wanted and of_itself:
            by_day.setdefault((days.local_day(step.at), step.actor), []).append(step)
    catalog = desk.catalog()
    for (day, actor), some in by_day.items():
        texts = [step_text(step.action, step.details, catalog) for step in some[:_STEPS_NAMED]]
        named = tuple(dict.fromkeys(texts))
        yield News(
            NewsKind.PLAN,
            values(actor=actor, count=len(some), steps=named),
            day=min(day, desk.today()),
        )
