"""The row of filters above the list: four that always stand there, and those that are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.students.fields.all import first_filters, more_filters
from cte_desktop.ui.students.listed import Narrowing
from cte_desktop.ui.widgets.buttons import ChoiceBox, icon_button, push_button
from cte_desktop.ui.widgets.filter_boxes import add_boxes, choose_everything, offer
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.services.list_facts import FactKind
    from cte_desktop.services.students import StudentLine
    from cte_desktop.ui.students.fields.record import Choices, ListFilter, Value
    from cte_desktop.ui.students.known_facts import KnownFacts

_WIDTHS = (150, 128, 150, 176)
_ADDED = 176
_SPARE = 60
_AROUND = 48  # pixels at 100 % that a box needs beside its words

Offered = dict[str, "Choices"]


class FilterRow(QWidget):
    """Choice boxes, a way to add more of them, and one to clear them.

    Signals: `narrowed(Narrowing)`; `kinds_wanted()`: a filter was added whose choices are not there
    before `needs` is read: then `offer_more` offers them.
    """

    narrowed = Signal(object)
    kinds_wanted = Signal()

    def __init__(self, facts: KnownFacts) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filters"))
        self._facts = facts
        self._rows: tuple[StudentLine, ...] = ()
        self._wanted: dict[str, Value] = {}
        self._first, self._more = first_filters(), more_filters(facts)
        self._boxes: dict[str, ChoiceBox] = {}
        self.school, self.grade, self.counselor, self.pathway = map(self._box, self._first)
        self.add_button = icon_button("filter", tr("Add a filter"), self.open_menu)
        self.clear_button = push_button(tr("Clear filters"), press=self.clear)
        self._flow = FlowLayout(self, theme.px(theme.INSIDE))
        add_boxes(self._flow, dict(zip(self._boxes.values(), _WIDTHS, strict=True)), spare=_SPARE)
        for one in self._more:
            box = self._box(one)
            add_boxes(self._flow, {box: _ADDED}, spare=_SPARE)
            box.hide()
        self._flow.addWidget(self.add_button)
        self._flow.addWidget(self.clear_button)
        for one in (*self._first, *self._more):
            box = self._boxes[one.id]
            offer(box, one.everything, [])
            words = box.fontMetrics().horizontalAdvance(one.everything) + theme.px(_AROUND)
            box.setMinimumWidth(min(max(box.minimumWidth(), words), box.maximumWidth()))
        for box in self._boxes.values():
            box.currentIndexChanged.connect(self._on_chosen)
        self._on_chosen()

    def filters(self) -> tuple[ListFilter, ...]:
        """Return all filters that there are."""
        return (*self._first, *self._more)

    def box(self, name: str) -> ChoiceBox:
        """Return the box of a filter."""
        return self._boxes[name]

    def narrowing(self) -> Narrowing:
        """Return what is chosen, what waits for its choices included."""
        chosen = {name: box.currentData() for name, box in self._boxes.items()}
        known = {name: value for name, value in chosen.items() if value is not None}
        return Narrowing({**known, **self._wanted})

    def needs(self) -> frozenset[FactKind]:
        """Return what must be read for the filters that are shown."""
        shown = (one for one in self._more if not self._boxes[one.id].isHidden())
        return frozenset(one.needs for one in shown if one.needs is not None)

    def offer(self, rows: tuple[StudentLine, ...], first: Offered) -> None:
        """Offer what occurs in the list; a choice that still occurs stays chosen."""
        self._rows = rows
        former = self.narrowing()
        for one in self._first:
            offer(self._boxes[one.id], one.everything, first[one.id])
        self.offer_more()
        self._take_wanted()
        if self.narrowing() != former:
            self._on_chosen()

    def offer_more(self) -> None:
        """Offer what the added filters can be set to, as far as it is read."""
        former = self.narrowing()
        for one in self._more:
            if not self._boxes[one.id].isHidden() and self._facts.is_read(one.needs):
                offer(self._boxes[one.id], one.everything, one.offered(self._rows))
        self._take_wanted()
        if self.narrowing() != former:
            self._on_chosen()

    def add(self, name: str) -> None:
        """Show a filter and go to it."""
        self._show(name)
        self.kinds_wanted.emit()
        self._boxes[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, chosen: Mapping[str, Value]) -> None:
        """Set the filters to these values and no others; unknown ones are passed over."""
        choose_everything(self._boxes.values())
        self._hide_added()
        self._wanted = {name: value for name, value in chosen.items() if name in self._boxes}
        for name in self._wanted:
            self._show(name)
        self.offer_more()
        self._on_chosen()
        self.kinds_wanted.emit()

    def clear(self) -> None:
        """Leave nobody out."""
        choose_everything(self._boxes.values())
        had_focus = self.clear_button.hasFocus()
        self._wanted = {}
        self._hide_added()
        self._on_chosen()
        if had_focus:
            self.school.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_menu(self) -> None:
        """Offer the filters that are not there yet."""
        menu = self.menu()
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def menu(self) -> QMenu:
        """Return the filters that can be added."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._more:
            if self._boxes[one.id].isHidden():
                action = menu.addAction(one.title)
                action.triggered.connect(lambda _on=False, name=one.id: self.add(name))
        return menu

    def _box(self, one: ListFilter) -> ChoiceBox:
        box = self._boxes[one.id] = ChoiceBox(one.title)
        return box

    def _show(self, name: str) -> None:
        self._boxes[name].show()
        self.add_button.setVisible(any(self._boxes[one.id].isHidden() for one in self._more))
        self._show_clear()

    def _hide_added(self) -> None:
        for one in self._more:
            self._boxes[one.id].hide()
        self.add_button.show()

    def _take_wanted(self) -> None:
        """Choose what a saved list asks for, as soon as it is offered."""
        by_id = {one.id: one for one in self.filters()}
        for name, value in tuple(self._wanted.items()):
            if not self._rows or not self._facts.is_read(by_id[name].needs):
                continue
            del self._wanted[name]
            box = self._boxes[name]
            box.blockSignals(True)
            place = box.findData(value)
            if place < 0:  # nobody has it at present: then nobody is listed
                box.addItem(str(value), value)
                place = box.count() - 1
            box.setCurrentIndex(place)
            box.blockSignals(False)

    def _on_chosen(self) -> None:
        self._show_clear()
        self.narrowed.emit(self.narrowing())

    def _show_clear(self) -> None:
        added = any(not self._boxes[one.id].isHidden() for one in self._more)
        self.clear_button.setVisible(added or not self.narrowing().is_wide())


def offered_first(rows: Iterable[StudentLine], mine: str) -> Offered:
    """Return what the four filters can be set to; the own caseload stands first.

    Runs away from the window's thread.
    """
    # Of many students few are told apart by what these four read.
    unlike = {
        (row.school_name, row.grade_level, row.counselor, row.pathway): row for row in rows
    }.values()
    found = {one.id: one.offered(unlike) for one in first_filters()}
    counselors = found["counselor"]
    if (mine, mine) in counselors:
        counselors.remove((mine, mine))
        counselors.insert(0, (tr("Mine: {counselor}", counselor=mine), mine))
    return found
