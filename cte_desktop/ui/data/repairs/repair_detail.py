"""What is under the table of repairs: the whole sentence, the repairs to choose among, and what
becomes of the student's plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.data.repairs.repair_rows import RepairRow, repair_words
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.plan_repairs import RepairPreview

_CHOICE_WIDTH = 420
_HEIGHT = 100


class RepairDetail(QWidget):
    """The detail of one row. Signal: `offer_chosen(place)`: another repair of the row."""

    offer_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.problem = sentence("")
        self.choice = ChoiceBox(tr("Repair"))
        self.only = ThemedLabel("")
        self.asks = sentence("", muted=True)
        self.before_and_after = sentence("", muted=True)
        self._filling = False
        # Room for what most changes need, so that the table keeps its height from row to row.
        self.setMinimumHeight(theme.px(_HEIGHT))
        self.choice.setMinimumWidth(theme.px(_CHOICE_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(ThemedLabel(tr("Repair"), bold=True))
        row.addWidget(self.choice)
        row.addWidget(self.only)
        row.addWidget(self.asks, 1)
        column.addLayout(row)
        column.addWidget(self.before_and_after)
        column.addStretch(1)
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.show_row(None)

    def show_row(self, row: RepairRow | None) -> None:
        """Show a row of the table; None says how to go on."""
        self._filling = True
        self.choice.clear()
        offers = row.misfit.offers if row is not None else ()
        for offer in offers:
            self.choice.addItem(offer.text)
        if row is None:
            self.problem.setText(tr("Choose a row to read more and to choose another repair."))
        else:
            self.problem.setText(f"{row.misfit.name}: {row.misfit.text}")
            self.choice.setCurrentIndex(row.offer)
        self.choice.setVisible(len(offers) > 1)
        self.only.setVisible(len(offers) <= 1)
        chosen = row.chosen if row is not None else None
        self.only.setText(repair_words(row) if row is not None else "–")
        self.asks.setText(chosen.asks if chosen is not None else "")
        self.before_and_after.setText("")
        self._filling = False

    def show_preview(self, preview: RepairPreview | None) -> None:
        """Show what becomes of the student's plan by all that is chosen for it."""
        self.before_and_after.setText("" if preview is None else _words(preview))

    def _on_choice(self, place: int) -> None:
        if not self._filling and place >= 0:
            self.offer_chosen.emit(place)


def _words(preview: RepairPreview) -> str:
    nothing = tr("nothing")
    words = tr(
        "Before: {before}. After: {after}.",
        before="; ".join(preview.before) or nothing,
        after="; ".join(preview.after) or nothing,
    )
    for program in preview.programs:
        if program.before == program.after:
            said = tr("{program} stays {status}.", program=program.program, status=program.after)
        else:
            said = tr(
                "{program}: {before}, then {after}.",
                program=program.program,
                before=program.before or "–",
                after=program.after or "–",
            )
        words = f"{words} {said}"
    return " ".join((words, *(apart.text for apart in preview.kept_apart)))
