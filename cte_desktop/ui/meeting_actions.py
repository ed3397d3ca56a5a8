"""The actions of the meeting with one student, for the list of all (`action_list.py`)."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

MEETING = "meeting"
MEETING_LANGUAGE, MEETING_AGREED = "meeting_language", "meeting_agreed"

MEETING_ACTIONS = (
    ActionSpec(
        MEETING,
        "plan",
        1,
        noop("&Meeting"),
        noop("Sit down with this student: what is new, three things to decide, the whole screen"),
        "users",
        ("F11",),
    ),
    ActionSpec(
        MEETING_LANGUAGE,
        "plan",
        1,
        noop("The famil&y's language"),
        noop("Show the meeting in English or in Spanish"),
        "book-open",
        ("F9",),
    ),
    ActionSpec(
        MEETING_AGREED,
        "plan",
        1,
        noop("&Jot down what was agreed…"),
        noop("Write down in one line what was agreed, for the next time"),
        "pencil",
        ("F12",),
    ),
)
