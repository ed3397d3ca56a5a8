"""Edits of the rules: each takes the documents and returns new ones, with where the node is now.

An edit that makes no sense where it is asked for returns the documents as they are. What the rules
then say may be wrong; that is for the checks to name, never a reason to fail.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.requirement_outline import without_others
from cte_desktop.domain.audit.rule_outline import ELECTIVE, bases_of, needs_of
from cte_desktop.domain.audit.rule_tree import (
    GRADUATION,
    PROGRAMS,
    SAMPLES,
    Documents,
    NodeKind,
    Path,
    Table,
    as_table,
    as_tables,
    as_text,
    changed_at,
    value_at,
)
from cte_desktop.domain.audit.rules import NO_LAST_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMED_BY_KEY = frozenset({"override", "add", "subjects", "pending"})
"""Tables whose entries are named by their keys."""
_SCALARS = _NAMED_BY_KEY - {"pending"}
"""Of these, those whose entries are the amount itself."""
_LISTED = frozenset("course courses code waives subject area topic pathway level attribute".split())
"""Fields that hold several names: in a list, or in one text with bars between them."""
_USUAL_CLASS = 2030


@dataclass(frozen=True, slots=True)
class Edited:
    """New documents, and the path of the node that was edited or made."""

    documents: Documents
    path: Path


def set_field(documents: Documents, path: Path, name: str, value: object) -> Edited:
    """Set a field of a node; None takes its key out, so that an inherited value holds again."""
    same = Edited(documents, path)
    if not path or path[0] == SAMPLES:
        return same
    named_by_key = len(path) > 1 and path[-2] in _NAMED_BY_KEY
    if named_by_key and name == "id":
        return _renamed(documents, path, as_text(value))
    if named_by_key and path[-2] in _SCALARS:
        return Edited(changed_at(documents, path, lambda _: value), path)
    if name == "based_on" and value is None:
        return Edited(changed_at(documents, path, lambda one: _alone(one, documents, path)), path)
    if name == "kind" and isinstance(value, str):
        kind = value
        turned = changed_at(documents, path, lambda one: without_others(as_table(one), kind))
        return Edited(turned, path)
    where = (*path, *name.split("."))
    if name in _LISTED:
        value = _names_as_written(value_at(documents, where), value)
    return Edited(changed_at(documents, where, lambda _: value), path)


def add_node(documents: Documents, path: Path, kind: NodeKind) -> Edited:
    """Add a node of a kind below another, after its like; it says as little as possible."""
    if kind is NodeKind.SAMPLE and path == (SAMPLES,):
        return add_node(documents, (GRADUATION,), kind)
    if kind is NodeKind.SUBJECT and isinstance(value_at(documents, (*path, "based_on")), str):
        name = _free("new_subject", _all_keys(documents, path))
        where: Path = (*path, "add", name)
        return Edited(changed_at(documents, where, lambda _: 5.0), where)
    if kind is NodeKind.MUST_INCLUDE and path[-2:-1] == ("subjects",):
        documents, path = _written_long(documents, path)
    if kind is NodeKind.PENDING:
        known = as_table(value_at(documents, (*path, "pending")))
        where = (*path, "pending", _free("new_law", known))
        return Edited(changed_at(documents, where, lambda _: _new(kind, ())), where)
    key = _KEYS.get(kind)
    if key is None:
        return Edited(documents, path)
    if key in ("may_replace", "without"):
        made = changed_at(documents, path, lambda one: as_table(one) | {key: _new(kind, ())})
        return Edited(made, (*path, key))
    where = path if path[-1] in ("uc_parts", "csu_parts") else (*path, key)
    rows = value_at(documents, where)
    every = rows if isinstance(rows, list) else []
    taken = [as_text(as_table(one).get("id")) for one in every]
    made = changed_at(documents, where, lambda _: [*every, _new(kind, taken)])
    return Edited(made, (*where, len(every)))


def remove_node(documents: Documents, path: Path) -> Edited:
    """Remove a node with all below it; the path is that of the node above."""
    if len(path) < 2:
        return Edited(documents, path)
    key = path[-1]
    if isinstance(key, int):
        rows = value_at(documents, path[:-1])
        if not isinstance(rows, list) or not 0 <= key < len(rows):
            return Edited(documents, path)
        kept = [*rows[:key], *rows[key + 1 :]]
        above = path[:-1] if path[-2] in ("uc_parts", "csu_parts") else path[:-2]
        return Edited(changed_at(documents, path[:-1], lambda _: kept), above)
    above = path[:-2] if path[-2] in _NAMED_BY_KEY else path[:-1]
    return Edited(changed_at(documents, path, lambda _: None), above)


def move_node(documents: Documents, path: Path, steps: int) -> Edited:
    """Move a node so many places down among its like, up for less than nothing."""
    key = path[-1] if path else ""
    rows = value_at(documents, path[:-1])
    if not isinstance(key, int) or not isinstance(rows, list) or not 0 <= key < len(rows):
        return Edited(documents, path)
    place = min(max(key + steps, 0), len(rows) - 1)
    kept = [*rows[:key], *rows[key + 1 :]]
    moved = [*kept[:place], rows[key], *kept[place:]]
    return Edited(changed_at(documents, path[:-1], lambda _: moved), (*path[:-1], place))


def duplicate_set(documents: Documents, path: Path, first_class: int) -> Edited:
    """Make a set for the classes from `first_class` on, based on the one at `path`.

    It takes everything from that one until something of it is changed; the classes that it takes
    over are no longer the other's.
    """
    table = as_table(value_at(documents, path))
    rows = value_at(documents, path[:-1])
    classes = table.get("applies_to_classes")
    if not table or not isinstance(rows, list) or not isinstance(classes, list):
        return Edited(documents, path)
    whole = [year for year in classes if isinstance(year, int)]
    last = whole[-1] if len(whole) == 2 else NO_LAST_CLASS
    name = as_text(table.get("id"))
    made: Table = {
        "id": _free(f"{name}-{first_class}", [as_text(as_table(one).get("id")) for one in rows]),
        "title": as_text(table.get("title")),
        "applies_to_classes": [first_class, max(first_class, last)],
        "based_on": name,
        "sourced": "no",
    }
    ended = table
    if len(whole) == 2 and whole[0] < first_class:
        ended = table | {"applies_to_classes": [whole[0], min(whole[1], first_class - 1)]}
    place = path[-1] if isinstance(path[-1], int) else 0
    every = [*rows[:place], ended, made, *rows[place + 1 :]]
    return Edited(changed_at(documents, path[:-1], lambda _: every), (*path[:-1], place + 1))


_KEYS = {
    NodeKind.SET: "set",
    NodeKind.SUBJECT: "subject",
    NodeKind.MUST_INCLUDE: "must_include",
    NodeKind.REPLACEMENT: "may_replace",
    NodeKind.REQUIREMENT: "requirement",
    NodeKind.PART: "parts",
    NodeKind.PROGRAM: "program",
    NodeKind.VALIDATION_RULE: "rule",
    NodeKind.COURSE_SET: "without",
    NodeKind.EITHER: "either",
    NodeKind.CAP: "at_most",
    NodeKind.STEP: "steps",
    NodeKind.SAMPLE: "sample",
}
"""The key under which nodes of a kind stand in the table above them."""


_OPEN_SET: Table = {"of": {}}
_FIRST: dict[NodeKind, tuple[str, Table]] = {
    NodeKind.SET: (
        "new_set",
        {"title": "", "applies_to_classes": [_USUAL_CLASS, _USUAL_CLASS], "sourced": "no"},
    ),
    NodeKind.SUBJECT: ("new_subject", {"credits": 5.0, "sourced": "no"}),
    NodeKind.MUST_INCLUDE: ("", {"course": "", "credits": 5.0}),
    NodeKind.REPLACEMENT: (
        "",
        {"when_completed": "", "waives": "", "credits_move_to": ELECTIVE},
    ),
    NodeKind.PENDING: (
        "",
        {"law": "", "credits": 5.0, "class": _USUAL_CLASS, "in_force": False},
    ),
    NodeKind.PROGRAM: (
        "new_program",
        {"title": "", "unit": "credits", "audited": "added", "sourced": "no"},
    ),
    NodeKind.REQUIREMENT: ("new", {"kind": "amount", "need": 5.0} | _OPEN_SET),
    NodeKind.PART: ("part", {"kind": "passed"} | _OPEN_SET),
    NodeKind.VALIDATION_RULE: ("", {"by": "", "validates": []}),
    NodeKind.CAP: ("", {"most": 5.0} | _OPEN_SET),
    NodeKind.SAMPLE: (
        "",
        {"title": "", "program": "graduation", "class": _USUAL_CLASS, "expect": "met"},
    ),
}
"""What a new node says at first: the beginning of its name, if it has one, and its table."""


def _new(kind: NodeKind, taken: Iterable[str]) -> Table:
    """Return the table of a new node, with a name that is not taken."""
    name, table = _FIRST.get(kind, ("", {}))
    return ({"id": _free(name, taken)} if name else {}) | copy.deepcopy(table)


def _renamed(documents: Documents, path: Path, name: str) -> Edited:
    """Give an entry that is named by its key another one, in its place; a taken one is refused."""
    table = as_table(value_at(documents, path[:-1]))
    if not name or name in table:
        return Edited(documents, path)
    renamed = {name if key == path[-1] else key: value for key, value in table.items()}
    return Edited(changed_at(documents, path[:-1], lambda _: renamed), (*path[:-1], name))


def _alone(one: object, documents: Documents, path: Path) -> Table:
    """Return a set or program that stands for itself, with what it took from its bases."""
    table = dict(as_table(one))
    rows = [row for _, row in as_tables(value_at(documents, path[:-1]))]
    above = bases_of(rows, as_text(table.get("based_on")))
    changed = as_table(table.pop("override", None))
    table.pop("based_on", None)
    if path[0] == PROGRAMS:
        inherited = [row for base in reversed(above) for row in _requirements(base)]
        kept = [
            row | {"need": changed.get(as_text(row.get("id")), row.get("need"))}
            for row in inherited
        ]
        kept = [{key: value for key, value in row.items() if value is not None} for row in kept]
        unit = next((base["unit"] for base in above if "unit" in base), "credits")
        return {"unit": unit} | table | {"requirement": [*kept, *_requirements(table)]}
    root = {as_text(row.get("id")): row for _, row in _subjects(above)}
    needs = needs_of(rows, as_text(table.get("id")))
    table.pop("add", None)
    long = [root.get(name, {"id": name}) | {"credits": need} for name, need in needs.items()]
    total = next((base["total"] for base in above if "total" in base), 0.0)
    return {"total": total} | table | {"subject": long}


def _subjects(above: list[Table]) -> list[tuple[int, Table]]:
    return as_tables(above[-1].get("subject")) if above else []


def _requirements(table: Table) -> list[Table]:
    return [row for _, row in as_tables(table.get("requirement"))]


def _written_long(documents: Documents, path: Path) -> tuple[Documents, Path]:
    """Write the short subjects of a set as tables, which can hold must-includes."""
    above = path[:-2]
    place = 0

    def long(one: object) -> Table:
        nonlocal place
        table = dict(as_table(one))
        short = as_table(table.pop("subjects", None))
        rows = [row for _, row in as_tables(table.get("subject"))]
        place = len(rows) + list(short).index(str(path[-1]))
        rows += [{"id": name, "credits": need} for name, need in short.items()]
        return table | {"subject": rows}

    documents = changed_at(documents, above, long)
    return documents, (*above, "subject", place)


def _names_as_written(former: object, value: object) -> object:
    """Return names in the form in which they stood: a list, or one text with bars."""
    if not isinstance(value, (list, tuple)):
        return value
    return list(value) if isinstance(former, list) else "|".join(map(str, value))


def _all_keys(documents: Documents, path: Path) -> list[str]:
    rows = [row for _, row in as_tables(value_at(documents, path[:-1]))]
    table = as_table(value_at(documents, path))
    return list(needs_of(rows, as_text(table.get("id"))))


def _free(name: str, taken: Iterable[str]) -> str:
    """Return the name, with a number after it if it is taken."""
    every = set(taken)
    number = 2
    free = name
    while free in every:
        free, number = f"{name}_{number}", number + 1
    return free
