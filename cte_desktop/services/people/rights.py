"""Which right each action of the history needs, and the refusal that says who has it.

The guard (`guarding.py`) asks for every step. What writes or hands out without a step asks here, by
`require`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import Right, Role
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.people import may_sentence, refused_sentence, role_name
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cte_desktop.domain.people.roles import Person
    from cte_desktop.services.desk import Desk

NOT_ALLOWED = "not_allowed"

_BY_RIGHT = {
    Right.PLAN: """
        place_course move_course remove_course park_course lock_course unlock_course choose_section
        leave_section choose_pattern take_and_move take_and_move_two choose_course take_alternate
        choose_alternates edit_plan new_plan copy_plan rename_plan activate_plan delete_plan
        bring_back_plan place_parked add_sequence apply_template apply_template_to_many
        save_template change_template rename_template delete_template repair_plan repair_plans
        add_missing_courses edit_student choose_kept_fields sign_up change_pathway leave_pathway
        note_interest sign_up_many note_interest_of_many add_program remove_program add_fixed_time
        change_fixed_times change_wishes change_wishes_of_many fill fill_many add_for_many
        swap_for_many drop_for_many add_experience change_experience remove_experience
        tag_many untag_many save_list change_list rename_list delete_list
        record_for_many add_employer change_employer remove_employer
        add_shared_note change_shared_note remove_shared_note add_reminder change_reminder
        finish_reminder reopen_reminder postpone_reminder remove_reminder
        propose_plan propose_plans accept_plan decline_plan sign_plan sign_plans open_plan_again
        lock_plan lock_plans unlock_plan unlock_plans lock_courses_of_many unlock_courses_of_many
    """,
    Right.APPROVE: "pin_course unpin_course add_exception change_exception remove_exception",
    Right.SECTIONS: """
        cancel_section_and_repair move_section_and_repair shrink_section_and_repair add_section
        change_section move_section cancel_section reopen_section remove_section
    """,
    Right.IMPORT: "import remember_answers forget_answer save_profile remove_profile",
    Right.AWARD: """
        award withdraw_award withhold_certificate release_certificate join_key_list
        change_certificate default_certificate add_certificate_picture remove_certificate_picture
        change_cords add_earlier_total change_earlier_total remove_earlier_total
    """,
    Right.RULES: "retire_course_and_repair publish_rules publish_rules_noted load_catalog",
    Right.SETTINGS: """
        change_setting start_school_year set_edit_windows add_school change_school remove_school
        add_bell change_bell remove_bell change_way remove_way add_paper_picture
        remove_paper_picture
    """,
    Right.DISCLOSE: "note_request answer_request",
    Right.DESTROY: "destroy_records",
    Right.PEOPLE: "add_person change_person rename_person remove_person",
}

ACTION_RIGHTS: Mapping[str, Right] = MappingProxyType(
    {action: right for right, actions in _BY_RIGHT.items() for action in actions.split()}
)
"""The right that a step of each action needs, and so its undo and its redo."""


def may_do(person: Person, action: str) -> bool:
    """Say whether somebody may do a step of this action.

    An action of another version, which nobody knows here, is an administrator's.
    """
    right = ACTION_RIGHTS.get(action)
    if right is None:
        return person.active and person.role is Role.ADMINISTRATOR
    return person.may(right)


def require(desk: Desk, right: Right) -> None:
    """Raise the refusal if who sits at the desk lacks a right."""
    if not desk.person.may(right):
        raise refusal(desk.person, right)


def require_change(desk: Desk, action: str, uids: Collection[str]) -> None:
    """Raise what would be said at the end of long work: asked before it is begun.

    `action` is that of the step, `uids` are the students whom it would be about.
    """
    with desk.database.reading() as tx:
        tx.require_action(action)
        tx.require_students(uids)


def require_disclosure(desk: Desk, uids: Collection[str]) -> None:
    """Raise if records of these students may not be printed or exported: before a file is made."""
    with desk.database.reading() as tx:
        tx.require_disclosure(uids)


def refusal(person: Person, right: Right | None) -> KnownError:
    """Return why somebody may not do a thing, and who may; None: what only administrators do."""
    return KnownError(
        NOT_ALLOWED,
        refused_sentence(right),
        kept=noop("Nothing was changed."),
        do=may_sentence(right),
        role=role_name(person.role),
    )
