"""The command about who opens the database: list, add, change, remove."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.cli.opening import desk_of, new_passphrase
from cte_desktop.domain.people.roles import Role
from cte_desktop.services.people import changing
from cte_desktop.services.people.listing import list_people
from cte_desktop.system.errors import WrongCall
from cte_desktop.system.options import new_passphrase_of
from cte_desktop.wording.errors import told
from cte_desktop.wording.people import role_name, unsettled_text
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.people.roles import Person
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.people.listing import PersonLine


def people(options: argparse.Namespace, output: Output) -> int:
    """List who opens the database, or change one of them."""
    if options.do == "list":
        return _list(options, output)
    name = getattr(options, "person", None)
    if not name:
        raise WrongCall("wrong_call", 'Say who: "people {deed} NAME".', deed=options.do)
    doers = {"add": _add, "change": _change, "remove": _remove}
    return doers[options.do](options, output, name)


def _list(options: argparse.Namespace, output: Output) -> int:
    with desk_of(options, writable=False) as desk:
        lines = list_people(desk, who_left=True)
    answer = {"people": [_object(one) for one in lines]}
    output.answer(answer, "\n".join(map(_text, lines)) or tr("Only its own passphrase opens it."))
    return 0


def _add(options: argparse.Namespace, output: Output, name: str) -> int:
    role = getattr(options, "role", None)
    if role is None:
        raise WrongCall("wrong_call", "Say in which role: --role ROLE.")
    passphrase = new_passphrase(options, tr("Passphrase of {name}: ", name=name))
    if passphrase is None:
        raise WrongCall(
            "passphrase_needed",
            "A person needs a passphrase of their own.",
            do="Give it with --new-passphrase-file FILE or CTE_NEW_PASSPHRASE.",
        )
    counselor = getattr(options, "counselor", "")
    with desk_of(options, writable=True) as desk:
        made = changing.add_person(desk, name, Role(role), counselor, passphrase)
    return _told(output, made, tr("{name} opens the database from now on.", name=name))


def _change(options: argparse.Namespace, output: Output, name: str) -> int:
    role = getattr(options, "role", None)
    with desk_of(options, writable=True) as desk:
        made = changing.change_person(
            desk,
            _uid(desk, name),
            name=getattr(options, "name", None),
            role=None if role is None else Role(role),
            counselor=getattr(options, "counselor", None),
            passphrase=new_passphrase_of(options),
        )
    return _told(output, made, tr("Changed {name}.", name=name))


def _remove(options: argparse.Namespace, output: Output, name: str) -> int:
    with desk_of(options, writable=True) as desk:
        made = changing.remove_person(desk, _uid(desk, name))
    words = tr(
        "{name} no longer opens the database; backups made before still open as they did.",
        name=name,
    )
    return _told(output, made, words)


def _uid(desk: Desk, name: str) -> str:
    wanted = " ".join(name.split()).casefold()
    for line in list_people(desk):
        if " ".join(line.person.name.split()).casefold() == wanted:
            return line.person.uid
    raise WrongCall(
        "unknown_person",
        "Nobody called {name} opens this database.",
        do=noop('"people list" says who does.'),
        name=name,
    )


def _told(output: Output, made: changing.PersonChanges, words: str) -> int:
    person = made.person
    answer = {"step": made.step, "person": None if person is None else _person(person)}
    output.answer(answer, words)
    if made.unsettled is not None:
        output.aside(unsettled_text(told(made.unsettled).text))
    return 0


def _object(line: PersonLine) -> dict[str, object]:
    return {**_person(line.person), "may_sign_in": line.may_sign_in, "students": line.students}


def _person(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "role": person.role.value,
        "counselor": person.counselor,
        "active": person.active,
    }


def _text(line: PersonLine) -> str:
    person = line.person
    parts = [f"{person.name:<24}", role_name(person.role)]
    if line.students is not None:
        parts.append(f"{person.counselor} ({line.students:,})")
    if not person.active:
        parts.append(tr("no longer here"))
    elif not line.may_sign_in:
        parts.append(tr("without a passphrase"))
    return "  ".join(parts)


COMMANDS = MappingProxyType({"people": people})
