"""The chart of bars: keys, mouse, words for a screen reader, and nothing told by colour alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cte_desktop.ui.widgets.bar_chart import Bar, BarChart
from tests.ui.hands import press

BARS = (
    Bar("a", "Welding", 40, "40 / 44", 44),
    Bar("b", "Photography", 20, "20, entered", hatched=True),
    Bar("c", "Foster", None, "fewer than 11"),
    Bar("d", "Nothing", 0, "0"),
)


@pytest.fixture
def chart(qtbot: QtBot) -> BarChart:
    made = BarChart("Completers")
    qtbot.addWidget(made)
    made.show_bars("Completers by pathway", BARS)
    made.resize(500, made.sizeHint().height())
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_arrows_go_from_bar_to_bar_and_enter_opens_one(chart: BarChart) -> None:
    opened: list[str] = []
    chart.bar_chosen.connect(opened.append)
    chart.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Space):
        press(chart, key)
    press(chart, Qt.Key.Key_Home)
    press(chart, Qt.Key.Key_Up)
    press(chart, Qt.Key.Key_Enter)
    assert opened == ["b", "d", "a"]


def test_a_click_opens_the_bar_under_the_mouse(chart: BarChart) -> None:
    opened: list[str] = []
    chart.bar_chosen.connect(opened.append)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.box_of(2).center())
    QTest.mouseClick(chart, Qt.MouseButton.RightButton, pos=chart.box_of(1).center())
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(5, chart.height() + 40))
    assert opened == ["c"]


def test_a_screen_reader_hears_every_bar_and_then_the_current_one(qtbot: QtBot) -> None:
    chart = BarChart("Completers")
    qtbot.addWidget(chart)
    chart.show_bars("Completers by pathway", BARS)
    assert chart.accessibleName() == "Completers by pathway, 4 bars"
    assert "Foster: fewer than 11" in chart.accessibleDescription()
    chart.go_to("b")
    assert chart.accessibleDescription() == "Photography: 20, entered"


def test_the_current_bar_stays_when_figures_are_read_anew(chart: BarChart) -> None:
    chart.go_to("b")
    chart.show_bars("Anew", BARS[1:])
    current = chart.current()
    assert current is not None
    assert current.key == "b"
    chart.show_bars("Without", BARS[:1])
    assert chart.current() is None
    chart.show_bars("Nothing", ())
    chart.setFocus()
    press(chart, Qt.Key.Key_Down)
    assert chart.current() is None


def test_entered_and_recorded_bars_differ_in_drawing_not_only_in_colour(chart: BarChart) -> None:
    image = chart.grab().toImage()

    def inks(place: int) -> set[int]:
        y = chart.box_of(place).center().y()
        return {image.pixel(x, y) for x in range(120, 260)}

    assert len(inks(1)) > 1  # hatched: ground shows between the strokes
    chart.show_bars("Plain", (BARS[0], Bar("b", "Photography", 20, "20, entered")))
    assert chart.grab().toImage() != image
