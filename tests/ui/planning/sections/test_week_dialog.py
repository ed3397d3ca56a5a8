"""The week beside the plan: terms, blocks, what clashes, and the way to the section's picker."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.fixed_times import FixedTime
from cte_desktop.services.cases import Case, sections_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.fixed_times import write_times
from cte_desktop.ui import theme
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.grid_layout import COLUMNS
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.fixed_times.dialog import FixedTimesDialog
from cte_desktop.ui.planning.sections.week.dialog import WeekDialog
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tests.ui.hands import press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.sections.conftest import uid_of

FALL = (2027, Term.FALL)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def week(page: PlanPage) -> WeekDialog:
    """Ana's week of the fall of next year."""
    page.week_actions.open_week(FALL)
    window = page.week_actions.week_window()
    assert window is not None
    return window


def case_of(page: PlanPage) -> Case:
    case = page.case()
    assert case is not None
    return case


def take(page: PlanPage, desk: Desk, section_id: str, settle: Settle) -> None:
    """Let the plan name a section of Automotive Technology 1."""
    plan = case_of(page).plan
    assert plan is not None
    auto = next(p for p in plan.placed if p.course_code == "AU1")
    known = sections_of(desk, "AU1", 2027)
    page.editor.take_section(auto.uid, next(s for s in known if s.section_id == section_id))
    settle()


def shown(week: WeekDialog) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for block in week.view.blocks():
        if block.tone not in {"lunch", "journey"}:
            found.setdefault(block.title, set()).add(block.weekday)
    return found


def test_the_menu_opens_the_week_of_the_column_with_the_keyboard(
    page: PlanPage, bench: Workbench
) -> None:
    column = next(n for n, c in enumerate(COLUMNS) if c.grades == (11,) and c.term is Term.SPRING)
    page.grid.setCurrentIndex(page.model.index(0, column))
    bench.actions.action("student_week").trigger()
    window = page.week_actions.week_window()
    assert window is not None
    assert window.isVisible()
    assert window.term() == (2027, Term.SPRING)
    assert window.windowTitle() == "The week"  # other programs see it: no name


def test_a_class_lies_where_it_meets_and_what_has_no_time_is_named(week: WeekDialog) -> None:
    (art,) = shown(week).values()
    assert art == set("MTWRF")
    assert any("Automotive Technology 1" in line for line in week.lines())
    assert any("Seats are a plan" in line for line in week.lines())


def test_the_week_follows_the_plan_and_says_what_is_short(
    page: PlanPage, week: WeekDialog, settle: Settle, evening_desk: Desk
) -> None:
    take(page, evening_desk, "A1600", settle)
    autos = [b for b in week.view.blocks() if b.key == "A1600"]
    assert [b.weekday for b in autos] == ["M", "R"]
    assert all(b.clash for b in autos)
    said = " ".join(week.lines())
    assert "Must fix" in said
    page.editor.undo()
    settle()
    assert not any(b.clash for b in week.view.blocks())
    assert "Must fix" not in " ".join(week.lines())


def test_a_way_that_can_be_gone_says_what_is_to_spare(
    page: PlanPage, week: WeekDialog, settle: Settle, evening_desk: Desk
) -> None:
    take(page, evening_desk, "A1630", settle)
    ways = [line for line in week.lines() if "→" in line]
    assert ways == [
        "Monday and Thursday: Valencia 16:00 → Canyon 16:30: 20 minutes by road + 10, just in time"
    ]
    assert [b.title for b in week.view.blocks() if b.tone == "journey"] == ["20 min", "20 min"]


def test_terms_turn_with_alt_and_the_arrows(week: WeekDialog) -> None:
    press(week, Qt.Key.Key_Right, ALT)
    assert week.term() == (2027, Term.SPRING)
    press(week, Qt.Key.Key_Left, ALT)
    assert week.term() == FALL


def test_f2_on_a_block_asks_for_the_section_of_its_class(
    page: PlanPage, week: WeekDialog, qtbot: QtBot, settle: Settle
) -> None:
    art = next(b for b in week.view.blocks() if b.key == "ART7")
    week.view.choose(art.key)
    with qtbot.waitSignal(page.grid.key_requested) as asked:
        press(week, Qt.Key.Key_F2)
    assert asked.args == ["choose_section"]
    place = page.grid.current_place()
    assert place is not None
    assert place.card.first.course_code == "ART1"
    settle()
    for dialog in page.findChildren(QDialog):
        dialog.close()


def test_fixed_times_are_drawn_and_lead_to_their_dialog(
    page: PlanPage, week: WeekDialog, settle: Settle
) -> None:
    sport = FixedTime("sport", 2027, (Term.FALL,), "TR", 960, 1050, "VL")
    edit = write_times(case_of(page), (sport,), ())
    assert edit is not None
    page.editor.change(edit)
    settle()
    assert shown(week)["Sport"] == {"T", "R"}
    week.view.choose("busy")
    press(week.view, Qt.Key.Key_Return)
    dialog = week.findChildren(FixedTimesDialog)[-1]
    assert dialog.times() == (sport,)
    assert "1 fixed time" in page.header.facts()


def test_another_student_closes_the_week(
    page: PlanPage, week: WeekDialog, settle: Settle, evening_desk: Desk
) -> None:
    assert week.isVisible()
    page.open_student(uid_of(evening_desk, "0022"))
    settle()
    assert page.week_actions.week_window() is None


def test_the_heading_of_a_term_offers_its_week(page: PlanPage) -> None:
    column = next(n for n, c in enumerate(COLUMNS) if c.grades == (11,) and c.term is Term.FALL)
    header = page.grid.horizontalHeader()
    spot = header.rect().topLeft()
    spot.setX(header.sectionViewportPosition(column) + 4)
    header.customContextMenuRequested.emit(spot)
    menu = page.grid.findChildren(QMenu)[-1]
    (offer,) = menu.actions()
    assert offer.text() == "Week of Fall 2027"
    offer.trigger()
    window = page.week_actions.week_window()
    assert window is not None
    assert window.term() == FALL
    menu.close()


def test_the_week_is_previewed_and_printed_from_menu_and_window(
    page: PlanPage, week: WeekDialog, bench: Workbench, qtbot: QtBot, settle: Settle
) -> None:
    bench.actions.action("print_week").trigger()
    settle()
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintPreview)))
    preview = page.findChildren(PrintPreview)[-1]
    assert preview.windowTitle()
    preview.close()
    week.print_wanted.emit(*FALL)
    settle()
    qtbot.waitUntil(lambda: any(p.isVisible() for p in page.findChildren(PrintPreview)))
    for one in page.findChildren(PrintPreview):
        one.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_window_is_drawn_at_any_size(
    week: WeekDialog, scale: float, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.Look(scale=scale))
    assert week.view.sizeHint().width() == round(720 * scale)
    assert not week.grab().toImage().isNull()
    press(week, Qt.Key.Key_Escape)
    assert not week.isVisible()


def test_nothing_is_said_to_go_well_of_classes_whose_times_nobody_knows(week: WeekDialog) -> None:
    week.term_box.setCurrentIndex(week.term_box.findText("Fall 2028"))
    picture = week.picture()
    assert picture is not None
    assert picture.without_time == ("AU2",)
    assert "Nothing clashes among the classes whose times are known." in week.lines()
    assert "Nothing clashes in this week." not in week.lines()
