"""The accessibility tree, as a screen reader is given it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView, QWidget

MOST_ROWS = 3
"""Rows of a table that are told; the others are alike."""
_ROWS = (QAccessible.Role.Cell, QAccessible.Role.ListItem, QAccessible.Role.TreeItem)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing of the tree: how deep it lies, and what is told of it."""

    depth: int
    role: str
    name: str
    value: str
    states: tuple[str, ...]
    widget: QWidget | None

    @property
    def line(self) -> str:
        """The thing as one line of text."""
        words = [f"{'  ' * self.depth}{self.role}", f'"{self.name}"' if self.name else "(no name)"]
        words += [f"= {self.value}"] if self.value and self.value != self.name else []
        return " ".join([*words, *(f"[{state}]" for state in self.states)])


def told_of(widget: QWidget) -> tuple[Told, ...]:
    """Return what is told of a widget and of all that is visible in it."""
    QAccessible.setActive(True)
    return tuple(_walk(QAccessible.queryAccessibleInterface(widget), 0))


def _walk(one: QAccessibleInterface, depth: int) -> Iterator[Told]:
    state = one.state()
    if state.invisible:
        return
    found = one.object()
    widget = found if isinstance(found, QWidget) else None
    yield Told(
        depth,
        one.role().name,
        _name(one, widget),
        one.text(QAccessible.Text.Value),
        _states(state),
        widget,
    )
    rows = 0
    for place in range(_children(one, widget)):
        child: QAccessibleInterface | None = one.child(place)
        if child is None or not child.isValid():
            continue
        if child.role() in _ROWS:
            rows += 1
            if rows > MOST_ROWS * 8:
                break
        yield from _walk(child, depth + 1)


def _name(one: QAccessibleInterface, widget: QWidget | None) -> str:
    """Return the name. On Linux Qt gives what is chosen in a box as its name, so that a box without
    one would pass.
    """
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    return one.text(QAccessible.Text.Name)


def _children(one: QAccessibleInterface, widget: QWidget | None) -> int:
    """Return how many children are looked at: of a table the first rows only."""
    count = one.childCount()
    if isinstance(widget, QAbstractItemView):
        columns = widget.horizontalHeader().count() if isinstance(widget, QTableView) else 0
        return min(count, (columns + 1) * (MOST_ROWS + 1))
    return count


def _states(state: QAccessible.State) -> tuple[str, ...]:
    names = ("focusable", "focused", "disabled", "checked", "selected", "readOnly", "expanded")
    return tuple(name for name in names if getattr(state, name))
