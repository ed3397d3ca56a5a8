"""What the window remembers from one start to the next: its place and size, the look, the open
page.

Nothing here decides anything about a student, and all of it may be lost; real settings are in
`system/settings.py`.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)


class Memory(Protocol):
    """What the window needs: texts by name."""

    def recall(self, name: str, default: str = "") -> str:
        """Return what was remembered under `name`."""
        ...

    def remember(self, name: str, value: str) -> None:
        """Remember `value` under `name`."""
        ...


class Forgetful:
    """A memory that lasts as long as the program."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def recall(self, name: str, default: str = "") -> str:
        """Return what was remembered under `name`."""
        return self._values.get(name, default)

    def remember(self, name: str, value: str) -> None:
        """Remember `value` under `name`."""
        self._values[name] = value


class WindowMemory:
    """A memory in a small JSON file; an unreadable file is an empty memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    def recall(self, name: str, default: str = "") -> str:
        """Return what was remembered under `name`."""
        return self._values.get(name, default)

    def remember(self, name: str, value: str) -> None:
        """Remember `value` under `name`, at once; a folder that can't be written forgets it."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(self._values, indent=1), encoding="utf-8")
        except OSError as error:
            _log.info("window memory not written: %s", type(error).__name__)


def _read(path: Path) -> dict[str, str]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {str(name): value for name, value in values.items() if isinstance(value, str)}
