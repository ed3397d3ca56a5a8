"""Folding and matching."""

from __future__ import annotations

import pytest

from cte_desktop.ui.row_search import fold, matching, narrows, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Núñez-García", "nunez garcia"),
        ("O’Brien", "obrien"),
        ("D'Andre Jr.", "dandre jr"),
        ("Nguyễn", "nguyen"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
    ],
)
def test_case_accents_apostrophes_and_hyphens_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_every_word_must_occur() -> None:
    texts = [fold("Rivera, Ana 1001"), fold("Rivera, José 1002"), fold("Hanna, Ana 1003")]
    assert matching(texts, range(3), words_of("ana riv")) == [0]
    assert matching(texts, range(3), words_of("")) == [0, 1, 2]
    assert matching(texts, range(3), words_of("JOSE 1002")) == [1]


def test_a_longer_query_narrows_and_a_different_one_does_not() -> None:
    assert narrows(words_of("ri"), words_of("riv"))
    assert narrows(words_of("riv"), words_of("riv ana"))
    assert not narrows(words_of("riv"), words_of("ri"))
    assert not narrows(words_of("riv ana"), words_of("riv"))
