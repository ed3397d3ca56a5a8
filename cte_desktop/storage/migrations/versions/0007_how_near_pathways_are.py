"""How near a pathway is to its end: what is under way, what alone is missing, the last chance."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    with op.batch_alter_table("standing", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("under_way", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("short_of", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("last_start", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("last_end", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("only_year", sa.Integer(), server_default="0", nullable=False)
        )
