"""The options that stand anywhere, for the window and the command line alike.

Each may also be given as a variable of the environment: CTE_DATABASE, CTE_PASSPHRASE, CTE_TODAY and
CTE_ACTOR.
"""

from __future__ import annotations

import argparse
import getpass
import os
from pathlib import Path
from typing import Any, NoReturn

from cte_desktop.system.clock import Clock, clock_from
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.system.plain_text import plain_line

LONGEST_ACTOR = 80


class Parser(argparse.ArgumentParser):
    """A parser that raises a `WrongCall` where argparse would end the program.

    Options are written in full: a new one must never change what an old call means.
    """

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(**{"allow_abbrev": False} | settings)

    def error(self, message: str) -> NoReturn:
        """Raise the wrong call, with the way to the help."""
        raise WrongCall(
            "wrong_call",
            "{message}.",
            do='"{command} --help" shows how it is called.',
            message=message[:1].upper() + message[1:],
            command=self.prog,
        )


def a_path(text: str) -> Path:
    """Return the path that an option names; an empty one names nothing."""
    if not text.strip():
        raise argparse.ArgumentTypeError("a file or folder must be named")
    return Path(text)


def add_options_anywhere(parser: argparse.ArgumentParser) -> None:
    """Let a parser take the options that the functions below read."""
    parser.add_argument("--database", type=a_path, metavar="FILE")
    parser.add_argument("--passphrase-file", type=a_path, metavar="FILE")
    parser.add_argument("--today", metavar="YYYY-MM-DD")
    parser.add_argument("--actor", metavar="NAME")


def clock_of(options: argparse.Namespace) -> Clock:
    """Return the clock that --today or CTE_TODAY sets, else the machine's."""
    return clock_from(getattr(options, "today", None) or os.environ.get("CTE_TODAY"))


def actor_of(options: argparse.Namespace, kept: str = "") -> str:
    """Return the name that the history gets: --actor, CTE_ACTOR, the one `kept` in the settings,
    else the login name.
    """
    named = actor_named(options) or plain_line(kept)
    if not named:
        try:
            named = getpass.getuser()
        except (OSError, KeyError):
            named = "counselor"
    return (plain_line(named) or "counselor")[:LONGEST_ACTOR].strip()


def actor_named(options: argparse.Namespace) -> str:
    """Return the name that --actor or CTE_ACTOR gives, "" when neither does."""
    named = plain_line(getattr(options, "actor", None) or "")
    return named or plain_line(os.environ.get("CTE_ACTOR", ""))


def named_database(options: argparse.Namespace) -> Path | None:
    """Return the database that --database or CTE_DATABASE names, None when neither does."""
    given = getattr(options, "database", None) or os.environ.get("CTE_DATABASE")
    return Path(given) if given else None


def passphrase_of(options: argparse.Namespace) -> str | None:
    """Return the passphrase of --passphrase-file or CTE_PASSPHRASE, or None when neither is set."""
    file: Path | None = getattr(options, "passphrase_file", None)
    return _passphrase_in(file) if file else os.environ.get("CTE_PASSPHRASE") or None


def new_passphrase_of(options: argparse.Namespace) -> str | None:
    """Return the one of --new-passphrase-file or CTE_NEW_PASSPHRASE, None when neither is set."""
    file: Path | None = getattr(options, "new_passphrase_file", None)
    return _passphrase_in(file) if file else os.environ.get("CTE_NEW_PASSPHRASE") or None


def _passphrase_in(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").rstrip("\r\n")  # Notepad marks its files
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(
            "passphrase_file",
            "The passphrase file {file} can't be read.",
            do="Check the name and whether you may read it.",
            file=file,
        ) from error
