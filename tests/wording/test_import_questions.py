"""What is asked about imported values, and what reports say of it."""

from __future__ import annotations

import pytest

from cte_desktop.exchange.answers.answers import CODES
from cte_desktop.exchange.answers.questions import Doubt
from cte_desktop.wording.import_questions import answered_texts, open_texts, question_text


@pytest.mark.parametrize("rows", [1, 12])
@pytest.mark.parametrize("code", CODES)
def test_every_question_is_a_clear_sentence(code: str, rows: int) -> None:
    doubt = Doubt(code, "{x}", "mark", 2, "{y}", who="Ana Rivera", file="a.csv", rows=rows)
    text = question_text(doubt)
    assert text.endswith("?")
    assert "{x}" in text
    assert "a.csv" in text or code == "look_alike"
    assert "{count}" not in text
    assert question_text(doubt)[0].isupper() or text[0].isdigit()


@pytest.mark.parametrize("rows", [1, 12])
@pytest.mark.parametrize("code", CODES)
def test_every_open_question_says_how_to_answer_it(code: str, rows: int) -> None:
    problem, fix, by_call = open_texts(code, value='say "Q"', rows=rows, detail="D", wrong="Z")
    assert problem.endswith("The answer “Z” can't be.")
    assert "--answers" not in fix
    assert "--answers" in by_call
    assert f'{{"{code}": {{"say \\"Q\\"": ' in by_call
    assert "{" not in problem


def test_only_a_likely_answer_is_shown_as_an_example() -> None:
    *_, by_call = open_texts("unknown_school", value="Hrat", rows=1, detail="", suggested="HT")
    assert '{"unknown_school": {"Hrat": "HT"}}' in by_call
    *_, by_call = open_texts("unknown_school", value="Oak", rows=1, detail="")
    assert '{"unknown_school": {"Oak": "the right value"}}' in by_call


def test_no_name_of_a_student_stands_in_a_report() -> None:
    doubt = Doubt("look_alike", "S2", "student_id", 2, "S1", who="Ana Rivera")
    assert "Ana Rivera" in question_text(doubt)
    assert "Ana" not in "".join(open_texts("look_alike", value="S2", rows=1, detail="S1"))


@pytest.mark.parametrize("rows", [1, 12])
@pytest.mark.parametrize("answer", ["B", "skip", "{x}"])
def test_an_answer_that_was_used_is_told_with_its_rows(answer: str, rows: int) -> None:
    problem, fix = answered_texts("unknown_mark", value="Q", answer=answer, rows=rows)
    assert "“Q”" in problem
    assert f"{rows} row" in problem
    assert fix.endswith(".")
