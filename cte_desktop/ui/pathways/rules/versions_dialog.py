"""The published versions of the rules: when, by whom, why; an earlier one can be opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.services.rules import RuleVersion
from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from datetime import tzinfo

_SIZE = (760, 440)
DOCUMENTS = {
    "graduation": noop("Graduation"),
    "ag": noop("UC and CSU"),
    "programs": noop("District programs"),
}


class VersionsDialog(QDialog):
    """The list. Signal: `version_chosen(RuleVersion)`: to be opened as the draft."""

    version_chosen = Signal(object)

    def __init__(
        self,
        versions: tuple[RuleVersion, ...],
        parent: QWidget | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Versions of the rules"))
        self.setAccessibleName(self.windowTitle())
        self.setModal(True)
        self.model: TableModel[RuleVersion] = TableModel(
            _columns(zone), lambda row: (row.kind, row.number), self
        )
        self.model.show(versions)
        self.table: TableView[RuleVersion] = TableView(self.model, self.windowTitle(), about=nobody)
        self.open_button = primary_button(tr("Open as the draft"), press=self._on_open)
        self.open_button.setEnabled(False)
        self._put_together()
        self.table.row_chosen.connect(lambda _row: self._on_open())
        self.table.current_row_changed.connect(self._on_current)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.table.focus_first()

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(self.windowTitle()))
        column.addWidget(
            sentence(
                tr(
                    "Every version is kept. One opened as the draft comes into force only when it "
                    "is published again."
                ),
                muted=True,
            )
        )
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.table, 1)
        column.addSpacing(theme.px(theme.INSIDE))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Close"), press=self.reject))
        row.addWidget(self.open_button)
        column.addLayout(row)

    def _on_current(self, row: RuleVersion | None) -> None:
        self.open_button.setEnabled(row is not None)

    def _on_open(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.version_chosen.emit(row)
            self.accept()


def _columns(zone: tzinfo | None) -> tuple[Column[RuleVersion], ...]:
    return (
        Column(tr("Rules of"), lambda row: tr(DOCUMENTS[row.kind]), width=140),
        Column(
            tr("Version"),
            lambda row: str(row.number),
            sort_key=lambda row: row.number,
            width=72,
        ),
        Column(
            tr("Published"),
            lambda row: date_label(row.published_at.astimezone(zone).date()),
            sort_key=lambda row: row.published_at,
            width=150,
        ),
        Column(tr("By"), lambda row: row.actor or tr("shipped"), width=110),
        Column(tr("Note"), lambda row: row.note, tooltip=lambda row: row.note),
        Column(
            tr("State"),
            lambda row: tr("in force") if row.in_force else "",
            icon=lambda row: "circle-check" if row.in_force else None,
            color=lambda row: "met" if row.in_force else None,
            width=96,
        ),
    )
