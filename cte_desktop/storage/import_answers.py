"""What was answered about values that files leave open: asked once, remembered, taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

Triple = tuple[str, str, str]  # code, value, answer


def load_answers(tx: Transaction) -> tuple[Triple, ...]:
    """Return every remembered answer by code and value."""
    rows = tx.connection.exec_driver_sql(
        "SELECT code, value, answer FROM import_answer ORDER BY code, value"
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def save_answers(tx: Transaction, answers: Iterable[Triple]) -> bool:
    """Remember answers as part of the transaction's step; False if all were known already."""
    changed = [_save(tx, code, value, answer) for code, value, answer in answers]
    return any(changed)


def remove_answer(tx: Transaction, code: str, value: str) -> bool:
    """Forget an answer as part of the transaction's step; False if there was none."""
    return _save(tx, code, value, None)


def list_persons(tx: Transaction) -> Iterator[tuple[str, str, str, str, str, int]]:
    """Yield each student's id, last and first name, birth date, school and graduation year."""
    rows = tx.connection.exec_driver_sql(
        "SELECT student_id, last_name, first_name, coalesce(birth_date, ''), school, "
        "graduation_year FROM student ORDER BY student_id"
    )
    for row in rows:
        yield (row[0], row[1], row[2], row[3], row[4], row[5])


def student_ids(tx: Transaction) -> frozenset[str]:
    """Return the district's ids of all students."""
    return frozenset(tx.connection.exec_driver_sql("SELECT student_id FROM student").scalars())


def _save(tx: Transaction, code: str, value: str, answer: str | None) -> bool:
    noun_id = json.dumps([code, value], ensure_ascii=False)
    before = _load(tx, noun_id)
    after: Content | None = None if answer is None else {"answer": answer}
    if before == after:
        return False
    step_number(tx)  # the row names its step
    _store(tx, noun_id, after)
    return record_change(tx, NOUN.name, noun_id, before, after)


def _load(tx: Transaction, noun_id: str) -> Content | None:
    found = tx.connection.exec_driver_sql(
        "SELECT answer FROM import_answer WHERE code = ? AND value = ?", tuple(json.loads(noun_id))
    ).scalar()
    return None if found is None else {"answer": found}


def _store(tx: Transaction, noun_id: str, content: Content | None) -> None:
    named = tuple(json.loads(noun_id))
    if content is None:
        tx.connection.exec_driver_sql(
            "DELETE FROM import_answer WHERE code = ? AND value = ?", named
        )
        return
    tx.connection.exec_driver_sql(
        "INSERT OR REPLACE INTO import_answer (code, value, answer, step) VALUES (?, ?, ?, ?)",
        (*named, content["answer"], step_number(tx)),
    )


NOUN = Noun("import_answer", _load, _store)
