"""Columns and filters of the active plan: how far it is agreed, and whether it is locked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import ApprovalState
from cte_desktop.services.list_facts import FactKind
from cte_desktop.ui.students.fields.of_facts import WAITING
from cte_desktop.ui.students.fields.record import ListColumn, ListFilter, fixed
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.approvals import state_label
from cte_desktop.wording.labels import short_date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.list_facts import PlanFacts
    from cte_desktop.services.students import StudentLine
    from cte_desktop.ui.students.fields.record import Value
    from cte_desktop.ui.students.known_facts import KnownFacts
    from cte_desktop.ui.theme import ColorName

PLAN, SIGNED_ON, LOCKED = "plan", "signed_on", "locked"
NO_PLAN, UNSIGNED, NOT_SIGNED = "no_plan", "unsigned", "not_signed"
YES, NO = "yes", "no"
_STATES = tuple(ApprovalState)
_ICONS = {
    ApprovalState.PROPOSED: "arrow-right",
    ApprovalState.ACCEPTED: "check",
    ApprovalState.DECLINED: "x",
    ApprovalState.SIGNED: "circle-check",
    ApprovalState.REOPENED: "rotate-cw",
}


class Plans:
    """Reads what is known of a student's active plan for columns and filters."""

    def __init__(self, facts: KnownFacts) -> None:
        self._facts = facts

    def any(self, row: StudentLine) -> PlanFacts | None:
        """Return the active plan, be it empty."""
        found: PlanFacts | None = self._facts.of(FactKind.PLANS, row.uid)
        return found

    def filled(self, row: StudentLine) -> PlanFacts | None:
        """Return the active plan if any course is in it."""
        found = self.any(row)
        return found if found is not None and found.has_courses else None

    def is_locked(self, row: StudentLine) -> bool:
        """Tell whether it is locked."""
        found = self.any(row)
        return found is not None and found.locked

    def state(self, row: StudentLine) -> ApprovalState | None:
        """Return how far it is agreed; None without a plan."""
        found = self.filled(row)
        return ApprovalState(found.state) if found is not None and found.state in _STATES else None

    def state_words(self, row: StudentLine) -> str:
        """Return how far it is agreed, in a word."""
        found = self.filled(row)
        if found is not None:
            return state_label(found.state)
        return self._waiting(tr("No plan"))

    def signed_on(self, row: StudentLine) -> str:
        """Return on which day it was signed, as lists write it."""
        found = self.any(row)
        day = found.signed_on if found is not None else ""
        return short_date_label(date.fromisoformat(day)) if day else self._waiting("")

    def lock_words(self, row: StudentLine) -> str:
        """Return that it is locked."""
        return tr("locked") if self.is_locked(row) else self._waiting("")

    def order(self, row: StudentLine) -> int:
        """Return the place of its state among the states."""
        state = self.state(row)
        return -1 if state is None else _STATES.index(state)

    def icon(self, row: StudentLine) -> str | None:
        """Return the sign of its state."""
        state = self.state(row)
        return None if state is None else _ICONS.get(state)

    def ink(self, row: StudentLine) -> ColorName | None:
        """Return the color of its state."""
        return "text_muted" if self.filled(row) is None else None

    def _waiting(self, words: str) -> str:
        return words if self._facts.is_read(FactKind.PLANS) else WAITING


def columns_of_plans(facts: KnownFacts) -> tuple[ListColumn, ...]:
    """Return the columns."""
    plans = Plans(facts)
    state = Column(
        tr("Plan"),
        plans.state_words,
        sort_key=plans.order,
        icon=plans.icon,
        color=plans.ink,
        width=132,
        searched=False,
    )
    signed = Column(
        tr("Signed on"),
        plans.signed_on,
        sort_key=lambda row: getattr(plans.any(row), SIGNED_ON, ""),
        width=124,
        searched=False,
    )
    lock = Column(
        tr("Lock"),
        plans.lock_words,
        icon=lambda row: "lock" if plans.is_locked(row) else None,
        width=96,
        searched=False,
    )
    agreed = tr("How far the active plan is agreed: draft, proposed, accepted, signed")
    locked = tr("Whether the plan is locked against changes")
    return (
        ListColumn(PLAN, state, FactKind.PLANS, agreed),
        ListColumn(SIGNED_ON, signed, FactKind.PLANS),
        ListColumn(LOCKED, lock, FactKind.PLANS, locked),
    )


def filters_of_plans(facts: KnownFacts) -> tuple[ListFilter, ...]:
    """Return the filters."""
    plans = Plans(facts)

    def stands(wanted: Value) -> Callable[[StudentLine], bool]:
        if wanted == NO_PLAN:
            return lambda row: plans.filled(row) is None
        if wanted == UNSIGNED:
            return lambda row: (found := plans.filled(row)) is not None and not found.signed_on
        if wanted == NOT_SIGNED:
            return lambda row: (found := plans.filled(row)) is None or not found.signed_on
        return lambda row: (found := plans.filled(row)) is not None and found.state == wanted

    def locked(wanted: Value) -> Callable[[StudentLine], bool]:
        return lambda row: plans.is_locked(row) == (wanted == YES)

    choices = (
        (tr("No signed plan"), NOT_SIGNED),
        (tr("No plan"), NO_PLAN),
        (tr("Plan not signed"), UNSIGNED),
        *((state_label(one.value), one.value) for one in _STATES),
    )
    locks = ((tr("Plan locked"), YES), (tr("Plan not locked"), NO))
    kind = FactKind.PLANS
    return (
        ListFilter(PLAN, tr("Plan"), tr("All plans"), fixed(choices), stands, kind),
        ListFilter(LOCKED, tr("Lock"), tr("Locked or not"), fixed(locks), locked, kind),
    )
