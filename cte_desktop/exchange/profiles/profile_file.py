"""A profile from the bytes of its TOML file."""

from __future__ import annotations

import tomllib
from typing import Any

from cte_desktop.exchange.profiles.document_reader import ProfileProblem
from cte_desktop.exchange.profiles.profile import Profile
from cte_desktop.exchange.profiles.profile_parsing import read_profile
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop, tr

MOST_BYTES = 1_000_000  # the shipped ones have some thousand


def is_profile(content: bytes) -> bool:
    """Tell whether a TOML file means to be a profile: it says the name of one."""
    return "profile" in (_document(content) or {})


def profile_of(content: bytes, name: str) -> Profile:
    """Return the profile that a file holds; a known error with the first fault of it."""
    document = _document(content)
    if len(content) > MOST_BYTES:
        raise _bad_profile(name, tr("it is too large."))
    if document is None:
        raise _bad_profile(name, tr("it is not written as TOML."))
    profile, problems = read_profile(document)
    if problems:
        raise _bad_profile(name, first_fault(problems))
    return profile


def first_fault(problems: tuple[ProfileProblem, ...]) -> str:
    """Return the first fault of a profile with its place, "" if it has none."""
    if not problems:
        return ""
    first = problems[0]
    return f"{first.place}: {first.text}" if first.place else first.text


def _document(content: bytes) -> dict[str, Any] | None:
    try:
        return tomllib.loads(content[: MOST_BYTES + 1].decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _bad_profile(name: str, reason: str) -> KnownError:
    return KnownError(
        "bad_profile",
        noop("{file} can't be used as a profile: {reason}"),
        kept=noop("Nothing was saved."),
        do=noop("Correct the file, or ask for it again."),
        file=name,
        reason=reason,
    )
