"""A key that no audit goes by, or not otherwise than as shipped, is named when it is changed."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from cte_desktop.domain.audit.idle_keys import idle_keys
from cte_desktop.exchange.plain.catalog import read_shipped_rules

Table = dict[str, Any]


def found(kind: str, keys: list[str], value: object) -> list[tuple[str, str, str]]:
    documents = copy.deepcopy(read_shipped_rules())
    table = documents[kind]
    for key in keys[:-1]:
        table = table[key]
    table[keys[-1]] = value
    return [(problem.place, problem.code, problem.value) for problem in idle_keys(documents)]


def test_the_shipped_rules_say_only_what_the_audits_go_by() -> None:
    assert list(idle_keys(read_shipped_rules())) == []


@pytest.mark.parametrize(
    ("kind", "keys", "value", "told"),
    [
        ("graduation", ["credits", "year_course"], 12.0, "12.0"),
        ("graduation", ["rules", "set_follows_entry_cohort"], False, "false"),
        ("graduation", ["credits", "repeat_earns_doubel_credit"], True, "true"),
        ("ag", ["college_courses", "counts_as_years"], 0.5, "0.5"),
        ("ag", ["gpa", "honors_kinds"], ["AP"], "AP"),
        ("ag", ["gpa", "summer"], {"after_9": "not at all"}, "after_9 = not at all"),
        ("ag", ["gpa", "honors_neds_grade"], "B", "B"),
        ("ag", ["repeat", "only_grades"], ["C", "D", "F"], "C, D, F"),
        ("ag", ["area", "E", "same_language"], False, "false"),
        ("ag", ["credit_no_credit"], "never", "never"),
    ],
)
def test_what_changes_nothing_is_named(
    kind: str, keys: list[str], value: object, told: str
) -> None:
    assert found(kind, keys, value) == [(", ".join(keys), "changes_nothing", told)]


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("graduation", ["credits", "passing_grade"]),
        ("ag", ["min_grade"]),
        ("ag", ["validation", "needs_grade"]),
    ],
)
def test_a_mark_that_the_settings_hold_is_named(kind: str, keys: list[str]) -> None:
    assert found(kind, keys, "B-") == [(", ".join(keys), "in_settings", "B-")]


@pytest.mark.parametrize(
    ("kind", "keys", "value"),
    [
        ("graduation", ["credits", "repeat_earns_double_credit"], True),
        ("graduation", ["rules", "overflow_to"], "health"),
        ("graduation", ["credits", "note"], "as the board decided"),
        ("graduation", ["credits", "year_course"], 10),
        ("ag", ["gpa", "honors_needs_grade"], "B"),
        ("ag", ["gpa", "uc_min"], 3.2),
        ("ag", ["validation", "one_semester_suffices"], False),
        ("ag", ["area", "E", "years"], 3),
        ("ag", ["title"], "A-G"),
    ],
)
def test_what_is_read_or_but_a_remark_is_not(kind: str, keys: list[str], value: object) -> None:
    assert found(kind, keys, value) == []


def test_tables_that_are_none_are_left_to_the_parser() -> None:
    assert list(idle_keys({"ag": {"gpa": 3, "area": []}, "graduation": {"credits": "all"}})) == []
