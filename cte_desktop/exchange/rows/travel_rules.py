"""What the rows of travel.csv must hold: no way to itself, and ways that stand in both directions.

A way that stands in one direction only is taken to be as long the other way round; that is said of
each row that brings something new, so that a table that was exported from here reads in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.exchange.plain.batch import Afterword
from cte_desktop.wording.import_schedules import way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.exchange.plain.batch import Batch
    from cte_desktop.exchange.plain.known import Known

_Pair = tuple[str, str]


class TravelRules:
    """The checks of one file of travel times; remembers its rows until the end."""

    def __init__(self, known: Known) -> None:
        """Begin with the ways that are known."""
        self._known = {(t.origin, t.destination): t.minutes for t in known.catalog.travel}
        self._rows: dict[_Pair, tuple[int, int]] = {}  # row number and minutes

    def check(self, batch: Batch) -> None:
        """Refuse the way of a site to itself; 0 minutes of it say nothing wrong."""
        destinations, minutes = batch.of("to"), batch.of("minutes")
        for place, origin in enumerate(batch.of("from")):
            if origin and origin == destinations[place] and minutes[place]:
                batch.refuse(place, "to", "way_to_itself")

    def taken(self, batch: Batch) -> None:
        """Remember the ways of the file; of two of one direction the first holds."""
        columns = [batch.of(name) for name in ("from", "to", "minutes")]
        for place, (origin, to, minutes) in enumerate(zip(*columns, strict=True)):
            if place not in batch.refused and origin != to:
                taken = batch.numbers[place], int(minutes or 0)
                self._rows.setdefault((str(origin), str(to)), taken)

    def afterwords(self) -> Iterator[Afterword]:
        """Yield the rows of which the way back is listed nowhere."""
        for (origin, to), (row, minutes) in self._rows.items():
            is_new = self._known.get((origin, to)) != minutes
            if is_new and (to, origin) not in self._rows and (to, origin) not in self._known:
                yield Afterword(row, "to", to, "one_way", way(to, origin))
