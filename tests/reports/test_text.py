"""Text on its way to the paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.reports.fonts import Face, uncovered
from cte_desktop.reports.text import clean, fit, runs, width, wrap
from cte_desktop.system.errors import KnownError

COVERED = st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cn"]))


def test_control_characters_and_doubled_spaces_go() -> None:
    assert clean("Ana\x00 \t Sofía\u200b\u00a0Rivera\r\n") == "Ana Sofía Rivera"


def test_letters_are_composed() -> None:
    assert clean("Nu\u0301n\u0303ez") == "Núñez"


def test_markup_is_ordinary_text() -> None:
    assert clean('<b>&"(\\)') == '<b>&"(\\)'


def test_letters_outside_inter_come_from_the_fallback() -> None:
    assert runs("Ana", Face.REGULAR) == (("Inter-Regular", "Ana"),)
    missing = next(chr(c) for c in range(0x1E00, 0xABFF) if _only_in_noto(chr(c)))
    assert runs(f"A{missing}", Face.BOLD)[-1] == ("NotoSans-Bold", missing)


def test_letters_that_need_shaping_or_are_nowhere_are_uncovered() -> None:
    assert uncovered("Ana 山अ山") == "山अ"
    assert uncovered("Nguyễn Łukasz Ωμέγα Жанна") == ""
    with pytest.raises(KnownError):
        clean("\ud800")


def test_letters_of_a_font_s_own_and_marks_piled_on_a_letter_are_uncovered() -> None:
    assert uncovered("Ana \ue000\U000f1234") == "\ue000\U000f1234"
    assert uncovered("A\u0323\u0302\u0301\u0308") == ""
    assert uncovered("A" + "\u0301" * 40 + "na") == "\u0301"


@given(COVERED, st.floats(40, 300))
def test_wrapped_lines_fit_and_keep_every_letter(text: str, room: float) -> None:
    if uncovered(text):
        return
    lines = wrap(text, Face.REGULAR, 8.5, room)
    assert all(width(line, Face.REGULAR, 8.5) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


def test_a_long_surname_is_broken_at_its_hyphen() -> None:
    assert wrap("Vandenberghe-Montgomery", Face.REGULAR, 9, 80) == ("Vandenberghe-", "Montgomery")


def test_a_line_that_is_too_long_ends_in_an_ellipsis() -> None:
    short = fit("English Language and Composition", Face.REGULAR, 8, 60)
    assert short.endswith("…")
    assert width(short, Face.REGULAR, 8) <= 60


def _only_in_noto(letter: str) -> bool:
    from cte_desktop.reports.fonts import letters

    is_noto = ord(letter) in letters("NotoSans-Bold") and ord(letter) not in letters("Inter-Bold")
    return is_noto and not uncovered(letter) and clean(letter) == letter
