"""What lists of students can show beside the line of each: one light question for each kind.

Of whom nothing is known a dictionary has no entry.
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import ApprovalState
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

_STUDENT = 'JOIN student s ON s."key" = t.student'
_ABOUT = "SELECT uid, home_language, goal, major, groups FROM student"
_PROGRAMS = (
    "SELECT s.uid, g.status, u.status, c.status, g.earned, g.need FROM student s "
    "JOIN standing g ON g.student = s.\"key\" AND g.program = 'graduation' "
    "LEFT JOIN standing u ON u.student = s.\"key\" AND u.program = 'uc' "
    "LEFT JOIN standing c ON c.student = s.\"key\" AND c.program = 'csu'"
)
# The pathway of the student's own row comes first, then the one that got furthest.
_PATHWAYS = (
    "SELECT s.uid, substr(t.program, 9), t.status, t.stage, t.short_of, t.completed_in, "
    "t.last_start, t.only_year FROM standing t "
    f"{_STUDENT} WHERE t.program >= 'pathway:' AND t.program < 'pathway;' "
    "ORDER BY t.student, substr(t.program, 9) <> s.pathway, t.missing"
)
_HAS_COURSES = 'EXISTS (SELECT 1 FROM placement l WHERE l."plan" = t."key")'
_PLANS = (
    f"SELECT s.uid, t.uid, t.signed_on, {_HAS_COURSES}, "
    'EXISTS (SELECT 1 FROM plan_lock k WHERE k."plan" = t.uid) '
    f"FROM \"plan\" t {_STUDENT} WHERE t.status = 'active'"
)
_STATES = 'SELECT "plan", state FROM plan_approval ORDER BY step, "key"'
_REMINDERS = (
    f"SELECT s.uid, min(t.due) FROM reminder t {_STUDENT} WHERE t.done_on IS NULL GROUP BY s.uid"
)
_DUE = f"SELECT s.uid FROM standing_due t {_STUDENT} WHERE t.parts & ?"


@dataclass(frozen=True, slots=True)
class AboutStudent:
    """What the student's own row says further."""

    language: str
    goal: str
    major: str
    groups: str


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """The kept statuses of three programs, "" for none; credits in hundredths."""

    graduation: str
    uc: str
    csu: str
    earned: int
    need: int


@dataclass(frozen=True, slots=True)
class PathwayFacts:
    """The kept standing in one pathway; `last_start` is a moment (`domain/school_year`); 1 in
    `only_year` says that it can start in one school year alone.
    """

    pathway: str
    status: str
    stage: str
    short_of: str
    completed_in: int | None
    last_start: int | None
    only_year: int


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The active plan: whether anything is in it, how far it is agreed, and whether it is locked.

    `state` is one of `ApprovalState`; `signed_on` is a day as YYYY-MM-DD, "" for none.
    """

    has_courses: bool
    state: str
    signed_on: str
    locked: bool


def about_students(tx: Transaction) -> dict[str, AboutStudent]:
    """Return what every student's own row says further, by uid."""
    return {row[0]: AboutStudent(*row[1:]) for row in fetch(tx, _ABOUT)}


def program_facts(tx: Transaction) -> dict[str, ProgramFacts]:
    """Return the kept standing of everyone in the programs of all, by uid."""
    return {
        uid: ProgramFacts(graduation, uc or "", csu or "", earned, need)
        for uid, graduation, uc, csu, earned, need in fetch(tx, _PROGRAMS)
    }


def pathway_facts(tx: Transaction) -> dict[str, tuple[PathwayFacts, ...]]:
    """Return the kept standings in pathways of everyone who is in one, by uid.

    The pathway of the student's own row comes first, then the one with least missing.
    """
    found: dict[str, tuple[PathwayFacts, ...]] = {}
    for row in fetch(tx, _PATHWAYS):
        found[row[0]] = (*found.get(row[0], ()), PathwayFacts(*row[1:]))
    return found


def plan_facts(tx: Transaction) -> dict[str, PlanFacts]:
    """Return what is agreed about everyone's active plan, by uid."""
    states = dict(fetch(tx, _STATES))  # the last word of each plan stays
    return {
        uid: PlanFacts(
            bool(courses), _state(states.get(plan), signed_on), signed_on or "", bool(locked)
        )
        for uid, plan, signed_on, courses, locked in fetch(tx, _PLANS)
    }


def next_reminders(tx: Transaction) -> dict[str, str]:
    """Return by when the first open reminder about each student is due (YYYY-MM-DD), by uid."""
    return dict(fetch(tx, _REMINDERS))


def students_due(tx: Transaction, parts: int) -> frozenset[str]:
    """Return those whose kept standings in these parts are not current."""
    return frozenset(row[0] for row in fetch(tx, _DUE, (parts,)))


def _state(said: str | None, signed_on: str | None) -> str:
    """Return the state of a plan, as `domain/planning/approval.standing_of` has it."""
    if signed_on:
        return ApprovalState.SIGNED.value  # a file may say so
    if said == ApprovalState.SIGNED.value:
        return ApprovalState.REOPENED.value
    return said or ApprovalState.DRAFT.value
