"""How the window looks: the colour tokens, the grid of 4 px, the type, and how they reach Qt.

Here is the only place where a colour or a size is written down. Painters ask `color("earned")`,
layouts ask `px(GAP)`. The style sheet made from the same tokens is in `style_sheet.py`. Paper has
its own style.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from cte_desktop.ui.style_sheet import style_sheet

if TYPE_CHECKING:
    from pathlib import Path

ColorName = Literal[
    "surface", "raised", "sunken", "line", "line_strong", "hover",
    "text", "text_muted", "text_disabled", "accent", "accent_soft", "accent_strong", "on_accent",
    "earned", "in_progress", "planned", "missing", "extended_day", "extended_day_soft",
    "must_fix", "warning", "information", "met",
    "must_fix_soft", "warning_soft", "information_soft", "met_soft",
]  # fmt: skip

# tests/ui/test_theme.py checks the contrast: 4.5 to 1 for words, 3 to 1 for marks, in both themes.
LIGHT: dict[ColorName, str] = {
    "surface": "#f5f7f7", "raised": "#ffffff", "sunken": "#e9eded", "line": "#dce2e2",
    "line_strong": "#839090", "hover": "#edf2f2",
    "text": "#182222", "text_muted": "#546161", "text_disabled": "#98a3a3",
    "accent": "#0d6666", "accent_soft": "#dbedec", "accent_strong": "#084c4c",
    "on_accent": "#ffffff",
    "earned": "#1f7148", "in_progress": "#1f6ea6", "planned": "#5d6b78", "missing": "#839090",
    "extended_day": "#77489b", "extended_day_soft": "#f4eef9",
    "must_fix": "#b01c2e", "warning": "#855400", "information": "#2862a3", "met": "#1d7048",
    "must_fix_soft": "#fcecea", "warning_soft": "#fcf2dd", "information_soft": "#e9f1fa",
    "met_soft": "#e4f3ea",
}  # fmt: skip
DARK: dict[ColorName, str] = {
    "surface": "#171c1d", "raised": "#1f2627", "sunken": "#121617", "line": "#303a3b",
    "line_strong": "#768586", "hover": "#273031",
    "text": "#e5ebea", "text_muted": "#a5b2b1", "text_disabled": "#667374",
    "accent": "#5bc0b8", "accent_soft": "#1c3f3e", "accent_strong": "#82d6cf",
    "on_accent": "#06211f",
    "earned": "#62c290", "in_progress": "#6db2e8", "planned": "#9aa9b6", "missing": "#768586",
    "extended_day": "#c6a2e8", "extended_day_soft": "#2b2534",
    "must_fix": "#ff8d83", "warning": "#e6b85c", "information": "#87b8f2", "met": "#66c797",
    "must_fix_soft": "#3b2423", "warning_soft": "#362d19", "information_soft": "#1e2d3e",
    "met_soft": "#1b3327",
}  # fmt: skip

# High contrast, for who sees little: 7 to 1 for words, 3 to 1 for lines.
CONTRAST_LIGHT: dict[ColorName, str] = {
    "surface": "#ffffff", "raised": "#ffffff", "sunken": "#f2f5f5", "line": "#6f7777",
    "line_strong": "#1d2626", "hover": "#eef3f3",
    "text": "#000000", "text_muted": "#2b3333", "text_disabled": "#5e6666",
    "accent": "#004a4a", "accent_soft": "#d9eeed", "accent_strong": "#003333",
    "on_accent": "#ffffff",
    "earned": "#0b4a2b", "in_progress": "#0b4676", "planned": "#333f4a", "missing": "#5b6666",
    "extended_day": "#512475", "extended_day_soft": "#f6f0fb",
    "must_fix": "#840d2c", "warning": "#593700", "information": "#123f73", "met": "#0b4a2b",
    "must_fix_soft": "#fdf0ee", "warning_soft": "#fdf5e4", "information_soft": "#eef4fb",
    "met_soft": "#eaf6ef",
}  # fmt: skip
CONTRAST_DARK: dict[ColorName, str] = {
    "surface": "#000000", "raised": "#000000", "sunken": "#0b0f0f", "line": "#7b8888",
    "line_strong": "#dfe8e8", "hover": "#152020",
    "text": "#ffffff", "text_muted": "#d7e0df", "text_disabled": "#9aa6a6",
    "accent": "#7fe3da", "accent_soft": "#0f3432", "accent_strong": "#a8f0e9",
    "on_accent": "#000000",
    "earned": "#85e0b0", "in_progress": "#94cbf7", "planned": "#c3ced8", "missing": "#8d9999",
    "extended_day": "#dcc2f5", "extended_day_soft": "#1d1428",
    "must_fix": "#ffa49b", "warning": "#f5cf7f", "information": "#aed0fa", "met": "#98efc4",
    "must_fix_soft": "#2a1110", "warning_soft": "#261d08", "information_soft": "#0f1d2d",
    "met_soft": "#0b2116",
}  # fmt: skip

# The grid: multiples of 4 px at 100 %.
TIGHT = 4
INSIDE = 8
GAP = 16
PAGE = 24
ROW_COMPACT = 28
ROW_COMFORTABLE = 36
RADIUS = 6
ICON = 16

BODY = 13
CAPTION = 11
TITLE = 16
PAGE_TITLE = 20

SCALE_LEAST = 1.0
SCALE_MOST = 2.0
_BODY_FONT = "Inter"
_FALLBACK_FONT = "Noto Sans"


@dataclass(frozen=True, slots=True)
class Look:
    """What a person can choose: dark or light, size (1.0 to 2.0), rows of 28 or of 36 px, and high
    contrast.
    """

    dark: bool = False
    scale: float = 1.0
    comfortable: bool = False
    contrast: bool = False


class _LookNews(QObject):
    """Tells that the look has changed; for what gets no palette event, such as an action's icon."""

    changed = Signal()


_look = Look()
_news: _LookNews | None = None


def apply(application: QApplication, look: Look) -> None:
    """Give the whole program this look, at the start or while it runs."""
    global _look  # noqa: PLW0603 - one program has one look, as it has one QApplication
    _look = replace(look, scale=min(max(look.scale, SCALE_LEAST), SCALE_MOST))
    if application.style().objectName() != "fusion":
        application.setStyle(QStyleFactory.create("Fusion"))
    application.setFont(font())
    application.setPalette(_palette())
    colors: dict[str, str] = {name: color(name).name() for name in _tokens()}
    application.setStyleSheet(style_sheet(colors, px))
    news().changed.emit()


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Make the fonts of `folder` known to Qt; return the names of files that could not be read."""
    return tuple(
        file.name
        for file in sorted(folder.glob("*.ttf"))
        if QFontDatabase.addApplicationFont(str(file)) < 0
    )


def look() -> Look:
    """Return the look in force."""
    return _look


def news() -> _LookNews:
    """Return the object whose `changed` is emitted after each change of the look."""
    global _news  # noqa: PLW0603 - made on first use, because Qt objects need an application
    if _news is None:
        _news = _LookNews()
    return _news


def color(name: ColorName) -> QColor:
    """Return a token's colour in the theme in force."""
    return QColor(_tokens()[name])


def px(size: float) -> int:
    """Return a size given at 100 % in pixels of the scale in force, at least 1."""
    return max(1, round(size * _look.scale))


def row_height() -> int:
    """Return the height of a table row in pixels."""
    return px(ROW_COMFORTABLE if _look.comfortable else ROW_COMPACT)


def font(size: int = BODY, *, bold: bool = False, tabular: bool = False) -> QFont:
    """Return the program's font: `size` in pixels at 100 %; `tabular` gives figures of one
    width.
    """
    return QFont(_made_font(px(size), bold=bold, tabular=tabular))


def _tokens() -> dict[ColorName, str]:
    if _look.contrast:
        return CONTRAST_DARK if _look.dark else CONTRAST_LIGHT
    return DARK if _look.dark else LIGHT


@lru_cache(maxsize=64)
def _made_font(pixels: int, *, bold: bool, tabular: bool) -> QFont:
    made = QFont()
    made.setFamilies([_BODY_FONT, _FALLBACK_FONT])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _palette() -> QPalette:
    role = QPalette.ColorRole
    roles: dict[QPalette.ColorRole, ColorName] = {
        role.Window: "surface", role.WindowText: "text",
        role.Base: "raised", role.AlternateBase: "surface", role.Text: "text",
        role.Button: "raised", role.ButtonText: "text", role.BrightText: "on_accent",
        role.Highlight: "accent", role.HighlightedText: "on_accent", role.Accent: "accent",
        role.ToolTipBase: "raised", role.ToolTipText: "text",
        role.PlaceholderText: "text_muted", role.Link: "accent", role.LinkVisited: "accent",
        role.Light: "raised", role.Midlight: "hover", role.Mid: "line", role.Dark: "line_strong",
        role.Shadow: "line_strong",
    }  # fmt: skip
    palette = QPalette()
    for one, name in roles.items():
        palette.setColor(one, color(name))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, color("text_disabled"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, color("line"))
    return palette
