"""Certificate templates with their pictures, totals of earlier years, and when plans complete."""

# ruff: noqa: E501 - drafted by Alembic from the tables

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    op.create_table(
        "certificate_image",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), server_default="", nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("name") <= 40 AND length("digest") <= 64',
            name=op.f("ck_certificate_image_lengths"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_certificate_image")),
        sa.UniqueConstraint("name", name=op.f("uq_certificate_image_name")),
    )
    op.create_table(
        "certificate_template",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_certificate_template")),
    )
    op.create_table(
        "earlier_total",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("pathway", sa.String(length=300), server_default="", nullable=False),
        sa.Column("site", sa.String(length=300), server_default="", nullable=False),
        sa.Column("students", sa.Integer(), nullable=True),
        sa.Column("completions", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("pathway") <= 300 AND length("site") <= 300 AND length("note") <= 4000',
            name=op.f("ck_earlier_total_lengths"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_earlier_total")),
        sa.UniqueConstraint("school_year", "pathway", "site", name="uq_earlier_total_identity"),
        sa.UniqueConstraint("uid", name=op.f("uq_earlier_total_uid")),
    )
    with op.batch_alter_table("standing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ends_in", sa.Integer(), nullable=True))
