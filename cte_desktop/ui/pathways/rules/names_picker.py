"""Some of the names that the catalog knows, such as subjects or pathways: a list, and a choice
that adds one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.field_editors import FieldEditor, QuietChoice
from cte_desktop.ui.pathways.rules.typed import Typed
from cte_desktop.ui.pathways.rules.words import codes_of
from cte_desktop.ui.widgets.buttons import icon_button
from cte_desktop.ui.widgets.labels import ElidedLabel
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.rule_tree import Field

_WIDTH = 320


class NamesPicker(FieldEditor):
    """Shows the chosen names; any one of them is enough."""

    def __init__(self, field: Field, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(field)
        self._words = dict(choices)
        self.rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.box = QuietChoice(tr("Add to {name}", name=name))
        self.box.setMaximumWidth(theme.px(_WIDTH))
        self.box.addItem(tr("Add…"), "")
        for choice, words in choices:
            self.box.addItem(words, choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addLayout(self._list)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._on_activated)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show these names."""
        super().show_field(field)
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(name) for name in codes_of(field.value)]
        for row in self.rows:
            self._list.addWidget(row)

    def _row(self, name: str) -> QWidget:
        row = QWidget()
        row.setMaximumWidth(theme.px(_WIDTH))
        row.setMinimumHeight(theme.px(theme.ROW_COMPACT))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = self._words.get(name, name)
        known = name in self._words
        line.addWidget(ElidedLabel(words, color="text" if known else "must_fix"), 1)
        line.addWidget(
            icon_button("x", tr("Remove {name}", name=words), lambda: self._remove(name))
        )
        return row

    def _remove(self, name: str) -> None:
        left = [one for one in codes_of(self.field.value) if one != name]
        self._keep(Typed(left or None))
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_activated(self, place: int) -> None:
        name = self.box.itemData(place)
        self.box.setCurrentIndex(0)
        if name and name not in codes_of(self.field.value):
            self._keep(Typed([*codes_of(self.field.value), name]))
