"""Who opens the database, each with a passphrase of their own (`key_file.py` has their keys)."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Row, Uuid
from cte_desktop.storage.tables.columns import Flag, Key, Name, Word, WrittenIn, checked


@checked
class PersonRow(Row):
    """A person with a role; who has left is not `active` and stays, since the history names them.

    `counselor` is the name of the caseload in the district's files.
    """

    __tablename__ = "person"

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    name: Mapped[Name]
    role: Mapped[Word]
    counselor: Mapped[Name]
    active: Mapped[Flag]
    step: Mapped[WrittenIn]
