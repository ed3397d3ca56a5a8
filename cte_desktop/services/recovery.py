"""Opening a database with its printed recovery code, when the passphrase is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.desk import Desk
from cte_desktop.services.protection import note_changed, require_length
from cte_desktop.storage.database import Database
from cte_desktop.storage.keys import unlock_with_recovery

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.system.clock import Clock


def open_with_recovery_code(
    file: Path, code: str, passphrase: str, clock: Clock, *, actor: str
) -> Desk:
    """Open a database for writing by its recovery code and give it a new passphrase.

    The code stays as printed. Raises `KnownError` like `open_desk`, and for a code that is mistyped
    or belongs to another database; nothing is changed then.
    """
    require_length(passphrase)
    key = unlock_with_recovery(file, code)
    database = Database.open(file, writable=True, key=key, clock=clock, actor=actor)
    try:
        database.change_passphrase(passphrase)
    except BaseException:
        database.close()
        raise
    desk = Desk(database, clock)
    note_changed(desk)
    return desk
