"""Paints the cells of the plan grid: their ground, the cards on it, and the ghost of a carried one.

A card over several cells is painted by each of them, cut to the cell, so that any part of the grid
can be painted alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from cte_desktop.domain.planning.plan import Lane
from cte_desktop.ui import theme
from cte_desktop.ui.planning.card_painter import CardLook, paint_card
from cte_desktop.ui.planning.card_text import (
    LEVEL_DOTS,
    alternates_of,
    card_title,
    details,
    is_locked,
    is_open,
    level_of,
)
from cte_desktop.ui.planning.grid_layout import EARLY

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from cte_desktop.ui.planning.carrying import Fit
    from cte_desktop.ui.planning.grid_layout import CardPlace, Cell
    from cte_desktop.ui.planning.grid_model import PlanGridModel
    from cte_desktop.ui.theme import ColorName

Index = QModelIndex | QPersistentModelIndex


class GridState(Protocol):
    """What the delegate asks the view."""

    def grid(self) -> PlanGridModel:
        """Return the model."""
        ...

    def span(self, row: int, first: int, last: int) -> QRect:
        """Return the rectangle of some cells of a row."""
        ...

    def is_current(self, place: CardPlace, row: int) -> bool:
        """Tell whether the keyboard is on this card."""
        ...

    def is_hovered(self, place: CardPlace) -> bool:
        """Tell whether the mouse is over this card."""
        ...

    def is_lit(self, place: CardPlace) -> bool:
        """Tell whether a requirement lights this card up."""
        ...

    def is_lifted(self, place: CardPlace) -> bool:
        """Tell whether this card is being carried."""
        ...

    def is_target(self, row: int, column: int) -> bool:
        """Tell whether the carried course would be put into this cell."""
        ...

    def fit_at(self, cell: Cell) -> Fit | None:
        """Return how the carried course fits, None when nothing is carried or it isn't known."""
        ...

    def ghost(self) -> tuple[int, int, int, CardLook] | None:
        """Return row, first and last column and look of the carried course where it would land."""
        ...

    def shows_focus(self, index: Index) -> bool:
        """Tell whether this empty cell has the keyboard."""
        ...


class CardDelegate(QStyledItemDelegate):
    """The painter of the grid."""

    def __init__(self, state: GridState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme.px(64), theme.px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        grid = self._state.grid()
        box: QRect = option.rect
        cell = grid.cell(index.row(), index.column())
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        if cell is None:
            self._paint_credits(painter, box, index)
        else:
            self._paint_ground(painter, box, cell, index)
            for place in cell.places:
                self._paint_place(painter, place, index.row(), index.column())
            self._paint_ghost(painter, index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, cell: Cell, index: Index) -> None:
        column = index.column()
        painter.fillRect(box, theme.color(self._ground(cell, index)))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        if cell.column.term is None or cell.column.term.value == "spring":
            painter.fillRect(box.right(), box.top(), 1, box.height(), theme.color("line"))
        if self._state.grid().is_now(column):
            painter.fillRect(
                box.left(), box.top(), theme.px(2), box.height(), theme.color("accent")
            )
        if self._state.shows_focus(index):
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(box.adjusted(2, 2, -3, -3))

    def _ground(self, cell: Cell, index: Index) -> ColorName:
        fit = self._state.fit_at(cell)
        if fit is not None and not fit.refusal:
            if fit.accepts:
                return "accent_soft"
            return (
                "must_fix_soft"
                if self._state.is_target(index.row(), index.column())
                else (self._resting(cell, index.column()))
            )
        return self._resting(cell, index.column())

    def _resting(self, cell: Cell, column: int) -> ColorName:
        if cell.row.lane is Lane.EXTENDED:
            return "extended_day_soft"
        early = cell.column.term is None and not self._state.grid().is_now(column)
        past = early or self._state.grid().is_past(column)
        return "surface" if past else "raised"

    def _paint_place(self, painter: QPainter, place: CardPlace, row: int, column: int) -> None:
        area = self._state.span(row, place.first, place.last)
        look = card_look(self._state.grid(), place, column)
        if look is None:
            return
        state = self._state
        shown = replace(
            look,
            current=state.is_current(place, row),
            hovered=state.is_hovered(place),
            lit=state.is_lit(place),
            lifted=state.is_lifted(place),
        )
        paint_card(painter, card_box(area, place), shown)

    def _paint_ghost(self, painter: QPainter, index: Index) -> None:
        ghost = self._state.ghost()
        if ghost is None or ghost[0] != index.row() or not ghost[1] <= index.column() <= ghost[2]:
            return
        row, first, last, look = ghost
        box = _inset(self._state.span(row, first, last))
        if any(self._is_taken(row, column) for column in range(first, last + 1)):
            box.setTop(box.center().y())  # beside what lies there already, as a clash would
        paint_card(painter, box, look)

    def _is_taken(self, row: int, column: int) -> bool:
        cell = self._state.grid().cell(row, column)
        return cell is not None and any(not self._state.is_lifted(p) for p in cell.places)

    def _paint_credits(self, painter: QPainter, box: QRect, index: Index) -> None:
        grid = self._state.grid()
        painter.fillRect(box, theme.color("sunken"))
        if grid.is_now(index.column()):
            painter.fillRect(
                box.left(), box.top(), theme.px(2), box.height(), theme.color("accent")
            )
        painter.setFont(theme.font(theme.CAPTION, tabular=True))
        painter.setPen(theme.color("text_muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, grid.credits_text(index.column()))


def card_look(grid: PlanGridModel, place: CardPlace, column: int) -> CardLook | None:
    """Return how a card looks at rest."""
    case = grid.case()
    if case is None:
        return None
    card = place.card
    level, _ = level_of(card, case.district.catalog)
    return CardLook(
        card_title(card),
        details(card, case.situation),
        tuple(half.state for half in card.halves),
        LEVEL_DOTS.get(level, 0),
        after_school=card.row.lane is Lane.EXTENDED,
        locked=is_locked(card),
        severity=grid.severity(place),
        past=grid.is_past(column),
        open=is_open(card),
        small=column == EARLY,
        has_alternates=bool(alternates_of(card, case.situation)),
        change=place.mark.change if place.mark is not None else None,
    )


def card_box(area: QRect, place: CardPlace) -> QRectF:
    """Return where a card lies in the cells that it covers."""
    box = _inset(area)
    gap = theme.px(2)
    height = (box.height() - gap * (place.tiers - 1)) / place.tiers
    return QRectF(box.left(), box.top() + place.tier * (height + gap), box.width(), height)


def _inset(area: QRect) -> QRectF:
    around = theme.px(3)
    return QRectF(area).adjusted(around + 0.5, around - 0.5, -around - 0.5, -around - 0.5)
