"""What surrounds a pathway, as a person writes it down here: changes of the history.

What a file brought and a person removed or renamed here stays as a removed row: the next file meets
that row, and doesn't bring the experience back. Reading them is part of a student's file; with
their ids they are listed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage.dates import day_text
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.owned_rows import OwnedRows
from cte_desktop.storage.student_rows import EXPERIENCES, experience_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.domain.students.experiences import Experience
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_HOW = ("by_hand", "removed")  # no part of the experience itself
_OF_A_FILE, _MADE_HERE, _CHANGED_HERE = 0, 1, 2
_IDENTITY = ("kind", "title", "school_year", "passed_on")
ROWS = OwnedRows("experience", (*EXPERIENCES.columns, *_HOW))
NOUN = ROWS.noun


def list_experiences(tx: Transaction, student_uid: str) -> tuple[tuple[str, Experience], ...]:
    """Return a student's experiences with their ids, in the order in which they came."""
    rows = ROWS.of_student(tx, student_uid)
    return tuple((row[0], experience_of(row[: -len(_HOW)])) for row in rows if not row[-1])


def add_experience(tx: Transaction, student_uid: str, experience: Experience) -> str:
    """Keep an experience as part of the transaction's step; returns its id."""
    values = _values(experience)
    for row in ROWS.of_student(tx, student_uid):
        if row[-1] and experience_of(row[: -len(_HOW)]).identity == experience.identity:
            _write(tx, row[0], {**values, "by_hand": _CHANGED_HERE, "removed": 0})
            return str(row[0])
    return ROWS.add(tx, student_uid, (*values.values(), _MADE_HERE, 0))


def remove_experience(tx: Transaction, uid: str) -> bool:
    """Remove an experience as part of the transaction's step; False if there is none."""
    before = ROWS.load(tx, uid)
    if before is None or before["removed"]:
        return False
    if before["by_hand"] == _MADE_HERE:
        return ROWS.remove(tx, uid)
    return _write(tx, uid, {"by_hand": _CHANGED_HERE, "removed": 1})


def experience_in(content: Content | None) -> Experience | None:
    """Return the experience that a content of the history is; None for none, or a removed one."""
    if content is None or content["removed"]:
        return None
    return experience_of((None, *(content[name] for name in EXPERIENCES.columns)))


def students_who_have(
    tx: Transaction, experience: Experience, student_uids: Collection[str]
) -> frozenset[str]:
    """Return those of the students who have an experience of this kind, title, year and day."""
    values = _values(experience)
    same = " AND ".join(f'e."{name}" IS ?' for name in _IDENTITY)
    rows = tx.connection.exec_driver_sql(
        'SELECT s.uid FROM experience e JOIN student s ON s."key" = e.student '  # noqa: S608
        f"WHERE e.removed = 0 AND {same}",
        tuple(values[name] for name in _IDENTITY),
    )
    return frozenset(rows.scalars()) & frozenset(student_uids)


def organizations(tx: Transaction, kinds: Collection[str]) -> dict[str, int]:
    """Return the names in `organization` of these kinds, with how many students have each."""
    marks = ", ".join("?" * len(kinds))
    rows = tx.connection.exec_driver_sql(
        "SELECT organization, count(DISTINCT student) FROM experience "  # noqa: S608
        f"WHERE removed = 0 AND organization <> '' AND kind IN ({marks}) "
        "GROUP BY organization ORDER BY organization",
        tuple(kinds),
    )
    return {str(name): int(count) for name, count in rows}


def _values(experience: Experience) -> Content:
    values: Content = {name: getattr(experience, name) for name in _PLAIN}
    values["passed_on"] = day_text(experience.passed_on)
    values["expires_on"] = day_text(experience.expires_on)
    return {name: values[name] for name in EXPERIENCES.columns}


def _write(tx: Transaction, uid: str, changed: Content) -> bool:
    """Change a row in its place, with its id."""
    before = ROWS.load(tx, uid)
    if before is None:
        raise LookupError("no such experience")
    after: Content = {**before, **changed, "step": step_number(tx)}
    ROWS.store(tx, uid, after)
    owner = str(before["student"])
    return record_change(tx, NOUN.name, uid, before, after, student_id=owner)


_PLAIN = tuple(name for name in EXPERIENCES.columns if name not in {"passed_on", "expires_on"})
