"""Work on the store that a person cancels while a statement runs, and between statements."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from cte_desktop.storage.database import Database
from cte_desktop.storage.giving_up import given_up_by
from cte_desktop.storage.transaction import Transaction
from tests.storage.bringing import a_file, a_student, bring, everything

ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "UPDATE student SET goal = (SELECT count(*) FROM n)"
)
COUNTED = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999) "
    "SELECT count(*) FROM n"
)


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """A person has cancelled."""


def _cancelling(after: int) -> Callable[[], None]:
    looks = iter(range(after))

    def look() -> None:
        if next(looks, None) is None:
            raise Cancelled

    return look


def _run(tx: Transaction, statement: str) -> None:
    tx.connection.exec_driver_sql(statement)


def _change_for_ever(database: Database) -> None:
    with database.writing() as tx, given_up_by(tx, _cancelling(20)):
        _run(tx, "UPDATE student SET major = 'Welding'")
        _run(tx, ENDLESS)


def test_a_statement_without_an_end_is_given_up_and_leaves_nothing(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001")))
    before = everything(memory)
    with pytest.raises(Cancelled):
        _change_for_ever(memory)
    assert everything(memory) == before
    assert bring(memory, a_file("students", a_student("002"))).files[0].accepted == 1


def _suppress(database: Database) -> None:
    with (
        database.writing() as tx,
        given_up_by(tx, _cancelling(3)),
        contextlib.suppress(OperationalError),
    ):
        _run(tx, ENDLESS)


def test_what_a_look_raises_is_not_lost_to_who_suppresses_errors_of_the_store(
    memory: Database,
) -> None:
    bring(memory, a_file("students", a_student("001")))
    with pytest.raises(Cancelled):
        _suppress(memory)


def _look_three_times(database: Database) -> None:
    with database.reading() as tx, given_up_by(tx, _cancelling(2)):
        for _ in range(3):
            tx.look()


def test_a_loop_looks_through_its_transaction(memory: Database) -> None:
    with pytest.raises(Cancelled):
        _look_three_times(memory)


def test_nothing_looks_any_more_afterwards(memory: Database) -> None:
    look = _cancelling(1)
    with memory.reading() as tx:
        with given_up_by(tx, look):
            tx.look()
        tx.look()
        counted = tx.connection.exec_driver_sql(COUNTED)
        assert counted.scalar() == 99_999
    with pytest.raises(Cancelled):
        look()


def test_another_error_comes_out_as_it_is(memory: Database) -> None:
    with pytest.raises(KeyError), memory.writing() as tx, given_up_by(tx, _cancelling(99)):
        raise KeyError
