"""The meeting on the plan page, by keyboard and by mouse: what it shows, does, and gives back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.domain.audit.meeting.deciding import REMINDER_DONE
from cte_desktop.services.desk import Desk
from cte_desktop.services.reminders import Reminder, add_reminder, reminders_of
from cte_desktop.services.shared_notes import notes_of
from cte_desktop.services.students import list_students
from cte_desktop.ui import theme
from cte_desktop.ui.meeting_actions import IN_A_MEETING
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.meeting.agreed_dialog import AgreedDialog
from cte_desktop.ui.planning.meeting.decision_card import DecisionCard
from cte_desktop.ui.planning.meeting.keys import KeyedButton
from cte_desktop.ui.planning.meeting.mode import MeetingMode, why_off
from cte_desktop.ui.planning.meeting.side import MeetingSide
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.student_dialog import StudentDialog
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.translate import current_language, use_language
from tests.ui.hands import click, press, type_text
from tests.ui.planning.conftest import Settle


@pytest.fixture
def mode(page: PlanPage, settle: Settle, qtbot: QtBot) -> Iterator[MeetingMode]:
    """A meeting with Zoë that has begun."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.meeting.begin()
    settle()
    yield page.meeting
    page.meeting.end()
    use_language("en")


def side_of(mode: MeetingMode) -> MeetingSide:
    assert mode.side is not None
    return mode.side


def card(mode: MeetingMode, place: int) -> DecisionCard:
    return side_of(mode).cards()[place]


def button(mode: MeetingMode, words: str) -> KeyedButton:
    assert mode.foot is not None
    found = [b for b in mode.foot.findChildren(KeyedButton) if b.text() == words]
    return found[0]


def test_the_page_gives_its_place_to_the_meeting_and_takes_it_back(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    asked: list[bool] = []
    bench.requests.whole_screen_wanted.connect(asked.append)
    bench.actions.action("meeting").trigger()
    settle()
    assert page.meeting.is_on()
    assert not page.header.isVisible()
    assert not page.panel.isVisible()
    assert page.grid.isVisible()
    assert len(side_of(page.meeting).cards()) == 3
    press(page.grid, Qt.Key.Key_Escape)
    assert not page.meeting.is_on()
    assert page.header.isVisible()
    assert page.panel.isVisible()
    assert asked == [True, False]
    assert page.meeting.side is None


def test_the_keyboard_begins_with_the_first_decision_and_numbers_go_to_each(
    mode: MeetingMode, page: PlanPage
) -> None:
    assert card(mode, 0).holds_focus()
    for key, place in ((Qt.Key.Key_2, 1), (Qt.Key.Key_3, 2), (Qt.Key.Key_1, 0)):
        press(QApplication.focusWidget() or page, key)
        assert card(mode, place).holds_focus()
    press(QApplication.focusWidget() or page, Qt.Key.Key_P)
    assert page.grid.hasFocus()
    click(button(mode, "Decide"))
    assert card(mode, 0).holds_focus()


def test_a_way_out_is_carried_out_in_place_and_the_next_decision_follows(
    mode: MeetingMode, page: PlanPage, settle: Settle
) -> None:
    with_fix = next(one for one in side_of(mode).cards() if one.decision.fixes)
    before = with_fix.decision
    case = page.case()
    assert case is not None
    planned = len(case.plan.placed) if case.plan else 0
    with_fix.take_focus()
    press(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    settle()
    after = page.case()
    assert after is not None
    assert after.plan is not None
    assert len(after.plan.placed) > planned
    assert before not in [one.decision for one in side_of(mode).cards()]
    page.filling.undo()
    settle()
    assert before in [one.decision for one in side_of(mode).cards()]


def test_a_decision_without_a_way_opens_what_it_needs(
    page: PlanPage, bench: Workbench, settle: Settle, mode: MeetingMode
) -> None:
    opened = [one for one in side_of(mode).cards() if one.decision.action]
    triggered: list[bool] = []
    name = opened[0].decision.action
    bench.actions.action(name).triggered.connect(lambda *_: triggered.append(True))
    opened[0].take_focus()
    press(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    settle()
    assert triggered
    for widget in QApplication.topLevelWidgets():
        if widget is not page:
            widget.close()


def test_goal_and_major_open_by_one_key(mode: MeetingMode, page: PlanPage) -> None:
    press(QApplication.focusWidget() or page, Qt.Key.Key_G)
    dialog = page.window().findChild(StudentDialog)
    assert dialog is not None
    assert dialog.focusWidget() is dialog.goal
    dialog.reject()


def test_what_was_agreed_is_kept_for_the_family_and_shown_at_once(
    mode: MeetingMode, page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    mode.write_agreed()
    dialog = page.window().findChild(AgreedDialog)
    assert dialog is not None
    assert not dialog.save_button.isEnabled()
    type_text(dialog.line, "An evening class in spring")
    press(dialog.line, Qt.Key.Key_Return)
    settle()
    [note] = notes_of(plan_desk, uid)
    assert (note.said, note.for_family) == ("An evening class in spring", True)
    assert mode.meeting is not None
    assert mode.meeting.agreed == note


def test_what_no_paper_shows_stays_written_to_be_mended(
    mode: MeetingMode, page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    mode.write_agreed()
    (dialog,) = page.window().findChildren(AgreedDialog)
    dialog.line.setText("Well done \N{THUMBS UP SIGN}")
    press(dialog.line, Qt.Key.Key_Return)
    settle()
    assert notes_of(plan_desk, uid) == ()
    again = [one for one in page.window().findChildren(AgreedDialog) if one.isVisible()]
    assert [one.line.text() for one in again] == ["Well done \N{THUMBS UP SIGN}"]
    again[0].reject()


def test_a_reminder_that_is_noted_meanwhile_comes_up(
    mode: MeetingMode, bench: Workbench, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    today = plan_desk.today()
    bench.refresh.tell(add_reminder(plan_desk, uid, Reminder("", "A. Lee", today, "call home")))
    settle()
    assert mode.meeting is not None
    shown = [one.decision.action for one in side_of(mode).cards()]
    assert REMINDER_DONE in shown or mode.meeting.decisions.further


def test_a_reminder_is_settled_in_place_and_no_list_of_others_opens(
    mode: MeetingMode, bench: Workbench, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    due = plan_desk.today() - timedelta(days=30)
    opened: list[bool] = []
    bench.actions.offer("reminders", lambda: opened.append(True))
    for settled, words in (("put off", "Put off"), ("done", "Done")):
        bench.refresh.tell(add_reminder(plan_desk, uid, Reminder("", "A. Lee", due, settled)))
        settle()
        reminder = next(c for c in side_of(mode).cards() if c.decision.action == REMINDER_DONE)
        ways = reminder.findChildren(KeyedButton)
        click(next(way for way in ways if way.text().startswith(words)))
        settle()
        assert not any(c.decision.action == REMINDER_DONE for c in side_of(mode).cards())
    found = {one.said: one for one in reminders_of(plan_desk, uid)}
    assert found["put off"].due > plan_desk.today()
    assert found["done"].done_on == plan_desk.today()
    assert not opened


def test_nothing_that_shows_others_or_the_counselors_own_can_be_opened_meanwhile(
    mode: MeetingMode, page: PlanPage, bench: Workbench
) -> None:
    others = """
        reminders shared_notes private_notes saved_lists student_history print_packets tag_many
        settings import_files repair_plans
    """.split()
    opened: list[str] = []
    for spec, _ in bench.actions.every():
        if spec.id not in IN_A_MEETING:
            bench.actions.offer(spec.id, partial(opened.append, spec.id))
    for spec, action in bench.actions.every():
        if spec.id not in IN_A_MEETING:
            action.trigger()
            assert not action.isEnabled(), spec.id
    assert not opened
    assert not bench.actions.action("approvals").isEnabled()  # with the counselor's remarks
    for name in others:
        assert bench.actions.action(name).toolTip() == why_off()
    mode.end()
    for name in others:
        bench.actions.action(name).trigger()
    assert opened == others


def test_a_key_that_would_show_others_says_why_nothing_comes(
    mode: MeetingMode, page: PlanPage
) -> None:
    assert mode.foot is not None
    for key, more in ((Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier), (Qt.Key.Key_1, None)):
        mode.foot.set_hint("")
        modifiers = Qt.KeyboardModifier.ControlModifier
        press(page.grid, key, modifiers if more is None else modifiers | more)
        assert mode.foot.hint() == why_off()


def test_everything_is_said_in_the_other_language_and_back_at_the_end(
    mode: MeetingMode, page: PlanPage, settle: Settle
) -> None:
    assert mode.top is not None
    english = mode.top.accessibleName()
    mode.switch_language()
    settle()
    assert current_language() == "es"
    assert mode.top.accessibleName() != english
    assert "grado" in mode.top.accessibleName()
    assert page.grid.model().headerData(0, Qt.Orientation.Vertical) is not None
    mode.end()
    settle()
    assert current_language() == "en"
    assert "grade" in page.header.facts()


def test_the_next_student_sits_down_and_the_clock_begins_anew(
    mode: MeetingMode, page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    other = next(one for one in list_students(plan_desk) if one.uid != uid)
    page.open_student(other.uid)
    settle()
    assert mode.is_on()
    assert mode.meeting is not None
    assert mode.meeting.case.file.student.uid == other.uid
    assert mode.top is not None
    assert mode.top.clock.minutes() == 0
    names = [w.accessibleName() for w in (mode.top, side_of(mode))]
    assert not any("Zoë" in name for name in names)


def test_another_page_or_a_student_who_is_gone_ends_the_meeting(
    page: PlanPage, mode: MeetingMode, settle: Settle
) -> None:
    page.deactivate()
    assert not mode.is_on()
    mode.begin()
    settle()
    page.open_student("nobody")
    settle()
    assert not mode.is_on()


def test_on_a_large_screen_everything_grows_and_shrinks_again(
    page: PlanPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cte_desktop.ui.planning.meeting.mode._ROOM", (400, 300))
    page.meeting.begin()
    settle()
    assert theme.look().scale == 1.5
    page.meeting.end()
    assert theme.look().scale == 1.0


def test_a_hint_stands_at_the_foot_where_the_status_line_is_gone(
    mode: MeetingMode, bench: Workbench
) -> None:
    bench.requests.hint_changed.emit("Welding 2 needs Welding 1 first.")
    assert mode.foot is not None
    assert mode.foot.hint() == "Welding 2 needs Welding 1 first."


def test_every_key_at_the_foot_names_its_action(mode: MeetingMode) -> None:
    assert mode.foot is not None
    assert {"fill_plan", "print_plan", "meeting_agreed"} <= mode.foot.buttons.keys()
    for name, one in mode.foot.buttons.items():
        assert one.keys(), name
        assert one.keys() in one.accessibleName()


def test_without_a_student_there_is_no_meeting(blank_page: PlanPage, bench: Workbench) -> None:
    assert not bench.actions.action("meeting").isEnabled()
    blank_page.meeting.begin()
    assert not blank_page.meeting.is_on()


def test_on_a_low_screen_the_decisions_come_first(mode: MeetingMode, page: PlanPage) -> None:
    def is_first() -> bool:
        heading = next(w for w in side_of(mode).findChildren(ThemedLabel) if "new" in w.text())
        return card(mode, 0).y() < heading.y()

    assert not is_first()
    page.resize(page.width(), 420)
    QApplication.processEvents()
    assert is_first()
    assert card(mode, 0).holds_focus()
