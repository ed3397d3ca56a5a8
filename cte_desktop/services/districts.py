"""Making a new database with the shipped catalog and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.exchange.plain.catalog import read_shipped_catalog, read_shipped_rules
from cte_desktop.services.desk import Desk
from cte_desktop.storage import catalog as catalog_store
from cte_desktop.storage import rules as rules_store
from cte_desktop.storage.creation import remove_files
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import begin_step

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.system.clock import Clock


def new_district(file: Path, passphrase: str | None, clock: Clock, *, actor: str) -> Desk:
    """Make a database with the shipped catalog and open it for writing.

    Without a passphrase it opens without one (sample districts). Raises `KnownError` when the file
    exists already or can't be made; nothing is left behind then. The recovery code of a new
    passphrase is `desk.database.recovery_code`, known only now.
    """
    catalog, rules = read_shipped_catalog(), read_shipped_rules()
    database = Database.create(file, passphrase, clock=clock, actor=actor)
    try:
        with database.writing() as tx:
            begin_step(tx, "load_catalog")
            catalog_store.replace_catalog(tx, catalog)
            rules_store.replace_rules(tx, rules)
    except BaseException:
        database.close()
        remove_files(file)
        raise
    return Desk(database, clock)
