"""A finding: an icon with its word, one sentence, and after it the fixes as buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

Severity = Literal["must_fix", "warning", "information", "met"]
"""The severities of a finding, and "met" for good news; a `domain` severity goes in as its
value.
"""

SEVERITY_WORDS: dict[Severity, str] = {
    "must_fix": noop("Must fix"),
    "warning": noop("Warning"),
    "information": noop("Information"),
    "met": noop("Done"),
}
SEVERITY_ICONS: dict[Severity, str] = {
    "must_fix": "octagon-alert",
    "warning": "triangle-alert",
    "information": "info",
    "met": "circle-check",
}


@dataclass(frozen=True, slots=True)
class FixOffer:
    """A way out as a button; `id` comes back in `fix_requested`."""

    id: str
    text: str


class SeverityIcon(QLabel):
    """The sign of a severity, which follows the theme."""

    def __init__(self, severity: Severity) -> None:
        super().__init__()
        self._severity: Severity = severity
        self.setAccessibleName(tr(SEVERITY_WORDS[severity]))
        self.setToolTip(tr(SEVERITY_WORDS[severity]))
        self._dress()
        theme.news().changed.connect(self._dress)

    def _dress(self) -> None:
        side = theme.px(theme.ICON)
        self.setFixedSize(QSize(side, side))
        sign = icons.icon(SEVERITY_ICONS[self._severity], self._severity)
        self.setPixmap(sign.pixmap(QSize(side, side), self.devicePixelRatioF()))


class FindingRow(QWidget):
    """One finding. Signal: `fix_requested(fix id)`."""

    fix_requested = Signal(str)

    def __init__(
        self, severity: Severity, text: str, fixes: Sequence[FixOffer] = (), why: str = ""
    ) -> None:
        super().__init__()
        word = tr(SEVERITY_WORDS[severity])
        self.setAccessibleName(f"{word}: {text}")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.px(theme.TIGHT), 0, theme.px(theme.TIGHT))
        whole.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        whole.addLayout(row)
        row.addWidget(SeverityIcon(severity), alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        row.addLayout(column, 1)
        column.addWidget(ThemedLabel(word, size=theme.CAPTION, bold=True, color=severity))
        column.addWidget(sentence(text))
        if why:
            column.addWidget(sentence(why, muted=True))
        if fixes:
            # The whole width is theirs, so that they are seldom cut.
            whole.addWidget(self._fix_buttons(fixes))

    def _fix_buttons(self, fixes: Sequence[FixOffer]) -> QWidget:
        place = QWidget()
        flow = FlowLayout(place, theme.px(6))
        for fix in fixes:
            button = fix_button(fix.text)
            button.clicked.connect(
                lambda _checked=False, chosen=fix.id: self.fix_requested.emit(chosen)
            )
            flow.addWidget(button)
        return place
