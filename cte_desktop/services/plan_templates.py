"""Templates under a name: of plans, of course sequences, of wishes; each change can be undone.

What a content says is the business of those who apply it: `template_plans.py` for plans,
`sequences.py` for sequences, the services of wishes for wishes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.services.changes import Changes
from cte_desktop.storage import plan_templates as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

Template = store.KeptTemplate

PLAN, SEQUENCE, WISHES = "plan", "sequence", "wishes"
KINDS = (PLAN, SEQUENCE, WISHES)
LONGEST_NAME = 80
"""Characters of a name."""
_NOUNS = frozenset({"templates", "history"})


def list_templates(desk: Desk, kind: str) -> tuple[Template, ...]:
    """Return the templates of a kind, by name."""
    with desk.database.reading() as tx:
        return store.list_templates(tx, kind)


def find_template(desk: Desk, uid: str) -> Template:
    """Return one template; a wrong call if there is none any more."""
    with desk.database.reading() as tx:
        return _there(tx, uid)


def save_template(
    desk: Desk, kind: str, name: str, content: Content, *, pathway: str = "", school: str = ""
) -> Changes:
    """Keep a template under a name, in place of one of that name for this pathway and school."""
    name = _sound(name)
    with desk.database.writing() as tx:
        known = store.named_template(tx, kind, name, pathway, school)
        begin_step(tx, "save_template" if known is None else "change_template", {"template": name})
        uid = "" if known is None else known.uid
        store.save_template(tx, Template(uid, kind, name, pathway, school, content))
        return _changes(tx)


def rename_template(desk: Desk, uid: str, name: str) -> Changes:
    """Give a template another name; a wrong call when another one has it."""
    name = _sound(name)
    with desk.database.writing() as tx:
        before = _there(tx, uid)
        same = store.named_template(tx, before.kind, name, before.pathway, before.school)
        if same is not None and same.uid != uid:
            raise WrongCall(
                "template_name_taken",
                noop("There is a template “{template}” already."),
                kept=noop("Nothing was changed."),
                do=noop("Choose another name."),
                template=name,
            )
        begin_step(tx, "rename_template", {"template": before.name, "name": name})
        store.save_template(tx, replace(before, name=name))
        return _changes(tx)


def delete_template(desk: Desk, uid: str) -> Changes:
    """Remove a template; plans that were made with it stay as they are."""
    with desk.database.writing() as tx:
        before = _there(tx, uid)
        begin_step(tx, "delete_template", {"template": before.name})
        store.remove_template(tx, uid)
        return _changes(tx)


def _there(tx: Transaction, uid: str) -> Template:
    found = store.find_template(tx, uid)
    if found is None:
        raise WrongCall(
            "unknown_template",
            noop("This template is no longer there."),
            do=noop("The list is read anew; choose another one."),
        )
    return found


def _sound(name: str) -> str:
    """Return a name without spaces too many; a wrong call for one that is empty or too long."""
    name = " ".join(name.split())
    if not name:
        raise WrongCall("no_name", noop("Give it a name."))
    if len(name) > LONGEST_NAME:
        raise WrongCall(
            "name_too_long", noop("A name has at most {most} characters."), most=LONGEST_NAME
        )
    return name


def _changes(tx: Transaction) -> Changes:
    """Return what the step changed; nothing when it wrote nothing."""
    begun = tx.step is not None and tx.step.number is not None
    return Changes(_NOUNS, frozenset(), step_number(tx)) if begun else Changes()
