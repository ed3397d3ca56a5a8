"""Deleting the windows that a test leaves: a change of look would go through all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from cte_desktop.ui import theme


def delete_windows(application: QApplication) -> None:
    """Close all windows and let Qt delete them at once."""
    for widget in application.topLevelWidgets():
        if isValid(widget) and widget.parent() is None:
            widget.close()
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def usual_look(application: QApplication) -> None:
    """Take the light look at 100 %, unless it is in force."""
    if theme.look() != theme.Look() or not application.styleSheet():
        theme.apply(application, theme.Look())
