"""Rows of the record that count in a pathway by what they say themselves, in an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(
            "ix_record_elsewhere",
            ["student"],
            unique=False,
            sqlite_where=sa.text("recovers <> '' OR pathway_level <> ''"),
        )
