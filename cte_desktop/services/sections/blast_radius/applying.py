"""Doing a change and its repairs as one step of the history, which one undo takes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
    changed_section,
    ended_sites,
)
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.changes import Changes
from cte_desktop.services.people.guarding import hindered
from cte_desktop.services.repair_trials import KeptApart, Tried, changed_meanwhile
from cte_desktop.services.sections.blast_radius.promised import without_a_seat
from cte_desktop.services.sections.blast_radius.targets import check_change, section_of_change
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage.catalog import load_catalog
from cte_desktop.storage.course_sites import save_course_sites
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections.editing import save_section
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.blast_radius.radius import BlastRadius, Struck
    from cte_desktop.storage.content import Json
    from cte_desktop.storage.transaction import Transaction


_GONE = noop("A section that the repair takes is gone meanwhile; the plan was left as it is.")
_FULL = noop("A section that the repair takes has no seat left; the plan was left as it is.")
_SIGNED = noop("The plan is signed; it was left as it is.")
_ACTIONS = {
    CancelSection: "cancel_section_and_repair",
    MoveSection: "move_section_and_repair",
    ShrinkSection: "shrink_section_and_repair",
    RetireCourse: "retire_course_and_repair",
}


@dataclass(frozen=True, slots=True)
class BlastApplied(Changes):
    """What was done: how many plans were repaired, and what was kept apart and why."""

    plans: int = 0
    kept_apart: tuple[KeptApart, ...] = ()


def apply_blast(
    desk: Desk,
    radius: BlastRadius,
    *,
    repairs: Mapping[str, Plan] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BlastApplied:
    """Do the change and the repairs (by student uid) as one step of the history.

    Without `repairs` all proposed ones are done but those of signed plans, which are kept apart.
    A plan that was changed since it was looked at is kept apart with a sentence that says so, and
    so is one whose repair names a section that was cancelled or removed since, or in which all
    chosen repairs together leave no seat for it; the change and the rest are done.
    `progress` is told (done, of how many) plans and may raise to give up: then nothing is kept. A
    wrong call when there is no such section or course any more.
    """
    change = radius.change
    check_change(desk, change)
    proposed = [one for one in radius.students if not _is_signed(one)]
    wanted = (
        {one.uid: one.repaired for one in proposed if one.repaired is not None}
        if repairs is None
        else repairs
    )
    struck = [one for one in radius.students if one.uid in wanted]
    last_year = school_year_of(desk.today())
    with desk.database.writing() as tx:
        apart = _kept_apart(tx, desk, change, struck, wanted)
        kept = [one for one in struck if one.uid not in apart]
        if repairs is None:
            apart |= _signed(radius)
        begin_step(tx, _ACTIONS[type(change)], _details(change, len(kept)))
        changed = _carry_out(tx, change, last_year)
        for done, one in enumerate(kept, start=1):
            changed = plan_store.save_plan(tx, wanted[one.uid]) or changed
            if progress is not None:
                progress(done, len(kept))
        number = step_number(tx) if changed else None
    nouns = {"sections", "plans", "history"}
    if isinstance(change, RetireCourse):
        desk.forget_district()
        nouns.add("catalog")
    return BlastApplied(
        frozenset(nouns) if changed else frozenset(),
        frozenset() if isinstance(change, RetireCourse) else frozenset(one.uid for one in kept),
        number,
        len(kept),
        tuple(apart.values()),
    )


def _is_signed(one: Struck) -> bool:
    return one.before is not None and one.before.signed_on is not None


def _signed(radius: BlastRadius) -> dict[str, KeptApart]:
    """Return the signed plans that a repair was proposed for: a person decides about those."""
    return {
        one.uid: _left(one, tr(_SIGNED))
        for one in radius.students
        if one.repaired is not None and _is_signed(one)
    }


def _details(change: SectionChange, plans: int) -> dict[str, Json]:
    """Return what names the step for Undo; no student's name."""
    match change:
        case RetireCourse(code):
            return {"course": code, "plans": plans}
        case ShrinkSection(key, seats):
            return {"section_id": key[1], "seats": seats, "plans": plans}
        case _:
            return {"section_id": change.key[1], "plans": plans}


def _carry_out(tx: Transaction, change: SectionChange, last_year: int) -> bool:
    if not isinstance(change, RetireCourse):
        return save_section(tx, changed_section(change, section_of_change(tx, change)))
    ended = ended_sites(load_catalog(tx), change.course_code, last_year)
    changed = save_course_sites(tx, change.course_code, ended)
    for year in section_store.timetabled_years(tx):
        if year > last_year:
            for section in section_store.sections_of_course(tx, year, change.course_code):
                changed = save_section(tx, replace(section, cancelled=True)) or changed
    return changed


def _kept_apart(
    tx: Transaction,
    desk: Desk,
    change: SectionChange,
    struck: list[Struck],
    wanted: Mapping[str, Plan],
) -> dict[str, KeptApart]:
    """Return under their uids whose plans stay as they are, and why."""
    unchanged = _unchanged(tx, struck)
    takes = {one.uid: _newly_named(one, wanted[one.uid]) for one in unchanged}
    gone = _gone(tx, frozenset().union(*takes.values()), school_year_of(desk.today()))
    there = [one for one in unchanged if not gone & takes[one.uid]]
    seatless = without_a_seat(tx, change, desk.catalog(), desk.today(), there, wanted)
    hindrances = hindered(tx, ((one.before, wanted[one.uid]) for one in unchanged))
    found: dict[str, KeptApart] = {}
    for one in struck:
        if one.uid in hindrances:
            found[one.uid] = _left(one, told(hindrances[one.uid]).text)
        elif one not in unchanged:
            tried = Tried(one.uid, one.student_id, one.name, None, None, 0, ())
            found[one.uid] = changed_meanwhile(tried)
        elif one not in there:
            found[one.uid] = _left(one, tr(_GONE))
        elif one.uid in seatless:
            found[one.uid] = _left(one, tr(_FULL))
    return found


def _left(one: Struck, why: str) -> KeptApart:
    return KeptApart(one.uid, one.student_id, one.name, why)


def _unchanged(tx: Transaction, struck: list[Struck]) -> list[Struck]:
    """Return those whose active plan is still the one that was looked at."""
    stored = plan_store.list_plans_of(tx, [one.uid for one in struck])
    return [one for one in struck if plan_store.active_plan(stored.get(one.uid, ())) == one.before]


def _gone(tx: Transaction, named: frozenset[str], since: int) -> frozenset[str]:
    """Return the ids of sections that no school year from `since` on has open."""
    return frozenset(
        section_id
        for section_id in named
        if not any(
            section.school_year >= since and not section.cancelled
            for section in section_store.find_sections(tx, section_id)
        )
    )


def _newly_named(one: Struck, repaired: Plan) -> frozenset[str]:
    had = () if one.before is None else one.before.placed
    return frozenset(p.section_id for p in repaired.placed) - {"", *(p.section_id for p in had)}
