"""Everything that a person could read on the screen now, as texts."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QWidget

_TEXTS = (
    "text",
    "currentText",
    "placeholderText",
    "title",
    "windowTitle",
    "windowIconText",
    "toolTip",
    "statusTip",
    "whatsThis",
    "accessibleName",
    "accessibleDescription",
    "toPlainText",
)
_MOST_ROWS = 200


def seen_texts() -> list[str]:
    """Return what visible widgets show, with their tooltips and what a screen reader says."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        if widget.isVisible():
            found.extend(_of_widget(widget))
    return [text for text in found if text]


def _of_widget(widget: QWidget) -> Iterator[str]:
    for name in _TEXTS:
        told = getattr(widget, name, None)
        if callable(told):
            said = told()
            yield said if isinstance(said, str) else ""
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model())
    if isinstance(widget, QMainWindow):
        for action in widget.actions():
            yield f"{action.text()} {action.toolTip()} {action.statusTip()}"


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(QModelIndex()), _MOST_ROWS)):
        # A list keeps the number of its columns to itself.
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
        for column in range(columns):
            place = model.index(row, column, QModelIndex())
            yield str(place.data(Qt.ItemDataRole.DisplayRole) or "")
