"""What every table shares: metadata, names of constraints, types of columns."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

from sqlalchemy import DateTime, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

UUID_LENGTH = 36
DIGEST_LENGTH = 64


class UtcTime(TypeDecorator[datetime]):
    """A moment with its time zone, kept as UTC without one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Return the moment in UTC, as it is kept; a moment without time zone is a mistake."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Return the kept moment with its time zone."""
        return None if value is None else value.replace(tzinfo=UTC)


Uuid = Annotated[str, mapped_column(String(UUID_LENGTH))]
UuidKey = Annotated[str, mapped_column(String(UUID_LENGTH), primary_key=True)]
Digest = Annotated[str, mapped_column(String(DIGEST_LENGTH))]
Json = Annotated[str, mapped_column(Text)]
Moment = Annotated[datetime, mapped_column(UtcTime)]


class Row(DeclarativeBase):
    """Base of every table; constraints get names that migrations can refer to."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
