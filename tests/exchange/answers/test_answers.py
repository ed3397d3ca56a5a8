"""Answers as files give them: their shape, their spellings, what they can't be."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.exchange.answers.answer_checks import problem_with
from cte_desktop.exchange.answers.answers import (
    CODES,
    Answers,
    answers_of,
    parse_answers,
    read_answers_file,
)
from cte_desktop.exchange.answers.questions import Question
from cte_desktop.system.errors import KnownError, WrongCall
from tests.exchange.reading.reading_district import catalog


def test_an_answer_is_found_under_its_code_and_value() -> None:
    answers = parse_answers({"unknown_mark": {"Q": "B"}, "unknown_course": {"ENG9A": "skip"}})
    assert answers.of("unknown_mark", "Q") == "B"
    assert answers.of("unknown_course", "ENG9A") == "skip"
    assert answers.of("unknown_course", "eng9a") is None
    assert answers.of("unknown_term", "Q") is None
    assert len(list(answers)) == 2
    assert not Answers()


def test_a_name_is_found_in_any_spelling() -> None:
    answers = answers_of([("unknown_school", "Peña High", "VL")])
    assert answers.of("unknown_school", "PENA  high") == "VL"


def test_the_newer_of_two_answers_holds_also_in_another_spelling() -> None:
    older = Answers({"unknown_school": {"Mars High": "VL"}})
    newer = Answers({"unknown_school": {"MARS HIGH": "CN"}})
    assert older.merged(newer).values == {"unknown_school": {"MARS HIGH": "CN"}}


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ([], "bad_answers"),
        ("Q", "bad_answers"),
        ({"unknown_mark": "B"}, "bad_answers"),
        ({"unknown_mark": {"Q": 1}}, "bad_answers"),
        ({"unknown_mark": {"Q": None}}, "bad_answers"),
        ({"unknown_mark": {"Q": " "}}, "bad_answers"),
        ({"unknown_mark": {"": "B"}}, "bad_answers"),
        ({"unknown_course": {"Q": "x" * 201}}, "bad_answers"),
        ({"unknown_course": {"Q": "a\nb"}}, "bad_answers"),
        ({"unknown_planet": {"Q": "B"}}, "unknown_code"),
        ({"unknown_mark": {"Q": "ZZ"}}, "unknown_answer"),
        ({"unknown_term": {"Q": "autumn"}}, "unknown_answer"),
        ({"credit_scale": {"0.5": "metric"}}, "unknown_answer"),
    ],
)
def test_what_is_no_answer_is_a_wrong_call_in_words(document: object, code: str) -> None:
    with pytest.raises(WrongCall) as caught:
        parse_answers(document)
    assert caught.value.code == code
    assert caught.value.text.endswith(".")
    assert caught.value.do
    assert "{unk" not in caught.value.text


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": NaN'])
def test_a_file_that_is_no_json_is_a_wrong_call(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "answers.json"
    file.write_bytes(content)
    with pytest.raises(WrongCall) as caught:
        read_answers_file(file)
    assert caught.value.code == "bad_answers"


def test_a_file_that_is_not_there_is_an_error_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        read_answers_file(tmp_path / "none.json")
    assert caught.value.code == "unreadable"
    assert not isinstance(caught.value, WrongCall)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps({"unknown_mark": {" Q ": " B "}}).encode())
    assert read_answers_file(file).values == {"unknown_mark": {"Q": "B"}}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*CODES, "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON)
def test_no_document_does_more_than_a_wrong_call(document: object) -> None:
    with contextlib.suppress(WrongCall):
        answers = parse_answers(document)
        assert parse_answers(answers.values) == answers


@pytest.mark.parametrize(
    ("code", "answer", "good"),
    [
        ("unknown_mark", "B+", True),
        ("unknown_mark", "b", False),
        ("unknown_school", "VL", True),
        ("unknown_school", "Mars", False),
        ("unknown_term", "year", True),
        ("unknown_term", "Q1", False),
        ("unknown_pathway", "Welding", True),
        ("unknown_pathway", "welding", False),
        ("unknown_course", "ENG10", True),
        ("unknown_course", "ENG99", False),
        ("title_differs", "same", True),
        ("title_differs", "ENG99", False),
        ("look_alike", "different", True),
        ("look_alike", "S1", True),
        ("look_alike", "S2", False),
        ("look_alike", "S3", False),
        ("credit_scale", "local", True),
        ("credit_scale", "metric", False),
        ("credit_scale", "", False),
    ],
)
def test_an_answer_must_itself_be_known(code: str, answer: str, *, good: bool) -> None:
    question = Question(code, "S2", "f", "c", 1, 2, "", (), None, free=True)
    problem = problem_with(question, answer, catalog(), {"S1", "S2"})
    assert (problem == "") is good
    assert problem_with(question, "skip", catalog(), ()) == ""
