"""The file of an open database: its key, its passphrases, its backups, another file in its place.

What is read and written in it is the business of `database.py`.
"""

from __future__ import annotations

import contextlib
import hmac
from typing import TYPE_CHECKING, TypeVar

from cte_desktop.storage.backup import Backup, backup_folder, make_backup
from cte_desktop.storage.connection import CHECKED, WRITING, Access, connect, make_engine
from cte_desktop.storage.faults import store_errors
from cte_desktop.storage.gate import Gate
from cte_desktop.storage.keychain import remember_key
from cte_desktop.storage.keys import (
    Unlocked,
    add_person_key,
    change_passphrase,
    replace_recovery_code,
)
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.opening import readable_access
from cte_desktop.storage.restore_swap import UNFINISHED
from cte_desktop.storage.standing import require_standing, standing_of
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from cte_desktop.system.clock import Clock

T = TypeVar("T")


class DatabaseFile:
    """A file that is open by its key; `path` is None in memory.

    `person_uid` is the person whose own passphrase opened it, "" for the database's;
    `is_open_to_all` says that it has no passphrase.
    """

    def __init__(
        self,
        engine: Engine,
        path: Path | None,
        by: Unlocked,
        lock: WriterLock | None,
        *,
        writable: bool,
        clock: Clock,
    ) -> None:
        """Take over an engine and a lock."""
        self.path = path
        self.writable = writable
        self.clock = clock
        self.person_uid = by.person_uid
        self.is_open_to_all = by.in_the_open
        self._key = by.key
        self._gate = Gate()
        self._lock = lock
        self._is_closed = False
        self._use(engine)

    def back_up(self, reason: str, folder: Path | None = None) -> Backup:
        """Make a backup, by default beside the database; works while others read and write.

        `KnownError` (moved_away) when the file is no longer where it was opened.
        """
        path = self._file()
        with self._gate.passing(), store_errors(path, reading=True):
            self._require_open()
            self._require_standing()
            access = Access.READ if self.writable else readable_access(path, self._key)
        with self._gate.passing(), _alone(path, held=self._lock is not None) as alone:
            self._require_open()
            return make_backup(
                path,
                self._key,
                folder or backup_folder(path),
                reason,
                self.clock,
                access=access,
                exactly=alone,
            )

    def apart(self, work: Callable[[Path, bytes], T]) -> T:
        """Let `work(path, key)` look at the file on connections of its own, changing nothing."""
        path = self._file()
        with self._gate.passing():
            self._require_open()
            return work(path, self._key)

    def alone(self, work: Callable[[Path, bytes], T]) -> T:
        """Let `work(path, key)` write the file anew, with no connection of this one open."""
        path = self._file(writable=True)
        with self._gate.closed():
            self._require_open()
            self._engine.dispose()
            return work(path, self._key)

    def change_passphrase(self, passphrase: str) -> None:
        """Make another passphrase open this database; the recovery code stays as printed."""
        if self.path is not None:
            self.apart(lambda path, key: change_passphrase(path, key, passphrase))

    def replace_recovery_code(self) -> str | None:
        """Make the printed recovery code worthless; returns the new one."""
        return None if self.path is None else self.apart(replace_recovery_code)

    def add_person_key(self, uid: str, name: str, passphrase: str) -> None:
        """Let a person open this database by a passphrase of their own, or by another one."""
        if self.path is not None:
            self.apart(lambda path, key: add_person_key(path, key, uid, name, passphrase))

    def remember(self) -> None:
        """Let the keychain of this computer open this database for who has it open now."""
        if self.path is not None:
            self.apart(lambda path, key: remember_key(path, key, self.person_uid))

    def exchange_file(
        self, rewrite: Callable[[Path, bytes], bytes], *, closing: bool = False
    ) -> None:
        """Let `rewrite(path, key)` put another file in the place of this one and return its key.

        All transactions of this program wait meanwhile; `closing`, they find the database closed
        then. When it raises, the file is as it was, and stays open; but for restore_unfinished.
        """
        path = self._file(writable=True)
        with self._gate.closed():
            self._require_open()
            self._engine.dispose()
            try:
                self._key = key = rewrite(path, self._key)
            except KnownError as error:
                if error.code == UNFINISHED:
                    self.close()
                raise
            if closing:
                self.close()
                return
            self.is_open_to_all = False
            self._use(make_engine(lambda: connect(path, key, Access.WRITE)))

    def is_opened_by(self, unlocked: Unlocked) -> bool:
        """Say whether a key is the one that this database was opened with."""
        return hmac.compare_digest(self._key, unlocked.key)

    def close(self) -> None:
        """Close all connections and let others write; a second call does nothing.

        What comes later, as from another thread, gets a known error.
        """
        self._is_closed = True
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def _use(self, engine: Engine) -> None:
        self._engine = engine
        self._opened = None if self.path is None else standing_of(self.path)
        self._writing_engine = engine.execution_options(**{WRITING: True, CHECKED: True})
        self._unchecked_engine = engine.execution_options(**{WRITING: True, CHECKED: False})

    def _require_standing(self) -> None:
        if self.path is not None:
            require_standing(self.path, self._opened)

    def _file(self, *, writable: bool = False) -> Path:
        if self.path is None or (writable and not self.writable):
            raise RuntimeError("there is no file, or it is open for reading alone")
        return self.path

    def _require_open(self) -> None:
        if self._is_closed:
            raise KnownError(
                "closed",
                "The database is closed; another file may have its place.",
                kept="What was being done was not saved.",
                do="Open it again.",
            )


@contextlib.contextmanager
def _alone(path: Path, *, held: bool) -> Iterator[bool]:
    """Hold the lock while a copy is made, and say whether it could be had."""
    if held:
        yield True
        return
    try:
        lock = WriterLock(path)
    except KnownError:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
