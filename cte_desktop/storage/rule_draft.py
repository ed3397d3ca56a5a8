"""The draft of the rules: what somebody has begun to change and not published.

It is no rule and no step of the history: publishing makes one. There is one draft of each document.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from cte_desktop.storage.tables.catalog import RuleDocumentRow, RuleDraftRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cte_desktop.storage.transaction import Transaction

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """The draft of one document: who changed it last and when.

    `is_behind`: another version came into force since it was begun.
    """

    document: Document
    actor: str
    saved_at: datetime
    is_behind: bool


def load_draft(tx: Transaction) -> dict[str, KeptDraft]:
    """Return the drafts of documents by name: "graduation", "ag", "programs"."""
    newest = _versions(tx)
    rows = tx.session.scalars(select(RuleDraftRow).order_by(RuleDraftRow.id))
    return {
        row.id: KeptDraft(
            json.loads(row.content), row.actor, row.saved_at, row.based_on != newest.get(row.id, 0)
        )
        for row in rows
    }


def save_draft(tx: Transaction, documents: Mapping[str, Document]) -> None:
    """Make these the only drafts; one that is as it was keeps its actor and time."""
    kept = {row.id: row for row in tx.session.scalars(select(RuleDraftRow))}
    newest = _versions(tx)
    for name, document in documents.items():
        content = json.dumps(document, ensure_ascii=False, default=str)
        row = kept.pop(name, None)
        if row is not None and row.content == content:
            continue
        if row is None:
            row = RuleDraftRow(id=name, based_on=newest.get(name, 0))
            tx.session.add(row)
        row.content, row.actor, row.saved_at = content, tx.actor, tx.clock.now()
    if kept:
        tx.session.execute(delete(RuleDraftRow).where(RuleDraftRow.id.in_(kept)))


def _versions(tx: Transaction) -> dict[str, int]:
    """Return the number of the version in force of each document."""
    newest = select(RuleDocumentRow.id, func.max(RuleDocumentRow.version))
    return dict(tx.session.execute(newest.group_by(RuleDocumentRow.id)).all())
