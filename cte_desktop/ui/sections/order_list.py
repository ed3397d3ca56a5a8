"""Who is in a section and who waits, in the open order: shown, never hidden."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.domain.planning.sections.seats.open_order import Queued
from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.labels import SectionHeader, caption
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.fits import ORDER_OF_SEATS, because_text
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr, trn

_MOST_ROWS = 12
_HEADER = 36


class OrderList(QWidget):
    """The list. Signal: `student_chosen(uid)`: Enter or a double click."""

    student_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._header = SectionHeader(tr("Students"))
        self._note = caption("")
        self._note.setWordWrap(True)
        self.model: TableModel[Queued] = TableModel(
            _columns(), lambda row: row.claim.student_uid, self
        )
        self.table: TableView[Queued] = TableView(
            self.model, tr("Students in the open order"), about=lambda row: (row.claim.student_uid,)
        )
        self.table.row_chosen.connect(self._on_chosen)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(self._header)
        column.addWidget(self._note)
        column.addWidget(self.table)
        theme.news().changed.connect(self._fit)
        self.show_order(None)

    def show_order(self, order: tuple[Queued, ...] | None) -> None:
        """Show who has a seat and who waits; None while it is being read."""
        rows = order or ()
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        waiting = sum(not row.has_seat for row in rows)
        words = trn("{count} student", "{count} students", len(rows)) if rows else ""
        if waiting:
            words = tr("{students}, {waiting} of them waiting", students=words, waiting=waiting)
        self._header.set_words(words)
        if order is None:
            self._note.setText(tr("Reading…"))
        elif rows:
            self._note.setText(tr(ORDER_OF_SEATS))
        else:
            self._note.setText(tr("Nobody has it in the record or in a plan."))
        self._fit()

    def _fit(self) -> None:
        rows = min(max(1, self.model.rowCount()), _MOST_ROWS)
        self.table.setFixedHeight(rows * theme.row_height() + theme.px(_HEADER))

    def _on_chosen(self, row: Queued | None) -> None:
        if row is not None:
            self.student_chosen.emit(row.claim.student_uid)


def _columns() -> tuple[Column[Queued], ...]:
    return (
        Column(
            tr("Name and grade"),
            lambda row: f"{row.claim.name} · {grade_label(row.claim.grade_level)}",
            tooltip=lambda row: f"{row.place}. {row.claim.name} ({row.claim.student_id})",
        ),
        Column(
            tr("Seat"),
            _seat,
            icon=lambda row: "check" if row.has_seat else "clock",
            color=lambda row: "met" if row.has_seat else "warning",
            tooltip=lambda row: tr("Place {place}: {seat}", place=row.place, seat=_seat(row)),
            sort_key=lambda row: row.place,
            width=132,
        ),
    )


def _seat(row: Queued) -> str:
    why = because_text(row)
    return why if row.has_seat else tr("waits, {why}", why=why)
