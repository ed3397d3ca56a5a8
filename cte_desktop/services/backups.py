"""Backups as a person has them: made by themselves, listed, looked over, and copied to a stick.

A backup always lies beside the database. Where a folder was chosen, it is copied there too whenever
the folder is there; that it is missing never keeps the first one from being made.
"""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cte_desktop.storage import backup as store
from cte_desktop.storage.facts import (
    CHECKED_AT,
    DAMAGED_AT,
    DATABASE_ID,
    RESTORED_AT,
    RESTORED_FROM,
    read_facts,
)
from cte_desktop.storage.faults import damaged_store
from cte_desktop.storage.place import is_shared_place
from cte_desktop.system import paths
from cte_desktop.system.errors import KnownError
from cte_desktop.system.settings import (
    BACKUP_FOLDER,
    change_program_setting,
    load_program_settings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cte_desktop.services.desk import Desk

DAILY, MANUAL = "daily", "manual"
Place = Literal["beside", "chosen"]
_ID_DIGITS = 8

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup in a list. `size` is in bytes; `place`: beside the database or in the chosen
    folder.
    """

    path: Path
    made_at: datetime
    reason: str
    size: int
    place: Place


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a backup: where it lies, and its copy in the chosen folder.

    `not_copied` says why there is no copy there, None when none is wanted or all went well.
    """

    path: Path
    copy: Path | None = None
    not_copied: KnownError | None = None


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a database is kept: the chosen folder, and when it was last checked and restored.

    `open_to_others` says that the chosen folder is shared while the database has no passphrase.
    """

    folder: Path | None
    folder_is_there: bool
    open_to_others: bool
    checked_at: str
    damaged_at: str
    restored_at: str
    restored_from: str


def chosen_folder() -> Path | None:
    """Return the folder to which backups are copied on this machine; None if none was chosen."""
    kept = str(load_program_settings(paths.settings_file())[BACKUP_FOLDER])
    return Path(kept) if kept else None


def choose_folder(folder: Path | None) -> None:
    """Copy backups to `folder` from now on, or nowhere for None.

    Raises `KnownError` if the choice can't be kept.
    """
    text = "" if folder is None else str(folder)
    change_program_setting(paths.settings_file(), BACKUP_FOLDER, text)


def keeping(desk: Desk) -> Keeping:
    """Return how the database on the desk is kept."""
    with desk.database.reading() as tx:
        facts = read_facts(tx.connection)
    folder = chosen_folder()
    return Keeping(
        folder,
        folder is not None and _is_there(folder),
        folder is not None and desk.database.is_open_to_all and is_shared_place(folder),
        facts.get(CHECKED_AT, ""),
        facts.get(DAMAGED_AT, ""),
        facts.get(RESTORED_AT, ""),
        facts.get(RESTORED_FROM, ""),
    )


def list_backups(desk: Desk) -> tuple[BackupLine, ...]:
    """Return the backups of the database on the desk, newest first, wherever they lie."""
    lines = [
        line
        for place, folder in _places(desk)
        for line in _lines(store.list_backups(folder), place)
    ]
    return tuple(sorted(lines, key=lambda line: (line.made_at, line.place), reverse=True))


def back_up(desk: Desk, reason: str = MANUAL, folder: Path | None = None) -> Made:
    """Make a backup beside the database, copy it to the chosen folder and thin both.

    With a `folder` it is made there alone, and nothing is thinned. Raises `KnownError` when it
    can't be made, and `damaged` when a page of the database is not what was written: no backup is
    called good then. That it can't be copied is told in what is returned.
    """
    database = desk.database
    made = database.back_up(reason, folder)
    _require_whole(desk, made)
    if folder is not None:
        return Made(made.path)
    copy, not_copied = _copy(desk, made)
    for _place, kept_in in _places(desk):
        _thin(desk, kept_in)
    return Made(made.path, copy, not_copied)


def bring_to_folder(desk: Desk) -> Made:
    """Copy the newest backup to the folder that was just chosen; without any, one is made.

    Raises `KnownError` as `back_up` does; that it can't be copied is told in what is returned.
    """
    file = desk.database.path
    beside = () if file is None else store.list_backups(store.backup_folder(file))
    if not beside:
        return back_up(desk)
    copy, not_copied = _copy(desk, beside[0], again=False)
    return Made(beside[0].path, copy, not_copied)


def folders_of(desk: Desk) -> tuple[Path, ...]:
    """Return the folders with backups of the database on the desk: beside it, and of choice."""
    return tuple(folder for _place, folder in _places(desk))


def back_up_daily(desk: Desk) -> Made | None:
    """Make the backup of the day unless there is one, and bring the stick up to date.

    Called after opening, behind the window. Only what was made today counts: a clock that ran ahead
    once must not keep the backups of the days until then from being made.
    """
    if desk.database.path is None or not desk.database.writable:
        return None
    beside = store.list_backups(store.backup_folder(desk.database.path))
    today = [one for one in beside if one.made_at.astimezone().date() == desk.today()]
    if not today:
        return back_up(desk, DAILY)
    copy, _ = _copy(desk, today[0], again=False)
    return Made(today[0].path, copy) if copy is not None else None


def verify(desk: Desk, path: Path) -> None:
    """Read a backup back whole; a known error if it is not what was written."""
    from cte_desktop.storage.restore import open_backup

    opened = desk.database.apart(lambda database, key: open_backup(path, database, key))
    store.verify_backup(opened.backup, opened.key)


def _require_whole(desk: Desk, made: store.Backup) -> None:
    """Read every page of a fresh backup; its bytes are those of the database, so are its faults."""
    try:
        desk.database.apart(lambda _path, key: store.verify_backup(made, key))
    except KnownError as error:
        store.remove_backup(made.path)
        if error.code not in (store.DAMAGED_BACKUP, "damaged", "not_a_database"):
            raise
        raise damaged_store(desk.database.path) from error


def _thin(desk: Desk, folder: Path) -> None:
    """Thin a folder; what can't be thinned takes room, and no more: the backup itself was made."""
    with contextlib.suppress(KnownError, OSError):
        desk.database.apart(lambda _path, key: store.thin_backups(folder, key, desk.clock))


def _copy(
    desk: Desk, made: store.Backup, *, again: bool = True
) -> tuple[Path | None, KnownError | None]:
    """Copy a backup to the chosen folder; not `again` if one of the same day lies there."""
    folder = _folder_of_copies(desk)
    if folder is None:
        return None, None
    if not _is_there(folder.parent):
        return None, _missing(folder.parent)
    there = store.list_backups(folder)
    if not again and any(one.database_digest == made.database_digest for one in there):
        return None, None
    try:
        return store.copy_backup(made, folder).path, None
    except KnownError as error:
        _log.info("backup not copied: %s", error.code)
        return None, error


def _places(desk: Desk) -> list[tuple[Place, Path]]:
    file = desk.database.path
    places: list[tuple[Place, Path]] = []
    if file is not None:
        places.append(("beside", store.backup_folder(file)))
        copies = _folder_of_copies(desk)
        if copies is not None:
            places.append(("chosen", copies))
    return places


def _folder_of_copies(desk: Desk) -> Path | None:
    """Return where the copies of this database lie: each has a folder of its own in the chosen."""
    folder, file = chosen_folder(), desk.database.path
    if folder is None or file is None:
        return None
    return folder / copies_name(file, desk.database.facts[DATABASE_ID])


def copies_name(file: Path, database_id: str) -> str:
    """Return the name of the folder with the copies of one database."""
    return f"{file.stem}-{database_id[-_ID_DIGITS:]}.backups"


def _lines(backups: Iterable[store.Backup], place: Place) -> list[BackupLine]:
    lines = []
    for one in backups:
        with contextlib.suppress(OSError):
            size = one.path.stat().st_size
            lines.append(BackupLine(one.path, one.made_at, one.reason, size, place))
    return lines


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _missing(folder: Path) -> KnownError:
    return KnownError(
        "backup_folder_missing",
        "The backup folder {folder} is not there, so today's backup lies beside the database only.",
        kept="The backup itself was made.",
        do="Plug the disk in, or choose another folder under Data, Backups.",
        folder=folder,
    )
