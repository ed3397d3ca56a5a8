"""The actions of the page Sections, for the list of all (`action_list.py`)."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

SECTION_PARTS = ("sections_schedule", "sections_demand", "sections_conflicts")
"""The actions that open the parts of the page, in their order."""

SECTION_ACTIONS = (
    ActionSpec(
        "add_section",
        "section",
        1,
        noop("&Add section…"),
        noop("Add a section to the schedule of this school year"),
        "plus",
        ("Ctrl+N",),
    ),
    ActionSpec(
        "edit_section",
        "section",
        1,
        noop("&Edit section…"),
        noop("Change the chosen section"),
        "pencil",
        ("Ctrl+E",),
    ),
    ActionSpec(
        "move_section",
        "section",
        1,
        noop("&Move section…"),
        noop("Give the chosen section other times or another room"),
        "clock",
        ("Ctrl+M",),
    ),
    ActionSpec(
        "cancel_section",
        "section",
        1,
        noop("&Cancel or reopen…"),
        noop("Cancel the chosen section, or take that back"),
        "x",
        ("Ctrl+Backspace",),
    ),
    ActionSpec(
        "remove_section",
        "section",
        1,
        noop("&Remove section…"),
        noop("Take the chosen section out of the schedule, as if it had never been there"),
        "trash-2",
    ),
    ActionSpec(
        "section_what_if",
        "section",
        2,
        noop("&What would break?"),
        noop("See whose plans break without the chosen section; nothing is stored"),
        "route",
        ("Ctrl+B",),
    ),
    ActionSpec(
        "retire_course",
        "section",
        2,
        noop("Ret&ire a course…"),
        noop("See whose plans break when a course is taught no more; nothing is stored"),
        "book-open",
        ("Ctrl+Shift+B",),
    ),
    ActionSpec(
        "sections_schedule",
        "section",
        3,
        noop("&Schedule"),
        noop("Show the sections of the school year"),
        "calendar-days",
        ("Alt+1",),
    ),
    ActionSpec(
        "sections_demand",
        "section",
        3,
        noop("&Demand"),
        noop("Show what plans and requests want beside the seats"),
        "users",
        ("Alt+2",),
    ),
    ActionSpec(
        "sections_conflicts",
        "section",
        3,
        noop("C&onflicts"),
        noop("Show which courses can't be had together"),
        "triangle-alert",
        ("Alt+3",),
    ),
    ActionSpec(
        "sections_view",
        "section",
        4,
        noop("Week or &table"),
        noop("Change between the week and the table of the sections"),
        "calendar-clock",
        ("Ctrl+T",),
    ),
    ActionSpec(
        "section_details",
        "section",
        4,
        noop("Details &beside the sections"),
        noop("Show or hide the chosen section beside the others"),
        "eye",
        ("Ctrl+D",),
    ),
)
