"""The list of every action and its keys, made from `actions.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.labels import title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.action_spec import ActionSpec
    from cte_desktop.ui.actions import Actions

_SIZE = (860, 600)


class ShortcutsDialog(QDialog):
    """Shows what the program can do, with its keys; a search field on top."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAccessibleName(self.windowTitle())
        self.model = TableModel(_columns(), lambda row: row[0], self)
        self.model.show([_row(spec) for spec, action in actions.offered() if action.shortcuts()])
        search = SearchField(tr("Find an action"))
        self.table = TableView(self.model, self.windowTitle(), about=nobody)
        search.query_changed.connect(self.model.search)
        search.results_wanted.connect(self.table.focus_first)
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(12))
        column.addWidget(title(self.windowTitle()))
        column.addWidget(search)
        column.addWidget(self.table, 1)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        search.setFocus()


Line = tuple[str, str, str, str]


def _row(spec: ActionSpec) -> Line:
    native = QKeySequence.SequenceFormat.NativeText
    keys = "  ".join(QKeySequence(keys).toString(native) for keys in spec.shortcuts)
    return spec.id, tr(spec.text).replace("&", ""), tr(spec.tip), keys


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column(tr("Action"), lambda row: row[1], width=180),
        Column(tr("What it does"), lambda row: row[2]),
        Column(tr("Keys"), lambda row: row[3], width=170),
    )
