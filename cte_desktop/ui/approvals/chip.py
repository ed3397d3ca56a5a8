"""The chip in the head of a plan: how far it is agreed and whether it is locked; its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from cte_desktop.domain.planning.approval import ApprovalState
from cte_desktop.ui import icons
from cte_desktop.ui.approval_actions import (
    ANSWER_PLAN,
    APPROVALS,
    LOCK_PLAN,
    OPEN_PLAN_AGAIN,
    PROPOSE_PLAN,
    SIGN_PLAN,
)
from cte_desktop.wording.approvals import changed_line, lock_line, standing_line, state_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.planning.approval import PlanLock, Standing
    from cte_desktop.services.cases import Case
    from cte_desktop.ui.actions import Actions
    from cte_desktop.ui.theme import ColorName

_ICONS = {
    ApprovalState.DRAFT: "circle-dashed",
    ApprovalState.PROPOSED: "external-link",
    ApprovalState.ACCEPTED: "circle-check",
    ApprovalState.DECLINED: "x",
    ApprovalState.SIGNED: "check",
    ApprovalState.REOPENED: "circle-dashed",
}
_IN_MENU = (
    (PROPOSE_PLAN, ANSWER_PLAN, SIGN_PLAN),
    (OPEN_PLAN_AGAIN, LOCK_PLAN),
    (APPROVALS,),
)


class StatusChip(QPushButton):
    """A button that says it in a word; the menu has all that can be done about it."""

    def __init__(self, actions: Actions | None = None) -> None:
        super().__init__()
        self._actions = actions
        self.setAutoDefault(False)
        self.setVisible(False)
        self.clicked.connect(lambda _checked=False: self.open_menu())

    def serve(self, actions: Actions) -> None:
        """Take the actions of the window for the menu."""
        self._actions = actions

    def show_case(self, case: Case) -> None:
        """Show how far the plan on the table is agreed; nothing without a plan."""
        plan = case.plan
        self.setVisible(plan is not None)
        if plan is not None:
            self._show(case.standing, case.locks.get(plan.uid))

    def open_menu(self) -> None:
        """Show what can be done."""
        if self._actions is None:
            return
        menu = QMenu(self)
        menu.setAccessibleName(tr("What is agreed on this plan"))
        for place, names in enumerate(_IN_MENU):
            if place:
                menu.addSeparator()
            for name in names:
                menu.addAction(self._actions.action(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _show(self, standing: Standing, lock: PlanLock | None) -> None:
        state = standing.state
        is_draft = standing.is_draft
        word = state_label((ApprovalState.DRAFT if is_draft else state).value)
        if standing.changed:
            changed = trn("{count} course changed", "{count} courses changed", standing.changed)
            word = tr("{state} · {changed}", state=word, changed=changed)
        if lock is not None:
            word = tr("{state} · locked", state=word)
        self.setText(f" {word}")
        ink: ColorName = "warning" if standing.changed else "text"
        self.setIcon(icons.icon("lock" if lock is not None else _ICONS[state], ink))
        told = [standing_line(standing), changed_line(standing)]
        if lock is not None:
            told.append(lock_line(lock))
        self.setToolTip("\n".join(one for one in told if one))
        self.setAccessibleName(tr("Agreement: {words}", words=word))
        self.setAccessibleDescription(" ".join(f"{one}." for one in told if one))
