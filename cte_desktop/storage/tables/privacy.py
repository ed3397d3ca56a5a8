"""What the law asks to be kept, and what must never leave: disclosures and private notes.

Disclosures (34 CFR 99.32, Ed Code 49064) outlive the rows they speak of, so they carry no foreign
keys to students. Private notes never enter packages, reports, exports or a shared database.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Digest, Moment, Row, Uuid, UuidKey


class DisclosureRow(Row):
    """One print, export or package: what went to whom, for what purpose."""

    __tablename__ = "disclosure"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[Uuid] = mapped_column(unique=True)
    laptop_id: Mapped[str] = mapped_column(String(12))
    actor: Mapped[str] = mapped_column(String(80))
    at: Mapped[Moment]
    what: Mapped[str] = mapped_column(String(80))
    recipient: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(200))
    document_digest: Mapped[Digest | None]


class DisclosedStudentRow(Row):
    """A student whom a disclosure was about."""

    __tablename__ = "disclosed_student"

    disclosure: Mapped[int] = mapped_column(ForeignKey("disclosure.number"), primary_key=True)
    student_id: Mapped[UuidKey] = mapped_column(index=True)


class PrivateNoteRow(Row):
    """A counselor's own note about a student; kept out of the change history too.

    `author` is the uid of a person, "" for who opens the database by its own passphrase.
    """

    __tablename__ = "private_note"

    id: Mapped[UuidKey]
    student_id: Mapped[Uuid] = mapped_column(index=True)
    author: Mapped[str] = mapped_column(String(80))
    written_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    text: Mapped[str] = mapped_column(Text)


class DestructionRow(Row):
    """Records that were destroyed for good because their time of keeping was over.

    What is left is this: when, by whom, by which rule and about how many; never whom.
    """

    __tablename__ = "destruction"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[Uuid] = mapped_column(unique=True)
    laptop_id: Mapped[str] = mapped_column(String(12))
    actor: Mapped[str] = mapped_column(String(80))
    at: Mapped[Moment]
    record_class: Mapped[str] = mapped_column(String(40))
    rule: Mapped[str] = mapped_column(String(300))
    students: Mapped[int] = mapped_column(Integer)
    rows: Mapped[int] = mapped_column(Integer)
