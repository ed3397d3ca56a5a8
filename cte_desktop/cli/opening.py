"""Opening the database that a call names, asking for its passphrase at the terminal."""

from __future__ import annotations

import getpass
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.own_words import use_words_of
from cte_desktop.services.people.listing import name_to_sign_in
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.system.options import (
    actor_named,
    actor_of,
    clock_of,
    named_database,
    new_passphrase_of,
    passphrase_of,
)
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path


def database_of(options: argparse.Namespace) -> Path:
    """Return the database that --database or CTE_DATABASE names; a wrong call if none does."""
    given = named_database(options)
    if given is None:
        raise WrongCall(
            "no_database",
            "No database was named.",
            do="Say which with --database FILE, or set CTE_DATABASE.",
        )
    return given


def ask_passphrase(question: str) -> str | None:
    """Ask at the terminal without showing what is typed; None without a terminal."""
    return getpass.getpass(question) if sys.stdin is not None and sys.stdin.isatty() else None


def new_passphrase(options: argparse.Namespace, question: str) -> str | None:
    """Return the new passphrase that the options give, else ask for it twice at the terminal.

    None when none is given and there is no terminal; a wrong call when the two differ.
    """
    given = new_passphrase_of(options)
    if given:
        return given
    typed = ask_passphrase(question)
    if not typed:
        return None
    if ask_passphrase(tr("The same again: ")) != typed:
        raise WrongCall("passphrases_differ", "The two passphrases are not the same.")
    return typed


@contextmanager
def desk_of(options: argparse.Namespace, *, writable: bool) -> Iterator[Desk]:
    """Open the database that the options name and close it at the end.

    Who is named by --actor or CTE_ACTOR and has a passphrase of their own signs in with that.
    """
    file, clock, actor = database_of(options), clock_of(options), actor_of(options)
    passphrase, named = passphrase_of(options), actor_named(options)
    name = name_to_sign_in(file, named) if named else ""
    try:
        desk = open_desk(file, passphrase, clock, actor=actor, writable=writable, name=name)
    except KnownError as error:
        if error.code != "passphrase_needed":
            raise
        typed = ask_passphrase(tr("Passphrase: "))
        if typed is None:
            raise
        desk = open_desk(file, typed, clock, actor=actor, writable=writable, name=name)
    try:
        use_words_of(desk)
        yield desk
    finally:
        desk.close()
