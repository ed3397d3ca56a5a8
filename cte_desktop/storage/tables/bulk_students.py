"""Whom a bulk step wrote about: a row for each student, however many rows of theirs it wrote."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Row


class BulkStudentRow(Row):
    """A student (by the key of the row, which may be gone by now) and a step about them."""

    __tablename__ = "bulk_student"
    __table_args__ = (Index(None, "step"), {"sqlite_with_rowid": False})

    student: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(ForeignKey("step.number"), primary_key=True)
