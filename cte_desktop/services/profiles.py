"""Profiles of information systems: the shipped ones, and those that were saved here.

A saved profile stands before a shipped one of the same name. Each change is one step of the
history that can be undone. A profile's file is TOML and can be given to a colleague.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.exchange.profiles import profile as records
from cte_desktop.exchange.profiles import profile_file
from cte_desktop.exchange.profiles.profile_file import first_fault, profile_of
from cte_desktop.exchange.profiles.profile_parsing import read_profile
from cte_desktop.exchange.profiles.profile_writing import profile_document, profile_text
from cte_desktop.exchange.profiles.shipped import shipped_profiles
from cte_desktop.services.changes import Changes
from cte_desktop.storage import import_profiles
from cte_desktop.storage.files import write_file
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

Profile = records.Profile
TableShape = records.TableShape
ColumnRule = records.ColumnRule
KeepRule = records.KeepRule
Lookup = records.Lookup

MOST_BYTES = profile_file.MOST_BYTES
NOUNS = frozenset({"settings", "history"})


@dataclass(frozen=True, slots=True)
class ListedProfile:
    """A profile as the list shows it; `problem` says why a saved one can't be used."""

    name: str
    title: str
    kinds: tuple[str, ...]  # of plain files, in order
    shipped: bool
    problem: str = ""


def list_profiles(desk: Desk) -> tuple[ListedProfile, ...]:
    """Return the saved profiles, then the shipped ones, each by name."""
    saved = [_listed(name, text) for name, text in _texts(desk).items()]
    shipped = [_line(profile, shipped=True) for profile in shipped_profiles()]
    return (*saved, *shipped)


def saved_profiles(desk: Desk) -> tuple[Profile, ...]:
    """Return the saved profiles that can be used, by name."""
    profiles = (_read(text) for text in _texts(desk).values())
    return tuple(profile for profile, problem in profiles if not problem)


def profile_named(desk: Desk, name: str) -> Profile:
    """Return a profile by name, a saved one first; a wrong call if there is none."""
    profiles = (*saved_profiles(desk), *shipped_profiles())
    for profile in profiles:
        if profile.name == name:
            return profile
    raise WrongCall(
        "unknown_profile",
        noop('There is no profile "{profile}".'),
        do=noop("The profiles are: {profiles}."),
        profile=name,
        profiles=", ".join(dict.fromkeys((records.PLAIN, *(p.name for p in profiles)))),
    )


def save_profile(desk: Desk, profile: Profile) -> Changes:
    """Keep a profile under its name, in place of a saved one of that name.

    Raises a wrong call for one that the grammar doesn't allow.
    """
    require_sound(profile)
    return _save(desk, profile)


def require_sound(profile: Profile) -> None:
    """Raise a wrong call for a profile that the grammar doesn't allow."""
    _, problems = read_profile(profile_document(profile))
    if problems:
        raise WrongCall(
            "bad_profile",
            noop("The profile can't be saved: {place}: {reason}"),
            place=problems[0].place,
            reason=problems[0].text,
        )


def keep_profile(tx: Transaction, profile: Profile) -> bool:
    """Save a profile as part of the transaction's step; False if it was so already."""
    return import_profiles.save_profile(tx, profile.name, profile_text(profile))


def remove_profile(desk: Desk, name: str) -> Changes:
    """Remove a saved profile; a wrong call if there is none of that name."""
    with desk.database.writing() as tx:
        begin_step(tx, "remove_profile", {"profile": name})
        if not import_profiles.remove_profile(tx, name):
            raise WrongCall(
                "unknown_profile",
                noop('There is no saved profile "{profile}".'),
                do=noop("Shipped profiles can't be removed."),
                profile=name,
            )
        return Changes(NOUNS, step=step_number(tx))


def write_profile_file(desk: Desk, name: str, path: Path) -> None:
    """Write a profile, saved or shipped, as a file for a colleague."""
    write_file(path, profile_text(profile_named(desk, name)).encode())


def read_profile_file(desk: Desk, path: Path) -> Changes:
    """Save the profile that a file holds; a known error for one that can't be used."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError("unreadable", noop("{file} can't be read."), file=path.name) from error
    return _save(desk, profile_of(content, path.name))


def _save(desk: Desk, profile: Profile) -> Changes:
    with desk.database.writing() as tx:
        begin_step(tx, "save_profile", {"profile": profile.name})
        if not keep_profile(tx, profile):
            return Changes()
        return Changes(NOUNS, step=step_number(tx))


def _texts(desk: Desk) -> dict[str, str]:
    with desk.database.reading() as tx:
        return import_profiles.load_profiles(tx)


def _listed(name: str, text: str) -> ListedProfile:
    profile, problem = _read(text)
    if problem:
        return ListedProfile(name, profile.title or name, (), shipped=False, problem=problem)
    return _line(profile, shipped=False)


def _line(profile: Profile, *, shipped: bool) -> ListedProfile:
    kinds = tuple(dict.fromkeys(shape.kind for shape in profile.tables))
    return ListedProfile(profile.name, profile.title, kinds, shipped)


def _read(text: str) -> tuple[Profile, str]:
    """Return the profile of a text and the first sentence of what is wrong with it, or ""."""
    try:
        profile, problems = read_profile(tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        return Profile("", ""), str(error)
    return profile, first_fault(problems)
