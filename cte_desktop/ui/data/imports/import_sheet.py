"""The one sheet of an import, whose content changes step by step; what it asks stands in parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.data.step_line import Step, StepLine
from cte_desktop.ui.data.work_line import WorkLine
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import separator
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from cte_desktop.ui.tasks import Tasks

_SIZE = (1080, 720)
_LEAST = (720, 480)
_FRAME = 60


@dataclass(frozen=True, slots=True)
class Ways:
    """The buttons below a step: the main one, perhaps a second, and whether one can go back."""

    main: str
    second: str = ""
    back: bool = False
    ready: bool = True


class ImportSheet(QDialog):
    """Shows one step at a time.

    Signals: `forward()`, `second()`, `backward()`: a button below was pressed; `left()`: the person
    backed out, once.
    """

    forward = Signal()
    second = Signal()
    backward = Signal()
    left = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import files"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.steps = StepLine()
        self.work = WorkLine(tasks)
        self._parts = QStackedWidget()
        self.cancel_button = push_button(tr("Cancel"), press=self.reject)
        self.back_button = push_button(tr("Back"), "arrow-left", self.backward.emit)
        self.second_button = push_button("", press=self.second.emit)
        self.main_button = primary_button("", press=self.forward.emit)
        self._own: tuple[QWidget, ...] = ()
        self._buttons = QHBoxLayout()
        self._stops: list[QWidget] = []
        self._ready = True
        self._said = False
        self._put_together()
        fit_to_screen(self)

    def show_step(self, step: Step, part: QWidget, ways: Ways, own: Sequence[QWidget] = ()) -> None:
        """Show a step; its part is kept until another takes its place.

        `own` are buttons of the part that stand below instead of the usual ones.
        """
        self.steps.show_step(step)
        former = self._parts.currentWidget()
        if former is not part:
            if self._parts.indexOf(part) < 0:
                self._parts.addWidget(part)
            self._parts.setCurrentWidget(part)
        self.main_button.setText(ways.main)
        self.main_button.setAccessibleName(ways.main)
        self.main_button.setVisible(bool(ways.main))
        self.second_button.setText(ways.second)
        self.second_button.setAccessibleName(ways.second)
        self.second_button.setVisible(bool(ways.second))
        self.back_button.setVisible(ways.back)
        for button in self._own:
            self._buttons.removeWidget(button)
            button.hide()
        self._own = tuple(own)
        for button in self._own:
            self._buttons.addWidget(button)
            button.show()
        self.set_ready(ready=ways.ready)
        self._stops = keep_reading_order(self, self._stops)

    def drop(self, part: QWidget) -> None:
        """Forget a part that is not shown again."""
        self._parts.removeWidget(part)
        part.deleteLater()

    def set_ready(self, *, ready: bool) -> None:
        """Say whether one can go on from here."""
        self._ready = ready
        self.main_button.setEnabled(ready and not self.work.is_working())
        self.second_button.setEnabled(ready and not self.work.is_working())

    def follow(self, number: int, text: str) -> None:
        """Show how far a request is; nothing else can be pressed meanwhile."""
        self.work.follow(number, text)
        self._parts.setEnabled(False)
        for button in self._own:
            button.setVisible(False)
        self.back_button.setEnabled(False)
        self.set_ready(ready=self._ready)

    def rest(self) -> None:
        """The request has ended: the step can be used again."""
        self._parts.setEnabled(True)
        for button in self._own:
            button.setVisible(True)
        self.back_button.setEnabled(True)
        self.set_ready(ready=self._ready)

    def finish(self) -> None:
        """Close because all is done, not because the person backed out."""
        self._said = True
        self.accept()

    def reject(self) -> None:
        self._leave()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        going = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if going and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.main_button.click()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        if not self._said:
            self._said = True
            self.work.stop()
            self.left.emit()

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, theme.px(theme.GAP), side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(self.steps)
        column.addWidget(separator())
        column.addWidget(self._parts, 1)
        row = self._buttons
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.work, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.back_button)
        row.addWidget(self.second_button)
        row.addWidget(self.main_button)
        column.addLayout(row)


def fit_to_screen(dialog: QDialog) -> None:
    """Give a dialog of an import its size, or what the screen has of it."""
    wanted = QSize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
    room = dialog.screen().availableSize() - QSize(0, _FRAME)
    dialog.setMinimumSize(QSize(*_LEAST).boundedTo(room))
    dialog.resize(wanted.boundedTo(room))
