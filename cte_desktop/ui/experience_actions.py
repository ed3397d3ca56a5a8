"""The actions about what surrounds a pathway, for the list of all (`action_list.py`)."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

EXPERIENCE_ACTIONS = (
    ActionSpec(
        "around_pathway",
        "student",
        4,
        noop("Around the pa&thway…"),
        noop("See and write down workshops, work, organizations, certifications, college units"),
        "award",
        ("F6",),
    ),
    ActionSpec(
        "record_for_many",
        "student",
        4,
        noop("Re&cord for the selected students…"),
        noop("Write one experience down for all selected students at once"),
        "users",
        ("Ctrl+Shift+X",),
    ),
    ActionSpec(
        "employers",
        "student",
        4,
        noop("Emplo&yers…"),
        noop("Open the address book of employers"),
        "book-open",
    ),
)
