"""What lies below a node: its subjects with their needs, or lines that lead to their forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.domain.audit.rule_tree import FieldKind, Node, NodeKind, Path
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.child_row import ChildRow
from cte_desktop.ui.pathways.rules.field_choices import choices_of
from cte_desktop.ui.pathways.rules.field_row import FieldRow
from cte_desktop.ui.pathways.rules.tree_model import HIDDEN, Marks, mark_of, mark_words
from cte_desktop.ui.pathways.rules.words import (
    adding_label,
    amount_text,
    node_caption,
    node_title,
)
from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import Card, SectionHeader, sentence
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

_INLINE = {NodeKind.SUBJECT: "credits", NodeKind.AREA: "years"}
"""Kinds whose need can be changed right here, and the field that says it."""
_TITLES = {
    NodeKind.GRADUATION: noop("Sets and pending laws"),
    NodeKind.SET: noop("Subjects"),
    NodeKind.SUBJECT: noop("Must include"),
    NodeKind.AG: noop("Areas"),
    NodeKind.AREA: noop("Parts"),
    NodeKind.UC_PARTS: noop("Parts"),
    NodeKind.CSU_PARTS: noop("Parts"),
    NodeKind.VALIDATION: noop("Which topic makes good which"),
    NodeKind.PROGRAMS: noop("Programs"),
    NodeKind.PROGRAM: noop("Requirements"),
    NodeKind.SAMPLES: noop("Made-up students"),
}
_EMPTY = {
    NodeKind.PROGRAMS: noop(
        "The district has no programs of its own yet, such as a seal or an honor."
    ),
    NodeKind.SAMPLES: noop(
        "A sample is a made-up student who must or must not meet a program. Rules with a sample "
        "that comes out otherwise are not published."
    ),
    NodeKind.SUBJECT: noop("Any course of the subject counts."),
}


class BelowCard(Card):
    """The list. Signals: `field_edited(path, name, value)`, `add_requested(path, kind)`,
    `node_wanted(path)`.
    """

    field_edited = Signal(object, str, object)
    add_requested = Signal(object, object)
    node_wanted = Signal(object)

    def __init__(self, node: Node, catalog: Catalog, nodes: tuple[Node, ...]) -> None:
        self.header = SectionHeader(tr(_title_of(node)))
        super().__init__(self.header)
        self._node, self._catalog, self._nodes = node, catalog, nodes
        self.rows: list[FieldRow] = []
        self.lines: dict[Path, ChildRow] = {}
        self._children = {child.path: child for child in node.children}
        listed = [child for child in node.children if child.kind not in HIDDEN]
        if not listed and node.kind in _EMPTY:
            self.body.addWidget(sentence(tr(_EMPTY[node.kind]), muted=True))
        for child in listed:
            inline = _INLINE.get(child.kind)
            self.body.addWidget(self._row(child, inline) if inline else self._line(child))
        if node.can_add:
            self.body.addWidget(self._offers())
        self.show_sum(node)

    def show_sum(self, node: Node) -> None:
        """Say what the needs of a set add up to, beside its total."""
        total = node.value("total")
        if node.kind is not NodeKind.SET or not isinstance(total, (int, float)):
            return
        needs = [child.value("credits") or child.value("need") for child in node.children]
        added = sum(need for need in needs if isinstance(need, (int, float)))
        self.header.set_words(
            tr(
                "{added} of {total}",
                added=amount_text(FieldKind.NUMBER, added),
                total=amount_text(FieldKind.CREDITS, total),
            )
        )

    def show_marks(self, marks: Marks) -> None:
        """Mark the lines of nodes with a problem, of samples that come out, and of changes."""
        for path, line in self.lines.items():
            mark = mark_of(self._children[path], marks)
            line.set_mark(mark, mark_words(mark))

    def _row(self, child: Node, name: str) -> FieldRow:
        field = child.field(name)
        if field is None:
            raise LookupError(name)
        title = node_title(child, self._catalog)
        row = FieldRow(child.path, field, self._catalog, self._nodes, label=title, leads_on=True)
        row.edited.connect(lambda value: self.field_edited.emit(child.path, name, value))
        row.opened.connect(lambda: self.node_wanted.emit(child.path))
        self.rows.append(row)
        return row

    def _line(self, child: Node) -> ChildRow:
        words = node_caption(child)
        if child.kind is NodeKind.SAMPLE:
            words = _sample_words(child, self._catalog, self._nodes)
        line = ChildRow(node_title(child, self._catalog), words)
        line.clicked.connect(lambda _checked=False: self.node_wanted.emit(child.path))
        self.lines[child.path] = line
        return line

    def _offers(self) -> QWidget:
        place = QWidget()
        flow = FlowLayout(place, theme.px(6))
        for kind in self._node.can_add:
            button = fix_button(adding_label(kind))
            button.setObjectName(f"add_{kind.value}")
            button.clicked.connect(
                lambda _checked=False, one=kind: self.add_requested.emit(self._node.path, one)
            )
            flow.addWidget(button)
        return place


def _title_of(node: Node) -> str:
    """Return the heading of the list; of a requirement, by what can be added to it."""
    if node.kind in _TITLES:
        return _TITLES[node.kind]
    if NodeKind.STEP in node.can_add:
        return noop("Steps in order")
    return noop("Limits") if NodeKind.CAP in node.can_add else noop("Parts")


def _sample_words(sample: Node, catalog: Catalog, nodes: tuple[Node, ...]) -> str:
    """Return the program of a sample and what must come out."""
    words = []
    for name in ("program", "expect"):
        field = sample.field(name)
        if field is not None and field.value is not None:
            words.append(dict(choices_of(field, catalog, nodes)).get(str(field.value), ""))
    if len(words) < 2:
        return "".join(words)
    return tr("{program}: {status}", program=words[0], status=words[1].lower())
