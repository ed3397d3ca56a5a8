"""The painted parts: what they say to a screen reader, what they draw, what they do."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox, fix_button, icon_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.finding_row import FindingRow, FixOffer
from cte_desktop.ui.widgets.labels import ElidedLabel, SectionHeader
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.segmented_bar import Amounts, SegmentedBar
from cte_desktop.ui.widgets.stages_line import Stage, StagesLine
from tests.ui.hands import click, press, type_text


def shown(qtbot: QtBot, widget: QWidget, width: int = 300) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, max(20, widget.sizeHint().height()))
    widget.show()
    return widget


def colors_in(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_the_progress_bar_draws_and_reads_each_part(qtbot: QtBot) -> None:
    amounts = Amounts(Decimal(40), Decimal("20.0"), Decimal(10), Decimal("2.50"))
    bar = SegmentedBar("English", amounts, "credits")
    shown(qtbot, bar)
    assert spoken(bar) == (
        "English: 20 of 40 credits earned, 10 in progress, 2.5 planned, 7.5 missing"
    )
    image = bar.grab().toImage()
    line = [image.pixelColor(x, image.height() // 2).name() for x in range(image.width())]
    assert line.count(theme.LIGHT["earned"]) == pytest.approx(len(line) / 2, abs=4)
    assert len(set(line[160:220])) > 2, "in progress is hatched"
    assert line[260:290].count(theme.LIGHT["sunken"]) == 30


def test_a_full_progress_bar_says_that_nothing_is_missing(qtbot: QtBot) -> None:
    bar = SegmentedBar("Mathematics", Amounts(Decimal(30), Decimal(35)))
    qtbot.addWidget(bar)
    assert spoken(bar) == "Mathematics: 35 of 30 earned, nothing missing"
    assert bar.amounts().missing == 0


def test_an_empty_progress_bar_can_be_drawn(qtbot: QtBot) -> None:
    bar = SegmentedBar("Nothing", Amounts(Decimal(0)))
    assert theme.LIGHT["earned"] not in colors_in(shown(qtbot, bar))


def test_stages_read_in_order(qtbot: QtBot) -> None:
    line = StagesLine(
        "Welding",
        [Stage("Introductory", "earned", "Welding I"), Stage("Capstone", "missing")],
    )
    shown(qtbot, line)
    assert spoken(line) == "Welding: Introductory passed, Welding I; Capstone not planned"
    assert theme.LIGHT["earned"] in colors_in(line)


def test_a_finding_offers_its_fixes(qtbot: QtBot) -> None:
    row = FindingRow(
        "must_fix",
        "Ana still needs 10 credits of science.",
        [FixOffer("add:CHEM", "Add Chemistry"), FixOffer("add:PHYS", "Add Physics")],
    )
    shown(qtbot, row)
    assert spoken(row) == "Must fix: Ana still needs 10 credits of science."
    second = row.findChildren(QPushButton)[1]
    with qtbot.waitSignal(row.fix_requested) as asked:
        second.setFocus()
        press(second, Qt.Key.Key_Space)
    assert asked.args == ["add:PHYS"]


def test_fixes_that_do_not_fit_go_to_the_next_line(qtbot: QtBot) -> None:
    fixes = [FixOffer(str(number), f"Take the class number {number}") for number in range(4)]
    row = FindingRow("warning", "Late.", fixes)
    shown(qtbot, row, 260).resize(260, row.heightForWidth(260))
    qtbot.wait(1)
    tops = [button.y() for button in row.findChildren(QPushButton)]
    assert len(set(tops)) == 4
    assert all(button.geometry().right() <= 260 for button in row.findChildren(QPushButton))


def test_the_search_field_tells_each_key_and_escape_clears(qtbot: QtBot) -> None:
    field = SearchField("Find a student")
    shown(qtbot, field)
    typed: list[str] = []
    field.query_changed.connect(typed.append)
    type_text(field, "an")
    press(field, Qt.Key.Key_Escape)
    assert typed == ["a", "an", ""]
    with qtbot.waitSignal(field.results_wanted):
        press(field, Qt.Key.Key_Down)


def test_an_empty_page_offers_the_next_step(qtbot: QtBot) -> None:
    steps: list[str] = []
    page = EmptyState("users", "No students", "Import them.", ("Import", lambda: steps.append("x")))
    shown(qtbot, page)
    click(page.findChildren(QPushButton)[0])
    assert steps == ["x"]
    assert spoken(page) == "No students. Import them."


def test_a_long_line_is_cut_in_its_middle(qtbot: QtBot) -> None:
    label = ElidedLabel("Sports Medicine and Patient Care II, Extended Day")
    shown(qtbot, label, 120)
    assert "…" in label._cut()
    assert label._cut().startswith("Sports")
    assert label._cut().endswith("Day")
    assert spoken(label) == label.text()


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: icon_button("x", "Close"), "Close"),
        (lambda: ChoiceBox("School"), "School"),
        (lambda: CheckBox("&Only mine"), "Only mine"),
        (lambda: SectionHeader("Findings"), "Findings"),
    ],
)
def test_every_part_has_a_name(qtbot: QtBot, make: object, name: str) -> None:
    assert callable(make)
    widget = make()
    shown(qtbot, widget)
    widget.grab()
    assert spoken(widget) == name


def test_a_ticked_box_shows_a_tick(qtbot: QtBot) -> None:
    box = CheckBox("Only mine")
    shown(qtbot, box)
    assert theme.LIGHT["accent"] not in colors_in(box)
    press(box, Qt.Key.Key_Space)
    box.clearFocus()
    assert {theme.LIGHT["accent"], theme.LIGHT["on_accent"]} <= colors_in(box)


def test_the_signs_of_a_field_grow_with_the_program(qapp: QApplication, qtbot: QtBot) -> None:
    field = SearchField("Find a student")
    qtbot.addWidget(field)
    field.show()
    type_text(field, "ana")
    assert field.button is not None
    for scale, side in ((1.0, 16), (1.5, 24), (2.0, 32)):
        theme.apply(qapp, theme.Look(scale=scale))
        field.resize(field.sizeHint())
        assert field.button.iconSize().width() == side
        assert field.rect().contains(field.button.geometry())
    click(field.button)
    assert field.text() == ""
    assert field.button.isHidden()


def test_a_fix_is_not_cut_where_its_words_fit(qtbot: QtBot) -> None:
    words = "Add Spanish 1 in 10th grade, fall"
    button = fix_button(words)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    option = QStyleOptionButton()
    button.initStyleOption(option)
    contents = QStyle.SubElement.SE_PushButtonContents
    room = button.style().subElementRect(contents, option, button).width()
    metrics = button.fontMetrics()
    assert metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room) == words


def test_the_list_of_a_choice_shows_every_row_whole(qtbot: QtBot) -> None:
    box = ChoiceBox("Kind")
    box.addItems(["Waiver", "Substitution", "Also allow", "Exemption", "Other"])
    shown(qtbot, box)
    box.setFocus()
    press(box, Qt.Key.Key_F4)
    rows = box.view()
    qtbot.waitUntil(rows.isVisible)
    need = sum(rows.sizeHintForRow(row) for row in range(box.count()))
    assert rows.viewport().height() >= need
    assert rows.verticalScrollBar().maximum() == 0
    box.hidePopup()


def test_enter_presses_a_fix_that_has_the_focus(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    button = fix_button("Exception…", lambda: pressed.append(True))
    shown(qtbot, button)
    button.setFocus()
    press(button, Qt.Key.Key_Return)
    assert pressed == [True]


def test_an_empty_search_leaves_undo_to_the_page(qtbot: QtBot) -> None:
    field = SearchField("Find a course")
    shown(qtbot, field)
    for text, takes in (("", False), ("bio", True)):
        field.clear()
        type_text(field, text)
        asked = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        asked.ignore()
        field.event(asked)
        assert asked.isAccepted() is takes
