"""What is said of rows that were refused or adjusted."""

from __future__ import annotations

import pytest

from cte_desktop.wording.imports import REFUSED, TAKEN, problem_and_fix
from cte_desktop.wording.translate import LANGUAGES, language


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "taken"), [*((c, False) for c in REFUSED), *((c, True) for c in (*TAKEN, *REFUSED))]
)
def test_every_code_says_what_is_wrong_and_what_to_do(
    code: str, spoken: str, *, taken: bool
) -> None:
    said = problem_and_fix(code, taken=taken, column="mark", value="Q", detail="A B C")
    with language(spoken):
        here = problem_and_fix(code, taken=taken, column="mark", value="Q", detail="A B C")
    for text in here:
        assert text.endswith(".")
        assert not set("{}") & set(text)
    assert (here == said) == (spoken == "en")


def test_braces_in_a_cell_stay_as_they_are() -> None:
    problem, _ = problem_and_fix("unknown_mark", taken=False, column="m", value="{x}", detail="A")
    assert problem == '"{x}" is not a mark.'


def test_a_cell_from_which_nothing_came_is_not_called_empty() -> None:
    problem, fix = problem_and_fix("missing_value", taken=False, column="SC", value="9", detail="")
    assert problem == 'What "9" in the column "SC" means was not found.'
    assert "together with the table" in fix
