"""The actions about wishes, for the list of all (`action_list.py`)."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

WISHES, WISHES_OF_MANY = "wishes", "wishes_of_many"

WISH_ACTIONS = (
    ActionSpec(
        WISHES,
        "student",
        3,
        noop("Wishe&s…"),
        noop("Note what the student wants of the plan: must, would like or no, by rank"),
        "star",
        ("Shift+F4",),
    ),
    ActionSpec(
        WISHES_OF_MANY,
        "student",
        4,
        noop("&Wishes of the selected students…"),
        noop("Note the same wishes for all selected students at once"),
        "star",
    ),
)
