"""A proposal on the table: marked in the grid, kept with Enter, discarded with Esc, not edited."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from cte_desktop.domain.findings import Fix, values
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.proposals import Proposal
from cte_desktop.services.history import list_history
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.filling.marks import Change
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tests.ui.hands import click, press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.filling.answers import FALL_12_P5, case_of, changed_plan, proposal
from tests.ui.planning.filling.conftest import FALL_12_P7
from tests.ui.planning.steps import FALL_12_P3, FALL_12_P4, cards_of, planned


def changes(page: PlanPage, code: str) -> list[Change | None]:
    return [place.mark.change if place.mark else None for place in cards_of(page, code)]


def notices_of(bench: Workbench) -> list[Notice]:
    heard: list[Notice] = []
    bench.notices.posted.connect(heard.append)
    return heard


def test_the_grid_shows_the_proposal_with_what_it_adds_moves_and_takes_out(
    proposing: PlanPage,
) -> None:
    assert changes(proposing, "PSYCH") == [Change.ADDED]
    assert changes(proposing, "ENG12") == [Change.MOVED]
    assert changes(proposing, "ART1") == [Change.REMOVED]
    assert changes(proposing, "ENG11") == [None]
    assert cards_of(proposing, "ART1")[0].card.row.period == "P4"


def test_what_goes_counts_no_credits_any_more(proposing: PlanPage) -> None:
    assert proposing.model.credits_text(7) == "10"  # English 12 and Psychology in fall


def test_a_screen_reader_hears_each_change(proposing: PlanPage) -> None:
    def said(spot: object) -> str:
        for (row, column), cell in proposing.model.cells().items():
            if cell.spot == spot:
                index = proposing.model.index(row, column)
                return str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        raise LookupError(spot)

    moved = "the proposal moves it here from 12th grade, fall, P3"
    where = "Grade 12, fall and spring, period 5"
    assert said(FALL_12_P5) == f"{where}: English 12, planned, 10 credits, {moved}"
    assert said(FALL_12_P4).endswith("10 credits, the proposal takes it out")
    assert "Grade 12, fall, period 3: free" in said(FALL_12_P3)


def test_each_change_has_a_look_of_its_own(proposing: PlanPage) -> None:
    def picture(code: str) -> QImage:
        [place] = cards_of(proposing, code)
        (row, column), _ = next(
            (spot, cell) for spot, cell in proposing.model.cells().items() if place in cell.places
        )
        area = proposing.grid.span(row, place.first, place.last)
        image = QImage(QSize(24, area.height()), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        proposing.grid.viewport().render(
            painter, QPoint(0, 0), QRect(area.topLeft(), image.size()),
        )  # fmt: skip
        painter.end()
        assert column in range(place.first, place.last + 1)
        return image

    added, moved, removed = picture("PSYCH"), picture("ENG12"), picture("ART1")
    assert added != moved
    assert moved != removed
    assert removed != added


def test_enter_keeps_it_as_one_step_that_one_undo_takes_back(
    proposing: PlanPage, proposed: Proposal, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    steps = len(list_history(plan_desk))
    press(proposing.grid, Qt.Key.Key_Return)
    settle()
    assert len(list_history(plan_desk)) == steps + 1
    assert open_case_of(plan_desk, uid).plan == proposed.filled.plan
    assert not proposing.filling.table.bar.isVisible()
    assert changes(proposing, "PSYCH") == [None]
    assert proposing.editor.undo_name() == "Undo Fill the plan"
    proposing.filling.undo()
    settle()
    assert open_case_of(plan_desk, uid).plan == proposed.case.plan
    assert planned(proposing)[0] == ("ENG12", 12, "fall", "P3")
    proposing.filling.redo()
    settle()
    assert open_case_of(plan_desk, uid).plan == proposed.filled.plan


def test_escape_leaves_the_plan_as_it_was(
    proposing: PlanPage, proposed: Proposal, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    press(proposing.grid, Qt.Key.Key_Escape)
    settle()
    assert not proposing.filling.table.bar.isVisible()
    assert changes(proposing, "ART1") == [None]
    assert cards_of(proposing, "PSYCH") == []
    assert open_case_of(plan_desk, uid).plan == proposed.case.plan
    assert proposing.grid.hasFocus()


def test_the_buttons_of_the_bar_do_the_same(
    proposing: PlanPage, proposed: Proposal, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    bar = proposing.filling.table.bar
    click(bar.discard_button)
    assert not bar.isVisible()
    proposing.filling.table.put(proposed, "Best plan")
    bar.discard_button.setFocus()
    press(bar.discard_button, Qt.Key.Key_Return)
    assert not bar.isVisible()
    proposing.filling.table.put(proposed, "Best plan")
    bar.discard_button.setFocus()
    press(bar.discard_button, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    proposing.filling.table.put(proposed, "Best plan")
    click(bar.keep_button)
    settle()
    assert open_case_of(plan_desk, uid).plan == proposed.filled.plan


def test_the_panel_shows_how_the_proposed_plan_would_stand(
    planned_page: PlanPage, settle: Settle
) -> None:
    def arts() -> str:
        section = planned_page.panel.section("graduation")
        assert section is not None
        rows = {row.title(): row.figures() for row in section.body.requirement_rows()}
        return next(figures for title, figures in rows.items() if "language" in title.lower())

    assert arts() == "10 / 10"
    case = case_of(planned_page)
    planned_page.filling.table.put(proposal(case, changed_plan(case)), "Best plan")
    settle()
    assert arts() == "0 / 10"
    planned_page.filling.discard()
    settle()
    assert arts() == "10 / 10"


def test_nothing_is_edited_in_the_grid_meanwhile(
    proposing: PlanPage, proposed: Proposal, bench: Workbench
) -> None:
    hints: list[str] = []
    proposing.grid.hint_changed.connect(hints.append)
    [place] = cards_of(proposing, "ENG12")
    proposing.grid.select_place(place)
    for name in ("pick_up", "remove_placement", "lock_placement", "set_aside", "choose_section"):
        assert not bench.actions.action(name).isEnabled(), name
    press(proposing.grid, Qt.Key.Key_Delete)
    proposing.grid.carry(Carried("ENG12"))
    assert proposing.grid.carrying.carried is None
    assert "Keep the proposal (Enter) or discard it (Esc)" in hints[-1]
    assert case_of(proposing) == proposed.case


def test_enter_is_free_for_the_answer_while_a_card_that_stays_is_the_current_one(
    planned_page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    planned_page.editor.put(Carried("HEALTH"), FALL_12_P7)
    settle()
    case = case_of(planned_page)
    planned_page.grid.setFocus()
    planned_page.grid.select_place(cards_of(planned_page, "HEALTH")[0])
    pick_up = bench.actions.action("pick_up")  # its key is Enter
    assert pick_up.isEnabled()
    planned_page.filling.table.put(proposal(case, changed_plan(case)), "Best plan")
    assert not pick_up.isEnabled()
    planned_page.filling.discard()
    settle()
    assert pick_up.isEnabled()


def test_a_fix_of_the_panel_waits_until_the_proposal_is_answered(
    proposing: PlanPage, proposed: Proposal
) -> None:
    hints: list[str] = []
    proposing.grid.hint_changed.connect(hints.append)
    spot = values(course="ART1", grade_level=12, term="fall")
    proposing.panel.fix_requested.emit(Fix("place", spot))
    assert "Keep the proposal (Enter)" in hints[-1]
    assert case_of(proposing).plan == proposed.case.plan


def test_undo_discards_the_proposal_and_nothing_else(
    proposing: PlanPage, proposed: Proposal, bench: Workbench, settle: Settle
) -> None:
    assert bench.actions.action("undo").text() == "Discard the proposal"
    assert not bench.actions.action("redo").isEnabled()
    bench.actions.action("undo").trigger()
    settle()
    assert case_of(proposing).plan == proposed.case.plan
    assert bench.actions.action("undo").text() == "Undo Add Art 1 to 12th grade, fall"


def test_an_edit_made_elsewhere_takes_the_proposal_off_the_table(
    proposing: PlanPage, bench: Workbench, settle: Settle
) -> None:
    heard = notices_of(bench)
    proposing.editor.put(Carried("ECON"), FALL_12_P7)
    settle()
    assert proposing.filling.table.proposal() is None
    assert not proposing.filling.table.bar.isVisible()
    assert changes(proposing, "ART1") == [None]
    assert "ECON" in {code for code, *_ in planned(proposing)}
    assert "The plan was changed" in heard[0].text


def test_what_was_changed_in_the_store_meanwhile_is_not_overwritten(
    proposing: PlanPage, proposed: Proposal, plan_desk: Desk, bench: Workbench, settle: Settle
) -> None:
    from cte_desktop.domain.planning import plan as plans
    from cte_desktop.services.planning import save_plan

    heard = notices_of(bench)
    mine = proposed.case.plan
    assert mine is not None
    other = plans.remove(mine, mine.placements[0].uid)
    save_plan(plan_desk, other, "edit_plan", ())
    press(proposing.grid, Qt.Key.Key_Return)
    settle()
    assert case_of(proposing).plan == other
    assert "changed" in heard[0].text


def test_another_student_takes_the_proposal_off_the_table(
    proposing: PlanPage, plan_desk: Desk, settle: Settle
) -> None:
    from cte_desktop.services.students import list_students

    ben = next(line.uid for line in list_students(plan_desk) if line.student_id == "0014")
    proposing.open_student(ben)
    settle()
    assert proposing.filling.table.proposal() is None
    assert not proposing.filling.table.bar.isVisible()
    assert not proposing.model.is_proposal()


def test_reading_the_same_plan_anew_leaves_the_proposal(
    proposing: PlanPage, uid: str, settle: Settle
) -> None:
    proposing.open_student(uid)
    settle()
    assert proposing.filling.table.bar.isVisible()
    assert changes(proposing, "PSYCH") == [Change.ADDED]


def test_the_bar_says_what_the_plan_brings_and_what_the_signs_mean(proposing: PlanPage) -> None:
    bar = proposing.filling.table.bar
    assert bar.text() == "Best plan"
    assert bar.more() == "Art 1 could not stay"
    assert bar.legend.shown() == (Change.ADDED, Change.MOVED, Change.REMOVED)
    assert bar.legend.accessibleName() == "Marked in the grid: added, moved, taken out"
    assert bar.accessibleName() == "Best plan Art 1 could not stay"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_bar_cuts_no_words(
    planned_page: PlanPage, proposed: Proposal, qapp: QApplication, scale: float
) -> None:
    from cte_desktop.ui import theme

    theme.apply(qapp, theme.Look(scale=scale))
    long = "Best plan: completes Auto Technology in fall of 12th grade, UC met; 14 courses added"
    planned_page.filling.table.put(proposed, long, long)
    QApplication.processEvents()
    bar = planned_page.filling.table.bar
    for label in (bar._line, bar._more):
        assert label.height() >= label.heightForWidth(label.width())


def test_printing_beside_a_proposal_says_that_the_present_plan_is_printed(
    proposing: PlanPage, bench: Workbench, settle: Settle
) -> None:
    heard = notices_of(bench)
    proposing.header.print_requested.emit()
    settle()
    assert any("keep the proposal first" in notice.text for notice in heard)
    for preview in proposing.findChildren(PrintPreview):
        preview.close()
