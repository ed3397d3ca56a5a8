"""What the columns of other exports are called, from `resources/profiles/synonyms.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from cte_desktop.exchange.plain.columns import Sort
from cte_desktop.exchange.plain.kinds import BY_NAME
from cte_desktop.system.paths import resource

COMMON = "common"

_USUAL = {Sort.CREDITS: ("credits",), Sort.HUNDREDTHS: ("credits",)}
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a plain column; `headers` are squeezed. Earlier ways are stronger."""

    headers: frozenset[str]
    convert: tuple[str, ...] = ()
    holds: str = ""  # what most values must have inside
    shared: bool = False  # the header may be another column's as well
    doubt: str = ""  # what is not sure even if the values look right
    elsewhere: bool = False


@cache
def ways_of(kind: str) -> dict[str, tuple[Way, ...]]:
    """Return the ways to read the columns of a kind; the plain name itself comes first."""
    tables = _tables()
    ways = {}
    for column in BY_NAME[kind].columns:
        written = (
            *tables.get(kind, {}).get(column.name, ()),
            *tables.get(COMMON, {}).get(column.name, ()),
        )
        found = [_way(table) for table in written]
        convert = found[0].convert if found else _USUAL.get(column.sort, ())
        plain = Way(frozenset((squeezed(column.name),)), convert)
        ways[column.name] = (plain, *found)
    return ways


def squeezed(header: str) -> str:
    """Return a header by its letters and digits alone: "Student_ID #" is "studentidnumber"."""
    text = header.casefold().replace("#", " number ").replace("%", " percent ")
    return _NO_LETTER.sub("", text)


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(resource("profiles", "synonyms.toml").read_text(encoding="utf-8"))


def _way(table: dict[str, Any]) -> Way:
    return Way(
        frozenset(map(squeezed, table["headers"])),
        tuple(table.get("convert", ())),
        table.get("holds", ""),
        table.get("shared", False),
        table.get("doubt", ""),
        table.get("elsewhere", False),
    )
