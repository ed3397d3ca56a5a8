"""A sample may ask for the rows that its program has for its class, as the draft has them."""

from __future__ import annotations

from cte_desktop.services.desk import Desk
from cte_desktop.services.rule_samples import program_rows
from cte_desktop.services.rules import documents

OWN = {
    "id": "own",
    "title": "Own",
    "unit": "credits",
    "requirement": [
        {
            "id": "two",
            "kind": "some_of",
            "count": 1,
            "parts": [{"id": "first", "kind": "passed", "of": {"code": "ENG09"}}],
        }
    ],
}


def test_rows_come_with_those_above_them(desk: Desk) -> None:
    rows = program_rows(desk, {}, "graduation", 2029)
    assert ("health",) in rows
    assert ("social_studies", "social_studies.USHIST") in rows
    assert ("A", "A.us_history") in program_rows(desk, {}, "uc", 2029)


def test_a_program_of_the_draft_alone_has_rows_too(desk: Desk) -> None:
    drafted = {"programs": documents(desk)["programs"] | {"program": [OWN]}}
    assert program_rows(desk, drafted, "district:own", 2029) == (("two",), ("two", "two.first"))
    assert program_rows(desk, {}, "district:own", 2029) == ()


def test_there_are_none_for_no_class_no_program_and_broken_rules(desk: Desk) -> None:
    assert program_rows(desk, {}, "graduation", 31) == ()
    assert program_rows(desk, {}, "nothing", 2029) == ()
    assert program_rows(desk, {"graduation": {"set": []}}, "graduation", 2029) == ()
