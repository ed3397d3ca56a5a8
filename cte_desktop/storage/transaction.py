"""One user action against the store: what `Database.reading()` and `writing()` hand out.

Storage functions take a `Transaction` and return frozen domain records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from cte_desktop.domain.planning.approval import LockedPlan
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.storage.content import Json
    from cte_desktop.system.clock import Clock

    PlanChange = tuple[Plan | None, Plan | None]
    """A plan before and after; None stands for none."""


@dataclass(slots=True)
class OpenStep:
    """The step that a transaction is about to write, or has begun to: `number` is None before."""

    kind: str
    action: str
    details: Mapping[str, Json]
    undoes: int | None = None
    number: int | None = None
    facts: tuple[str, ...] = ()
    chain: str | None = None


def _nobody_looks() -> None:
    """Stand in for the look of work that is never given up."""


class Guard(Protocol):
    """Who may do what; it raises a known error that says why not. Held where everything is written:
    each step, each change about a student, each disclosure. `uid` is who sits there, "" the owner.
    """

    uid: str

    def step(self, tx: Transaction, action: str) -> None:
        """Let a step of this action begin, or refuse it."""

    def students(self, tx: Transaction, uids: Collection[str]) -> None:
        """Let something be changed about these students, or refuse it."""

    def disclosure(self, tx: Transaction, uids: Collection[str]) -> None:
        """Let records of these students be printed or exported, or refuse it."""

    def plan(
        self, tx: Transaction, before: Plan | None, after: Plan | None, instead_of: Plan | None
    ) -> None:
        """Let a plan be changed, None standing for none, or refuse it; when it comes in force,
        `instead_of` is the one that was.
        """

    def plans_back(self, tx: Transaction, changes: Collection[PlanChange]) -> None:
        """Let a step be undone that changed plans so, or refuse it: all of them at once, since the
        plan in force is another one only when the step is undone whole.
        """

    def locked_plans(self, tx: Transaction, locked: Sequence[LockedPlan]) -> None:
        """Refuse to change plans that are locked; at least one."""


@dataclass(slots=True)
class Transaction:
    """An open transaction with the actor, the clock and the laptop that its changes are written
    under.

    Long loops call `look`: it raises when the work is given up (`giving_up.py`). Without a `guard`
    everything may be done.
    """

    session: Session
    writable: bool
    actor: str
    laptop_id: str
    clock: Clock
    step: OpenStep | None = field(default=None)
    look: Callable[[], None] = field(default=_nobody_looks)
    guard: Guard | None = field(default=None)

    @property
    def connection(self) -> Connection:
        """The connection, for statements over many rows (`exec_driver_sql` with tuples)."""
        return self.session.connection()

    def require_action(self, action: str) -> None:
        """Raise what the guard says if a step of this action may not be done: for what is written
        within a step of another.
        """
        if self.guard is not None:
            self.guard.step(self, action)

    def require_disclosure(self, uids: Collection[str]) -> None:
        """Raise what the guard says if records of these students may not be handed out."""
        if self.guard is not None:
            self.guard.disclosure(self, uids)

    def require_students(self, uids: Collection[str]) -> None:
        """Raise what the guard says if something about one of these students may not be changed."""
        if self.guard is not None and uids:
            self.guard.students(self, uids)

    def require_plan(
        self, before: Plan | None, after: Plan | None, instead_of: Plan | None = None
    ) -> None:
        """Raise what the guard says if a plan is locked or may not be changed at present."""
        if self.guard is not None:
            self.guard.plan(self, before, after, instead_of)

    def require_plans_back(self, changes: Collection[PlanChange]) -> None:
        """Raise what the guard says if plans may not be changed so by taking a step back."""
        if self.guard is not None and changes:
            self.guard.plans_back(self, changes)

    def require_unlocked(self, locked: Sequence[LockedPlan]) -> None:
        """Raise what the guard says of plans that are locked."""
        if self.guard is not None and locked:
            self.guard.locked_plans(self, locked)
