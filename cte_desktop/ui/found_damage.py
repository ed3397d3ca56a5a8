"""A database that is found damaged while it is open: remembered for the next start, and a way on.

Pages that lie in its sound parts can still be read, so nothing is closed by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.restoring import is_damage
from cte_desktop.system.running import note_damage
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.system.errors import KnownError
    from cte_desktop.ui.page import Workbench


def watch_for_damage(bench: Workbench, file: Path, folder: Path) -> None:
    """Note damage of the database `file` in the folder of data, and offer its newest good backup
    with every notice that tells of it.
    """

    def note() -> None:
        note_damage(folder, file)

    def way_on(error: KnownError) -> NoticeButton | None:
        if not (is_damage(error) and error.values.get("file") == file and file.exists()):
            return None
        note()
        return stand_in_button(bench)

    bench.requests.damage_found.connect(note)
    bench.notices.lead(way_on)


def stand_in_button(bench: Workbench) -> NoticeButton:
    """Return the way to the backup that could take the place of the open database."""
    return NoticeButton(tr("Show the newest good backup"), bench.requests.stand_in_wanted.emit)
