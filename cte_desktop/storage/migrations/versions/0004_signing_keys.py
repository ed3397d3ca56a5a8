"""The keys that sign certificates, and the certificates that are no longer valid."""

# ruff: noqa: E501 - drafted by Alembic from the tables

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from the revision before to this one."""
    op.create_table(
        "certificate_revocation",
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("revoked_on", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("laptop_id", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            'length("serial") <= 20 AND length("revoked_on") <= 10 AND length("reason") <= 200 AND length("actor") <= 80 AND length("laptop_id") <= 12',
            name=op.f("ck_certificate_revocation_lengths"),
        ),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_certificate_revocation")),
    )
    op.create_table(
        "signing_key",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("laptop_id", sa.String(length=12), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("private", sa.LargeBinary(), nullable=False),
        sa.Column("previous_id", sa.String(length=16), server_default="", nullable=False),
        sa.Column("own_signature", sa.LargeBinary(), nullable=False),
        sa.Column("previous_signature", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            'length("key_id") <= 16 AND length("laptop_id") <= 12 AND length("made_on") <= 10 AND length("previous_id") <= 16',
            name=op.f("ck_signing_key_lengths"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_signing_key")),
        sa.UniqueConstraint("key_id", name=op.f("uq_signing_key_key_id")),
        sa.UniqueConstraint(
            "school_year", "laptop_id", name=op.f("uq_signing_key_school_year_laptop_id")
        ),
    )
