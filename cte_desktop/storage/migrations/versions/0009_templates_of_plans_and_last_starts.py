"""Templates of plans, and until when the concentrator and the capstone of a pathway can start."""

# ruff: noqa: E501 - drafted by Alembic from the tables

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    op.create_table(
        "plan_template",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("pathway", sa.String(length=300), server_default="", nullable=False),
        sa.Column("school", sa.String(length=300), server_default="", nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("kind") <= 40 AND length("name") <= 300 AND length("pathway") <= 300 AND length("school") <= 300',
            name=op.f("ck_plan_template_lengths"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_plan_template")),
        sa.UniqueConstraint(
            "kind",
            "name",
            "pathway",
            "school",
            name=op.f("uq_plan_template_kind_name_pathway_school"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_plan_template_uid")),
    )
    with op.batch_alter_table("standing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("concentrator_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("capstone_by", sa.Integer(), nullable=True))
