"""The form of the chosen node: its fields, its course sets, and what lies below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.domain.audit.rule_tree import Node, Path
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.below_card import BelowCard
from cte_desktop.ui.pathways.rules.course_set_card import CourseSetCard, focus_row
from cte_desktop.ui.pathways.rules.field_row import FieldRow
from cte_desktop.ui.pathways.rules.form_heading import FormHeading
from cte_desktop.ui.pathways.rules.tree_model import HIDDEN, Marks
from cte_desktop.ui.widgets.labels import Card
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.catalog import Catalog

_WIDEST = 760
Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a form shows: the nodes from the root to its own, the whole tree, and what is known."""

    trail: tuple[Node, ...]
    nodes: tuple[Node, ...]
    marks: Marks
    faults: tuple[str, ...] = ()

    @property
    def node(self) -> Node:
        """Return the node of the form."""
        return self.trail[-1]


class NodeForm(QScrollArea):
    """The form. It changes nothing itself.

    Signals: `field_edited(path, name, value)`; `add_requested(path, kind)`;
    `remove_requested(path)`; `move_requested(path, steps)`; `later_classes_requested(path)`;
    `node_wanted(path)`.
    """

    field_edited = Signal(object, str, object)
    add_requested = Signal(object, object)
    remove_requested = Signal(object)
    move_requested = Signal(object, int)
    later_classes_requested = Signal(object)
    node_wanted = Signal(object)

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog
        self._shown: Shown | None = None
        self._shape: Shape = ()
        self._conditions: set[tuple[Path, str]] = set()
        self._heading: FormHeading | None = None
        self._below: BelowCard | None = None
        self.rows: list[FieldRow] = []
        self.cards: list[CourseSetCard] = []
        self.setAccessibleName(tr("Form"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_node(self, shown: Shown) -> None:
        """Show a node; while it has the same fields they stay, and so does the focus."""
        if self._shown is None or self._shown.node.path != shown.node.path:
            self._conditions.clear()
        shape = (_shape(shown.node), len(shown.trail), frozenset(self._conditions))
        same = shape == self._shape and self._shown is not None
        self._shown = shown
        if same:
            self._update()
        else:
            self._shape = shape
            self._build()
        self.show_marks(shown.marks, shown.faults)

    def show_marks(self, marks: Marks, faults: tuple[str, ...]) -> None:
        """Say what is wrong with the node, and mark the lines that lead to others."""
        if self._heading is not None:
            self._heading.show_faults(faults)
        if self._below is not None:
            self._below.show_marks(marks)

    def all_rows(self) -> Iterator[FieldRow]:
        """Yield every field of the form."""
        yield from self.rows
        for card in self.cards:
            yield from card.all_rows()
        if self._below is not None:
            yield from self._below.rows

    def shows(self, path: Path) -> bool:
        """Say whether a field of a node stands in the form."""
        return any(row.path == path for row in self.all_rows())

    def reveal(self, path: Path) -> None:
        """Scroll to the first field of a node that stands in the form."""
        row = next((row for row in self.all_rows() if row.path == path), None)
        if row is not None:
            self.ensureWidgetVisible(row, 0, theme.px(theme.PAGE))

    def row_of(self, name: str, path: Path | None = None) -> FieldRow | None:
        """Return the row of a field; without a path, the first of that name."""
        for row in self.all_rows():
            if row.field.name == name and path in (None, row.path):
                return row
        return None

    def below(self) -> BelowCard | None:
        """Return the list of what lies below the node, None when nothing can."""
        return self._below

    def heading(self) -> FormHeading | None:
        """Return the top of the form."""
        return self._heading

    def focus_first(self) -> None:
        """Give the first field the focus."""
        for row in self.all_rows():
            if focus_row([row], row.path, row.field.name):
                return

    def keep_in_sight(self) -> None:
        """Scroll to the field that has the focus, if it is one of the form."""
        focused, whole = QApplication.focusWidget(), self.widget()
        if focused is not None and whole is not None and whole.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, theme.px(theme.PAGE))

    def _update(self) -> None:
        """Show the values of the same fields anew."""
        shown = self._shown
        if shown is None:
            return
        if self._heading is not None:
            self._heading.show_title(shown.trail)
        every = {node.path: node for node in _with_below(shown.node)}
        for row in self.all_rows():
            node = every.get(row.path)
            field = node.field(row.field.name) if node else None
            if field is not None:
                row.show_field(field)
        if self._below is not None:
            self._below.show_sum(shown.node)

    def _build(self) -> None:
        shown = self._shown
        if shown is None:
            return
        place, focused = self.verticalScrollBar().value(), self._focused()
        former = self.takeWidget()
        self.rows, self.cards = [], []
        whole = QWidget()
        column = QVBoxLayout(whole)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, theme.px(theme.GAP), side, side)
        column.setSpacing(theme.px(12))
        for part in self._parts(shown):
            part.setMaximumWidth(theme.px(_WIDEST))
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(whole)
        if former is not None:  # it may be the sender of the signal that is being answered
            former.hide()
            former.deleteLater()
        if focused is not None and focus_row(self.all_rows(), *focused):
            whole.adjustSize()
            self.verticalScrollBar().setValue(place)

    def _parts(self, shown: Shown) -> Iterator[QFrame | QWidget]:
        self._heading = self._new_heading(shown)
        yield self._heading
        node = shown.node
        if node.fields:
            card = Card()
            for field in node.fields:
                card.body.addWidget(self._row(node, field.name, shown))
            card.setEnabled(node.origin is None or _has_own(node))
            yield card
        for child in node.children:
            if child.kind in HIDDEN:
                yield self._card(child, shown, fixed=node.origin is not None)
        self._below = None
        listed = [child for child in node.children if child.kind not in HIDDEN]
        if listed or node.can_add:
            self._below = self._new_below(shown)
            yield self._below

    def _new_heading(self, shown: Shown) -> FormHeading:
        node = shown.node
        above = shown.trail[-2].children if len(shown.trail) > 1 else ()
        like = [one for one in above if one.path[:-1] == node.path[:-1]]
        movable = isinstance(node.path[-1], int) and len(like) > 1
        heading = FormHeading(shown.trail, self._catalog, movable=movable and not node.origin)
        path = node.path
        heading.later_classes_requested.connect(lambda: self.later_classes_requested.emit(path))
        heading.moved.connect(lambda steps: self.move_requested.emit(path, steps))
        heading.removed.connect(lambda: self.remove_requested.emit(path))
        heading.origin_wanted.connect(lambda: self.node_wanted.emit(node.origin))
        return heading

    def _row(self, node: Node, name: str, shown: Shown) -> FieldRow:
        field = node.field(name)
        if field is None:
            raise LookupError(name)
        above = shown.trail[-2].children if len(shown.trail) > 1 else ()
        taken = {str(one.value("id")) for one in above if one.path != node.path}
        row = FieldRow(node.path, field, self._catalog, shown.nodes, taken=frozenset(taken))
        row.edited.connect(lambda value: self.field_edited.emit(node.path, name, value))
        self.rows.append(row)
        return row

    def _card(self, child: Node, shown: Shown, *, fixed: bool) -> CourseSetCard:
        opened = frozenset(self._conditions)
        card = CourseSetCard(child, self._catalog, shown.nodes, opened)
        card.field_edited.connect(self.field_edited)
        card.add_requested.connect(self.add_requested)
        card.remove_requested.connect(self.remove_requested)
        card.condition_wanted.connect(self._on_condition_wanted)
        card.setEnabled(not fixed)
        self.cards.append(card)
        return card

    def _new_below(self, shown: Shown) -> BelowCard:
        below = BelowCard(shown.node, self._catalog, shown.nodes)
        below.field_edited.connect(self.field_edited)
        below.add_requested.connect(self.add_requested)
        below.node_wanted.connect(self.node_wanted)
        return below

    def _on_condition_wanted(self, path: Path, name: str) -> None:
        self._conditions.add((path, name))
        if self._shown is not None:
            self.show_node(self._shown)
            focus_row(self.all_rows(), path, name)

    def _focused(self) -> tuple[Path, str] | None:
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, FieldRow):
                return widget.path, widget.field.name
            widget = widget.parentWidget()
        return None


def _with_below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _with_below(child)


def _has_own(node: Node) -> bool:
    """Say whether an inherited node has a field that can say something else here."""
    return any(not field.fixed and field.base is not None for field in node.fields)


def _shape(node: Node) -> Shape:
    """Return what decides which widgets a form has: all but the values of its fields."""
    fields = tuple((f.name, f.kind, f.choices, f.fixed, f.base is None) for f in node.fields)
    below = tuple(
        _set_shape(child) if child.kind in HIDDEN else (child.path, child.kind, child.title)
        for child in node.children
    )
    needs = tuple(
        str(field.value)
        for child in node.children
        if child.kind not in HIDDEN
        for field in child.fields
        if field.name in ("taken", "in_force", "applies_to_classes", "title", "subject")
    )
    return node.path, node.kind, node.origin, fields, below, needs


def _set_shape(node: Node) -> Shape:
    said = tuple(field.name for field in node.fields if field.value is not None)
    return node.path, said, tuple(_set_shape(child) for child in node.children)
