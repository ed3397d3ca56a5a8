"""The rules of graduation and A-G as documents: the files' tables, each version kept."""

from __future__ import annotations

import json
from datetime import date, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from cte_desktop.storage.catalog import SHIPPED
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.tables.catalog import RuleDocumentRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cte_desktop.storage.transaction import Transaction

Document = dict[str, Any]


def load_rules(tx: Transaction) -> dict[str, Document]:
    """Return the newest version of each document: "graduation" and "ag"."""
    return {row.id: json.loads(row.content) for row in _newest(tx)}


def rule_versions(tx: Transaction) -> dict[str, str]:
    """Return the version of each document, such as "2 of 2027-02-01"."""
    return {row.id: f"{row.version} of {row.published_at:%Y-%m-%d}" for row in _newest(tx)}


def replace_rules(tx: Transaction, rules: Mapping[str, Document]) -> None:
    """Make these the only documents, without a step: for a new database."""
    tx.session.execute(delete(RuleDocumentRow))
    for name, document in rules.items():
        publish_rules(tx, name, document, SHIPPED)


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
