"""A key that nobody knows is named with its place; keys in which people say why are free."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from cte_desktop.domain.audit.known_keys import unknown_keys
from cte_desktop.exchange.plain.catalog import read_shipped_rules

Table = dict[str, Any]


def rules() -> dict[str, Table]:
    return copy.deepcopy(read_shipped_rules())


def named(documents: dict[str, Table]) -> list[tuple[str, str, str]]:
    return [(problem.place, problem.code, problem.value) for problem in unknown_keys(documents)]


def test_the_shipped_rules_have_only_known_keys() -> None:
    assert named(rules()) == []


@pytest.mark.parametrize(
    ("kind", "keys", "place"),
    [
        ("graduation", ["set", 0], "set {id}"),
        ("graduation", ["set", 0, "subject", 0], "set {id}, subject {subject}"),
        ("graduation", ["pending", "ethnic_studies"], "pending, ethnic_studies"),
        ("ag", ["area", "D"], "area D"),
        ("ag", ["validation", "rule", 0], "validation, rule"),
    ],
)
def test_a_slip_of_the_pen_is_named(kind: str, keys: list[str | int], place: str) -> None:
    documents = rules()
    table: Any = documents[kind]
    for key in keys:
        table = table[key]
    table["yeers"] = 3
    first = documents["graduation"]["set"][0]
    wanted = place.format(id=first["id"], subject=first["subject"][0]["id"])
    assert named(documents) == [(wanted, "unknown_key", "yeers")]


def test_a_remark_is_free_everywhere() -> None:
    documents = rules()
    documents["ag"]["area"]["D"]["why"] = "two laboratory sciences"
    documents["graduation"]["set"][0]["board_note"] = "adopted in June"
    assert named(documents) == []


@pytest.mark.parametrize("broken", [3, "x", [1], [[]], {"a": 1}, None])
def test_tables_of_another_shape_are_passed_over(broken: object) -> None:
    documents: dict[str, Any] = {
        "graduation": {"set": broken, "pending": broken},
        "ag": {"area": broken, "validation": broken},
    }
    assert named(documents) == []
