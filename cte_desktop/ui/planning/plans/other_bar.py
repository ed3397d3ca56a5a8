"""The bar over the grid while a plan is shown that is not the active one: so that nobody mistakes
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy

from cte_desktop.domain.planning.plan import PlanStatus
from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from cte_desktop.services.cases import Case

_NARROW = 980


class OtherPlanBar(QFrame):
    """The bar. Signals: `activate_wanted()`, `compare_wanted()`, `back_wanted()`."""

    activate_wanted = Signal()
    compare_wanted = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = sentence("")
        self.activate_button = push_button(
            tr("Make it the active plan"), "check", self.activate_wanted.emit
        )
        self.compare_button = push_button(
            tr("Compare…"), "move-horizontal", self.compare_wanted.emit
        )
        self.back_button = push_button("", "arrow-left", self.back_wanted.emit)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._put_together()
        self.setVisible(False)

    def show_case(self, case: Case) -> None:
        """Say which plan is shown, when it is not the one in force."""
        plan = case.plan
        is_other = plan is not None and plan.status is not PlanStatus.ACTIVE
        self.setVisible(is_other)
        if plan is None or not is_other:
            return
        active = next((p for p in case.plans if p.status is PlanStatus.ACTIVE), None)
        if active is None:
            words = tr("“{plan}” is not active, and no other plan is.", plan=plan.name)
        else:
            words = tr(
                "“{plan}” is not the active plan. Papers, demand and standings go by “{active}”.",
                plan=plan.name,
                active=active.name,
            )
            back = tr("Back to “{plan}”", plan=active.name)
            self.back_button.setText(f" {back}")
            self.back_button.setAccessibleName(back)
        self.back_button.setVisible(active is not None)
        self.compare_button.setVisible(active is not None)
        self._words.setText(words)
        self.setAccessibleName(words)

    def text(self) -> str:
        """Return what the bar says."""
        return self._words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        narrow = self.width() < theme.px(_NARROW)  # then the buttons stand under the words
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("warning_soft"))
        painter.fillRect(0, 0, theme.px(3), self.height(), theme.color("warning"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        side = theme.px(theme.ICON)
        top = self._words.geometry().center().y() - side // 2
        spot = QRect(self._words.x() - side - theme.px(theme.INSIDE), top, side, side)
        icons.paint(painter, "info", spot, theme.color("warning"))

    def _put_together(self) -> None:
        inside = theme.px(theme.INSIDE)
        left = theme.px(theme.PAGE) + theme.px(24)  # after the sign
        self._row.setContentsMargins(left, inside, theme.px(theme.GAP), inside)
        self._row.setSpacing(inside)
        self._row.addWidget(self._words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(inside)
        for button in (self.activate_button, self.compare_button, self.back_button):
            buttons.addWidget(button)
        buttons.addStretch(0)
        self._row.addLayout(buttons)
