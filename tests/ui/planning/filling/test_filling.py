"""F5 from beginning to end on a real student: first plan, best plan, kept, undone; a way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.domain.filling.answer import Proof
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.wishes import keep_wishes
from cte_desktop.services.students import list_students
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.filling.actions import FillActions
from cte_desktop.ui.planning.filling.answer import Answer
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PAGE, PlanPage
from cte_desktop.ui.wishes.student_actions import StudentWishes
from tests.ui.hands import click, press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.filling.answers import case_of
from tests.ui.planning.steps import FALL_12_P3


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Settle:
    """Wait for the solver too, however busy the machine is."""
    return lambda: qtbot.waitUntil(bench.tasks.is_idle, timeout=60_000)


@pytest.fixture
def uid(desk: Desk) -> str:
    """The first student of grade 10 in a sample district."""
    tenth = [line for line in list_students(desk) if line.grade_level == 10]
    return min(tenth, key=lambda line: line.student_id).uid


@pytest.fixture
def page(
    desk: Desk, uid: str, bench: Workbench, qtbot: QtBot, settle: Settle
) -> Iterator[PlanPage]:
    """The page with that student's plan."""
    made = PlanPage(desk, bench)
    qtbot.addWidget(made)
    bench.actions.open_page(PAGE)
    made.resize(1192, 720)
    made.show()
    made.open_student(uid)
    settle()
    made.grid.setFocus()
    yield made
    made.hide()


def filling(page: PlanPage) -> FillActions:
    return page.filling


@pytest.fixture
def heard(page: PlanPage) -> list[Answer]:
    """Every answer that the page is given, first plans too."""
    found: list[Answer] = []
    page.filling.search.first_found.connect(found.append)
    page.filling.search.found.connect(found.append)
    return found


def test_f5_shows_a_first_plan_then_the_best_and_enter_keeps_it(
    page: PlanPage,
    bench: Workbench,
    heard: list[Answer],
    desk: Desk,
    uid: str,
    settle: Settle,
) -> None:
    before = open_case_of(desk, uid).plan
    bench.actions.action("fill_plan").trigger()
    settle()
    proofs = [answer.proposal.filled.proof for answer in heard]
    assert proofs[-1] is Proof.PROVEN
    assert proofs[:-1] in ([], [Proof.FIRST])
    bar = filling(page).table.bar
    assert bar.isVisible()
    assert bar.text().startswith("Best plan: ")
    press(page.grid, Qt.Key.Key_Return)
    settle()
    kept = open_case_of(desk, uid).plan
    assert kept is not None
    assert kept.placements == heard[-1].proposal.filled.plan.placements  # type: ignore[union-attr]
    assert page.editor.undo_name() == "Undo Fill the plan"
    page.filling.undo()
    settle()
    assert open_case_of(desk, uid).plan == before


def test_a_plan_that_is_best_already_is_said_to_be(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    bench.actions.action("fill_plan").trigger()
    settle()
    filling(page).keep()
    settle()
    texts: list[str] = []
    bench.notices.posted.connect(lambda notice: texts.append(notice.text))
    bench.actions.action("fill_plan").trigger()
    settle()
    assert filling(page).table.proposal() is None
    assert texts == ["Nothing to change: the plan is as good as can be."]


def test_an_answer_about_a_plan_that_was_edited_meanwhile_is_dropped(
    page: PlanPage, heard: list[Answer], settle: Settle
) -> None:
    filling(page).fill()
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    settle()
    assert heard == []
    assert filling(page).table.proposal() is None
    assert not filling(page).table.bar.isVisible()


def test_escape_while_it_looks_wants_no_answer_any_more(
    page: PlanPage, heard: list[Answer], settle: Settle
) -> None:
    filling(page).fill()
    filling(page).discard()
    settle()
    assert heard == []
    assert not filling(page).search.is_running()


def test_cancelled_from_the_progress_panel_nothing_is_left_behind(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    numbers: list[int] = []
    bench.tasks.started.connect(lambda progress: numbers.append(progress.number))
    filling(page).fill()
    bench.tasks.cancel(numbers[-1])
    settle()
    assert not filling(page).search.is_running()
    proposal = filling(page).table.proposal()
    assert filling(page).table.bar.isVisible() == (proposal is not None)


@pytest.fixture
def contradictory(page: PlanPage, desk: Desk, uid: str, settle: Settle) -> PlanPage:
    """The student must complete Animation and must take neither course that begins it."""
    wishes = (
        Wish(1, "pathway", "Animation", "must"),
        Wish(2, "avoid", "AN1", "must"),
        Wish(3, "avoid", "AN2", "must"),
    )
    keep_wishes(desk, (uid,), wishes)
    page.open_student(uid)
    settle()
    return page


def test_when_it_cannot_be_done_the_clash_and_ways_out_stand_beside_the_grid(
    contradictory: PlanPage, settle: Settle
) -> None:
    filling(contradictory).fill()
    settle()
    clash = filling(contradictory).beside.clash
    assert clash.isVisible()
    assert filling(contradictory).table.proposal() is None
    assert not filling(contradictory).table.bar.isVisible()
    assert len(clash.way_buttons()) >= 1
    assert clash.way_buttons()[0].hasFocus()


def test_a_way_out_shows_its_plan_and_keeping_it_is_one_step(
    contradictory: PlanPage, desk: Desk, uid: str, settle: Settle
) -> None:
    filling(contradictory).fill()
    settle()
    clash = filling(contradictory).beside.clash
    before = open_case_of(desk, uid)
    click(clash.way_buttons()[0])
    settle()
    proposal = filling(contradictory).table.proposal()
    assert proposal is not None
    assert proposal.way is not None
    assert clash.way_buttons()[0].note() == "Its plan is in the grid; Enter keeps it"
    filling(contradictory).keep()
    settle()
    after = open_case_of(desk, uid)
    assert after.plan == proposal.filled.plan
    assert case_of(contradictory).file.wishes == after.file.wishes
    assert contradictory.panel.isVisible()
    contradictory.filling.undo()
    settle()
    back = open_case_of(desk, uid)
    assert (back.plan, back.file.wishes) == (before.plan, before.file.wishes)
    assert case_of(contradictory).file.wishes == before.file.wishes


def test_a_wish_of_the_clash_opens_the_wishes_at_it(
    contradictory: PlanPage, desk: Desk, bench: Workbench, settle: Settle
) -> None:
    forgotten = contradictory.panel_actions.forgotten
    wishes = StudentWishes(desk, bench, contradictory.editor, forgotten, (PAGE, contradictory))
    filling(contradictory).beside.wish_wanted.connect(wishes.open)
    filling(contradictory).fill()
    settle()
    clash = filling(contradictory).beside.clash
    answer = filling(contradictory).beside.answer()
    assert answer is not None
    last = max(reason.id for reason in answer.filled.clash if reason.id.isdecimal())
    place = [reason.id for reason in answer.filled.clash].index(last)
    click(clash.buttons()[place])
    dialog = wishes.dialog()
    assert dialog is not None
    assert dialog.form.list.currentRow() == int(last) - 1
    dialog.reject()


def test_pathways_in_reach_are_looked_for_and_shown(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    page.panel.reach_wanted.emit()
    assert filling(page).beside.reach.isVisible()
    bench.actions.action("could_complete").trigger()
    settle()
    reach = filling(page).beside.reach
    assert reach.isVisible()
    assert len(reach.buttons()) > 1
    click(reach.buttons()[0])
    assert filling(page).table.proposal() is not None


def test_looking_says_so_only_when_it_takes_a_moment(page: PlanPage, qtbot: QtBot) -> None:
    bar = filling(page).table.bar
    bar.wait()
    assert not bar.isVisible()
    shown: Callable[[], bool] = bar.isVisible
    qtbot.waitUntil(shown)
    assert bar.text() == "Looking for a plan…"
    assert not bar.keep_button.isVisible()
    assert bar.discard_button.accessibleName() == "Cancel (Esc)"
