"""What each measure means and where that stands: `resources/requirements/perkins.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from cte_desktop.system.paths import resource
from cte_desktop.wording.translate import current_language

_SPANISH = "es"


@dataclass(frozen=True, slots=True)
class Definition:
    """The words of a measure in the language in force; `part` is state, perkins or indicator."""

    id: str
    part: str
    title: str
    what: str
    told_by: str
    source: str
    sourced: str


def definition(measure: str) -> Definition:
    """Return the definition of a measure; a `KeyError` when there is none."""
    said = _every()[measure]
    ending = f"_{_SPANISH}" if current_language() == _SPANISH else ""
    return Definition(
        measure,
        said["part"],
        said[f"title{ending}"],
        said[f"what{ending}"],
        said[f"told_by{ending}"],
        said["source"],
        said["sourced"],
    )


def defined() -> tuple[str, ...]:
    """Return the ids of every measure, in the order of the file."""
    return tuple(_every())


@cache
def _every() -> dict[str, dict[str, Any]]:
    text = (resource("requirements") / "perkins.toml").read_text(encoding="utf-8")
    return {said["id"]: said for said in tomllib.loads(text)["measure"]}
