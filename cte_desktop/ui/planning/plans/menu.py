"""The menu at the plan's name: the student's plans, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from cte_desktop.domain.planning.plan import Plan, PlanStatus
from cte_desktop.ui import icons
from cte_desktop.wording.labels import courses_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


Deed = tuple[str, str, "Callable[[], None]", bool]
"""What can be done with the plan that is shown: words, icon, how, and whether it can be done."""


def plans_menu(
    plans: Sequence[Plan],
    shown: Plan | None,
    show: Callable[[Plan], None],
    deeds: Sequence[Deed | None],
    parent: QWidget,
) -> QMenu:
    """Return the menu; None among the deeds is a line between them."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Plans of this student"))
    menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the button is laid out otherwise
    for plan in plans:
        is_shown = shown is not None and plan.uid == shown.uid
        sign = icons.icon("circle-dot" if is_shown else "circle", "text_muted")
        action = menu.addAction(sign, _text(plan, is_shown=is_shown))
        action.triggered.connect(lambda _checked=False, one=plan: show(one))
    if plans:
        menu.addSeparator()
    for deed in deeds:
        if deed is None:
            menu.addSeparator()
            continue
        text, icon, do, can_be_done = deed
        action = menu.addAction(icons.icon(icon, "text_muted"), text, do)
        action.setEnabled(can_be_done)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _text(plan: Plan, *, is_shown: bool) -> str:
    """Return the name of a plan with what there is to know: "Plan A · active · 23 courses"."""
    placed = {(p.course_code, p.spot and p.spot.grade_level) for p in plan.placed}
    words = [plan.name.replace("&", "&&")]
    if plan.status is PlanStatus.ACTIVE:
        words.append(tr("active"))
    if is_shown:
        words.append(tr("shown"))
    return " · ".join((*words, courses_label(len(placed))))
