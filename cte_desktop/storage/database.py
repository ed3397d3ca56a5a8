"""The database: made once, opened once, used through `reading()` and `writing()`.

One context manager per user action; leaving it with an exception rolls everything back. What the
world does to the file (full disk, damage, another program) comes out as a `KnownError`.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import threading
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy.orm import Session

from cte_desktop.storage.connection import (
    WRITING,
    Access,
    connect,
    connect_to_memory,
    make_engine,
)
from cte_desktop.storage.database_file import DatabaseFile
from cte_desktop.storage.facts import LAPTOP_ID, read_facts
from cte_desktop.storage.faults import store_errors
from cte_desktop.storage.keys import (
    Unlocked,
    unlock_named,
)
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.opening import readable_access, require_file, require_present_version
from cte_desktop.storage.place import refuse_shared_place
from cte_desktop.storage.rekeying import settle
from cte_desktop.storage.restore_swap import settle_restore
from cte_desktop.storage.retention.rewriting import finish_rewriting
from cte_desktop.storage.transaction import Transaction
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection

    from cte_desktop.storage.transaction import Guard

ACTOR_LENGTH = 80
T = TypeVar("T")


class Database(DatabaseFile):
    """An open database; `close` it, or use it as a context manager.

    `recovery_code` is known right after a creation with a passphrase, and never again. `guard` says
    what its transactions may write; without one that is everything.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        path: Path | None = None,
        by: Unlocked = Unlocked(b""),  # noqa: B008 - frozen
        lock: WriterLock | None = None,
        writable: bool,
        clock: Clock,
        actor: str,
    ) -> None:
        """Take over an engine and a lock; use `create`, `open` or `in_memory` instead."""
        super().__init__(engine, path, by, lock, writable=writable, clock=clock)
        self.actor = (actor or _login_name())[:ACTOR_LENGTH]
        self.recovery_code: str | None = None
        self.guard: Guard | None = None
        self._one_at_a_time = threading.Lock() if path is None else contextlib.nullcontext()
        self.facts = self._read_facts()

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str | None,
        *,
        clock: Clock | None = None,
        actor: str = "",
    ) -> Self:
        """Make a new database and open it for writing; without a passphrase its key is no secret.

        Raises known errors: exists, locked, synced_folder, no_folder, read_only, disk_full.
        """
        from cte_desktop.storage.creation import create_files, remove_files

        clock = clock or Clock()
        refuse_shared_place(path)
        lock = WriterLock(path)
        try:
            keys = create_files(path, passphrase, clock)
            try:
                made = cls(
                    make_engine(lambda: connect(path, keys.key, Access.WRITE)),
                    path=path,
                    by=Unlocked(keys.key, in_the_open=passphrase is None),
                    lock=lock,
                    writable=True,
                    clock=clock,
                    actor=actor,
                )
            except BaseException:
                remove_files(path)
                raise
        except BaseException:
            lock.release()
            raise
        made.recovery_code = keys.recovery_code
        return made

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str | None = None,
        *,
        writable: bool,
        key: bytes | Unlocked | None = None,
        name: str = "",
        clock: Clock | None = None,
        actor: str = "",
    ) -> Self:
        """Open an existing database by its own passphrase, or by that of the person `name`; `key`
        stands in for the passphrase (`keys.unlock_with_recovery`, `keychain.py`).

        For writing it takes the lock; for reading it works beside a writer and in a read-only
        folder. An older database is brought up to date. Raises known errors: missing, locked,
        read_only, wrong_passphrase, too_many_tries, passphrase_needed, unknown_person,
        keys_missing, keys_damaged, not_a_database, damaged, newer_version.
        """
        clock = clock or Clock()
        settle_restore(path)
        require_file(path)
        by = unlock_named(path, passphrase, name) if key is None else key
        who = by if isinstance(by, Unlocked) else Unlocked(by)
        unlocked = who.key
        lock = _lock_existing(path) if writable else None
        try:
            with store_errors(path, reading=not writable):
                access = _writable_access(path) if writable else readable_access(path, unlocked)
                require_present_version(path, unlocked, access, clock)
                if writable:
                    settle(path, unlocked)
                    finish_rewriting(path, unlocked)
                return cls(
                    make_engine(lambda: connect(path, unlocked, access)),
                    path=path,
                    by=who,
                    lock=lock,
                    writable=writable,
                    clock=clock,
                    actor=actor,
                )
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @classmethod
    def in_memory(cls, *, clock: Clock | None = None, actor: str = "") -> Self:
        """Return a database that vanishes when closed; its transactions run one after the other."""
        from cte_desktop.storage.creation import write_schema

        clock = clock or Clock()
        engine = make_engine(connect_to_memory, in_memory=True)
        with engine.execution_options(**{WRITING: True}).begin() as connection:
            write_schema(connection, clock)
        return cls(engine, writable=True, clock=clock, actor=actor)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Look at one unchanging state of the database."""
        with self._transaction(writable=False) as tx:
            yield tx

    @contextlib.contextmanager
    def writing(self, *, checked: bool = True) -> Iterator[Transaction]:
        """Do one user action: all of it is on the disk when the block ends, or none of it.

        Not `checked`, references between rows are not: for what writes very many rows and looks at
        the references by itself (`bulk_undo.py`).
        """
        if not self.writable:
            raise RuntimeError("the database was opened for reading")
        with self._transaction(writable=True, checked=checked) as tx:
            yield tx

    @contextlib.contextmanager
    def trying(self) -> Iterator[Transaction]:
        """Do what a user action would do and give it up: nothing of it stays, so no guard asks."""
        if not self.writable:
            raise RuntimeError("the database was opened for reading")
        with self._transaction(writable=True, keep=False) as tx:
            yield tx

    def __enter__(self) -> Self:
        """Return the database itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database."""
        self.close()

    def _engine_for(self, *, writable: bool, checked: bool) -> Engine:
        """Return the engine of a transaction; asked inside the gate, for the file may be another
        one by then.
        """
        if not writable:
            return self._engine
        return self._writing_engine if checked else self._unchecked_engine

    @contextlib.contextmanager
    def _transaction(
        self, *, writable: bool, keep: bool = True, checked: bool = True
    ) -> Iterator[Transaction]:
        with (
            self._gate.passing(),
            self._one_at_a_time,
            store_errors(self.path, reading=not writable),
            Session(
                self._engine_for(writable=writable, checked=checked), expire_on_commit=False
            ) as session,
        ):
            self._require_open()
            # Begins, and for writing waits for other writers, here and now.
            driver = session.connection().connection.dbapi_connection
            laptop = self.facts[LAPTOP_ID]
            guard = self.guard if keep else None
            yield Transaction(session, writable, self.actor, laptop, self.clock, guard=guard)
            if writable and keep:
                self._require_standing()
                _commit(session, driver)

    def _read_facts(self) -> dict[str, str]:
        try:
            with (
                store_errors(self.path, reading=not self.writable),
                self._engine.connect() as connection,
            ):
                return read_facts(connection)
        except BaseException:
            self._engine.dispose()
            raise


def _commit(session: Session, driver: DBAPIConnection | None) -> None:
    """Commit; what fails is rolled back for the file too, which would keep the transaction open."""
    try:
        session.commit()
    except BaseException:
        if driver is not None:
            driver.rollback()
        raise


def _lock_existing(path: Path) -> WriterLock:
    """Return the lock of a database that is there; its folder may be read-only."""
    try:
        return WriterLock(path)
    except KnownError as error:
        if error.code == "read_only":
            raise _read_only(path) from error
        raise


def _writable_access(path: Path) -> Access:
    """Return the access for writing; SQLite would silently open a read-only file for reading."""
    if not os.access(path, os.W_OK):
        raise _read_only(path)
    return Access.WRITE


def _read_only(path: Path) -> KnownError:
    return KnownError(
        "read_only",
        "{file} can't be written: the file or its folder is read-only.",
        kept="It was not touched.",
        do="Copy it (with its .keys file) to a folder that can be written, and work there; what is "
        "printed or exported is noted in the database too.",
        file=path,
    )


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
