"""Everything about one student, written in one click: as what, where to, to whom and what for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.services.exporting import Disclosure, Order
from cte_desktop.services.student_files import parents_request
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.recipient_fields import RecipientFields
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.students.student import Student

_WIDTH = 620
_FOLDER = ""


class EverythingDialog(QDialog):
    """The form, filled for a family's request: Enter writes.

    Signal: `wanted(Order, Disclosure)`.
    """

    wanted = Signal(object, object)

    def __init__(self, student: Student, parent: QWidget) -> None:
        super().__init__(parent)
        self._student = student
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Everything about this student"))
        self.setAccessibleName(self.windowTitle())
        self.kind = ChoiceBox(tr("Kind of file"))
        for words, ending in (
            (tr("A folder: paper, JSON and plain files"), _FOLDER),
            (tr("Paper (PDF)"), ".pdf"),
            (tr("JSON, for programs"), ".json"),
        ):
            self.kind.addItem(words, ending)
        self.place = QLineEdit()
        self.place.setAccessibleName(tr("Where"))
        self.to = RecipientFields(self)
        usual = parents_request()
        self.to.recipient.setText(usual.recipient)
        self.to.purpose.setText(usual.purpose)
        self.write_button = primary_button(tr("Write"), "file-down", self._on_write)
        self._put_together()
        self.kind.currentIndexChanged.connect(lambda _at: self._on_kind())
        for changed in (self.to.changed, self.place.textChanged):
            changed.connect(lambda *_text: self._enable())
        self._on_kind()
        self.write_button.setFocus()

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        name = self._student.legal_name
        column.addWidget(title(tr("Everything about {name}", name=name)))
        column.addWidget(
            sentence(
                tr(
                    "Record, plans, audit, experiences, decisions, certificates, history and "
                    "disclosures; no private notes. A family that asks has it within five "
                    "business days (Education Code 49069.7)."
                ),
                muted=True,
            )
        )
        column.addLayout(self._form())
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.write_button)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _form(self) -> QFormLayout:
        where = QHBoxLayout()
        where.setSpacing(theme.px(theme.INSIDE))
        where.addWidget(self.place, 1)
        where.addWidget(push_button(tr("Choose…"), "folder-open", self._browse))
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.GAP))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field, holder in (
            (tr("&Kind of file"), self.kind, self.kind),
            (tr("Whe&re"), self.place, where),
            (tr("Who receives &it"), self.to.recipient, self.to.recipient),
            (tr("What &for"), self.to.purpose, self.to.purpose),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            form.addRow(label, holder)
        return form

    def _on_kind(self) -> None:
        name = f"student-{self._student.student_id}{self.kind.currentData()}"
        self.place.setText(str(documents_folder() / name))
        self._enable()

    def _enable(self) -> None:
        ready = bool(self.place.text().strip()) and self.to.is_filled()
        self.write_button.setEnabled(ready)
        self.write_button.setToolTip("" if ready else tr("Say where to, to whom and what for."))

    def _browse(self) -> None:
        ending: str = self.kind.currentData()
        dialog = QFileDialog(self, tr("Where does it go?"), self.place.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if ending:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(ending.removeprefix("."))
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.place.setText)
        dialog.open()

    def _on_write(self) -> None:
        if not self.write_button.isEnabled():
            return
        out = Path(self.place.text().strip()).expanduser()
        order = Order(out, student_ids=(self._student.student_id,))
        self.accept()
        self.wanted.emit(order, Disclosure(*self.to.texts()))
