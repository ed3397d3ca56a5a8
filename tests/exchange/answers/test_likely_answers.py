"""Which answers are offered, in which words, and which of them is suggested."""

from __future__ import annotations

import pytest

from cte_desktop.exchange.answers.likely_answers import MOST_CHOICES, likely, possible
from cte_desktop.exchange.answers.questions import Doubt
from tests.exchange.reading.reading_district import catalog, known


def suggested(code: str, value: str, detail: str = "") -> str | None:
    return likely(Doubt(code, value, "c", 2, detail), known()).suggested


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("PASS", "P"),
        ("Inc.", "I"),
        ("B*", "B"),
        ("(A-)", "A-"),
        ("withdrawn", "W"),
        ("NoCredit", "NC"),
        ("S", None),  # satisfactory, or something else
        ("U", None),
        ("Q", None),
        ("85", None),
    ],
)
def test_a_mark_is_suggested_only_where_it_says_itself(value: str, answer: str | None) -> None:
    assert suggested("unknown_mark", value) == answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("Valencia High", "VL"),
        ("VALENCIA HIGH SCHOOL", "VL"),
        ("Saugus H.S.", "SG"),
        ("1931740", "SG"),  # the school's part of the State's code
        ("Golden Vally High", "GV"),
        ("Mars", None),
        ("High School", None),
    ],
)
def test_a_school_is_suggested_by_its_name_or_number(value: str, answer: str | None) -> None:
    assert suggested("unknown_school", value) == answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("Sem 1", "fall"),
        ("S2", "spring"),
        ("1", "fall"),
        ("Fall 2025", "fall"),
        ("SUM", "summer"),
        ("SS", "summer"),
        ("Q3", None),
        ("12", None),
        ("year", None),
    ],
)
def test_a_term_is_suggested_by_what_systems_call_it(value: str, answer: str | None) -> None:
    assert suggested("unknown_term", value) == answer


def test_a_whole_year_is_an_answer_where_the_column_can_hold_it() -> None:
    for value in ("Full year", "Y1", "FY"):
        assert suggested("unknown_term", value, "year") == "year"


def test_a_course_of_a_very_like_title_is_suggested_and_of_several_none() -> None:
    assert suggested("unknown_course", "0421", "English 11") == "ENG11"
    assert suggested("unknown_course", "0421", "Underwater basket weaving") is None


def test_a_title_of_another_number_is_like_and_never_the_same() -> None:
    assert suggested("unknown_course", "0421", "English 99") is None
    assert suggested("unknown_course", "0421", "Spanish II") == "SPAN2"
    assert suggested("title_differs", "SPAN1", "Spanish II") == "SPAN2"
    assert suggested("title_differs", "SPAN1", "Spanish I") == "same"
    assert suggested("title_differs", "ENG10", "English 9 Foundations") is None


@pytest.mark.parametrize(
    ("code", "value", "detail"),
    [
        ("unknown_mark", "Q", ""),
        ("unknown_school", "Valencia", ""),
        ("unknown_term", "Q1", "year"),
        ("unknown_pathway", "Weld", ""),
        ("unknown_course", "E", "English"),
        ("title_differs", "ENG10", "English"),
        ("look_alike", "S2", "S1"),
        ("credit_scale", "0.5", "5"),
        ("unknown_course", "\N{GRINNING FACE}", "{x}"),
        ("title_differs", "NOPE", ""),
    ],
)
def test_few_choices_are_offered_each_in_words(code: str, value: str, detail: str) -> None:
    found = likely(Doubt(code, value, "c", 2, detail), known())
    assert len(found.choices) <= MOST_CHOICES
    assert all(answer and words for answer, words in found.choices)
    assert len({answer for answer, _ in found.choices}) == len(found.choices)
    for answer, words in possible(code, value, catalog()):
        assert answer
        assert words


def test_choices_say_what_they_mean() -> None:
    words = dict(likely(Doubt("unknown_mark", "Q", "c", 2), known()).choices)
    assert words["P"] == "P \N{EN DASH} passed, without a letter"
    words = dict(likely(Doubt("look_alike", "S2", "c", 2, "S1"), known()).choices)
    assert words["S1"] == "One person: the rows of S2 belong to S1"
