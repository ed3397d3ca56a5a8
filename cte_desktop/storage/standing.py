"""Whether the file that is open still stands where it was opened.

A file that was moved, deleted or unplugged while it is open takes writes all the same, and SQLite
does not ask: its log stays under the old name, or is nowhere. So this is asked before each commit.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path


def standing_of(path: Path) -> os.stat_result | None:
    """Return what tells the file at `path` from any other; None if there is none."""
    try:
        return path.stat()
    except OSError:
        return None


def require_standing(path: Path, opened: os.stat_result | None) -> None:
    """Raise a known error unless the file at `path` is the one that was `opened`."""
    found = standing_of(path)
    if opened is None or (found is not None and os.path.samestat(found, opened)):
        return
    raise KnownError(
        "moved_away",
        "{file} is no longer where it was: it was moved, deleted or unplugged while it was open.",
        kept="What was being saved was not saved; all before lies in the files that went away.",
        do="Put it back with all files whose names begin like its own, or plug the disk in again; "
        "then close this and open it again.",
        file=path,
    )
