"""The preview of adding the missing course to many plans: what lies where, and who is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.forecast.adding import Addition
from cte_desktop.services.repair_trials import KeptApart
from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.forecast.adding import AdditionPreview

_SIZE = (860, 600)


class AddingDialog(QDialog):
    """The preview. Signal: `confirmed()`: add as shown."""

    confirmed = Signal()

    def __init__(self, found: AdditionPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(tr("Add the course"))
        count = found.plans
        self.heading = title(
            trn(
                "{shown} plan gets the course",
                "{shown} plans get the course",
                count,
                shown=f"{count:,}",
            )
        )
        self.additions: TableModel[Addition] = TableModel(
            _added(), lambda one: (one.uid, one.pathway), self
        )
        self.apart: TableModel[tuple[int, KeptApart]] = TableModel(
            _left_out(), lambda pair: pair[0], self
        )
        self.add_button = primary_button(tr("Add"), "plus", self._confirm)
        self.add_button.setEnabled(count > 0)
        self.additions.show(found.additions)
        self.apart.show(enumerate(found.kept_apart))
        self._put_together(len(found.kept_apart))
        fit_screen(self, *_SIZE)

    def _put_together(self, left_out: int) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.heading)
        column.addWidget(sentence(tr("It is one step, which one undo takes back."), muted=True))
        column.addWidget(
            TableView(self.additions, tr("What is placed"), about=lambda one: (one.uid,)), 3
        )
        if left_out:
            words = trn(
                "{shown} is left out", "{shown} are left out", left_out, shown=f"{left_out:,}"
            )
            column.addWidget(ThemedLabel(words, bold=True))
            column.addWidget(
                TableView(self.apart, tr("Who is left out"), about=lambda row: (row[1].uid,)), 2
            )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(self.add_button)
        column.addLayout(buttons)

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()


def _added() -> tuple[Column[Addition], ...]:
    return (
        Column(tr("Name"), lambda one: one.name, width=180),
        Column(tr("ID"), lambda one: one.student_id, width=90),
        Column(
            tr("Placed"),
            lambda one: "; ".join(one.placed),
            tooltip=lambda one: "; ".join(one.placed),
        ),
        Column(tr("Completes"), lambda one: school_year_text(one.ends_in), width=90),
        Column(
            tr("Keep in mind"),
            lambda one: " ".join(one.remarks),
            tooltip=lambda one: " ".join(one.remarks),
            width=180,
        ),
    )


def _left_out() -> tuple[Column[tuple[int, KeptApart]], ...]:
    return (
        Column(tr("Name"), lambda pair: pair[1].name, width=180),
        Column(tr("ID"), lambda pair: pair[1].student_id, width=90),
        Column(tr("Why"), lambda pair: pair[1].text, tooltip=lambda pair: pair[1].text),
    )
