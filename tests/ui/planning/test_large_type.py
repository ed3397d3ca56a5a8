"""The plan page at 150 % on a small screen: what is said is cut nowhere without a sign of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from cte_desktop.domain.filling.answer import WayOut
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.services.desk import Desk
from cte_desktop.services.named_plans import copy_plan
from cte_desktop.ui import theme
from cte_desktop.ui.planning.course_list import LINE_ROLE
from cte_desktop.ui.planning.filling.answer import told
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.plans.courses_dialog import CoursesDialog
from cte_desktop.ui.planning.plans.sequence_dialog import SequenceDialog
from cte_desktop.ui.widgets import fit_screen
from cte_desktop.ui.widgets.dialogs_on_screen import keep_dialogs_on_screen
from tests.ui.planning.conftest import Settle
from tests.ui.planning.filling.answers import case_of, changed_plan, clash, proposal
from tests.ui.planning.steps import FALL_12_P3, FALL_12_P4

ROOM = QSize(1280, 760)  # of a screen of 1280x800, without the title of a window


@pytest.fixture
def large_page(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, page: PlanPage
) -> Iterator[PlanPage]:
    monkeypatch.setattr(fit_screen, "room_of", lambda _window: ROOM)
    theme.apply(qapp, theme.Look(scale=1.5))
    page.resize(1146, 690)
    yield page
    theme.apply(qapp, theme.Look())


def test_the_bar_over_another_plan_shows_all_its_words(
    large_page: PlanPage, plan_desk: Desk, settle: Settle
) -> None:
    large_page.editor.put(Carried("ENG12"), FALL_12_P3)
    settle()
    case = large_page.case()
    assert case is not None
    assert case.plan is not None
    copy = copy_plan(plan_desk, case.plan, "College and an evening").plan
    assert copy is not None
    large_page.plans.show_plan(copy.uid)
    settle()
    QApplication.processEvents()
    bar = large_page.plans.bar
    [words] = [one for one in bar.findChildren(QLabel) if one.text()]
    assert bar.isVisible()
    assert words.height() >= words.heightForWidth(words.width())
    assert bar.rect().contains(words.geometry())


def test_the_head_of_the_tray_says_that_it_is_cut(large_page: PlanPage, settle: Settle) -> None:
    large_page.editor.set_aside(Carried("FREN1"))
    settle()
    large_page.tray.setFixedWidth(120)
    QApplication.processEvents()
    heading = next(
        one for one in large_page.tray.findChildren(QLabel) if one.text() == "Not placed yet"
    )
    shown = heading.shown()  # type: ignore[attr-defined]
    assert shown.endswith("…")
    assert QFontMetrics(heading.font()).horizontalAdvance(shown) <= heading.width()


def test_places_for_a_course_of_some_kind_differ_where_titles_are_cut(
    large_page: PlanPage,
) -> None:
    large_page.palette_part.parts.choose(1)
    model = large_page.palette_part.list.model()
    found = [model.index(row, 0).data(LINE_ROLE) for row in range(model.rowCount())]
    kinds = [line for line in found if line.title.startswith("Any science")]
    shortest = [line.details[-1] for line in kinds]
    assert "D · a year" in shortest
    assert len(set(shortest)) == len(shortest)


def test_a_new_sequence_fits_the_screen(large_page: PlanPage, settle: Settle) -> None:
    large_page.plans.courses.choose_sequence()
    settle()
    [offers] = [one for one in large_page.findChildren(CoursesDialog) if one.isVisible()]
    offers.make_button.click()
    made = large_page.window().findChild(SequenceDialog)
    assert made is not None
    QApplication.processEvents()
    assert made.height() <= ROOM.height()
    made.reject()
    offers.reject()


def test_of_a_long_clash_the_sentence_stays_in_sight(large_page: PlanPage, settle: Settle) -> None:
    keep_dialogs_on_screen()  # as in the window
    large_page.editor.put(Carried("ENG12"), FALL_12_P3)
    large_page.editor.put(Carried("ART1"), FALL_12_P4)
    settle()
    case = case_of(large_page)
    reasons = tuple(
        Reason(Kind.RULE, "prerequisite_order", (("course", code),))
        for code in ("ENG12", "ART1", "ENG11", "ALG1", "PSYCH", "CER1")
    )
    ways = (WayOut("drop_wish", (("wish", "1"),), 1, (), changed_plan(case)),)
    large_page.filling.beside.show_clash(told(clash(case, reasons, ways)))
    part = large_page.filling.beside.clash
    QApplication.processEvents()
    QApplication.processEvents()
    [area] = part.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert area.verticalScrollBar().value() == 0
    assert part.buttons()[0].hasFocus()


def test_what_a_proposal_brings_and_its_way_out_are_all_in_sight(
    large_page: PlanPage, settle: Settle
) -> None:
    large_page.editor.put(Carried("ENG12"), FALL_12_P3)
    large_page.editor.put(Carried("ART1"), FALL_12_P4)
    settle()
    case = case_of(large_page)
    line = "Best plan: completes Welding in spring of 12th grade, UC met, 2 evenings a week"
    more = "This is part of it: would like instead of must: Criminal Justice by 12th grade."
    large_page.filling.table.put(proposal(case, changed_plan(case)), line, more)
    settle()
    QApplication.processEvents()
    for label in large_page.filling.table.bar.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
