"""The actions about how the window looks: dark or light, contrast, size, rows."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

LOOK_ACTIONS = (
    ActionSpec(
        "dark_theme",
        "view",
        2,
        noop("&Dark colors"),
        noop("Light text on a dark ground"),
        "moon",
        ("Ctrl+Shift+D",),
        checkable=True,
    ),
    ActionSpec(
        "high_contrast",
        "view",
        2,
        noop("&High contrast"),
        noop("Words, lines and marks that stand out more from their ground"),
        "",
        ("Ctrl+Shift+H",),
        checkable=True,
    ),
    ActionSpec(
        "comfortable_rows",
        "view",
        2,
        noop("&Roomy rows"),
        noop("More space between the rows of tables"),
        checkable=True,
    ),
    ActionSpec(
        "larger",
        "view",
        3,
        noop("&Larger"),
        noop("Make everything larger, up to twice the size"),
        "zoom-in",
        ("Ctrl++", "Ctrl+="),
    ),
    ActionSpec(
        "smaller",
        "view",
        3,
        noop("&Smaller"),
        noop("Make everything smaller again"),
        "zoom-out",
        ("Ctrl+-",),
    ),
    ActionSpec(
        "actual_size", "view", 3, noop("&Usual size"), noop("Back to 100 percent"), "", ("Ctrl+0",)
    ),
)
