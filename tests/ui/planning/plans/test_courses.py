"""Sequences and templates on the page: what becomes of each course, and one step in the plan."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cte_desktop.services.desk import Desk
from cte_desktop.services.plan_templates import PLAN, SEQUENCE, list_templates
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.plans.courses_dialog import CoursesDialog
from cte_desktop.ui.planning.plans.offers import Became
from cte_desktop.ui.planning.plans.sequence_dialog import SequenceDialog
from cte_desktop.ui.planning.plans.template_dialog import TemplateDialog
from cte_desktop.ui.widgets.name_dialog import NameDialog
from tests.ui.hands import press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import FALL_12_P3, place_by_keyboard, planned


def _dialog(page: PlanPage, settle: Settle) -> CoursesDialog:
    settle()
    return next(one for one in page.findChildren(CoursesDialog) if one.isVisible())


def _choose(dialog: CoursesDialog, words: str, settle: Settle) -> None:
    dialog.field.setText(words)
    settle()


def test_the_own_pathway_is_offered_first_and_put_into_the_plan_as_one_step(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    page.plans.courses.choose_sequence()
    dialog = _dialog(page, settle)
    offer = dialog.current()
    assert offer is not None
    assert (offer.title, offer.group) == ("Welding", "Own pathway")
    _choose(dialog, "automotive", settle)
    assert [line.became for line in dialog.lines()] == [Became.PLACED, Became.PARKED]
    placed, parked = dialog.lines()
    assert placed.words.startswith("12th grade, Extended Day")
    assert parked.words == "No term is left for it after the course before it."
    dialog.take_button.click()
    settle()
    assert {code for code, *_ in planned(page)} == {"AU1"}
    assert page.tray.shown() == 1
    assert said[-1].text == "Automotive Technology: 1 course placed, 1 in the tray."
    assert page.editor.undo_name() == "Undo Add the courses of Automotive Technology"
    page.editor.undo()
    settle()
    assert planned(page) == []


def test_a_course_can_be_left_out_and_taken_in_again(page: PlanPage, settle: Settle) -> None:
    page.plans.courses.choose_sequence()
    dialog = _dialog(page, settle)
    _choose(dialog, "french", settle)
    assert [line.became for line in dialog.lines()] == [
        Became.PLACED,
        Became.PARKED,
        Became.PARKED,
    ]
    for place in (1, 2):
        dialog.table.setCurrentIndex(dialog.table.rows_model().index(place, 0))
        press(dialog.table, Qt.Key.Key_Return)
        settle()
    assert [line.became for line in dialog.lines()] == [
        Became.PLACED,
        Became.LEFT_OUT,
        Became.LEFT_OUT,
    ]
    dialog.take_button.click()
    settle()
    assert page.tray.shown() == 0
    assert {code for code, *_ in planned(page)} == {"FREN1"}


def test_an_own_sequence_is_made_renamed_and_deleted(
    page: PlanPage, plan_desk: Desk, settle: Settle
) -> None:
    page.plans.courses.choose_sequence()
    dialog = _dialog(page, settle)
    dialog.make_button.click()
    (made,) = dialog.findChildren(SequenceDialog)
    made.name.setText("Two choirs")
    for code in ("SHOWCH", "CHOIR"):
        made.offers.chosen.emit(Carried(code))
    made.courses.setCurrentIndex(made.courses.model().index(1, 0))
    made._shift(-1)
    assert made.codes() == ("CHOIR", "SHOWCH")
    made._on_save()
    settle()
    offer = dialog.current()
    assert offer is not None
    assert (offer.title, offer.group) == ("Two choirs", "Own sequences")
    assert dialog.rename_button.isVisible()
    dialog.rename_button.click()
    (asked,) = dialog.findChildren(NameDialog)
    asked.field.setText("Choirs")
    asked._on_named()
    settle()
    assert [one.name for one in list_templates(plan_desk, SEQUENCE)] == ["Choirs"]
    assert [one.title for one in (dialog.current(),) if one is not None] == ["Choirs"]
    dialog.delete_button.click()
    settle()
    assert list_templates(plan_desk, SEQUENCE) == ()
    dialog.reject()


def test_the_plan_is_saved_as_a_template_and_found_there(
    page: PlanPage, plan_desk: Desk, settle: Settle
) -> None:
    place_by_keyboard(page, "Spanish 1", FALL_12_P3)
    page.plans.courses.save_template()
    settle()
    (form,) = page.findChildren(TemplateDialog)
    assert form.name.text() == "Welding"
    assert (form.pathway.currentData(), form.school.currentData()) == ("Welding", "SG")
    assert form.hint() == "It holds 5 courses."
    form.from_grade.setCurrentIndex(3)
    assert form.hint() == "It holds 1 course."
    form.name.setText("Seniors who weld")
    form._on_save()
    settle()
    assert [one.name for one in list_templates(plan_desk, PLAN)] == ["Seniors who weld"]
    page.plans.courses.choose_template()
    dialog = _dialog(page, settle)
    offer = dialog.current()
    assert offer is not None
    assert offer.title == "Seniors who weld"
    assert [line.became for line in dialog.lines()] == [Became.THERE]
    assert not dialog.take_button.isEnabled()
    dialog.anew_box.click()
    settle()
    assert [line.became for line in dialog.lines()] == [Became.PLACED]
    dialog.reject()


def test_a_template_saved_again_says_that_it_takes_the_place(
    page: PlanPage, plan_desk: Desk, settle: Settle
) -> None:
    place_by_keyboard(page, "Spanish 1", FALL_12_P3)
    for _ in range(2):
        page.plans.courses.save_template()
        settle()
        form = next(one for one in page.findChildren(TemplateDialog) if one.isVisible())
        told = form.hint()
        form._on_save()
        settle()
    assert told.endswith("It takes the place of the template of this name.")
    assert len(list_templates(plan_desk, PLAN)) == 1


def test_what_was_opened_closes_with_the_student(page: PlanPage, settle: Settle) -> None:
    page.plans.courses.choose_template()
    dialog = _dialog(page, settle)
    page.panel_actions.forget()
    settle()
    assert not dialog.isVisible()


def test_what_is_set_aside_is_placed_where_it_fits_and_the_rest_says_why(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    page.plans.courses.place_parked()
    assert said[-1].text == "Nothing is set aside."
    assert not page.tray.place_button.isVisible()
    for code in ("FREN1", "PE9"):
        page.editor.set_aside(Carried(code))
    assert page.tray.place_button.isVisible()
    page.tray.place_button.click()
    settle()
    assert {code for code, *_ in planned(page)} == {"FREN1"}
    assert page.tray.shown() == 1
    assert said[-1].text == (
        "1 course placed, 1 in the tray. "
        "Physical Education 9: It is a course of 9th grade; no term of it is left."
    )
    assert page.editor.undo_name() == "Undo Place what was set aside"
    page.editor.undo()
    settle()
    assert page.tray.shown() == 2
