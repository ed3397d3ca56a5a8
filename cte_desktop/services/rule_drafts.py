"""The draft of the rules that is kept until it is published or discarded.

It lies in the database, encrypted with it; it is no step of the history, and no audit sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.people.roles import Right
from cte_desktop.services.rules import documents_of
from cte_desktop.storage import rule_draft as draft_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cte_desktop.services.desk import Desk

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """The documents that differ from those in force, who changed them last, and when.

    `is_behind`: other rules came into force since the draft was begun.
    """

    documents: dict[str, Document]
    actor: str
    saved_at: datetime
    is_behind: bool


def kept_draft(desk: Desk) -> KeptDraft | None:
    """Return the draft that is open, None when there is none or all of it is in force by now."""
    with desk.database.reading() as tx:
        kept = draft_store.load_draft(tx)
        in_force = documents_of(tx) if kept else {}
    drafts = {
        kind: draft
        for kind, draft in kept.items()
        if kind in in_force and draft.document != in_force[kind]
    }
    if not drafts:
        return None
    last = max(drafts.values(), key=lambda draft: draft.saved_at)
    return KeptDraft(
        {kind: draft.document for kind, draft in drafts.items()},
        last.actor,
        last.saved_at,
        any(draft.is_behind for draft in drafts.values()),
    )


def keep_draft(desk: Desk, documents: Mapping[str, Document]) -> None:
    """Keep these documents as the draft, instead of what was kept; none of them: no draft.

    A database that is open for reading keeps none, nor does who may only look at rules.
    """
    if not desk.database.writable or not desk.person.may(Right.RULES):
        return
    with desk.database.writing() as tx:
        draft_store.save_draft(tx, documents)
