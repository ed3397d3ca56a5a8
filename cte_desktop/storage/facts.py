"""What a copy of the database is: its own id, the id of the laptop it lies on, when it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from cte_desktop.storage.tables.settings import DatabaseFactRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

DATABASE_ID = "database_id"
LAPTOP_ID = "laptop_id"
MADE_AT = "made_at"
MADE_BY = "made_by"
EARLIER_LAPTOPS = "earlier_laptops"
"""The laptop ids that the database had before it was restored, with spaces between them."""
RESTORED_AT = "restored_at"
RESTORED_FROM = "restored_from"
"""When a backup was put in its place last, and when that backup had been made."""
DESTROYED_AT = "destroyed_at"
"""When records were destroyed last: backups made before that hold them still."""
TO_REWRITE = "to_rewrite"
"""That the file is still to be written anew after records were destroyed."""
OPEN_REQUESTS = "open_requests"
"""Whose families have asked to inspect the records and not been answered: uids and days, JSON."""
CHECKED_AT = "checked_at"
"""When it was last looked over whole and found sound."""
DAMAGED_AT = "damaged_at"
"""When it was last looked over and found damaged, "" once it was found sound again."""


def read_facts(connection: Connection) -> dict[str, str]:
    """Return all facts by name."""
    query = select(DatabaseFactRow.name, DatabaseFactRow.value)
    return dict(connection.execute(query).all())


def write_fact(connection: Connection, name: str, value: str) -> None:
    """Set one fact."""
    connection.execute(delete(DatabaseFactRow).where(DatabaseFactRow.name == name))
    connection.execute(insert(DatabaseFactRow).values(name=name, value=value))
