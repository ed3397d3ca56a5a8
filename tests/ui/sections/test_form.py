"""The form of a section: rows of meetings, bells, and what is wrong at its field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.services.sections.editing import SectionProblem
from cte_desktop.ui.sections.field_cell import CourseField
from cte_desktop.ui.sections.meeting_list import MeetingList
from cte_desktop.ui.sections.meeting_row import MeetingRow
from cte_desktop.ui.sections.section_dialog import Purpose, SectionDialog
from cte_desktop.ui.sections.section_form import Known
from tests.builders import catalog
from tests.ui.hands import click, press, type_text
from tests.ui.sections.rows import AFTER_SCHOOL, CATALOG, P3

SECTION = Section(
    "VL26-0001", 2026, "year", "ENG09", "VL", SectionKind.DAY,
    (SectionMeeting("P3", "", room="B12"), SectionMeeting("", "TR", 945, 1095, "Lab")),
    "L. Kim", 34, "Welding=4; 12", 9, None,
)  # fmt: skip


def meeting_row(meeting: SectionMeeting, qtbot: QtBot) -> MeetingRow:
    made = MeetingRow(meeting, CATALOG, "VL")
    qtbot.addWidget(made)
    made.show()
    return made


def opened(section: Section, purpose: Purpose, qtbot: QtBot) -> SectionDialog:
    dialog = SectionDialog(section, Known(catalog(), ("L. Kim", "M. Diaz")), purpose)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.mark.parametrize(
    "meeting",
    [
        P3,
        AFTER_SCHOOL,
        SectionMeeting("P4", "MTWRF"),
        SectionMeeting("P4", "MW"),
        SectionMeeting("P7", "TR", 900, 960, "Gym"),
        SectionMeeting("", "", 900, 960),
    ],
)
def test_a_meeting_comes_back_as_it_was_shown(meeting: SectionMeeting, qtbot: QtBot) -> None:
    made = meeting_row(meeting, qtbot)
    assert made.meeting() == meeting
    assert made.problems() == ()


def test_a_period_says_its_bells_by_weekday_and_where_there_is_none(qtbot: QtBot) -> None:
    made = meeting_row(P3, qtbot)
    assert made.bells() == "P3: Mon–Thu 10:22–11:12, Fri 11:09–11:49"
    assert not made.start.isVisible()
    made.show_site("CN")
    assert made.bells() == "P3: Mon–Fri 10:30–11:20"
    made.period.setCurrentIndex(made.period.findData("P4"))
    assert made.bells() == "P4: no bell at this site"


def test_weekdays_are_switched_by_space_and_told_as_a_file_writes_them(qtbot: QtBot) -> None:
    made = meeting_row(P3, qtbot)
    press(made.days["F"], Qt.Key.Key_Space)
    assert made.meeting().days == "MTWR"
    press(made.days["F"], Qt.Key.Key_Space)
    assert made.meeting().days == ""
    for button in made.days.values():
        click(button)
    assert [problem.code for problem in made.problems()] == ["no_weekday"]


def test_clock_times_that_cannot_be_read_are_told_with_what_was_typed(qtbot: QtBot) -> None:
    made = meeting_row(P3, qtbot)
    made.period.setCurrentIndex(made.period.findText("Clock times"))
    assert made.start.isVisible()
    assert {problem.field for problem in made.problems()} == {"start", "end"}
    type_text(made.start, "15:45")
    type_text(made.end, "25:00")
    assert [(p.field, p.text) for p in made.problems()] == [
        ("end", '"25:00" is no time; write 15:45 or 3:45 PM.')
    ]
    made.end.setText("6:15 PM")
    assert made.meeting() == SectionMeeting("", "", 945, 1095, "B12")


@pytest.mark.parametrize("purpose", [Purpose.EDIT, Purpose.MOVE])
def test_a_section_comes_back_as_it_was_shown_and_there_is_nothing_to_save(
    purpose: Purpose, qtbot: QtBot
) -> None:
    dialog = opened(SECTION, purpose, qtbot)
    assert dialog.section() == SECTION
    with qtbot.waitSignal(dialog.check_wanted) as wanted:
        pass
    dialog.show_problems(wanted.args[0], ())
    assert not dialog.save.isEnabled()


def test_what_is_typed_is_checked_and_what_stops_keeps_save_off(qtbot: QtBot) -> None:
    dialog = opened(SECTION, Purpose.EDIT, qtbot)
    dialog.form.teacher.setText("M. Diaz")
    with qtbot.waitSignal(dialog.check_wanted) as wanted:
        pass
    changed = replace(SECTION, teacher="M. Diaz")
    assert wanted.args == [changed]
    stop = SectionProblem("teacher", "two_places", "M. Diaz is in Room 4 then.", stops=True)
    note = SectionProblem("days", "bell_missing", "No bell on Friday.", stops=False)
    dialog.show_problems(changed, (stop, note))
    assert not dialog.save.isEnabled()
    assert dialog.form.cells["teacher"].faults.text() == "M. Diaz is in Room 4 then."
    assert dialog.form.teacher.accessibleDescription() == "M. Diaz is in Room 4 then."
    assert dialog.meetings.faults.text() == "No bell on Friday."
    dialog.show_problems(changed, (note,))
    assert dialog.save.isEnabled()
    assert not dialog.form.cells["teacher"].faults.isVisible()


def test_an_answer_about_what_stood_there_before_is_not_spoken_of(qtbot: QtBot) -> None:
    dialog = opened(SECTION, Purpose.EDIT, qtbot)
    dialog.form.teacher.setText("M. Diaz")
    old = SectionProblem("teacher", "two_places", "L. Kim is in Room 4 then.", stops=True)
    dialog.show_problems(SECTION, (old,))
    assert dialog.form.cells["teacher"].faults.text() == ""


def test_seats_that_are_no_number_are_told_at_once(qtbot: QtBot) -> None:
    dialog = opened(SECTION, Purpose.EDIT, qtbot)
    dialog.form.seats.setText("many")
    assert dialog.form.cells["seats"].faults.text() == '"many" is no number of seats.'
    assert not dialog.save.isEnabled()
    dialog.form.seats.setText("-3")
    assert dialog.section().seats == -3
    dialog.form.seats.setText("")
    assert dialog.section().seats is None


def test_a_problem_of_no_field_that_is_shown_is_said_above_the_buttons(qtbot: QtBot) -> None:
    dialog = opened(SECTION, Purpose.MOVE, qtbot)
    problem = SectionProblem("teacher", "two_places", "L. Kim is in Room 4 then.", stops=False)
    dialog.show_problems(SECTION, (problem,))
    assert dialog.general.isVisible()
    assert dialog.general.text() == "L. Kim is in Room 4 then."


def test_meetings_are_added_and_removed_but_never_the_last(qtbot: QtBot) -> None:
    dialog = opened(SECTION, Purpose.EDIT, qtbot)
    click(dialog.meetings.add_button)
    assert len(dialog.section().meetings) == 3
    assert dialog.meetings.rows[-1].period.hasFocus()
    click(dialog.meetings.rows[0].remove)
    click(dialog.meetings.rows[0].remove)
    assert len(dialog.section().meetings) == 1
    assert not dialog.meetings.rows[0].remove.isEnabled()


def test_a_new_section_gets_an_id_of_its_site_unless_one_was_typed(qtbot: QtBot) -> None:
    new = Section("", 2027, "year", "", "VL", SectionKind.DAY)
    dialog = opened(new, Purpose.ADD, qtbot)
    dialog.show_id("VL", "VL27-0009")
    assert dialog.form.section_id.text() == "VL27-0009"
    asked: list[str] = []
    dialog.id_wanted.connect(asked.append)
    dialog.form.site.setCurrentIndex(dialog.form.site.findData("CN"))
    assert asked == ["CN"]
    dialog.show_id("CN", "CN27-0002")
    assert dialog.form.section_id.text() == "CN27-0002"
    dialog.form.section_id.setText("MINE")
    dialog.show_id("CN", "CN27-0003")
    assert dialog.form.section_id.text() == "MINE"


def test_a_course_that_is_missing_is_asked_for_once_a_person_has_gone_past_it(
    qtbot: QtBot,
) -> None:
    dialog = opened(Section("X", 2027, "year", "", "VL", SectionKind.DAY), Purpose.ADD, qtbot)
    faults = dialog.form.cells["course"].faults
    assert faults.text() == ""
    assert not dialog.save.isEnabled()
    press(dialog.form.course, Qt.Key.Key_Tab)
    assert faults.text() == "Choose the course that is taught."
    title = catalog().course_by_code["ENG09"].title
    dialog.form.course.setText(title.upper())
    assert dialog.section().course_code == "ENG09"
    assert faults.text() == ""


def test_tab_goes_through_the_form_as_one_reads_it(qtbot: QtBot) -> None:
    dialog = opened(SECTION, Purpose.EDIT, qtbot)
    dialog.meetings.add()
    dialog.form.course.setFocus()
    met = []
    for _ in range(9):
        met.append(dialog.focusWidget())
        press(dialog.focusWidget(), Qt.Key.Key_Tab)
    form = dialog.form
    assert met == [
        form.course, form.section_id, form.site, form.kind, form.term, form.teacher, form.seats,
        form.reserved_for, form.grade_min,
    ]  # fmt: skip


def test_what_is_wrong_with_a_meeting_is_heard_at_its_field(qtbot: QtBot) -> None:
    meetings = MeetingList(catalog())
    qtbot.addWidget(meetings)
    meetings.show_meetings((SectionMeeting("", "M", 945, 1095),), "VL")
    (row,) = meetings.rows
    row.end.setText("noon")
    row.days["M"].setChecked(False)
    assert len(meetings.problems()) == 2
    assert row.end.accessibleDescription() == '"noon" is no time; write 15:45 or 3:45 PM.'
    assert row.days["T"].accessibleDescription() == "Choose at least one weekday."
    assert row.start.accessibleDescription() == ""
    row.end.setText("1815")
    row.days["M"].setChecked(True)
    assert meetings.problems() == ()
    assert row.end.accessibleDescription() == row.days["T"].accessibleDescription() == ""
    twice = SectionProblem("meetings", "twice", "It meets twice at one time.", stops=False)
    meetings.show_faults((twice,))
    assert row.period.accessibleDescription() == twice.text
    meetings.show_faults(())
    assert row.period.accessibleDescription() == ""


def test_a_course_is_found_by_a_title_that_ends_in_brackets(qtbot: QtBot) -> None:
    known = catalog()
    honors = replace(known.course_by_code["ENG11"], code="ENG11H", title="English 11 (Honors)")
    field = CourseField(replace(known, courses=(*known.courses, honors)))
    qtbot.addWidget(field)
    for typed in ("english 11 (honors)", "English 11 (Honors) (ENG11H)", "eng11h"):
        field.setText(typed)
        assert field.code() == "ENG11H"
    field.setText("Elsewhere (X9)")
    assert field.code() == "X9"


def test_a_field_that_cannot_be_read_hides_nothing_of_the_others_and_moves_none(
    qtbot: QtBot,
) -> None:
    dialog = opened(SECTION, Purpose.EDIT, qtbot)
    qtbot.waitUntil(lambda: not dialog._timer.isActive())
    below = dialog.form.reserved_for.mapTo(dialog, dialog.form.reserved_for.rect().topLeft())
    taken = SectionProblem("section_id", "duplicate_id", "There is one already.", stops=True)
    late = SectionProblem("teacher", "teacher_twice", "L. Kim teaches Z.", stops=False)
    with qtbot.waitSignal(dialog.check_wanted) as wanted:
        dialog.form.seats.setText("minus five")
    dialog.show_problems(wanted.args[0], (taken, late))
    said = {name: cell.faults.text() for name, cell in dialog.form.cells.items()}
    assert said["seats"] == '"minus five" is no number of seats.'
    assert said["section_id"] == "There is one already."
    assert said["teacher"] == "L. Kim teaches Z."
    assert not dialog.save.isEnabled()
    qtbot.wait(1)  # the layout
    assert below == dialog.form.reserved_for.mapTo(
        dialog, dialog.form.reserved_for.rect().topLeft()
    )
    dialog.meetings.rows[1].start.setText("soon")
    dialog.meetings.rows[1].changed.emit()
    assert dialog.form.cells["section_id"].faults.text() == "There is one already."
    assert dialog.form.cells["teacher"].faults.text() == ""  # at which time, nobody knows
