"""What the rows of bells.csv must hold beside each other, and beside the bells that are known.

Two periods of a school that overlap on a weekday are both taken and reported. To refuse one would
leave an older time of it in force, or none; with both a class in each clashes by the clock, so no
plan seems to fit that doesn't.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import PERIODS, clock_text
from cte_desktop.exchange.plain.batch import Afterword
from cte_desktop.exchange.rows.row_checks import check_times
from cte_desktop.wording.import_schedules import ringing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.exchange.plain.batch import Batch
    from cte_desktop.exchange.plain.known import Known

_PERIOD = re.compile(r"^[Pp]\d+$", re.ASCII)

_Identity = tuple[str, str, str, str]  # school, schedule, days, block


@dataclass(frozen=True, slots=True)
class _Bell:
    row: int  # of the file, 0 for one that is known already
    school: str
    days: str
    block: str
    start: int
    end: int


class BellRules:
    """The checks of one file of bells; remembers its rows until the end."""

    def __init__(self, known: Known) -> None:
        """Begin with the bells that are known; a row of the file takes the place of its like."""
        self._known = known
        self._bells: dict[_Identity, _Bell] = {
            (b.school, b.schedule, b.days, b.block): _Bell(
                0, b.school, b.days, b.block, b.start, b.end
            )
            for b in known.catalog.bells
        }

    def check(self, batch: Batch) -> None:
        """Refuse times that can't be; write periods as sections name them."""
        check_times(batch, self._known)
        blocks = batch.of("block")
        for place, block in enumerate(blocks):
            if place in batch.refused or not _PERIOD.match(str(block)):
                continue
            upper = str(block).upper()
            if upper not in PERIODS:
                batch.adjust(place, "block", "no_period", f"{PERIODS[0]}-{PERIODS[-1]}")
            elif upper != block:
                blocks[place] = upper
                batch.adjust(place, "block", "adjusted", upper)

    def taken(self, batch: Batch) -> None:
        """Remember the bells of the file; of two alike the first holds."""
        names = ("school", "schedule", "days", "block", "start", "end")
        columns = [batch.of(name) for name in names]
        for place, values in enumerate(zip(*columns, strict=True)):
            if place in batch.refused:
                continue
            school, schedule, days, block = map(str, values[:4])
            start, end = int(values[4] or 0), int(values[5] or 0)
            known = self._bells.get((school, schedule, days, block))
            if known is None or not known.row:
                bell = _Bell(batch.numbers[place], school, days, block, start, end)
                self._bells[school, schedule, days, block] = bell

    def afterwords(self) -> Iterator[Afterword]:
        """Yield each row of which a period overlaps another one, by row."""
        found: dict[int, Afterword] = {}
        for (_, weekday), bells in self._by_day().items():
            latest = bells[0]
            for bell in bells[1:]:
                if bell.start < latest.end:
                    first, row = sorted((latest, bell), key=lambda each: each.row)
                    if row.row:
                        other = ringing(first.block, weekday, first.start, first.end, first.row)
                        word = Afterword(
                            row.row, "start", clock_text(row.start), "bell_overlap", other
                        )
                        found.setdefault(row.row, word)
                latest = max(latest, bell, key=lambda each: each.end)
        yield from sorted(found.values(), key=lambda word: word.row)

    def _by_day(self) -> dict[tuple[str, str], list[_Bell]]:
        days: dict[tuple[str, str], list[_Bell]] = defaultdict(list)
        for bell in self._bells.values():
            if bell.block in PERIODS:
                for weekday in bell.days:
                    days[bell.school, weekday].append(bell)
        for bells in days.values():
            bells.sort(key=lambda each: (each.start, each.row))
        return days
