"""Placeholders on the plan page: found in the palette, drawn as open, and given their course."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cte_desktop.ui.planning.card_text import card_text, card_tooltip
from cte_desktop.ui.planning.delegate import card_look
from cte_desktop.ui.planning.page import PAGE, PlanPage
from cte_desktop.ui.planning.placeholders.choice import CourseChoice
from tests.ui.hands import click, press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import FALL_12_P3, cards_of, place_by_keyboard, planned

SCIENCE = "ANY:science:D"


def with_any_science(page: PlanPage, settle: Settle) -> None:
    page.palette_part.parts.choose(1)
    place_by_keyboard(page, "any science (D)", FALL_12_P3)
    settle()


def opened_choice(page: PlanPage) -> CourseChoice:
    (choice,) = page.window().findChildren(CourseChoice)
    return choice


def test_the_palette_offers_places_for_any_course_of_a_kind(page: PlanPage) -> None:
    courses = page.palette_part.shown()
    page.palette_part.parts.choose(1)
    assert 20 < page.palette_part.shown() < courses
    page.palette_part.field.setText("life science")
    assert page.palette_part.shown() == 2
    page.palette_part.field.setText("alchemy")
    assert page.palette_part.shown() == 0


def test_a_placed_placeholder_is_open_for_eye_and_ear(page: PlanPage, settle: Settle) -> None:
    with_any_science(page, settle)
    assert [row[:3] for row in planned(page)] == [(SCIENCE, 12, "fall"), (SCIENCE, 12, "spring")]
    (place,) = cards_of(page, SCIENCE)
    look = card_look(page.model, place, 4)
    assert look is not None
    assert look.open
    assert look.title == "Any science (D)"
    assert "to be chosen" in look.details[0]
    assert "course still to be chosen" in card_text(place)
    case = page.case()
    assert case is not None
    assert "F2" in card_tooltip(place, case.situation)
    assert "Any science (D) in 12th grade counts as planned" in page.panel.summary_text() or any(
        finding.code == "placeholder_open" for finding in case.findings
    )


def test_f2_offers_what_fits_there_and_takes_it_as_one_step(page: PlanPage, settle: Settle) -> None:
    with_any_science(page, settle)
    (place,) = cards_of(page, SCIENCE)
    page.grid.select_place(place)
    press(page.grid, Qt.Key.Key_F2)
    settle()
    choice = opened_choice(page)
    line = choice.list.current_line()
    assert line is not None
    code = line.carried.course_code
    press(choice.list, Qt.Key.Key_Return)
    settle()
    assert {row[0] for row in planned(page)} == {code}
    assert page.editor.undo_name() == f"Undo Choose {line.title} for Any science (D) in 12th grade"
    page.editor.undo()
    settle()
    assert {row[0] for row in planned(page)} == {SCIENCE}


def test_the_finding_opens_the_same_choice(page: PlanPage, settle: Settle) -> None:
    with_any_science(page, settle)
    case = page.case()
    assert case is not None
    (finding,) = [f for f in case.findings if f.code == "placeholder_open"]
    page.panel.findings.show_findings((finding,), case.district.catalog)
    (row,) = page.panel.findings.rows()
    click(row.findChildren(QPushButton)[0])
    settle()
    choice = opened_choice(page)
    assert choice.accessibleName() == "Any science (D): choose the course"
    choice.reject()
    settle()
    assert {row[0] for row in planned(page)} == {SCIENCE}


def test_what_does_not_fit_comes_last_with_its_reason(page: PlanPage, settle: Settle) -> None:
    with_any_science(page, settle)
    (place,) = cards_of(page, SCIENCE)
    page.grid.select_place(place)
    press(page.grid, Qt.Key.Key_F2)
    settle()
    choice = opened_choice(page)
    model = choice.list.model()
    refused = [
        "does not fit: " in str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
    ]
    assert refused == sorted(refused)
    assert any(refused)
    assert not all(refused)
    choice.reject()


def test_no_section_and_no_alternate_is_offered_for_a_placeholder(
    page: PlanPage, settle: Settle
) -> None:
    with_any_science(page, settle)
    (place,) = cards_of(page, SCIENCE)
    page.grid.select_place(place)
    actions = page._bench.actions
    for name in ("what_else", "choose_alternates"):
        assert not actions.action(name).isEnabled(), name
    assert actions.action("choose_section").isEnabled()
    assert PAGE == "plan"
