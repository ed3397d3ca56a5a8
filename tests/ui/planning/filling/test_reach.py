"""Pathways still in reach: each as it is found, then all in their order, one click shows a plan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cte_desktop.domain.school_year import Term
from cte_desktop.services.filling.completing import Completable
from cte_desktop.services.filling.proposals import Proposal
from cte_desktop.ui.planning.filling.reach_part import ReachPart
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.hands import click, press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.filling.answers import case_of


@pytest.fixture
def found(proposed: Proposal) -> tuple[Completable, Completable]:
    return (
        Completable("Welding", 2027, 12, Term.SPRING, ("WD1", "WD2"), proposed),
        Completable("Game Design", 2027, 12, Term.SPRING, (), proposed),
    )


@pytest.fixture
def reaching(planned_page: PlanPage, found: tuple[Completable, ...]) -> PlanPage:
    """The page with two pathways in reach beside the grid."""
    catalog = case_of(planned_page).district.catalog
    planned_page.filling.beside.show_reach()
    part(planned_page).add(found[1], catalog)
    part(planned_page).finish(found, catalog)
    return planned_page


def part(page: PlanPage) -> ReachPart:
    return page.filling.beside.reach


def test_each_pathway_stands_there_as_soon_as_it_is_found(
    planned_page: PlanPage, found: tuple[Completable, ...]
) -> None:
    planned_page.filling.beside.show_reach()
    assert part(planned_page).words() == "Trying every pathway…"
    part(planned_page).add(found[1], case_of(planned_page).district.catalog)
    assert part(planned_page).words() == "1 found so far…"
    assert [button.text() for button in part(planned_page).buttons()] == ["Game Design"]
    part(planned_page).stop()
    assert part(planned_page).words() == "Stopped. 1 pathway found so far."


def test_in_the_end_they_stand_in_order_with_what_is_still_to_place(reaching: PlanPage) -> None:
    welding, games = part(reaching).buttons()
    assert welding.text() == "Welding"
    assert welding.words() == (
        "Completed in spring of 12th grade; still to come: Welding 1 (COC dual enrolment), "
        "Welding 2 (COC dual enrolment)"
    )
    assert games.words().endswith("all its courses are in the plan")
    assert welding.hasFocus()


def test_when_no_pathway_is_in_reach_it_says_so(planned_page: PlanPage) -> None:
    planned_page.filling.beside.show_reach()
    part(planned_page).finish((), case_of(planned_page).district.catalog)
    assert part(planned_page).words() == ("No pathway can be completed any more beside graduation.")
    assert part(planned_page).close_button.hasFocus()


def test_a_chosen_pathway_puts_its_plan_on_the_table(
    reaching: PlanPage, proposed: Proposal
) -> None:
    click(part(reaching).buttons()[0])
    shown = reaching.filling.table.proposal()
    assert shown is not None
    assert shown.filled is proposed.filled
    assert shown.way is None  # signed up for it: nothing to note
    assert [button.note() for button in part(reaching).buttons()] == [
        "Its plan is in the grid; Enter keeps it",
        "",
    ]
    assert part(reaching).isVisible()


def test_keeping_the_plan_of_another_pathway_notes_the_wish_for_it(
    reaching: PlanPage, settle: Settle
) -> None:
    click(part(reaching).buttons()[1])
    assert "notes the wish for Game Design" in reaching.filling.table.bar.more()
    reaching.filling.keep()
    settle()
    wishes = case_of(reaching).file.wishes
    assert [(wish.kind, wish.value, wish.strength) for wish in wishes] == [
        ("pathway", "Game Design", "must")
    ]


def test_enter_on_a_pathway_proposes_its_plan_and_enter_again_keeps_it(
    reaching: PlanPage, proposed: Proposal, settle: Settle
) -> None:
    welding = part(reaching).buttons()[0]
    press(welding, Qt.Key.Key_Return)
    assert reaching.filling.table.proposal() is not None
    press(welding, Qt.Key.Key_Return)
    settle()
    assert case_of(reaching).plan == proposed.filled.plan
    assert reaching.panel.isVisible()


def test_the_best_plan_follows_and_where_there_is_none_the_first_stays(
    reaching: PlanPage, proposed: Proposal, settle: Settle
) -> None:
    click(part(reaching).buttons()[0])
    bar = reaching.filling.table.bar
    assert bar.text().startswith("First plan")
    settle()
    assert reaching.filling.table.proposal() is not None
    assert not bar.text().startswith("First plan")
    assert part(reaching).isVisible()


def test_escape_takes_the_plan_off_first_and_then_goes_back(reaching: PlanPage) -> None:
    welding = part(reaching).buttons()[0]
    click(welding)
    press(welding, Qt.Key.Key_Escape)
    assert reaching.filling.table.proposal() is None
    assert part(reaching).isVisible()
    assert welding.note() == ""
    press(welding, Qt.Key.Key_Escape)
    assert reaching.panel.isVisible()
    assert reaching.grid.hasFocus()
