"""Marks that stand for something else look different to everybody: in colour, and in shape."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from cte_desktop.domain.audit.result import RequirementStatus
from cte_desktop.ui import icons, theme
from cte_desktop.ui.planning.requirement_row import paint_status
from cte_desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, ColorName
from cte_desktop.ui.widgets.finding_row import SEVERITY_ICONS
from cte_desktop.ui.widgets.segmented_bar import Amounts, paint_segments
from tests.ui.color_vision import VISIONS, distance

THEMES = {"light": LIGHT, "dark": DARK, "on white": CONTRAST_LIGHT, "on black": CONTRAST_DARK}
TOGETHER: tuple[tuple[ColorName, ...], ...] = (
    ("must_fix", "warning", "information", "met"),
    ("earned", "in_progress", "planned", "missing"),
    ("accent", "extended_day"),
)
"""Colours that stand beside each other and mean different things."""
SEEN_AT_A_GLANCE = 9.0
SIDE = 24
LEAST_OTHER = 12
"""Pixels of a mark of 24 by 24 that are inked in one and not in the other."""


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", THEMES)
def test_no_two_colors_that_mean_different_things_look_alike(name: str, vision: str) -> None:
    tokens = THEMES[name]
    alike = [
        (one, other)
        for group in TOGETHER
        for one, other in combinations(group, 2)
        if distance(tokens[one], tokens[other], vision) < SEEN_AT_A_GLANCE
    ]
    assert alike == []


def test_every_severity_has_a_shape_of_its_own(light_look: None) -> None:
    shapes = {str(name): _icon(icon) for name, icon in SEVERITY_ICONS.items()}
    assert _alike(shapes) == []


def test_every_state_of_a_requirement_has_a_shape_of_its_own(light_look: None) -> None:
    shapes = {str(status): _status(status) for status in RequirementStatus}
    assert _alike(shapes) == []


def test_the_parts_of_a_bar_differ_without_color(qapp: QApplication, light_look: None) -> None:
    bar = _drawn(120, 12)
    share = Decimal(30)
    painter = QPainter(bar)
    paint_segments(painter, QRectF(0, 0, 120, 12), Amounts(Decimal(120), share, share, share))
    painter.end()
    grays = bar.convertToFormat(QImage.Format.Format_Grayscale8)
    middles = [_grays(grays, QRect(left + 6, 4, 18, 4)) for left in (0, 30, 60, 90)]
    spreads = [max(part) - min(part) for part in middles]
    assert spreads[0] < spreads[1], "earned is plain, in progress is hatched"
    means = sorted(sum(part) / len(part) for part in middles)
    assert all(other - one > 5 for one, other in pairwise(means))


def _icon(name: str) -> QImage:
    drawn = _drawn(SIDE, SIDE)
    painter = QPainter(drawn)
    icons.paint(painter, name, QRect(2, 2, SIDE - 4, SIDE - 4), QColor("black"))
    painter.end()
    return drawn


def _status(status: RequirementStatus) -> QImage:
    drawn = _drawn(SIDE, SIDE)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_status(painter, QPointF(SIDE / 2, SIDE / 2), SIDE - 6, status)
    painter.end()
    return drawn


def _drawn(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(theme.color("raised"))
    return image


def _alike(shapes: dict[str, QImage]) -> list[tuple[str, str]]:
    inked = {name: _inked(image) for name, image in shapes.items()}
    return [
        (one, other)
        for one, other in combinations(inked, 2)
        if len(inked[one] ^ inked[other]) < LEAST_OTHER
    ]


def _inked(image: QImage) -> frozenset[tuple[int, int]]:
    """Return the pixels that are not the ground, whatever their colour."""
    ground = theme.color("raised").lightness()
    return frozenset(
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if abs(image.pixelColor(x, y).lightness() - ground) > 60
    )


def _grays(image: QImage, part: QRect) -> list[int]:
    return [
        image.pixelColor(x, y).lightness()
        for x in range(part.left(), part.right())
        for y in range(part.top(), part.bottom())
    ]
