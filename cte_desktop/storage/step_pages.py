"""The history page by page, narrowed by what was done, by whom, and to whom; newest first."""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.history import steps_of_query
from cte_desktop.storage.students import LIST_NAME
from cte_desktop.storage.tables.history import StepRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cte_desktop.storage.history import Step
    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_OF_NOUNS = "number IN (SELECT step FROM change WHERE noun IN ({nouns}))"
_CONDITIONS = {
    "students": "(number IN (SELECT step FROM change WHERE student_id IS NOT NULL) "
    "OR number IN (SELECT step FROM bulk_student))",
    "imports": "kind = 'import' OR number IN (SELECT step FROM change WHERE noun = 'import')",
    "undone": "kind IN ('undo', 'redo') OR number IN (SELECT undoes FROM step)",
}
_NOUNS = {
    "plans": ("plan", "plan_template"),
    "rules": ("rule_document",),
    "settings": ("setting", "import_answer", "import_profile", "person", "bell", "travel",
                 "school", "edit_window", "year_start"),
    "sections": ("section", "course_site"),
    "awards": ("awards", "withheld", "joined_key_lists", "certificate_template",
               "certificate_image", "earlier_total"),
}  # fmt: skip
CATEGORIES = (*_CONDITIONS, *_NOUNS)
"""What the history can be narrowed to."""
MOST_NAMED = 50
"""Students whose names may match what is searched for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps are wanted: of a category (any for ""), and of one person ("" for anybody)."""

    category: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """Whom a step was about: how many students, and which one if it was about one alone."""

    students: int
    uid: str = ""
    name: str = ""


def steps_before(
    tx: Transaction, wanted: Wanted, before: int | None, limit: int
) -> tuple[Step, ...]:
    """Return the newest wanted steps with a smaller number than `before`."""
    query = select(StepRow).order_by(StepRow.number.desc()).limit(limit)
    if before is not None:
        query = query.where(StepRow.number < before)
    if wanted.actor:
        query = query.where(StepRow.actor == wanted.actor)
    if wanted.category in _CONDITIONS:
        query = query.where(text(f"({_CONDITIONS[wanted.category]})"))
    elif wanted.category in _NOUNS:
        nouns = ", ".join(f"'{noun}'" for noun in _NOUNS[wanted.category])
        query = query.where(text(_OF_NOUNS.format(nouns=nouns)))
    return tuple(steps_of_query(tx, query))


def actors(tx: Transaction) -> tuple[str, ...]:
    """Return everyone who did a step, by name."""
    return tuple(row[0] for row in fetch(tx, "SELECT DISTINCT actor FROM step ORDER BY actor"))


def whom(tx: Transaction, numbers: Collection[int]) -> dict[int, About]:
    """Return whom steps were about; those about nobody are left out."""
    listed = (json.dumps(sorted(numbers)),)
    named = fetch(
        tx,
        "SELECT step, count(DISTINCT student_id), min(student_id) FROM change "
        f"WHERE student_id IS NOT NULL AND step IN {_LISTED} GROUP BY step",
        listed,
    )
    many = fetch(
        tx,
        "SELECT c.step, c.students, s.uid FROM (SELECT step, count(*) AS students, "
        f"min(student) AS first FROM bulk_student WHERE step IN {_LISTED} GROUP BY step) c "
        'LEFT JOIN student s ON s."key" = c.first',
        listed,
    )
    found = {step: (count, uid) for step, count, uid in (*named, *many)}
    names = student_names(tx, [uid for count, uid in found.values() if count == 1 and uid])
    return {
        step: About(count, uid or "", names.get(uid, "")) if count == 1 else About(count)
        for step, (count, uid) in found.items()
    }


def student_names(tx: Transaction, uids: Iterable[str]) -> dict[str, str]:
    """Return the names of students as lists have them, by uid; of those who are still there."""
    query = f"SELECT s.uid, {LIST_NAME} FROM student s WHERE s.uid IN {_LISTED}"
    return dict(fetch(tx, query, (json.dumps(sorted(set(uids))),)))


def steps_about_named(tx: Transaction, words: Iterable[str]) -> frozenset[int]:
    """Return the steps about students whose folded names and ids hold all these words."""
    given = tuple(words)
    if not given:
        return frozenset()
    conditions = " AND ".join("instr(s.name_key, ?)" for _ in given)
    found = fetch(
        tx, f'SELECT s."key", s.uid FROM student s WHERE {conditions} LIMIT {MOST_NAMED}', given
    )
    keys, uids = (json.dumps([row[place] for row in found]) for place in (0, 1))
    return frozenset(
        row[0]
        for row in (
            *fetch(tx, f"SELECT step FROM change WHERE student_id IN {_LISTED}", (uids,)),
            *fetch(tx, f"SELECT step FROM bulk_student WHERE student IN {_LISTED}", (keys,)),
        )
    )


def students_of_edit(tx: Transaction, step: int, most: int) -> tuple[tuple[str, str, str], ...]:
    """Return uid, id and list name of those whom the changes of a step name, by name."""
    return tuple(
        fetch(
            tx,
            f"SELECT s.uid, s.student_id, {LIST_NAME} FROM student s WHERE s.uid IN "
            "(SELECT student_id FROM change WHERE step = ?) "
            "ORDER BY s.last_name, s.first_name, s.student_id LIMIT ?",
            (step, most),
        )
    )
