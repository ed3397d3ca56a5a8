"""What an action of the program is: its words, keys and icon, and the menu it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAction

REFUSED = "refused"
"""The property of a QAction that says why who is signed in may not do it; "" when they may."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `shortcuts` are portable texts such as "Ctrl+Shift+P"; `group` parts a menu by
    lines.
    """

    id: str
    menu: str
    group: int
    text: str
    tip: str
    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole
