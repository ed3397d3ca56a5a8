"""The change history: steps (one per user action), their changes, and the content that can be
destroyed.

A change keeps the digest of its content and is chained to the one before; the content itself lies
in a table of its own, so that retention can destroy it and the chain stays whole.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Digest, Json, Moment, Row, Uuid


class StepRow(Row):
    """What a user did in one go; `number` is what `history` shows and `undo --step` takes."""

    __tablename__ = "step"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[Uuid] = mapped_column(unique=True)
    laptop_id: Mapped[str] = mapped_column(String(12))
    actor: Mapped[str] = mapped_column(String(80))
    at: Mapped[Moment]
    kind: Mapped[str] = mapped_column(String(12))
    action: Mapped[str] = mapped_column(String(60))
    details: Mapped[Json]
    undoes: Mapped[int | None] = mapped_column(ForeignKey("step.number"), index=True)


class ChangeRow(Row):
    """One thing that changed in a step. `student_id` says whom it is about, if anybody."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "noun", "noun_id"), Index(None, "laptop_id", "number"))

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[Uuid] = mapped_column(unique=True)
    step: Mapped[int] = mapped_column(ForeignKey("step.number"), index=True)
    laptop_id: Mapped[str] = mapped_column(String(12))
    noun: Mapped[str] = mapped_column(String(40))
    noun_id: Mapped[str] = mapped_column(String(80))
    student_id: Mapped[Uuid | None] = mapped_column(index=True)
    content_digest: Mapped[Digest]
    chain_digest: Mapped[Digest]


class ChangeContentRow(Row):
    """What a change was about: the thing before and after as JSON, null where there was none."""

    __tablename__ = "change_content"

    change: Mapped[int] = mapped_column(ForeignKey("change.number"), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    before: Mapped[Json | None]
    after: Mapped[Json | None]
