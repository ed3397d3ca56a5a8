"""What can be chosen in a field: subjects, topics, pathways and marks that the district knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.rule_tree import Field, FieldKind, Node, NodeKind, every_node
from cte_desktop.domain.grades import LETTERS
from cte_desktop.ui.pathways.rules.words import choice_label, node_title
from cte_desktop.wording.programs import program_title

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

_BEYOND_THE_CATALOG = ("elective", "science", "ethnic_studies")
"""Subjects that a set may ask for though no course is filed under them."""


def choices_of(
    field: Field, catalog: Catalog, nodes: tuple[Node, ...]
) -> tuple[tuple[str, str], ...]:
    """Return the choices of a field with their words, in the order in which to offer them."""
    match field.kind:
        case FieldKind.SUBJECT:
            found = sorted(_subjects(catalog, nodes), key=lambda one: _words(field, one, catalog))
        case FieldKind.NAMES if field.name == "subject":
            found = sorted(_subjects(catalog, nodes), key=lambda one: _words(field, one, catalog))
        case FieldKind.NAMES if field.name == "topic":
            found = sorted({course.ag_topic for course in catalog.courses} - {""})
        case FieldKind.NAMES if field.name == "pathway":
            found = sorted(catalog.pathway_by_name)
        case FieldKind.MARK:
            found = [mark for mark in reversed(LETTERS) if mark != "F"]
        case FieldKind.PROGRAM:
            found = list(_programs(catalog, nodes))
        case _:
            found = list(field.choices)
    if field.name in ("based_on", "shares_with", "surplus_of"):
        return tuple((one, _title_of(one, nodes, catalog)) for one in found)
    if field.kind is FieldKind.PROGRAM:
        return tuple((one, _program_title(one, nodes, catalog)) for one in found)
    return tuple((one, _words(field, one, catalog)) for one in found)


def _words(field: Field, choice: str, catalog: Catalog) -> str:
    return choice_label(field, choice, catalog)


def _title_of(name: str, nodes: tuple[Node, ...], catalog: Catalog) -> str:
    """Return the title of the set, program or requirement that an id names."""
    kinds = (NodeKind.SET, NodeKind.PROGRAM, NodeKind.REQUIREMENT)
    named = (n for n in every_node(nodes) if n.kind in kinds and n.value("id") == name)
    found = next(named, None)
    return node_title(found, catalog) if found else name


def _program_title(name: str, nodes: tuple[Node, ...], catalog: Catalog) -> str:
    kind, _, own = name.partition(":")
    return _title_of(own, nodes, catalog) if kind == "district" else program_title(name)


def _subjects(catalog: Catalog, nodes: tuple[Node, ...]) -> set[str]:
    known = {course.graduation_subject for course in catalog.courses}
    written = {
        node.title
        for node in every_node(nodes)
        if node.kind in (NodeKind.SUBJECT, NodeKind.PENDING)
    }
    return (known | written | {*_BEYOND_THE_CATALOG}) - {"", "same_as_recovered"}


def _programs(catalog: Catalog, nodes: tuple[Node, ...]) -> tuple[str, ...]:
    own = [
        f"district:{node.value('id')}"
        for node in every_node(nodes)
        if node.kind is NodeKind.PROGRAM
    ]
    pathways = [f"pathway:{name}" for name in sorted(catalog.pathway_by_name)]
    return ("graduation", "uc", "csu", *own, *pathways)
