"""The foot of a meeting: every key that helps here, as buttons for the mouse, and a line for what
is being said about the card under the hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.meeting_actions import MEETING_AGREED
from cte_desktop.ui.planning.meeting.keys import KeyedButton
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ElidedLabel
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from cte_desktop.ui.actions import Actions

_ACTIONS = (
    ("fill_plan", noop("Fill")),
    ("student_pathways", noop("Pathways")),
    ("edit_student", noop("Goal")),
    ("propose_plan", noop("Propose")),
    ("sign_plan", noop("Sign")),
    ("print_plan", noop("Print")),
    (MEETING_AGREED, noop("Agreed")),
    ("next_student", noop("Next student")),
)
"""What a meeting needs, in the order in which it is needed, with short words."""
KEYS_HERE = {"edit_student": "G"}
"""Keys that hold in a meeting alone, for actions that have none of their own."""
TO_DECIDE, TO_PLAN = "1 2 3", "P"


class MeetingFoot(QFrame):
    """The keys. Signals: `decide_wanted()`, `plan_wanted()`: the keyboard goes there."""

    decide_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setAccessibleName(tr("Keys of the meeting"))
        self.buttons: dict[str, KeyedButton] = {}
        self._hint = ElidedLabel("", color="text_muted", at_end=True)
        self._hint.setVisible(False)
        place = QWidget()
        flow = FlowLayout(place, theme.px(6))
        flow.addWidget(KeyedButton(tr("Decide"), TO_DECIDE, self.decide_wanted.emit))
        flow.addWidget(KeyedButton(tr("Plan"), TO_PLAN, self.plan_wanted.emit))
        known = {spec.id for spec, _ in actions.offered()}
        for name, words in _ACTIONS:
            if name in known:
                flow.addWidget(self._button(name, tr(words), actions.action(name)))
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.px(theme.GAP), theme.px(6), theme.px(theme.GAP), theme.px(6)
        )
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(self._hint)
        column.addWidget(place)

    def set_hint(self, text: str) -> None:
        """Say something of what the hand or the keyboard is on; "" for nothing."""
        self._hint.set_text(text)
        self._hint.setVisible(bool(text))

    def hint(self) -> str:
        """Return what is said."""
        return self._hint.text()

    def _button(self, name: str, words: str, action: QAction) -> KeyedButton:
        own = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button = KeyedButton(words, KEYS_HERE.get(name, own), action.trigger)
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        self.buttons[name] = button
        return button
