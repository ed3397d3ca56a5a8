"""The actions about sign-ups for pathways, for the list of all (`action_list.py`)."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

STUDENT_PATHWAYS, SIGN_UP, NOTE_INTEREST = "student_pathways", "sign_up_many", "note_interest_many"

SIGN_UP_ACTIONS = (
    ActionSpec(
        STUDENT_PATHWAYS,
        "student",
        4,
        noop("Pathways of t&he student…"),
        noop("See suggestions and history; sign up, change, leave or note an interest"),
        "route",
        ("F7",),
    ),
    ActionSpec(
        SIGN_UP,
        "student",
        4,
        noop("Sign &up the selected students…"),
        noop("Sign all selected students up for a pathway at once"),
        "users",
        ("Ctrl+Shift+U",),
    ),
    ActionSpec(
        NOTE_INTEREST,
        "student",
        4,
        noop("Note the &interest of the selected students…"),
        noop("Note that all selected students are interested in a pathway"),
        "users",
    ),
)
