"""The actions about filling one student's plan, for the list of all (`action_list.py`)."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

FILL_PLAN, COULD_COMPLETE = "fill_plan", "could_complete"

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
