"""What a step of the history is called: "Move Welding 2 to 11th grade, fall"."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.wording.history.settings import setting_label
from cte_desktop.wording.labels import (
    course_label,
    decision_label,
    grade_label,
    school_label,
    term_label,
)
from cte_desktop.wording.programs import program_title, requirement_title
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog

# The sentence of each action that a service gives its step; no student's name stands in any.
ACTIONS = {
    "place_course": noop("Add {course} to {grade} grade, {term}"),
    "move_course": noop("Move {course} to {grade} grade, {term}"),
    "remove_course": noop("Remove {course} from {grade} grade"),
    "park_course": noop("Set {course} aside"),
    "lock_course": noop("Lock {course}"),
    "unlock_course": noop("Unlock {course}"),
    "choose_section": noop("Choose section {section_id} of {course}"),
    "leave_section": noop("Leave {course} without section"),
    "choose_pattern": noop("Choose where and how {course} is taken"),
    "take_and_move": noop("Take {section_id} and move {other} to {to}"),
    "take_and_move_two": noop("Take {section_id}, move {other} to {to} and {third} to {third_to}"),
    "choose_course": noop("Choose {other} for {course} in {grade} grade"),
    "take_alternate": noop("Take {other} instead of {course}"),
    "choose_alternates": noop("Change the alternates of {course}"),
    "propose_plan": noop("Propose “{plan}”"),
    "propose_plans": noop("Propose {plans} plans"),
    "accept_plan": noop("Note that the family accepts “{plan}”"),
    "decline_plan": noop("Note that the family declines “{plan}”"),
    "sign_plan": noop("Sign “{plan}”"),
    "sign_plans": noop("Sign {plans} plans"),
    "open_plan_again": noop("Open “{plan}” again"),
    "lock_plan": noop("Lock “{plan}”"),
    "lock_plans": noop("Lock the plans of {students} students"),
    "unlock_plan": noop("Unlock “{plan}”"),
    "unlock_plans": noop("Unlock the plans of {students} students"),
    "lock_courses_of_many": noop("Lock courses in the plans of {students} students"),
    "unlock_courses_of_many": noop("Unlock courses in the plans of {students} students"),
    "set_edit_windows": noop("Set when plans may be changed"),
    "edit_plan": noop("Change the plan"),
    "new_plan": noop("New plan “{plan}”"),
    "copy_plan": noop("Copy the plan as “{plan}”"),
    "rename_plan": noop("Rename the plan “{plan}” to “{name}”"),
    "activate_plan": noop("Make “{plan}” the active plan"),
    "delete_plan": noop("Delete the plan “{plan}”"),
    "bring_back_plan": noop("Bring back “{plan}” of an earlier day"),
    "place_parked": noop("Place what was set aside"),
    "add_sequence": noop("Add the courses of {sequence}"),
    "apply_template": noop("Apply the template {template}"),
    "apply_template_to_many": noop("Apply the template {template} to {plans} plans"),
    "save_template": noop("Save the template {template}"),
    "change_template": noop("Change the template {template}"),
    "rename_template": noop("Rename the template {template} to {name}"),
    "delete_template": noop("Delete the template {template}"),
    "repair_plan": noop("Repair a plan"),
    "repair_plans": noop("Repair {plans} plans"),
    "add_missing_courses": noop("Add the missing course to {plans} plans"),
    "cancel_section_and_repair": noop("Cancel section {section_id} (plans repaired: {plans})"),
    "move_section_and_repair": noop("Move section {section_id} (plans repaired: {plans})"),
    "shrink_section_and_repair": noop(
        "Leave section {section_id} only {seats} seats (plans repaired: {plans})"
    ),
    "retire_course_and_repair": noop("Retire {course} (plans repaired: {plans})"),
    "edit_student": noop("Change {fields}"),
    "choose_kept_fields": noop("Choose between values of here and of a file"),
    "import": noop("Import {files}"),
    "change_setting": noop("Set {setting} to {value}"),
    "add_school": noop("Add the school {school}"),
    "change_school": noop("Change the school {school}"),
    "remove_school": noop("Remove the school {school}"),
    "add_bell": noop("Add the bell {block} of {school}"),
    "change_bell": noop("Change the bell {block} of {school}"),
    "remove_bell": noop("Remove the bell {block} of {school}"),
    "change_way": noop("Set the travel time between {origin} and {destination}"),
    "remove_way": noop("Forget the travel time between {origin} and {destination}"),
    "add_paper_picture": noop("Print the picture {picture} on papers"),
    "remove_paper_picture": noop("Print no picture {picture} on papers"),
    "publish_rules": noop("Publish {files}"),
    "publish_rules_noted": noop("Publish {files}: {note}"),
    "remember_answers": noop("Remember answers about imported values"),
    "forget_answer": noop("Forget an answer about imported values"),
    "load_catalog": noop("Load the shipped catalog"),
    "pin_course": noop("Pin {course} to {requirement}"),
    "unpin_course": noop("Unpin {course}"),
    "add_exception": noop("Approve an exception ({decision})"),
    "change_exception": noop("Change an exception ({decision})"),
    "remove_exception": noop("Remove an exception ({decision})"),
    "sign_up": noop("Sign up for {pathway}"),
    "change_pathway": noop("Change to {pathway}"),
    "leave_pathway": noop("Leave {pathway}"),
    "note_interest": noop("Note the interest in {pathway}"),
    "sign_up_many": noop("Sign up {students} students for {pathway}"),
    "note_interest_of_many": noop("Note the interest of {students} students in {pathway}"),
    "add_program": noop("Add the program {program}"),
    "remove_program": noop("Remove the program {program}"),
    "add_fixed_time": noop("Add a fixed time"),
    "change_fixed_times": noop("Change fixed times"),
    "change_wishes": noop("Change wishes"),
    "change_wishes_of_many": noop("Change the wishes of {students} students"),
    "fill": noop("Fill the plan"),
    "fill_many": noop("Fill {plans} plans"),
    "add_for_many": noop("Add {other} to {plans} plans"),
    "swap_for_many": noop("Take {other} instead of {course} in {plans} plans"),
    "drop_for_many": noop("Take {course} out of {plans} plans"),
    "tag_many": noop("Give {students} students the tag “{tag}”"),
    "untag_many": noop("Take the tag “{tag}” from {students} students"),
    "save_list": noop("Save the list “{list}”"),
    "change_list": noop("Change the list “{list}”"),
    "rename_list": noop("Rename the list “{list}” to “{name}”"),
    "delete_list": noop("Delete the list “{list}”"),
    "add_experience": noop("Add {experience}"),
    "change_experience": noop("Change {experience}"),
    "remove_experience": noop("Remove {experience}"),
    "record_for_many": noop("Record {experience} for {students} students"),
    "add_employer": noop("Add the employer {employer}"),
    "change_employer": noop("Change the employer {employer}"),
    "remove_employer": noop("Remove the employer {employer}"),
    "add_earlier_total": noop("Enter the completers of {year}"),
    "change_earlier_total": noop("Change the completers of {year}"),
    "remove_earlier_total": noop("Remove the completers of {year}"),
    "add_section": noop("Add section {section_id} of {course}"),
    "change_section": noop("Change section {section_id} of {course}"),
    "move_section": noop("Move section {section_id} of {course}"),
    "cancel_section": noop("Cancel section {section_id} of {course}"),
    "reopen_section": noop("Reopen section {section_id} of {course}"),
    "remove_section": noop("Remove section {section_id} of {course}"),
    "award": noop("Award the pathways completed in {year}"),
    "withdraw_award": noop("Take back the award {serial}"),
    "withhold_certificate": noop("Withhold the certificate {serial}"),
    "release_certificate": noop("Release the certificate {serial}"),
    "join_key_list": noop("Join the keys of {laptops}"),
    "change_certificate": noop("Change how certificates look"),
    "default_certificate": noop("Take certificates back to the district default"),
    "add_certificate_picture": noop("Add the picture {picture} to certificates"),
    "remove_certificate_picture": noop("Remove the picture {picture} from certificates"),
    "change_cords": noop("Change the cords and seals of the sectors"),
    "save_profile": noop("Save the profile {profile}"),
    "remove_profile": noop("Remove the profile {profile}"),
    "note_request": noop("Note that a family asked for the records"),
    "answer_request": noop("Note that a family has seen the records"),
    "destroy_records": noop("Destroy records of {students} students"),
    "add_person": noop("Let {person} open the database"),
    "change_person": noop("Change what {person} may do"),
    "rename_person": noop("Call {person} {name}"),
    "add_shared_note": noop("Add a shared note"),
    "change_shared_note": noop("Change a shared note"),
    "remove_shared_note": noop("Remove a shared note"),
    "add_reminder": noop("Add a reminder"),
    "change_reminder": noop("Change a reminder"),
    "finish_reminder": noop("Mark reminders as done"),
    "reopen_reminder": noop("Mark reminders as not done yet"),
    "postpone_reminder": noop("Put reminders off"),
    "remove_reminder": noop("Remove reminders"),
    "remove_person": noop("Let {person} no longer open the database"),
    "start_school_year": noop("Begin the school year {year}"),
}

FIELDS = {
    "goal": noop("goal after school"),
    "major": noop("intended major"),
    "preferred_name": noop("preferred name"),
}


def step_text(action: str, details: Mapping[str, object], catalog: Catalog) -> str:
    """Return the name of a step in words."""
    sentence = ACTIONS.get(action)
    if sentence is None:
        return action.replace("_", " ").capitalize()
    return tr(sentence).format_map(_Places(details, catalog))


def undo_text(step: str) -> str:
    """Return the words of the Undo menu for a step."""
    return tr("Undo {step}", step=step)


def redo_text(step: str) -> str:
    """Return the words of the Redo menu for a step."""
    return tr("Redo {step}", step=step)


class _Places(dict[str, str]):
    """Fills the places of a sentence from the details of a step."""

    def __init__(self, details: Mapping[str, object], catalog: Catalog) -> None:
        super().__init__()
        self._details, self._catalog = details, catalog

    def __missing__(self, key: str) -> str:
        value = self._details.get("grade_level" if key == "grade" else key, "")
        if key in {"course", "other", "third"}:
            return course_label(str(value), self._catalog)
        if key in {"school", "origin", "destination"}:
            return school_label(str(value), self._catalog)
        if key == "requirement":
            program = str(self._details.get("program", ""))
            return requirement_title(program, str(value), self._catalog)
        if key in _LABELS:
            return _LABELS[key](value)
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _grade_text(value: object) -> str:
    return grade_label(value) if isinstance(value, int) else ""


def _fields_text(value: object) -> str:
    """Return the names of the fields that a step changed; all of them when it doesn't say which."""
    named = value if isinstance(value, (list, tuple)) else ()
    return ", ".join(tr(FIELDS[name]) for name in FIELDS if name in named or not named)


_LABELS: Mapping[str, Callable[[object], str]] = MappingProxyType(
    {
        "grade": _grade_text,
        "term": lambda value: term_label(str(value)),
        "fields": _fields_text,
        "setting": lambda value: setting_label(str(value)),
        "decision": lambda value: decision_label(str(value)),
        "program": lambda value: program_title(str(value)),
    }
)
"""How the places of a sentence are said that need no catalog."""
