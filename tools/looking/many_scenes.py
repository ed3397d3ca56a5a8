"""Pictures of the last-chance radar, and of plans filled and a course swapped for many."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.ui.fill_actions import FILL_MANY, RADAR, SWAP_COURSE
from cte_desktop.ui.pathways.page import PATHWAYS, PathwaysPage
from cte_desktop.ui.pathways.radar.lines import Closes
from cte_desktop.ui.pathways.radar.panel import RadarPanel
from cte_desktop.ui.students.filling.form import FillForm
from cte_desktop.ui.students.many.dialog import ManyDialog
from cte_desktop.ui.students.many.line import Group
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.students.swapping.form import SwapForm
from tools.looking.stage import Stage, wait_until

_GRADE, _SOME = 11, 12
_NEW = "PSYCH"


def radar_pictures(stage: Stage) -> None:
    """Take the radar, whole and narrowed to what closes next fall."""
    stage.program.bench.actions.action(RADAR).trigger()
    panel = stage.wait_for(RadarPanel)
    stage.rest()
    stage.grab("radar")
    panel.filters.closes.setCurrentIndex(panel.filters.closes.findData(Closes.NEXT_FALL))
    panel.filters.planned.setCurrentIndex(panel.filters.planned.findData(False))
    panel.table.focus_first()
    stage.grab("radar-narrowed")
    panel.filters.search.setText("nobody of this name")
    stage.grab("radar-nobody")
    panel.filters.clear()
    stage.wait_for(PathwaysPage).switch.choose(PATHWAYS)
    stage.rest()


def many_pictures(stage: Stage) -> None:
    """Take each step of filling some plans, and of swapping a course."""
    stage.program.bench.requests.page_requested.emit("students")
    page = stage.wait_for(StudentsPage)
    page.filters.grade.setCurrentIndex(page.filters.grade.findData(_GRADE))
    page.table.focus_first()
    for _ in range(_SOME):
        QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    _fill(stage)
    _swap(stage)
    page.filters.clear()
    stage.rest()


def _fill(stage: Stage) -> None:
    stage.program.bench.actions.action(FILL_MANY).trigger()
    dialog = stage.wait_for(ManyDialog)
    stage.grab("fill-many", dialog)
    if isinstance(dialog.form, FillForm):
        dialog.form.pathway.setCurrentIndex(dialog.form.pathway.findData("Welding"))
    dialog.work_button.click()
    wait_until(lambda: "of" in dialog.working.words() or not dialog.is_working())
    dialog.grab()
    wait_until(lambda: not dialog.is_working())
    stage.grab("fill-many-preview", dialog)
    place = list(Group).index(Group.NONE) + 1
    dialog.preview.groups.choose(place)
    stage.grab("fill-many-not-possible", dialog)
    dialog.reject()
    stage.rest()


def _swap(stage: Stage) -> None:
    stage.program.bench.actions.action(SWAP_COURSE).trigger()
    dialog = stage.wait_for(ManyDialog)
    if isinstance(dialog.form, SwapForm):
        dialog.form.course.setText(_most_planned(stage.desk))
        dialog.form.by.setText(_NEW)
    stage.grab("swap-many", dialog)
    dialog.work_button.click()
    wait_until(lambda: not dialog.is_working())
    stage.grab("swap-many-preview", dialog)
    dialog.reject()
    stage.rest()


def _most_planned(desk: Desk) -> str:
    """Return the course that most of the grade plan ahead."""
    counted = Counter(
        placement.course_code
        for case in open_cases(desk)
        if case.file.student.grade_level == _GRADE and case.plan is not None
        for placement in case.plan.placed
        if placement.spot is not None and placement.spot.grade_level > _GRADE
    )
    counted.pop(_NEW, None)
    return counted.most_common(1)[0][0]
