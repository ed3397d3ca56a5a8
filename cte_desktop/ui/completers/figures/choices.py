"""The row above the figures: what is counted by, of which pathway and school, and what else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.domain.completion.figures.table import OF_MEASURES, View
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.wording.completion.figures import view_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

_WIDTH = 224
_WHOLE = (View.GROUPS, *OF_MEASURES)
"""Views of the whole district alone: groups because of what differences would tell."""


class Choices(QWidget):
    """The row. Signal: `changed` when anything else is to be counted."""

    changed = Signal()

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.setAccessibleName(tr("What is counted"))
        self.view = ChoiceBox(tr("Count by"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.site = ChoiceBox(tr("Home school"))
        for view in View:
            self.view.addItem(view_text(view), view)
        self.pathway.addItem(tr("All pathways"), "")
        for name in sorted(catalog.pathway_by_name):
            self.pathway.addItem(name, name)
        self.site.addItem(tr("All schools"), "")
        for school in catalog.schools:
            self.site.addItem(school.name, school.short)
        self.earlier = push_button(tr("Earlier years…"), "history")
        self.report = push_button(tr("Save report…"), "file-down")
        flow = FlowLayout(self, theme.px(theme.INSIDE))
        flow.setContentsMargins(QMargins(0, 0, 0, 0))
        for box in (self.view, self.pathway, self.site):
            box.setFixedWidth(theme.px(_WIDTH))
            box.currentIndexChanged.connect(self._on_chosen)
            flow.addWidget(box)
        for button in (self.earlier, self.report):
            flow.addWidget(button)

    def chosen(self) -> View:
        """Return what is counted by."""
        return View(self.view.currentData())

    def choose(self, view: View) -> None:
        """Count by something else."""
        self.view.setCurrentIndex(list(View).index(view))

    def narrowing(self) -> tuple[str, str]:
        """Return the pathway and the home school that alone are counted, "" for all."""
        if self.chosen() in _WHOLE:
            return "", ""
        return str(self.pathway.currentData()), str(self.site.currentData())

    def words(self) -> str:
        """Return what is counted, as a screen reader says it."""
        return tr("Completers by {view}", view=view_text(self.chosen()))

    def _on_chosen(self) -> None:
        whole = self.chosen() in _WHOLE
        self.pathway.setEnabled(not whole)
        self.site.setEnabled(not whole)
        self.changed.emit()
