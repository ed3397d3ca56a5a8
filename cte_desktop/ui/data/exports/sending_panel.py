"""Send out: what can leave this computer, each with one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button
from cte_desktop.ui.widgets.labels import Card, ThemedLabel, sentence
from cte_desktop.ui.widgets.panel import Panel
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from cte_desktop.ui.page import Workbench

ACTION = "export_files"
_KINDS = (
    (
        noop("For the information system"),
        noop(
            "Course requests with their alternates for next year, and rosters of sections, as "
            "PowerSchool, Aeries or Infinite Campus read them."
        ),
    ),
    (
        noop("For the State"),
        noop(
            "The file of completers and the rows of work-based learning for CALPADS. They are "
            "checked in words before anything is written."
        ),
    ),
    (
        noop("For people"),
        noop(
            "The completers of a year as a table, everything about one student, or everything "
            "there is as plain files."
        ),
    ),
)


class SendingPanel(Panel):
    """What can be sent, and the button that opens the dialog of its owner."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(
            tr("Send out"),
            tr("Every file asks who receives it and what for, and is noted in the disclosure log."),
        )
        self._bench = bench
        self.button: QPushButton = primary_button(tr("Send out…"), "upload", self._on_send)
        for heading, words in _KINDS:
            card = Card()
            column = QVBoxLayout()
            column.setSpacing(theme.px(theme.TIGHT))
            column.addWidget(ThemedLabel(tr(heading), bold=True))
            column.addWidget(sentence(tr(words), muted=True))
            card.body.addLayout(column)
            self.body.addWidget(card)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        bench.actions.action(ACTION).changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Switch the button on once somebody offers to send."""
        offered = any(spec.id == ACTION for spec, _ in self._bench.actions.offered())
        self.button.setEnabled(offered and self._bench.actions.action(ACTION).isEnabled())

    def focus_search(self) -> None:
        self.button.setFocus()

    def _on_send(self) -> None:
        self._bench.actions.action(ACTION).trigger()
