"""The records of the rules as a tree that people edit: nodes with fields, at places of documents.

A document is the table of a rules file as it is kept. A path names a place in the documents by keys
and positions: `("graduation", "set", 0, "subject", 2)`. How the tree is made stands in
`rule_outline.py`, how it is changed in `rule_edits.py`; the words are made where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

GRADUATION, AG, PROGRAMS = "graduation", "ag", "programs"
SAMPLES = "samples"
"""No document: the place where the samples of all documents stand together."""

Table = dict[str, Any]
Documents = dict[str, Table]
Key = str | int
Path = tuple[Key, ...]


class FieldKind(StrEnum):
    """What a field holds, and so how it is asked for."""

    CREDITS = "credits"
    YEARS = "years"
    COURSES = "courses"  # a number of courses
    NUMBER = "number"  # a whole number
    CLASS = "class"  # a year of graduation
    CLASSES = "classes"  # the first and the last, 9999 for no last one
    TEXT = "text"
    LONG_TEXT = "long_text"
    NAME = "name"  # the id of something, unique among its neighbors
    CHOICE = "choice"  # one of `choices`
    SEVERAL = "several"  # some of `choices`
    CODES = "codes"  # course codes; `*` in one stands for any letters
    CODE = "code"  # one course
    NAMES = "names"  # some of the names that the catalog knows, by the field's own name
    SUBJECT = "subject"
    PROGRAM = "program"  # what is audited, as a sample names it
    MARK = "mark"
    FLAG = "flag"  # yes or no
    WORDS = "words"  # a list of texts
    RECORD = "record"  # the lines of a made-up record


AMOUNTS = frozenset({FieldKind.CREDITS, FieldKind.YEARS, FieldKind.COURSES})
WHOLE = frozenset({FieldKind.NUMBER, FieldKind.CLASS})


class NodeKind(StrEnum):
    """What a place of the rules is."""

    GRADUATION = "graduation"
    SET = "set"
    SUBJECT = "subject"
    MUST_INCLUDE = "must_include"
    REPLACEMENT = "replacement"
    PENDING = "pending"
    AG = "ag"
    AREA = "area"
    UC_PARTS = "uc_parts"
    CSU_PARTS = "csu_parts"
    VALIDATION = "validation"
    VALIDATION_RULE = "validation_rule"
    GPA = "gpa"
    PROGRAMS = "programs"
    PROGRAM = "program"
    REQUIREMENT = "requirement"
    PART = "part"  # a requirement inside another
    COURSE_SET = "course_set"
    EITHER = "either"  # one of several course sets
    CAP = "cap"  # at most so much of a course set
    STEP = "step"  # a course set of a sequence
    SAMPLES = "samples"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a node; None: the document says nothing there.

    `inherited`: the value is that of the set or program that this one is based on; `base` is what
    that one says, when this one says something of its own. `fixed`: shown, not to be changed here.
    """

    name: str
    kind: FieldKind
    value: object = None
    choices: tuple[str, ...] = ()
    inherited: bool = False
    base: object = None
    fixed: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One place of the rules with what stands there and below it.

    `origin`: where an inherited node really stands; it is changed there alone.
    """

    path: Path
    kind: NodeKind
    title: str = ""
    fields: tuple[Field, ...] = ()
    children: tuple[Node, ...] = ()
    can_add: tuple[NodeKind, ...] = ()
    origin: Path | None = None
    removable: bool = False

    def field(self, name: str) -> Field | None:
        """Return the field of that name, None if the node has none."""
        return next((field for field in self.fields if field.name == name), None)

    def value(self, name: str) -> object:
        """Return the value of a field, None if there is none."""
        found = self.field(name)
        return found.value if found else None


def every_node(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield the nodes and all below them, each before its children."""
    for node in nodes:
        yield node
        yield from every_node(node.children)


def find_node(nodes: tuple[Node, ...], path: Path) -> Node | None:
    """Return the node at a path, None if there is none."""
    return next((node for node in every_node(nodes) if node.path == path), None)


def trail_to(nodes: tuple[Node, ...], path: Path) -> tuple[Node, ...]:
    """Return the nodes from the root to the one at a path, as the tree shows them; () for none."""
    for node in nodes:
        if node.path == path:
            return (node,)
        below = trail_to(node.children, path)
        if below:
            return (node, *below)
    return ()


def value_at(documents: Mapping[str, object], path: Path) -> object:
    """Return what stands at a path, None if nothing does."""
    value: object = documents
    for key in path:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def changed_at(documents: Documents, path: Path, change: Callable[[object], object]) -> Documents:
    """Return documents with `change` applied to what stands at a path; the rest is shared.

    Tables that are missing on the way are made; ones that are left empty are taken away, so that
    an edit taken back gives the equal document.
    """
    name = str(path[0])
    return {**documents, name: as_table(_changed(documents.get(name, {}), path[1:], change))}


def as_table(value: object) -> Table:
    """Return a table, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_tables(value: object) -> list[tuple[int, Table]]:
    """Return the tables of a list with their positions; what is no table is passed over."""
    if not isinstance(value, list):
        return []
    return [(place, one) for place, one in enumerate(value) if isinstance(one, dict)]


def as_text(value: object) -> str:
    """Return a text, "" for anything else."""
    return value if isinstance(value, str) else ""


def _changed(value: object, path: Path, change: Callable[[object], object]) -> object:
    if not path:
        return change(value)
    key, rest = path[0], path[1:]
    if isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
        return [*value[:key], _changed(value[key], rest, change), *value[key + 1 :]]
    if isinstance(value, list):
        return value
    table = dict(as_table(value))
    former = table.get(str(key))
    new = _changed(former, rest, change)
    if new is None or (new in ({}, []) and new != former):
        table.pop(str(key), None)
    else:
        table[str(key)] = new
    return table
