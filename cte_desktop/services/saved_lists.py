"""Lists of students under a name: filters, columns and order; each change can be undone.

A list belongs to whoever keeps it. What its content says is the page's business (`ui/students`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.services.changes import Changes
from cte_desktop.services.student_fields import visible_text
from cte_desktop.storage import content as store_content
from cte_desktop.storage import saved_lists as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

SavedList = store.KeptList
ListContent = store_content.Content

NOUN = "saved_lists"
LONGEST_NAME = 80
"""Characters of a name."""


def saved_lists(desk: Desk) -> tuple[SavedList, ...]:
    """Return the lists of who sits at the desk, by name."""
    with desk.database.reading() as tx:
        return store.lists_of(tx, desk.person.uid)


def save_list(desk: Desk, name: str, content: ListContent) -> Changes:
    """Keep a list under a name, in place of one of that name."""
    name = sound_name(name)
    with desk.database.writing() as tx:
        known = _named(tx, desk, name)
        begin_step(tx, "save_list" if known is None else "change_list", {"list": name})
        if known is None:
            known = SavedList("", desk.person.uid, name, content)
        store.save_list(tx, replace(known, content=content))
        return _changes(tx)


def rename_list(desk: Desk, uid: str, name: str) -> Changes:
    """Give a list another name; a wrong call when another one has it."""
    name = sound_name(name)
    with desk.database.writing() as tx:
        before = _there(tx, desk, uid)
        same = _named(tx, desk, name)
        if same is not None and same.uid != uid:
            raise WrongCall(
                "list_name_taken",
                noop("There is a list “{list}” already."),
                kept=noop("Nothing was changed."),
                do=noop("Choose another name."),
                list=name,
            )
        begin_step(tx, "rename_list", {"list": before.name, "name": name})
        store.save_list(tx, replace(before, name=name))
        return _changes(tx)


def delete_list(desk: Desk, uid: str) -> Changes:
    """Remove a list; the students that it shows stay as they are."""
    with desk.database.writing() as tx:
        before = _there(tx, desk, uid)
        begin_step(tx, "delete_list", {"list": before.name})
        store.remove_list(tx, uid)
        return _changes(tx)


def sound_name(name: str) -> str:
    """Return a name without spaces too many and without what nobody sees; a wrong call for one that
    is empty or too long.
    """
    name = visible_text(name)
    if not name:
        raise WrongCall("no_name", noop("Give it a name."))
    if len(name) > LONGEST_NAME:
        raise WrongCall(
            "name_too_long", noop("A name has at most {most} characters."), most=LONGEST_NAME
        )
    return name


def _named(tx: Transaction, desk: Desk, name: str) -> SavedList | None:
    """Return the list that has a name, be it in other letters: "My list" is "my list"."""
    own = store.lists_of(tx, desk.person.uid)
    return next((one for one in own if one.name.casefold() == name.casefold()), None)


def _there(tx: Transaction, desk: Desk, uid: str) -> SavedList:
    found = store.find_list(tx, uid)
    if found is None or found.owner != desk.person.uid:
        raise WrongCall("unknown_list", noop("This list is no longer there."))
    return found


def _changes(tx: Transaction) -> Changes:
    """Return what the step changed; nothing when it wrote nothing."""
    begun = tx.step is not None and tx.step.number is not None
    nouns = frozenset({NOUN, "history"})
    return Changes(nouns, frozenset(), step_number(tx)) if begun else Changes()
