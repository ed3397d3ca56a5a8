"""Rows of a student that a person adds and removes here, one at a time, as changes of the history.

What files bring comes through `imports.py`. One `OwnedRows` for each table: decisions, sign-ups,
added programs.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.students import student_key
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_STEP = "step"


@dataclass(frozen=True, slots=True)
class OwnedRows:
    """The rows of a table whose `student` owns them; the history knows them by its name.

    `columns` are those that say something: beside them stand key, uid, student and step.
    """

    table: str
    columns: tuple[str, ...]

    @property
    def noun(self) -> Noun:
        """Return how the history reads and writes one of them."""
        return Noun(self.table, self.load, self.store)

    def of_student(self, tx: Transaction, student_uid: str) -> tuple[tuple[Any, ...], ...]:
        """Return the uid and columns of a student's rows, in the order in which they came."""
        return tuple(
            tuple(row)
            for row in tx.connection.exec_driver_sql(
                f'SELECT o.uid, {self._names("o.")} FROM "{self.table}" o '
                'JOIN student s ON s."key" = o.student WHERE s.uid = ? ORDER BY o."key"',
                (student_uid,),
            )
        )

    def add(self, tx: Transaction, student_uid: str, values: Sequence[Any]) -> str:
        """Keep a row as part of the transaction's step; returns its uid."""
        uid = new_id(tx.clock.now())
        after: Content = {
            "student": student_uid,
            **dict(zip(self.columns, values, strict=True)),
            _STEP: step_number(tx),
        }
        self.store(tx, uid, after)
        record_change(tx, self.table, uid, None, after, student_id=student_uid)
        return uid

    def change(self, tx: Transaction, uid: str, values: Mapping[str, Any]) -> bool:
        """Change some columns of a row as part of the transaction's step; False if they were so.

        Raises `LookupError` for a row that is gone.
        """
        before = self.load(tx, uid)
        if before is None:
            raise LookupError("no such row")
        if all(before[name] == value for name, value in values.items()):
            return False
        after: Content = {**before, **values, _STEP: step_number(tx)}
        self.store(tx, uid, after)
        return record_change(tx, self.table, uid, before, after, student_id=str(before["student"]))

    def remove(self, tx: Transaction, uid: str) -> bool:
        """Remove a row as part of the transaction's step; False if there is none."""
        before = self.load(tx, uid)
        if before is None:
            return False
        self.store(tx, uid, None)
        return record_change(tx, self.table, uid, before, None, student_id=str(before["student"]))

    def load(self, tx: Transaction, uid: str) -> Content | None:
        """Return a row as the history keeps it, None if there is none."""
        row = tx.connection.exec_driver_sql(
            f'SELECT s.uid, {self._names("o.")}, o.{_STEP} FROM "{self.table}" o '
            'JOIN student s ON s."key" = o.student WHERE o.uid = ?',
            (uid,),
        ).first()
        return None if row is None else dict(zip(self._kept(), row, strict=True))

    def store(self, tx: Transaction, uid: str, content: Content | None) -> None:
        """Put a row in the place of the one with that uid; None takes it away."""
        tx.connection.exec_driver_sql(f'DELETE FROM "{self.table}" WHERE uid = ?', (uid,))
        if content is None:
            return
        _, *names = self._kept()
        student = student_key(tx, str(content["student"]))
        marks = ", ".join("?" * (len(names) + 3))
        tx.connection.exec_driver_sql(
            f'INSERT INTO "{self.table}" ("key", uid, student, {self._names()}, {_STEP}) '
            f"VALUES ({marks})",
            (next_key(tx, self.table), uid, student, *(content[name] for name in names)),
        )

    def _kept(self) -> tuple[str, ...]:
        return ("student", *self.columns, _STEP)

    def _names(self, before: str = "") -> str:
        return ", ".join(f'{before}"{name}"' for name in self.columns)
