"""Figures that no record of this database tells: those of years before it."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Row, Uuid
from cte_desktop.storage.tables.columns import Key, LongText, Name, WrittenIn, checked


@checked
class EarlierTotalRow(Row):
    """How many completed in an earlier school year, as the district counted them then.

    Empty words stand for the whole: no pathway for all pathways, no site for the whole district.
    """

    __tablename__ = "earlier_total"
    __table_args__ = (
        UniqueConstraint("school_year", "pathway", "site", name="uq_earlier_total_identity"),
    )

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    school_year: Mapped[int]
    pathway: Mapped[Name]
    site: Mapped[Name]
    students: Mapped[int | None]
    completions: Mapped[int | None]
    note: Mapped[LongText]
    step: Mapped[WrittenIn]
