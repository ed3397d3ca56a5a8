"""Every problem of the rules is one whole sentence with its place."""

from __future__ import annotations

import pytest

from cte_desktop.domain.audit.rule_checks import (
    IDLE,
    IMPOSSIBLE,
    OF_SAMPLES,
    UNKNOWN,
    UNREADABLE,
)
from cte_desktop.domain.audit.rules import PROBLEM_CODES, RuleProblem
from cte_desktop.wording.rules import SENTENCES, problem_text

OF_FILES = UNREADABLE | {"no_toml"}
CODES = sorted(PROBLEM_CODES | UNREADABLE | UNKNOWN | IMPOSSIBLE | IDLE | OF_SAMPLES)


@pytest.mark.parametrize("code", CODES)
def test_every_problem_is_a_sentence_with_its_place(code: str) -> None:
    text = problem_text(RuleProblem("ag.toml", "area C", code, "five {times}"))
    assert text.endswith(".")
    assert ("area C" in text) == (code not in OF_FILES or code == "not_toml")
    assert "{place}" not in text
    assert "{value}" not in text


def test_a_part_that_is_missing_and_a_sample_without_an_open_requirement_read_otherwise() -> None:
    part = problem_text(RuleProblem("", "set a, override", "missing", "health"))
    assert part == '"set a, override" has no "health".'
    assert problem_text(RuleProblem("", "set a", "missing")) == '"set a" is missing.'
    failed = problem_text(RuleProblem("", "sample A", "sample_not_met"))
    assert failed == '"sample A" must be met, but it is not.'
    assert problem_text(RuleProblem("", "", "not_toml", "Bad")) == (
        "It is not written as TOML: Bad."
    )


def test_a_long_value_is_cut() -> None:
    assert len(problem_text(RuleProblem("", "a", "negative", "9" * 5000))) < 200


def test_no_two_problems_say_the_same() -> None:
    assert len(set(SENTENCES.values())) == len(SENTENCES)
