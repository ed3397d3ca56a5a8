"""The chain of digests through the change history, per laptop.

`chain = SHA-256(previous chain + SHA-256(salt + content) + SHA-256(facts))`. Facts are who, when
and which thing; the content can be destroyed without breaking the chain, since its digest stays.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from cte_desktop.storage.content import as_json
from cte_desktop.storage.tables.history import ChangeContentRow, ChangeRow, StepRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cte_desktop.storage.transaction import Transaction

SALT_BYTES = 16
CHAIN_START = "0" * 64


def content_digest(salt: bytes, before: str | None, after: str | None) -> str:
    """Return SHA-256(salt + content); the salt keeps a destroyed content from being guessed."""
    payload = f'{{"after":{after or "null"},"before":{before or "null"}}}'
    return hashlib.sha256(salt + payload.encode()).hexdigest()


def step_facts(
    identity: str, laptop_id: str, actor: str, at: datetime, kind: str, action: str
) -> tuple[str, ...]:
    """Return what the chain holds fast about a step."""
    return (identity, laptop_id, actor, at.isoformat(), str(kind), action)


def facts_digest(
    step: tuple[str, ...], identity: str, noun: str, noun_id: str, student_id: str | None
) -> str:
    """Return the digest of who, when and what of a change: all that stays when its content goes."""
    facts = as_json([*step, identity, noun, noun_id, student_id])
    return hashlib.sha256(facts.encode()).hexdigest()


def chain_digest(previous: str, content: str, facts: str) -> str:
    """Return the link of a change to the one before it on the same laptop."""
    whole = bytes.fromhex(previous) + bytes.fromhex(content) + bytes.fromhex(facts)
    return hashlib.sha256(whole).hexdigest()


def last_chain(tx: Transaction, laptop_id: str) -> str:
    """Return the newest link of a laptop, to which its next change is chained."""
    last = tx.session.scalar(
        select(ChangeRow.chain_digest)
        .where(ChangeRow.laptop_id == laptop_id)
        .order_by(ChangeRow.number.desc())
        .limit(1)
    )
    return last or CHAIN_START


def broken_changes(tx: Transaction) -> tuple[int, ...]:
    """Return the numbers of changes whose facts, content or place in the chain are not genuine."""
    broken = []
    chains: dict[str, str] = {}
    for step, change, content in _whole_chain(tx):
        previous = chains.get(change.laptop_id, CHAIN_START)
        chains[change.laptop_id] = change.chain_digest
        if not _is_whole(previous, step, change, content):
            broken.append(change.number)
    return tuple(broken)


def _is_whole(
    previous: str, step: StepRow, change: ChangeRow, content: ChangeContentRow | None
) -> bool:
    about_step = step_facts(step.id, step.laptop_id, step.actor, step.at, step.kind, step.action)
    facts = facts_digest(about_step, change.id, change.noun, change.noun_id, change.student_id)
    if change.chain_digest != chain_digest(previous, change.content_digest, facts):
        return False
    if content is None:
        return True
    return change.content_digest == content_digest(content.salt, content.before, content.after)


def _whole_chain(
    tx: Transaction,
) -> Iterator[tuple[StepRow, ChangeRow, ChangeContentRow | None]]:
    query = (
        select(StepRow, ChangeRow, ChangeContentRow)
        .join(ChangeRow, ChangeRow.step == StepRow.number)
        .outerjoin(ChangeContentRow, ChangeContentRow.change == ChangeRow.number)
        .order_by(ChangeRow.number)
        .execution_options(yield_per=1000)
    )
    yield from tx.session.execute(query)
