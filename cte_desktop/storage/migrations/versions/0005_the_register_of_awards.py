"""The register of awards, and where each serial stands by it."""

# ruff: noqa: E501 - drafted by Alembic from the tables

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    op.create_table(
        "award",
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("first_serial", sa.String(length=20), nullable=False),
        sa.Column("student_uid", sa.String(length=36), nullable=False),
        sa.Column("pathway", sa.String(length=300), server_default="", nullable=False),
        sa.Column("completed_in", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="", nullable=False),
        sa.Column("withheld", sa.Integer(), server_default="0", nullable=False),
        sa.Column("printed_on", sa.String(length=10), nullable=True),
        sa.CheckConstraint(
            'length("serial") <= 20 AND length("first_serial") <= 20 AND length("student_uid") <= 36 AND length("pathway") <= 300 AND length("state") <= 40 AND length("printed_on") <= 10',
            name=op.f("ck_award_lengths"),
        ),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_award")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.create_index("ix_award_completed_in", ["completed_in"], unique=False)
        batch_op.create_index(
            "ix_award_in_force",
            ["student_uid", "pathway"],
            unique=True,
            sqlite_where=sa.text("state = 'in_force'"),
        )

    op.create_table(
        "register_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("issued_on", sa.String(length=10), nullable=False),
        sa.Column("student_uid", sa.String(length=36), nullable=False),
        sa.Column("pathway", sa.String(length=300), server_default="", nullable=False),
        sa.Column("refers_to", sa.String(length=20), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("laptop_id", sa.String(length=12), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            'length("kind") <= 40 AND length("serial") <= 20 AND length("issued_on") <= 10 AND length("student_uid") <= 36 AND length("pathway") <= 300 AND length("refers_to") <= 20 AND length("reason") <= 4000 AND length("actor") <= 80 AND length("laptop_id") <= 12 AND length("at") <= 40 AND length("digest") <= 64',
            name=op.f("ck_register_entry_lengths"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_register_entry")),
    )
    with op.batch_alter_table("register_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_register_entry_given",
            ["serial"],
            unique=True,
            sqlite_where=sa.text("kind IN ('award', 'reissue')"),
        )
        batch_op.create_index("ix_register_entry_step", ["step"], unique=False)
