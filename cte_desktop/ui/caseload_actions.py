"""The actions of work on a caseload, for the list of all (`action_list.py`).

Shared notes, reminders, tags, lists of students and the packet for a family.
"""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

SHARED_NOTES, ADD_REMINDER, REMINDERS = "shared_notes", "add_reminder", "reminders"
PRINT_PACKETS = "print_packets"

CASELOAD_ACTIONS = (
    ActionSpec(
        SHARED_NOTES,
        "caseload",
        1,
        noop("Shared &notes…"),
        noop("Read and write what everybody who opens the database knows about this student"),
        "file-text",
        ("Ctrl+Shift+N",),
    ),
    ActionSpec(
        ADD_REMINDER,
        "caseload",
        2,
        noop("Add a &reminder…"),
        noop("Write down what is to be done about this student, and by which day"),
        "calendar-clock",
        ("Ctrl+R",),
    ),
    ActionSpec(
        REMINDERS,
        "caseload",
        2,
        noop("Re&minders…"),
        noop("See what is due over the whole caseload; tick it off or put it off"),
        "calendar-days",
        ("Ctrl+Alt+R",),
    ),
    ActionSpec(
        PRINT_PACKETS,
        "caseload",
        9,
        noop("Print &packets…"),
        noop("Print plan, findings and letter of each selected student for the family"),
        "printer",
    ),
)
