"""What is wrong with the draft in the words of the screen: titles for ids and for places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.rule_places import found_place
from cte_desktop.domain.audit.rule_tree import Node, NodeKind, Path, every_node, trail_to
from cte_desktop.domain.audit.rules import RuleProblem
from cte_desktop.ui.pathways.rules.fault_list import PlacedFault
from cte_desktop.ui.pathways.rules.label_tables import FIELDS
from cte_desktop.ui.pathways.rules.tree_model import HIDDEN
from cte_desktop.ui.pathways.rules.words import field_label, node_title, subject_label
from cte_desktop.wording.labels import course_label
from cte_desktop.wording.programs import requirement_title
from cte_desktop.wording.rules import LONGEST_VALUE, problem_text
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.rules import RuleFault

_NAMES_OF_NODES = frozenset(
    {"unknown_base", "cycle", "overlap", "unknown_requirement", "not_shareable", "twice"}
)
"""Codes whose value is the id of a set, a program or a requirement."""
_MISSING = {"must_include course": noop("course that it must include")}
"""What may be missing and is no field of its node."""
_PLACES = {"requirement": noop("Requirements"), "parts": noop("Parts"), "steps": noop("Steps")}
"""What a place may name below a node that has none of it yet."""


def placed_faults(
    faults: tuple[RuleFault, ...], nodes: tuple[Node, ...], catalog: Catalog
) -> tuple[PlacedFault, ...]:
    """Return the faults with the nodes that they are about, each in one sentence."""
    return tuple(_placed(number, fault, nodes, catalog) for number, fault in enumerate(faults))


def _placed(
    number: int, fault: RuleFault, nodes: tuple[Node, ...], catalog: Catalog
) -> PlacedFault:
    path, rest = found_place(nodes, fault.file, fault.place)
    trail = trail_to(nodes, path)
    if not trail:
        return PlacedFault(number, path, "", fault.text)
    place = _place_words(trail, rest, catalog)
    value = _value_words(fault, trail, nodes, catalog)
    text = problem_text(RuleProblem(fault.file, place, fault.code, value))
    where = [node_title(node, catalog) for node in trail if node.kind not in HIDDEN]
    return PlacedFault(number, path, " › ".join(where), text)


def _place_words(trail: tuple[Node, ...], rest: str, catalog: Catalog) -> str:
    """Return what is meant: "Health", "Health: Credits needed", "English: What counts"."""
    last = next((n for n, node in enumerate(trail) if node.kind in HIDDEN), len(trail)) - 1
    words = [node_title(node, catalog) for node in trail[max(0, last) :]]
    names = [name for name in rest.split(", ") if name]
    field = trail[-1].field(names[0]) if names else None
    if field is not None:
        words.append(field_label(field, catalog))
    elif names:
        known = FIELDS | _PLACES
        words.append(tr(known[rest]) if rest in known else rest)
    return (
        tr("{node}: {field}", node=words[0], field=", ".join(words[1:])) if words[1:] else words[0]
    )


def _value_words(
    fault: RuleFault, trail: tuple[Node, ...], nodes: tuple[Node, ...], catalog: Catalog
) -> str:
    """Return what is wrong with it, ids as the titles that they have."""
    value, node = fault.value, trail[-1]
    if fault.code == "sample_not_met":
        program = str(node.value("program"))
        names = value.split(", ") if value else []
        return _listed([row_title(program, name, nodes, catalog) for name in names])
    if fault.code in _NAMES_OF_NODES:
        return _titled(value, node.path, nodes, catalog)
    if fault.code == "missing" and value:
        if value in _MISSING:
            return tr(_MISSING[value])
        return tr(FIELDS[value]) if value in FIELDS else subject_label(value, catalog)
    return course_label(value, catalog) if catalog.course(value) else value


def _listed(titles: list[str]) -> str:
    """Return titles in one line, as many as a sentence has room for."""
    words = "; ".join(titles)
    while len(words) > LONGEST_VALUE and len(titles) > 1:
        titles = titles[:-1]
        words = "; ".join((*titles, "…"))
    return words


def row_title(program: str, row: str, nodes: tuple[Node, ...], catalog: Catalog) -> str:
    """Return the title of a row of a program; a program of the draft alone has its own."""
    kind, _, own = program.partition(":")
    if kind == "district":
        found = (n for n in every_node(nodes) if n.kind is NodeKind.PROGRAM)
        rows = next((n.children for n in found if n.value("id") == own), ())
        last = row.rpartition(".")[2]
        named = next((n for n in every_node(rows) if n.value("id") == last), None)
        if named is not None:
            return node_title(named, catalog)
    return requirement_title(program, row, catalog)


def _titled(name: str, path: Path, nodes: tuple[Node, ...], catalog: Catalog) -> str:
    """Return the title of what has an id in the same document."""
    kinds = (NodeKind.SET, NodeKind.PROGRAM, NodeKind.REQUIREMENT, NodeKind.PART, NodeKind.SUBJECT)
    for node in every_node(tuple(node for node in nodes if node.path[0] == path[0])):
        if node.kind in kinds and name and name in (node.value("id"), node.title):
            return node_title(node, catalog)
    return name
