"""What a screen reader is told of the widgets that the program paints itself: a button, a chart.

Qt tells of its own widgets. One of ours says what it is by a class attribute `accessible_role`; its
name is its accessible name, as everywhere.
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QScrollArea, QWidget

_installed: list[bool] = []


def tell_roles() -> None:
    """Let screen readers be told the roles from now on; once for the whole program."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_told_of)


def _told_of(_kind: str, found: object) -> QAccessibleWidget | None:
    if not isinstance(found, QWidget):
        return None
    role = getattr(found, "accessible_role", None)
    if role is None and isinstance(found, QScrollArea):
        role = QAccessible.Role.Pane
    return QAccessibleWidget(found, role) if isinstance(role, QAccessible.Role) else None
