"""Whose the plans and placements were that a step took away, for plans as of an earlier day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    op.create_index(
        "ix_earlier_row_taken_away",
        "earlier_row",
        ["step", "table", sa.text("json_extract(content, '$[2]')")],
        unique=False,
        sqlite_where=sa.text("written_after IS NULL AND \"table\" IN ('plan', 'placement')"),
    )
