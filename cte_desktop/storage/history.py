"""The change history: the one write path of everything a user can undo.

A *step* is what a user did in one go; it holds one *change* per thing, with its content before and
after. Both are written in the transaction that changes the thing. The digests that chain changes
together are in `chain.py`, undoing is in `undo.py`.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import insert, or_, select

from cte_desktop.storage.chain import (
    SALT_BYTES,
    chain_digest,
    content_digest,
    facts_digest,
    last_chain,
    step_facts,
)
from cte_desktop.storage.content import as_json, content_or_none, text_or_none
from cte_desktop.storage.due_standings import mark_schedules, mark_student
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.tables.history import ChangeContentRow, ChangeRow, StepRow
from cte_desktop.storage.transaction import OpenStep

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Select

    from cte_desktop.storage.content import Content, Json
    from cte_desktop.storage.transaction import Transaction


_NOT_AUDITED = frozenset({"student_tag", "shared_note", "reminder", "plan_approval", "plan_lock"})
"""Nouns about students that no audit reads: how somebody stands is the same as before."""
_AT_ONCE = 100  # steps of which is read together what took them back


class StepKind(StrEnum):
    """How a step came about."""

    EDIT = "edit"
    BULK = "bulk"
    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the history. `action` and `details` name it in words (never a student's name).

    `undone_by` is the step that took it back and is itself in effect; None if it is in effect.
    """

    number: int
    at: datetime
    actor: str
    laptop_id: str
    kind: StepKind
    action: str
    details: Mapping[str, Json]
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a step changed; `destroyed` when retention took its content."""

    number: int
    step: int
    noun: str
    noun_id: str
    student_id: str | None
    before: Content | None
    after: Content | None
    destroyed: bool


def begin_step(
    tx: Transaction,
    action: str,
    details: Mapping[str, Json] | None = None,
    *,
    kind: StepKind = StepKind.EDIT,
    undoes: int | None = None,
) -> None:
    """Say what the user is doing; the step is written with its first change, so none is empty."""
    if not tx.writable:
        raise RuntimeError("a step needs a writing transaction")
    if tx.step is not None and tx.step.number is not None:
        raise RuntimeError("a transaction holds one step")
    tx.require_action(action)
    tx.step = OpenStep(kind, action, dict(details or {}), undoes)


def step_number(tx: Transaction) -> int:
    """Return the number of the transaction's step, writing it if need be.

    Rows that an import or a bulk edit writes carry it instead of a change each.
    """
    step = _begun(tx)
    if step.number is None:
        at, identity = tx.clock.now(), new_id(tx.clock.now())
        step.number = _write_step(tx, step, identity, at)
        step.facts = step_facts(identity, tx.laptop_id, tx.actor, at, step.kind, step.action)
    return step.number


def record_change(
    tx: Transaction,
    noun: str,
    noun_id: str,
    before: Content | None,
    after: Content | None,
    *,
    student_id: str | None = None,
) -> bool:
    """Write one change of the transaction's step; False, and nothing written, if nothing changed.

    The caller writes the thing itself in the same transaction. `student_id` is whom it is about:
    their standings are due from now on, unless no audit reads the noun.
    """
    if as_json(before) == as_json(after):
        return False
    tx.require_students(() if student_id is None else (student_id,))
    number = step_number(tx)
    step = _begun(tx)
    if step.chain is None:
        step.chain = last_chain(tx, tx.laptop_id)
    identity, salt = new_id(tx.clock.now()), os.urandom(SALT_BYTES)
    old, new = text_or_none(before), text_or_none(after)
    content = content_digest(salt, old, new)
    facts = facts_digest(step.facts, identity, noun, noun_id, student_id)
    step.chain = chain_digest(step.chain, content, facts)
    row = insert(ChangeRow).values(
        id=identity,
        step=number,
        laptop_id=tx.laptop_id,
        noun=noun,
        noun_id=noun_id,
        student_id=student_id,
        content_digest=content,
        chain_digest=step.chain,
    )
    change = tx.connection.scalar(row.returning(ChangeRow.number))
    kept = insert(ChangeContentRow)
    tx.connection.execute(kept.values(change=change, salt=salt, before=old, after=new))
    mark_schedules(tx, noun, noun_id, before, after, number)
    if student_id is not None and noun not in _NOT_AUDITED:
        mark_student(tx, student_id, number)
    return True


def list_steps(
    tx: Transaction,
    *,
    student_id: str | None = None,
    also: Collection[int] = (),
    limit: int | None = None,
) -> tuple[Step, ...]:
    """Return the steps, newest first; with `student_id` those with a change about that student.

    `also` are the numbers of steps that are about the student without such a change.
    """
    query = select(StepRow).order_by(StepRow.number.desc()).limit(limit)
    if student_id is not None:
        about = select(ChangeRow.step).where(ChangeRow.student_id == student_id)
        query = query.where(or_(StepRow.number.in_(about), StepRow.number.in_(also)))
    return tuple(steps_of_query(tx, query))


def newest_steps(tx: Transaction) -> Iterator[Step]:
    """Yield the steps, newest first, reading no more than are asked for."""
    query = select(StepRow).order_by(StepRow.number.desc())
    yield from steps_of_query(tx, query.execution_options(yield_per=50))


def find_step(tx: Transaction, number: int) -> Step | None:
    """Return one step, None if there is none of that number."""
    return next(steps_of_query(tx, select(StepRow).where(StepRow.number == number)), None)


def list_changes(tx: Transaction, step: int) -> tuple[Change, ...]:
    """Return the changes of a step in the order they were made."""
    query = _changes_query().where(ChangeRow.step == step).order_by(ChangeRow.number)
    return tuple(_changes(tx, query))


def later_changes(tx: Transaction, change: Change) -> tuple[Change, ...]:
    """Return what happened to the same thing after `change`, oldest first."""
    query = (
        _changes_query()
        .where(
            ChangeRow.noun == change.noun,
            ChangeRow.noun_id == change.noun_id,
            ChangeRow.number > change.number,
        )
        .order_by(ChangeRow.number)
    )
    return tuple(_changes(tx, query))


def undone_steps(tx: Transaction) -> dict[int, int]:
    """Return every step that is not in effect, with the step that took it back.

    An undo that was itself undone takes nothing back, so newer steps decide about older ones.
    """
    undone: dict[int, int] = {}
    pairs = tx.session.execute(
        select(StepRow.number, StepRow.undoes)
        .where(StepRow.undoes.is_not(None))
        .order_by(StepRow.number.desc())
    )
    for number, target in pairs:
        if number not in undone and target is not None:
            undone[target] = number
    return undone


def undone_among(tx: Transaction, numbers: Collection[int]) -> dict[int, int]:
    """Return those of the steps that are not in effect, with the step that took each back.

    Looked at are only the steps that have to do with them: of many thousands that is quick.
    """
    taken_by: dict[int, list[int]] = {}
    wanted = frozenset(numbers)
    while wanted:
        query = select(StepRow.number, StepRow.undoes).where(StepRow.undoes.in_(wanted))
        found = [(number, target) for number, target in tx.session.execute(query) if target]
        for number, target in found:
            taken_by.setdefault(target, []).append(number)
        wanted = frozenset(number for number, _ in found) - taken_by.keys()
    undone: dict[int, int] = {}
    # An undo comes after what it takes back, so the newest are decided first.
    for target in sorted(taken_by, reverse=True):
        in_effect = [number for number in taken_by[target] if number not in undone]
        if in_effect:
            undone[target] = max(in_effect)
    return {number: undone[number] for number in numbers if number in undone}


def _begun(tx: Transaction) -> OpenStep:
    if tx.step is None:
        raise RuntimeError("call begin_step before the first change of a transaction")
    return tx.step


def _write_step(tx: Transaction, step: OpenStep, identity: str, at: datetime) -> int:
    row = insert(StepRow).values(
        id=identity,
        laptop_id=tx.laptop_id,
        actor=tx.actor,
        at=at,
        kind=step.kind,
        action=step.action,
        details=as_json(dict(step.details)),
        undoes=step.undoes,
    )
    return tx.connection.execute(row.returning(StepRow.number)).scalar_one()


def steps_of_query(tx: Transaction, query: Select[StepRow]) -> Iterator[Step]:
    """Yield the steps that a query finds, in its order."""
    rows = iter(tx.session.scalars(query))
    while some := list(islice(rows, _AT_ONCE)):
        undone = undone_among(tx, [row.number for row in some])
        for row in some:
            yield Step(
                row.number,
                row.at,
                row.actor,
                row.laptop_id,
                StepKind(row.kind),
                row.action,
                json.loads(row.details),
                row.undoes,
                undone.get(row.number),
            )


def _changes_query() -> Select[ChangeRow, ChangeContentRow | None]:
    return select(ChangeRow, ChangeContentRow).outerjoin(
        ChangeContentRow, ChangeContentRow.change == ChangeRow.number
    )


def _changes(
    tx: Transaction, query: Select[ChangeRow, ChangeContentRow | None]
) -> Iterator[Change]:
    for row, content in tx.session.execute(query):
        yield Change(
            row.number,
            row.step,
            row.noun,
            row.noun_id,
            row.student_id,
            None if content is None else content_or_none(content.before),
            None if content is None else content_or_none(content.after),
            content is None,
        )
