"""The ways to choose among for one student, one of them chosen; the last leaves the plan alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.sections.blast.blast_rows import LEAVE
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

    from cte_desktop.services.sections.blast_radius.ways import Way

_FIRST = 2  # the number of the first way in its group: Qt keeps those below 0 for itself


class WayList(QWidget):
    """The choices. Signal: `chosen(place)`: the place of a way, or `LEAVE`."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Repairs to choose among"))
        self.buttons: list[QRadioButton] = []
        self._group: QButtonGroup | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))

    def show_ways(self, ways: Sequence[Way], choice: int) -> None:
        """Show these, the proposed one first, with one of them chosen."""
        self._clear()
        if not ways:
            return
        self._group = QButtonGroup(self)
        texts = [way.text for way in ways]
        texts[0] = tr("{repair} (proposed)", repair=texts[0])
        for place, text in enumerate(texts):
            self._add(place, text)
        self._add(LEAVE, tr("Leave the plan as it is"))
        place = choice if choice >= 0 else len(ways)
        self.buttons[place].setChecked(True)
        self._group.idToggled.connect(self._on_toggled)

    def focus_chosen(self) -> None:
        """Take the focus to what is chosen."""
        for button in self.buttons:
            if button.isChecked():
                button.show()  # else it could not take the focus yet
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        if self._group is not None:
            self._group.deleteLater()
            self._group = None
        self.buttons = []
        while self._column.count():
            part = self._column.takeAt(0)
            widget = part.widget() if part is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, place: int, text: str) -> None:
        line = _WayLine(text)
        self.buttons.append(line.button)
        self._column.addWidget(line)
        if self._group is not None:
            self._group.addButton(line.button, place + _FIRST)

    def _on_toggled(self, number: int, checked: bool) -> None:  # noqa: FBT001 - a signal's argument
        if checked:
            self.chosen.emit(number - _FIRST)


class _WayLine(QWidget):
    """A ring and words that wrap; a click on the words chooses too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.button = QRadioButton()
        self.button.setAccessibleName(text)
        words = _Words(text, self.button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.TIGHT))
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)


class _Words(ThemedLabel):
    def __init__(self, text: str, button: QRadioButton) -> None:
        super().__init__(text)
        self._button = button
        self.setWordWrap(True)
        self.setContentsMargins(0, theme.px(3), 0, theme.px(3))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._button.setFocus(Qt.FocusReason.MouseFocusReason)
        self._button.click()
