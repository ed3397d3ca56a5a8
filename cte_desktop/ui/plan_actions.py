"""The actions about the plans of a student as a whole, for the list of all (`action_list.py`)."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

PLANS_MENU, COMPARE_PLANS = "plans_menu", "compare_plans"
PLACE_PARKED, TEMPLATE_FOR_MANY = "place_parked", "template_for_many"
APPLY_TEMPLATE, SAVE_TEMPLATE, ADD_SEQUENCE = "apply_template", "save_template", "add_sequence"

PLAN_ACTIONS = (
    ActionSpec(
        PLANS_MENU,
        "plan",
        8,
        noop("Plans &under names…"),
        noop("Show, copy, rename or delete a plan of this student, or make it the active one"),
        "copy",
        ("F8",),
    ),
    ActionSpec(
        COMPARE_PLANS,
        "plan",
        8,
        noop("&Compare plans…"),
        noop("See two plans side by side, and what each does to the programs"),
        "move-horizontal",
        ("Shift+F8",),
    ),
    ActionSpec(
        ADD_SEQUENCE,
        "plan",
        8,
        noop("Add a course seque&nce…"),
        noop("Add the steps of a pathway, mathematics or a language in one go"),
        "route",
        ("Ctrl+J",),
    ),
    ActionSpec(
        PLACE_PARKED,
        "plan",
        8,
        noop("&Place what is set aside"),
        noop("Put the courses of the tray into the earliest terms that the rules allow"),
        "route",
        ("Ctrl+Shift+J",),
    ),
    ActionSpec(
        APPLY_TEMPLATE,
        "plan",
        8,
        noop("Apply a &template…"),
        noop("Lay a template of a plan around what this student has"),
        "layout-grid",
        ("Ctrl+Shift+T",),
    ),
    ActionSpec(
        SAVE_TEMPLATE,
        "plan",
        8,
        noop("Sa&ve as a template…"),
        noop("Keep the courses of this plan as a template for other students"),
        "save",
    ),
    ActionSpec(
        TEMPLATE_FOR_MANY,
        "student",
        8,
        noop("&Apply a template to the selected students…"),
        noop("Lay a template of a plan around what all selected students have, as one step"),
        "layout-grid",
    ),
)
