"""All windows beside the main one while the program is locked: none is seen.

Menus, lists, tooltips, a drag, and the dialogs of the system for files and printers are closed for
good. The program's own dialogs are only taken from the screen, so that an import goes on and what
was typed is not lost; they come back when the window is unlocked. What is opened meanwhile, such as
the report of an import, waits with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPageSetupDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from shiboken6 import isValid

_OF_THE_SYSTEM = (QFileDialog, QAbstractPrintDialog, QPageSetupDialog)
_PASSING = frozenset(
    (
        Qt.WindowType.Popup,
        Qt.WindowType.ToolTip,
        Qt.WindowType.SplashScreen,
    )
)
_MOST_POPUPS = 20  # a menu of a menu of a menu; one that refuses to close would never end


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A window that waits. Its modality is kept: hiding a dialog that was opened forgets it."""

    widget: QWidget
    modality: Qt.WindowModality
    was_active: bool


class HeldWindows(QObject):
    """Takes the windows away and gives them back."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._held: list[_Held] = []
        self._is_taking = False

    def take_away(self) -> None:
        """Close what passes, and take every other window from the screen."""
        _cancel_drag()
        _close_popups()
        self._is_taking = True
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        active = QApplication.activeWindow()
        for widget in sorted(_others(self._window), key=_depth, reverse=True):
            if _closes(widget):
                widget.close()
            else:
                self._hold(widget, was_active=widget is active)

    def give_back(self) -> None:
        """Show again what was taken away, in the order in which they lay above each other."""
        self.stop()
        held, self._held = self._held, []
        waiting = [one for one in held if isValid(one.widget)]
        for one in sorted(waiting, key=lambda one: _depth(one.widget)):
            one.widget.setWindowModality(one.modality)
            one.widget.show()
        for one in waiting:
            if one.was_active and isValid(one.widget):
                one.widget.raise_()
                one.widget.activateWindow()

    def stop(self) -> None:
        """Keep nothing from the screen any more."""
        self._is_taking = False
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show:
            if isinstance(watched, QWidget) and self._is_other(watched):
                self._on_shown(watched)
        elif kind == QEvent.Type.Close and isinstance(watched, QWidget):
            self._forget(watched)
        return False

    def _is_other(self, widget: QWidget) -> bool:
        return widget.isWindow() and widget is not self._window

    def _on_shown(self, widget: QWidget) -> None:
        # Qt looks at this right after it has told of the showing: not even a blink is drawn.
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=True)
        modality = widget.windowModality()
        QTimer.singleShot(0, self, partial(self._put_away, widget, modality))

    def _put_away(self, widget: QWidget, modality: Qt.WindowModality) -> None:
        if not isValid(widget) or not self._is_taking:
            return
        if _closes(widget):
            widget.close()
        elif widget.isVisible():
            self._hold(widget, was_active=True, modality=modality)
        if isValid(widget):
            widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)

    def _hold(
        self,
        widget: QWidget,
        *,
        was_active: bool,
        modality: Qt.WindowModality | None = None,
    ) -> None:
        self._forget(widget)
        kept = widget.windowModality() if modality is None else modality
        self._held.append(_Held(widget, kept, was_active))
        if isinstance(widget, QDialog):
            widget.finished.connect(self._on_finished, Qt.ConnectionType.UniqueConnection)
        widget.hide()

    def _on_finished(self, _answer: int) -> None:
        dialog = self.sender()
        if isinstance(dialog, QWidget):
            self._forget(dialog)

    def _forget(self, widget: QWidget) -> None:
        """What was closed or answered meanwhile does not come back."""
        self._held = [one for one in self._held if one.widget is not widget]


def _cancel_drag() -> None:
    if any(one.findChildren(QDrag) for one in QApplication.topLevelWidgets()):
        QDrag.cancel()


def _close_popups() -> None:
    for _ in range(_MOST_POPUPS):
        popup = QApplication.activePopupWidget()
        if popup is None:
            return
        popup.close()


def _others(window: QWidget) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]


def _closes(widget: QWidget) -> bool:
    return widget.windowType() in _PASSING or isinstance(widget, _OF_THE_SYSTEM)


def _depth(widget: QWidget) -> int:
    """Return how many windows lie below this one, as parents of parents."""
    depth, parent = 0, widget.parentWidget()
    while parent is not None:
        depth, parent = depth + 1, parent.window().parentWidget()
    return depth
