"""The order in which Tab goes through a page: as one reads it, whenever its parts were made."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout


def in_reading_order(root: QWidget) -> list[QWidget]:
    """Return the widgets that Tab stops at, hidden ones too, in the order of their layouts."""
    stops = [root] if root.focusPolicy() & Qt.FocusPolicy.TabFocus else []
    inside = root.widget() if isinstance(root, QScrollArea) else None
    if inside is not None:
        return stops + in_reading_order(inside)
    if isinstance(root, QSplitter):
        return stops + [one for at in range(root.count()) for one in _inside(root.widget(at))]
    layout = root.layout()
    return stops + (_in_layout(layout) if layout is not None else [])


def keep_reading_order(root: QWidget, known: list[QWidget]) -> list[QWidget]:
    """Let Tab follow the layouts below `root`; return its stops, to be `known` the next time."""
    stops = in_reading_order(root)
    if stops != known:
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)
    return stops


def _inside(widget: QWidget | None) -> list[QWidget]:
    return in_reading_order(widget) if widget is not None else []


def _in_layout(layout: QLayout) -> list[QWidget]:
    stops: list[QWidget] = []
    for place in range(layout.count()):
        part = layout.itemAt(place)
        if part is None:
            continue
        widget, inner = part.widget(), part.layout()
        if widget is not None:
            stops += in_reading_order(widget)
        elif inner is not None:
            stops += _in_layout(inner)
    return stops
