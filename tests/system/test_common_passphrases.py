"""The passphrases that everybody takes."""

from __future__ import annotations

import pytest

from cte_desktop.system.common_passphrases import is_common


@pytest.mark.parametrize(
    "passphrase",
    ["password1", "Password1", " PASSWORD ", "12345678", "qwertyuiop", "sunshine!", "dragon2026"],
)
def test_what_is_guessed_first_is_known(passphrase: str) -> None:
    assert is_common(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "kiln orbit velvet sand",
        "dragon kiln orbit",
        "sunshine#48213",
        "gT7#qLz!92xWv",
        "\ud800",
    ],
)
def test_what_is_not_among_them_is_left_to_the_hint(passphrase: str) -> None:
    assert not is_common(passphrase)
