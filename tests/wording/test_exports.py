"""Every code of an export has its sentences, with every value that they name."""

from __future__ import annotations

import string

import pytest

from cte_desktop.domain.completion.state.fields import SEVERITY, Problem, problem
from cte_desktop.domain.findings import Severity
from cte_desktop.wording.exports import COUNTED, SENTENCES, problem_and_fix


@pytest.mark.parametrize("code", sorted(SEVERITY))
def test_every_code_of_the_states_files_has_a_sentence_and_a_fix(code: str) -> None:
    assert (code in SENTENCES) != (code in COUNTED)
    pair = SENTENCES.get(code) or COUNTED[code]
    assert all(text.endswith((".", '".')) for text in pair)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_fix_names_only_what_its_sentence_names_or_less(code: str) -> None:
    text, fix = SENTENCES[code]
    assert _names(fix) <= _names(text)


def test_a_counted_sentence_says_one_and_many() -> None:
    def said(count: int) -> str:
        values = (("count", count), ("year", "2027-28"))
        return problem_and_fix(Problem("", "", "nothing_planned", Severity.WARNING, values))[0]

    assert said(1) == "1 student has no course planned for 2027-28."
    assert said(2) == "2 students have no course planned for 2027-28."


def test_braces_in_a_name_are_no_places_to_fill() -> None:
    said = problem("S1", "11.09", "name_characters", name="First Name", value="{x}", written="")
    assert '"{x}"' in problem_and_fix(said)[0]


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
