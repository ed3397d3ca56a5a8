"""The question of the what-if: which change, and what of it can't be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.section import Section, SectionMeeting
from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    MoveSection,
    RetireCourse,
    ShrinkSection,
)
from cte_desktop.services.desk import Desk
from cte_desktop.ui.sections.blast.change_form import ChangeForm, Kind
from tests.services.sections.blast_radius.blasting import NEXT, section
from tests.ui.hands import click, press, type_text

KEY = (NEXT, "T-ART1")


@pytest.fixture
def catalog(desk: Desk) -> Catalog:
    return desk.catalog()


def shown(qtbot: QtBot, catalog: Catalog, about: Section | None) -> ChangeForm:
    form = ChangeForm(about, catalog)
    qtbot.addWidget(form)
    form.resize(900, 500)
    form.show()
    return form


@pytest.fixture
def form(qtbot: QtBot, catalog: Catalog) -> ChangeForm:
    meetings = (SectionMeeting("", "TR", 945, 1095),)
    return shown(qtbot, catalog, section(KEY[1], "ART1", "P1", "VL", meetings=meetings, seats=34))


def test_cancelling_is_asked_first_and_the_fields_tell_what_the_section_is(
    form: ChangeForm,
) -> None:
    assert form.change() == CancelSection(KEY)
    form.choose(Kind.MOVE)
    assert form.change() == MoveSection(KEY, "TR", 945, 1095)
    form.choose(Kind.RETIRE)
    assert form.change() == RetireCourse("ART1")


def test_whoever_fills_in_a_field_means_its_kind_of_change(form: ChangeForm) -> None:
    click(form.days["M"])
    assert form.change() == MoveSection(KEY, "MTR", 945, 1095)
    form.seats.setFocus()
    type_text(form.seats, "12")
    assert form.change() == ShrinkSection(KEY, 12)
    form.end.selectAll()
    type_text(form.end, "17:00")
    assert form.change() == MoveSection(KEY, "MTR", 945, 1020)


def test_the_arrows_go_from_kind_to_kind(form: ChangeForm) -> None:
    form.focus_first()
    press(form.kinds.button(Kind.CANCEL.value), Qt.Key.Key_Down)
    assert form.kind() is Kind.MOVE


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("", "such as 15:45"),
        ("soon", '"soon" is no time'),
        ("15:45", "end after it starts"),
    ],
)
def test_times_that_cannot_be_are_said_and_nothing_is_asked(
    form: ChangeForm, end: str, words: str
) -> None:
    form.choose(Kind.MOVE)
    form.end.setText(end)
    assert form.change() is None
    assert words in form.fault.text()
    type_text(form.end, "9")
    assert not form.fault.isVisible()


def test_a_section_has_to_meet_on_a_weekday(form: ChangeForm) -> None:
    click(form.days["T"])
    click(form.days["R"])
    assert form.change() is None
    assert form.fault.text() == "Choose at least one weekday."


@pytest.mark.parametrize(
    ("seats", "words"), [("", "0 or more"), ("-1", "0 or more"), ("34", "has 34 seats now")]
)
def test_seats_have_to_be_fewer(form: ChangeForm, seats: str, words: str) -> None:
    form.choose(Kind.SHRINK)
    form.seats.setText(seats)
    assert form.change() is None
    assert words in form.fault.text()


def test_without_a_section_only_a_course_can_be_retired(qtbot: QtBot, catalog: Catalog) -> None:
    form = shown(qtbot, catalog, None)
    assert not form.kinds.button(Kind.CANCEL.value).isVisible()
    assert not form.seats.isVisible()
    assert form.change() is None
    assert form.fault.text() == "Choose the course."
    form.course.setText("no such course")
    assert form.change() is None
    assert "no such course" in form.fault.text()
    form.course.setText("ART1")
    assert form.change() == RetireCourse("ART1")


def test_times_that_differ_by_weekday_are_not_written_for_all_of_them(
    qtbot: QtBot, catalog: Catalog
) -> None:
    friday = SectionMeeting("", "F", 930, 1020)
    meetings = (SectionMeeting("", "MTWR", 945, 1095), friday)
    made = shown(qtbot, catalog, section(KEY[1], "ART1", "", "VL", meetings=meetings))
    made.choose(Kind.MOVE)
    assert (made.start.text(), made.end.text()) == ("", "")
    assert made.change() is None
    made.start.setText("3:45 PM")
    made.end.setText("1815")
    assert made.change() == MoveSection(KEY, "MTWRF", 945, 1095)
