"""The types of columns for people's words and the district's codes, with their lengths.

SQLite holds no text to its declared length, so `checked` adds one CHECK per table that does.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Table
from sqlalchemy.orm import DeclarativeBase, mapped_column

WORD_LENGTH = 40
CODE_LENGTH = 80
NAME_LENGTH = 300
PROGRAM_LENGTH = NAME_LENGTH + 20  # a pathway's name behind its kind: "pathway:NAME"
TEXT_LENGTH = 4000

Key = Annotated[int, mapped_column(Integer, primary_key=True)]
"""A number that never leaves the store; it orders rows as they came."""
Word = Annotated[str, mapped_column(String(WORD_LENGTH), server_default="")]
Code = Annotated[str, mapped_column(String(CODE_LENGTH), server_default="")]
Name = Annotated[str, mapped_column(String(NAME_LENGTH), server_default="")]
LongText = Annotated[str, mapped_column(String(TEXT_LENGTH), server_default="")]
Day = Annotated[str, mapped_column(String(10))]
"""A day as ISO text."""
Flag = Annotated[int, mapped_column(Integer, server_default="0")]
"""1 for yes, 0 for no: as files and raw statements write it."""
Count = Annotated[int, mapped_column(Integer, server_default="0")]
StudentKey = Annotated[int, mapped_column(ForeignKey("student.key"))]
WrittenIn = Annotated[int, mapped_column(Integer, server_default="0")]
"""The step of the history that last wrote the row; 0 for what came with the program."""

_Row = TypeVar("_Row", bound=DeclarativeBase)


def checked(row: type[_Row]) -> type[_Row]:
    """Hold every text of a table to its declared length."""
    table = row.__table__
    if isinstance(table, Table):
        table.append_constraint(CheckConstraint(_within_lengths(table), name="lengths"))
    return row


def declared_lengths(table: Table) -> dict[str, int]:
    """Return how many characters each text column of a table holds."""
    return {
        column.name: column.type.length
        for column in table.columns
        if isinstance(column.type, String) and column.type.length is not None
    }


def _within_lengths(table: Table) -> str:
    return " AND ".join(
        f'length("{name}") <= {length}' for name, length in declared_lengths(table).items()
    )
