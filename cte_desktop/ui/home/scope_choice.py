"""Whose figures the page Home shows: my caseload, a school, or the district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from cte_desktop.services.glance import Whose
from cte_desktop.ui import theme
from cte_desktop.ui.home_choices import CASELOAD, DISTRICT, SCHOOL
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.glance import Scopes
    from cte_desktop.ui.home_choices import HomeChoices

_WIDTH = 208


class ScopeChoice(QWidget):
    """A box of scopes, and with "My caseload" a box of counselors. Signal: `chosen()`."""

    chosen = Signal()

    def __init__(self, choices: HomeChoices) -> None:
        super().__init__()
        self._choices = choices
        self.setAccessibleName(tr("Whose students"))
        self.scope = ChoiceBox(tr("Whose students"))
        self.counselor = ChoiceBox(tr("Counselor"))
        row = FlowLayout(self, theme.px(theme.INSIDE))
        for box in (self.scope, self.counselor):
            box.setMinimumWidth(theme.px(_WIDTH))
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            row.addWidget(box)
        self.counselor.hide()
        self.scope.currentIndexChanged.connect(self._on_scope)
        self.counselor.currentIndexChanged.connect(self._on_counselor)

    def offer(self, scopes: Scopes) -> None:
        """Offer what there is; what was chosen before stays chosen while it is there."""
        kind, school = self._choices.scope()
        mine = self._choices.counselor()
        if not mine and self._choices.actor in scopes.counselors:
            mine = self._choices.actor
        if not kind:
            kind = CASELOAD if mine in scopes.counselors else DISTRICT
        self.scope.blockSignals(True)
        self.scope.clear()
        if scopes.counselors:
            self.scope.addItem(tr("My caseload"), (CASELOAD, ""))
        self.scope.addItem(tr("The district"), (DISTRICT, ""))
        for short, name in scopes.schools:
            self.scope.addItem(name, (SCHOOL, short))
        wanted = [self.scope.itemData(place) for place in range(self.scope.count())]
        found = (kind, school) if (kind, school) in wanted else (DISTRICT, "")
        self.scope.setCurrentIndex(wanted.index(found))
        self.scope.blockSignals(False)
        self.counselor.blockSignals(True)
        self.counselor.clear()
        self.counselor.addItem(tr("Who are you?"), "")
        for name in scopes.counselors:
            self.counselor.addItem(name, name)
        self.counselor.setCurrentIndex(max(0, self.counselor.findData(mine)))
        self.counselor.blockSignals(False)
        self._show_counselor()

    def whose(self) -> Whose | None:
        """Return whose students are meant; None while nobody said who "my" is."""
        kind, school = self.scope.currentData() or (DISTRICT, "")
        if kind == CASELOAD:
            name = str(self.counselor.currentData() or "")
            return Whose(counselor=name) if name else None
        return Whose(school=school)

    def words(self) -> str:
        """Return whose students they are, for the title of a list."""
        kind, _ = self.scope.currentData() or (DISTRICT, "")
        return self.counselor.currentText() if kind == CASELOAD else self.scope.currentText()

    def _show_counselor(self) -> None:
        kind, _ = self.scope.currentData() or (DISTRICT, "")
        self.counselor.setVisible(kind == CASELOAD)

    def _on_scope(self) -> None:
        self._show_counselor()
        kind, school = self.scope.currentData() or (DISTRICT, "")
        self._choices.keep_scope(kind, school)
        self.chosen.emit()

    def _on_counselor(self) -> None:
        name = str(self.counselor.currentData() or "")
        if name:
            self._choices.keep_counselor(name)
        self.chosen.emit()
