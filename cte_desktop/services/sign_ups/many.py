"""Signing many students up for a pathway, or noting their interest, as one step; looked at before.

Whoever is in it already is left as they are. A late sign-up (after grade 10) is told and made; for
whom it can't be right without a second look is told apart, and left to the person who asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_of
from cte_desktop.domain.students.experiences import Enrollment
from cte_desktop.domain.students.file import signed_up_for
from cte_desktop.services.changes import Changes
from cte_desktop.services.enrolments import INTERESTED, SIGNED_UP, reason_fault
from cte_desktop.services.sign_ups.listing import (
    FIRST_GRADE,
    LAST_GRADE,
    first_grade,
    interests_in,
)
from cte_desktop.services.sign_ups.reach import Reach, ways_of
from cte_desktop.storage import sign_ups as store
from cte_desktop.storage.enrolments import add_enrolment
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SignUpPreview:
    """What signing students up would do: each is in one group, by uid; `late` are among `new`.

    `new` can be signed up as they are; `too_early` are not in grade 9 yet (in May and June: nor
    come to it); `not_offered`: neither their school nor Extended Day has the first course; `full`:
    it has no seat left for them, be it that those before them in this selection take the last ones.
    """

    new: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    signed_up: tuple[str, ...] = ()
    too_early: tuple[str, ...] = ()
    not_offered: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InterestPreview:
    """What noting an interest would do, by uid."""

    new: tuple[str, ...] = ()
    signed_up: tuple[str, ...] = ()
    interested: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def preview_sign_up(desk: Desk, uids: Iterable[str], pathway: str) -> SignUpPreview:
    """Return who would be signed up for a pathway, and who would not and why."""
    wanted = tuple(dict.fromkeys(uids))
    with desk.database.reading() as tx:
        students = {one.uid: one for one in store.students_of(tx, wanted)}
        entries = store.entries_of(tx, wanted)
        ways = ways_of(tx, desk.catalog(), pathway, desk.today())
    groups: dict[str, list[str]] = {}
    for uid in wanted:
        student = students.get(uid)
        if student is None:
            group = "gone"
        elif pathway in signed_up_for(student.pathway, tuple(entries.get(uid, ()))):
            group = "signed_up"
        elif student.grade_level < first_grade(desk.today()):
            group = "too_early"
        elif student.grade_level < FIRST_GRADE:
            group = "new"  # at which school they will be nobody knows yet
        else:
            group = _group_of(ways.reach[student.school])
            if group == "new" and not ways.seats.take(student.school):
                group = "full"
            if group == "new" and student.grade_level > LAST_GRADE:
                groups.setdefault("late", []).append(uid)
        groups.setdefault(group, []).append(uid)
    return SignUpPreview(**{name: tuple(those) for name, those in groups.items()})


def preview_interest(desk: Desk, uids: Iterable[str], pathway: str) -> InterestPreview:
    """Return whose interest in a pathway would be noted, and who is in it or noted already."""
    wanted = tuple(dict.fromkeys(uids))
    with desk.database.reading() as tx:
        students = {one.uid: one for one in store.students_of(tx, wanted)}
        entries = store.entries_of(tx, wanted)
    groups: dict[str, list[str]] = {}
    for uid in wanted:
        own = tuple(entries.get(uid, ()))
        if uid not in students:
            group = "gone"
        elif pathway in signed_up_for(students[uid].pathway, own):
            group = "signed_up"
        elif pathway in interests_in(own):
            group = "interested"
        else:
            group = "new"
        groups.setdefault(group, []).append(uid)
    return InterestPreview(**{name: tuple(those) for name, those in groups.items()})


def sign_up_many(desk: Desk, uids: Iterable[str], pathway: str, reason: str = "") -> Changes:
    """Sign students up for a pathway, beside others that they are in, as one step.

    Who is in it already, or too early for it, is left as they are; no step when all are. Raises
    `KnownError` when one of the students is gone, or the pathway isn't offered any more; nothing is
    changed then.
    """
    return _write(desk, uids, pathway, SIGNED_UP, reason)


def note_interest_of_many(
    desk: Desk, uids: Iterable[str], pathway: str, reason: str = ""
) -> Changes:
    """Note the interest of students in a pathway as one step, as `sign_up_many` signs them up.

    Whose interest is noted already, or who is in the pathway, is left as they are.
    """
    return _write(desk, uids, pathway, INTERESTED, reason)


def _group_of(reach: Reach) -> str:
    return {Reach.OPEN: "new", Reach.FULL: "full", Reach.NOT_OFFERED: "not_offered"}[reach]


def _write(desk: Desk, uids: Iterable[str], pathway: str, action: str, reason: str) -> Changes:
    wanted = tuple(dict.fromkeys(uids))
    fault = reason_fault(reason)
    if fault is not None:
        raise KnownError("too_long", fault.text, kept=noop("Nothing was changed."))
    day = desk.today()
    if pathway not in desk.catalog().pathway_by_name:
        raise _gone(noop("This pathway is no longer in the catalog."))
    with desk.database.writing() as tx:
        students = {one.uid: one for one in store.students_of(tx, wanted)}
        if len(students) < len(wanted):
            raise _gone(noop("A student is no longer in the database."))
        entries = store.entries_of(tx, wanted)
        new = []
        for uid in wanted:
            own = tuple(entries.get(uid, ()))
            is_in = pathway in signed_up_for(students[uid].pathway, own)
            if action == SIGNED_UP and students[uid].grade_level < first_grade(day):
                continue
            if not is_in and (action != INTERESTED or pathway not in interests_in(own)):
                new.append(uid)
        if not new:
            return Changes()
        name = "sign_up_many" if action == SIGNED_UP else "note_interest_of_many"
        begin_step(tx, name, {"pathway": pathway, "students": len(new)})
        tx.require_students(new)
        year = school_year_of(day)
        for uid in new:
            made = Enrollment(pathway, action, day, year, students[uid].school, reason)
            add_enrolment(tx, uid, made)
        number = step_number(tx)
    return Changes(frozenset({"students", "history"}), frozenset(new), number)


def _gone(text: str) -> KnownError:
    return KnownError(
        "changed_since",
        text,
        kept=noop("Nothing was changed."),
        do=noop("Choose the students again."),
    )
