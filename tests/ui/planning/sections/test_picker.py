"""A section is picked for a planned course with the mouse and with the keyboard."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.plan import Lane, Plan
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.editing import remove_section
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.picker.alternatives_list import AlternativesList
from cte_desktop.ui.planning.sections.picker.dialog import SectionPicker
from cte_desktop.ui.planning.sections.picker.model import PickerModel
from cte_desktop.ui.planning.sections.picker.order import SeatOrder
from cte_desktop.ui.planning.sections.picker.patterns import PatternChoice
from cte_desktop.ui.widgets.dialogs_on_screen import keep_dialogs_on_screen
from cte_desktop.ui.widgets.focus_order import in_reading_order
from tests.ui.hands import click, press
from tests.ui.planning.sections.conftest import Settle, placements, sections_of
from tests.ui.planning.sections.picking import EARLY, LATE, go_to, opened, show_card

FULL, UNTIMED = "AFULL", "ANONE"


def spoken(picker: SectionPicker) -> list[str]:
    """Every line as a screen reader says it, headings included."""
    model = picker.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.data(model.index(row, 0), role)) for row in range(model.rowCount())]


def test_those_that_fit_stand_first_and_every_line_says_when_where_seats_and_why(
    page: PlanPage, settle: Settle
) -> None:
    picker = opened(page, settle)
    lines = spoken(picker)
    assert [line for line in lines if line.count(":") == 1 and "·" not in line] == [
        "Fits: 1",
        "Not known to fit: 1",
        "Does not fit: 2",
    ]
    assert lines[1] == (
        "Fits: Mon/Thu 16:30–18:45, Canyon. Extended Day · year · R. Diaz · A1630. "
        "24 of 24 seats left"
    )
    assert any("no seat left of 1" in line for line in lines)
    early = next(line for line in lines if EARLY in line)
    assert early.endswith(
        "Automotive Technology 1 starts 16:00 at Canyon; period 7 (Art 1) at Valencia ends 16:00 "
        "and the drive is 20 minutes, with a margin of 10 minutes (30 minutes short on Mon/Thu)"
    )
    picker.reject()


def test_the_model_holds_to_what_qt_expects(
    page: PlanPage, settle: Settle, qtmodeltester: ModelTester
) -> None:
    picker = opened(page, settle)
    model = picker.list.model()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt ships no types here
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, picker
    )
    assert tester.model() is model
    picker.reject()


def test_arrows_pass_the_headings_and_enter_takes(
    page: PlanPage, settle: Settle, qtbot: QtBot
) -> None:
    keep_dialogs_on_screen()  # as in the window
    picker = opened(page, settle)
    qtbot.waitUntil(picker.list.hasFocus)
    passed = []
    for _ in range(4):
        line = picker.line()
        assert line is not None
        passed.append(line.section.section_id)
        press(picker.list, Qt.Key.Key_Down)
    assert passed[:2] == [LATE, UNTIMED]
    assert set(passed[2:]) == {EARLY, FULL}
    go_to(picker, LATE, settle)
    press(picker.list, Qt.Key.Key_Return)
    settle()
    assert sections_of(page, "AU1") == [LATE, LATE]
    assert page.editor.undo_name() == "Undo Choose section A1630 of Automotive Technology 1"
    page.editor.undo()
    settle()
    assert sections_of(page, "AU1") == ["", ""]


def test_tab_follows_the_reading_order(page: PlanPage, settle: Settle) -> None:
    picker = opened(page, settle)
    go_to(picker, EARLY, settle)
    shown = in_reading_order(picker)
    order = [
        shown.index(stop)
        for stop in (
            picker.list,
            picker.reasons.order_button,
            picker.reasons.week,
            picker.else_button,
            picker.take_button,
        )
    ]
    assert order == sorted(order)
    following = picker.take_button.previousInFocusChain()
    assert isinstance(following, QPushButton)
    assert following.text() == "Cancel"
    picker.reject()


def test_a_double_click_takes(page: PlanPage, settle: Settle) -> None:
    picker = opened(page, settle)
    model = picker.list.model()
    assert isinstance(model, PickerModel)
    box = picker.list.visualRect(model.index(model.row_of(LATE)))
    heading = picker.list.visualRect(model.index(0))
    click(picker.list.viewport(), heading.center(), twice=True)
    assert picker.isVisible()
    click(picker.list.viewport(), box.center(), twice=True)
    settle()
    assert sections_of(page, "AU1") == [LATE, LATE]


def test_why_not_is_told_in_minutes_and_the_week_shows_the_clash(
    page: PlanPage, settle: Settle
) -> None:
    picker = opened(page, settle)
    assert picker.take_button.text() == "Take this section"
    assert not picker.else_button.isEnabled()
    go_to(picker, EARLY, settle)
    assert picker.take_button.text() == "Take anyway"
    assert picker.else_button.isEnabled()
    assert any("30 minutes short" in reason for reason in picker.reasons.reasons())
    blocks = picker.reasons.week.blocks()
    own = [block for block in blocks if block.key == EARLY]
    assert {block.weekday for block in own} == {"M", "R"}
    assert all(block.marked and block.clash for block in own)
    clashing = {block.key for block in blocks if block.clash and block.tone == "day"}
    assert clashing == {"ART7"}
    picker.reject()


def test_a_person_may_take_it_anyway_and_the_finding_stays_with_its_ways_out(
    page: PlanPage, settle: Settle
) -> None:
    picker = opened(page, settle)
    go_to(picker, EARLY, settle)
    click(picker.take_button)
    settle()
    assert sections_of(page, "AU1") == [EARLY, EARLY]
    row = next(r for r in page.panel.findings.rows() if "16:00 at Canyon" in r.accessibleName())
    fixes = {button.text(): button for button in row.findChildren(QPushButton)}
    (take,) = [text for text in fixes if text.startswith("Take section")]
    (others,) = [text for text in fixes if text.startswith("Other sections")]
    click(fixes[others])
    settle()
    (again,) = page.findChildren(SectionPicker)
    again.reject()
    click(fixes[take])
    settle()
    assert "16:00 at Canyon" not in " ".join(r.accessibleName() for r in page.panel.findings.rows())


def test_enter_and_a_double_click_take_nothing_that_does_not_fit(
    page: PlanPage, settle: Settle
) -> None:
    picker = opened(page, settle)
    assert picker.reasons.standing() == "Fits: nothing stands against it"
    go_to(picker, EARLY, settle)
    press(picker.list, Qt.Key.Key_Return)
    settle()
    assert picker.isVisible()
    assert picker.else_button.hasFocus()
    model = picker.list.model()
    assert isinstance(model, PickerModel)
    box = picker.list.visualRect(model.index(model.row_of(EARLY)))
    click(picker.list.viewport(), box.center(), twice=True)
    settle()
    assert sections_of(page, "AU1") == ["", ""]
    picker.reject()


def test_a_section_that_fits_with_a_warning_does_not_say_that_nothing_stands_against_it(
    page: PlanPage, settle: Settle
) -> None:
    picker = opened(page, settle)
    line = picker.line()
    assert line is not None
    late = Finding("outside_wished_hours", Severity.WARNING, values(course="AU1", grade_level=11))
    picker.reasons.show_line(replace(line, fit=replace(line.fit, tell=lambda: (late,))))
    assert len(picker.reasons.reasons()) == 1
    assert picker.reasons.standing() == "Fits, with something to know"
    picker.reject()


def test_a_course_may_be_left_without_section(page: PlanPage, settle: Settle) -> None:
    picker = opened(page, settle, "ART1")
    line = picker.line()
    assert line is not None
    assert line.section.section_id == "ART7"  # what the plan has now
    assert any(said.count("In the plan now") for said in spoken(picker))
    click(picker.leave_button)
    settle()
    assert sections_of(page, "ART1") == ["", ""]
    assert [p.spot.period for p in placements(page, "ART1") if p.spot] == ["P7", "P7"]
    assert page.editor.undo_name() == "Undo Leave Art 1 without section"


def test_nothing_is_left_where_no_section_is(page: PlanPage, settle: Settle) -> None:
    picker = opened(page, settle)
    assert not picker.leave_button.isEnabled()
    picker.reject()
    settle()
    assert page.editor.undo_name() == ""


def test_who_has_a_seat_and_who_waits_is_shown_in_its_order(page: PlanPage, settle: Settle) -> None:
    picker = opened(page, settle)
    assert not picker.reasons.order_button.isEnabled()  # nobody has claimed a seat there
    go_to(picker, FULL, settle)
    click(picker.reasons.order_button)
    settle()
    (order,) = picker.findChildren(SeatOrder)
    (queued,) = order.model.shown_rows()
    assert (queued.place, queued.claim.student_id, queued.has_seat) == (1, "0022", True)
    columns = order.model.columns()
    assert [column.text(queued) for column in columns][2:] == [
        "12th",
        "has a seat",
        "in the pathway",
    ]
    order.accept()
    picker.reject()


def test_a_year_without_timetable_keeps_site_and_lane(page: PlanPage, settle: Settle) -> None:
    show_card(page, "AU2")
    press(page.grid, Qt.Key.Key_F2)
    settle()
    (choice,) = page.findChildren(PatternChoice)
    lines = [choice.list.item(row).text() for row in range(choice.list.count())]
    assert lines == [
        "Canyon: Extended Day, year",
        "William S. Hart: Extended Day, year",
        "Saugus: Extended Day, year",
    ]
    choice.list.setCurrentRow(2)
    press(choice.list, Qt.Key.Key_Return)
    settle()
    kept = [(p.site, p.spot.lane if p.spot else None) for p in placements(page, "AU2")]
    assert kept == [("SG", Lane.EXTENDED)] * 2
    assert page.editor.undo_name() == ("Undo Choose where and how Automotive Technology 2 is taken")
    page.editor.undo()
    settle()
    assert [p.site for p in placements(page, "AU2")] == ["", ""]


def test_a_locked_course_keeps_its_section(page: PlanPage, settle: Settle) -> None:
    show_card(page, "AU1")
    press(page.grid, Qt.Key.Key_L)
    settle()
    press(page.grid, Qt.Key.Key_F2)
    settle()
    assert page.findChildren(SectionPicker) == []


def test_a_plan_that_changed_meanwhile_is_left_as_it_is_and_told(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    picker = opened(page, settle)
    go_to(picker, EARLY, settle)
    click(picker.else_button)
    settle()
    (ways,) = picker.findChildren(AlternativesList)
    said, changed = heard(bench), take_away(page, "ART1")
    press(ways.list, Qt.Key.Key_Return)
    settle()
    case = page.case()
    assert case is not None
    assert case.plan == changed
    assert ["The plan has changed meanwhile" in notice.text for notice in said] == [True]
    picker = opened(page, settle)
    go_to(picker, LATE, settle)
    changed = take_away(page, "AU2")
    press(picker.list, Qt.Key.Key_Return)
    settle()
    case = page.case()
    assert case is not None
    assert case.plan == changed


def test_a_section_that_is_gone_meanwhile_is_not_taken(
    page: PlanPage, bench: Workbench, evening_desk: Desk, settle: Settle
) -> None:
    picker = opened(page, settle)
    go_to(picker, LATE, settle)
    said = heard(bench)
    remove_section(evening_desk, (2027, LATE))
    press(picker.list, Qt.Key.Key_Return)
    settle()
    assert sections_of(page, "AU1") == ["", ""]
    assert [f"Section {LATE} is gone" in notice.text for notice in said] == [True]


def take_away(page: PlanPage, code: str) -> Plan | None:
    """Take a course out of the plan on the table, and return what is left."""
    (one, *_) = placements(page, code)
    page.editor.remove(Carried(code, one.uid))
    case = page.case()
    return None if case is None else case.plan


def heard(bench: Workbench) -> list[Notice]:
    """Every notice from now on."""
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    return said
