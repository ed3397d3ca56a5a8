"""What a draft of the rules changes: field by field, from what is in force to what would be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.rule_outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.audit.rule_tree import Documents, Field, Node

Identity = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """One change: a field with another value, or with `field` None a node added or removed.

    `trail` are the nodes from the root to the changed one, as they are where it still stands; a
    node without `before` was added, one without `after` removed.
    """

    trail: tuple[Node, ...]
    field: Field | None
    before: object
    after: object

    @property
    def node(self) -> Node:
        """Return the node that changed."""
        return self.trail[-1]


def rule_differences(before: Documents, after: Documents) -> tuple[RuleDifference, ...]:
    """Return every change between two states of the rules, in the order of the tree.

    Nodes are known by their ids, so that one that only moved is not told of. Of a set or program
    that was added it is also told where it differs from the one that it is based on.
    """
    if before == after:
        return ()
    return tuple(_between(outline(before), outline(after), ()))


def _between(
    before: tuple[Node, ...], after: tuple[Node, ...], trail: tuple[Node, ...]
) -> Iterator[RuleDifference]:
    former, now = _by_name(before), _by_name(after)
    for name, node in now.items():
        if name not in former and _is_inherited(node):
            continue
        if name not in former:
            yield RuleDifference((*trail, node), None, None, node)
            yield from _from_base(node, after, (*trail, node))
        else:
            yield from _fields(former[name], node, (*trail, node))
            yield from _between(former[name].children, node.children, (*trail, node))
    for name, node in former.items():
        if name not in now and not _is_inherited(node):
            yield RuleDifference((*trail, node), None, node, None)


def _from_base(
    added: Node, beside: tuple[Node, ...], trail: tuple[Node, ...]
) -> Iterator[RuleDifference]:
    """Yield what an added set or program says otherwise than the one that it is based on.

    Nothing is told as removed: what the base has, the new one has too.
    """
    name = added.value("based_on")
    base = next((node for node in beside if name and node.value("id") == name), None)
    if base is None:
        return
    for field in added.fields:
        if field.base is not None and not field.inherited and field.base != field.value:
            yield RuleDifference(trail, field, field.base, field.value)
    for one in _between(base.children, added.children, trail):
        if one.after is not None:
            yield one


def _fields(before: Node, after: Node, trail: tuple[Node, ...]) -> Iterator[RuleDifference]:
    """Yield the fields that differ; what is inherited is told of where it really stands."""
    if after.origin is not None and not any(f.name == "need" for f in after.fields):
        return
    former = {field.name: field for field in before.fields}
    now = {field.name: field for field in after.fields}
    for name, field in {**former, **now}.items():
        was = former.get(name)
        new = now.get(name)
        if (was and was.inherited) and (new and new.inherited):
            continue
        if field.fixed or (was.value if was else None) == (new.value if new else None):
            continue
        yield RuleDifference(
            trail, new or field, was.value if was else None, new.value if new else None
        )


def _is_inherited(node: Node) -> bool:
    """Tell whether a node says nothing of its own; it is told of where it really stands."""
    if node.origin is not None:
        need = node.field("need")
        return need is None or need.inherited or need.fixed
    return any(field.inherited for field in node.fields) and all(
        field.inherited or field.fixed for field in node.fields
    )


def _by_name(nodes: tuple[Node, ...]) -> dict[Identity, Node]:
    """Return the nodes under their ids, or under their number among their like."""
    found: dict[Identity, Node] = {}
    for node in nodes:
        name = node.value("id") or node.value("by") or (node.title if not node.fields else "")
        if node.kind.value == "sample":
            name = node.title
        identity: Identity = (node.kind.value, str(name or ""))
        number = 1
        while identity in found:
            number += 1
            identity = (node.kind.value, str(name or ""), str(number))
        found[identity] = node
    return found
