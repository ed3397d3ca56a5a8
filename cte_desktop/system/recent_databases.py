"""Which databases were open on this computer, the newest first: their places, and nothing else.

One small file in the person's folder of data. Whatever it holds is only an offer: a database that
moved or is gone stays in the list until somebody finds it or takes it out.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 8
_NAME = "recent.json"
_MOST_BYTES = 64 * 1024


def recent_databases(folder: Path) -> tuple[Path, ...]:
    """Return the databases that were open last, at most `MOST`; a spoiled file is an empty list."""
    try:
        with (folder / _NAME).open("rb") as file:
            kept = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return ()
    named = kept if isinstance(kept, list) else []
    places = (Path(name) for name in named if isinstance(name, str) and name and "\0" not in name)
    return tuple(dict.fromkeys(place for place in places if place.is_absolute()))[:MOST]


def note_database(folder: Path, file: Path) -> None:
    """Put a database first in the list; a folder that can't be written forgets it."""
    place = file.absolute()
    _keep(folder, (place, *(one for one in recent_databases(folder) if one != place)))


def forget_database(folder: Path, file: Path) -> None:
    """Take a database out of the list; the file itself, if there is one, stays where it is."""
    place = file.absolute()
    _keep(folder, (one for one in recent_databases(folder) if one != place))


def first_to_open(folder: Path, usual: Path) -> Path | None:
    """Return the database that a start without a name opens: the one that was open last, else the
    one in the usual place, None without either.
    """
    listed = recent_databases(folder)
    return listed[0] if listed else usual if usual.exists() else None


def is_there(file: Path) -> bool:
    """Say whether a database lies at its place; a disk that does not answer has none."""
    try:
        return file.is_file()
    except OSError:
        return False


def _keep(folder: Path, places: Iterable[Path]) -> None:
    text = json.dumps([str(place) for place in places][:MOST], indent=1)
    fresh = folder / f"{_NAME}.new"
    with contextlib.suppress(OSError, UnicodeError):
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(folder / _NAME)
