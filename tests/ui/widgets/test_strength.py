"""The hint about a passphrase."""

from __future__ import annotations

import pytest

from cte_desktop.ui.widgets.strength import strength


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", "short"),
        ("short", "short"),
        ("aaaaaaaaaaaaaaaa", "weak"),
        ("12345678", "common"),
        ("password", "common"),
        ("password1", "common"),
        ("blue blue blue blue blue", "weak"),
        ("valencia high school 26", "weak"),
        ("kiln orbit velvet sand", "fair"),
        ("kiln orbit velvet sand moss", "good"),
        ("gT7#qLz!92xWv", "good"),
    ],
)
def test_words_and_variety_count_repeats_do_not(passphrase: str, level: str) -> None:
    assert strength(passphrase).level == level


def test_the_bar_grows_with_the_passphrase() -> None:
    typed = "kiln orbit velvet sand moss"
    shares = [strength(typed[:end]).share for end in (2, 6, 10, 16, 22, len(typed))]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("passphrase", "least", "most"),
    [
        ("password1", 0.0, 1 / 3),
        ("sunny wolf cat", 0.0, 1 / 3),
        ("green river stone lamp", 1 / 3, 2 / 3),
        ("green river stone lamp kiln", 1.0, 1.0),
    ],
)
def test_the_bar_says_what_the_words_say(passphrase: str, least: float, most: float) -> None:
    assert least <= strength(passphrase).share <= most
