"""Keys that nobody knows in the sets of graduation and the areas of A-G: mostly a slip of the pen.

`yeers = 3` would silently leave an area as it was. Keys of tables that stand once are looked over
by `idle_keys.py`, those of the requirement language where it is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.rule_parsing import AG, GRADUATION
from cte_desktop.domain.audit.rules import RuleProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Table = dict[str, Any]

UNKNOWN_KEY = "unknown_key"
REMARK = re.compile(r"^(note|comment|why|source|sources|sourced|law)$|_(note|source|sourced)$")
"""Keys in which people say why: free everywhere."""

_SET = frozenset(
    "id title total based_on override add subject subjects requirement may_replace eligible "
    "eligible_when applies_by applies_to_classes offered_from_school_year".split()
)
_SUBJECT = frozenset({"id", "credits", "must_include"})
_INCLUDE = frozenset({"course", "subject", "credits", "taken"})
_REPLACEMENT = frozenset({"when_completed", "waives", "credits_move_to"})
_PENDING = frozenset({"in_force", "credits", "class", "courses", "takes_from", "from_school_year"})
_AREA = frozenset(
    "title years uc csu uc_parts csu_parts must_cover recommended grade_7_8_counts same_language "
    "level_counts_not_years".split()
)
_VALIDATION = frozenset({"by", "validates", "not_validated", "not_allowed"})


def unknown_keys(documents: Mapping[str, Table]) -> Iterator[RuleProblem]:
    """Yield a problem for each key that no rule of its table has."""
    graduation, ag = documents.get("graduation", {}), documents.get("ag", {})
    for one in _tables(graduation.get("set")):
        yield from _in_set(one, f"set {one.get('id', '')}")
    for name, law in _named(graduation.get("pending")):
        yield from _beside(law, _PENDING, GRADUATION, f"pending, {name}")
    for name, area in _named(ag.get("area")):
        yield from _beside(area, _AREA, AG, f"area {name}")
    validation = ag.get("validation")
    rules = validation.get("rule") if isinstance(validation, dict) else None
    for rule in _tables(rules):
        yield from _beside(rule, _VALIDATION, AG, "validation, rule")


def _in_set(one: Table, place: str) -> Iterator[RuleProblem]:
    yield from _beside(one, _SET, GRADUATION, place)
    for subject in _tables(one.get("subject")):
        of_subject = f"{place}, subject {subject.get('id', '')}"
        yield from _beside(subject, _SUBJECT, GRADUATION, of_subject)
        for include in _tables(subject.get("must_include")):
            yield from _beside(include, _INCLUDE, GRADUATION, f"{of_subject}, must_include")
    for replaced in _tables([one.get("may_replace")]):
        yield from _beside(replaced, _REPLACEMENT, GRADUATION, f"{place}, may_replace")


def _beside(table: Table, known: frozenset[str], file: str, place: str) -> Iterator[RuleProblem]:
    for key in table:
        if key not in known and not REMARK.search(key):
            yield RuleProblem(file, place, UNKNOWN_KEY, key)


def _tables(value: object) -> list[Table]:
    """Return the tables of a list; what is none was named where the rules are read."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _named(value: object) -> list[tuple[str, Table]]:
    tables = value.items() if isinstance(value, dict) else ()
    return [(str(name), table) for name, table in tables if isinstance(table, dict)]
