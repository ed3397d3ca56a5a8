"""Why no plan can do it all: each part leads where it is changed, each way out shows its plan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cte_desktop.domain.filling.answer import WayOut
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.services.filling.proposals import Proposal
from cte_desktop.ui.planning.filling.answer import told
from cte_desktop.ui.planning.filling.clash_part import ClashPart
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.fixed_times.dialog import FixedTimesDialog
from tests.ui.hands import click, press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.filling.answers import case_of, clash
from tests.ui.planning.steps import cards_of

LOCKED = Reason(Kind.PLACEMENT, "12:fall:ENG12")
ORDER = Reason(Kind.RULE, "prerequisite_order", (("course", "ART1"),))
BUSY = Reason(Kind.BUSY, "1", (("course", "ART1"),))


@pytest.fixture
def clashing(planned_page: PlanPage, proposed: Proposal) -> PlanPage:
    """The page with a clash of three parts, and two ways out."""
    ways = (
        WayOut("unlock", (("grade_level", 12), ("term", "fall"), ("course", "ENG12")), 10,
               (LOCKED,), proposed.filled.plan),
        WayOut("free_time", (("busy", "1"),), 20, (BUSY,), proposed.filled.plan),
    )  # fmt: skip
    answer = clash(case_of(planned_page), (LOCKED, ORDER, BUSY), ways)
    planned_page.filling.beside.show_clash(told(answer))
    return planned_page


def part(page: PlanPage) -> ClashPart:
    return page.filling.beside.clash


def test_the_clash_stands_beside_the_grid_in_place_of_the_panel(clashing: PlanPage) -> None:
    assert part(clashing).isVisible()
    assert not clashing.panel.isVisible()
    assert len(part(clashing).buttons()) == 5
    first, *_ = part(clashing).way_buttons()
    assert first.hasFocus()
    assert "English 12" in first.text()


def test_a_part_that_is_pointed_at_lights_up_its_card(clashing: PlanPage) -> None:
    locked, order, *_ = part(clashing).buttons()
    locked.setFocus()
    assert [clashing.grid.is_lit(place) for place in cards_of(clashing, "ENG12")] == [True]
    assert [clashing.grid.is_lit(place) for place in cards_of(clashing, "ART1")] == [False]
    order.setFocus()
    assert [clashing.grid.is_lit(place) for place in cards_of(clashing, "ART1")] == [True]
    clashing.grid.setFocus()
    assert [clashing.grid.is_lit(place) for place in cards_of(clashing, "ART1")] == [False]


def test_a_chosen_part_puts_the_keyboard_on_its_card(clashing: PlanPage) -> None:
    click(part(clashing).buttons()[0])
    place = clashing.grid.current_place()
    assert place is not None
    assert place.card.first.course_code == "ENG12"


def test_a_fixed_time_opens_where_it_is_changed(planned_page: PlanPage) -> None:
    busy = (
        BusyTime(2026, Term.SPRING, "MW", 17 * 60, 18 * 60, "job", ""),
        BusyTime(2027, Term.FALL, "TR", 16 * 60, 17 * 60, "sport", ""),
    )
    planned_page.editor.change(FileEdit("change_fixed_times", busy_new=busy))
    second = Reason(Kind.BUSY, "2", (("course", "ART1"),))
    planned_page.filling.beside.show_clash(told(clash(case_of(planned_page), (second,))))
    press(part(planned_page).buttons()[0], Qt.Key.Key_Return)
    [dialog] = planned_page.window().findChildren(FixedTimesDialog)
    assert dialog.isVisible()
    assert dialog.times()[dialog.list.currentRow()].kind == "sport"
    dialog.reject()


def test_escape_goes_back_to_the_panel(clashing: PlanPage) -> None:
    press(part(clashing).way_buttons()[0], Qt.Key.Key_Escape)
    assert clashing.panel.isVisible()
    assert clashing.grid.hasFocus()


def test_the_arrows_go_from_part_to_part(clashing: PlanPage) -> None:
    first, second = part(clashing).way_buttons()
    press(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    press(second, Qt.Key.Key_Up)
    assert first.hasFocus()


def test_every_part_and_way_is_named_for_who_cannot_see_it(clashing: PlanPage) -> None:
    names = [button.accessibleName() for button in part(clashing).buttons()]
    assert names[0].endswith(". Locked course")
    assert names[1].endswith(". Rule")
    assert all("added" in name for name in names[3:])  # what follows from the way out


def test_an_edit_takes_the_clash_away(clashing: PlanPage, settle: Settle) -> None:
    case = case_of(clashing)
    assert case.plan is not None
    clashing.editor.lock(case.plan.placements[0].uid)
    settle()
    assert clashing.panel.isVisible()


def test_of_a_long_clash_the_first_parts_are_shown_and_all_on_a_click(
    planned_page: PlanPage,
) -> None:
    reasons = tuple(
        Reason(Kind.RULE, "prerequisite_order", (("course", code),))
        for code in ("ENG12", "ART1", "ENG11", "ALG1", "PSYCH", "CER1", "ECON")
    )
    answer = clash(case_of(planned_page), reasons)
    planned_page.filling.beside.show_clash(told(answer))
    shown = part(planned_page)
    assert [button.isVisible() for button in shown.buttons()] == [True] * 4 + [False] * 3
    more = next(b for b in shown.findChildren(QPushButton) if b.text() == "Show 3 more")
    click(more)
    assert all(button.isVisible() for button in shown.buttons())
    assert shown.buttons()[4].hasFocus()


def test_when_the_ways_out_arrive_the_keyboard_goes_to_the_first(
    planned_page: PlanPage, clashing: PlanPage
) -> None:
    answer = clashing.filling.beside.answer()
    assert answer is not None
    first = clash(case_of(planned_page), answer.filled.clash)
    planned_page.filling.beside.show_clash(told(first), is_looking=True)
    assert part(planned_page).way_buttons() == ()
    assert part(planned_page).buttons()[0].hasFocus()
    planned_page.filling.beside.show_clash(told(answer))
    assert part(planned_page).way_buttons()[0].hasFocus()
