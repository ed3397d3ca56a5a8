"""A last line that counts the rows above it, as lists printed for people end: "Total: 30".

Only files of other systems have one; a plain file stays as strict as it is. The line is looked for
in the last filled row of the table alone: before it, such a row is one that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cte_desktop.exchange.tables.csv_rows import RawBatch

FILLED = 2  # cells that may be filled: the word and its number

_BEGINS = re.compile(r"(?:grand )?(?:totals?|counts?|sum|records?|rows)\b", re.IGNORECASE)


class TotalLine:
    """Takes the last line of one table out if it is a total; `row` and `text` tell it then."""

    def __init__(self, width: int) -> None:
        """Stand ready for a table of so many columns."""
        self.row: int | None = None
        self.text = ""
        self._width = width

    def without(self, batches: Iterable[RawBatch]) -> Iterator[RawBatch]:
        """Yield the batches, each when the next shows that it isn't the last."""
        last: RawBatch | None = None
        for batch in batches:
            if _last_filled(batch) is None and not batch.faults:
                continue
            if last is not None:
                yield last
            last = batch
        if last is not None:
            self._take_out(last)
            yield last

    def _take_out(self, batch: RawBatch) -> None:
        place = _last_filled(batch)
        full = batch.numbers[place] if place is not None else 0
        fault = max((number for number, _, _ in batch.faults), default=0)
        if place is not None and full > fault and self._is_total(batch.rows[place]):
            self._tell(full, batch.rows[place])
            batch.rows, batch.numbers = batch.rows[:place], batch.numbers[:place]
            return
        short, cells = batch.short or (0, [])
        if short == fault > full and self._is_total(cells):
            self._tell(short, cells)
            batch.faults = [one for one in batch.faults if one[0] != fault]

    def _is_total(self, cells: Sequence[str]) -> bool:
        if self._width <= FILLED or any(map(str.strip, cells[FILLED:])):
            return False
        rest = "".join(cells[1:]).strip()
        is_number = not rest or any(map(str.isdigit, rest))  # a person may be called Sum
        return is_number and _BEGINS.match(cells[0].strip()) is not None

    def _tell(self, row: int, cells: Sequence[str]) -> None:
        self.row = row
        self.text = " ".join(filter(None, map(str.strip, cells)))


def _last_filled(batch: RawBatch) -> int | None:
    """Return the place of the last row that has a text in it."""
    places = range(len(batch.rows) - 1, -1, -1)
    return next((place for place in places if any(map(str.strip, batch.rows[place]))), None)
