"""The profiles that the program ships, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.exchange.profiles.profile_parsing import read_profile
from cte_desktop.system.paths import resource

if TYPE_CHECKING:
    from cte_desktop.exchange.profiles.profile import Profile

NOT_PROFILES = frozenset({"synonyms.toml"})


@cache
def shipped_profiles() -> tuple[Profile, ...]:
    """Return the shipped profiles by name; a fault in one is ours and raises ValueError."""
    profiles = []
    for path in sorted(resource("profiles").glob("*.toml")):
        if path.name in NOT_PROFILES:
            continue
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        profile, problems = read_profile(document)
        if problems:
            message = f"{path.name}: {problems}"
            raise ValueError(message)
        profiles.append(profile)
    return tuple(profiles)
