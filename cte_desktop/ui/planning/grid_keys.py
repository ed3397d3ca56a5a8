"""The keys of the plan grid: Enter picks up and puts down, Esc gives up, arrows go on.

While a proposal is on the table Enter keeps it and Esc discards it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.ui.planning.grid_view import PlanGridView

_ACTIONS = {
    Qt.Key.Key_Delete: "remove_placement",
    Qt.Key.Key_Backspace: "remove_placement",
    Qt.Key.Key_F2: "choose_section",
    Qt.Key.Key_E: "what_else",
    Qt.Key.Key_A: "choose_alternates",
    Qt.Key.Key_L: "lock_placement",
    Qt.Key.Key_S: "set_aside",
}

_ANSWERS = {Qt.Key.Key_Return: True, Qt.Key.Key_Enter: True, Qt.Key.Key_Escape: False}
"""What the keys say to a proposal: keep it or discard it."""


def handle(view: PlanGridView, event: QKeyEvent) -> bool:
    """Do what a key asks for; False leaves it to Qt."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    key = Qt.Key(event.key())
    if view.grid().is_proposal() and key in _ANSWERS:
        view.answered.emit(_ANSWERS[key])
        return True
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        view.carry_current()
        return True
    if key == Qt.Key.Key_Escape and view.carrying.carried is not None:
        view.give_up()
        return True
    if key in _ACTIONS:
        if view.carrying.carried is None:
            view.key_requested.emit(_ACTIONS[key])
        return True
    step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 0)
    return bool(step) and view.carrying.carried is None and view.step_tier(step)
