"""The actions about what the program keeps of one student, for the list of all (`action_list.py`).

What happened, who was given what, what stood in the plan on an earlier day, and the counselor's own
notes.
"""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

STUDENT_HISTORY, STUDENT_DISCLOSURES = "student_history", "student_disclosures"
EVERYTHING_ABOUT, PRIVATE_NOTES = "everything_about", "private_notes"
PLAN_AS_OF = "plan_as_of"

STUDENT_FILE_ACTIONS = (
    ActionSpec(
        STUDENT_HISTORY,
        "student",
        5,
        noop("Histo&ry…"),
        noop("See who changed what about this student and when, and take a change back"),
        "history",
        ("Ctrl+H",),
    ),
    ActionSpec(
        STUDENT_DISCLOSURES,
        "student",
        5,
        noop("&Disclosures…"),
        noop("See who was given what about this student, and for what purpose"),
        "external-link",
    ),
    ActionSpec(
        EVERYTHING_ABOUT,
        "student",
        5,
        noop("&Everything about this student…"),
        noop("Write all that the program keeps of this student into files for the family"),
        "file-down",
    ),
    ActionSpec(
        PRIVATE_NOTES,
        "student",
        5,
        noop("Pri&vate notes…"),
        noop("Write down what only you should see; it is never printed, sent or exported"),
        "eye-off",
    ),
    ActionSpec(
        PLAN_AS_OF,
        "plan",
        8,
        noop("Plan as &of a date…"),
        noop("See the plan as it stood on an earlier day beside the one of today"),
        "history",
        ("Shift+F9",),
    ),
)
