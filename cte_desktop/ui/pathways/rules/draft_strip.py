"""The line that tells of a draft from before: of when and by whom, and whether it is behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import fix_button, icon_button
from cte_desktop.ui.widgets.finding_row import SeverityIcon
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import tzinfo

    from cte_desktop.services.rule_drafts import KeptDraft


class DraftStrip(QWidget):
    """The line; hidden until there is a draft to tell of. Signal: `discard_requested()`."""

    discard_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = sentence("")
        self.discard = fix_button(tr("Discard the draft"), self.discard_requested.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(SeverityIcon("information"), alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.discard)
        row.addWidget(icon_button("x", tr("Close this line"), self.hide))
        self.setVisible(False)

    def show_draft(self, draft: KeptDraft, zone: tzinfo | None = None) -> None:
        """Say whose draft is open, and since when."""
        day = date_label(draft.saved_at.astimezone(zone).date())
        words = tr(
            "A draft of {date} by {actor} is open, not published.", date=day, actor=draft.actor
        )
        self._say(f"{words} {_behind()}" if draft.is_behind else words)

    def show_behind(self) -> None:
        """Say that the rules in force changed under the draft."""
        self._say(_behind())

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(True)


def _behind() -> str:
    return tr(
        "Other rules came into force since the draft was begun: look at what it changes before it "
        "is published."
    )
