"""What the areas of A-G are made of, for UC and for CSU, as ag.toml writes it.

The parts may need less than the years of their area: the rest is any work of it. They may not need
more. An imported file without parts keeps those in force (`inherit_parts`).
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.requirement_parsing import parse_requirements
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Requirement,
    SomeOf,
    asks_catalog,
    below,
    need_of,
)
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.audit.rules import AgRules, AreaParts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.audit.rule_shapes import RuleFile, Table

PARTS = {"uc": "uc_parts", "csu": "csu_parts"}


def area_parts(
    areas: Mapping[str, Table], years: Mapping[str, int], file: RuleFile
) -> tuple[AreaParts, ...]:
    """Return the parts that the areas write; `years` are what the areas need, in hundredths."""
    found = []
    for area, table in areas.items():
        for program, key in PARTS.items():
            if table.get(key) is None:
                continue
            place = f"area {area}, {key}"
            parsed = parse_requirements(table[key], place, Unit.YEARS, file, area)
            asked = sum(need_of(one) for one in parsed.requirements)
            left = years.get(area, 0) - asked
            if left < 0:
                file.note(f"area {area}", "sum", asked / 100)
            for name in sorted(parsed.open_needs)[1:]:
                file.note(f"{place}, requirement {name}, need", "missing")
            first = next(
                (one.id for one in below(parsed.requirements) if one.id in parsed.open_needs), ""
            )
            made = tuple(_with_rest(one, first, max(0, left)) for one in parsed.requirements)
            if made:
                found.append(AreaParts(program, area, made))
    return tuple(found)


def inherit_parts(new: Table, in_force: Table) -> Table:
    """Return an A-G document with the parts in force for each area that gives none itself."""
    areas, kept = new.get("area"), in_force.get("area")
    if not isinstance(areas, dict) or not isinstance(kept, dict):
        return new
    merged: Table = {}
    for name, table in areas.items():
        before = kept.get(name)
        own = isinstance(table, dict) and any(key in table for key in PARTS.values())
        if own or not isinstance(table, dict) or not isinstance(before, dict):
            merged[name] = table
        else:
            parts = {key: before[key] for key in PARTS.values() if key in before}
            merged[name] = table | copy.deepcopy(parts)
    return new | {"area": merged}


def has_parts(document: Table) -> bool:
    """Tell whether an A-G document says of any area what it is made of."""
    areas = document.get("area")
    tables = areas.values() if isinstance(areas, dict) else ()
    return any(isinstance(table, dict) and set(PARTS.values()) & set(table) for table in tables)


_asking: dict[int, tuple[AgRules, bool]] = {}
MOST_RULES = 16


def parts_ask_catalog(rules: AgRules) -> bool:
    """Tell whether an area asks for an attribute or a pathway, which A-G work doesn't carry."""
    kept = _asking.get(id(rules))
    if kept is None or kept[0] is not rules:
        if len(_asking) >= MOST_RULES:
            _asking.clear()
        requirements = below(one for parts in rules.parts for one in parts.requirements)
        sets = [of for one in requirements if (of := getattr(one, "of", None)) is not None]
        kept = _asking[id(rules)] = (rules, any(map(asks_catalog, sets)))
    return kept[1]


def _with_rest(one: Requirement, name: str, left: int) -> Requirement:
    """Return the requirement, the amount of that name needing what is left."""
    if isinstance(one, (AllOf, SomeOf)):
        return replace(one, parts=tuple(_with_rest(part, name, left) for part in one.parts))
    if isinstance(one, Amount) and one.id == name:
        return replace(one, need=left)
    return one
