"""The plan grid in the hand: pick up and put down by keyboard, drag and drop by mouse.

It shows and asks. What a gesture does to the plan is the editor's business.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag
from PySide6.QtWidgets import QAbstractItemView

from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.semesters import State
from cte_desktop.ui.planning import grid_keys
from cte_desktop.ui.planning.card_painter import CardLook, card_picture
from cte_desktop.ui.planning.card_text import card_title, is_locked
from cte_desktop.ui.planning.carrying import Fit
from cte_desktop.ui.planning.delegate import CardDelegate, card_look
from cte_desktop.ui.planning.grid_layout import COLUMNS, CardPlace, Cell, columns_of
from cte_desktop.ui.planning.grid_table import PlanGridTable
from cte_desktop.ui.planning.mime import Carried, from_mime, to_mime
from cte_desktop.wording.labels import course_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
    )

    from cte_desktop.domain.planning.plan import Spot
    from cte_desktop.ui.planning.grid_model import PlanGridModel

Index = QModelIndex | QPersistentModelIndex


class PlanGridView(PlanGridTable):
    """The grid with the hand in it.

    Signals: `put_requested(Carried, Spot)`; `menu_requested(QPoint on screen)`;
    `key_requested(action id)` for the keys of the card's actions; `answered(kept)` when a proposal
    that is on the table is kept (Enter) or discarded (Esc).
    """

    answered = Signal(bool)
    put_requested = Signal(object, object)
    menu_requested = Signal(QPoint)
    key_requested = Signal(str)

    def __init__(self, model: PlanGridModel) -> None:
        self._pressed: CardPlace | None = None
        self._drop_cell: tuple[int, int] | None = None  # under the mouse while dragging
        super().__init__(model)
        self.setItemDelegate(CardDelegate(self, self))
        model.drop_requested.connect(self.put_requested)
        self.carrying.changed.connect(self.viewport().update)
        self.carrying.ended.connect(self._on_carrying_ended)

    def carry(self, carried: Carried) -> None:
        """Pick a course up with the keyboard; arrows choose the place, Enter puts it down."""
        case = self._grid.case()
        if case is None or self._grid.is_proposal():
            self.hint_changed.emit(proposal_hint() if case is not None else "")
            return
        self.carrying.begin(case, carried, self._grid.spots())
        cell = self.current_cell()
        from_elsewhere = not self._is_in_plan(carried)
        if from_elsewhere or cell is None or cell.spot is None:
            spots = self._grid.spots()
            course = case.district.catalog.course(carried.course_code)
            taken = {c.spot for c in self._grid.cells().values() if c.places and c.spot}
            best = self.carrying.first_fit(self._grid.likeliest_first(course), taken)
            self.select_spot(best or spots[0])
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_target()

    def carry_current(self) -> None:
        """Pick up the current card, or put down what is carried."""
        if self.carrying.carried is not None:
            self._put_down()
            return
        place = self.current_place()
        if place is None:
            return
        carried = self._grid.carried_of(place)
        if carried is None or is_locked(place.card):
            self.hint_changed.emit(self._why_fixed(place))
            return
        self.carry(carried)

    def give_up(self) -> None:
        """Put what is carried back to where it was."""
        self.carrying.end()

    def run_drag(self, carried: Carried, run: Callable[[Qt.DropAction], Qt.DropAction]) -> None:
        """Drag a card of the grid until it is dropped or given up."""
        case = self._grid.case()
        if case is not None:
            self.carrying.begin(case, carried, self._grid.spots())
        run(Qt.DropAction.MoveAction)
        self._drop_cell = None
        self.carrying.end()

    def is_lifted(self, place: CardPlace) -> bool:
        """Tell whether this card is being carried."""
        carried = self.carrying.carried
        return (
            carried is not None
            and bool(carried.placement_uid)
            and any(half.placement_uid == carried.placement_uid for half in place.card.halves)
        )

    def is_target(self, row: int, column: int) -> bool:
        """Tell whether the carried course would land in this cell."""
        ghost = self.ghost()
        return ghost is not None and ghost[0] == row and ghost[1] <= column <= ghost[2]

    def fit_at(self, cell: Cell) -> Fit | None:
        """Return how the carried course fits here, None when it is not known."""
        if self.carrying.carried is None or cell.spot is None:
            return None
        return self.carrying.known_fit(cell.spot)

    def ghost(self) -> tuple[int, int, int, CardLook] | None:
        """Return where the carried course would land: row, columns, and how it looks."""
        carried, case, cell = self.carrying.carried, self._grid.case(), self._target()
        if carried is None or case is None or cell is None or cell.spot is None:
            return None
        fit = self.carrying.fit(cell.spot)
        if fit.refusal:
            return None
        terms = tuple(one.term for one in fit.landing) or (cell.spot.term,)
        first, last = columns_of(cell.spot.grade_level, terms)
        row = self._drop_cell[0] if self._drop_cell else self.currentIndex().row()
        code = carried.course_code
        look = CardLook(
            course_label(code, case.district.catalog),
            (tr("to be chosen") if is_placeholder(code) else code,),
            (State.PLANNED,) * max(1, len(terms)),
            severity=None if fit.accepts else Severity.MUST_FIX,
            ghost=True,
        )
        return row, first, last, look

    def shows_focus(self, index: Index) -> bool:
        """Tell whether this cell has the keyboard and no card shows it."""
        return (
            self.hasFocus()
            and self.currentIndex() == index
            and (self.current_place() is None or self.carrying.carried is not None)
            and not (self.carrying.carried and self.is_target(index.row(), index.column()))
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not grid_keys.handle(self, event):
            super().keyPressEvent(event)

    def moveCursor(
        self,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        here = self.currentIndex()
        place = self.current_place() if self.carrying.carried is None else None
        found = super().moveCursor(action, modifiers)
        # A card over two columns is one step.
        if (
            place is not None
            and found.row() == here.row()
            and place.first <= found.column() <= (place.last)
        ):
            step = 1 if found.column() > here.column() else -1
            beyond = place.last + 1 if step > 0 else place.first - 1
            if 0 <= beyond < len(COLUMNS):
                found = self._grid.index(here.row(), beyond)
        if found.isValid() and self._grid.is_credit_line(found.row()):
            return here
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        self._pressed = self.place_at(spot)
        if self.carrying.carried is not None and event.button() == Qt.MouseButton.LeftButton:
            index = self.indexAt(spot)
            if index.isValid():
                self.setCurrentIndex(index)
                self._put_down()
            return
        super().mousePressEvent(event)
        if self._pressed is not None:
            self._choose(self._pressed)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self.current_place()
        spot = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse and place is not None:
            area = self.span(self.currentIndex().row(), place.first, place.last)
            spot = self.viewport().mapToGlobal(area.center())
        self.menu_requested.emit(spot)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        reason = Qt.FocusReason
        if event.reason() in (reason.MouseFocusReason, reason.TabFocusReason,
                              reason.BacktabFocusReason, reason.ShortcutFocusReason):  # fmt: skip
            self.give_up()
        super().focusOutEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        place = self._pressed
        carried = self._grid.carried_of(place) if place else None
        if place is None or carried is None or is_locked(place.card):
            if place is not None:
                self.hint_changed.emit(self._why_fixed(place))
            return
        self.run_drag(carried, self._drag_of(carried, place).exec)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        carried, case = from_mime(event.mimeData()), self._grid.case()
        if carried is None or case is None or self._grid.is_proposal():
            event.ignore()
            return
        if self.carrying.carried != carried:
            self.carrying.begin(case, carried, self._grid.spots())
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls near the edges
        index = self.indexAt(event.position().toPoint())
        self._drop_cell = (index.row(), index.column()) if index.isValid() else None
        self._tell_target()
        self.viewport().update()
        cell = self._target()
        spot = cell.spot if cell else None
        if spot is None or self.carrying.carried is None or self.carrying.fit(spot).refusal:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._drop_cell = None
        self.carrying.end()

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        mime, action = event.mimeData(), event.proposedAction()
        self._drop_cell = None
        self.carrying.end()
        cell, carried = self._grid.cell(index.row(), index.column()), from_mime(mime)
        self._grid.dropMimeData(mime, action, -1, -1, index)
        if cell is not None and cell.spot is not None and carried is not None:
            self._select_near(carried, cell.spot)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.carrying.carried is not None:
            self._tell_target()

    def _target(self) -> Cell | None:
        if self._drop_cell is not None:
            return self._grid.cell(*self._drop_cell)
        return self.current_cell() if self.hasFocus() else None

    def _is_in_plan(self, carried: Carried) -> bool:
        case = self._grid.case()
        placement = case.plan.find(carried.placement_uid) if case and case.plan else None
        return placement is not None and placement.spot is not None

    def _put_down(self) -> None:
        carried, cell = self.carrying.carried, self.current_cell()
        spot = cell.spot if cell else None
        if carried is None:
            return
        if spot is None:
            self.hint_changed.emit(tr("Grades 7 and 8 are shown here, not planned."))
            return
        fit = self.carrying.fit(spot)
        if fit.refusal:
            self.hint_changed.emit(fit.refusal)
            return
        self.carrying.end()
        self.put_requested.emit(carried, spot)
        self._select_near(carried, spot)

    def _tell_card(self) -> None:
        if self.carrying.carried is None:
            super()._tell_card()

    def _select_near(self, carried: Carried, spot: Spot) -> None:
        """Put the keyboard on the card that was put down at a spot, if it was."""
        for place in self._places_near(spot):
            if place.card.first.course_code == carried.course_code:
                self.select_place(place)

    def _places_near(self, spot: Spot) -> list[CardPlace]:
        """Return the cards in a spot's term and lane, where what was put down lies now."""
        return [
            place
            for cell in self._grid.cells().values()
            if cell.spot is not None and replace(cell.spot, period=spot.period) == spot
            for place in cell.places
        ]

    def _tell_target(self) -> None:
        cell = self._target()
        if cell is None:
            self.hint_changed.emit("")
        elif cell.spot is None:
            self.hint_changed.emit(tr("Grades 7 and 8 are shown here, not planned."))
        else:
            self.hint_changed.emit(self.carrying.words(cell.spot))

    def _drag_of(self, carried: Carried, place: CardPlace) -> QDrag:
        drag = QDrag(self)
        drag.setMimeData(to_mime(carried))
        look = card_look(self._grid, place, place.last)
        area = self.span(self.currentIndex().row(), place.first, place.last)
        if look is not None:
            ratio = self.devicePixelRatioF()
            drag.setPixmap(card_picture(replace(look, past=False), area.width(), ratio))
            drag.setHotSpot(QPoint(min(24, area.width() // 2), 16))
        return drag

    def _on_carrying_ended(self) -> None:
        self._tell_card()
        self.viewport().update()

    def _why_fixed(self, place: CardPlace) -> str:
        return proposal_hint() if self._grid.is_proposal() else _why_fixed(place)


def proposal_hint() -> str:
    """Return why nothing can be edited while a proposal is on the table."""
    return tr("Keep the proposal (Enter) or discard it (Esc) before you edit the plan.")


def _why_fixed(place: CardPlace) -> str:
    title = card_title(place.card)
    if is_locked(place.card):
        return tr("{course} is locked in place.", course=title)
    return tr("{course} comes from the record and stays where it is.", course=title)
