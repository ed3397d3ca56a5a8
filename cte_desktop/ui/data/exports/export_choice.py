"""What is to be sent, of which year and school, as what, where to, to whom and what for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.services.disclosures import disclosed_words, recent_words
from cte_desktop.services.exporting import Disclosure, Order, formats, usual_school_year
from cte_desktop.services.students import list_students
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.recipient_fields import RecipientFields
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk

_YEARS_BACK, _YEARS_AHEAD = 4, 1


@dataclass(frozen=True, slots=True)
class _Export:
    """An export in this form: its words, its kinds of file, and what can be asked of it.

    `endings`: the first is the usual one; "" is a folder.
    """

    name: str
    words: str
    endings: tuple[str, ...]
    has_year: bool = True
    has_layout: bool = False
    of_student: bool = False


_EXPORTS = (
    _Export(
        "requests",
        noop("What the active plans ask for, with alternates, as an information system reads it."),
        (".csv", ".xlsx"),
        has_layout=True,
    ),
    _Export(
        "rosters",
        noop("Who sits in each section, as recorded and as planned."),
        (".csv", ".xlsx"),
    ),
    _Export(
        "completers",
        noop("Who completed a pathway in the year, with the courses that prove it."),
        (".csv", ".xlsx"),
    ),
    _Export("scte", noop("The completers of the year for CALPADS (SCTE)."), (".txt",)),
    _Export("wblr", noop("The work-based learning of the year for CALPADS (WBLR)."), (".txt",)),
    _Export(
        "student",
        noop("Record, plans, audit, decisions and disclosures of one student; no private notes."),
        (".pdf", ".json", ""),
        has_year=False,
        of_student=True,
    ),
    _Export(
        "everything",
        noop("Everything there is as plain files, in a folder of their own; no private notes."),
        ("",),
        has_year=False,
    ),
)
_ENDINGS = {
    ".csv": noop("CSV, for any program"),
    ".xlsx": noop("Excel workbook"),
    ".txt": noop("Text with carets, as the State takes it"),
    ".pdf": noop("Paper (PDF)"),
    ".json": noop("JSON, for programs"),
    "": noop("Folder"),
}


class ExportChoice(QWidget):
    """The form. Signal: `changed()`: something else is wanted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._placed = False  # somebody said where; the name is no longer made up
        self._ids: dict[str, str] = {}
        self.what = ChoiceBox(tr("What"))
        self.words = sentence("", muted=True)
        self.year = ChoiceBox(tr("School year"))
        self.school = ChoiceBox(tr("School"))
        self.layout_choice = ChoiceBox(tr("For which system"))
        self.student = QLineEdit()
        self.kind = ChoiceBox(tr("Kind of file"))
        self.place = QLineEdit()
        self.browse_button = push_button(tr("Choose…"), "folder-open", self._browse)
        self.to = RecipientFields(self)
        self._labels: dict[QWidget, QLabel] = {}
        self._put_together()
        self._fill()
        self._connect()
        self._on_what()

    def export(self) -> str:
        """Return the name of the export that is chosen."""
        return self._chosen().name

    def order(self) -> Order:
        """Return what is wanted of it."""
        chosen = self._chosen()
        ids = (self._student_id(),) if chosen.of_student else ()
        return Order(
            out=Path(self.place.text().strip()).expanduser(),
            school_year=self.year.currentData() if chosen.has_year else None,
            school=self.school.currentData() if chosen.has_year else "",
            layout=self.layout_choice.currentData() if chosen.has_layout else "",
            student_ids=ids,
        )

    def disclosure(self) -> Disclosure:
        """Return who receives it and what for."""
        return Disclosure(*self.to.texts())

    def lacks(self) -> str:
        """Return in words what must still be said, "" when all is there."""
        if self._chosen().of_student and not self._student_id():
            return tr("Name the student.")
        if not self.place.text().strip():
            return tr("Say where the file goes.")
        if not self.to.is_filled():
            return tr("Say who receives it and what for: the law asks for a log.")
        return ""

    def choose(self, name: str) -> None:
        """Choose an export by its name."""
        self.what.setCurrentIndex(self.what.findData(name))

    def _put_together(self) -> None:
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(theme.px(theme.INSIDE))
        self.form.setHorizontalSpacing(theme.px(theme.GAP))
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        what = QVBoxLayout()
        what.setSpacing(theme.px(theme.TIGHT))
        what.addWidget(self.what)
        what.addWidget(self.words)
        where = QHBoxLayout()
        where.setSpacing(theme.px(theme.INSIDE))
        where.addWidget(self.place, 1)
        where.addWidget(self.browse_button)
        self._row(tr("&What"), self.what, what)
        self._row(tr("&Student"), self.student)
        self._row(tr("School &year"), self.year)
        self._row(tr("S&chool"), self.school)
        self._row(tr("For which s&ystem"), self.layout_choice)
        self._row(tr("&Kind of file"), self.kind)
        self._row(tr("Whe&re"), self.place, where)
        self._row(tr("Who receives &it"), self.to.recipient)
        self._row(tr("What &for"), self.to.purpose)
        self.student.setAccessibleName(tr("Student"))
        self.student.setPlaceholderText(tr("Name or id"))
        self.place.setAccessibleName(tr("Where"))

    def _row(
        self, text: str, field: QWidget, holder: QVBoxLayout | QHBoxLayout | None = None
    ) -> None:
        label = QLabel(text)
        label.setBuddy(field)
        self._labels[field] = label
        self.form.addRow(label, holder if holder is not None else field)

    def _fill(self) -> None:
        for one in _EXPORTS:
            self.what.addItem(disclosed_words(one.name), one.name)
        self.school.addItem(tr("All schools"), "")
        for school in self._desk.catalog().schools:
            if school.district_run:
                self.school.addItem(school.name, school.short)
        for name, title in formats():
            self.layout_choice.addItem(title, name)
        for line in list_students(self._desk):
            self._ids[f"{line.name} ({line.student_id})"] = line.student_id
        completer = QCompleter(list(self._ids), self.student)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.student.setCompleter(completer)
        self.to.offer(*recent_words(self._desk))

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(lambda _at: self._on_what())
        self.kind.currentIndexChanged.connect(lambda _at: self._on_named())
        self.year.currentIndexChanged.connect(lambda _at: self._on_named())
        self.student.textChanged.connect(lambda _text: self._on_named())
        self.place.textEdited.connect(lambda _text: self._on_placed())
        self.place.textChanged.connect(lambda _text: self.changed.emit())
        self.to.changed.connect(self.changed.emit)

    def _chosen(self) -> _Export:
        return _EXPORTS[max(0, self.what.currentIndex())]

    def _student_id(self) -> str:
        """Return the id of the student who is named: as offered, or the id alone."""
        text = self.student.text().strip()
        if text in self._ids:
            return self._ids[text]
        return text if text in self._ids.values() else ""

    def _on_what(self) -> None:
        chosen = self._chosen()
        self.words.setText(tr(chosen.words))
        for field, shown in (
            (self.year, chosen.has_year),
            (self.school, chosen.has_year),
            (self.layout_choice, chosen.has_layout),
            (self.student, chosen.of_student),
            (self.kind, len(chosen.endings) > 1),
        ):
            field.setVisible(shown)
            self._labels[field].setVisible(shown)
        self._fill_years(chosen)
        self.kind.blockSignals(True)
        self.kind.clear()
        for ending in chosen.endings:
            self.kind.addItem(tr(_ENDINGS[ending]), ending)
        self.kind.blockSignals(False)
        self._placed = False
        self._on_named()

    def _fill_years(self, chosen: _Export) -> None:
        usual = usual_school_year(self._desk, chosen.name)
        self.year.blockSignals(True)
        self.year.clear()
        for year in range(usual + _YEARS_AHEAD, usual - _YEARS_BACK, -1):
            self.year.addItem(school_year_heading(year), year)
        self.year.setCurrentIndex(self.year.findData(usual))
        self.year.blockSignals(False)

    def _on_named(self) -> None:
        """Make the name of the file up again, unless a person has said where it goes."""
        if not self._placed:
            self.place.setText(str(documents_folder() / self._usual_name()))
        self.changed.emit()

    def _usual_name(self) -> str:
        chosen, ending = self._chosen(), self.kind.currentData() or ""
        if chosen.of_student:
            return f"student-{self._student_id() or 'ID'}{ending}"
        if not chosen.has_year:
            return f"{chosen.name}-{self._desk.today().isoformat()}"
        year: int = self.year.currentData()
        return f"{chosen.name}-{year}-{(year + 1) % 100:02}{ending}"

    def _on_placed(self) -> None:
        self._placed = True

    def _browse(self) -> None:
        ending = self.kind.currentData() or ""
        dialog = QFileDialog(self, tr("Where does it go?"), self.place.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if ending:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(ending.removeprefix("."))
            dialog.setNameFilter(f"{tr(_ENDINGS[ending])} (*{ending})")
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_browsed)
        dialog.open()

    def _on_browsed(self, name: str) -> None:
        self._placed = True
        self.place.setText(name)
