"""The actions that keep the database safe: lock, back up, check, and the folder of the log."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

LOCK, BACK_UP, CHECK_DATABASE, LOG_FOLDER = "lock", "back_up", "check_database", "log_folder"

KEEPING_ACTIONS = (
    ActionSpec(
        BACK_UP,
        "file",
        4,
        noop("&Back up now"),
        noop("Make a backup of the database, and check that it can be read"),
        "save",
        ("Ctrl+Shift+K",),
    ),
    ActionSpec(
        CHECK_DATABASE,
        "file",
        4,
        noop("Check the &database"),
        noop("Look through the whole database for damage, and say what was found"),
        "database",
    ),
    ActionSpec(
        LOCK,
        "file",
        5,
        noop("&Lock"),
        noop("Close all dialogs and hide everything until the passphrase is given"),
        "lock",
        ("Ctrl+L",),
    ),
)

LOG_ACTIONS = (
    ActionSpec(
        LOG_FOLDER,
        "help",
        2,
        noop("Open the &log folder"),
        noop("Show the folder with the log and the crash reports; no student's name is in them"),
        "folder-open",
    ),
)
