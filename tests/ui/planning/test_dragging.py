"""Dragging: what a drag carries, where it may be dropped, and what a drop asks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from cte_desktop.domain.planning.plan import Spot
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.mime import PLAN_MIME, Carried, from_mime, to_mime
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.hands import NO_KEY
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import (
    FALL_12_P3,
    FALL_12_P4,
    PAST,
    cards_of,
    middle_of,
    place_by_keyboard,
    planned,
)

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
ENGLISH = Carried("ENG12")


def enter(target: QWidget, spot: QPoint, mime: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(spot, COPY, mime, LEFT, NO_KEY)
    QApplication.sendEvent(target, event)
    return event


def move(target: QWidget, spot: QPoint, mime: QMimeData) -> QDragMoveEvent:
    event = QDragMoveEvent(spot, COPY, mime, LEFT, NO_KEY)
    QApplication.sendEvent(target, event)
    return event


def drop(target: QWidget, spot: QPoint, mime: QMimeData) -> None:
    QApplication.sendEvent(target, QDropEvent(QPointF(spot), COPY, mime, LEFT, NO_KEY))


def drag(page: PlanPage, carried: Carried, spot: Spot) -> bool:
    """Drag from outside into the grid; say whether the grid took it."""
    target, mime, place = page.grid.viewport(), to_mime(carried), middle_of(page, spot)
    enter(target, place, mime)
    taken = move(target, place, mime).isAccepted()
    if taken:
        drop(target, place, mime)
    else:
        QApplication.sendEvent(target, QDragLeaveEvent())
    return taken


@pytest.mark.parametrize(
    "carried", [ENGLISH, Carried("ECON", "0192", only_this_half=True)], ids=["catalog", "plan"]
)
def test_a_drag_carries_ids_as_json(carried: Carried) -> None:
    assert from_mime(to_mime(carried)) == carried


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"course_code": 1}', b"\xff"])
def test_a_foreign_or_broken_drag_carries_nothing(content: bytes) -> None:
    mime = QMimeData()
    mime.setData(PLAN_MIME, content)
    assert from_mime(mime) is None
    assert from_mime(QMimeData()) is None


def test_a_course_dragged_out_of_the_catalog_is_placed(page: PlanPage) -> None:
    assert drag(page, ENGLISH, FALL_12_P3)
    assert planned(page) == [("ENG12", 12, "fall", "P3"), ("ENG12", 12, "spring", "P3")]
    assert page.grid.carrying.carried is None


def test_the_model_asks_for_a_drop_and_lets_qt_take_nothing_away(page: PlanPage) -> None:
    asked: list[tuple[Carried, Spot]] = []
    page.model.drop_requested.connect(lambda carried, spot: asked.append((carried, spot)))
    index = page.model.index(2, 7)
    assert page.model.canDropMimeData(to_mime(ENGLISH), COPY, -1, -1, index)
    assert page.model.dropMimeData(to_mime(ENGLISH), COPY, -1, -1, index) is False
    assert asked == [(ENGLISH, FALL_12_P3)]


def test_a_drop_on_a_term_that_is_over_is_refused(page: PlanPage, bench: Workbench) -> None:
    hints: list[str] = []
    bench.requests.hint_changed.connect(hints.append)
    assert not drag(page, ENGLISH, PAST)
    assert any(hint.startswith("The fall of 9th grade is over") for hint in hints)
    assert planned(page) == []
    assert not page.model.canDropMimeData(to_mime(ENGLISH), COPY, 2, 1, page.model.index(-1, -1))


def test_cells_tell_while_dragging_whether_the_course_fits(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    place_by_keyboard(page, "economics", FALL_12_P3)
    settle()
    hints: list[str] = []
    bench.requests.hint_changed.connect(hints.append)
    target, mime = page.grid.viewport(), to_mime(ENGLISH)
    enter(target, middle_of(page, FALL_12_P4), mime)
    move(target, middle_of(page, FALL_12_P4), mime)
    assert page.grid.carrying.fit(FALL_12_P4).accepts
    assert hints[-1] == "English 12 fits in 12th grade, fall."
    event = move(target, middle_of(page, FALL_12_P3), mime)
    assert event.isAccepted()  # a counselor may know better; it becomes a finding
    assert [reason.code for reason in page.grid.carrying.fit(FALL_12_P3).reasons] == [
        "period_clash"
    ]
    assert "period 3" in hints[-1]
    ghost = page.grid.ghost()
    assert ghost is not None
    assert ghost[:3] == (2, 7, 8)
    QApplication.sendEvent(target, QDragLeaveEvent())
    assert page.grid.ghost() is None


def test_a_card_is_dragged_from_cell_to_cell(page: PlanPage) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    carried = page.model.carried_of(cards_of(page, "ENG12")[0])
    assert carried is not None

    def hand(_actions: Qt.DropAction) -> Qt.DropAction:
        assert page.grid.is_lifted(cards_of(page, "ENG12")[0])
        target, mime, place = page.grid.viewport(), to_mime(carried), middle_of(page, FALL_12_P4)
        enter(target, place, mime)
        move(target, place, mime)
        drop(target, place, mime)
        return Qt.DropAction.MoveAction

    page.grid.run_drag(carried, hand)
    assert planned(page) == [("ENG12", 12, "fall", "P4"), ("ENG12", 12, "spring", "P4")]
    current = page.grid.current_place()
    assert current is not None
    assert current.card.first.course_code == "ENG12"  # the next key is for what was dropped
    assert page.editor.undo_name() == "Undo Move English 12 to 12th grade, fall"


def test_a_course_dropped_on_the_tray_is_set_aside(page: PlanPage, settle: Settle) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    carried = page.model.carried_of(cards_of(page, "ENG12")[0])
    assert carried is not None
    mime = to_mime(carried)
    assert enter(page.tray, QPoint(5, 5), mime).isAccepted()
    drop(page.tray, QPoint(5, 5), mime)
    assert planned(page) == []
    assert page.tray.shown() == 1
    settle()
