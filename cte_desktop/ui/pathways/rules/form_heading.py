"""The top of a form: where the node stands, its title, what can be done with it, its problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.audit.rule_tree import Node, NodeKind
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.words import node_title
from cte_desktop.ui.widgets.buttons import fix_button, icon_button
from cte_desktop.ui.widgets.finding_row import FindingRow
from cte_desktop.ui.widgets.labels import caption, sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog


class FormHeading(QWidget):
    """Signals: `later_classes_requested()`, `moved(steps)`, `removed()`, `origin_wanted()`."""

    later_classes_requested = Signal()
    moved = Signal(int)
    removed = Signal()
    origin_wanted = Signal()

    def __init__(self, trail: tuple[Node, ...], catalog: Catalog, *, movable: bool) -> None:
        super().__init__()
        self._node = trail[-1]
        self._catalog = catalog
        self._faults = QVBoxLayout()
        self._faults.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        self.above = caption("")
        column.addWidget(self.above)
        self.above.setVisible(len(trail) > 1)  # not before: without a parent it is a window
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.TIGHT))
        self.title = title("")
        self.title.setWordWrap(True)
        row.addWidget(self.title, 1)
        for button in self._buttons(movable=movable):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        if self._node.origin is not None:
            column.addLayout(self._origin())
        column.addLayout(self._faults)
        self.show_title(trail)

    def show_title(self, trail: tuple[Node, ...]) -> None:
        """Say what the node is called now, and where it stands."""
        self.title.setText(node_title(trail[-1], self._catalog))
        self.above.setText(" › ".join(node_title(node, self._catalog) for node in trail[:-1]))

    def show_faults(self, texts: tuple[str, ...]) -> None:
        """Say what is wrong with the node."""
        while self._faults.count():
            entry = self._faults.takeAt(0)
            widget = entry.widget() if entry is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text in texts:
            self._faults.addWidget(FindingRow("must_fix", text))

    def _buttons(self, *, movable: bool) -> list[QWidget]:
        buttons: list[QWidget] = []
        node = self._node
        if node.kind is NodeKind.SET and node.value("applies_to_classes"):
            words = tr("New version for later classes…")
            buttons.append(fix_button(words, self.later_classes_requested.emit))
        if movable:
            up, down = tr("Move up"), tr("Move down")
            buttons.append(icon_button("chevron-up", up, lambda: self.moved.emit(-1)))
            buttons.append(icon_button("chevron-down", down, lambda: self.moved.emit(1)))
        if node.removable:
            buttons.append(icon_button("trash-2", tr("Remove"), self.removed.emit))
        return buttons

    def _origin(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(
            sentence(tr("This is inherited, and is changed where it stands."), muted=True)
        )
        row.addWidget(fix_button(tr("Go there"), self.origin_wanted.emit))
        row.addStretch(1)
        return row
