"""Names as they are listed, printed and searched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.students.student import folded
from tests.builders import student


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Núñez", "nunez"),
        ("O'Neil", "oneil"),
        ("O\N{RIGHT SINGLE QUOTATION MARK}Neil", "oneil"),
        ("Kaho\N{MODIFIER LETTER TURNED COMMA}olawe", "kahoolawe"),
        ("García-López", "garcialopez"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}na", "ana"),
        ("GROẞ", "gross"),
        ("de la Cruz", "de la cruz"),
        ("Nu\N{COMBINING TILDE}ez", "nuez"),
    ],
)
def test_names_are_searched_without_case_accents_and_marks(text: str, found: str) -> None:
    assert folded(text) == found


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_composed_and_decomposed_letters_are_searched_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert folded(composed) == folded(decomposed)


def test_the_legal_name_is_whole_and_in_reading_order() -> None:
    whole = student(
        first_name="María José",
        middle_name="Q.",
        last_name="Núñez-O'Brien Castañeda",
        suffix="III",
        preferred_name="Majo",
    )
    assert whole.legal_name == "María José Q. Núñez-O'Brien Castañeda III"
    assert whole.list_name == "Núñez-O'Brien Castañeda, Majo"


@pytest.mark.parametrize(("last", "first"), [("Sukarno", "Sukarno"), ("Sukarno", "")])
def test_a_person_with_one_name_has_it_once(last: str, first: str) -> None:
    one = student(last_name=last, first_name=first)
    assert (one.legal_name, one.list_name) == ("Sukarno", "Sukarno")


def test_a_search_reaches_every_name_and_the_id() -> None:
    key = student(
        last_name="Núñez", first_name="Zoë", preferred_name="Zo", middle_name="Ana"
    ).name_key
    assert all(word in key for word in ("nunez", "zoe", "zo", "ana", "000123"))
