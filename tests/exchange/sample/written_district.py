"""The files of a written sample as rows of text, with the look-ups that the tests share."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.exchange.sample.write import write_sample

Row = dict[str, str]

TODAY = date(2026, 11, 20)
THIS_YEAR, LAST_YEAR = "2026-27", "2025-26"
SEED = 1


@dataclass(frozen=True)
class WrittenDistrict:
    """A folder that `write_sample` has filled."""

    folder: Path
    catalog: Catalog

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a file."""
        with (self.folder / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    @cached_property
    def students(self) -> dict[str, Row]:
        """Return the students under their ids."""
        return {row["student_id"]: row for row in self.rows("students.csv")}

    @cached_property
    def high_school(self) -> dict[str, Row]:
        """Return the students of grades 9 to 12."""
        return {sid: row for sid, row in self.students.items() if int(row["grade_level"]) >= 9}

    @cached_property
    def record(self) -> list[Row]:
        """Return the whole record."""
        return self.rows("record.csv")

    @cached_property
    def record_of(self) -> dict[str, list[Row]]:
        """Return each student's record."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.record:
            found[row["student_id"]].append(row)
        return found

    @cached_property
    def sections(self) -> dict[str, Row]:
        """Return the sections under their ids."""
        return {row["section_id"]: row for row in self.rows("sections.csv")}

    @cached_property
    def under_way(self) -> list[Row]:
        """Return the rows without a mark."""
        return [row for row in self.record if not row["mark"]]


def write_district(folder: Path, catalog: Catalog, students: int) -> WrittenDistrict:
    """Write a sample and return it."""
    write_sample(folder, students=students, seed=SEED, today=TODAY)
    return WrittenDistrict(folder, catalog)
