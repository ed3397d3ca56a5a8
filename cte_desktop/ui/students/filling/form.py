"""What is asked before plans are filled: each student's own wishes or one pathway, and how well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.students.many.scope import LABEL_WIDTH
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

_BOX_WIDTH = 400


class FillForm(QWidget):
    """The two choices, and what will be done."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.pathway = ChoiceBox(tr("Pathway"))
        self.pathway.addItem(tr("What each student is signed up for and wishes"), "")
        for name in sorted(catalog.pathway_by_name, key=str.casefold):
            self.pathway.addItem(name, name)
        self.how = ChoiceBox(tr("How well"))
        self.how.addItem(tr("The best plan of each, with its proof"), True)
        self.how.addItem(tr("The first plan that holds: much faster"), False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for box in (self.pathway, self.how):
            label = QLabel(box.accessibleName())
            label.setBuddy(box)
            label.setMinimumWidth(theme.px(LABEL_WIDTH))
            box.setMinimumWidth(theme.px(_BOX_WIDTH))
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            row = QHBoxLayout()
            row.setSpacing(theme.px(theme.INSIDE))
            row.addWidget(label)
            row.addWidget(box)
            row.addStretch(1)
            column.addLayout(row)
        for words in _what_is_done():
            column.addWidget(sentence(words, muted=True))

    def asked(self) -> tuple[str, bool]:
        """Return the pathway asked of everybody, "" for none, and whether the best is wanted."""
        return self.pathway.currentData(), bool(self.how.currentData())


def _what_is_done() -> tuple[str, ...]:
    return (
        tr(
            "Everything still open is planned around what is earned, running and locked, so that "
            "graduation, the pathway and the wishes hold."
        ),
        tr(
            "Seats are handed out to 12th grade first, then by student id. Signed plans stay as "
            "they are unless you ask for them one by one."
        ),
    )
