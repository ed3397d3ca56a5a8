"""What counselors keep about their caseload: shared notes, reminders, tags, lists; school years."""

from __future__ import annotations

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import UUID_LENGTH, Json, Row, Uuid
from cte_desktop.storage.tables.columns import (
    Count,
    Day,
    Flag,
    Key,
    LongText,
    Name,
    StudentKey,
    Word,
    WrittenIn,
    checked,
)


@checked
class SharedNoteRow(Row):
    """A note that everybody who opens the database reads, so part of the student's records.

    About the student, or about a grade or term of the plan; `for_family`: the plan prints it.
    """

    __tablename__ = "shared_note"
    __table_args__ = (Index(None, "student"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    author: Mapped[Name]
    on: Mapped[Day]
    grade_level: Mapped[int | None]
    term: Mapped[Word]
    said: Mapped[LongText]
    for_family: Mapped[Flag]
    step: Mapped[WrittenIn]


@checked
class ReminderRow(Row):
    """Something to do about a student by a day; `whose` is the counselor or person it waits for."""

    __tablename__ = "reminder"
    __table_args__ = (
        Index(None, "student"),
        # The few that are not done yet, which the page Home counts.
        Index("ix_reminder_open", "due", sqlite_where=text("done_on IS NULL")),
    )

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    whose: Mapped[Name]
    due: Mapped[Day]
    said: Mapped[LongText]
    done_on: Mapped[Day | None]
    step: Mapped[WrittenIn]


@checked
class StudentTagRow(Row):
    """A word by which students are found again."""

    __tablename__ = "student_tag"
    __table_args__ = (UniqueConstraint("student", "tag"), Index(None, "tag"))

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    tag: Mapped[Name]
    step: Mapped[WrittenIn]


@checked
class SavedListRow(Row):
    """A way to look at the list of students: filters, columns and order, as JSON.

    `owner` is the uid of a person, "" for who opens the database by its own passphrase.
    """

    __tablename__ = "saved_list"
    __table_args__ = (UniqueConstraint("owner", "name"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    owner: Mapped[str] = mapped_column(String(UUID_LENGTH), server_default="")
    name: Mapped[Name]
    content: Mapped[Json]
    step: Mapped[WrittenIn]


@checked
class YearStartRow(Row):
    """A school year that was begun: on which day students moved up, and how many."""

    __tablename__ = "year_start"

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    school_year: Mapped[int] = mapped_column(unique=True)
    on: Mapped[Day]
    students: Mapped[Count]
    step: Mapped[WrittenIn]
