"""The whole database as of a step: every later step is taken back, newest first.

For a copy that is thrown away (`twin.py`): nothing is written into the history, nobody asks whether
a row was changed since (whatever did so is taken back already), and what the register of awards
keeps for good stays as it is, since no step takes it back.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from cte_desktop.storage import rules
from cte_desktop.storage.as_of.plans import not_known
from cte_desktop.storage.bulk import DEPENDENT, columns_of
from cte_desktop.storage.certificates import awards, joined_lists
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.history import list_changes
from cte_desktop.storage.nouns import NOUNS
from cte_desktop.storage.retention.marks import students_marked_since
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.tables.history import StepRow
from cte_desktop.storage.transaction import OpenStep
from cte_desktop.storage.undo import BulkNoun, Noun

if TYPE_CHECKING:
    from cte_desktop.storage.history import Change
    from cte_desktop.storage.transaction import Transaction

_FOR_GOOD = frozenset({awards.NOUN.name, joined_lists.NOUN.name})
"""What undoing does not take away but ends: the register tells its own days."""
_VERSIONED = ("rule_document", "catalog_version")
"""Tables whose rows are never changed: what later steps added to them goes."""


def take_back_since(tx: Transaction, step: int) -> frozenset[str]:
    """Make the database of `tx` what it was after a step.

    Returns the uids of students about whom something needed for that was destroyed for good: they
    are taken out, since how they stood then is not known any more.
    """
    number = tx.session.scalar(select(StepRow.number).order_by(StepRow.number.desc()).limit(1)) or 0
    tx.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    _open_step(tx, number)
    unknown: set[str] = set()
    later = select(StepRow.number).where(StepRow.number > step).order_by(StepRow.number.desc())
    for one in tx.session.scalars(later).all():
        for change in reversed(list_changes(tx, one)):
            if change.destroyed:
                unknown |= {uid for uid in (change.student_id,) if uid is not None}
            else:
                _take_back(tx, change)
    unknown |= students_marked_since(tx, step)
    for table in _VERSIONED:
        _run(tx, f'DELETE FROM "{table}" WHERE step > ?', (step,))
    _remove_students(tx, unknown)
    _remove_orphans(tx, step)
    tx.session.flush()
    return frozenset(unknown)


def _open_step(tx: Transaction, newest: int) -> None:
    """Let storing write under a step of its own, after all others, that is no part of the past."""
    tx.session.execute(
        insert(StepRow).values(
            number=newest + 1,
            id="as-of",
            laptop_id=tx.laptop_id,
            actor=tx.actor,
            at=tx.clock.now(),
            kind="undo",
            action="as_of",
            details="{}",
        )
    )
    tx.step = OpenStep("undo", "as_of", {}, number=newest + 1)


def _take_back(tx: Transaction, change: Change) -> None:
    noun = NOUNS.get(change.noun)
    if noun is None or change.noun in {*_FOR_GOOD, rules.NOUN.name}:
        return
    try:
        match noun:
            case Noun():
                noun.store(tx, change.noun_id, change.before)
            case BulkNoun():
                _put_versions_back(tx, change.step)
    except IntegrityError as error:  # what must go together is no longer whole
        raise not_known() from error


def _put_versions_back(tx: Transaction, step: int) -> None:
    """Put the rows that a bulk step wrote back to their versions before."""
    parts = fetch(tx, 'SELECT "table", columns, added FROM bulk_part WHERE step = ?', (step,))
    for table, _, added in parts:
        own = "uid" if _has_uid(table) else '"key"'
        listed = 'FROM earlier_row WHERE step = ? AND "table" = ?'
        kept = f"{own} IN (SELECT {_row(table)} {listed})"
        _run(tx, f'DELETE FROM "{table}" WHERE {kept}', (step, table))
        if added:
            _run(tx, f'DELETE FROM "{table}" WHERE step = ?', (step,))
    for table, columns, _ in parts:
        there = columns_of(table)
        names = [(at, name) for at, name in enumerate(json.loads(columns)) if name in there]
        values = ", ".join(f"json_extract(content, '$[{at}]')" for at, _ in names)
        quoted = ", ".join(f'"{name}"' for _, name in names)
        _run(
            tx,
            f'INSERT INTO "{table}" ({quoted}, step) SELECT {values}, written_before '
            'FROM earlier_row WHERE step = ? AND "table" = ? AND content IS NOT NULL '
            f"ORDER BY {_row(table)}",
            (step, table),
        )


def _remove_students(tx: Transaction, uids: set[str]) -> None:
    """Remove students with all that is kept about them."""
    for uid in uids:
        own = '(SELECT "key" FROM student WHERE uid = ?)'
        plans = f'(SELECT "key" FROM "plan" WHERE student IN {own})'
        _run(tx, f'DELETE FROM placement WHERE "plan" IN {plans}', (uid,))
        for table, column in DEPENDENT["student"]:
            _run(tx, f'DELETE FROM "{table}" WHERE "{column}" IN {own}', (uid,))
        _run(tx, "DELETE FROM student WHERE uid = ?", (uid,))


def _remove_orphans(tx: Transaction, step: int) -> None:
    """Remove what belongs to nobody who is there: parts of what was destroyed."""
    parts = fetch(tx, 'SELECT DISTINCT "table" FROM bulk_part WHERE step > ?', (step,))
    written = {table for (table,) in parts}
    for owner, dependents in DEPENDENT.items():
        for table, column in dependents:
            if table in written or owner in written:
                gone = f'"{column}" NOT IN (SELECT "key" FROM "{owner}")'
                _run(tx, f'DELETE FROM "{table}" WHERE {gone}')


def _has_uid(table: str) -> bool:
    return "uid" in METADATA.tables[table].columns


def _row(table: str) -> str:
    return '"row"' if _has_uid(table) else 'CAST("row" AS INTEGER)'


def _run(tx: Transaction, statement: str, values: tuple[Any, ...] = ()) -> None:
    tx.connection.exec_driver_sql(statement, values)
