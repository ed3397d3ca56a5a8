"""The page that a template gives: whose it is, at which school, in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.services.awards.look.preview import (
    ACCENTED,
    LONG,
    SHORT,
    AwardSample,
    Sample,
)
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.pdf_view import PdfView
from cte_desktop.wording.translate import LANGUAGES, noop, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.school import School

_SAMPLES = (
    (SHORT, noop("A short name")),
    (LONG, noop("A long name")),
    (ACCENTED, noop("A name with accents")),
)
_LANGUAGES = {"en": noop("English"), "es": noop("Spanish")}
_LEAST_HEIGHT = 244


class PreviewPane(QWidget):
    """The choices and the page. Signal: `choice_changed()`."""

    choice_changed = Signal()

    def __init__(
        self, schools: Sequence[School], awards: Sequence[AwardSample], language: str
    ) -> None:
        super().__init__()
        self.sample = ChoiceBox(tr("Sample"))
        self.school = ChoiceBox(tr("School of the sample"))
        self.language = ChoiceBox(tr("Language of the certificate"))
        self.view = PdfView(tr("Preview of the certificate"))
        self.view.fit_page()
        self.words = sentence("", muted=True)
        for name, words in _SAMPLES:
            self.sample.addItem(tr(words), Sample(name))
        for award in awards:
            words = tr("{name}, {pathway}", name=award.name, pathway=award.pathway)
            self.sample.addItem(words, Sample(serial=award.serial))
        for school in schools:
            self.school.addItem(school.name, school.short)
        for code in LANGUAGES:
            self.language.addItem(tr(_LANGUAGES[code]), code)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self._put_together()
        for choice in (self.sample, self.school, self.language):
            choice.currentIndexChanged.connect(self._on_choice)

    def chosen(self) -> Sample:
        """Return whose certificate is to be shown."""
        chosen = self.sample.currentData()
        made = chosen if isinstance(chosen, Sample) else Sample()
        return made if made.serial else Sample(made.name, str(self.school.currentData() or ""))

    def chosen_language(self) -> str:
        """Return the language of the certificate."""
        return str(self.language.currentData())

    def show_page(self, page: bytes) -> None:
        """Show a page as it is now."""
        self.view.show_pdf(page)
        self._say("")

    def show_old(self, because: str) -> None:
        """Leave what is shown, and say why it is not the text as it stands."""
        self._say(because)

    def let_go(self) -> None:
        """Close the page that is shown."""
        self.view.let_go()

    def _on_choice(self) -> None:
        self.school.setEnabled(not self.chosen().serial)
        self.choice_changed.emit()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _put_together(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.sample, 2)
        row.addWidget(self.school, 2)
        row.addWidget(self.language, 1)
        for box in (self.sample, self.school):
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(
                ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(row)
        column.addWidget(self.words)
        self.words.setVisible(False)
        self.view.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        column.addWidget(self.view, 1)
