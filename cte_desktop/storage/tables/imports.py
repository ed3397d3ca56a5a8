"""What imports and bulk edits leave behind to be taken back: the versions that they replaced.

A row that such a step writes carries the step's number and no change of its own in the history.
Besides, what imports are told once and for all: profiles, answers, fields that a person keeps.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Json, Row, Uuid
from cte_desktop.storage.tables.columns import (
    CODE_LENGTH,
    NAME_LENGTH,
    TEXT_LENGTH,
    WORD_LENGTH,
    Code,
    Count,
    Key,
    LongText,
    Name,
    StudentKey,
    Word,
    WrittenIn,
    checked,
)


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
    __table_args__ = (
        # Of the plans and placements that a step took away: whose they were (the third column of
        # both), so that a student's plans of an earlier day are found among those of a district.
        Index(
            "ix_earlier_row_taken_away",
            "step",
            "table",
            text("json_extract(content, '$[2]')"),
            sqlite_where=text("written_after IS NULL AND \"table\" IN ('plan', 'placement')"),
        ),
        {"sqlite_with_rowid": False},
    )

    step: Mapped[int] = mapped_column(ForeignKey("step.number"), primary_key=True)
    table: Mapped[Word] = mapped_column(primary_key=True)
    row: Mapped[Word] = mapped_column(primary_key=True)
    content: Mapped[Json | None]
    written_before: Mapped[int | None]
    written_after: Mapped[int | None]


class ImportReportRow(Row):
    """What an import said of its files, as JSON: its report can be opened and printed later."""

    __tablename__ = "import_report"

    step: Mapped[int] = mapped_column(ForeignKey("step.number"), primary_key=True)
    content: Mapped[Json]


@checked
class ImportProfileRow(Row):
    """A profile that this district saved: how the columns of its files are read. `text` is TOML."""

    __tablename__ = "import_profile"

    name: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    text: Mapped[Json]
    step: Mapped[WrittenIn]


@checked
class ImportAnswerRow(Row):
    """What a value in files means: asked once and remembered."""

    __tablename__ = "import_answer"

    code: Mapped[str] = mapped_column(String(WORD_LENGTH), primary_key=True)
    value: Mapped[str] = mapped_column(String(NAME_LENGTH), primary_key=True)
    answer: Mapped[Name]
    step: Mapped[WrittenIn]


@checked
class KeptFieldRow(Row):
    """A field of a student that a person set here, so that no file overwrites it.

    `column` is a field of the student; "decision:UID:FIELD", "wish:UID:FIELD" and such are those of
    rows made here. `file` is what the last file had, null before one had anything; `choice` is
    "here" once a person decided against that value of the file.
    """

    __tablename__ = "kept_field"
    __table_args__ = (UniqueConstraint("student", "column", name="uq_kept_field_identity"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    column: Mapped[Code]
    here: Mapped[LongText]
    file: Mapped[str | None] = mapped_column(String(TEXT_LENGTH))
    choice: Mapped[Word]
    step: Mapped[WrittenIn]
