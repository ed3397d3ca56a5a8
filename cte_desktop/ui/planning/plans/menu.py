"""The menu at the plan's name: the student's plans, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from cte_desktop.domain.planning.plan import Plan, PlanStatus
from cte_desktop.ui import icons
from cte_desktop.wording.labels import courses_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

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
    group = QActionGroup(menu)
    for plan in plans:
        action = _listed(menu, plan)
        action.setActionGroup(group)
        action.setChecked(shown is not None and plan.uid == shown.uid)
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


def _listed(menu: QMenu, plan: Plan) -> QAction:
    name = plan.name.replace("&", "&&")
    courses = courses_label(len({(p.course_code, p.spot and p.spot.grade_level)
                                 for p in plan.placed}))  # fmt: skip
    is_active = plan.status is PlanStatus.ACTIVE
    words = tr("{plan} · active · {courses}") if is_active else tr("{plan} · {courses}")
    action = menu.addAction(words.format(plan=name, courses=courses))
    action.setCheckable(True)
    return action
