"""Fixed times and wishes about hours are written down by keyboard, and are one step to undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from cte_desktop.domain.catalog.typed_times import clock_in
from cte_desktop.domain.school_year import SEMESTERS, Term
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.domain.students.fixed_times import REST_OF_DAY, FixedTime
from cte_desktop.services.cases import Case, open_case
from cte_desktop.services.desk import Desk
from cte_desktop.services.fixed_times import HourWish, hour_wishes_of, times_of
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.fixed_times.dialog import FixedTimesDialog
from cte_desktop.ui.planning.sections.fixed_times.form import HOME, FixedTimeForm
from cte_desktop.ui.widgets.buttons import ChoiceBox
from tests.ui.hands import press, type_text
from tests.ui.planning.conftest import Settle


def opened(page: PlanPage, bench: Workbench) -> FixedTimesDialog:
    bench.actions.action("fixed_times").trigger()
    return page.window().findChildren(FixedTimesDialog)[-1]


def form_of(dialog: FixedTimesDialog) -> FixedTimeForm:
    press(dialog, Qt.Key.Key_Insert)
    return dialog.findChildren(FixedTimeForm)[-1]


def choose(box: ChoiceBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))


def write(field: QLineEdit, text: str) -> None:
    field.selectAll()
    type_text(field, text)


def on_table(page: PlanPage) -> tuple[FixedTime, ...]:
    case = page.case()
    assert case is not None
    return times_of(case)


def ana(desk: Desk) -> Case:
    return open_case(desk, "0021")


def stored(desk: Desk) -> tuple[BusyTime, ...]:
    return ana(desk).file.busy


def add_sport(dialog: FixedTimesDialog) -> None:
    form = form_of(dialog)
    choose(form.kind, "sport")
    choose(form.season, "winter")
    choose(form.school_year, 2027)
    write(form.start, "3:30 PM")
    write(form.end, "17:30")
    choose(form.site, "VL")
    press(form.end, Qt.Key.Key_Return)


def test_a_winter_sport_is_kept_for_both_terms_and_undone_as_one_step(
    page: PlanPage, bench: Workbench, settle: Settle, evening_desk: Desk
) -> None:
    dialog = opened(page, bench)
    add_sport(dialog)
    sport = FixedTime("sport", 2027, SEMESTERS, "MTWRF", 930, 1050, "VL")
    assert dialog.times() == (sport,)
    assert dialog.list.item(0).text() == (
        "Sport, fall and spring 2027–28, Mon–Fri 15:30–17:30, Valencia"
    )
    press(dialog.lunch.value, Qt.Key.Key_Return)  # Save is the default
    settle()
    assert on_table(page) == (sport,)
    assert [row.term for row in stored(evening_desk)] == [Term.FALL, Term.SPRING]
    assert page.editor.undo_name() == "Undo Add a fixed time"
    assert "1 fixed time" in page.header.facts()
    page.editor.undo()
    settle()
    assert stored(evening_desk) == ()
    assert "fixed time" not in page.header.facts()


def test_who_cannot_stay_is_gone_from_the_last_bell_and_a_carpool_from_its_hour(
    page: PlanPage, bench: Workbench
) -> None:
    dialog = opened(page, bench)
    form = form_of(dialog)
    choose(form.kind, HOME)
    choose(form.terms, "fall")
    form.days.choose("MW")
    assert form.effect() == "Mon/Wed from 14:35"
    assert not form.start.isVisible()
    press(form.kind, Qt.Key.Key_Return)
    form = form_of(dialog)
    choose(form.kind, "carpool")
    choose(form.terms, "spring")
    form.days.choose("F")
    write(form.start, "15.45")
    press(form.start, Qt.Key.Key_Return)
    assert dialog.times() == (
        FixedTime("other", 2026, (Term.FALL,), "MW", 875, REST_OF_DAY),
        FixedTime("carpool", 2026, (Term.SPRING,), "F", 945, REST_OF_DAY),
    )


def test_a_reserved_period_takes_its_minutes_from_the_bells_and_asks_no_reason(
    page: PlanPage, bench: Workbench
) -> None:
    form = form_of(opened(page, bench))
    choose(form.kind, "reserved")
    choose(form.period, "P3")
    assert form.effect() == "Mon–Fri 10:22–11:12"
    assert form.times() == (FixedTime("reserved", 2026, SEMESTERS, "MTWRF", 622, 672, "VL"),)
    shown = [field for field in form.findChildren(QLineEdit) if field.isVisible()]
    assert shown == [], "there is nowhere to write why"


@pytest.mark.parametrize(
    ("start", "end", "days", "said"),
    [
        ("15:45", "15:00", "M", "It must end after it begins."),
        ("15:45", "17:00", "", "Say on which weekdays this is."),
        ("quarter to 4", "17:00", "M", '"quarter to 4" is no time; write 15:45 or 3:45 PM.'),
        ("15:45", "25:00", "M", '"25:00" is no time; write 15:45 or 3:45 PM.'),
        ("", "17:00", "M", "Write a time such as 15:45 or 3:45 PM."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_not_taken(
    page: PlanPage, bench: Workbench, start: str, end: str, days: str, said: str
) -> None:
    dialog = opened(page, bench)
    form = form_of(dialog)
    choose(form.kind, "job")
    form.days.choose(days)
    write(form.start, start)
    write(form.end, end)
    press(form.start, Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.fault() == said
    assert dialog.times() == ()


def test_fixed_times_that_overlap_are_kept_and_said(page: PlanPage, bench: Workbench) -> None:
    dialog = opened(page, bench)
    add_sport(dialog)
    assert dialog.warning() == ""
    form = form_of(dialog)
    choose(form.kind, "job")
    choose(form.school_year, 2027)
    form.days.choose("T")
    write(form.start, "17:00")
    write(form.end, "20:00")
    press(form.start, Qt.Key.Key_Return)
    assert len(dialog.times()) == 2
    assert dialog.warning() == "Sport and Job overlap on Tuesday; both are kept."
    dialog.list.setFocus()
    dialog.list.setCurrentRow(1)
    press(dialog.list, Qt.Key.Key_Delete)
    assert len(dialog.times()) == 1
    assert dialog.warning() == ""


def test_one_is_changed_in_its_form(
    page: PlanPage, bench: Workbench, settle: Settle, evening_desk: Desk
) -> None:
    dialog = opened(page, bench)
    add_sport(dialog)
    press(dialog.lunch.value, Qt.Key.Key_Return)
    settle()
    dialog = opened(page, bench)
    press(dialog.list, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter opens the line, it doesn't save"
    form = dialog.findChildren(FixedTimeForm)[-1]
    assert (form.kind.currentData(), form.season.currentData()) == ("sport", "winter")
    assert (form.start.text(), form.end.text(), form.days.days()) == ("15:30", "17:30", "MTWRF")
    choose(form.season, "spring")
    press(form.end, Qt.Key.Key_Return)
    press(dialog.lunch.value, Qt.Key.Key_Return)
    settle()
    assert [row.term for row in stored(evening_desk)] == [Term.SPRING]
    assert page.editor.undo_name() == "Undo Change fixed times"


def test_wishes_about_hours_are_kept_with_their_strength(
    page: PlanPage, bench: Workbench, settle: Settle, evening_desk: Desk
) -> None:
    dialog = opened(page, bench)
    write(dialog.lunch.value, "30")
    write(dialog.latest_end.value, "5 pm")
    choose(dialog.latest_end.strength, "must")
    press(dialog.latest_end.value, Qt.Key.Key_Return)
    settle()
    kept = hour_wishes_of(ana(evening_desk))
    assert kept == (HourWish("lunch", "30", "like"), HourWish("latest_end", "17:00", "must"))
    assert page.editor.undo_name() == "Undo Change wishes"
    dialog = opened(page, bench)
    assert dialog.latest_end.value.text() == "17:00"
    write(dialog.lunch.value, "")
    dialog.lunch.value.clear()
    press(dialog.latest_end.value, Qt.Key.Key_Return)
    settle()
    assert [wish.kind for wish in hour_wishes_of(ana(evening_desk))] == ["latest_end"]


def test_a_wish_that_cannot_be_is_said(page: PlanPage, bench: Workbench) -> None:
    dialog = opened(page, bench)
    write(dialog.lunch.value, "5")
    press(dialog.lunch.value, Qt.Key.Key_Return)
    assert dialog.fault() == "Lunch takes 10 to 90 minutes."
    dialog.lunch.value.clear()
    write(dialog.earliest_start.value, "9:00")
    write(dialog.latest_end.value, "08:00")
    press(dialog.lunch.value, Qt.Key.Key_Return)
    assert dialog.fault() == "The latest end must be after the earliest start."
    assert dialog.isVisible()


def test_nothing_changed_is_no_step(page: PlanPage, bench: Workbench, settle: Settle) -> None:
    dialog = opened(page, bench)
    press(dialog.lunch.value, Qt.Key.Key_Return)
    settle()
    assert page.editor.undo_name() == ""


def test_the_weekdays_are_reached_by_arrows_and_pressed_by_space(
    page: PlanPage, bench: Workbench
) -> None:
    form = form_of(opened(page, bench))
    form.days.choose("")
    form.days.setFocus()
    press(form.focusWidget(), Qt.Key.Key_Space)
    press(form.focusWidget(), Qt.Key.Key_Right)
    press(form.focusWidget(), Qt.Key.Key_Right)
    press(form.focusWidget(), Qt.Key.Key_Space)
    assert form.days.days() == "MW"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("15:45", 945), ("1545", 945), ("15.45", 945), ("3:45 PM", 945), ("3:45pm", 945),
        ("12 am", 0), ("12:30 p.m.", 750), ("7:05", 425), ("13:00 PM", None), ("24:00", None),
        ("15:75", None), ("", None), ("noon", None),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    assert clock_in(text) == minutes
