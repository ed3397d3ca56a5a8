"""Papers that leave: none can be seen before its entry in the disclosure log is on the disk.

They are written beside their places, then the entry is written for good, and only then they are put
there. What fails before that leaves neither; should the disk refuse at the very last, the papers go
and the entry stays: the log may say too much, and never too little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage.files import make_folder as make_sure_folder
from cte_desktop.storage.many_files import files_ready
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction


def hand_over(
    desk: Desk,
    folder: Path,
    files: Iterable[tuple[str, bytes]],
    log: Callable[[Transaction], object],
    progress: Callable[[int], None] | None = None,
) -> tuple[Path, ...]:
    """Write files by name and content into a folder that is there; return where they stand.

    `log` writes whom they are about and who receives them; `progress` is told how many are written
    and may raise to give up.
    """
    with files_ready(folder, files, progress) as ready:
        with desk.database.writing() as tx:
            log(tx)
            ready.make_sure()
        ready.put()
    return ready.places


def hand_over_one(
    desk: Desk, path: Path, content: bytes, log: Callable[[Transaction], object]
) -> None:
    """Write one file as `hand_over` does."""
    hand_over(desk, path.parent, [(path.name, content)], log)


def make_folder(folder: Path) -> None:
    """Make a folder for papers; a `KnownError` when that can not be done."""
    try:
        make_sure_folder(folder)
    except OSError as error:
        raise KnownError(
            "no_folder",
            "The folder {folder} can't be made.",
            kept="Nothing was printed.",
            do="Choose another place.",
            folder=folder,
        ) from error
