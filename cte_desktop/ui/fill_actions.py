"""The actions about filling plans, of one student or of many, and about what closes, for the list
of all (`action_list.py`).
"""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

FILL_PLAN, COULD_COMPLETE = "fill_plan", "could_complete"
FILL_MANY, SWAP_COURSE, RADAR = "fill_many", "swap_course", "radar"

FILL_ACTIONS = (
    ActionSpec(
        FILL_PLAN,
        "plan",
        3,
        noop("&Fill the plan"),
        noop("Look for the best plan around what is earned and locked; you keep or discard it"),
        "circle-dot",
        ("F5",),
    ),
    ActionSpec(
        COULD_COMPLETE,
        "plan",
        3,
        noop("Pathways still in reac&h…"),
        noop("See which pathways this student could still complete, with the plan that does it"),
        "route",
        ("Shift+F5",),
    ),
)

MANY_ACTIONS = (
    ActionSpec(
        FILL_MANY,
        "student",
        8,
        noop("Fi&ll plans of the selection…"),
        noop("Look for the best plan of many students; look at all of them, then keep or discard"),
        "circle-dot",
        ("Ctrl+F5",),
    ),
    ActionSpec(
        SWAP_COURSE,
        "student",
        8,
        noop("Swap a course for &many…"),
        noop("Add, swap or drop a course in many plans, as one step"),
        "move-horizontal",
        ("Ctrl+Shift+F5",),
    ),
    ActionSpec(
        RADAR,
        "view",
        1,
        noop("Last-&chance radar"),
        noop(
            "See who must start the concentrator or the capstone by when, what closes first on top"
        ),
        "clock",
        ("Alt+8",),
    ),
)
