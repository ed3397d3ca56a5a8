"""Saying who opens the database: adding, changing and removing a person, and their passphrases.

Each change is a step of the history. A passphrase is none: only its key lies in the key file, and
it goes with the person.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import Person, Right, Role
from cte_desktop.services.changes import Changes
from cte_desktop.services.decisions import Fault
from cte_desktop.services.people.rights import require
from cte_desktop.services.protection import change_passphrase as change_passphrase_of_database
from cte_desktop.services.protection import confirm_own, require_length
from cte_desktop.storage import people as store
from cte_desktop.storage.database import ACTOR_LENGTH
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.key_file import read_key_file
from cte_desktop.storage.keys import remove_person_key, rename_person_key
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.content import Json
    from cte_desktop.storage.transaction import Transaction

LONGEST_NAME = ACTOR_LENGTH
"""Characters: as many as the history keeps of who did something."""
_NOUNS = frozenset({"people", "history"})


@dataclass(frozen=True, slots=True)
class PersonChanges(Changes):
    """What was changed, and the person as kept.

    `unsettled` is what hindered the key file: the change holds, and the next opening puts the keys
    right.
    """

    person: Person | None = None
    unsettled: KnownError | None = None


def add_person(desk: Desk, name: str, role: Role, counselor: str, passphrase: str) -> PersonChanges:
    """Let somebody open the database with a passphrase of their own, as one step.

    `counselor` is the name of a counselor's caseload in the district's files; other roles have
    none. Raises known errors: not_allowed, no_passphrase (the database itself has none), wrong
    calls: wrong_person, passphrase_short.
    """
    require(desk, Right.PEOPLE)
    _require_passphrases(desk)
    require_length(passphrase)
    clean = _clean(Person("", name, role, counselor))
    with desk.database.writing() as tx:
        _require_right(tx, clean)
        begin_step(tx, "add_person", {"person": clean.name})
        made = store.save_person(tx, clean)
        if made is None:
            raise AssertionError("a new person is always a change")
        desk.database.add_person_key(made.uid, made.name, passphrase)
        number = step_number(tx)
    desk.see_person()  # the owner's own name may be taken now
    return PersonChanges(_NOUNS, step=number, person=made)


def change_person(
    desk: Desk,
    uid: str,
    *,
    name: str | None = None,
    role: Role | None = None,
    counselor: str | None = None,
    passphrase: str | None = None,
) -> PersonChanges:
    """Give a person another name, role, caseload or passphrase; None leaves each as it is.

    What they did before stays in the history under the name of then. The last administrator stays
    one while others open the database.
    """
    require(desk, Right.PEOPLE)
    if passphrase is not None:
        _require_passphrases(desk)
        require_length(passphrase)
    with desk.database.writing() as tx:
        before = _found(tx, uid)
        after = _clean(
            replace(
                before,
                name=before.name if name is None else name,
                role=role or before.role,
                counselor=before.counselor if counselor is None else counselor,
            )
        )
        _require_right(tx, after)
        _begin_change(tx, before, after)
        kept = store.save_person(tx, after)
        number = step_number(tx) if kept is not None else None
        if passphrase is not None:  # first: all or nothing is changed
            desk.database.add_person_key(uid, after.name, passphrase)
    unsettled = _settled(desk)
    desk.see_person()
    nouns = frozenset[str]() if kept is None and passphrase is None else _NOUNS
    return PersonChanges(nouns, step=number, person=after, unsettled=unsettled)


def remove_person(desk: Desk, uid: str) -> PersonChanges:
    """Let somebody no longer open the database: their key goes, their name stays in the history.

    Nobody removes themselves, and an administrator stays while others open the database.
    """
    require(desk, Right.PEOPLE)
    if uid == desk.person.uid:
        raise WrongCall(
            "own_person",
            noop("You can't remove yourself."),
            kept=noop("Nothing was changed."),
            do=noop("Another administrator can, or who knows the database's own passphrase."),
        )
    with desk.database.writing() as tx:
        before = _found(tx, uid)
        begin_step(tx, "remove_person", {"person": before.name})
        store.save_person(tx, replace(before, active=False))
        number = step_number(tx)
    gone = replace(before, active=False)
    return PersonChanges(_NOUNS, step=number, person=gone, unsettled=_settled(desk))


def change_own_passphrase(desk: Desk, old: str, new: str) -> None:
    """Replace the passphrase of who sits here, the owner's being the database's own.

    Raises wrong_passphrase and too_many_tries for `old`, passphrase_short for `new`.
    """
    if not desk.person.uid:
        change_passphrase_of_database(desk, old, new)
        return
    require_length(new)
    confirm_own(desk, old)
    desk.database.add_person_key(desk.person.uid, desk.person.name, new)


def name_owner(desk: Desk, name: str) -> None:
    """Write what the owner does under this name from now on; a person has the name of the list."""
    if not desk.person.uid:
        desk.database.actor = name
        desk.see_person()  # it may be somebody's who opens the database, too


def settle_keys(desk: Desk) -> None:
    """Bring the key file in line with the list: no key of who left, every key under its name.

    What a step and its undo changed, or a power cut left between the two files, is put right so.
    """
    file = desk.database.path
    if file is None or not desk.database.writable:
        return
    keys = read_key_file(file).people
    if not keys:
        return
    with desk.database.reading() as tx:
        names = {one.uid: one.name for one in store.list_people(tx) if one.active}
    for key in keys:
        if key.uid not in names:
            remove_person_key(file, key.uid)
        elif key.name != names[key.uid]:
            rename_person_key(file, key.uid, names[key.uid])


def fault_in(person: Person, others: Iterable[Person]) -> Fault | None:
    """Return what is wrong with a person as written, the first field first; None if nothing."""
    one = _clean(person)
    if not one.name:
        return Fault("name", tr("Write the person's name."))
    if len(one.name) > LONGEST_NAME:
        long = tr("This is too long: at most {count} characters.", count=LONGEST_NAME)
        return Fault("name", long)
    if not one.name.isprintable():
        return Fault("name", tr("This name has a character that can't be shown."))
    key = store.name_key(one.name)
    if any(o.active and o.uid != one.uid and store.name_key(o.name) == key for o in others):
        taken = tr("Somebody called {name} opens this database already.", name=one.name)
        return Fault("name", taken)
    return None


def _settled(desk: Desk) -> KnownError | None:
    """Settle the keys after a step that stands whatever becomes of them; returns what hindered."""
    try:
        settle_keys(desk)
    except KnownError as error:
        return error
    return None


def _clean(person: Person) -> Person:
    counselor = " ".join(person.counselor.split()) if person.role is Role.COUNSELOR else ""
    name = unicodedata.normalize("NFC", " ".join(person.name.split()))
    return replace(person, name=name, counselor=counselor)


def _found(tx: Transaction, uid: str) -> Person:
    person = store.find_person(tx, uid)
    if person is None or not person.active:
        raise WrongCall(
            "unknown_person",
            noop("This person does not open the database any more."),
            kept=noop("Nothing was changed."),
        )
    return person


def _begin_change(tx: Transaction, before: Person, after: Person) -> None:
    renamed = before.name != after.name
    only_renamed = renamed and replace(after, name=before.name) == before
    details: dict[str, Json] = {"person": before.name, "name": after.name}
    begin_step(tx, "rename_person" if only_renamed else "change_person", details)


def _require_right(tx: Transaction, person: Person) -> None:
    fault = fault_in(person, store.list_people(tx))
    if fault is not None:
        # A name may hold braces: the sentence is a value, not a template.
        raise WrongCall("wrong_person", "{fault}", kept="Nothing was changed.", fault=fault.text)


def _require_passphrases(desk: Desk) -> None:
    """Raise where the database has no passphrase: then everybody opens it, as its owner."""
    file = desk.database.path
    if file is not None and not read_key_file(file).needs_passphrase:
        raise KnownError(
            "no_passphrase",
            "{file} has no passphrase: whoever has its files can read and change everything.",
            kept="Nothing was changed.",
            do="Set a passphrase first (Settings, Protection); then others can be let in.",
            file=file.name,
        )
