"""The lines of the audit panel under a real mouse: hover, menus, pins, whole sentences."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QLabel

from cte_desktop.services.decisions import pin
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.program_body import ProgramBody
from cte_desktop.ui.planning.why_card import WhyCard
from tests.ui.hands import click, press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.test_panel import button


def body_of(page: PlanPage, program: str = "graduation") -> ProgramBody:
    section = page.panel.section(program)
    assert section is not None
    return section.body


def test_a_line_that_appears_elsewhere_is_not_under_the_mouse(page: PlanPage) -> None:
    body = body_of(page)
    row = body.requirement_rows()[0]
    row.activated.emit()
    born = body.course_rows()
    assert born
    assert not any(line.geometry().intersects(body.rect()) for line in born)
    QApplication.processEvents()
    assert all(body.rect().contains(line.geometry()) for line in born)
    assert not any(line.underMouse() for line in born)


def test_a_line_that_goes_from_under_the_mouse_is_no_longer_pointed_at(page: PlanPage) -> None:
    body = body_of(page)
    first, second = body.requirement_rows()[:2]
    QCursor.setPos(second.mapToGlobal(QPoint(60, 8)))
    second.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    first.activated.emit()
    QApplication.processEvents()
    assert not second.underMouse()


def test_a_click_on_the_title_or_the_bar_opens_and_closes_a_program(page: PlanPage) -> None:
    section = page.panel.section("uc")
    assert section is not None
    assert not section.is_open()
    click(section._title)
    assert section.is_open()
    assert section.body.isVisible()
    click(section._bar)
    assert not section.is_open()


def test_a_pinned_course_that_is_not_used_bears_its_pin_and_can_be_unpinned(
    page: PlanPage, settle: Settle
) -> None:
    case = page.case()
    assert case is not None
    page.editor.change(pin(case, "graduation", "ALG1", "elective"))
    settle()
    body = body_of(page)
    body.rows()[-1].activated.emit()
    QApplication.processEvents()
    row = next(r for r in body.unused_rows() if r.title() == "Algebra 1")
    assert row.sign() == "map-pin"
    assert row.words().endswith("· pinned")
    press(row, Qt.Key.Key_Return)
    settle()
    click(button(page.panel.findChildren(WhyCard)[-1], "Unpin"))
    settle()
    (row,) = body.unused_rows()
    assert row.sign() == ""


def test_the_card_that_says_why_shows_every_sentence_whole(page: PlanPage, settle: Settle) -> None:
    body = body_of(page)
    row = next(r for r in body.requirement_rows() if r.title() == "English")
    row.activated.emit()
    QApplication.processEvents()
    press(body.course_rows()[0], Qt.Key.Key_Return)
    settle()
    card = page.panel.findChildren(WhyCard)[-1]
    QApplication.processEvents()
    labels = [label for label in card.findChildren(QLabel) if label.wordWrap()]
    assert len(labels) > 2
    cut = [x.text() for x in labels if x.height() < x.heightForWidth(x.width())]
    assert cut == []
    card.reject()
