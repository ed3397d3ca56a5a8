"""The plan grid as a table: its measures, the card under mouse or keyboard, what lights up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Signal
from PySide6.QtGui import QCursor, QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip

from cte_desktop.ui import theme
from cte_desktop.ui.planning.card_text import card_text, card_tooltip
from cte_desktop.ui.planning.carrying import Carrying
from cte_desktop.ui.planning.delegate import card_box
from cte_desktop.ui.planning.grid_headers import GradeHeader, RowHeader
from cte_desktop.ui.planning.grid_layout import COLUMNS, EARLY, CardPlace, Cell
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent

    from cte_desktop.domain.planning.plan import Spot
    from cte_desktop.ui.planning.grid_model import PlanGridModel

Index = QModelIndex | QPersistentModelIndex
UsedKey = tuple[str, int, str]
"""A semester that a requirement uses: course, school year, term."""

_ROW = 42
_TIER = 26
_CREDITS = 26
_EARLY_LEAST, _EARLY_MOST = 72, 112
_COLUMN_LEAST = 44


class PlanGridTable(QTableView):
    """The cards in their cells.

    Signals: `card_changed(CardPlace | None)` when another card is under the mouse or the keys;
    `focus_changed()`; `hint_changed(text)`.
    """

    card_changed = Signal(object)
    focus_changed = Signal()
    hint_changed = Signal(str)

    def __init__(self, model: PlanGridModel) -> None:
        super().__init__()
        self._grid = model
        self.carrying = Carrying(self)
        self._tier = 0
        self._hovered: CardPlace | None = None
        self._lit: frozenset[UsedKey] = frozenset()
        self._told: CardPlace | None = None
        self._kept_spot: Spot | None = None
        # Before setModel, so that the place is noted before Qt's own reset forgets it.
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        self.setAccessibleName(tr("Plan"))
        self.setModel(model)
        self.setHorizontalHeader(GradeHeader(model, self))
        self.setVerticalHeader(RowHeader(model, self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up()
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._on_data_changed)
        theme.news().changed.connect(self._arrange)

    def grid(self) -> PlanGridModel:
        """Return the model."""
        return self._grid

    def current_cell(self) -> Cell | None:
        """Return the cell with the keyboard."""
        index = self.currentIndex()
        return self._grid.cell(index.row(), index.column()) if index.isValid() else None

    def current_place(self) -> CardPlace | None:
        """Return the card with the keyboard, None on an empty cell."""
        cell = self.current_cell()
        if cell is None or not cell.places:
            return None
        return cell.places[min(self._tier, len(cell.places) - 1)]

    def select_place(self, place: CardPlace) -> bool:
        """Put the keyboard on a card; say whether it is there."""
        for (row, column), cell in self._grid.cells().items():
            keys = [one.key for one in cell.places]
            if place.key in keys:
                self.setCurrentIndex(self._grid.index(row, column))
                self._tier = keys.index(place.key)
                self.viewport().update()
                return True
        return False

    def select_used(self, used: frozenset[UsedKey]) -> bool:
        """Put the keyboard on the earliest card that holds one of these semesters, if there is
        one.
        """
        places = [place for cell in self._grid.cells().values() for place in cell.places]
        held = [place for place in places if used_keys(place) & used]
        first = min(held, key=lambda place: place.card.first.moment, default=None)
        return first is not None and self.select_place(first)

    def select_spot(self, spot: Spot) -> None:
        """Put the keyboard on the cell of a spot."""
        for (row, column), cell in self._grid.cells().items():
            if cell.spot == spot:
                self.setCurrentIndex(self._grid.index(row, column))
                self._tier = 0
                return

    def start(self) -> None:
        """Put the keyboard on the first period of the present term."""
        if self._grid.rowCount():
            self.setCurrentIndex(self._grid.index(0, self._first_open_column()))

    def light(self, used: frozenset[UsedKey]) -> None:
        """Light up the cards that hold one of these semesters."""
        if used != self._lit:
            self._lit = used
            self.viewport().update()

    def place_at(self, spot: QPoint) -> CardPlace | None:
        """Return the card at a place of the viewport."""
        index = self.indexAt(spot)
        cell = self._grid.cell(index.row(), index.column()) if index.isValid() else None
        for place in cell.places if cell else ():
            area = self.span(index.row(), place.first, place.last)
            if card_box(area, place).contains(spot):
                return place
        return None

    def span(self, row: int, first: int, last: int) -> QRect:
        """Return the rectangle of some cells of a row, in the viewport."""
        left = self.columnViewportPosition(first)
        right = self.columnViewportPosition(last) + self.columnWidth(last)
        return QRect(left, self.rowViewportPosition(row), right - left, self.rowHeight(row))

    def is_current(self, place: CardPlace, row: int) -> bool:
        """Tell whether the keyboard is on this card."""
        current = self.current_place()
        here = current is not None and current.key == place.key
        return here and self.hasFocus() and self.currentIndex().row() == row

    def is_hovered(self, place: CardPlace) -> bool:
        """Tell whether the mouse is over this card."""
        return self._hovered is not None and self._hovered.key == place.key

    def is_lit(self, place: CardPlace) -> bool:
        """Tell whether a requirement lights this card up."""
        return bool(self._lit) and any(key in self._lit for key in used_keys(place))

    def step_tier(self, step: int) -> bool:
        """Go to the card above or below in the same cell; say whether there is one."""
        cell = self.current_cell()
        if cell is None:
            return False
        wanted = min(self._tier, len(cell.places) - 1) + step
        if not 0 <= wanted < len(cell.places):
            return False
        self._tier = wanted
        self.viewport().update()
        self._tell_card()
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        cell = self._grid.cell(current.row(), current.column()) if current.isValid() else None
        upwards = current.row() < previous.row() and previous.isValid()
        self._tier = max(0, len(cell.places) - 1) if upwards and cell else 0
        self.viewport().update()
        self._tell_card()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.place_at(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.start()
        self.viewport().update()
        self._tell_card()
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        self._tell_card()
        self.focus_changed.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place, case = self.place_at(event.pos()), self._grid.case()
            if place is None or case is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), card_tooltip(place, case.situation), self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _set_up(self) -> None:
        self.setProperty("role", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setCornerButtonEnabled(False)

    def _arrange(self) -> None:
        """Share the room among columns and rows; fuller rows get more."""
        rows = self._grid.rowCount()
        if not rows:
            return
        self._arrange_columns(self.viewport().width())
        heights = _filled(
            [self._least_height(row) for row in range(rows - 1)],
            self.viewport().height() - theme.px(_CREDITS),
        )
        for row, height in enumerate((*heights, theme.px(_CREDITS))):
            self.setRowHeight(row, height)

    def _arrange_columns(self, width: int) -> None:
        early = min(max(width // 10, theme.px(_EARLY_LEAST)), theme.px(_EARLY_MOST), width // 8)
        terms = len(COLUMNS) - 1
        each, rest = divmod(width - early, terms)
        least = theme.px(_COLUMN_LEAST)
        self.setColumnWidth(EARLY, early)
        for number in range(terms):
            self.setColumnWidth(1 + number, max(least, each + (1 if number < rest else 0)))

    def _least_height(self, row: int) -> int:
        tiers = max(
            (p.tiers for (line, _), c in self._grid.cells().items() if line == row
             for p in c.places),
            default=1,
        )  # fmt: skip
        return max(theme.px(_ROW), theme.px(_TIER) * tiers + theme.px(6))

    def _first_open_column(self) -> int:
        open_columns = (c for c in range(1, len(COLUMNS)) if not self._grid.is_past(c))
        return next(open_columns, 1)

    def _choose(self, place: CardPlace) -> None:
        cell = self.current_cell()
        keys = [one.key for one in cell.places] if cell else []
        if place.key in keys:
            self._tier = keys.index(place.key)
            self.viewport().update()
            self._tell_card()

    def _hover(self, place: CardPlace | None) -> None:
        if place != self._hovered:
            self._hovered = place
            self.viewport().update()
            self._tell_card()

    def _tell_card(self) -> None:
        current = self.current_place() if self.hasFocus() else None
        place = self._hovered or current
        self.hint_changed.emit(card_text(place) if place else "")
        if place != self._told:
            self._told = place
            self.card_changed.emit(place)

    def _on_about_to_reset(self) -> None:
        cell = self.current_cell()
        self._kept_spot = cell.spot if cell else None

    def _on_reset(self) -> None:
        self._hovered = self._told = None
        self._arrange()
        if self._kept_spot is not None:
            self.select_spot(self._kept_spot)
        self._tell_card()

    def _on_data_changed(self) -> None:
        self._arrange()
        mouse = self.viewport().mapFromGlobal(QCursor.pos())
        self._hovered = self.place_at(mouse) if self._hovered is not None else None
        self._tell_card()


def _filled(least: list[int], room: int) -> list[int]:
    """Return heights that fill the room, as equal as their least heights allow."""
    heights = list(least)
    while (spare := room - sum(heights)) > 0:
        lowest = min(heights)
        low = [place for place, height in enumerate(heights) if height == lowest]
        next_height = min((h for h in heights if h > lowest), default=lowest + spare)
        step = min(next_height - lowest, spare // len(low))
        if not step:
            for place in low[:spare]:
                heights[place] += 1
            break
        for place in low:
            heights[place] += step
    return heights


def used_keys(place: CardPlace) -> frozenset[UsedKey]:
    """Return the semesters of a card, as an audit names them."""
    return frozenset(
        (half.course_code, half.school_year, half.term.value) for half in place.card.halves
    )
