"""What was agreed about plans: proposed, answered, signed, opened again; a student's rows.

They are read in the order of the steps that wrote them: one that was undone and done again stands
where it stood.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.planning.approval import SIGNATORIES, Approval, ApprovalState
from cte_desktop.storage.content import as_json
from cte_desktop.storage.owned_rows import OwnedRows
from cte_desktop.storage.plan_content import content_of, kept_from_content, kept_from_plan, plan_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.signature import Strokes
    from cte_desktop.storage.content import Content, Json
    from cte_desktop.storage.transaction import Transaction

ROWS = OwnedRows(
    "plan_approval",
    (
        "plan",
        "plan_name",
        "state",
        "on",
        "means",
        "student_name",
        "guardian_name",
        "counselor_name",
        "remark",
        "content",
        "signatures",
    ),
)
NOUN = ROWS.noun
_STATES = {state.value: state for state in ApprovalState}
_COLUMNS = ", ".join(f'a."{name}"' for name in ROWS.columns)
_QUERY = (
    f'SELECT s.uid, a.uid, {_COLUMNS} FROM plan_approval a JOIN student s ON s."key" = a.student '
    'WHERE {whose} ORDER BY s.uid, a.step DESC, a."key" DESC'
)


def approvals_of(tx: Transaction, student_uid: str) -> tuple[Approval, ...]:
    """Return what was said of a student's plans, newest first."""
    rows = tx.connection.exec_driver_sql(_QUERY.format(whose="s.uid = ?"), (student_uid,))
    return tuple(_approval(tuple(row)) for row in rows)


def approvals_of_many(
    tx: Transaction, student_uids: Iterable[str]
) -> dict[str, tuple[Approval, ...]]:
    """Return what was said of the plans of many students under their uids, newest first."""
    query = _QUERY.format(whose="s.uid IN (SELECT value FROM json_each(?))")
    found: dict[str, list[Approval]] = {}
    for row in tx.connection.exec_driver_sql(query, (json.dumps(list(student_uids)),)):
        found.setdefault(row[0], []).append(_approval(tuple(row)))
    return {uid: tuple(some) for uid, some in found.items()}


def add_approval(tx: Transaction, plan: Plan, approval: Approval) -> str:
    """Keep what was said of a plan with the plan as it is, within the step; returns its uid."""
    names = approval.names
    return ROWS.add(
        tx,
        plan.student_uid,
        (
            plan.uid,
            plan.name,
            approval.state.value,
            approval.on.isoformat(),
            approval.means,
            *(names[who] for who in SIGNATORIES),
            approval.remark,
            as_json(content_of(kept_from_plan(plan, 0))),
            _signatures_text(approval.signatures),
        ),
    )


def step_of(tx: Transaction, uid: str) -> tuple[int, datetime] | None:
    """Return the step in which something was said of a plan and its moment; None if it is gone."""
    query = (
        "SELECT a.step, s.at FROM plan_approval a JOIN step s ON s.number = a.step WHERE a.uid = ?"
    )
    row = tx.connection.exec_driver_sql(query, (uid,)).first()
    return None if row is None else (row[0], datetime.fromisoformat(str(row[1])))


def first_step_day(tx: Transaction, plan_uid: str) -> date | None:
    """Return the day (in UTC) of the first step that wrote a plan by hand; None for one that only
    files wrote.
    """
    query = (
        "SELECT min(s.at) FROM change c JOIN step s ON s.number = c.step "
        "WHERE c.noun = 'plan' AND c.noun_id = ?"
    )
    at = tx.connection.exec_driver_sql(query, (plan_uid,)).scalar()
    return None if at is None else date.fromisoformat(str(at)[:10])


def _approval(row: tuple[Any, ...]) -> Approval:
    _student, uid, plan, name, state, on, means, student, guardian, counselor, remark, *rest = row
    content, signatures = rest
    return Approval(
        uid,
        plan,
        name,
        _STATES.get(state, ApprovalState.DRAFT),  # a state of a newer version says nothing here
        date.fromisoformat(on),
        means,
        student,
        guardian,
        counselor,
        remark,
        plan_of(kept_from_content(plan, json.loads(content))) if content else None,
        _signatures(signatures),
    )


def _signatures_text(signatures: Mapping[str, Strokes]) -> str:
    drawn: Content = {who: _listed(strokes) for who, strokes in signatures.items() if strokes}
    return as_json(drawn) if drawn else ""


def _listed(strokes: Strokes) -> Json:
    return [[[x, y] for x, y in stroke] for stroke in strokes]


def _signatures(text: str) -> Mapping[str, Strokes]:
    kept = json.loads(text) if text else {}
    return {
        who: tuple(tuple((float(x), float(y)) for x, y in stroke) for stroke in strokes)
        for who, strokes in kept.items()
    }
