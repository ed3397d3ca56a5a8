"""What a counselor's day takes by keyboard alone: keys and seconds of each part, and docs/day.md.

`python -m tests.end_to_end.day` goes through the day and writes the page anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.hands import NO_KEY

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "day.md"
WRITES = "DAY_WRITES"
"""Set in the environment when the page is to be written."""
HEAD = """\
# A counselor's day by keyboard

Written by `python -m tests.end_to_end.day`; don't edit it. A test goes the same way each time and
holds the number of keys; seconds are those of one run without a display, the waiting included.

| part | keys | seconds |
|---|---:|---:|
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the day: what was done, with how many keys, in how many seconds."""

    name: str
    keys: int
    seconds: float


class Hands:
    """Ten fingers on a keyboard, which count; every key goes to what has the focus."""

    def __init__(self, rest: Callable[[], None]) -> None:
        self._rest = rest
        self._keys = 0
        self.parts: list[Part] = []

    @property
    def keys(self) -> int:
        """The keys of all parts."""
        return sum(part.keys for part in self.parts)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Count the keys and seconds of what is done inside as one part."""
        before, begun = self._keys, time.perf_counter()
        yield
        self._rest()
        self.parts.append(Part(name, self._keys - before, time.perf_counter() - begun))

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key, alone or with others held: one stroke."""
        self._keys += 1
        QTest.keyClick(_focused(), key, held)
        self._rest()

    def type(self, text: str) -> None:
        """Type letter by letter."""
        self._keys += len(text)
        QTest.keyClicks(_focused(), text)


def table(parts: Sequence[Part]) -> str:
    """Return the text of docs/day.md."""
    rows = [f"| {part.name} | {part.keys} | {part.seconds:.1f} |" for part in parts]
    keys, seconds = sum(part.keys for part in parts), sum(part.seconds for part in parts)
    return HEAD + "\n".join([*rows, f"| **together** | **{keys}** | **{seconds:.1f}** |"]) + "\n"


def keys_written(page: str) -> list[tuple[str, int]]:
    """Return the parts of a page with their keys."""
    rows = [line.strip("| \n").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [(row[0], int(row[1])) for row in rows[1:] if not row[0].startswith("**")]


def main() -> int:
    """Go through the day and write docs/day.md."""
    test = "tests/end_to_end/test_counselor_day.py"
    call = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", test]
    headless = {"QT_QPA_PLATFORM": "offscreen", WRITES: "1"}
    return subprocess.run(call, cwd=ROOT, env={**os.environ, **headless}, check=False).returncode


def _focused() -> QWidget:
    """Return what the keys go to: the focus, else the window in front."""
    found = QApplication.focusWidget() or QApplication.activeWindow()
    if found is None:
        raise LookupError("no window is in front")
    return found


if __name__ == "__main__":
    sys.exit(main())
