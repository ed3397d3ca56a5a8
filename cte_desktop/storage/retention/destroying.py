"""Taking away for good what is kept about students, in one transaction: rows, versions, history.

Pages are overwritten with zeros as they are freed (`secure_delete`); `rewriting.py` then writes the
file anew. What goes leaves marks (`marks.py`), so that no undo and no look back makes anything up.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.content import as_json
from cte_desktop.storage.due_standings import EVERY
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.retention.due import FIELD_OF, LISTED
from cte_desktop.storage.retention.earlier import empty_earlier, plan_owners, remove_earlier
from cte_desktop.storage.retention.marks import mark_steps, mark_students
from cte_desktop.storage.retention.places import BY_UID, KEPT_FIELD, PLACES, WORKED_OUT
from cte_desktop.storage.row_keys import hold_keys
from cte_desktop.storage.students import load_student

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.storage.transaction import Transaction


def destroy_kinds(tx: Transaction, step: int, kinds: Iterable[str], whom: Mapping[int, str]) -> int:
    """Destroy these kinds of records of students (uids under keys); returns how many rows went.

    `step` is the step of the history that does so.
    """
    work = _Work(tx, whom)
    for kind in kinds:
        work.destroy(kind)
    work.empty_details()
    mark_steps(tx, work.steps)
    mark_students(tx, step, whom.values())
    for table, column in WORKED_OUT:
        work.run(f'DELETE FROM "{table}" WHERE "{column}" IN {LISTED}', work.owners)
    work.run(
        "INSERT INTO standing_due (student, parts, written_in) "
        f"SELECT value, {EVERY}, {int(step)} FROM json_each(?)",
        work.owners,
    )
    return work.rows


def hold_all_keys(tx: Transaction) -> None:
    """See to it that no later row gets a key of those which are about to go."""
    tables = {table for places in PLACES.values() for table, _ in places.tables}
    hold_keys(tx, *sorted(tables | {KEPT_FIELD[0]}))


def empty_reports(tx: Transaction) -> None:
    """Take out of every report of an import the cells that it quotes; its sums stay.

    A cell doesn't say whose it was, and an old report is of use to nobody.
    """
    for number, content in fetch(tx, "SELECT step, content FROM import_report"):
        report = json.loads(content)
        for file in report["files"]:
            file["reported"] = []
        tx.connection.exec_driver_sql(
            "UPDATE import_report SET content = ? WHERE step = ?", (as_json(report), number)
        )


class _Work:
    """The destruction of some kinds of records of some students."""

    def __init__(self, tx: Transaction, whom: Mapping[int, str]) -> None:
        self.tx = tx
        self.uids = json.dumps(sorted(whom.values()))
        self.owners = json.dumps(sorted(whom))
        self.plans = json.dumps(sorted(plan_owners(tx, self.owners)))
        self.rows = 0
        self.steps: set[int] = set()
        """The bulk steps of which something went."""
        self.emptied: set[int] = set()
        """The steps whose changes lost their content."""

    def run(self, statement: str, *values: str) -> int:
        return int(self.tx.connection.exec_driver_sql(statement, values).rowcount)

    def destroy(self, kind: str) -> None:
        places = PLACES[kind]
        self._fields((*(table for table, _ in places.tables), *places.columns))
        for table, column in places.tables:
            owners = self.plans if column == "plan" else self.owners
            self._table(table, f'"{column}" IN {LISTED}', owners)
            self._earlier(table, column, owners)
        if places.columns:
            self._columns(places.columns)
        if places.nouns:
            self._contents(places.nouns)
        if kind in BY_UID:
            table, column = BY_UID[kind]
            self.rows += self.run(f'DELETE FROM "{table}" WHERE "{column}" IN {LISTED}', self.uids)

    def empty_details(self) -> None:
        """Take the words out of what emptied steps are called, unless others' are left in them."""
        self.run(
            "UPDATE step SET details = '{}' WHERE number IN "
            f"{LISTED} AND NOT EXISTS (SELECT 1 FROM change c JOIN change_content t "
            "ON t.change = c.number WHERE c.step = step.number AND c.student_id IS NOT NULL "
            f"AND c.student_id NOT IN {LISTED})",
            json.dumps(sorted(self.emptied)),
            self.uids,
        )

    def _table(self, table: str, condition: str, *values: str) -> None:
        bulk = f"SELECT step FROM bulk_part WHERE \"table\" = '{table}'"
        query = f'SELECT DISTINCT step FROM "{table}" WHERE {condition} AND step IN ({bulk})'
        self.steps |= {row[0] for row in fetch(self.tx, query, values)}
        self.rows += self.run(f'DELETE FROM "{table}" WHERE {condition}', *values)

    def _earlier(self, table: str, column: str, owners: str, **only: Any) -> None:  # noqa: ANN401 - handed on
        count, steps = remove_earlier(self.tx, table, column, owners, **only)
        self.rows += count
        self.steps |= steps

    def _fields(self, fields: tuple[str, ...]) -> None:
        table, column = KEPT_FIELD
        condition = f'"{column}" IN {LISTED} AND {FIELD_OF} IN {LISTED}'
        self._table(table, condition, self.owners, json.dumps(fields))
        self._earlier(table, column, self.owners, fields=fields)

    def _columns(self, names: tuple[str, ...]) -> None:
        query = f'SELECT uid FROM student WHERE "key" IN {LISTED}'
        named = [
            row[0] for row in fetch(self.tx, f"{query} AND preferred_name <> ''", (self.owners,))
        ]
        for name in names:
            emptied = f'UPDATE student SET "{name}" = \'\' WHERE "key" IN {LISTED}'
            self.rows += self.run(f"{emptied} AND \"{name}\" <> ''", self.owners)
        self._empty_earlier(names)
        if "preferred_name" in names:
            self._find_by_other_names(named)

    def _find_by_other_names(self, uids: Iterable[str]) -> None:
        """Let searches find students no longer by the name that they preferred."""
        for uid in uids:
            self.run(
                "UPDATE student SET name_key = ? WHERE uid = ?",
                load_student(self.tx, uid).name_key,
                uid,
            )
        self._empty_earlier(("name_key",))

    def _empty_earlier(self, names: tuple[str, ...]) -> None:
        count, steps = empty_earlier(self.tx, "student", names, self.owners)
        self.rows += count
        self.steps |= steps

    def _contents(self, nouns: tuple[str, ...]) -> None:
        which = f"student_id IN {LISTED} AND noun IN {LISTED}"
        values = (self.uids, json.dumps(nouns))
        query = f"SELECT DISTINCT step FROM change WHERE {which}"
        self.emptied |= {row[0] for row in fetch(self.tx, query, values)}
        self.rows += self.run(
            f"DELETE FROM change_content WHERE change IN (SELECT number FROM change WHERE {which})",
            *values,
        )
