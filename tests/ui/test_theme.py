"""The tokens, their contrast, and how a look reaches the program."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from cte_desktop.ui import theme
from cte_desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, ColorName

THEMES = [
    pytest.param(LIGHT, 4.5, id="light"),
    pytest.param(DARK, 4.5, id="dark"),
    pytest.param(CONTRAST_LIGHT, 7.0, id="contrast on white"),
    pytest.param(CONTRAST_DARK, 7.0, id="contrast on black"),
]
"""The tokens of each theme, and the least contrast of its words."""
GROUNDS: tuple[ColorName, ...] = ("surface", "raised", "sunken", "hover")
WORDS: tuple[ColorName, ...] = (
    "text", "text_muted", "accent", "earned", "in_progress", "planned", "extended_day",
    "must_fix", "warning", "information", "met",
)  # fmt: skip
PAIRS: tuple[tuple[ColorName, ColorName], ...] = (
    ("on_accent", "accent"), ("on_accent", "accent_strong"),
    ("text", "accent_soft"), ("text_muted", "accent_soft"), ("accent", "accent_soft"),
    ("must_fix", "accent_soft"), ("warning", "accent_soft"), ("information", "accent_soft"),
    ("met", "accent_soft"), ("extended_day", "extended_day_soft"), ("text", "extended_day_soft"),
    ("text_muted", "extended_day_soft"), ("must_fix", "must_fix_soft"),
    ("warning", "warning_soft"), ("information", "information_soft"), ("met", "met_soft"),
    ("text", "must_fix_soft"), ("text", "warning_soft"), ("text", "information_soft"),
    ("text", "met_soft"), ("text_muted", "must_fix_soft"), ("text_muted", "warning_soft"),
    ("text_muted", "information_soft"), ("text_muted", "met_soft"),
)  # fmt: skip
MARKS: tuple[ColorName, ...] = ("line_strong", "missing", "accent", "earned", "planned")


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(name: str) -> float:
    color = QColor(name)
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("tokens", "least"), THEMES)
def test_words_stand_out_on_every_ground(tokens: dict[ColorName, str], least: float) -> None:
    faint = [
        (word, ground)
        for word in WORDS
        for ground in GROUNDS
        if contrast(tokens[word], tokens[ground]) < least
    ]
    assert faint == []


@pytest.mark.parametrize(("tokens", "least"), THEMES)
def test_words_stand_out_on_colored_grounds(tokens: dict[ColorName, str], least: float) -> None:
    assert [pair for pair in PAIRS if contrast(tokens[pair[0]], tokens[pair[1]]) < least] == []


@pytest.mark.parametrize(("tokens", "least"), THEMES)
def test_marks_stand_out(tokens: dict[ColorName, str], least: float) -> None:
    lines: tuple[ColorName, ...] = ("line", "text_disabled") if least > 4.5 else ()
    faint = [
        (mark, ground)
        for mark in (*MARKS, *lines)
        for ground in ("surface", "raised")
        if contrast(tokens[mark], tokens[ground]) < 3.0
    ]
    assert faint == []


def test_all_themes_have_the_same_tokens() -> None:
    assert set(LIGHT) == set(DARK) == set(CONTRAST_LIGHT) == set(CONTRAST_DARK)


def test_high_contrast_holds_on_white_and_on_black(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Look(contrast=True))
    assert theme.color("text").name() == "#000000"
    theme.apply(qapp, theme.Look(dark=True, contrast=True))
    assert theme.color("text").name() == "#ffffff"
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == "#000000"


def test_a_dark_look_reaches_palette_sheet_and_painters(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Look(dark=True))
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK["surface"]
    assert DARK["accent"] in qapp.styleSheet()
    assert LIGHT["accent"] not in qapp.styleSheet()
    assert theme.color("earned").name() == DARK["earned"]


def test_a_larger_look_makes_sizes_larger_within_bounds(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Look(scale=1.5))
    assert theme.px(theme.GAP) == 24
    assert theme.row_height() == 42
    assert qapp.font().pixelSize() == 20
    theme.apply(qapp, theme.Look(scale=9))
    assert theme.look().scale == 2.0


def test_roomy_rows_are_36_pixels_high(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Look(comfortable=True))
    assert theme.row_height() == 36


def test_the_type_is_inter_at_13_pixels() -> None:
    shown = QFontInfo(theme.font())
    assert (shown.family(), shown.pixelSize()) == ("Inter", 13)
