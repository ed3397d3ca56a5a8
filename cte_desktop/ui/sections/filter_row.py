"""The row above the sections: words to search, six choices, and a way to clear them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.school_year import TERMS, Term
from cte_desktop.ui import theme
from cte_desktop.ui.sections.narrowing import Narrowing
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.filter_boxes import add_boxes, choose_everything, offer
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.labels import term_label
from cte_desktop.wording.sections import kind_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.sections.narrowing import Offered

_WIDTHS = (112, 140, 136, 148, 124, 118)
_SEARCH_WIDTH = 216
_MOST_ROWS = 24


class FilterRow(QWidget):
    """The row. Signals: `narrowed(Narrowing)`, without a site, which the page's top line has;
    `cleared()`: the person wants to see everything again.
    """

    narrowed = Signal(object)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filters"))
        self.search = SearchField(
            tr("Search sections by course, id, teacher or room"), tr("Search sections")
        )
        self.search.setMinimumWidth(theme.px(_SEARCH_WIDTH))
        self.term = ChoiceBox(tr("Term"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.teacher = ChoiceBox(tr("Teacher"))
        self.kind = ChoiceBox(tr("Kind"))
        self.seats = ChoiceBox(tr("Seats left"))
        self.state = ChoiceBox(tr("State"))
        self.clear_button = push_button(tr("Clear all"), press=self.clear)
        self._fill_fixed()
        self._put_together()
        self.search.query_changed.connect(lambda _query: self._say_clear())
        self._say_clear()

    def narrowing(self) -> Narrowing:
        """Return what is chosen, without a site."""
        term, kind = self.term.currentData(), self.kind.currentData()
        return Narrowing(
            None,
            Term(term) if term else None,  # Qt gives a plain text back
            self.pathway.currentData(),
            self.teacher.currentData(),
            SectionKind(kind) if kind else None,
            self.seats.currentData(),
            self.state.currentData(),
        )

    def is_wide(self) -> bool:
        """Say whether neither words nor a choice leave a section out."""
        return not self.search.text() and self.narrowing() == Narrowing()

    def offer(self, values: Offered) -> None:
        """Offer what occurs in the list; a choice that still occurs stays chosen."""
        former = self.narrowing()
        pathways = [(name or tr("No pathway"), name) for name in values.pathways]
        teachers = [(name or tr("No teacher"), name) for name in values.teachers]
        kinds = [(kind_label(kind), kind) for kind in values.kinds]
        offer(self.pathway, tr("All pathways"), pathways)
        offer(self.teacher, tr("All teachers"), teachers)
        offer(self.kind, tr("All kinds"), kinds)
        if self.narrowing() != former:
            self._on_chosen()

    def clear(self) -> None:
        """Leave no section out."""
        choose_everything(self._boxes())
        self.search.clear()
        self._on_chosen()
        self.cleared.emit()

    def say_more_chosen(self, *, chosen: bool) -> None:
        """Offer to clear all when something beside this row leaves sections out, such as a site."""
        self._more_chosen = chosen
        self._say_clear()

    def _fill_fixed(self) -> None:
        self._more_chosen = False
        offer(self.term, tr("All terms"), [(_capital(term_label(one)), one) for one in TERMS])
        offer(self.pathway, tr("All pathways"), ())
        offer(self.teacher, tr("All teachers"), ())
        offer(self.kind, tr("All kinds"), ())
        seats = (
            (tr("Seats left"), "some"),
            (tr("No seats left"), "none"),
            (tr("Somebody waits"), "waiting"),
        )
        offer(self.seats, tr("Any seats"), seats)
        states = (
            (tr("Open"), "open"),
            (tr("Cancelled"), "cancelled"),
            (tr("With problems"), "problems"),
        )
        offer(self.state, tr("Any state"), states)

    def _put_together(self) -> None:
        row = FlowLayout(self, theme.px(theme.INSIDE))
        self.search.setMaximumWidth(theme.px(_SEARCH_WIDTH))
        row.addWidget(self.search)
        add_boxes(row, dict(zip(self._boxes(), _WIDTHS, strict=True)))
        for box in self._boxes():
            box.setMaxVisibleItems(_MOST_ROWS)
            box.currentIndexChanged.connect(lambda _place: self._on_chosen())
        row.addWidget(self.clear_button)

    def _boxes(self) -> tuple[ChoiceBox, ...]:
        return self.term, self.pathway, self.teacher, self.kind, self.seats, self.state

    def _on_chosen(self) -> None:
        self._say_clear()
        self.narrowed.emit(self.narrowing())

    def _say_clear(self) -> None:
        self.clear_button.setVisible(self._more_chosen or not self.is_wide())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
