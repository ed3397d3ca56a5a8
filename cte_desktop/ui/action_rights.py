"""Which actions a role lacks: they are switched off, and their tips say why and who may.

The services refuse in any case (`services/people`); this only says so before somebody tries. What
is not listed here looks and changes nothing, or asks by itself.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import Right
from cte_desktop.wording.people import reason_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.people.roles import Person
    from cte_desktop.ui.actions import Actions

_BY_RIGHT = {
    Right.PLAN: """
        pick_up choose_section what_else choose_alternates set_aside lock_placement
        remove_placement fill_plan wishes wishes_of_many fixed_times add_program add_sequence
        place_parked apply_template save_template template_for_many fill_many swap_course
        edit_student record_for_many sign_up_many note_interest_many add_reminder tag_many
        propose_plan answer_plan sign_plan open_plan_again lock_plan sign_many lock_many
        unlock_many meeting_agreed
    """,
    Right.DISCLOSE: """
        export_files print_plan print_certificate print_week print_certificates everything_about
        print_packets copy_table
    """,
    Right.APPROVE: "add_exception",
    Right.SECTIONS: "add_section edit_section move_section cancel_section remove_section",
    Right.IMPORT: "import_files undo_import",
    Right.AWARD: """
        award_selected withdraw_award certificate_template reissue_certificate revoke_certificate
        export_public_keys join_key_lists enter_earlier_totals
    """,
    Right.RULES: "retire_course",
}

ACTION_RIGHTS: Mapping[str, Right] = MappingProxyType(
    {action: right for right, actions in _BY_RIGHT.items() for action in actions.split()}
)


def forbid_for(actions: Actions, person: Person) -> None:
    """Switch off what the role of who sits at the desk lacks."""
    actions.forbid(
        {
            action: reason_text(person.role, right)
            for action, right in ACTION_RIGHTS.items()
            if not person.may(right)
        }
    )
