"""The register of awards, which is only ever added to, and where each serial stands by it.

Students are named by uid without a reference: the register outlives the rows that it speaks of.
"""

from __future__ import annotations

from sqlalchemy import Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Digest, Row, Uuid
from cte_desktop.storage.tables.columns import Day, Flag, Key, LongText, Name, Word, checked

SERIAL_LENGTH = 20


@checked
class RegisterEntryRow(Row):
    """One entry of the register; `content` is the decision as it was made."""

    __tablename__ = "register_entry"
    __table_args__ = (
        Index(
            "ix_register_entry_given",
            "serial",
            unique=True,
            sqlite_where=text("kind IN ('award', 'reissue')"),
        ),
        Index("ix_register_entry_step", "step"),
    )

    number: Mapped[Key]
    kind: Mapped[Word]
    serial: Mapped[str] = mapped_column(String(SERIAL_LENGTH))
    issued_on: Mapped[Day]
    student_uid: Mapped[Uuid]
    pathway: Mapped[Name]
    refers_to: Mapped[str] = mapped_column(String(SERIAL_LENGTH), server_default="")
    reason: Mapped[LongText]
    content: Mapped[str] = mapped_column(Text, server_default="")
    actor: Mapped[str] = mapped_column(String(80))
    laptop_id: Mapped[str] = mapped_column(String(12))
    step: Mapped[int | None]
    at: Mapped[str] = mapped_column(String(40))
    digest: Mapped[Digest]


@checked
class AwardRow(Row):
    """Where a serial stands; `entry` gave it, `first_serial` began the line of its reissues."""

    __tablename__ = "award"
    __table_args__ = (
        Index(
            "ix_award_in_force",
            "student_uid",
            "pathway",
            unique=True,
            sqlite_where=text("state = 'in_force'"),
        ),
        Index("ix_award_completed_in", "completed_in"),
        {"sqlite_with_rowid": False},
    )

    serial: Mapped[str] = mapped_column(String(SERIAL_LENGTH), primary_key=True)
    entry: Mapped[int] = mapped_column(Integer)
    first_serial: Mapped[str] = mapped_column(String(SERIAL_LENGTH))
    student_uid: Mapped[Uuid]
    pathway: Mapped[Name]
    completed_in: Mapped[int]
    state: Mapped[Word]
    withheld: Mapped[Flag]
    printed_on: Mapped[Day | None]
