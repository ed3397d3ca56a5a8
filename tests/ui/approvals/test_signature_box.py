"""The box that is signed in, as a hand uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cte_desktop.domain.planning.signature import MOST_POINTS, is_signature
from cte_desktop.ui.approvals.signature_box import SignatureBox
from tests.ui.hands import click, press


@pytest.fixture
def box(qtbot: QtBot) -> SignatureBox:
    made = SignatureBox("Student")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def draw(box: SignatureBox, *places: tuple[float, float]) -> None:
    """Draw one stroke through places from 0 to 1."""
    points = [QPoint(round(x * box.width()), round(y * box.height())) for x, y in places]
    QTest.mousePress(box, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(box, point)
    QTest.mouseRelease(box, Qt.MouseButton.LeftButton, pos=points[-1])


def test_a_drawn_line_is_a_signature_and_delete_takes_it_away(box: SignatureBox) -> None:
    draw(box, (0.1, 0.5), (0.5, 0.2), (0.9, 0.7))
    (stroke,) = box.strokes()
    assert stroke[0] == pytest.approx((0.1, 0.5), abs=0.02)
    assert is_signature(box.strokes())
    assert not box.was_cut()
    press(box, Qt.Key.Key_Delete)
    assert box.strokes() == ()


def test_a_click_is_a_dot_and_no_signature(box: SignatureBox) -> None:
    click(box)
    assert not is_signature(box.strokes())


def test_what_goes_over_the_edge_is_cut(box: SignatureBox) -> None:
    draw(box, (0.5, 0.5), (1.4, 0.5))
    assert box.was_cut()
    assert box.strokes()[0][-1] == pytest.approx((1.0, 0.5), abs=0.02)


def test_a_hand_that_never_stops_is_held_to_so_many_points(box: SignatureBox) -> None:
    places = [(0.1 + 0.8 * (i % 50) / 50, 0.2 + 0.5 * (i % 7) / 7) for i in range(6_000)]
    draw(box, *places)
    assert len(box.strokes()[0]) <= MOST_POINTS
