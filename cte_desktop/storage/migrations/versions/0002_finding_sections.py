"""Indexes to find the sections of a course, and those who sit in one or are to sit in it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    op.create_index(
        "ix_placement_section",
        "placement",
        ["section_id", "grade_level", "term", "plan"],
        unique=False,
        sqlite_where=sa.text("section_id <> ''"),
    )
    op.create_index(
        "ix_placement_alternates",
        "placement",
        ["plan"],
        unique=False,
        sqlite_where=sa.text("alternates <> ''"),
    )
    op.create_index(
        "ix_record_running",
        "record",
        ["school_year", "section_id", "student", "term"],
        unique=False,
        sqlite_where=sa.text("mark = '' AND section_id <> ''"),
    )
    op.create_index(
        op.f("ix_section_school_year_section_course_code"),
        "section",
        ["school_year", "course_code"],
        unique=False,
    )
