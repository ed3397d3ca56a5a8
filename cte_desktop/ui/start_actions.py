"""The actions around starting: recent databases, what is new, and an update from a file."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

RECENT, UPDATE, WHATS_NEW = "recent_databases", "update_program", "whats_new"

RECENT_ACTIONS = (
    ActionSpec(
        RECENT,
        "file",
        1,
        noop("R&ecent databases"),
        noop("Open one of the databases that were open before"),
        "history",
    ),
)

NEWS_ACTIONS = (
    ActionSpec(
        WHATS_NEW,
        "help",
        1,
        noop("&What's new"),
        noop("Read what changed with this version and those before"),
        "star",
    ),
    ActionSpec(
        UPDATE,
        "help",
        2,
        noop("&Update from a file…"),
        noop("Install a newer version from a file; the database is backed up first"),
        "download",
    ),
)
