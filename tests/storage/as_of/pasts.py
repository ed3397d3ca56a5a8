"""Histories of plans made at random: what was done to them, and how they stood after each step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from cte_desktop.domain.planning.plan import Lane, Placement, Plan, PlanStatus, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.storage.as_of.days import newest_step
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import begin_step, list_steps
from cte_desktop.storage.planning import delete_plan, list_plans, save_plan
from cte_desktop.storage.students import student_uids
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.bringing import a_file, a_student, a_wanted, bring, take_back

STUDENTS = ("1", "2")
_COURSES = ("ENG12", "GD1", "GD2")
_NAMES = ("Plan A", "Plan B", "Plan C")
FIRST_DAY = date(2026, 9, 1)

choices = st.integers(0, 5)
deeds = st.lists(
    st.tuples(
        st.sampled_from(
            ("edit",) * 4
            + ("import",) * 3
            + ("undo",) * 3
            + (
                "replace",
                "delete",
                "rename",
                "activate",
                "new",
                "many",
                "students",
            )
        ),
        choices,
        choices,
        choices,
    ),
    min_size=3,
    max_size=12,
)
"""What is done: the deed and three numbers that choose to what."""

Plans = dict[str, tuple[Plan, ...]]


def in_any_order(plans: Plans) -> Plans:
    """Return plans with their semesters by uid.

    An edit closes the gaps that an import left in the order of a plan, so that taking both back
    may bring semesters back in another order: they lie in their terms and periods all the same.
    """
    return {
        uid: tuple(
            replace(plan, placements=tuple(sorted(plan.placements, key=lambda p: p.uid)))
            for plan in of_student
        )
        for uid, of_student in plans.items()
    }


class Past:
    """Does one deed after the other, each on the next day, and keeps how the plans stood."""

    def __init__(self, database: Database) -> None:
        """Bring two students in."""
        self.database = database
        self.uids: dict[str, str] = {}
        self.ever: set[str] = set()  # a student who was taken back and comes again is another row
        self.stood: dict[int, Plans] = {0: {}}
        self.now: Plans = {}
        self._made = 0
        self._day = FIRST_DAY
        self._bring("students", *(a_student(one) for one in STUDENTS))
        self._look()

    def do(self, deed: str, one: int, two: int, three: int) -> None:
        """Do a deed; one that can't be done is left."""
        self._day += timedelta(days=1)
        self.database.clock = Clock(self._day)
        try:
            getattr(self, f"_{deed}")(one, two, three)
        except KnownError:
            return
        finally:
            self._look()

    def _look(self) -> None:
        with self.database.reading() as tx:
            now = student_uids(tx)
            self.uids = {**self.uids, **now}
            self.ever |= set(now.values())
            plans = {uid: list_plans(tx, uid) for uid in now.values()}
            self.now = plans
            self.stood[newest_step(tx)] = in_any_order(plans)

    def _bring(self, kind: str, *rows: Any, replace: bool = False) -> None:
        bring(self.database, a_file(kind, *rows), replace=replace)

    def _students(self, one: int, _two: int, _three: int) -> None:
        """A file of students that lacks one, who goes; or brings them back."""
        kept = STUDENTS if one > 2 else STUDENTS[:1]
        self._bring("students", *(a_student(name) for name in kept), replace=True)

    def _wanted(self, one: int, two: int, three: int) -> list[Any]:
        status = "active" if three % 2 else "named"
        return [
            a_wanted(
                student,
                course,
                plan=_NAMES[(two + three) % 3],
                period=f"P{(one + place) % 4 + 1}",
                status=status,
            )
            for student in STUDENTS[: 1 + one % 2]
            for place, course in enumerate(_COURSES[: 1 + two % 3])
        ]

    def _import(self, one: int, two: int, three: int) -> None:
        self._bring("plans", *self._wanted(one, two, three))

    def _replace(self, one: int, two: int, three: int) -> None:
        self._bring("plans", *self._wanted(one, two, three), replace=True)

    def _undo(self, one: int, _two: int, _three: int) -> None:
        with self.database.reading() as tx:
            steps = [step for step in list_steps(tx) if step.undone_by is None]
        if one < len(steps):
            take_back(self.database, steps[one].number)

    def _plan(self, one: int, two: int) -> Plan | None:
        plans = self.now.get(self.uids[STUDENTS[one % 2]], ())
        return plans[two % len(plans)] if plans else None

    def _edited(self, plan: Plan, three: int) -> Plan:
        rows = list(plan.placements)
        if three % 3 == 0 or not rows:
            spot = Spot(9 + three % 4, Term.FALL, Lane.DAY, "")
            rows.insert(three % (len(rows) + 1), Placement(self._fresh(), "PSYCH", spot))
        elif three % 3 == 1:
            rows.pop(three % len(rows))
        else:
            moved = replace(rows[-1], spot=Spot(9 + three % 4, Term.SPRING, Lane.DAY, "P6"))
            rows = [moved, *rows[:-1]]
        return replace(plan, placements=tuple(rows))

    def _fresh(self) -> str:
        self._made += 1
        return f"made-{self._made}"

    def _save(self, *plans: Plan) -> None:
        with self.database.writing() as tx:
            begin_step(tx, "edit")
            for plan in plans:
                save_plan(tx, plan)

    def _edit(self, one: int, two: int, three: int) -> None:
        plan = self._plan(one, two)
        if plan is not None:
            self._save(self._edited(plan, three))

    def _many(self, _one: int, _two: int, three: int) -> None:
        plans = [plan for place in range(2) if (plan := self._plan(place, 0)) is not None]
        self._save(*(self._edited(plan, three) for plan in plans))

    def _new(self, one: int, _two: int, three: int) -> None:
        uid = self.uids[STUDENTS[one % 2]]
        plans = self.now.get(uid)
        if plans is not None:
            named = self._fresh()
            active = PlanStatus.ACTIVE if three > 2 else PlanStatus.NAMED
            self._save(self._edited(Plan(named, uid, named, active), three * 3))

    def _rename(self, one: int, two: int, _three: int) -> None:
        plan = self._plan(one, two)
        if plan is not None:
            self._save(replace(plan, name=self._fresh()))

    def _activate(self, one: int, two: int, _three: int) -> None:
        plan = self._plan(one, two)
        if plan is not None:
            self._save(replace(plan, status=PlanStatus.ACTIVE))

    def _delete(self, one: int, two: int, _three: int) -> None:
        plan = self._plan(one, two)
        if plan is not None:
            with self.database.writing() as tx:
                begin_step(tx, "delete_plan")
                delete_plan(tx, plan.uid)
