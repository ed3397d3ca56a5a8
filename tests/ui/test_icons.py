"""Icons take the theme's colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from cte_desktop.system.paths import resource
from cte_desktop.ui import icons, theme
from cte_desktop.ui.action_list import ACTIONS
from cte_desktop.ui.widgets.finding_row import SEVERITY_ICONS


def ink_of(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The colours of the picture's opaque pixels."""
    image = icon.pixmap(QSize(32, 32), mode).toImage()
    pixels = (image.pixelColor(x, y) for x in range(32) for y in range(32))
    return {QColor(pixel.rgb()).name() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_follows_a_change_of_theme(qapp: QApplication) -> None:
    icon = icons.icon("house", "accent")
    assert ink_of(icon) == {theme.LIGHT["accent"]}
    theme.apply(qapp, theme.Look(dark=True))
    assert ink_of(icon) == {theme.DARK["accent"]}


def test_a_disabled_icon_is_faint() -> None:
    assert ink_of(icons.icon("save"), QIcon.Mode.Disabled) == {theme.LIGHT["text_disabled"]}


def test_an_icon_is_sharp_on_a_dense_screen() -> None:
    picture = icons.icon("search").pixmap(QSize(16, 16), 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)


def test_a_wrong_name_fails_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_every_icon_named_in_the_lists_is_shipped() -> None:
    names = {spec.icon for spec in ACTIONS if spec.icon} | set(SEVERITY_ICONS.values())
    assert [name for name in sorted(names) if not resource("icons", f"{name}.svg").exists()] == []
