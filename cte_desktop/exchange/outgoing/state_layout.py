"""What the State's files look like, read from `resources/state`: fields, types and sourced codes.

Each line of these tables says where it comes from and how sure that is.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.state.fields import StateField
from cte_desktop.domain.completion.state.work_based import WorkType
from cte_desktop.domain.school_year import parse_school_year
from cte_desktop.system.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@cache
def state_fields(file: str) -> tuple[StateField, ...]:
    """Return the fields of "scte" or "wblr" in the order in which they are sent."""
    return tuple(
        StateField(
            number=row["field"],
            name=row["name"],
            kind=row["kind"],
            length=int(row["length"]),
            required=row["required"] == "yes",
        )
        for row in _rows(f"{file}_fields.csv")
    )


@cache
def work_types() -> Mapping[str, WorkType]:
    """Return the types of work-based learning under their codes."""
    return {
        row["code"]: WorkType(
            row["code"],
            frozenset(row["asks"].split(";")) - {""},
            parse_school_year(row["last_school_year"]),
        )
        for row in _rows("wblr_types.csv")
    }


@cache
def work_type_names() -> Mapping[str, str]:
    """Return the names of the types under their codes; "" where no source names one."""
    return {row["code"]: row["name"] for row in _rows("wblr_types.csv")}


@cache
def sourced_pathway_codes() -> frozenset[str]:
    """Return the State's pathway codes that a published page confirms."""
    return frozenset(row["code"] for row in _rows("pathway_codes.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resource("state", name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
