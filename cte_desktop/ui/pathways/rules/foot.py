"""The foot of the editor: the problems of the draft, and the students it would affect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.affected import AffectedStudents
from cte_desktop.ui.pathways.rules.fault_list import FaultList, PlacedFault
from cte_desktop.ui.widgets.buttons import icon_button
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

_PROBLEMS, _AFFECTED = 0, 1


class Foot(QWidget):
    """Hidden while there is nothing to say. Signal: `closed()`."""

    closed = Signal()

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.faults = FaultList()
        self.affected = AffectedStudents(catalog)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("What is shown below"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(tr("Problems"))
        self.tabs.addTab(tr("Affected students"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.faults)
        self._stack.addWidget(self.affected)
        self._asked = False  # for the affected students
        self._many = 0
        top = QHBoxLayout()
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(icon_button("x", tr("Close this list"), self._on_closed))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(theme.TIGHT), 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.setVisible(False)

    def show_faults(self, faults: tuple[PlacedFault, ...]) -> None:
        """Show the problems; the foot opens with the first and closes with the last."""
        before, self._many = self._many, len(faults)
        self.faults.show_faults(faults)
        many = f" ({self._many})" if self._many else ""
        self.tabs.setTabText(_PROBLEMS, tr("Problems") + many)
        if self._many and not before:
            self.tabs.setCurrentIndex(_PROBLEMS)
            self.setVisible(True)
        elif not self._many and not self._asked:
            self.setVisible(False)
        elif not self._many:
            self.tabs.setCurrentIndex(_AFFECTED)

    def show_affected(self) -> None:
        """Open the list of affected students."""
        self._asked = True
        self.tabs.setCurrentIndex(_AFFECTED)
        self.setVisible(True)

    def _on_closed(self) -> None:
        self._asked = False
        self.setVisible(False)
        self.closed.emit()
