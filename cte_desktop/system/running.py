"""The mark of a running program, by which the next start knows that this one ended unexpectedly:
the computer lost its power, or the program crashed or was killed. Beside it lies the note that the
database was found damaged while it was open, which opening it does not always show.

One small file for each database, in the person's folder of data. It names neither the database nor
anybody in it. Whoever holds the database's lock asks, so no other program can be running with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cte_desktop.system import clock
from cte_desktop.system.crash import FAULT_NAME, process_line

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = "running"
_MOST_BYTES = 4096
_LATEST = 253_402_300_800.0  # the year 10000, which no date can tell


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program: when it began (UTC), how long the file of faults was then, and the
    number of its process; 0 in marks of before it was noted.
    """

    began: datetime
    fault_bytes: int
    process: int = 0


def begin_run(folder: Path, database: Path, log_folder: Path) -> Run | None:
    """Leave the mark of this run; return the one of a run that ended unexpectedly, if there was.

    A folder that can't be written keeps no mark: then the next start knows of nothing. A note of
    damage goes: whoever opens the database all the same finds it anew.
    """
    mark = _mark(folder, database)
    with contextlib.suppress(OSError):
        _damage_note(folder, database).unlink(missing_ok=True)
    former = _read(mark)
    told = {
        "began": clock.seconds(),
        "fault_bytes": _fault_bytes(log_folder),
        "process": os.getpid(),
    }
    with contextlib.suppress(OSError):
        mark.parent.mkdir(parents=True, exist_ok=True)
        fresh = mark.with_suffix(".new")
        fresh.write_text(json.dumps(told), encoding="utf-8")
        fresh.replace(mark)
    return former


def end_run(folder: Path, database: Path) -> None:
    """Take the mark away: the program ends as it should."""
    with contextlib.suppress(OSError):
        _mark(folder, database).unlink(missing_ok=True)


def note_damage(folder: Path, database: Path) -> None:
    """Remember for the next start that this very file was found damaged."""
    with contextlib.suppress(OSError):
        note = _damage_note(folder, database)
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(_which(database), encoding="ascii")


def is_damage_noted(folder: Path, database: Path) -> bool:
    """Say whether this very file was found damaged; one that took its place since was not."""
    try:
        with _damage_note(folder, database).open(encoding="ascii") as note:
            return note.read(_MOST_BYTES) == _which(database)
    except (OSError, ValueError):
        return False


def report_of(run: Run, log_folder: Path) -> str:
    """Return what was written of a crash during that run, "" if nothing was.

    Another program with another database may have written reports meanwhile; they are not its.
    """
    parts = []
    for file in sorted(log_folder.glob("crash-*.txt")):
        with contextlib.suppress(OSError):
            if file.stat().st_mtime >= run.began.timestamp():
                text = file.read_text(encoding="utf-8", errors="replace")
                if not run.process or process_line(run.process) in text.splitlines():
                    parts = [text]
    with contextlib.suppress(OSError), (log_folder / FAULT_NAME).open("rb") as faults:
        faults.seek(run.fault_bytes)
        parts.append(faults.read().decode("utf-8", errors="replace"))
    return "\n".join(part for part in parts if part.strip())


def _mark(folder: Path, database: Path) -> Path:
    place = str(database.resolve()).encode("utf-8", "surrogatepass")
    return folder / _FOLDER / f"{hashlib.sha256(place).hexdigest()[:16]}.json"


def _damage_note(folder: Path, database: Path) -> Path:
    return _mark(folder, database).with_suffix(".damaged")


def _which(database: Path) -> str:
    """Return what tells a file from another one of the same name."""
    found = database.stat()
    return f"{found.st_dev} {found.st_ino}"


def _read(mark: Path) -> Run | None:
    """Return the run of a mark; a mark that can't be read is one of a run nevertheless."""
    try:
        content = mark.read_bytes()[:_MOST_BYTES]
    except OSError:
        return None
    began, fault_bytes, process = 0.0, 0, 0
    with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
        told = json.loads(content)
        began = min(max(0.0, float(told["began"])), _LATEST - 1)
        fault_bytes = max(0, int(told["fault_bytes"]))
        process = max(0, int(told.get("process", 0)))
    return Run(datetime.fromtimestamp(began, UTC), fault_bytes, process)


def _fault_bytes(log_folder: Path) -> int:
    try:
        return (log_folder / FAULT_NAME).stat().st_size
    except OSError:
        return 0
