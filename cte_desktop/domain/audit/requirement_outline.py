"""Requirements and course sets of the rules as nodes: one form for programs, sets and A-G parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.attributes import ATTRIBUTES, HONORS_KINDS
from cte_desktop.domain.audit.rule_tree import (
    AG,
    Field,
    FieldKind,
    Node,
    NodeKind,
    Path,
    Table,
    as_table,
    as_tables,
    as_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = (
    "amount",
    "counted",
    "passed",
    "all_of",
    "some_of",
    "any_of",
    "one_topic",
    "language_level",
    "in_order",
)
UNITS = ("credits", "years", "courses")
HONORS = ("any", "none", *HONORS_KINDS)
AREAS = tuple("ABCDEFG")
LEVELS = ("introductory", "concentrator", "capstone")
GRADES = ("7", "8", "9", "10", "11", "12")
TERMS = ("fall", "spring", "summer")
SOURCED = ("yes", "partial", "no")

# What a requirement of each kind writes, besides its id, kind and titles.
WRITTEN: dict[str, frozenset[str]] = {
    "amount": frozenset("need of at_most surplus_of shares_with most_shared".split()),
    "counted": frozenset("need of unit at_most".split()),
    "passed": frozenset({"of"}),
    "all_of": frozenset({"parts"}),
    "some_of": frozenset({"parts", "count"}),
    "any_of": frozenset({"parts"}),
    "one_topic": frozenset({"need", "of"}),
    "language_level": frozenset({"levels", "of"}),
    "in_order": frozenset({"steps", "different_terms"}),
}
_ANY_KIND = frozenset({"id", "title", "title_es", "kind", "sourced", "source", "note"})
_AMOUNT = {
    "credits": FieldKind.CREDITS,
    "years": FieldKind.YEARS,
    "courses": FieldKind.COURSES,
}


def requirement_node(
    table: Table, path: Path, unit: str, others: tuple[str, ...], *, part: bool = False
) -> Node:
    """Return a requirement with its course sets and parts.

    `unit` is that of its program; `others` are the ids of the requirements beside it.
    """
    kind = as_text(table.get("kind")) or "amount"
    return Node(
        path,
        NodeKind.PART if part else NodeKind.REQUIREMENT,
        as_text(table.get("title")) or as_text(table.get("id")),
        (*_own_fields(table), *_kind_fields(table, kind, unit, others, of_area=path[0] == AG)),
        tuple(_below(table, path, kind, unit)),
        tuple(_addable(kind)),
        removable=True,
    )


def without_others(table: Table, kind: str) -> Table:
    """Return a requirement that has become another kind: what that kind can't write is gone."""
    kept = WRITTEN.get(kind, frozenset()) | _ANY_KIND
    return {key: value for key, value in table.items() if key in kept} | {"kind": kind}


def course_set_node(table: Table, path: Path, kind: NodeKind = NodeKind.COURSE_SET) -> Node:
    """Return a course set with the sets inside it; `either` and `without` are sets again."""
    inside = [
        course_set_node(one, (*path, "either", place), NodeKind.EITHER)
        for place, one in as_tables(table.get("either"))
    ]
    if isinstance(table.get("without"), dict):
        inside.append(course_set_node(table["without"], (*path, "without")))
    optional = path[-1] in ("without", "surplus_of") or kind in (NodeKind.EITHER, NodeKind.STEP)
    return Node(
        path,
        kind,
        str(path[-1]) if isinstance(path[-1], str) else "",
        _set_fields(table),
        tuple(inside),
        (NodeKind.EITHER,) if "without" in table else (NodeKind.EITHER, NodeKind.COURSE_SET),
        removable=optional,
    )


def source_fields(table: Table) -> tuple[Field, ...]:
    """Return the verified mark of an entry and where it comes from."""
    return (
        Field("sourced", FieldKind.CHOICE, table.get("sourced"), SOURCED),
        Field("source", FieldKind.TEXT, table.get("source"), optional=True),
    )


def own_or_inherited(
    name: str, kind: FieldKind, own: object, base: object, choices: tuple[str, ...] = ()
) -> Field:
    """Return a field that may say something else than the base does."""
    inherited = own is None and base is not None
    return Field(name, kind, base if inherited else own, choices, inherited, base)


def _own_fields(table: Table) -> tuple[Field, ...]:
    return (
        Field("title", FieldKind.TEXT, table.get("title"), optional=True),
        Field("title_es", FieldKind.TEXT, table.get("title_es"), optional=True),
        Field("id", FieldKind.NAME, table.get("id")),
        Field("kind", FieldKind.CHOICE, as_text(table.get("kind")) or "amount", KINDS),
    )


def _kind_fields(
    table: Table, kind: str, unit: str, others: tuple[str, ...], *, of_area: bool
) -> Iterator[Field]:
    written = WRITTEN.get(kind, frozenset())
    own_unit = as_text(table.get("unit")) or unit
    if "need" in written:
        amount = _AMOUNT.get(own_unit, FieldKind.CREDITS)
        yield Field("need", amount, table.get("need"), optional=of_area)
    if "unit" in written:
        yield Field("unit", FieldKind.CHOICE, table.get("unit"), UNITS, optional=True)
    if "count" in written:
        yield Field("count", FieldKind.NUMBER, table.get("count"))
    if "levels" in written:
        yield Field("levels", FieldKind.NUMBER, table.get("levels"))
    if "different_terms" in written:
        apart = table.get("different_terms", True)  # as the language takes it
        yield Field("different_terms", FieldKind.FLAG, apart)
    if "shares_with" in written and others:
        yield Field(
            "shares_with", FieldKind.CHOICE, table.get("shares_with"), others, optional=True
        )
        if table.get("shares_with") is not None:
            amount = _AMOUNT.get(unit, FieldKind.CREDITS)
            yield Field("most_shared", amount, table.get("most_shared"), optional=True)
    if "surplus_of" in written and others and not isinstance(table.get("surplus_of"), dict):
        yield Field("surplus_of", FieldKind.SEVERAL, table.get("surplus_of"), others, optional=True)


def _below(table: Table, path: Path, kind: str, unit: str) -> Iterator[Node]:
    written = WRITTEN.get(kind, frozenset())
    if "of" in written:
        yield course_set_node(as_table(table.get("of")), (*path, "of"))
    if "surplus_of" in written and isinstance(table.get("surplus_of"), dict):
        yield course_set_node(table["surplus_of"], (*path, "surplus_of"))
    if "at_most" in written:
        for place, cap in as_tables(table.get("at_most")):
            yield _cap(cap, (*path, "at_most", place), as_text(table.get("unit")) or unit)
    if "steps" in written:
        for place, step in as_tables(table.get("steps")):
            yield course_set_node(step, (*path, "steps", place), NodeKind.STEP)
    if "parts" in written:
        parts = as_tables(table.get("parts"))
        for place, part in parts:
            yield requirement_node(part, (*path, "parts", place), unit, (), part=True)


def _cap(table: Table, path: Path, unit: str) -> Node:
    return Node(
        path,
        NodeKind.CAP,
        fields=(Field("most", _AMOUNT.get(unit, FieldKind.CREDITS), table.get("most")),),
        children=(course_set_node(as_table(table.get("of")), (*path, "of")),),
        removable=True,
    )


def _addable(kind: str) -> Iterator[NodeKind]:
    written = WRITTEN.get(kind, frozenset())
    if "at_most" in written:
        yield NodeKind.CAP
    if "steps" in written:
        yield NodeKind.STEP
    if "parts" in written:
        yield NodeKind.PART


def _set_fields(table: Table) -> tuple[Field, ...]:
    kind = FieldKind
    choices: dict[str, tuple[FieldKind, tuple[str, ...]]] = {
        "any": (kind.FLAG, ()),
        "code": (kind.CODES, ()),
        "subject": (kind.NAMES, ()),
        "area": (kind.SEVERAL, AREAS),
        "topic": (kind.NAMES, ()),
        "pathway": (kind.NAMES, ()),
        "level": (kind.SEVERAL, LEVELS),
        "honors": (kind.CHOICE, HONORS),
        "college": (kind.FLAG, ()),
        "attribute": (kind.NAMES, ATTRIBUTES),
        "grades": (kind.SEVERAL, GRADES),
        "terms": (kind.SEVERAL, TERMS),
        "mark": (kind.MARK, ()),
    }
    return tuple(
        Field(name, one, table.get(name), offered, optional=True)
        for name, (one, offered) in choices.items()
    )
