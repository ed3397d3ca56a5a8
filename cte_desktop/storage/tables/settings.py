"""Facts about the database itself, and the district's settings that differ from their defaults."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Row


class DatabaseFactRow(Row):
    """What this copy of the database is: its id, the laptop's id, when and by which version it was
    made.
    """

    __tablename__ = "database_fact"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class SettingRow(Row):
    """A setting of the district that was set; the others have their default."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
