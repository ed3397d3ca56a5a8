"""Where in the tree of the rules a problem stands: the words of its place, turned into a node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.rule_tree import AG, GRADUATION, PROGRAMS, Node, NodeKind, Path

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERED = {NodeKind.PART: "requirement", NodeKind.STEP: "steps"}
"""What a place calls a node that it knows by its number."""

_DOCUMENTS = {f"{name}.toml": name for name in (GRADUATION, AG, PROGRAMS)}


def node_at_place(nodes: tuple[Node, ...], file: str, place: str) -> Path:
    """Return the path of the node that a problem's place names, or of the nearest above it."""
    return found_place(nodes, file, place)[0]


def found_place(nodes: tuple[Node, ...], file: str, place: str) -> tuple[Path, str]:
    """Return the path of the node that a place names, and the words of it that name no node.

    `file` is "graduation.toml", "ag.toml" or "programs.toml"; `place` reads like
    "set hart-2031, subject elective".
    """
    document = _DOCUMENTS.get(file, file)
    roots = tuple(node for node in nodes if node.path[0] == document)
    samples = tuple(
        sample
        for node in nodes
        if node.kind is NodeKind.SAMPLES
        for sample in node.children
        if sample.path[0] == document
    )
    found: Path = (document,)
    rest, below = place, (*roots, *samples)
    while rest:
        step = _step(below, rest)
        if step is None:
            break
        node, rest = step
        found, below = node.path, node.children
    return found, rest


def _step(nodes: tuple[Node, ...], place: str) -> tuple[Node, str] | None:
    """Return the node that the beginning of a place names, and the rest of the place."""
    level = list(nodes)
    while level:
        matches = [
            (len(label), node) for node in level for label in _labels(node) if _begins(place, label)
        ]
        if matches:
            length, node = max(matches, key=lambda match: match[0])
            return node, place[length:].lstrip(", ")
        level = [child for node in level for child in node.children]
    return None


def _begins(place: str, label: str) -> bool:
    return place == label or place.startswith((f"{label},", f"{label} "))


def _labels(node: Node) -> Iterator[str]:
    """Yield how a place may name a node: by its id, or by its number where it has none."""
    if isinstance(node.path[-1], int):
        word = _NUMBERED.get(node.kind, node.kind.value)
        yield f"{word} {node.path[-1] + 1}"
    name = str(node.value("id") or "")
    match node.kind:
        case NodeKind.SUBJECT:
            words = ("subject", "override", "add", "subjects")
            yield from (f"{word} {name}" for word in words)
            yield name
        case NodeKind.MUST_INCLUDE:
            first = node.title.partition("|")[0]
            yield from (f"must_include {first}", f"must_include {node.title}")
        case NodeKind.REQUIREMENT | NodeKind.PART:
            yield from (f"{word} {name}" for word in ("requirement", "override", "part", "parts"))
        case NodeKind.VALIDATION_RULE:
            yield f"rule {node.title}"
        case NodeKind.AREA | NodeKind.PENDING:
            yield f"{node.kind.value} {node.title}"
        case NodeKind.SAMPLE:
            yield f"sample {node.title}"
        case NodeKind.REPLACEMENT:
            yield "may_replace"
        case NodeKind.SET | NodeKind.PROGRAM:
            yield f"{node.kind.value} {name}"
        case _:
            yield str(node.path[-1]) if isinstance(node.path[-1], str) else node.kind.value
