"""Icons by name, drawn from the SVG files of `resources/icons` in a colour of the theme.

An icon asks for its colour each time it is painted, so a change of theme needs no new icons.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cte_desktop.system.paths import resource
from cte_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from cte_desktop.ui.theme import ColorName


def icon(name: str, color: ColorName = "text", checked: ColorName | None = None) -> QIcon:
    """Return the icon `name` (a file of resources/icons without .svg); `checked` colours its on
    state.
    """
    _source(name)  # a wrong name fails here, not later while painting
    return QIcon(_ThemedEngine(name, color, checked or color))


def pixmap(name: str, size: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a picture `size` logical pixels wide, `ratio` device pixels to each."""
    return _drawn(name, size, color.name(), ratio)


def paint(painter: QPainter, name: str, place: QRect, color: QColor) -> None:
    """Paint the icon into `place`, in the middle, as a square of its shorter side."""
    side = min(place.width(), place.height())
    corner = place.center() - QPoint((side - 1) // 2, (side - 1) // 2)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(corner, _drawn(name, side, color.name(), ratio))


class _ThemedEngine(QIconEngine):
    def __init__(self, name: str, normal: ColorName, checked: ColorName) -> None:
        super().__init__()
        self._name = name
        self._normal = normal
        self._checked = checked

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._normal, self._checked)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, self._name, rect, self._color(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        side = max(1, min(size.width(), size.height()))
        return _drawn(self._name, side, self._color(mode, state).name(), scale)

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return theme.color("text_disabled")
        return theme.color(self._checked if state == QIcon.State.On else self._normal)


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, color: str, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    painter = QPainter(picture)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
