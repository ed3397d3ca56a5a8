"""Marks on letters that have no letter of their own with them."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from cte_desktop.reports.diacritics import Set, bounds, has_marks, placed
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.text import clean, runs, width
from tests.reports.certificates.drawn import drawn
from tests.reports.sheets import certificate

ACUTE, TILDE, DIAERESIS, MACRON, DOT_BELOW = "\u0301", "\u0303", "\u0308", "\u0304", "\u0323"


def marks(text: str) -> list[Set]:
    """The marks of a text as they are placed."""
    return [one for one in placed(runs(clean(text), Face.SEMIBOLD)) if one.shift]


def test_letters_that_exist_with_their_mark_need_no_placing() -> None:
    assert not has_marks(clean("Nu\u0301n\u0303ez Vie\u0302\u0323t"))
    assert has_marks(clean("E\u0323\u0300"))


@pytest.mark.parametrize("letter", ["M", "l", "g", "ẹ", "Ọ"])
def test_a_mark_stands_over_the_middle_of_its_letter_and_clear_of_it(letter: str) -> None:
    (mark,) = marks(f"a{letter}{TILDE}n")
    base = bounds(Face.SEMIBOLD.value, letter)
    ink = bounds(mark.font, TILDE)
    begin = base.advance + mark.shift
    assert (begin + ink.left + begin + ink.right) / 2 == pytest.approx((base.left + base.right) / 2)
    assert ink.bottom + mark.rise > base.top
    assert mark.shift + ink.advance + mark.back == pytest.approx(0)


def test_two_marks_stand_above_each_other_and_one_below_goes_down() -> None:
    first, second = marks(f"J{DIAERESIS}{MACRON}")
    top = bounds(first.font, DIAERESIS).top + first.rise
    assert bounds(second.font, MACRON).bottom + second.rise > top
    (below,) = marks(f"g{DOT_BELOW}")
    assert bounds(below.font, DOT_BELOW).top + below.rise < bounds(below.font, "g").bottom


def test_a_mark_takes_no_room_in_the_line() -> None:
    assert width(f"M{TILDE}a{DOT_BELOW}", Face.REGULAR, 10) == width("Mạ", Face.REGULAR, 10)


def test_a_mark_with_nothing_before_it_is_set_as_it_is() -> None:
    assert [one.shift for one in placed(runs(f"{ACUTE}a", Face.REGULAR))] == [0, 0]


def test_a_reader_takes_the_name_as_it_is_written() -> None:
    name = "Adéwálẹ\u0301 Ọ\u0300ṣun"
    paper = drawn(replace(certificate(), legal_name=name))
    assert name in pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_range()
