"""Pictures of what is kept of one student: disclosures, everything in one click, private notes."""

from __future__ import annotations

from cte_desktop.services.cases import open_cases
from cte_desktop.services.printing import Disclosure, log_print
from cte_desktop.services.private_notes import new_note, save_private_note
from cte_desktop.ui.data.page import DataPage
from cte_desktop.ui.disclosures.dialog import StudentDisclosures
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.private_notes.dialog import PrivateNotesDialog
from cte_desktop.ui.student_file.everything_dialog import EverythingDialog
from tools.looking.stage import Stage

_GIVEN = (
    ("plan", Disclosure("Parent or guardian", "Yearly meeting")),
    ("section-week", Disclosure("The student", "Advising")),
    ("plan", Disclosure("College of the Canyons, admissions", "Dual enrollment")),
    ("findings", Disclosure("Registrar of Valencia High", "Schedule of the spring term")),
)
_NOTES = (
    "Quiet in the first meeting; asked twice about Extended Day and how to get home after it.",
    "Wants to weld like an uncle does, and would rather not say so in front of friends.",
)


def student_file_pictures(stage: Stage) -> None:
    """Take the dialogs of a student of whom something has left, and the log of everyone."""
    case = next(open_cases(stage.desk))
    uid, actions = case.file.student.uid, stage.program.bench.actions
    for report, given in _GIVEN:
        log_print(stage.desk, report, case, given)
    for text in _NOTES:
        save_private_note(stage.desk, uid, new_note(stage.desk), text)
    stage.program.bench.requests.student_requested.emit(uid)
    stage.wait_for(PlanPage)
    actions.action("student_disclosures").trigger()
    log = stage.wait_for(StudentDisclosures)
    stage.grab("student-disclosures", log)
    log.accept()
    stage.rest()
    actions.action("everything_about").trigger()
    everything = stage.wait_for(EverythingDialog)
    stage.grab("everything-about", everything)
    everything.reject()
    stage.rest()
    actions.action("private_notes").trigger()
    notes = stage.wait_for(PrivateNotesDialog)
    stage.grab("private-notes", notes)
    notes.accept()
    stage.program.window.open_page("data")
    page = stage.wait_for(DataPage)
    page.open_section(page.disclosures)
    stage.rest()
    page.disclosures.log.filters.recipient.setCurrentIndex(1)
    stage.grab("data-disclosures-narrowed")
    page.disclosures.log.filters.clear()
