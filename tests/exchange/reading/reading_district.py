"""Files for the tests: a few students, and a quick way to read any bytes as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.exchange.plain.catalog import read_shipped_catalog
from cte_desktop.exchange.plain.columns import Row, Value
from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.reading.checking import Reading
from cte_desktop.exchange.reading.reading import open_paths
from cte_desktop.exchange.report import Reported

TODAY = date(2026, 11, 2)
STUDENTS = "student_id,last_name,first_name,grade_level,school,birth_date"
RECORD = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned"
GOOD_STUDENT = "S1,Rivera,Ana,11,VL,2010-03-04"
GOOD_ROW = "S1,2025-26,fall,ENG10,A-,5.0,5.0"


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file."""

    reading: Reading
    rows: list[Row]

    @property
    def codes(self) -> list[tuple[int | None, str, bool]]:
        """Row, code and taken of every entry."""
        return [(e.row, e.code, e.taken) for e in self.reading.reported]

    @property
    def rows_reported(self) -> list[Reported]:
        """The entries but those that ask a person what a value means."""
        return [e for e in self.reading.reported if e.row or e.code != "needs_answer"]

    def values(self, column: str) -> list[Value]:
        """The values of one column."""
        place = self.reading.columns.index(column)
        return [row[place] for row in self.rows]

    @property
    def adds_up(self) -> bool:
        """Whether the rows handed on and the refused ones are all of them."""
        return len(self.rows) + self.reading.refused == self.reading.rows


@cache
def catalog() -> Catalog:
    return read_shipped_catalog()


def known(*students: str) -> Known:
    """What is known: the shipped catalog and some students of the class of 2028."""
    return Known(catalog(), TODAY, dict.fromkeys(students or ("S1", "S2"), 2028))


def read_bytes(
    folder: Path, name: str, content: bytes, what: Known | None = None, encoding: str | None = None
) -> Read:
    """Read one file of these bytes."""
    path = folder / name
    path.write_bytes(content)
    readings = open_paths([path], "plain", encoding, what or known())
    (reading,) = readings.files
    rows = [row for batch in readings.batches(reading) for row in batch]
    return Read(reading, rows)


def read_lines(folder: Path, name: str, *lines: str, what: Known | None = None) -> Read:
    """Read one UTF-8 file of these lines."""
    return read_bytes(folder, name, "\r\n".join((*lines, "")).encode(), what)
