"""Layouts of course requests: which columns an information system takes, as data.

`resources/profiles/outgoing/NAME.toml` holds the headings in order, what stands in each, how an
alternate is marked, and how sure all that is; a district changes a heading without a new program.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.system.paths import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.exchange.outgoing.requests import Request

PLAIN = "plain"
SOURCED = ("yes", "partial", "no")


@dataclass(frozen=True, slots=True)
class OutgoingColumn:
    """A column of a layout: its heading, what stands in it, and the most characters it takes."""

    heading: str
    value: str
    length: int = 0  # 0: any
    sourced: str = "no"


@dataclass(frozen=True, slots=True)
class Layout:
    """How course requests are written for one system."""

    name: str
    title: str
    columns: tuple[OutgoingColumn, ...]
    delimiter: str = ","
    request_mark: str = ""  # what the column `kind` says of a request, and of an alternate
    alternate_mark: str = ""
    lanes: tuple[str, ...] = ()  # of the plan, that the school's own schedule has
    sourced: str = "no"
    source: str = ""
    note: str = ""


@cache
def layout_names() -> tuple[str, ...]:
    """Return the names of the shipped layouts, the plain one first."""
    found = sorted(path.stem for path in resource("profiles", "outgoing").glob("*.toml"))
    return (PLAIN, *(name for name in found if name != PLAIN))


@cache
def layout(name: str) -> Layout:
    """Return the layout of that name; a `LookupError` if there is none."""
    if name not in layout_names():
        raise LookupError(name)
    text = resource("profiles", "outgoing", f"{name}.toml").read_text(encoding="utf-8")
    return read_layout(name, tomllib.loads(text))


def read_layout(name: str, document: dict[str, Any]) -> Layout:
    """Return the layout that a TOML document describes; what is wrong with it is a `ValueError`."""
    columns = tuple(OutgoingColumn(**column) for column in document["columns"])
    unknown = sorted({column.value for column in columns} - set(VALUES))
    if unknown:
        raise ValueError(f"{name}: nothing is called {', '.join(unknown)}")
    rest = {key: value for key, value in document.items() if key not in {"columns", "lanes"}}
    return Layout(name=name, columns=columns, lanes=tuple(document.get("lanes", ())), **rest)


def written(request: Request, made: Layout) -> tuple[str, ...]:
    """Return the row of a request in the columns of a layout."""
    return tuple(VALUES[column.value](request, made) for column in made.columns)


def _kind(request: Request, made: Layout) -> str:
    return made.alternate_mark if request.alternate_for else made.request_mark


VALUES: dict[str, Callable[[Request, Layout], str]] = {
    "student_id": lambda r, _: r.student_id,
    "last_name": lambda r, _: r.last_name,
    "first_name": lambda r, _: r.first_name,
    "grade_level": lambda r, _: str(r.grade_level),
    "school": lambda r, _: r.school,
    "school_number": lambda r, _: r.school_code[7:],
    "school_code": lambda r, _: r.school_code,
    "school_year": lambda r, _: school_year_text(r.school_year),
    "ending_year": lambda r, _: str(r.school_year + 1),
    "powerschool_year": lambda r, _: str(r.school_year - 1990),
    "term": lambda r, _: r.term,
    "course_code": lambda r, _: r.course_code,
    "course_title": lambda r, _: r.course_title,
    "sequence": lambda r, _: str(r.sequence),
    "priority": lambda r, _: str(r.priority),
    "alternate_rank": lambda r, _: str(r.rank) if r.rank else "",
    "alternate_for": lambda r, _: r.alternate_for,
    "kind": _kind,
    "empty": lambda _r, _: "",
}
"""Everything that a column can hold."""
