"""The actions of the meeting with one student, for the list of all (`action_list.py`)."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

MEETING = "meeting"
MEETING_LANGUAGE, MEETING_AGREED = "meeting_language", "meeting_agreed"

IN_A_MEETING = frozenset(
    """
    meeting meeting_language meeting_agreed quit lock undo redo go_to next_student previous_student
    pick_up choose_section what_else choose_alternates set_aside lock_placement
    remove_placement fill_plan could_complete wishes student_week request_matrix fixed_times what_if
    add_program add_exception plans_menu compare_plans add_sequence place_parked apply_template
    edit_student around_pathway student_pathways add_reminder propose_plan answer_plan sign_plan
    open_plan_again lock_plan print_plan print_week print_certificate dark_theme high_contrast
    comfortable_rows larger smaller actual_size help shortcuts about
    """.split()
)
"""What stays while a family looks on: it shows nothing but this student, and nothing that is the
counselor's own. Whatever is not named here is off until the meeting ends.
"""

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
