"""The actions of work on a caseload, for the list of all (`action_list.py`).

Shared notes, reminders, tags, lists of students and the packet for a family.
"""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

SHARED_NOTES, ADD_REMINDER, REMINDERS = "shared_notes", "add_reminder", "reminders"
PRINT_PACKETS = "print_packets"
TAG_MANY, COPY_TABLE = "tag_many", "copy_table"
SAVED_LISTS, CHOOSE_COLUMNS = "saved_lists", "choose_columns"

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
        TAG_MANY,
        "caseload",
        3,
        noop("&Tags…"),
        noop("Give tags to the selected students, or take them away"),
        "star",
        ("Ctrl+G",),
    ),
    ActionSpec(
        SAVED_LISTS,
        "caseload",
        4,
        noop("Saved &lists…"),
        noop("Show, save, rename or delete your lists: filters, columns and order under a name"),
        "filter",
        ("Ctrl+Alt+G",),
    ),
    ActionSpec(
        CHOOSE_COLUMNS,
        "caseload",
        4,
        noop("C&olumns…"),
        noop("Choose which columns the list of students shows, and in which order"),
        "layout-grid",
        ("Ctrl+Alt+I",),
    ),
    ActionSpec(
        COPY_TABLE,
        "caseload",
        4,
        noop("&Copy as table"),
        noop("Copy the selected students, or all that are shown, for a spreadsheet or a letter"),
        "copy",
        ("Ctrl+C",),
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
