"""What surrounds a pathway in full: offices, events, issuers, evaluations, opinions of workshops;
what a person wrote down or removed here; employers as an address book.
"""
# ruff: noqa: E501 - the conditions are written as the tables hold them

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LENGTHS = "ck_experience_lengths"


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    with op.batch_alter_table("experience", recreate="always") as table:
        for name, length in (
            ("chapter", 300),
            ("office", 300),
            ("events", 4000),
            ("issuer", 300),
            ("evaluation", 4000),
            ("opinion_words", 4000),
            ("enrolled_as", 40),
        ):
            table.add_column(
                sa.Column(name, sa.String(length=length), server_default="", nullable=False)
            )
        table.add_column(sa.Column("opinion", sa.Integer(), nullable=True))
        for name in ("by_hand", "removed"):
            table.add_column(sa.Column(name, sa.Integer(), server_default="0", nullable=False))
        # The condition of the first tables goes with the old table; this is the whole one.
        table.create_check_constraint(
            op.f(_LENGTHS),
            'length("uid") <= 36 AND length("kind") <= 40 AND length("title") <= 300 AND length("pathway") <= 300 AND length("organization") <= 300 AND length("passed_on") <= 10 AND length("expires_on") <= 10 AND length("type_code") <= 80 AND length("number") <= 80 AND length("mark") <= 40 AND length("note") <= 4000 AND length("chapter") <= 300 AND length("office") <= 300 AND length("events") <= 4000 AND length("issuer") <= 300 AND length("evaluation") <= 4000 AND length("opinion_words") <= 4000 AND length("enrolled_as") <= 40',
        )
    op.create_table(
        "employer",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=300), server_default="", nullable=False),
        sa.Column("contact", sa.String(length=300), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=80), server_default="", nullable=False),
        sa.Column("email", sa.String(length=300), server_default="", nullable=False),
        sa.Column("place", sa.String(length=300), server_default="", nullable=False),
        sa.Column("sectors", sa.String(length=300), server_default="", nullable=False),
        sa.Column("note", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            'length("uid") <= 36 AND length("name") <= 300 AND length("contact") <= 300 AND length("phone") <= 80 AND length("email") <= 300 AND length("place") <= 300 AND length("sectors") <= 300 AND length("note") <= 4000',
            name=op.f("ck_employer_lengths"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_employer")),
        sa.UniqueConstraint("uid", name=op.f("uq_employer_uid")),
    )
