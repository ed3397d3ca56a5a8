"""The plans of one student: exactly one is in force, the others are kept under their names.

Audits, papers, demand and standings go by the plan in force. Every change is one step that can be
undone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.plan import Plan, PlanStatus
from cte_desktop.services.changes import Changes
from cte_desktop.services.planning import fresh_id
from cte_desktop.storage import planning as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.content import Json
    from cte_desktop.storage.transaction import Transaction

LONGEST_NAME = 60
"""Characters of a plan's name."""
_NOUNS = frozenset({"plans", "history"})


@dataclass(frozen=True, slots=True)
class PlanChanged(Changes):
    """What changed, and the plan as it is now; None when it is gone."""

    plan: Plan | None = None


def list_plans(desk: Desk, student_uid: str) -> tuple[Plan, ...]:
    """Return a student's plans, the one in force first, then by name."""
    with desk.database.reading() as tx:
        return store.list_plans(tx, student_uid)


def free_name(plans: Iterable[Plan], wanted: str) -> str:
    """Return a name that no plan has: the wanted one, or with the first number that is free."""
    taken = {plan.name.casefold() for plan in plans}
    name, number = wanted, 2
    while name.casefold() in taken:
        ending = f" {number}"
        name = wanted[: LONGEST_NAME - len(ending)] + ending
        number += 1
    return name


def add_plan(desk: Desk, student_uid: str, name: str) -> PlanChanged:
    """Begin an empty plan; it is in force when the student has none in force yet."""
    with desk.database.writing() as tx:
        return _added(desk, tx, Plan("", student_uid), name, "new_plan")


def copy_plan(desk: Desk, plan: Plan, name: str) -> PlanChanged:
    """Keep a copy of a plan under a name of its own, not in force and not signed."""
    with desk.database.writing() as tx:
        return _added(desk, tx, plan, name, "copy_plan")


def rename_plan(desk: Desk, uid: str, name: str) -> PlanChanged:
    """Give a plan another name; a wrong call when another plan of the student has it."""
    with desk.database.writing() as tx:
        plan = _there(tx, uid)
        name = _sound(tx, plan, name)
        return _kept(tx, replace(plan, name=name), "rename_plan", {"plan": plan.name, "name": name})


def activate_plan(desk: Desk, uid: str) -> PlanChanged:
    """Put a plan in force; the one that was stays under its name."""
    with desk.database.writing() as tx:
        plan = _there(tx, uid)
        active = replace(plan, status=PlanStatus.ACTIVE)
        return _kept(tx, active, "activate_plan", {"plan": plan.name})


def delete_plan(desk: Desk, uid: str) -> PlanChanged:
    """Delete a plan; a wrong call for the one in force while there are others."""
    with desk.database.writing() as tx:
        plan = _there(tx, uid)
        others = [one for one in store.list_plans(tx, plan.student_uid) if one.uid != uid]
        if plan.status is PlanStatus.ACTIVE and others:
            raise WrongCall(
                "plan_in_force",
                noop("“{plan}” is the active plan."),
                kept=noop("Nothing was changed."),
                do=noop("Make another plan the active one first."),
                plan=plan.name,
            )
        begin_step(tx, "delete_plan", {"plan": plan.name})
        store.delete_plan(tx, uid)
        return PlanChanged(_NOUNS, frozenset({plan.student_uid}), step_number(tx))


def _added(desk: Desk, tx: Transaction, pattern: Plan, name: str, action: str) -> PlanChanged:
    """Keep a new plan with the placements of another one under uids of their own."""
    known = store.list_plans(tx, pattern.student_uid)
    status = PlanStatus.NAMED if store.active_plan(known) is not None else PlanStatus.ACTIVE
    made = replace(
        pattern,
        uid=fresh_id(desk),
        status=status,
        signed_on=None,
        placements=tuple(replace(p, uid=fresh_id(desk)) for p in pattern.placements),
    )
    made = replace(made, name=_sound(tx, made, name))
    return _kept(tx, made, action, {"plan": made.name})


def _kept(tx: Transaction, plan: Plan, action: str, details: dict[str, Json]) -> PlanChanged:
    begin_step(tx, action, details)
    if not store.save_plan(tx, plan):
        return PlanChanged(plan=plan)
    return PlanChanged(_NOUNS, frozenset({plan.student_uid}), step_number(tx), plan)


def _there(tx: Transaction, uid: str) -> Plan:
    plan = store.find_plan(tx, uid)
    if plan is None:
        raise WrongCall(
            "unknown_plan",
            noop("This plan is no longer there."),
            do=noop("The plans are read anew; choose another one."),
        )
    return plan


def _sound(tx: Transaction, plan: Plan, name: str) -> str:
    """Return a name without spaces too many; a wrong call for one that can't be had."""
    name = " ".join(name.split())
    if not name:
        raise WrongCall("no_name", noop("Give the plan a name."))
    if len(name) > LONGEST_NAME:
        raise WrongCall(
            "name_too_long", noop("A name has at most {most} characters."), most=LONGEST_NAME
        )
    others = (one for one in store.list_plans(tx, plan.student_uid) if one.uid != plan.uid)
    if any(one.name.casefold() == name.casefold() for one in others):
        raise WrongCall(
            "plan_name_taken",
            noop("There is a plan “{plan}” already."),
            kept=noop("Nothing was changed."),
            do=noop("Choose another name."),
            plan=name,
        )
    return name
