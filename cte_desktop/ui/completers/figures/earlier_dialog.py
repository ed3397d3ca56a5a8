"""The totals of earlier years: the lines at the left, the chosen one in a form at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain.completion.figures.growth import EarlierTotal
from cte_desktop.domain.school_year import parse_school_year, school_year_text
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.completion.figures import counts_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

_SIZE = (820, 460)
_LIST_WIDTH = 360
_MOST_DIGITS = 9  # more are no count of students


class EarlierDialog(QDialog):
    """The totals. Signals: `saved(EarlierTotal)` with uid "" for a new one, `removed(the same)`,
    `file_wanted`. Answer the first two with `show_totals` or `show_fault`.
    """

    saved = Signal(object)
    removed = Signal(object)
    file_wanted = Signal()

    def __init__(self, totals: tuple[EarlierTotal, ...], catalog: Catalog, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Completers of earlier years"))
        self.setAccessibleName(self.windowTitle())
        self._catalog = catalog
        self._totals: tuple[EarlierTotal, ...] = ()
        self._uid = ""
        self._saved: tuple[int, str, str] | None = None  # year, pathway and site in the form
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Entered totals"))
        self.year, self.students, self.completions, self.note = (QLineEdit() for _ in range(4))
        self.pathway, self.site = ChoiceBox(tr("Pathway")), ChoiceBox(tr("Home school"))
        self.fault = ThemedLabel("", color="must_fix")
        self.fault.setWordWrap(True)
        self.new = push_button(tr("New"), "plus", self.begin_new)
        self.remove = push_button(tr("Remove"), "trash-2", self._on_remove)
        self.from_file = push_button(tr("From a file…"), "folder-open", self.file_wanted.emit)
        self.save = primary_button(tr("Save"), press=self._on_save)
        self._offer()
        self._put_together()
        self.list.currentRowChanged.connect(self._on_row)
        self.show_totals(totals)

    def show_totals(self, totals: tuple[EarlierTotal, ...]) -> None:
        """Show the totals as they are now; the chosen one stays, else a new one is begun."""
        self._totals = totals
        self.fault.setText("")
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self._words(total) for total in totals])
        chosen = self._place_of(totals)
        self.list.setCurrentRow(chosen)
        self.list.blockSignals(False)
        self._on_row(chosen)

    def _place_of(self, totals: tuple[EarlierTotal, ...]) -> int:
        """Return the line that was chosen or has just been saved; -1 when a new one is begun."""
        for place, total in enumerate(totals):
            same = (total.school_year, total.pathway, total.site) == self._saved
            if total.uid == self._uid if self._uid else same:
                return place
        return -1 if self._saved and not self._uid else len(totals) - 1

    def show_fault(self, text: str) -> None:
        """Say what is wrong with what was to be kept."""
        self.fault.setText(text)

    def begin_new(self) -> None:
        """Empty the form for a new total."""
        self.list.setCurrentRow(-1)
        self._fill(EarlierTotal("", 0))
        self.year.setFocus(Qt.FocusReason.OtherFocusReason)

    def total(self) -> EarlierTotal | str:
        """Return what the form says, or a sentence about what can't be read."""
        year = parse_school_year(self.year.text())
        if year is None:
            return tr("Write the school year as 2024-25.")
        numbers = []
        for field in (self.students, self.completions):
            text = field.text().strip().replace(",", "")
            if text and not (text.isdecimal() and len(text) <= _MOST_DIGITS):
                return tr("Write a whole number, or nothing where it is not known.")
            numbers.append(int(text) if text else None)
        return EarlierTotal(
            self._uid,
            year,
            str(self.pathway.currentData()),
            str(self.site.currentData()),
            numbers[0],
            numbers[1],
            self.note.text(),
        )

    def _offer(self) -> None:
        self.pathway.addItem(tr("All pathways"), "")
        for name in sorted(self._catalog.pathway_by_name):
            self.pathway.addItem(name, name)
        self.site.addItem(tr("The whole district"), "")
        for school in self._catalog.schools:
            self.site.addItem(school.name, school.short)

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(self.windowTitle()))
        said = tr(
            "What the district counted in years that this record doesn't hold whole. An entered "
            "total stands in the place of the record's own and is marked wherever it is told."
        )
        column.addWidget(sentence(said, muted=True))
        both = QHBoxLayout()
        both.setSpacing(theme.px(theme.GAP))
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        both.addWidget(self.list)
        right = QVBoxLayout()
        right.addLayout(self._form())
        right.addWidget(self.fault)
        right.addStretch(1)
        both.addLayout(right, 1)
        column.addLayout(both, 1)
        buttons = QHBoxLayout()
        for button in (self.new, self.remove, self.from_file):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Close"), press=self.accept))
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        for words, field in (
            (tr("School &year"), self.year),
            (tr("&Students"), self.students),
            (tr("&Completions"), self.completions),
            (tr("&Pathway"), self.pathway),
            (tr("&Home school"), self.site),
            (tr("No&te"), self.note),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            form.addRow(label, field)
        self.year.setPlaceholderText(tr("such as 2024-25"))
        return form

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._totals):
            self._fill(self._totals[row])
        else:
            self._fill(EarlierTotal("", 0))

    def _fill(self, total: EarlierTotal) -> None:
        self._uid = total.uid
        self._saved = total.school_year, total.pathway, total.site
        self.fault.setText("")
        self.year.setText(school_year_text(total.school_year) if total.school_year else "")
        for field, number in (
            (self.students, total.students),
            (self.completions, total.completions),
        ):
            field.setText("" if number is None else f"{number:,}")
        self.note.setText(total.note)
        for box, value in ((self.pathway, total.pathway), (self.site, total.site)):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.remove.setEnabled(bool(total.uid))

    def _on_save(self) -> None:
        total = self.total()
        if isinstance(total, str):
            self.show_fault(total)
        else:
            self._saved = total.school_year, total.pathway, total.site
            self.saved.emit(total)

    def _on_remove(self) -> None:
        chosen = next((total for total in self._totals if total.uid == self._uid), None)
        if chosen is not None:
            self.removed.emit(chosen)

    def _words(self, total: EarlierTotal) -> str:
        school = self._catalog.school_by_short.get(total.site)
        where = school.name if school is not None else total.site
        of = ", ".join(part for part in (total.pathway, where) if part)
        said = counts_text(total.students, total.completions)
        year = school_year_text(total.school_year)
        return f"{year}: {said}" + (f" ({of})" if of else "")
