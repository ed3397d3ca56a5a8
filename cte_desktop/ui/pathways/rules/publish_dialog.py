"""Before publishing: what changes, from what to what, and a note for the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.domain.audit.rule_differences import RuleDifference
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.words import field_label, node_title, value_text
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import caption, sentence, title
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

_SIZE = (820, 520)
LONGEST_NOTE = 300


class PublishDialog(QDialog):
    """Sums up the draft. Signal: `publish_requested(note)`."""

    publish_requested = Signal(str)

    def __init__(
        self,
        differences: tuple[RuleDifference, ...],
        catalog: Catalog,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Publish the rules"))
        self.setAccessibleName(self.windowTitle())
        self.setModal(True)
        numbered = tuple(enumerate(differences))
        self.model: TableModel[tuple[int, RuleDifference]] = TableModel(
            _columns(catalog), lambda row: row[0], self
        )
        self.model.show(numbered)
        self.table: TableView[tuple[int, RuleDifference]] = TableView(
            self.model, tr("What changes"), about=nobody
        )
        self.note = QLineEdit()
        self.note.setAccessibleName(tr("Note for the history"))
        self.note.setPlaceholderText(tr("Such as the board's decision and its date"))
        self.note.setMaxLength(LONGEST_NOTE)
        self.publish = primary_button(tr("Publish"), press=self._on_publish)
        self._put_together(len(differences))
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.note.setFocus()

    def _put_together(self, changes: int) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(trn("Publish {count} change?", "Publish {count} changes?", changes)))
        column.addWidget(
            sentence(
                tr(
                    "The rules come into force as a new version, and every student is audited by "
                    "them from now on. The former version is kept; Undo puts it in force again."
                ),
                muted=True,
            )
        )
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.table, 1)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(caption(tr("Note for the history")))
        column.addWidget(self.note)
        column.addSpacing(theme.px(theme.INSIDE))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.publish)
        column.addLayout(row)

    def _on_publish(self) -> None:
        self.publish_requested.emit(self.note.text().strip())
        self.accept()


def difference_place(difference: RuleDifference, catalog: Catalog) -> str:
    """Return above what a change is: "William S. Hart UHSD diploma"; its root for a root."""
    above = difference.trail[1:-1] or difference.trail[:1]
    return " › ".join(node_title(node, catalog) for node in above)


def difference_words(difference: RuleDifference, catalog: Catalog) -> str:
    """Return what changes: "Health: Credits needed", or that something is new or gone."""
    node = node_title(difference.node, catalog)
    if difference.field is not None:
        return tr("{node}: {field}", node=node, field=field_label(difference.field, catalog))
    if difference.before is None:
        return tr("{node}: new", node=node)
    return tr("{node}: removed", node=node)


def _columns(catalog: Catalog) -> tuple[Column[tuple[int, RuleDifference]], ...]:
    def value(difference: RuleDifference, which: object) -> str:
        return value_text(difference.field, which, catalog)

    return (
        Column(
            tr("Where"),
            lambda row: difference_place(row[1], catalog),
            tooltip=lambda row: difference_place(row[1], catalog),
        ),
        Column(
            tr("What"),
            lambda row: difference_words(row[1], catalog),
            tooltip=lambda row: difference_words(row[1], catalog),
            width=250,
        ),
        Column(tr("In force"), lambda row: value(row[1], row[1].before), width=116),
        Column(tr("New"), lambda row: value(row[1], row[1].after), width=116),
    )
