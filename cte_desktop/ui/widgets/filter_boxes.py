"""The choices by which a list is narrowed: what they offer, their widths, and clearing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from cte_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QLayout

    from cte_desktop.ui.widgets.buttons import ChoiceBox


def offer(box: ChoiceBox, everything: str, choices: Sequence[tuple[str, object]]) -> None:
    """Offer "everything" and these (words, value); a value that still occurs stays chosen.

    No signal tells of it: whoever offers compares what is chosen before and after.
    """
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, None)
    for text, value in choices:
        box.addItem(text, value)
    values = [None, *(value for _, value in choices)]
    box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    box.blockSignals(False)


def choose_everything(boxes: Iterable[ChoiceBox]) -> None:
    """Let every box leave nothing out, without a signal."""
    for box in boxes:
        box.blockSignals(True)
        box.setCurrentIndex(0)
        box.blockSignals(False)


def add_boxes(row: QLayout, widths: Mapping[ChoiceBox, int], spare: int | None = None) -> None:
    """Add boxes to a row at their least widths; `spare` is how much wider long words make them.

    Widths are pixels at 100 %. Long words are cut in the box and whole in its list.
    """
    for box, width in widths.items():
        box.setMinimumWidth(theme.px(width))
        if spare is not None:
            box.setMaximumWidth(theme.px(width + spare))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        row.addWidget(box)
