"""What is to be printed: whose certificates, in which language, into one file or many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QVBoxLayout

from cte_desktop.services.awards.batch import CertificateOrder, PaperLanguage
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.recipient_fields import RecipientFields
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLabel, QWidget

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.awards.batch import BatchCount

_SIZE = (600, 560)
ONE_FILE, MANY_FILES = range(2)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for; `recipient` and `purpose` are for the log of disclosures."""

    order: CertificateOrder
    one_file: bool
    recipient: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Usual:
    """What is offered at first: the template's language, and what was written for the log last."""

    language: str
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()


class OrderDialog(QDialog):
    """The dialog. Signals: `order_changed(CertificateOrder)`: count it, please;
    `preview_wanted(Wanted)`; `save_wanted(Wanted)`. `serials` are those of the chosen awards.
    """

    order_changed = Signal(object)
    preview_wanted = Signal(object)
    save_wanted = Signal(object)

    def __init__(
        self,
        catalog: Catalog,
        school_year: int,
        serials: Iterable[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(tr("Print certificates"))
        self.setAccessibleName(self.windowTitle())
        self._year, self._serials = school_year, frozenset(serials)
        self._count: BatchCount | None = None
        self._language_chosen = False
        self.whose = ChoiceBox(tr("Whose"))
        self.school = ChoiceBox(tr("School"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.seniors = CheckBox(tr("Also for this year's &seniors, before they graduate"))
        self.before = CheckBox(tr("&Also for those who don't graduate yet"))
        self.language = ChoiceBox(tr("Language"))
        self.files = ChoiceBox(tr("Files"))
        self.recipients = RecipientFields(self)
        self.total = ThemedLabel("", bold=True)
        self.detail = sentence("", muted=True)
        self.preview_button = push_button(tr("Preview and print…"), "printer", self._preview)
        self.save_button = primary_button(tr("Save as PDF…"), "save", self._save)
        self._fill(catalog)
        self._put_together()
        self._listen()
        fit_screen(self, *_SIZE)
        self._show_count()

    def ask_count(self) -> None:
        """Ask to count what is chosen at first."""
        self.order_changed.emit(self.order())

    def offer(self, usual: Usual) -> None:
        """Choose the language of the district's template, and offer words written before."""
        if not self._language_chosen:
            place = self.language.findData(usual.language)
            self.language.setCurrentIndex(max(0, place))
        self.recipients.offer(usual.recipients, usual.purposes)

    def order(self) -> CertificateOrder:
        """Return whose certificates are chosen."""
        order = CertificateOrder(
            school=self.school.currentData() or "",
            pathway=self.pathway.currentData() or "",
            before_graduation=self.before.isChecked(),
            seniors=self.seniors.isChecked(),
            language=PaperLanguage(self.language.currentData()),
        )
        if self.whose.currentData():
            return replace(order, serials=self._serials)
        return replace(order, school_year=self._year)

    def show_count(self, order: CertificateOrder, count: BatchCount) -> None:
        """Show what an order would print, unless another is chosen by now."""
        if _counted(order) == _counted(self.order()):
            self._count = count
            self._show_count()

    def _fill(self, catalog: Catalog) -> None:
        count, year = len(self._serials), school_year_heading(self._year)
        if count:
            words = trn("The {shown} selected", "The {shown} selected", count, shown=f"{count:,}")
            self.whose.addItem(words, True)
        self.whose.addItem(tr("All awards of {year}", year=year), False)
        self.school.addItem(tr("All schools"), None)
        for school in sorted(catalog.schools, key=lambda one: one.name.casefold()):
            self.school.addItem(school.name, school.short)
        self.pathway.addItem(tr("All pathways"), None)
        for name in sorted(catalog.pathway_by_name, key=str.casefold):
            self.pathway.addItem(name, name)
        for text, language in (
            (tr("English"), PaperLanguage.ENGLISH),
            (tr("Spanish"), PaperLanguage.SPANISH),
            (tr("The language of the home"), PaperLanguage.HOME),
        ):
            self.language.addItem(text, language.value)
        self.files.addItem(tr("One file for all"), ONE_FILE)
        self.files.addItem(tr("A file for each student"), MANY_FILES)
        self.recipients.recipient.setText(tr("The students"))
        self.recipients.purpose.setText(tr("Graduation"))

    def _put_together(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.GAP))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for field in (self.whose, self.school, self.pathway):
            field.setSizeAdjustPolicy(adjust)
            form.addRow(_label(field.accessibleName()), field)
        form.addRow(_label(""), self.seniors)
        form.addRow(_label(""), self.before)
        for choice in (self.language, self.files):
            form.addRow(_label(choice.accessibleName()), choice)
        for line in (self.recipients.recipient, self.recipients.purpose):
            form.addRow(_label(line.accessibleName()), line)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(self.preview_button)
        buttons.addWidget(self.save_button)
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(self.windowTitle()))
        column.addLayout(form)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.total)
        column.addWidget(self.detail)
        handed = tr("What is saved or printed counts as handed out: its next copy says Reprint.")
        column.addWidget(sentence(handed, muted=True))
        column.addWidget(
            sentence(
                tr("What is saved or printed counts as handed out: the next copy says Reprint."),
                muted=True,
            )
        )
        column.addStretch(1)
        column.addLayout(buttons)

    def _listen(self) -> None:
        for box in (self.whose, self.school, self.pathway):
            box.currentIndexChanged.connect(self._on_order)
        self.seniors.toggled.connect(lambda _on: self._on_order())
        self.before.toggled.connect(lambda _on: self._show_count())
        self.language.currentIndexChanged.connect(lambda _place: self._show_count())
        self.language.activated.connect(lambda _place: self._on_language())
        self.recipients.changed.connect(self._show_count)

    def _on_language(self) -> None:
        self._language_chosen = True

    def _on_order(self) -> None:
        self._count = None
        self._show_count()
        self.order_changed.emit(self.order())

    def _show_count(self) -> None:
        count = self._count
        printed = _printed(count, early=self.before.isChecked()) if count is not None else 0
        if count is None:
            self.total.setText(tr("Counting…"))
            self.detail.setText("")
        else:
            self.total.setText(_total(printed, count.students[self.before.isChecked()]))
            self.detail.setText(self._details(count))
        able = bool(printed) and self.recipients.is_filled()
        self.preview_button.setEnabled(able)
        self.save_button.setEnabled(able)

    def _details(self, count: BatchCount) -> str:
        early = self.before.isChecked()
        later = (
            tr("{shown} of them before graduation.", shown=f"{count.on_graduation:,}")
            if early
            else tr("{shown} more on graduation.", shown=f"{count.on_graduation:,}")
        )
        copies = count.copies[0] + (count.copies[1] if early else 0)
        spanish = count.spanish[0] + (count.spanish[1] if early else 0)
        said = (
            (count.on_graduation, later),
            (copies, tr("{shown} were printed before and say Reprint.", shown=f"{copies:,}")),
            (
                spanish if self.language.currentData() == PaperLanguage.HOME.value else 0,
                tr("{shown} in Spanish.", shown=f"{spanish:,}"),
            ),
            (
                count.withheld,
                tr("{shown} withheld, not printed.", shown=f"{count.withheld:,}"),
            ),
            (
                count.to_reissue,
                tr(
                    "{shown} not printed before they are issued anew: the record says otherwise "
                    "by now.",
                    shown=f"{count.to_reissue:,}",
                ),
            ),
        )
        return " ".join(words for number, words in said if number)

    def _wanted(self) -> Wanted:
        recipient, purpose = self.recipients.texts()
        one_file = self.files.currentData() == ONE_FILE
        return Wanted(self.order(), one_file, recipient, purpose)

    def _preview(self) -> None:
        self.accept()
        self.preview_wanted.emit(self._wanted())

    def _save(self) -> None:
        self.accept()
        self.save_wanted.emit(self._wanted())


def _label(text: str) -> QLabel:
    return ThemedLabel(text, color="text_muted")


def _printed(count: BatchCount, *, early: bool) -> int:
    return count.now + (count.on_graduation if early else 0)


def _counted(order: CertificateOrder) -> CertificateOrder:
    """Return an order without what a count doesn't depend on."""
    return replace(order, before_graduation=False, language=PaperLanguage.IN_FORCE)


def _total(certificates: int, students: int) -> str:
    if not certificates:
        return tr("There is no certificate to print")
    many = trn(
        "{shown} certificate to print", "{shown} certificates to print", certificates,
        shown=f"{certificates:,}",
    )  # fmt: skip
    of = trn("of {shown} student", "of {shown} students", students, shown=f"{students:,}")
    return f"{many}, {of}"
