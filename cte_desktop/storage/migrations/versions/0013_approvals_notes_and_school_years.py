"""Approvals of plans, locks, notes, reminders, tags, saved lists and begun school years."""

# ruff: noqa: E501 - drafted by Alembic from the tables

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    op.create_table(
        "edit_window",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("grade_level", sa.Integer(), nullable=False),
        sa.Column("opens", sa.String(length=10), nullable=True),
        sa.Column("closes", sa.String(length=10), nullable=True),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("opens") <= 10 AND length("closes") <= 10',
            name=op.f("ck_edit_window_lengths"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_edit_window")),
        sa.UniqueConstraint("grade_level", name=op.f("uq_edit_window_grade_level")),
        sa.UniqueConstraint("uid", name=op.f("uq_edit_window_uid")),
    )
    op.create_table(
        "saved_list",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("owner", sa.String(length=36), server_default="", nullable=False),
        sa.Column("name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("owner") <= 36 AND length("name") <= 300',
            name=op.f("ck_saved_list_lengths"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_saved_list")),
        sa.UniqueConstraint("owner", "name", name=op.f("uq_saved_list_owner_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_saved_list_uid")),
    )
    op.create_table(
        "year_start",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("students", sa.Integer(), server_default="0", nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("on") <= 10', name=op.f("ck_year_start_lengths")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_year_start")),
        sa.UniqueConstraint("school_year", name=op.f("uq_year_start_school_year")),
        sa.UniqueConstraint("uid", name=op.f("uq_year_start_uid")),
    )
    op.create_table(
        "plan_approval",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("plan_name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("state", sa.String(length=40), server_default="", nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("means", sa.String(length=40), server_default="", nullable=False),
        sa.Column("student_name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("guardian_name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("counselor_name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("remark", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("signatures", sa.Text(), server_default="", nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("plan") <= 36 AND length("plan_name") <= 300 AND length("state") <= 40 AND length("on") <= 10 AND length("means") <= 40 AND length("student_name") <= 300 AND length("guardian_name") <= 300 AND length("counselor_name") <= 300 AND length("remark") <= 4000',
            name=op.f("ck_plan_approval_lengths"),
        ),
        sa.ForeignKeyConstraint(
            ["student"], ["student.key"], name=op.f("fk_plan_approval_student_student")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_plan_approval")),
        sa.UniqueConstraint("uid", name=op.f("uq_plan_approval_uid")),
    )
    op.create_index(
        op.f("ix_plan_approval_student_plan_approval_plan"),
        "plan_approval",
        ["student", "plan"],
        unique=False,
    )
    op.create_table(
        "plan_lock",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("by", sa.String(length=300), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("plan") <= 36 AND length("on") <= 10 AND length("by") <= 300 AND length("reason") <= 4000',
            name=op.f("ck_plan_lock_lengths"),
        ),
        sa.ForeignKeyConstraint(
            ["student"], ["student.key"], name=op.f("fk_plan_lock_student_student")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_plan_lock")),
        sa.UniqueConstraint("plan", name=op.f("uq_plan_lock_plan")),
        sa.UniqueConstraint("uid", name=op.f("uq_plan_lock_uid")),
    )
    op.create_index(op.f("ix_plan_lock_student"), "plan_lock", ["student"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("whose", sa.String(length=300), server_default="", nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("said", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("whose") <= 300 AND length("due") <= 10 AND length("said") <= 4000 AND length("done_on") <= 10',
            name=op.f("ck_reminder_lengths"),
        ),
        sa.ForeignKeyConstraint(
            ["student"], ["student.key"], name=op.f("fk_reminder_student_student")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reminder")),
        sa.UniqueConstraint("uid", name=op.f("uq_reminder_uid")),
    )
    op.create_index(
        "ix_reminder_open",
        "reminder",
        ["due"],
        unique=False,
        sqlite_where=sa.text("done_on IS NULL"),
    )
    op.create_index(op.f("ix_reminder_student"), "reminder", ["student"], unique=False)
    op.create_table(
        "shared_note",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=300), server_default="", nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("grade_level", sa.Integer(), nullable=True),
        sa.Column("term", sa.String(length=40), server_default="", nullable=False),
        sa.Column("said", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("for_family", sa.Integer(), server_default="0", nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("author") <= 300 AND length("on") <= 10 AND length("term") <= 40 AND length("said") <= 4000',
            name=op.f("ck_shared_note_lengths"),
        ),
        sa.ForeignKeyConstraint(
            ["student"], ["student.key"], name=op.f("fk_shared_note_student_student")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_shared_note")),
        sa.UniqueConstraint("uid", name=op.f("uq_shared_note_uid")),
    )
    op.create_index(op.f("ix_shared_note_student"), "shared_note", ["student"], unique=False)
    op.create_table(
        "student_tag",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=300), server_default="", nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("tag") <= 300', name=op.f("ck_student_tag_lengths")
        ),
        sa.ForeignKeyConstraint(
            ["student"], ["student.key"], name=op.f("fk_student_tag_student_student")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_student_tag")),
        sa.UniqueConstraint("student", "tag", name=op.f("uq_student_tag_student_tag")),
        sa.UniqueConstraint("uid", name=op.f("uq_student_tag_uid")),
    )
    op.create_index(op.f("ix_student_tag_tag"), "student_tag", ["tag"], unique=False)
