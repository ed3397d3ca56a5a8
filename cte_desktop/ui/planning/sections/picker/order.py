"""The open order for the seats of a section: who has one, who waits, and why in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import primary_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.fits import ORDER_OF_SEATS, SEATS_ARE_A_PLAN, because_text, seat_label
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.planning.sections.seats.open_order import Queued

_SIZE = (720, 460)


class SeatOrder(QDialog):
    """The list, one student a line."""

    def __init__(self, heading: str, order: Sequence[Queued], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Seats in their order"))
        self.setAccessibleName(tr("Seats of {section} in their order", section=heading))
        self.model = TableModel(_columns(), lambda queued: queued.claim.student_uid, self)
        self.model.show(order)
        self.table = TableView(
            self.model, self.accessibleName(), about=lambda row: (row.claim.student_uid,)
        )
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        column.addWidget(sentence(f"{tr(ORDER_OF_SEATS)} {tr(SEATS_ARE_A_PLAN)}", muted=True))
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(primary_button(tr("Close"), press=self.accept))
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.table.focus_first()


def _columns() -> tuple[Column[Queued], ...]:
    return (
        Column(
            tr("Place"),
            lambda queued: str(queued.place),
            figures=True,
            sort_key=lambda queued: queued.place,
            width=64,
        ),
        Column(tr("Student"), lambda queued: queued.claim.name),
        Column(
            tr("Grade"),
            lambda queued: grade_label(queued.claim.grade_level),
            sort_key=lambda queued: queued.claim.grade_level,
            width=72,
        ),
        Column(
            tr("Seat"),
            lambda queued: seat_label(has_seat=queued.has_seat),
            icon=lambda queued: "check" if queued.has_seat else "clock",
            color=lambda queued: "met" if queued.has_seat else "warning",
            width=110,
        ),
        Column(tr("Why here"), because_text, width=240),
    )
