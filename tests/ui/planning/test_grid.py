"""The grid: what its cells hold, say and light up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cte_desktop.domain.planning.plan import Lane, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.students import list_students
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.card_painter import title_lines
from cte_desktop.ui.planning.course_list import CourseListModel
from cte_desktop.ui.planning.grid_layout import COLUMNS, EARLY
from cte_desktop.ui.planning.grid_model import PlanGridModel
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.widgets.labels import ElidedLabel
from tests.ui.hands import click, press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import FALL_12_P3, cards_of, middle_of, place_by_keyboard

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def spoken(page: PlanPage, spot: Spot) -> str:
    model = page.model
    for (row, column), cell in model.cells().items():
        if cell.spot == spot:
            return str(model.data(model.index(row, column), SPOKEN))
    raise LookupError(spot)


def test_both_model_testers_find_nothing_in_the_grid(
    page: PlanPage, qtmodeltester: ModelTester
) -> None:
    case = page.case()
    assert case is not None
    model = PlanGridModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show(case)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt ships no types here
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    changed = page.case()
    assert changed is not None
    model.show(changed)
    model.mark(changed.findings)
    assert tester.model() is model


def test_both_model_testers_find_nothing_in_a_list_of_courses(
    page: PlanPage, qtmodeltester: ModelTester
) -> None:
    model = page.palette_part.list.model()
    assert isinstance(model, CourseListModel)
    tester = QAbstractItemModelTester(model, FATAL)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt ships no types here
    page.palette_part.field.setText("welding")
    page.palette_part.field.setText("nothing of the kind")
    assert tester.model() is model


def test_a_screen_reader_hears_place_course_state_and_credits(page: PlanPage) -> None:
    place_by_keyboard(page, "economics", FALL_12_P3)
    assert spoken(page, FALL_12_P3) == "Grade 12, fall, period 3: Economics, planned, 5 credits"
    assert spoken(page, Spot(12, Term.SPRING, Lane.DAY, "P3")) == "Grade 12, spring, period 3: free"
    assert "English 9, earned, B / B+, 10 credits" in spoken(
        page, Spot(9, Term.FALL, Lane.DAY, "P2")
    )


def test_a_failed_half_is_told_from_the_passed_one(page: PlanPage) -> None:
    card = cards_of(page, "ALG1")[0]
    assert [half.state.value for half in card.card.halves] == ["not_earned", "earned"]
    assert (card.first, card.last) == (1, 2)


def test_a_year_course_is_one_step_for_the_arrows(page: PlanPage) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    page.grid.select_spot(FALL_12_P3)
    press(page.grid, Qt.Key.Key_Left)
    assert page.grid.currentIndex().column() == 6
    press(page.grid, Qt.Key.Key_Right)
    assert page.grid.currentIndex().column() == 7
    press(page.grid, Qt.Key.Key_Right)
    assert page.grid.currentIndex().column() in (7, 8)


def test_courses_that_share_a_cell_lie_above_each_other_and_are_marked(
    page: PlanPage, settle: Settle
) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    page.editor.put(Carried("ECON"), FALL_12_P3)
    settle()
    english, economics = cards_of(page, "ENG12")[0], cards_of(page, "ECON")[0]
    assert {english.tier, economics.tier} == {0, 1}
    assert english.tiers == economics.tiers == 2
    assert page.model.severity(economics) == "must_fix"
    page.grid.select_spot(FALL_12_P3)
    first = page.grid.current_place()
    press(page.grid, Qt.Key.Key_Down)
    second = page.grid.current_place()
    assert {first.card.first.course_code, second.card.first.course_code} == {"ENG12", "ECON"}  # type: ignore[union-attr]
    assert page.grid.currentIndex().row() == 2


def test_the_keyboard_follows_what_it_put_down_into_a_new_row(page: PlanPage) -> None:
    after_school = Spot(12, Term.FALL, Lane.EXTENDED)
    rows = page.model.rowCount()
    place_by_keyboard(page, "english 12", after_school)
    place_by_keyboard(page, "economics", after_school)
    assert page.model.rowCount() == rows + 1
    place = page.grid.current_place()
    assert place is not None
    assert place.card.first.course_code == "ECON"


def test_the_present_term_is_marked_and_past_ones_recede(page: PlanPage) -> None:
    now = [number for number in range(len(COLUMNS)) if page.model.is_now(number)]
    assert [COLUMNS[number].grades for number in now] == [(11,)]
    assert COLUMNS[now[0]].term is Term.FALL
    assert [page.model.is_past(number) for number in (EARLY, 1, 4, 5)] == [True, True, True, False]


class Repaints(QObject):
    """Adds up the parts of a widget that were asked to be painted anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_another_student_brings_the_school_years_of_another_grade(
    page: PlanPage, plan_desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    heads = page.grid.horizontalHeader()
    settle()
    painted = Repaints(heads.viewport())
    ben = next(line.uid for line in list_students(plan_desk) if line.student_id == "0014")
    with qtbot.assertNotEmitted(page.model.modelReset):
        page.model.show(open_case_of(plan_desk, ben))
    everything = QRegion(0, 0, heads.length(), heads.viewport().height())
    qtbot.waitUntil(lambda: everything.subtracted(painted.region).isEmpty(), timeout=1000)


def test_the_credits_of_each_term_stand_at_the_foot(page: PlanPage) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    last = page.model.rowCount() - 1
    shown = [page.model.index(last, column).data() for column in range(len(COLUMNS))]
    assert shown == ["", "5", "10", "5", "5", "5", "5", "5", "5"]


def test_a_card_lights_its_requirements_and_a_requirement_its_cards(
    page: PlanPage, settle: Settle
) -> None:
    graduation = page.panel.section("graduation")
    assert graduation is not None
    english = next(row for row in graduation.rows() if row.title() == "English")
    health = next(row for row in graduation.rows() if row.title() == "Health")
    page.grid.select_place(cards_of(page, "ENG10")[0])
    assert english.is_lit()
    assert not health.is_lit()
    english.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.grid.is_lit(cards_of(page, "ENG10")[0])
    assert not page.grid.is_lit(cards_of(page, "ALG1")[0])
    page.grid.setFocus()
    assert not page.grid.is_lit(cards_of(page, "ENG10")[0])


def test_a_click_selects_the_card_under_the_mouse(page: PlanPage, settle: Settle) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    settle()
    page.grid.setCurrentIndex(page.model.index(0, 1))
    click(page.grid.viewport(), middle_of(page, FALL_12_P3))
    assert page.grid.current_place() == cards_of(page, "ENG12")[0]


def test_the_grid_fits_a_small_window_without_scrolling_sideways(page: PlanPage) -> None:
    for width in (872, 1192, 1832):
        page.resize(width, 640)
        QApplication.processEvents()
        assert page.grid.horizontalScrollBar().maximum() == 0


def test_the_head_says_who_it_is(page: PlanPage) -> None:
    assert page.header.facts() == "11th grade · Saugus High · class of 2028 · Welding"
    names = [label.text() for label in page.header.findChildren(ElidedLabel)]
    assert page.header.facts() in names


def test_a_title_takes_two_lines_before_it_is_cut(qapp: QApplication) -> None:
    assert title_lines("Earth Science", 200, 2) == ("Earth Science",)
    assert title_lines("Earth Science", 60, 2) == ("Earth", "Science")
    first, second = title_lines("AP Environmental Science Honors", 84, 2)
    assert first.startswith("AP")
    assert second.endswith("…")
    (cut,) = title_lines("Mathematics 7", 60, 1)
    assert cut.startswith("Math")
    assert cut.endswith("…")
    (long,) = title_lines("AP Computer Science Principles", 130, 1)
    assert long.endswith("s")


def test_the_hint_follows_what_happens_to_the_card(page: PlanPage, bench: Workbench) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    hints: list[str] = []
    bench.requests.hint_changed.connect(hints.append)
    press(page.grid, Qt.Key.Key_L)
    assert hints[-1].endswith("locked")
    press(page.grid, Qt.Key.Key_Delete)
    assert hints[-1] == "English 12 is locked in place."
    press(page.grid, Qt.Key.Key_L)
    assert hints[-1].endswith("10 credits")
    press(page.grid, Qt.Key.Key_Delete)
    assert hints[-1] == ""
