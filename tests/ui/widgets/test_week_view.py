"""The week as a picture: where blocks lie, what keys and mouse do, what a screen reader meets."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.week_view import DrawnBlock, WeekView
from cte_desktop.ui.widgets.week_view_layout import hours_of, lay_out, week_order
from tests.ui.hands import click, press

ENGLISH = 8 * 60 + 30
AUTO = 15 * 60 + 45


def block(weekday: str, start: int, minutes: int = 50, key: str = "", **more: object) -> DrawnBlock:
    name = key or f"{weekday}{start}"
    made = DrawnBlock(weekday, start, start + minutes, name, "", "day", name, f"{name} said")
    return DrawnBlock(**{slot: getattr(made, slot) for slot in made.__slots__} | more)


WEEK = (
    *(block(day, ENGLISH, key="English") for day in WEEKDAYS),
    *(block(day, ENGLISH + 60, key="Chemistry") for day in WEEKDAYS),
    block("T", AUTO, 150, "Auto", tone="extended", clash=True, accessible="Tuesday 15:45, clashes"),
    block("T", AUTO - 15, 90, "Sport", tone="busy"),
)


@pytest.fixture
def view(qtbot: QtBot) -> WeekView:
    made = WeekView("Week of Ana")
    qtbot.addWidget(made)
    made.resize(760, 640)
    made.set_blocks(WEEK)
    made.show()
    made.setFocus()
    return made


def one(view: WeekView, key: str, weekday: str) -> DrawnBlock:
    return next(b for b in view.blocks() if (b.key, b.weekday) == (key, weekday))


def inks(view: WeekView, box: QRect) -> set[str]:
    image = view.viewport().grab(box).toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_blocks_lie_by_weekday_and_clock(view: WeekView) -> None:
    monday, friday = (view.box_of(one(view, "English", day)) for day in "MF")
    later = view.box_of(one(view, "Chemistry", "M"))
    auto = view.box_of(one(view, "Auto", "T"))
    assert monday.left() < friday.left()
    assert monday.top() == friday.top() < later.top()
    assert monday.bottom() < later.top()
    assert auto.height() == pytest.approx(3 * monday.height(), abs=8)


def test_what_overlaps_lies_side_by_side(view: WeekView) -> None:
    auto, sport = (view.box_of(one(view, key, "T")) for key in ("Auto", "Sport"))
    assert not auto.intersects(sport)
    alone = view.box_of(one(view, "English", "T"))
    assert auto.width() < 0.6 * alone.width()


@given(
    st.lists(
        st.builds(block, st.sampled_from(WEEKDAYS), st.integers(360, 1200), st.integers(20, 240)),
        max_size=25,
    )
)
@settings(max_examples=60, deadline=None)
def test_no_two_blocks_of_a_weekday_ever_cover_each_other(blocks: list[DrawnBlock]) -> None:
    ordered = sorted(blocks, key=week_order)
    layout = lay_out(ordered, 700, 500)
    first, last = hours_of(ordered)
    assert all(first <= b.start and b.end <= last for b in ordered)
    for (one_block, one_box), (other, box) in combinations(
        zip(ordered, layout.boxes, strict=True), 2
    ):
        apart = one_block.weekday != other.weekday
        if apart or (one_block.start < other.end and other.start < one_block.end):
            assert not one_box.intersects(box)


def test_the_hours_fit_what_is_there() -> None:
    assert hours_of(()) == (7 * 60, 19 * 60)
    assert hours_of((block("M", 9 * 60),)) == (8 * 60, 16 * 60)
    assert hours_of((block("M", 6 * 60 + 40),)) == (6 * 60, 16 * 60)
    assert hours_of((block("M", 19 * 60, 95),)) == (8 * 60, 21 * 60)


def test_a_screen_reader_meets_every_block_with_its_place(view: WeekView) -> None:
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.text(QAccessible.Text.Name) == "Week of Ana"
    assert spoken.childCount() == len(WEEK)
    place = view.blocks().index(one(view, "Auto", "T"))
    child = spoken.child(place)
    assert child.text(QAccessible.Text.Name) == "Tuesday 15:45, clashes"
    shown = view.box_of(one(view, "Auto", "T"))
    assert child.rect().size() == shown.size()


def test_arrows_go_down_a_day_and_across_the_week(view: WeekView, qtbot: QtBot) -> None:
    heard: list[str] = []
    view.block_chosen.connect(heard.append)
    press(view, Qt.Key.Key_Down)  # the first key chooses the first block
    assert view.current_block() == one(view, "English", "M")
    press(view, Qt.Key.Key_Right)
    assert view.current_block() == one(view, "English", "T")
    for _ in range(2):
        press(view, Qt.Key.Key_Down)
    assert view.current_block() == one(view, "Sport", "T")
    press(view, Qt.Key.Key_Right)
    assert view.current_block() == one(view, "Auto", "T"), "the lane beside comes first"
    press(view, Qt.Key.Key_Down)
    assert view.current_block() == one(view, "Auto", "T"), "down stays in the day"
    press(view, Qt.Key.Key_Right)
    assert view.current_block() == one(view, "Chemistry", "W")
    press(view, Qt.Key.Key_End)
    assert view.current_block() == one(view, "Chemistry", "F")
    press(view, Qt.Key.Key_Home)
    assert heard[-1] == "English"
    with qtbot.waitSignal(view.block_activated) as opened:
        press(view, Qt.Key.Key_Return)
    assert opened.args == ["English"]


def test_the_mouse_chooses_opens_and_asks_for_the_menu(view: WeekView, qtbot: QtBot) -> None:
    spot = view.box_of(one(view, "Auto", "T")).center()
    with qtbot.waitSignal(view.block_chosen) as chosen:
        click(view.viewport(), spot)
    assert chosen.args == ["Auto"]
    with qtbot.waitSignal(view.block_activated) as opened:
        click(view.viewport(), spot, twice=True)
    assert opened.args == ["Auto"]
    assert not view.indexAt(QPoint(5, 5)).isValid(), "the corner is no block"


def test_choosing_from_outside_is_silent_and_survives_new_blocks(view: WeekView) -> None:
    heard: list[str] = []
    view.block_chosen.connect(heard.append)
    view.choose("Auto")
    view.set_blocks(WEEK[1:])
    assert view.current_block() == WEEK[10]
    view.set_blocks(WEEK[:3])
    assert view.current_block() is None
    assert heard == []


@pytest.mark.parametrize("dark", [False, True])
def test_a_clash_is_told_by_hatching_and_an_icon(
    view: WeekView, qapp: QApplication, *, dark: bool
) -> None:
    theme.apply(qapp, theme.Look(dark=dark))
    tokens = theme.DARK if dark else theme.LIGHT
    clash = inks(view, view.box_of(one(view, "Auto", "T")))
    calm = inks(view, view.box_of(one(view, "Sport", "T")))
    assert {tokens["must_fix"], tokens["must_fix_soft"]} <= clash
    assert len(clash) > len(calm), "hatched"
    assert tokens["must_fix"] not in calm


def test_larger_letters_give_larger_blocks_and_the_picture_scrolls(
    view: WeekView, qapp: QApplication
) -> None:
    before = view.box_of(one(view, "English", "M"))
    theme.apply(qapp, theme.Look(scale=2.0))
    view.choose("English")
    after = view.box_of(one(view, "English", "M"))
    assert after.height() > 1.3 * before.height()
    assert view.verticalScrollBar().maximum() > 0
    view.choose("Auto")
    view.scrollTo(view.currentIndex())
    box = view.box_of(one(view, "Auto", "T"))
    assert box.top() >= 0


def test_hundreds_of_blocks_scroll_sideways_with_the_clock_in_place(view: WeekView) -> None:
    view.set_blocks([block(WEEKDAYS[n % 5], ENGLISH, key=str(n)) for n in range(400)])
    assert view.horizontalScrollBar().maximum() > 5 * view.viewport().width()
    corner = QRect(0, 0, 40, view.viewport().height())
    before = view.viewport().grab(corner).toImage()
    view.horizontalScrollBar().setValue(900)
    assert view.viewport().grab(corner).toImage() == before
    press(view, Qt.Key.Key_End)
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))


def test_a_count_is_drawn_as_a_badge(view: WeekView) -> None:
    plain = block("M", ENGLISH, 110, "P1")
    view.set_blocks([plain])
    without = inks(view, view.box_of(plain))
    merged = block("M", ENGLISH, 110, "P1", count=84)
    view.set_blocks([merged])
    image = view.viewport().grab(view.box_of(merged)).toImage()
    badge = image.pixelColor(image.width() - theme.px(9), theme.px(9)).name()
    assert badge in {theme.LIGHT["planned"], theme.LIGHT["raised"]}
    assert inks(view, view.box_of(merged)) != without


def test_qt_finds_no_fault_in_the_model(view: WeekView) -> None:
    model = view.model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.set_blocks(WEEK[:4])
    view.set_blocks(())
    assert tester.model() is model
    assert view.sizeHint().width() >= view.minimumSizeHint().width() > 0
