"""What a script about faults found: one record for each row of docs/faults.md, kept as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

MOST_TOLD = 12
"""How many details of one figure are kept: enough to go on, few enough to read."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One fault, how it was done, how often, and how often it went badly.

    `reach` is the aim in words; it is reached when `bad` is 0. `seconds` is how long it took.
    """

    fault: str
    how: str
    tried: int
    bad: int
    reach: str
    seconds: float
    details: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether something was tried and nothing was bad."""
        return self.tried > 0 and self.bad == 0

    @property
    def line(self) -> str:
        """The figure in one line for the screen."""
        verdict = "good" if self.good else "BAD"
        counts = f"{self.bad:,} of {self.tried:,} bad"
        told = f" ({'; '.join(self.details)})" if self.good and self.details else ""
        return f"{verdict}  {self.fault}: {counts} in {self.seconds:.1f} s{told}"


def write_figures(path: Path, figures: tuple[Figure, ...]) -> None:
    """Write figures as JSON, with no more details than are worth reading."""
    rows = [asdict(figure) | {"details": figure.details[:MOST_TOLD]} for figure in figures]
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_figures(path: Path) -> tuple[Figure, ...]:
    """Return the figures of a file; none if there is no such file."""
    if not path.exists():
        return ()
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple(Figure(**row | {"details": tuple(row["details"])}) for row in rows)


def merged(kept: tuple[Figure, ...], new: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the kept figures with the new ones in the place of those about the same fault."""
    by_fault = {figure.fault: figure for figure in (*kept, *new)}
    return tuple(by_fault.values())
