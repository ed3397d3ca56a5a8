"""Students and what is kept about each of them.

Rows refer to a student by a short number that never leaves the store. Rows that people make or
change carry an id of this laptop (`uid`); the record's rows, copied by the hundred thousand, don't.
"""

from __future__ import annotations

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Row, Uuid
from cte_desktop.storage.tables.columns import (
    NAME_LENGTH,
    PROGRAM_LENGTH,
    Code,
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
class StudentRow(Row):
    """A student; `name_key` is the folded text that searches match."""

    __tablename__ = "student"

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student_id: Mapped[Code] = mapped_column(unique=True)
    state_id: Mapped[Code]
    last_name: Mapped[Name]
    first_name: Mapped[Name]
    middle_name: Mapped[Name]
    suffix: Mapped[Code]
    preferred_name: Mapped[Name]
    grade_level: Mapped[int]
    graduation_year: Mapped[int]
    entry_class: Mapped[int]
    school: Mapped[Name]
    counselor: Mapped[Name]
    home_language: Mapped[Code]
    pathway: Mapped[Name]
    birth_date: Mapped[Day | None]
    gender: Mapped[Word]
    entered_district_on: Mapped[Day | None]
    goal: Mapped[LongText]
    major: Mapped[Name]
    groups: Mapped[Name]
    name_key: Mapped[str] = mapped_column(String(5 * NAME_LENGTH), server_default="")
    step: Mapped[WrittenIn]


@checked
class SemesterRow(Row):
    """One row of the record: a semester of a course. Credits, years and units are hundredths."""

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint(
            "student",
            "school_year",
            "term",
            "course_code",
            "section_id",
            "school",
            name="uq_record_identity",
        ),
        # Who sits in a section now: of the many rows only those without a mark.
        Index(
            "ix_record_running",
            "school_year",
            "section_id",
            "student",
            "term",
            sqlite_where=text("mark = '' AND section_id <> ''"),
        ),
        # What counts in a pathway though its course is none of the catalog's steps.
        Index(
            "ix_record_elsewhere",
            "student",
            sqlite_where=text("recovers <> '' OR pathway_level <> ''"),
        ),
    )

    key: Mapped[Key]
    student: Mapped[StudentKey]
    school_year: Mapped[int]
    term: Mapped[Word]
    grade_level: Mapped[int | None]
    course_code: Mapped[Code]
    course_title: Mapped[Name]
    mark: Mapped[Word]
    attempted: Mapped[Count]
    earned: Mapped[Count]
    school: Mapped[Name]
    section_id: Mapped[Code]
    subject: Mapped[Code]
    ag_area: Mapped[Word]
    ag_years: Mapped[int | None]
    pathway: Mapped[Name]
    pathway_level: Mapped[Word]
    college_units: Mapped[int | None]
    recovers: Mapped[Code]
    honors: Mapped[int | None]
    half: Mapped[int | None]
    step: Mapped[WrittenIn]


@checked
class EnrollmentRow(Row):
    """What a student did about a pathway, and when; `by_hand` when a person noted it here."""

    __tablename__ = "enrollment"
    __table_args__ = (Index(None, "student"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    pathway: Mapped[Name]
    action: Mapped[Word]
    on: Mapped[Day | None]
    school_year: Mapped[int | None]
    school: Mapped[Name]
    reason: Mapped[LongText]
    by_hand: Mapped[Flag]
    step: Mapped[WrittenIn]


@checked
class ExperienceRow(Row):
    """Workshops, work, organizations, certifications. Hours and units are hundredths.

    `by_hand`: a person wrote or changed it here, of a file's row too. `removed`: a person removed
    what a file brought; the row stays, so that the next file doesn't bring it back.
    """

    __tablename__ = "experience"
    __table_args__ = (Index(None, "student"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    kind: Mapped[Word]
    title: Mapped[Name]
    pathway: Mapped[Name]
    school_year: Mapped[int | None]
    grade_level: Mapped[int | None]
    hours: Mapped[int | None]
    organization: Mapped[Name]
    passed_on: Mapped[Day | None]
    expires_on: Mapped[Day | None]
    units: Mapped[int | None]
    type_code: Mapped[Code]
    number: Mapped[Code]
    mark: Mapped[Word]
    note: Mapped[LongText]
    chapter: Mapped[Name]
    office: Mapped[Name]
    events: Mapped[LongText]
    issuer: Mapped[Name]
    evaluation: Mapped[LongText]
    opinion: Mapped[int | None]
    opinion_words: Mapped[LongText]
    enrolled_as: Mapped[Word]
    by_hand: Mapped[Flag]
    removed: Mapped[Flag]
    step: Mapped[WrittenIn]


@checked
class EmployerRow(Row):
    """A line of the address book; experiences name an employer, they don't refer to it.

    `sectors` are codes, parted by semicolons.
    """

    __tablename__ = "employer"

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    name: Mapped[Name]
    contact: Mapped[Name]
    phone: Mapped[Code]
    email: Mapped[Name]
    place: Mapped[Name]
    sectors: Mapped[Name]
    note: Mapped[LongText]
    step: Mapped[WrittenIn]


@checked
class TestScoreRow(Row):
    """A test's score, as written."""

    __tablename__ = "test_score"
    __table_args__ = (Index(None, "student"),)

    key: Mapped[Key]
    student: Mapped[StudentKey]
    test: Mapped[Code]
    score: Mapped[Code]
    on: Mapped[Day | None]
    step: Mapped[WrittenIn]


@checked
class DecisionRow(Row):
    """An exception, exemption or pin; `by_hand` when a person made it here, not a file."""

    __tablename__ = "decision"
    __table_args__ = (Index(None, "student"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    kind: Mapped[Word]
    program: Mapped[Name]
    requirement: Mapped[Name]
    course_code: Mapped[Code]
    for_course: Mapped[Code]
    category: Mapped[Code]
    reason: Mapped[LongText]
    approved_by: Mapped[Name]
    on: Mapped[Day | None]
    by_hand: Mapped[Flag]
    step: Mapped[WrittenIn]


@checked
class AddedProgramRow(Row):
    """A program that a counselor added for a student: "pathway:NAME" or "district:ID"."""

    __tablename__ = "added_program"
    __table_args__ = (UniqueConstraint("student", "program", name="uq_added_program_identity"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    program: Mapped[str] = mapped_column(String(PROGRAM_LENGTH))
    step: Mapped[WrittenIn]


@checked
class BusyTimeRow(Row):
    """A time at which a student can't be in class. Minutes after midnight."""

    __tablename__ = "busy_time"
    __table_args__ = (Index(None, "student"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    school_year: Mapped[int]
    term: Mapped[Word]
    days: Mapped[Word]
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[Word]
    site: Mapped[Name]
    step: Mapped[WrittenIn]


@checked
class WishRow(Row):
    """What a student wants of the plan, by rank."""

    __tablename__ = "wish"
    __table_args__ = (Index(None, "student"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    rank: Mapped[int]
    kind: Mapped[Word]
    value: Mapped[Name]
    strength: Mapped[Word]
    days: Mapped[Word]
    step: Mapped[WrittenIn]
