"""Pictures of a student's wishes and of placeholders, on the sample district."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.domain.planning.plan import Lane, Spot, place
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.planning import fresh_id
from cte_desktop.ui.planning.edits import Edit
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.placeholders.choice import CourseChoice
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.wishes.fields import ExtendedDayField
from cte_desktop.ui.wishes.many_dialog import ManyWishesDialog
from cte_desktop.ui.wishes.student_dialog import WishesDialog
from tools.looking.stage import Stage, wait_until

_WISHES = (
    Wish(0, "pathway", "Welding by 12", "must"),
    Wish(0, "course", "SPAN3|FREN3", "like"),
    Wish(0, "course", "PSYCH", "like"),
    Wish(0, "avoid", "CHEM", "must"),
    Wish(0, "course", "GOLD101", "like"),
    Wish(0, "load", "5-6", "like"),
)


def wish_pictures(stage: Stage) -> None:
    """Take the wishes of a student who has a plan, empty and noted, then the placeholders."""
    case = next(c for c in open_cases(stage.desk) if _has_room(c))
    stage.program.bench.requests.student_requested.emit(case.file.student.uid)
    page = stage.wait_for(PlanPage)
    stage.rest()
    stage.program.bench.actions.action("wishes").trigger()
    dialog = stage.wait_for(WishesDialog)
    stage.grab("wishes-empty", dialog)
    for wish in _WISHES:
        dialog.form.pathways.added.emit(wish)
    evenings = dialog.form.fields["extended_day"]
    if isinstance(evenings, ExtendedDayField):
        evenings.days.choose("MW")
    dialog.form.list.setCurrentRow(1)
    dialog.form.list.setFocus()
    stage.grab("wishes", dialog)
    dialog.save_button.click()
    stage.rest()
    _placeholders(stage, page, case)


def _has_room(case: Case) -> bool:
    return case.file.student.grade_level == 10 and case.plan is not None and not case.file.wishes


def _placeholders(stage: Stage, page: PlanPage, case: Case) -> None:
    catalog, desk = case.district.catalog, stage.desk
    for code, grade in (("ANY:science:D", 11), ("ANY:elective:S", 12)):
        course = catalog.course_by_code[code]
        spot = Spot(grade, Term.FALL, Lane.DAY, "P7")
        page.editor.make(
            lambda plan, course=course, spot=spot: Edit(  # type: ignore[misc]
                place(plan, course, spot, lambda: fresh_id(desk)), "edit_plan", ()
            )
        )
    page.palette_part.parts.choose(1)
    stage.rest()
    stage.grab("placeholders", page.window())
    places = [p for cell in page.model.cells().values() for p in cell.places]
    found = next(p for p in places if is_placeholder(p.card.first.course_code))
    page.grid.select_place(found)
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_F2)
    choice = stage.wait_for(CourseChoice)
    stage.grab("placeholder-choice", choice)
    choice.reject()
    stage.rest()
    page.palette_part.parts.choose(0)
    for _ in range(3):
        page.editor.undo()
    stage.rest()


def many_wish_pictures(stage: Stage) -> None:
    """Take the wishes of many students over the list."""
    stage.program.bench.requests.page_requested.emit("students")
    page = stage.wait_for(StudentsPage)
    page.table.selectAll()
    stage.program.bench.actions.action("wishes_of_many").trigger()
    dialog = stage.wait_for(ManyWishesDialog)
    for wish in _WISHES[1:3]:
        dialog.form.courses.added.emit(wish)
    stage.rest()
    wait_until(dialog.save_button.isEnabled)
    stage.grab("wishes-of-many", dialog)
    dialog.reject()
    stage.rest()
