"""The row above a list that is narrowed by words and by choices, with a way to clear them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.filter_boxes import add_boxes, choose_everything
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.ui.widgets.buttons import ChoiceBox

Narrowing = TypeVar("Narrowing")


class SearchedFilters(QWidget, Generic[Narrowing]):
    """The row; a list says which choices it has. Signal: `narrowed(Narrowing)`.

    `narrowed_by` makes a narrowing of what the boxes hold, of nothing the one that leaves nothing
    out. The words are the search field's own.
    """

    narrowed = Signal(object)

    def __init__(self, narrowed_by: Callable[..., Narrowing], search: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filters"))
        self._narrowed_by = narrowed_by
        self._boxes: tuple[ChoiceBox, ...] = ()
        self.search = SearchField(search)
        self.clear_button = push_button(tr("Clear filters"), press=self.clear)

    def narrowing(self) -> Narrowing:
        """Return what is chosen."""
        return self._narrowed_by(*(box.currentData() for box in self._boxes))

    def clear(self) -> None:
        """Leave nothing out."""
        choose_everything(self._boxes)
        self.search.clear()
        self._on_chosen()

    def _lay_out(
        self, widths: dict[ChoiceBox, int], *beside: QWidget, spare: int | None = None
    ) -> None:
        """Put the row together: the boxes in the order of the narrowing, what stands beside them.

        Widths are pixels at 100 %, as in `filter_boxes.add_boxes`.
        """
        self._boxes = tuple(widths)
        row = FlowLayout(self, theme.px(theme.INSIDE))
        row.addWidget(self.search)
        add_boxes(row, widths, spare=spare)
        for widget in (*beside, self.clear_button):
            row.addWidget(widget)

    def _listen(self) -> None:
        """Tell of every choice from now on, after what there is was offered."""
        for box in self._boxes:
            box.currentIndexChanged.connect(self._on_chosen)
        self.search.query_changed.connect(lambda _text: self._show_clear())
        self._show_clear()

    def _on_chosen(self) -> None:
        self._show_clear()
        self.narrowed.emit(self.narrowing())

    def _show_clear(self) -> None:
        is_wide = self.narrowing() == self._narrowed_by()
        self.clear_button.setVisible(bool(self.search.text()) or not is_wide)
