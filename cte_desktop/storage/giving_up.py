"""Giving up long work on the store: a person can cancel it while a statement runs, and between.

Who does the work says how to look whether it is still wanted; loops of the store look through their
transaction, and the driver looks while a statement runs. What a look raises comes out of the work
as it was raised, and the transaction that is left with it is rolled back.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cte_desktop.storage.transaction import Transaction

LOOK_EVERY = 10_000
"""Steps of SQLite's machine between looks: less than a millisecond, more while pages are read."""


@contextlib.contextmanager
def given_up_by(tx: Transaction, look: Callable[[], None]) -> Iterator[None]:
    """Do work that `look` can end by raising; it is called very often, so it must be quick.

    It may not use the store. The commit, after this, can no longer be given up.
    """
    driver: Any = tx.connection.connection.driver_connection
    raised: list[BaseException] = []

    def stops() -> bool:
        """Tell the driver to interrupt its statement: it would swallow what is raised here."""
        if not raised:
            try:
                look()
            except BaseException as error:  # noqa: BLE001 - whatever it is, it goes on below
                raised.append(error)
        return bool(raised)

    before, tx.look = tx.look, look
    driver.set_progress_handler(stops, LOOK_EVERY)
    try:
        yield
    except BaseException:
        if not raised:
            raise
    finally:
        tx.look = before
        with contextlib.suppress(dbapi2.Error):  # the connection may be gone: that is told already
            driver.set_progress_handler(None, 0)
    if raised:
        raise raised[0]
