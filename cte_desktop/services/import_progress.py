"""How far an import is, told so often that a person who cancels never waits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cte_desktop.exchange.plain.columns import Row
    from cte_desktop.exchange.reading.checking import Reading
    from cte_desktop.exchange.reading.reading import Readings

_LOOK_AGAIN = 0.05  # seconds between looks whether a person has cancelled


class ImportProgress:
    """Tells `progress(file, rows)` of the file at work; what that raises ends the import."""

    def __init__(self, progress: Callable[[str, int], None] | None, readings: Readings) -> None:
        """Begin with the first file; without `progress` nothing is told and nothing ends it."""
        self._progress = progress
        self._name = readings.files[0].name if readings.files else ""
        self._rows = 0
        self._looked = time.monotonic()

    def look(self) -> None:
        """Tell again how far it is when nothing was told for some time; quick to call."""
        if self._progress is not None and time.monotonic() - self._looked > _LOOK_AGAIN:
            self._tell()

    def rows_of(self, readings: Readings, reading: Reading) -> Iterator[Row]:
        """Yield the rows of a file, and tell meanwhile how many of them were read."""
        self._name, self._rows = reading.name, 0
        for batch in readings.batches(reading, self._tell_rows, self._looker(reading)):
            self._rows = reading.rows
            yield from batch

    def _looker(self, reading: Reading) -> Callable[[], None]:
        def look() -> None:
            self._rows = reading.rows
            self.look()

        return look

    def _tell_rows(self, rows: int) -> None:
        self._rows = rows
        self._tell()

    def _tell(self) -> None:
        self._looked = time.monotonic()
        if self._progress is not None:
            self._progress(self._name, self._rows)
