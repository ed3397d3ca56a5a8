"""Letters to families: in which language, and where else they may ask; then a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain.students.home_language import paper_language
from cte_desktop.services.forecast.letters import HOME, MOST_CONTACT, LetterOrder
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.completion.forecast import without_course_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.completion.forecast.near import Near

_SIZE = (520, 320)


class LetterDialog(QDialog):
    """The question. Signal: `preview_wanted(LetterOrder)`."""

    preview_wanted = Signal(object)

    def __init__(self, kind: str, chosen: tuple[Near, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(tr("Letters to families"))
        self._kind, self._chosen = kind, chosen
        written = LetterOrder(kind, chosen).written
        count = len(written)
        self.heading = title(trn("{shown} letter", "{shown} letters", count, shown=f"{count:,}"))
        self.language = ChoiceBox(tr("Language"))
        for text, value in (
            (tr("The language of the home"), HOME),
            (tr("English"), "en"),
            (tr("Spanish"), "es"),
        ):
            self.language.addItem(text, value)
        self.contact = QLineEdit()
        self.contact.setAccessibleName(tr("Phone or e-mail"))
        self.contact.setMaxLength(MOST_CONTACT)
        self.about = sentence("", muted=True)
        self._put_together()
        self.language.currentIndexChanged.connect(lambda _place: self._say())
        self._say()
        fit_screen(self, *_SIZE)

    def order(self) -> LetterOrder:
        """Return what is asked for."""
        return LetterOrder(
            self._kind, self._chosen, self.language.currentData(), self.contact.text().strip()
        )

    def _put_together(self) -> None:
        form = QFormLayout()
        form.addRow(tr("Language"), self.language)
        form.addRow(tr("Phone or e-mail"), self.contact)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(primary_button(tr("Preview…"), "eye", self._on_preview))
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.heading)
        column.addWidget(self.about)
        column.addLayout(form)
        column.addStretch(1)
        column.addLayout(buttons)

    def _say(self) -> None:
        says = tr("One page each, signed by the counselor. What is saved or printed is logged.")
        if self.language.currentData() == HOME:
            written = self.order().written
            spanish = sum(paper_language(one.home_language) == "es" for one in written)
            says += " " + tr(
                "{spanish} in Spanish, {english} in English.",
                spanish=f"{spanish:,}",
                english=f"{len(written) - spanish:,}",
            )
        apart = without_course_text(self.order().without_course)
        self.about.setText(f"{says} {apart}" if apart else says)

    def _on_preview(self) -> None:
        order = self.order()
        self.accept()
        self.preview_wanted.emit(order)
