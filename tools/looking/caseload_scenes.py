"""Pictures of shared notes, reminders and the questions before packets are printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cte_desktop.services.cases import open_cases
from cte_desktop.services.glance import Whose
from cte_desktop.services.reminders import Reminder, add_reminder
from cte_desktop.services.shared_notes import new_note, save_note
from cte_desktop.ui.home.page import HomePage
from cte_desktop.ui.notes.dialog import SharedNotesDialog
from cte_desktop.ui.packets.order_dialog import PacketDialog
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.reminders.add_dialog import AddReminderDialog
from cte_desktop.ui.reminders.list_dialog import RemindersDialog
from tools.looking.stage import Stage

_NOTES = (
    ("Mother works nights: call after 3 PM, in Spanish.", None, "", False),
    ("Would like the welding shop at Golden Oak; needs the bus at 4.", 11, "fall", False),
    ("Algebra 1 is taken again in summer school, so that Geometry comes in fall.", 10, "", True),
)
_REMINDERS = (
    (-4, "Call home about the summer course"),
    (-1, "Ask the registrar for the transcript of the last school"),
    (0, "See whether the letter came back signed"),
    (6, "Visit the welding shop together"),
)


def caseload_pictures(stage: Stage) -> None:
    """Take the dialogs of a student with notes and reminders, and Home with what is due."""
    cases = [case for _, case in zip(range(len(_REMINDERS)), open_cases(stage.desk), strict=False)]
    uid, actions = cases[0].file.student.uid, stage.program.bench.actions
    for said, grade, term, for_family in _NOTES:
        note = replace(new_note(stage.desk, said), grade_level=grade, term=term)
        save_note(stage.desk, uid, replace(note, for_family=for_family))
    for case, (days, said) in zip(cases, _REMINDERS, strict=True):
        due = stage.desk.today() + timedelta(days)
        add_reminder(stage.desk, case.file.student.uid, Reminder("", "", due, said))
    stage.program.bench.requests.student_requested.emit(uid)
    stage.wait_for(PlanPage)
    actions.action("shared_notes").trigger()
    notes = stage.wait_for(SharedNotesDialog)
    notes.list.setCurrentRow(0)
    stage.grab("shared-notes", notes)
    notes.accept()
    stage.rest()
    actions.action("add_reminder").trigger()
    form = stage.wait_for(AddReminderDialog)
    stage.grab("add-reminder", form)
    form.reject()
    stage.rest()
    actions.action("print_packets").trigger()
    packets = stage.wait_for(PacketDialog)
    stage.grab("packets", packets)
    packets.reject()
    stage.program.window.open_page("home")
    page = stage.wait_for(HomePage)
    stage.rest()
    listed = RemindersDialog(
        stage.desk, stage.program.bench, Whose(), page.scope.words(), stage.program.window
    )
    listed.open()
    stage.rest()
    stage.grab("reminders", listed)
    listed.accept()
    stage.grab("home-reminders")
