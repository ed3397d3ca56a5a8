"""What was known on an earlier day: a student's plan, a student's case, or the whole district.

What counts as known on a day is said in `storage/as_of/days.py`: the state at the end of that day,
where the order of the steps rules, not what a clock said.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import OWNER
from cte_desktop.domain.planning.plan import Plan, PlanStatus
from cte_desktop.domain.school_year import school_year_of_grade
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.named_plans import PlanChanged, free_name
from cte_desktop.services.planning import fresh_id
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import students as student_store
from cte_desktop.storage.as_of import days
from cte_desktop.storage.as_of.plans import not_known, plans_as_of
from cte_desktop.storage.history import begin_step, list_steps, step_number
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.steps import step_text
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from cte_desktop.domain.people.roles import Person
    from cte_desktop.services.cases import Case


@dataclass(frozen=True, slots=True)
class PlanThen:
    """A student's plan at the end of a day; `plan` is None when there was none.

    `plans` are all that the student had then, `changes` how many later steps changed them, `there`
    whether the district knew the student.
    """

    day: date
    plan: Plan | None
    name: str
    changes: int
    plans: tuple[Plan, ...] = ()
    there: bool = True


@dataclass(frozen=True, slots=True)
class DayOfChange:
    """A day on which a student's plans changed, and the steps that did, newest first."""

    day: date
    steps: tuple[str, ...]


@dataclass(slots=True)
class DeskThen(Desk):
    """The desk as it lay at the end of a day, for looking only.

    `looking` is who looks back, as they are today; `unknown` are the uids of students about whom
    too much was destroyed since to say how they stood.
    """

    looking: Person = OWNER
    unknown: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Let who looks back sit here too; whoever guards the database goes on doing so."""
        self.person = self.looking


def plan_as_of(desk: Desk, uid: str, day: date, plan_uid: str = "") -> PlanThen:
    """Return the plan of a student at the end of a day: that one, else the one in force then.

    A wrong call for a day to come or before the database was made; `KnownError` "not_known" for
    what was destroyed since.
    """
    with desk.database.reading() as tx:
        closing = days.step_closing(tx, day, desk.today())
        then = plans_as_of(tx, uid, closing)
    named = next((plan for plan in then.plans if plan.uid == plan_uid), None)
    plan = named or plan_store.active_plan(then.plans)
    name = "" if plan is None else plan.name
    return PlanThen(day, plan, name, len(then.changed_in), then.plans, then.there)


def days_of_change(desk: Desk, uid: str) -> tuple[DayOfChange, ...]:
    """Return the days on which a student's plans changed, newest first."""
    with desk.database.reading() as tx:
        changed = plans_as_of(tx, uid, 0).changed_in
        known = days.days_of_steps(tx, changed)
        steps = {step.number: step for step in list_steps(tx, also=changed, student_id=uid)}
    found: dict[date, list[str]] = {}
    for number in changed:
        step = steps[number]
        text = step_text(step.action, step.details, desk.catalog())
        found.setdefault(min(known[number], desk.today()), []).append(text)
    return tuple(DayOfChange(day, tuple(texts)) for day, texts in found.items())


def on_the_table(desk: Desk, case: Case, plan: Plan | None) -> Case:
    """Return the case of today with a plan of then on the table, its sections included."""
    if plan is None:
        return case.with_plan(None)
    of_class = case.file.student.graduation_year
    named = {
        (school_year_of_grade(p.spot.grade_level, of_class), p.section_id)
        for p in plan.placed
        if p.spot is not None and p.section_id
    }
    new = frozenset(named - case.sections.keys())
    if new:
        with desk.database.reading() as tx:
            sections = section_store.sections_for(tx, new)
            claims = seat_store.claims_of(tx, set(sections), desk.today())
        for key, section in sections.items():
            case = case.with_section_known(section, claims.get(key, ()))
    return case.with_plan(plan)


def bring_back(desk: Desk, uid: str, plan: Plan, keep_as: str = "") -> PlanChanged:
    """Make a plan of a student what it was then, as one step that can be undone.

    What was in force then is in force again; the plan that is in force now stays under its name.
    With `keep_as` the plan as it is now is kept too, as a copy under that name. A plan that was
    deleted since comes back, not signed.
    """
    if plan.student_uid != uid:
        raise ValueError("the plan of another student")
    with desk.database.writing() as tx:
        present = plan_store.list_plans(tx, uid)
        now = next((one for one in present if one.uid == plan.uid), None)
        others = tuple(one for one in present if one.uid != plan.uid)
        if now is not None and keep_as.strip():
            kept = _copy_of(desk, now, free_name(present, " ".join(keep_as.split())))
        else:
            kept = None
        wanted = replace(
            plan,
            name=_name(plan, now, others),
            status=_status(plan, now, others),
            signed_on=None if now is None else now.signed_on,  # what was signed since stays so
        )
        begin_step(tx, "bring_back_plan", {"plan": wanted.name})
        changed = plan_store.save_plan(tx, wanted)
        if changed and kept is not None:
            plan_store.save_plan(tx, kept)
        if not changed:
            return PlanChanged(plan=wanted)
        nouns = frozenset({"plans", "history"})
        return PlanChanged(nouns, frozenset({uid}), step_number(tx), wanted)


@contextlib.contextmanager
def desk_as_of(desk: Desk, day: date) -> Iterator[DeskThen]:
    """Yield the desk as it lay at the end of a day: students, plans, catalog, rules and settings.

    Its today is that day. Nothing is to be written there: it is a copy that goes away, or, where
    nothing was done since, the database itself. A wrong call as for `plan_as_of`. Takes a second or
    more in a large district, but nobody waits for it.
    """
    with desk.database.reading() as tx:
        closing = days.step_closing(tx, day, desk.today())
    with desk_after(desk, closing, day) as then:
        yield then


@contextlib.contextmanager
def desk_after(desk: Desk, step: int, day: date) -> Iterator[DeskThen]:
    """Yield the desk as it lay after a step of the history, its today being `day`.

    As `desk_as_of`, for who needs what was known at a moment of that day.
    """
    from cte_desktop.storage.as_of.exact import take_back_since
    from cte_desktop.storage.as_of.twin import twin
    from cte_desktop.wording.programs import take_titles

    clock = Clock(day)
    with desk.database.reading() as tx:
        newest = days.newest_step(tx)
    if step == newest:
        yield DeskThen(desk.database, clock, looking=desk.person)
        return
    with twin(desk.database, clock) as copy:
        with copy.writing() as tx:
            unknown = take_back_since(tx, step)
        try:
            yield DeskThen(copy, clock, looking=desk.person, unknown=unknown)
        finally:
            take_titles(desk.district().rules)


def case_as_of(desk: Desk, uid: str, day: date) -> Case:
    """Return the case of a student as it was at the end of a day, with the rules of then."""
    with desk_as_of(desk, day) as then:
        with then.database.reading() as tx:
            known = student_store.student_ids(tx, (uid,))
        if not known:
            with desk.database.reading() as tx:
                ids = student_store.student_ids(tx, (uid,))
            raise _not_there(next(iter(ids), ""), day, destroyed=uid in then.unknown)
        return replace(open_case_of(then, uid), seen_on=desk.today())


def require_known_then(desk: Desk, then: DeskThen, ids: Collection[str]) -> None:
    """Raise what is to be said of the first of these ids that no student had then."""
    with then.database.reading() as tx:
        known = student_store.student_uids(tx, ids)
    with desk.database.reading() as tx:
        now = student_store.student_uids(tx, ids)
    for student_id in ids:
        if student_id not in known:
            raise _not_there(
                student_id, then.today(), destroyed=now.get(student_id) in then.unknown
            )


def _not_there(student_id: str, day: date, *, destroyed: bool) -> Exception:
    if destroyed:
        return not_known()
    return WrongCall(
        "unknown_student",
        noop('On {day} no student had the id "{student}".'),
        do=noop("Check the id; the student may have come later."),
        day=date_label(day),
        student=student_id,
    )


def _copy_of(desk: Desk, plan: Plan, name: str) -> Plan:
    placements = tuple(replace(p, uid=fresh_id(desk)) for p in plan.placements)
    return Plan(fresh_id(desk), plan.student_uid, name, PlanStatus.NAMED, placements)


def _name(plan: Plan, now: Plan | None, others: tuple[Plan, ...]) -> str:
    """Return the name of today, or the one of then if no other plan took it since."""
    return now.name if now is not None else free_name(others, plan.name)


def _status(plan: Plan, now: Plan | None, others: tuple[Plan, ...]) -> PlanStatus:
    """Return ACTIVE for what was in force then, is in force now, or is the only one left."""
    if plan.status is PlanStatus.ACTIVE or plan_store.active_plan(others) is None:
        return PlanStatus.ACTIVE
    return PlanStatus.NAMED if now is None else now.status
