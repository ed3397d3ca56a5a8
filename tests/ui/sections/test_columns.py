"""The columns of the table of sections have room for what stands in them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from cte_desktop.ui import theme
from cte_desktop.ui.sections.columns import section_columns

_SIDES = 2 * 12
_WIDTH_AT_1280 = 1130
_SITE = 110  # left out where all sections are at one site


@pytest.mark.parametrize(
    ("place", "longest"),
    [(5, "Mon/Wed 16:00–18:15"), (5, "Mon–Thu 16:15–18:45"), (3, "Extended Day"), (6, "Room")],
)
def test_what_often_stands_in_a_column_is_not_cut(
    qapp: QApplication, place: int, longest: str
) -> None:
    assert qapp is not None
    column = section_columns()[place]
    needed = QFontMetrics(theme.font()).horizontalAdvance(longest)
    assert column.width is not None
    assert theme.px(column.width - _SIDES) >= needed


def test_the_columns_of_a_site_fit_into_a_window_of_1280() -> None:
    widths = [column.width or 0 for column in section_columns()]
    assert sum(widths) - _SITE <= _WIDTH_AT_1280
