"""The tree narrowed by the search field: what fits, what lies below it, and the way to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.ui.pathways.rules.words import codes_of, node_title
from cte_desktop.ui.row_search import fold, words_of
from cte_desktop.wording.labels import course_label

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rule_tree import Node
    from cte_desktop.domain.catalog.catalog import Catalog


def narrowed(nodes: tuple[Node, ...], query: str, catalog: Catalog) -> tuple[Node, ...]:
    """Return the nodes whose titles or courses hold every word, with those above and below."""
    words = words_of(query)
    return _narrowed(nodes, words, catalog) if words else nodes


def _narrowed(
    nodes: tuple[Node, ...], words: tuple[str, ...], catalog: Catalog
) -> tuple[Node, ...]:
    found = []
    for node in nodes:
        text = fold(_text(node, catalog))
        if all(word in text for word in words):
            found.append(node)
            continue
        below = _narrowed(node.children, words, catalog)
        if below:
            found.append(replace(node, children=below))
    return tuple(found)


def _text(node: Node, catalog: Catalog) -> str:
    texts = [node_title(node, catalog), str(node.value("id") or "")]
    for name in ("course", "courses", "code", "when_completed", "waives"):
        for code in codes_of(node.value(name)):
            texts += [code, course_label(code, catalog)]
    return "\n".join(texts)
