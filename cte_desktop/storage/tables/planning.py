"""Plans with their placements, and sections with their meetings."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Row, Uuid
from cte_desktop.storage.tables.columns import (
    Code,
    Day,
    Flag,
    Key,
    Name,
    StudentKey,
    Word,
    WrittenIn,
    checked,
)


@checked
class PlanRow(Row):
    """A plan of a student; one at most is active."""

    __tablename__ = "plan"
    __table_args__ = (
        UniqueConstraint("student", "name"),
        Index("ix_plan_active", "student", unique=True, sqlite_where=text("status = 'active'")),
    )

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    name: Mapped[Name]
    status: Mapped[Word]
    signed_on: Mapped[Day | None]
    step: Mapped[WrittenIn]


@checked
class PlacementRow(Row):
    """A semester of a course in a plan; parked in the tray while `grade_level` is null.

    `alternates` are course codes by rank, separated by `;`.
    """

    __tablename__ = "placement"
    __table_args__ = (
        Index(None, "plan", "position"),
        # Of the many placements those that name a section, with all that counting them asks for.
        Index(
            "ix_placement_section",
            "section_id",
            "grade_level",
            "term",
            "plan",
            sqlite_where=text("section_id <> ''"),
        ),
        # The few that have alternates, which demand counts apart.
        Index("ix_placement_alternates", "plan", sqlite_where=text("alternates <> ''")),
    )

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    plan: Mapped[int] = mapped_column(ForeignKey("plan.key"))
    position: Mapped[int]
    course_code: Mapped[Code]
    grade_level: Mapped[int | None]
    term: Mapped[Word]
    lane: Mapped[Word]
    period: Mapped[Word]
    section_id: Mapped[Code]
    site: Mapped[Name]
    alternates: Mapped[Name]
    locked: Mapped[Flag]
    source: Mapped[Word]
    step: Mapped[WrittenIn]


@checked
class SectionRow(Row):
    """A section of one school year."""

    __tablename__ = "section"
    __table_args__ = (
        UniqueConstraint("school_year", "section_id"),
        Index(None, "school_year", "site"),
        Index(None, "school_year", "course_code"),
    )

    key: Mapped[Key]
    section_id: Mapped[Code]
    school_year: Mapped[int]
    term: Mapped[Word]
    course_code: Mapped[Code]
    site: Mapped[Name]
    kind: Mapped[Word]
    teacher: Mapped[Name]
    seats: Mapped[int | None]
    reserved_for: Mapped[Name]
    grade_min: Mapped[int | None]
    grade_max: Mapped[int | None]
    state: Mapped[Word]
    step: Mapped[WrittenIn]


@checked
class MeetingRow(Row):
    """When a section meets: a period, or clock times in minutes after midnight."""

    __tablename__ = "meeting"
    __table_args__ = (Index(None, "section"),)

    key: Mapped[Key]
    section: Mapped[int] = mapped_column(ForeignKey("section.key"))
    period: Mapped[Word]
    days: Mapped[Word]
    start: Mapped[int | None]
    end: Mapped[int | None]
    room: Mapped[Name]
    step: Mapped[WrittenIn]
