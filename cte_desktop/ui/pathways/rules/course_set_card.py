"""A course set in a form: the conditions that it has, and a menu for the others.

All conditions hold together; alternatives and exceptions are course sets again, shown inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cte_desktop.domain.audit.rule_tree import FieldKind, Node, NodeKind, Path
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.field_row import FieldRow
from cte_desktop.ui.pathways.rules.words import adding_label, field_label, node_title
from cte_desktop.ui.widgets.buttons import fix_button, icon_button
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog


_FIRST = "code"
"""The condition that an empty set offers at once."""


class CourseSetCard(QFrame):
    """Shows a course set or a limit.

    Signals: `field_edited(path, name, value)`, `add_requested(path, kind)`,
    `remove_requested(path)`; `condition_wanted(path, name)`: a condition without a value yet.
    """

    field_edited = Signal(object, str, object)
    add_requested = Signal(object, object)
    remove_requested = Signal(object)
    condition_wanted = Signal(object, str)

    def __init__(
        self,
        node: Node,
        catalog: Catalog,
        nodes: tuple[Node, ...],
        opened: frozenset[tuple[Path, str]],
        *,
        inside: bool = False,
    ) -> None:
        super().__init__()
        self._node, self._catalog, self._nodes = node, catalog, nodes
        self.rows: list[FieldRow] = []
        self.inner: list[CourseSetCard] = []
        if not inside:
            self.setProperty("role", "card")
        column = QVBoxLayout(self)
        side = theme.px(theme.GAP)
        column.setContentsMargins(side, theme.px(12), 0 if inside else side, theme.px(12))
        if inside:
            column.setContentsMargins(side, theme.px(theme.TIGHT), 0, theme.px(theme.TIGHT))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(self._heading())
        if all(field.value is None for field in node.fields) and not node.children:
            opened |= {(node.path, _FIRST)}  # what is most often asked for
        for field in node.fields:
            asked = (node.path, field.name) in opened
            if field.value is not None or asked or node.kind is NodeKind.CAP:
                column.addWidget(self._row(field.name))
        for child in node.children:
            column.addWidget(self._card(child, opened))
        if node.kind is not NodeKind.CAP:
            column.addLayout(self._offers(opened))

    def all_rows(self) -> Iterable[FieldRow]:
        """Yield the rows of this set and of those inside it."""
        yield from self.rows
        for card in self.inner:
            yield from card.all_rows()

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        title = node_title(self._node, self._catalog)
        row.addWidget(ThemedLabel(title, bold=True))
        row.addStretch(1)
        if self._node.removable:
            path = self._node.path
            button = icon_button(
                "x", tr("Remove {name}", name=title), lambda: self.remove_requested.emit(path)
            )
            row.addWidget(button)
        return row

    def _row(self, name: str) -> FieldRow:
        field = self._node.field(name)
        if field is None:
            raise LookupError(name)
        path = self._node.path
        row = FieldRow(path, field, self._catalog, self._nodes)
        row.edited.connect(lambda value: self.field_edited.emit(path, name, value))
        self.rows.append(row)
        return row

    def _card(self, child: Node, opened: frozenset[tuple[Path, str]]) -> CourseSetCard:
        card = CourseSetCard(child, self._catalog, self._nodes, opened, inside=True)
        card.field_edited.connect(self.field_edited)
        card.add_requested.connect(self.add_requested)
        card.remove_requested.connect(self.remove_requested)
        card.condition_wanted.connect(self.condition_wanted)
        self.inner.append(card)
        return card

    def _offers(self, opened: frozenset[tuple[Path, str]]) -> QHBoxLayout:
        """Return the buttons that add a condition, an alternative or an exception."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        path = self._node.path
        menu = QMenu(self)
        for field in self._node.fields:
            if field.value is None and (path, field.name) not in opened:
                action = menu.addAction(field_label(field, self._catalog))
                action.setObjectName(field.name)
                action.triggered.connect(
                    lambda _checked=False, name=field.name: self._on_condition(name)
                )
        self.menu = menu
        button = fix_button(tr("Add a condition"))
        button.setMenu(menu)
        button.setEnabled(bool(menu.actions()))
        row.addWidget(button)
        for kind in self._node.can_add:
            button = fix_button(adding_label(kind))
            button.clicked.connect(
                lambda _checked=False, one=kind: self.add_requested.emit(path, one)
            )
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _on_condition(self, name: str) -> None:
        field = self._node.field(name)
        if field is not None and field.kind is FieldKind.FLAG:
            self.field_edited.emit(self._node.path, name, True)
        else:
            self.condition_wanted.emit(self._node.path, name)


def focus_row(rows: Iterable[FieldRow], path: Path, name: str) -> bool:
    """Give a field the focus; say whether it was there."""
    for row in rows:
        if (row.path, row.field.name) == (path, name):
            target: QWidget = row.editor.focusProxy() or row.editor
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    return False
