"""Rule documents to edit in tests: the shipped ones, and a program of the district's own."""

from __future__ import annotations

import copy
from typing import Any

from cte_desktop.domain.audit.rule_outline import outline
from cte_desktop.domain.audit.rule_tree import Documents, Node, Path, find_node
from cte_desktop.exchange.plain.catalog import read_shipped_rules

SET_2030: Path = ("graduation", "set", 0)
SET_2031: Path = ("graduation", "set", 2)
STATE: Path = ("graduation", "set", 3)
SEAL: Path = ("programs", "program", 0)
HONORED: Path = ("programs", "program", 1)

PROGRAMS: dict[str, Any] = {
    "version": "2026-11",
    "program": [
        {
            "id": "seal",
            "title": "Seal of welding",
            "unit": "credits",
            "audited": "added",
            "sourced": "no",
            "requirement": [
                {"id": "english", "kind": "amount", "need": 40.0, "of": {"subject": "english"}},
                {
                    "id": "trade",
                    "kind": "some_of",
                    "count": 1,
                    "parts": [
                        {"id": "one", "kind": "passed", "of": {"code": "WELD1|WELD2"}},
                        {
                            "id": "two",
                            "kind": "in_order",
                            "steps": [{"code": "WELD1"}, {"code": "WELD2"}],
                            "different_terms": True,
                        },
                    ],
                },
                {
                    "id": "marks",
                    "kind": "counted",
                    "need": 2,
                    "unit": "courses",
                    "of": {"either": [{"area": "C"}, {"area": "D"}], "without": {"mark": "D"}},
                    "at_most": [{"of": {"college": True}, "most": 1}],
                },
            ],
        },
        {
            "id": "seal_with_honors",
            "title": "Seal of welding, with honors",
            "based_on": "seal",
            "override": {"english": 30.0},
            "sourced": "no",
        },
    ],
}
SAMPLE = {
    "title": "Nothing taken",
    "program": "graduation",
    "class": 2027,
    "record": ["9 year ENG9 B"],
    "expect": "not_met",
}


def documents() -> Documents:
    """The shipped graduation and A-G rules without their samples, a program and one sample."""
    shipped = read_shipped_rules()
    made: Documents = {name: copy.deepcopy(shipped[name]) for name in ("graduation", "ag")}
    made["graduation"]["sample"] = [dict(SAMPLE)]
    made["ag"].pop("sample", None)
    return made | {"programs": copy.deepcopy(PROGRAMS)}


def node(rules: Documents, path: Path) -> Node:
    """The node at a path, which must be there."""
    found = find_node(outline(rules), path)
    assert found is not None, path
    return found
