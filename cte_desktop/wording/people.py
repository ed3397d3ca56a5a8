"""The roles of people and what each may do, in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import RIGHTS, Right, Role
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.people.roles import Person

ROLE_NAMES: Mapping[Role, str] = MappingProxyType(
    {
        Role.ADMINISTRATOR: noop("Administrator"),
        Role.REGISTRAR: noop("Registrar"),
        Role.COUNSELOR: noop("Counselor"),
        Role.READER: noop("Read only"),
    }
)

ROLE_WORDS: Mapping[Role, str] = MappingProxyType(
    {
        Role.ADMINISTRATOR: noop("May do everything, also rules, settings and who opens this."),
        Role.REGISTRAR: noop(
            "Imports files, keeps sections, awards pathways and works on every student's plan."
        ),
        Role.COUNSELOR: noop(
            "Plans, approves and prints for the own caseload and students without a counselor; "
            "looks at everybody."
        ),
        Role.READER: noop("Looks at everything, changes and prints nothing."),
    }
)

_MAY = {
    Role.ADMINISTRATOR: noop("An administrator may."),
    Role.REGISTRAR: noop("A registrar or an administrator may."),
    Role.COUNSELOR: noop("The student's counselor, a registrar or an administrator may."),
}

REFUSED: Mapping[Right, str] = MappingProxyType(
    {
        Right.PLAN: noop("Your role ({role}) doesn't change plans, pathways or wishes."),
        Right.DISCLOSE: noop("Your role ({role}) doesn't print or export records of students."),
        Right.APPROVE: noop("Your role ({role}) doesn't approve exceptions."),
        Right.SECTIONS: noop("Your role ({role}) doesn't change sections."),
        Right.IMPORT: noop("Your role ({role}) doesn't import files."),
        Right.AWARD: noop("Your role ({role}) doesn't change awards, certificates or their keys."),
        Right.RULES: noop("Your role ({role}) doesn't change rules or the catalog."),
        Right.SETTINGS: noop("Your role ({role}) doesn't change settings."),
        Right.PEOPLE: noop("Your role ({role}) doesn't say who opens this database."),
        Right.RESTORE: noop("Your role ({role}) doesn't put backups in the place of the database."),
        Right.DESTROY: noop("Your role ({role}) doesn't destroy records."),
    }
)
"""Why somebody may not do a thing."""

REFUSED_OTHERWISE = noop("Only administrators do this; your role is {role}.")


def role_name(role: Role) -> str:
    """Return the name of a role."""
    return tr(ROLE_NAMES[role])


def role_words(role: Role) -> str:
    """Return in one sentence what a role may do."""
    return tr(ROLE_WORDS[role])


def refused_sentence(right: Right | None) -> str:
    """Return the sentence, not yet translated, that refuses what needs a right.

    None: what nobody but administrators does.
    """
    return REFUSED_OTHERWISE if right is None else REFUSED[right]


def may_sentence(right: Right | None) -> str:
    """Return the sentence, not yet translated, that says who may what needs a right."""
    for role in (Role.COUNSELOR, Role.REGISTRAR):
        if right in RIGHTS[role]:
            return _MAY[role]
    return _MAY[Role.ADMINISTRATOR]


def unsettled_text(hindrance: str) -> str:
    """Return what is said of a change that holds though the key file couldn't be written."""
    return tr(
        "That holds, but the key file beside the database could not be brought up to date; the "
        "next opening does it. {hindrance}",
        hindrance=hindrance,
    )


def reason_text(role: Role, right: Right) -> str:
    """Return why an action is switched off for a role, and who may do it."""
    refused = tr(refused_sentence(right), role=role_name(role))
    return f"{refused} {tr(may_sentence(right))}"


def signed_in_words(person: Person, actor: str) -> str:
    """Return who sits at the desk: "Carla Hakobyan, counselor"; `actor` is the owner's name."""
    if not person.uid:
        return tr("{name}, owner", name=actor)
    return tr("{name}, {role}", name=person.name, role=role_name(person.role).lower())


def caseload_words(person: Person, counselor: str) -> str:
    """Say whose student it is where this person may only look; "" where they may do more."""
    if person.may_touch(counselor):
        return ""
    return tr("{counselor}'s student: look only", counselor=counselor)
