"""Certificates that are no longer valid: written once, never changed, never taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from cte_desktop.domain.completion.certificates.public_keys import REASON_MOST, Revocation
from cte_desktop.domain.completion.certificates.serial import parse_serial
from cte_desktop.storage.tables.certificates import RevocationRow

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

UNDONE = "The award was taken back."
"""What is published of a certificate whose award was taken back; in English, for whoever checks."""


def record_revocation(tx: Transaction, serial: str, reason: str, on: date | None = None) -> bool:
    """Write that a certificate is no longer valid from a day on, or from today on.

    False if that was so already.

    The reason is published with the list. `ValueError` for what is no serial, and for a reason that
    is empty, longer than `REASON_MOST` or of several lines.
    """
    parsed = parse_serial(serial)
    if parsed is None or parsed.text != serial:
        raise ValueError("this is no serial")
    if not reason.strip() or len(reason) > REASON_MOST or not reason.isprintable():
        raise ValueError("the reason of a revocation is one short line")
    if tx.session.get(RevocationRow, serial) is not None:
        return False
    tx.session.add(
        RevocationRow(
            serial=serial,
            revoked_on=(on or tx.clock.today()).isoformat(),
            reason=reason.strip(),
            actor=tx.actor,
            laptop_id=tx.laptop_id,
            at=tx.clock.now(),
        )
    )
    tx.session.flush()
    return True


def load_revocations(tx: Transaction) -> tuple[Revocation, ...]:
    """Return every revocation in the order of its day."""
    query = select(RevocationRow).order_by(RevocationRow.revoked_on, RevocationRow.serial)
    return tuple(
        Revocation(row.serial, date.fromisoformat(row.revoked_on), row.reason)
        for row in tx.session.scalars(query)
    )
