"""Small marks of the page: whether an entry is confirmed, and that figures are being worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.course_words import verified_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.theme import ColorName

_VERIFIED: dict[Verified, tuple[str, ColorName]] = {
    Verified.YES: ("circle-check", "met"),
    Verified.PARTIAL: ("circle-question-mark", "warning"),
    Verified.NO: ("circle-question-mark", "warning"),
}


class Mark(QWidget):
    """An icon with a word; both say the same."""

    def __init__(
        self, icon: str, text: str, ink: ColorName, *, small: bool = False, wraps: bool = False
    ) -> None:
        super().__init__()
        self._icon = icon
        self._ink: ColorName = ink
        self._edge = 12 if small else 14
        self._sign = QLabel()
        self._words = ThemedLabel(
            text, size=theme.CAPTION if small else theme.CAPTION + 1, color="text_muted"
        )
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.TIGHT))
        if wraps:
            self._words.setWordWrap(True)
            row.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
            row.addWidget(self._words, 1)
        else:
            row.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(self._words, alignment=Qt.AlignmentFlag.AlignVCenter)
            row.addStretch(1)
        self._dress()
        theme.news().changed.connect(self._dress)

    def text(self) -> str:
        """Return the word."""
        return self._words.text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._words.setText(text)
        self.setAccessibleName(text)

    def _dress(self) -> None:
        side = theme.px(self._edge)
        self._sign.setFixedSize(QSize(side, side))
        sign = icons.icon(self._icon, self._ink)
        self._sign.setPixmap(sign.pixmap(QSize(side, side), self.devicePixelRatioF()))


class VerifiedMark(Mark):
    """Whether a source or the district confirms an entry of the catalog."""

    def __init__(self, verified: Verified, *, small: bool = False) -> None:
        icon, ink = _VERIFIED[verified]
        text = verified_label(verified)
        super().__init__(icon, text[:1].upper() + text[1:], ink, small=small)
        self.setToolTip(tr("Whether the district or a source confirms this entry of the catalog"))
