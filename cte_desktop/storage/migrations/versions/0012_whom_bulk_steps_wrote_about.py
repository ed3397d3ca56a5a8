"""Whom each import and each undo of one wrote about, noted instead of looked for row by row.

The index by which versions were found that a step replaced goes: it made undoing a large import
half as slow again, and is needed no longer.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from sqlalchemy import Connection

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NOTE = "INSERT OR IGNORE INTO bulk_student (student, step)"
_OWNED = (
    ("student", "key"),
    ("record", "student"),
    ("enrollment", "student"),
    ("experience", "student"),
    ("test_score", "student"),
    ("decision", "student"),
    ("added_program", "student"),
    ("busy_time", "student"),
    ("wish", "student"),
    ("plan", "student"),
    ("kept_field", "student"),
    ("placement", "plan"),
)


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    op.create_table(
        "bulk_student",
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["step"], ["step.number"], name=op.f("fk_bulk_student_step_step")),
        sa.PrimaryKeyConstraint("student", "step", name=op.f("pk_bulk_student")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bulk_student_step", "bulk_student", ["step"], unique=False)
    op.drop_index("ix_earlier_row_written_before", table_name="earlier_row")
    run = op.get_bind()
    for table, owner in _OWNED:
        _note(run, table, f'SELECT DISTINCT "{owner}" AS owner, step FROM "{table}"')
        parts = 'SELECT step, columns FROM bulk_part WHERE "table" = ?'
        for step, columns in run.exec_driver_sql(parts, (table,)).all():
            place = json.loads(columns).index(owner)
            kept = (
                f"SELECT DISTINCT json_extract(content, '$[{place}]') AS owner, {{wrote}} AS step "
                f"FROM earlier_row WHERE step = {int(step)} AND \"table\" = '{table}' "
                "AND content IS NOT NULL"
            )
            for wrote in ("step", "written_before", "written_after"):
                _note(run, table, kept.format(wrote=wrote))


def _note(run: Connection, table: str, rows: str) -> None:
    """Note those of the rows (owner, step) that a bulk step wrote."""
    if table == "placement":
        rows = f'SELECT p.student AS owner, r.step FROM ({rows}) r JOIN "plan" p ON p."key" = owner'
    bulk = "SELECT DISTINCT step FROM bulk_part"
    run.exec_driver_sql(
        f"{_NOTE} SELECT owner, step FROM ({rows}) WHERE owner IS NOT NULL AND step IN ({bulk})"
    )
