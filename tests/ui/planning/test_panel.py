"""The audit panel by mouse and keyboard: courses under requirements, why, pins, what-if, added."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton

from cte_desktop.domain.audit.moves import NOWHERE
from cte_desktop.services.added_programs import can_be_added
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.moves import moves_of
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.course_row import CourseRow
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.program_body import ProgramBody
from cte_desktop.ui.planning.program_choice import ProgramChoice
from cte_desktop.ui.planning.requirement_row import RequirementRow
from cte_desktop.ui.planning.why_card import WhyCard
from tests.ui.hands import click, press, type_text
from tests.ui.planning.conftest import Settle


def graduation(page: PlanPage) -> ProgramBody:
    section = page.panel.section("graduation")
    assert section is not None
    return section.body


def requirement(page: PlanPage, title: str) -> RequirementRow:
    return next(row for row in graduation(page).requirement_rows() if row.title() == title)


def courses(page: PlanPage) -> list[tuple[str, str, str]]:
    return [(r.title(), r.figures(), r.words()) for r in graduation(page).course_rows()]


def english_9(page: PlanPage) -> CourseRow:
    if not graduation(page).course_rows():
        click(requirement(page, "English"))
        QApplication.processEvents()  # only what is seen takes the focus
    return graduation(page).course_rows()[0]


def card(page: PlanPage) -> WhyCard:
    return page.panel.findChildren(WhyCard)[-1]


def button(dialog: QDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().strip() == text)


def pins(page: PlanPage) -> list[tuple[str, str]]:
    case = page.case()
    assert case is not None
    return [(d.course_code, d.requirement) for d in case.file.decisions]


def test_a_click_opens_a_requirement_to_the_courses_that_fill_it(page: PlanPage) -> None:
    click(requirement(page, "English"))
    assert courses(page) == [
        ("English 9", "10", "fall, spring 2024-25 · B, B+ · earned"),
        ("English 10", "10", "fall, spring 2025-26 · A, A- · earned"),
        ("English 11", "10", "fall, spring 2026-27 · in progress"),
    ]
    click(requirement(page, "English"))
    assert courses(page) == []


def test_the_keyboard_opens_a_requirement_and_goes_through_its_courses(page: PlanPage) -> None:
    row = requirement(page, "English")
    row.setFocus()
    press(row, Qt.Key.Key_Right)
    assert row.is_open()
    QApplication.processEvents()  # only what is seen takes the focus
    press(row, Qt.Key.Key_Down)
    focused = QApplication.focusWidget()
    assert focused is graduation(page).course_rows()[0]
    press(row, Qt.Key.Key_Right)
    assert row.is_open()
    press(row, Qt.Key.Key_Left)
    assert not row.is_open()


def test_a_course_of_the_panel_lights_its_cards_and_a_card_its_course(page: PlanPage) -> None:
    row = english_9(page)
    pointed: list[object] = []
    page.panel.used_pointed.connect(pointed.append)
    row.setFocus()
    assert pointed[-1] == {("ENG09", 2024, "fall"), ("ENG09", 2024, "spring")}
    page.panel.light(frozenset({("ENG09", 2024, "fall")}))
    assert row.is_lit()
    assert not graduation(page).course_rows()[1].is_lit()


def test_what_is_not_used_stands_with_its_reason(page: PlanPage) -> None:
    header = graduation(page).rows()[-1]
    assert (header.title(), header.figures()) == ("Not used", "1")
    header.setFocus()
    press(header, Qt.Key.Key_Return)
    (row,) = graduation(page).unused_rows()
    assert row.title() == "Algebra 1"
    assert row.words() == "fall 2024-25 · The mark F earns no credit."


def test_why_says_what_would_change_and_pins_with_one_click(
    page: PlanPage, settle: Settle, plan_desk: Desk, uid: str
) -> None:
    row = english_9(page)
    press(row, Qt.Key.Key_Return)
    settle()
    said = card(page).texts()
    assert said[0]
    assert "In Electives instead: English would lack 20 credits" in said[1]
    click(button(card(page), "Pin to Electives"))
    settle()
    assert pins(page) == [("ENG09", "elective")]
    assert page.editor.undo_name() == "Undo Pin English 9 to Electives"
    stored = open_case_of(plan_desk, uid).file.decisions
    assert [(d.kind, d.requirement) for d in stored] == [("pin", "elective")]
    assert "English 9" not in [title for title, _, _ in courses(page)]
    page.editor.undo()
    settle()
    assert pins(page) == []
    assert courses(page)[0][0] == "English 9"


def test_a_pinned_course_bears_a_pin_and_is_unpinned_from_the_card(
    page: PlanPage, settle: Settle
) -> None:
    press(english_9(page), Qt.Key.Key_Return)
    settle()
    click(button(card(page), "Pin it here"))
    settle()
    row = english_9(page)
    assert (row.sign(), row.words().endswith("pinned here")) == ("map-pin", True)
    press(row, Qt.Key.Key_Return)
    settle()
    assert card(page).texts()[0] == "A counselor pinned it here."
    click(button(card(page), "Unpin"))
    settle()
    assert (pins(page), english_9(page).sign()) == ([], "")


def test_the_key_p_offers_every_place_that_the_course_has(page: PlanPage, settle: Settle) -> None:
    case = page.case()
    assert case is not None
    places = [m.to for m in moves_of(case, "graduation", "ENG09") if m.to != NOWHERE]
    press(english_9(page), Qt.Key.Key_P)
    settle()
    menu = page.panel.findChildren(QMenu)[-1]
    assert len(menu.actions()) == len(places) + 1
    assert menu.actions()[0].text() == "Pin to English"
    menu.actions()[-1].trigger()
    menu.close()
    settle()
    assert pins(page) == [("ENG09", places[-1])]


def test_the_menu_key_offers_why_pins_and_an_exception(page: PlanPage, settle: Settle) -> None:
    press(english_9(page), Qt.Key.Key_Menu)
    settle()
    menu = page.panel.findChildren(QMenu)[-1]
    texts = [action.text() for action in menu.actions() if action.text()]
    assert (texts[0], texts[-1]) == ("Why…", "Exception…")
    assert "Pin to English" in texts
    menu.close()


def test_a_pathway_is_tried_out_and_discarded_with_esc(
    page: PlanPage, settle: Settle, plan_desk: Desk, uid: str
) -> None:
    try_out(page, settle, "cybersec")
    tried = page.panel.what_if
    assert tried.pathway() == "Cybersecurity"
    assert tried.section is not None
    assert "enrolled" not in tried.section._status.text()
    assert tried.isVisibleTo(page)
    assert page.focusWidget() is tried.keep
    assert "not stored" in tried.accessibleName()
    assert "Cybersecurity" in tried.changes()
    assert open_case_of(plan_desk, uid).file.pathways == ("Welding",)
    press(tried.keep, Qt.Key.Key_Escape)
    settle()
    assert not tried.isVisibleTo(page)


@pytest.mark.parametrize(
    ("place", "pathways"), [(0, ("Welding", "Cybersecurity")), (1, ("Cybersecurity",))]
)
def test_what_was_tried_out_is_kept_beside_the_others_or_in_their_place(
    page: PlanPage, settle: Settle, place: int, pathways: tuple[str, ...]
) -> None:
    try_out(page, settle, "cybersec")
    click(page.panel.what_if.keep)
    menu = page.panel.what_if.findChildren(QMenu)[-1]
    menu.actions()[place].trigger()
    menu.close()
    settle()
    case = page.case()
    assert case is not None
    assert set(case.file.pathways) == set(pathways)
    assert not page.panel.what_if.isVisibleTo(page)
    section = page.panel.section("pathway:Cybersecurity")
    assert section is not None
    page.editor.undo()
    settle()
    assert page.panel.section("pathway:Cybersecurity") is None


def test_a_what_if_follows_the_edits_and_ends_with_the_student(
    page: PlanPage, settle: Settle, uid: str, plan_desk: Desk
) -> None:
    from cte_desktop.services.students import list_students

    try_out(page, settle, "cybersec")
    page.open_student(uid)
    settle()
    assert page.panel.what_if.isVisibleTo(page)
    other = next(line.uid for line in list_students(plan_desk) if line.uid != uid)
    page.open_student(other)
    settle()
    assert not page.panel.what_if.isVisibleTo(page)


def test_the_nearest_pathways_come_first_with_their_reason(page: PlanPage, settle: Settle) -> None:
    click(page.panel.buttons[0])
    settle()
    choice = page.findChildren(ProgramChoice)[-1]
    assert choice.list.item(0).text() == "Nearest"
    assert "\n" in choice.list.item(1).text()
    shown = choice.shown()
    assert len(shown) == len(set(shown))
    assert "pathway:Welding" not in shown
    choice.reject()


def test_a_program_is_added_and_removed_again(page: PlanPage, settle: Settle) -> None:
    click(page.panel.buttons[1])
    choice = page.findChildren(ProgramChoice)[-1]
    type_text(choice.field, "cybersec")
    press(choice.field, Qt.Key.Key_Return)
    settle()
    section = page.panel.section("pathway:Cybersecurity")
    assert section is not None
    assert page.editor.undo_name() == "Undo Add the program Cybersecurity"
    click(section._remove)
    settle()
    assert page.panel.section("pathway:Cybersecurity") is None
    page.editor.undo()
    settle()
    assert page.panel.section("pathway:Cybersecurity") is not None


def test_the_menu_offers_what_if_programs_and_exceptions_of_the_open_student(
    page: PlanPage, settle: Settle, bench: Workbench
) -> None:
    for name in ("what_if", "add_program", "add_exception"):
        action = bench.actions.action(name)
        assert action.isEnabled()
        action.trigger()
        settle()
        (dialog,) = (d for d in page.findChildren(QDialog) if d.isVisible())
        dialog.reject()


def test_old_figures_are_marked_while_the_audit_takes_long(page: PlanPage, settle: Settle) -> None:
    page._stale_timer.start(0)
    QApplication.processEvents()
    assert page.panel.is_stale()
    page._show_again()
    settle()
    assert not page.panel.is_stale()
    assert not page._stale_timer.isActive()


def try_out(page: PlanPage, settle: Settle, words: str) -> None:
    click(page.panel.buttons[0])
    settle()
    choice = page.findChildren(ProgramChoice)[-1]
    type_text(choice.field, words)
    press(choice.field, Qt.Key.Key_Return)
    settle()


def test_a_program_of_the_district_is_added_and_its_courses_can_be_pinned(
    page: PlanPage, settle: Settle
) -> None:
    case = page.case()
    assert case is not None
    own = next(p for p in can_be_added(case) if p.startswith("district:"))
    click(page.panel.buttons[1])
    choice = page.findChildren(ProgramChoice)[-1]
    assert choice.shown()[0] == own
    press(choice.list, Qt.Key.Key_Return)
    settle()
    assert page.panel.section(own) is not None


def test_a_search_for_a_program_that_finds_none_says_so(page: PlanPage) -> None:
    click(page.panel.buttons[1])
    choice = page.findChildren(ProgramChoice)[-1]
    type_text(choice.field, "zzz")
    assert choice.shown() == ()
    assert "zzz" in choice._none.text()
    assert choice._none.isVisible()
    assert not button(choice, "Add").isEnabled()
    press(choice.field, Qt.Key.Key_Return)
    assert choice.isVisible()
    choice.reject()
