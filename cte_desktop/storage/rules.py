"""The rules of graduation, A-G and the district's own programs: documents, each version kept.

A version is never taken away or changed: audits, awards and signed plans record the one that they
used. Taking a publication back puts the former document in force again as a version of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from cte_desktop.storage.catalog import SHIPPED
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.tables.catalog import RuleDocumentRow
from cte_desktop.storage.undo import Noun
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

Document = dict[str, Any]

_PUBLISH = "publish_rules"
"""What putting a document in force asks of the guard, within an import and its undo too."""


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version of a document: when it came into force and the step that brought it."""

    name: str  # graduation, ag, programs
    number: int
    published_at: datetime
    step: int
    document: Document


def load_rules(tx: Transaction) -> dict[str, Document]:
    """Return the newest version of each document: "graduation", "ag", "programs"."""
    return {row.id: _parsed(row.content) for row in _newest(tx)}


def list_versions(tx: Transaction) -> tuple[KeptVersion, ...]:
    """Return every version of every document, the newest first."""
    rows = tx.session.scalars(select(RuleDocumentRow).order_by(RuleDocumentRow.key.desc()))
    return tuple(
        KeptVersion(row.id, row.version, row.published_at, row.step, _parsed(row.content))
        for row in rows
    )


def rule_versions(tx: Transaction) -> dict[str, str]:
    """Return the version of each document, such as "2 of 2027-02-01"."""
    return {row.id: f"{row.version} of {row.published_at:%Y-%m-%d}" for row in _newest(tx)}


def replace_rules(tx: Transaction, rules: Mapping[str, Document]) -> None:
    """Make these the only documents, without a step: for a new database."""
    tx.session.execute(delete(RuleDocumentRow))
    for name, document in rules.items():
        publish_rules(tx, name, document, SHIPPED)


def change_rules(tx: Transaction, name: str, document: Document) -> bool:
    """Put a document in force as part of the transaction's step; False if it was so already."""
    before = _load(tx, name)
    after = _content(document)
    if before == after:
        return False
    tx.require_action(_PUBLISH)
    publish_rules(tx, name, document, step_number(tx))
    return record_change(tx, NOUN.name, name, before, after)


def publish_rules(tx: Transaction, name: str, document: Document, step: int) -> None:
    """Add a version of a document; whoever asks for the rules gets this one from now on."""
    newest = select(func.max(RuleDocumentRow.version)).where(RuleDocumentRow.id == name)
    classes = list(_classes(document))
    tx.session.execute(
        insert(RuleDocumentRow).values(
            key=next_key(tx, "rule_document"),
            id=name,
            version=(tx.session.scalar(newest) or 0) + 1,
            first_class=min(classes, default=None),
            last_class=max(classes, default=None),
            content=document_text(document),
            published_at=tx.clock.now(),
            step=step,
        )
    )


def document_text(document: Document) -> str:
    """Return a document as JSON in the order of its file: sets are read in that order."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, default=_moment)


def _parsed(text: str) -> Document:
    """Return a document; a known error if somebody changed the database so that it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    if not isinstance(found, dict):
        raise _damaged()
    return found


def _damaged() -> KnownError:
    return KnownError(
        "damaged",
        "The rules in this database can't be read: it is damaged.",
        kept="The backups are untouched.",
        do="Close the program and restore the newest backup.",
    )


def _load(tx: Transaction, name: str) -> Content | None:
    newest = select(RuleDocumentRow.content).where(RuleDocumentRow.id == name)
    text = tx.session.scalar(newest.order_by(RuleDocumentRow.key.desc()).limit(1))
    return None if text is None else _content(json.loads(text))


def _store(tx: Transaction, name: str, content: Content | None) -> None:
    tx.require_action(_PUBLISH)
    document: Document = {} if content is None else json.loads(str(content["text"]))
    publish_rules(tx, name, document, step_number(tx))


def _content(document: Document) -> Content | None:
    """Return a document as the history keeps it; an empty one is as good as none.

    It is kept as text, since the history sorts keys and the order of a document means something.
    """
    return {"text": document_text(document)} if document else None


def _newest(tx: Transaction) -> list[RuleDocumentRow]:
    newest = select(func.max(RuleDocumentRow.key)).group_by(RuleDocumentRow.id)
    query = select(RuleDocumentRow).where(RuleDocumentRow.key.in_(newest))
    return list(tx.session.scalars(query.order_by(RuleDocumentRow.id)))


def _classes(document: Document) -> Iterator[int]:
    for rule_set in document.get("set", ()):
        yield from (year for year in rule_set.get("applies_to_classes", ()))


def _moment(value: object) -> str:
    if isinstance(value, (date, time)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


NOUN = Noun("rule_document", _load, _store)
