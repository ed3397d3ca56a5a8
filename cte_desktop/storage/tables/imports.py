"""What imports and bulk edits leave behind to be taken back: the versions that they replaced.

A row that such a step writes carries the step's number and no change of its own in the history.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Json, Row
from cte_desktop.storage.tables.columns import Count, Word, checked


@checked
class BulkPartRow(Row):
    """A table that a bulk step wrote to: how many rows it added, and the columns of its versions.

    `last_key` is the highest key given so far; no later row gets one of these again.

    The added rows are those of the table that carry the step and have no earlier version.
    """

    __tablename__ = "bulk_part"

    step: Mapped[int] = mapped_column(ForeignKey("step.number"), primary_key=True)
    table: Mapped[Word] = mapped_column(primary_key=True)
    columns: Mapped[Json]
    added: Mapped[Count]
    last_key: Mapped[Count]


@checked
class EarlierRow(Row):
    """A row as it was before a bulk step: its columns as a JSON array, null if there was none.

    `written_before` and `written_after` are the steps that the row carried before and carries
    after; null where there was no row. `row` is its uid, or its key in tables without one.
    """

    __tablename__ = "earlier_row"
    __table_args__ = (Index(None, "written_before"), {"sqlite_with_rowid": False})

    step: Mapped[int] = mapped_column(ForeignKey("step.number"), primary_key=True)
    table: Mapped[Word] = mapped_column(primary_key=True)
    row: Mapped[Word] = mapped_column(primary_key=True)
    content: Mapped[Json | None]
    written_before: Mapped[int | None]
    written_after: Mapped[int | None]
