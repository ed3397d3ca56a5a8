"""The disclosure log (34 CFR 99.32, Ed Code 49064): who received what about whom, for what purpose.

Every print, export and package writes one entry in the same transaction; entries are never undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from cte_desktop.storage.identity import new_id
from cte_desktop.storage.tables.privacy import DisclosedStudentRow, DisclosureRow
from cte_desktop.system.errors import KnownError
from cte_desktop.system.plain_text import plain_line
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cte_desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One entry of the log; `what` names the report or export, `document_digest` is its SHA-256."""

    number: int
    at: datetime
    actor: str
    what: str
    recipient: str
    purpose: str
    document_digest: str | None
    student_ids: tuple[str, ...]


def record_disclosure(
    tx: Transaction,
    what: str,
    student_ids: Iterable[str],
    *,
    recipient: str,
    purpose: str,
    document_digest: str | None = None,
) -> int:
    """Write that `recipient` got `what` about these students; returns the entry's number.

    Both texts are kept on one line, without what nobody sees. `KnownError` (no_recipient) when
    nothing is left of who receives it: the log must say so.
    """
    recipient, purpose = _received(recipient), plain_line(purpose)
    about = sorted(dict.fromkeys(student_ids))
    tx.require_disclosure(about)
    at = tx.clock.now()
    row = insert(DisclosureRow).values(
        id=new_id(at),
        laptop_id=tx.laptop_id,
        actor=tx.actor,
        at=at,
        what=what,
        recipient=recipient,
        purpose=purpose,
        document_digest=document_digest,
    )
    number = tx.connection.execute(row.returning(DisclosureRow.number)).scalar_one()
    students = [{"disclosure": number, "student_id": student} for student in about]
    if students:
        tx.connection.execute(insert(DisclosedStudentRow), students)
    return number


def _received(recipient: str) -> str:
    named = plain_line(recipient)
    if recipient and not named:
        raise KnownError(
            "no_recipient",
            noop("Nobody can read who receives this."),
            kept=noop("Nothing left the program."),
            do=noop("Name who receives it in letters."),
        )
    return named


def list_disclosures(tx: Transaction, *, student_id: str | None = None) -> tuple[Disclosure, ...]:
    """Return the log, newest first; with `student_id` the entries about that student."""
    query = select(DisclosureRow).order_by(DisclosureRow.number.desc())
    # As plain pairs: an export of a whole district is about every student of it.
    about = select(DisclosedStudentRow.disclosure, DisclosedStudentRow.student_id).order_by(
        DisclosedStudentRow.student_id
    )
    if student_id is not None:
        entries = select(DisclosedStudentRow.disclosure).where(
            DisclosedStudentRow.student_id == student_id
        )
        query = query.where(DisclosureRow.number.in_(entries))
        about = about.where(DisclosedStudentRow.disclosure.in_(entries))
    students: dict[int, list[str]] = {}
    for number, student in tx.session.execute(about):
        students.setdefault(number, []).append(student)
    return tuple(
        Disclosure(
            row.number,
            row.at,
            row.actor,
            row.what,
            row.recipient,
            row.purpose,
            row.document_digest,
            tuple(students.get(row.number, ())),
        )
        for row in tx.session.scalars(query)
    )


def last_given(tx: Transaction, student_id: str, whats: Iterable[str]) -> tuple[datetime, ...]:
    """Return when one of these papers about a student was given out, newest first."""
    query = (
        select(DisclosureRow.at)
        .join(DisclosedStudentRow, DisclosedStudentRow.disclosure == DisclosureRow.number)
        .where(DisclosedStudentRow.student_id == student_id, DisclosureRow.what.in_(list(whats)))
        .order_by(DisclosureRow.number.desc())
    )
    return tuple(tx.session.scalars(query))


def recent_words(tx: Transaction, most: int = 20) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the recipients and the purposes that were written last, newest first, each once."""
    newest = func.max(DisclosureRow.number).desc()
    said = []
    for column in (DisclosureRow.recipient, DisclosureRow.purpose):
        query = select(column).group_by(column).order_by(newest).limit(most)
        said.append(tuple(tx.session.scalars(query)))
    return said[0], said[1]
