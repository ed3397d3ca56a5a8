"""Saving the plan on the table as a template: its name, for whom it is, and from which grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain.planning.plan import GRADES
from cte_desktop.domain.planning.templates import courses_of
from cte_desktop.services.plan_templates import LONGEST_NAME
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.labels import courses_label, grade_label, school_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.services.cases import Case

_WIDTH = 480
_HIGH_SCHOOL = 9  # its first grade


class TemplateDialog(QDialog):
    """The form. Signal: `saved(name, pathway, school, from grade)`; "" stands for any.

    `known` are the names with pathway and school that templates have already.
    """

    saved = Signal(str, str, str, int)

    def __init__(
        self, case: Case, known: Collection[tuple[str, str, str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("Save as a template")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._case = case
        self._known = frozenset(known)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name"))
        self.name.setMaxLength(LONGEST_NAME)
        self.pathway = ChoiceBox(tr("For the pathway"))
        self.school = ChoiceBox(tr("For the school"))
        self.from_grade = ChoiceBox(tr("Courses from"))
        self._hint = sentence("", muted=True)
        self._save = primary_button(tr("Save"), press=self._on_save)
        self._offer()
        self._put_together(heading)
        self.name.textChanged.connect(lambda _text: self._look())
        for box in (self.pathway, self.school, self.from_grade):
            box.currentIndexChanged.connect(lambda _place: self._look())
        self._look()
        self.name.setFocus()

    def hint(self) -> str:
        """Return what is said of the template that would be saved."""
        return self._hint.text()

    def _offer(self) -> None:
        catalog, file = self._case.district.catalog, self._case.file
        self.pathway.addItem(tr("any pathway"), "")
        for name in sorted(catalog.pathway_by_name):
            self.pathway.addItem(name, name)
        self.school.addItem(tr("any school"), "")
        for school in catalog.schools:
            if school.grade_high > _HIGH_SCHOOL:
                self.school.addItem(school_label(school.short, catalog), school.short)
        for grade in GRADES:
            self.from_grade.addItem(tr("{grade} grade on", grade=grade_label(grade)), grade)
        pathway = next(iter(file.pathways), "")
        self.pathway.setCurrentIndex(max(0, self.pathway.findData(pathway)))
        self.school.setCurrentIndex(max(0, self.school.findData(file.student.school)))
        self.name.setText(pathway)
        self.name.selectAll()

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        told = tr("The courses of record and plan are kept by grade and term: no section, no mark.")
        column.addWidget(sentence(told, muted=True))
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.GAP))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in (self.name, self.pathway, self.school, self.from_grade):
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            form.addRow(label, field)
        column.addLayout(form)
        column.addWidget(self._hint)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self._save)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _chosen(self) -> tuple[str, str, str]:
        name = " ".join(self.name.text().split())
        return name, self.pathway.currentData(), self.school.currentData()

    def _look(self) -> None:
        count = len(courses_of(self._case.situation, self.from_grade.currentData()))
        words = tr("It holds {courses}.", courses=courses_label(count))
        if self._chosen() in self._known:
            words += " " + tr("It takes the place of the template of this name.")
        self._hint.setText(words)
        self._save.setEnabled(bool(self._chosen()[0]) and count > 0)

    def _on_save(self) -> None:
        self.accept()
        self.saved.emit(*self._chosen(), self.from_grade.currentData())
