"""A table of some system as the rows of a plain file, column by column, with its row numbers.

Rows of another kind are left aside and counted, and so is a last line that is a total
(`total_lines.py`). A row of the record for a whole year becomes two (`whole_years.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import TYPE_CHECKING

from cte_desktop.exchange.profiles.meetings import part_meetings
from cte_desktop.exchange.profiles.profile import (
    ColumnRule,
    KeepRule,
    Lookup,
    TableShape,
    alternatives,
)
from cte_desktop.exchange.profiles.rule_texts import RuleCells, Tables, first_filled, first_place
from cte_desktop.exchange.profiles.stand_ins import StandIns
from cte_desktop.exchange.profiles.summer_halves import SECTION, SummerHalves
from cte_desktop.exchange.profiles.total_lines import TotalLine
from cte_desktop.exchange.profiles.whole_years import TERM, Columns, MappedBatch, double_years
from cte_desktop.exchange.profiles.year_signs import YearSigns

if TYPE_CHECKING:
    from cte_desktop.exchange.plain.known import Known
    from cte_desktop.exchange.tables.csv_rows import RawBatch
    from cte_desktop.exchange.tables.tables import RawTable

RECORD, SECTIONS = "record", "sections"


class MappedTable:
    """A table turned by a shape; the counts are whole when its batches are through."""

    def __init__(self, table: RawTable, shape: TableShape, tables: Tables, known: Known) -> None:
        """Find the shape's columns in the table's header."""
        self.file_header = table.header
        self.file_titles = table.titles
        self.shape = shape
        self.left_aside = 0
        self.missing: dict[tuple[str, Lookup], int] = {}  # column and lookup -> rows
        self.total = TotalLine(len(table.header))
        self._table = table
        cells = [RuleCells(rule, table.header, tables) for rule in shape.columns]
        self._cells = [one for one in cells if one.is_there]
        if shape.kind == RECORD and all(one.rule.column != SECTION for one in self._cells):
            self._cells.append(RuleCells(ColumnRule(SECTION), table.header, tables))
        self._keep = [Keep(rule, table.header, tables) for rule in shape.keep]
        self._once = [
            place
            for header in shape.once
            if (place := first_place(alternatives(header), table.header)) is not None
        ]
        self._seen: set[tuple[str, ...]] = set()
        self.header = [one.rule.column for one in self._cells]
        self.titles = [self._title(one) for one in self._cells]
        self._stand_ins = StandIns([one.rule for one in self._cells], known)
        self._halves = SummerHalves(self.header, known)
        self._years = YearSigns(self.header, known)
        lasts = next((r.lasts for r in shape.columns if r.column == TERM), ())
        self._lasts = [table.header.index(one) for one in lasts if one in table.header]

    @property
    def whole_years(self) -> int:
        """Return how many rows were taken as both halves though their term doesn't say so."""
        return self._years.found

    def close(self) -> None:
        """Let go of the file."""
        self._table.close()

    def batches(self) -> Iterator[MappedBatch]:
        """Yield the rows of the kind, some hundred at a time."""
        for raw in self.total.without(self._table.batches()):
            yield self._mapped(raw)

    def written(self, column: str, cells: Sequence[str]) -> tuple[str, str, str]:
        """Return the file's own header and text of a plain column in a row of the file.

        Third what its sentence names: the same, but of a key what another table has under it. A
        person knows the student 200003, not that the file calls them u3.
        """
        for place, one in enumerate(self._cells):
            if one.rule.column == column:
                found = one.written([[cell] for cell in cells])
                text = found[0].strip() if found else one.rule.constant
                meant = one.texts[found[0]] if found and one.rule.via else ""
                return self.titles[place], text, meant or text
        return column, "", ""

    def title_of(self, column: str) -> str:
        """Return the file's own header of a plain column; the plain one if it has none."""
        return self.titles[self.header.index(column)] if column in self.header else column

    def _title(self, cells: RuleCells) -> str:
        titles = [self.file_titles[places[0]] for places in cells.places]
        return " + ".join(titles) or cells.rule.column

    def _mapped(self, raw: RawBatch) -> MappedBatch:
        rows, numbers = raw.rows, raw.numbers
        columns: Columns = list(zip(*rows, strict=True))
        if rows and (self._keep or self._once):
            stays = self._stays(rows, columns)
            if not all(stays):
                rows = list(compress(rows, stays))
                numbers = list(compress(numbers, stays))
                columns = list(zip(*rows, strict=True))
        if not rows:
            return MappedBatch([], [], raw.faults, texts=[() for _ in self._cells])
        texts = [one.of(columns, len(rows)) for one in self._cells]
        self._count_missing(columns)
        batch = MappedBatch(rows, numbers, raw.faults, texts=texts)
        if self.shape.kind == RECORD:
            lasting = first_filled([columns[p] for p in self._lasts]) if self._lasts else None
            self._years.tell(batch, lasting)
            double_years(batch, self.header)
            self._halves.tell(batch)
        elif self.shape.kind == SECTIONS:
            part_meetings(batch, self.header)
        self._stand_ins.fill(batch)
        return batch

    def _stays(self, rows: list[list[str]], columns: Columns) -> list[bool]:
        """Tell of each row whether it is one of the kind; blank ones are no rows."""
        masks = [keep.of(columns, len(rows)) for keep in self._keep]
        stays = [all(one) for one in zip(*masks, strict=True)] if masks else [True] * len(rows)
        if self._once:
            alike = zip(*(columns[place] for place in self._once), strict=True)
            for place, key in enumerate(alike):
                if stays[place]:
                    stays[place] = key not in self._seen
                    self._seen.add(key)
        left = (cells for cells, stay in zip(rows, stays, strict=True) if not stay)
        self.left_aside += sum(1 for cells in left if any(map(str.strip, cells)))
        return stays

    def _count_missing(self, columns: Columns) -> None:
        for one in self._cells:
            for lookup, texts in one.texts.missed.items():
                count = sum(map(texts.__contains__, one.written(columns)))
                if count:
                    key = (one.rule.column, lookup)
                    self.missing[key] = self.missing.get(key, 0) + count


class Keep:
    """Which rows of a table are of the kind."""

    def __init__(self, rule: KeepRule, header: Sequence[str], tables: Tables) -> None:
        """Find the rule's cells in the header."""
        self._cells = RuleCells(rule.cell, header, tables)
        self._values = frozenset(rule.values)
        self._other = rule.other
        self._known: dict[str, bool] = {}

    def of(self, columns: Columns, rows: int) -> list[bool]:
        """Tell of each row whether it stays; every one where the file lacks the column."""
        if not self._cells.is_there:
            return [True] * rows
        texts = self._cells.of(columns, rows)
        for text in set(texts).difference(self._known):
            self._known[text] = (" ".join(text.casefold().split()) in self._values) != self._other
        return list(map(self._known.__getitem__, texts))
