"""Issuing a certificate anew: what it would say otherwise is shown before it is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.text_parts import TextParts
from cte_desktop.wording.completion.register import change_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.awards.register_detail import ReissuePreview

_SIZE = (540, 360)


class ReissueDialog(QDialog):
    """The question. Signal: `confirmed()`."""

    confirmed = Signal()

    def __init__(
        self, preview: ReissuePreview, catalog: Catalog, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        possible = preview.now is not None
        heading = tr("Issue this certificate anew?") if possible else tr("It can't be issued anew")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        named = (preview.serial, preview.then.legal_name, preview.then.pathway)
        self.about = sentence(" · ".join(part for part in named if part), muted=True)
        self.follows = sentence(_follows(preview))
        self.changes = TextParts(tr("What changes"))
        texts = tuple(change_text(one, catalog) for one in preview.changes)
        nothing = (tr("Nothing but the serial number and the date."),) if possible else ()
        self.changes.show_parts(((tr("What changes"), texts or nothing),))
        self.issue_button = primary_button(tr("Issue anew"), "rotate-cw", self._confirm)
        self.issue_button.setVisible(possible)
        self._put_together(heading)
        fit_screen(self, *_SIZE)

    def _put_together(self, heading: str) -> None:
        named = title(heading)
        named.setWordWrap(True)
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        for widget in (named, self.about, self.follows):
            column.addWidget(widget)
        column.addWidget(self.changes, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Leave it as it is"), press=self.reject))
        buttons.addWidget(self.issue_button)
        column.addLayout(buttons)

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()


def _follows(preview: ReissuePreview) -> str:
    if preview.now is None:
        return tr(
            "By the record as it is now, {pathway} is not completed. Correct the record first, or "
            "revoke the certificate.",
            pathway=preview.then.pathway,
        )
    follows = tr(
        "A new certificate with a new serial number takes the place of this one, by the record as "
        "it is now. The old one is revoked as replaced: whoever checks it is told the new serial "
        "number, once you have exported the keys again. It can't be undone."
    )
    name = tr("A changed legal name comes with the next import of students.csv: import it first.")
    return f"{follows} {name}"
