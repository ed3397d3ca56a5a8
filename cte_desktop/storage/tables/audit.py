"""Kept audit summaries: the answer per student and program, with the digest of what it was
computed from.
"""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Digest, Json, Moment, Row, UuidKey


class AuditSummaryRow(Row):
    """One audit's result; current only while inputs and rules still have these digests."""

    __tablename__ = "audit_summary"

    student_id: Mapped[UuidKey]
    program: Mapped[str] = mapped_column(String(120), primary_key=True)
    inputs_digest: Mapped[Digest]
    rules_version: Mapped[str] = mapped_column(String(80))
    status: Mapped[str] = mapped_column(String(12), index=True)
    result: Mapped[Json]
    computed_at: Mapped[Moment]
