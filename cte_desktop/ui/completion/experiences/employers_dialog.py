"""The address book of employers: the lines at the left, the chosen one at the right."""

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
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain.students.experiences import Employer
from cte_desktop.services.employers import fault_in
from cte_desktop.ui import theme
from cte_desktop.ui.completion.experiences.fields import SmallText, text_field
from cte_desktop.ui.completion.experiences.sector_choice import SectorChoice
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.employers import EmployerLine

_SIZE = (760, 520)
_LIST_WIDTH = 240


class EmployersDialog(QDialog):
    """The book. Signals: `saved(Employer)` with uid "" for a new one, `removed(Employer)`.

    Answer both with `show_lines`, once it is kept.
    """

    saved = Signal(object)
    removed = Signal(object)

    def __init__(self, lines: tuple[EmployerLine, ...], catalog: Catalog, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("Employers")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._lines: tuple[EmployerLine, ...] = ()
        self._wanted = ""  # the name that is chosen when the lines come anew
        self._begun = Employer("", "")  # what stood in the fields at first
        self._row = -1
        self.list = QListWidget()
        self.list.setAccessibleName(heading)
        self.fields: dict[str, QWidget] = {
            "name": text_field(tr("Name")),
            "contact": text_field(tr("Contact")),
            "phone": text_field(tr("Phone")),
            "email": text_field(tr("E-mail")),
            "place": text_field(tr("Place")),
            "note": SmallText(tr("Note")),
        }
        self.sectors = SectorChoice(catalog)
        self.used = sentence("", muted=True)
        self.add_button = push_button(tr("New"), "plus", press=self.begin_new)
        self.remove_button = push_button(tr("Remove"), "trash-2", press=self._remove)
        self.save_button = primary_button(tr("Save"), press=self.save)
        self._fault = ThemedLabel("", color="must_fix")
        self._fault.setWordWrap(True)
        self._put_together(heading)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.show_lines(lines)
        if lines:
            self.list.setFocus()
        else:
            self.begin_new()

    def show_lines(self, lines: tuple[EmployerLine, ...]) -> None:
        """Show the book as it is now."""
        row = max(0, self.list.currentRow())
        self._lines = lines
        self.list.blockSignals(True)
        self.list.clear()
        for line in lines:
            self.list.addItem(line.employer.name)
        names = [line.employer.name for line in lines]
        chosen = names.index(self._wanted) if self._wanted in names else min(row, len(names) - 1)
        self.list.setCurrentRow(chosen)
        self.list.blockSignals(False)
        self._wanted = ""
        self._show_row(chosen)

    def employer(self) -> Employer:
        """Return the line as it stands in the fields."""
        texts = {name: _text(widget) for name, widget in self.fields.items()}
        return Employer(self._begun.uid, **texts, sectors=self.sectors.codes())

    def fault(self) -> str:
        """Return the sentence about what is wrong, "" when nothing is said."""
        return self._fault.text()

    def begin_new(self) -> None:
        """Empty the fields for a new line, once what stands there is kept."""
        if self._keep_changes():
            self._go(-1)
            self._show_row(-1)
            self.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep what stands in the fields, or say what is wrong with it."""
        if self._is_well():
            self._hand_over()

    def accept(self) -> None:
        """Close, once what was changed is kept; Esc closes without."""
        if self._keep_changes():
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert:
            self.begin_new()
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._remove()
        else:
            super().keyPressEvent(event)

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        said = tr(
            "Names to choose from when work is written down. Experiences keep the name that they "
            "were written with, whatever becomes of the line here."
        )
        column.addWidget(sentence(said, muted=True))
        both = QHBoxLayout()
        both.setSpacing(theme.px(theme.GAP))
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        both.addWidget(self.list)
        both.addLayout(self._detail(), 1)
        column.addLayout(both, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        close = push_button(tr("Close"), press=self.accept)
        close.setAutoDefault(False)
        row.addWidget(close)
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def _detail(self) -> QVBoxLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.GAP))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        note = self.fields["note"]
        for widget in (*(f for f in self.fields.values() if f is not note), self.sectors, note):
            label = QLabel(widget.accessibleName())
            label.setBuddy(widget)
            form.addRow(label, widget)
        column = QVBoxLayout()
        column.setSpacing(theme.px(12))
        column.addLayout(form)
        column.addWidget(self.used)
        column.addWidget(self._fault)
        column.addStretch(1)
        return column

    def _on_row_changed(self, row: int) -> None:
        if row == self._row:
            return
        if not self._keep_changes(self._name_at(row)):
            self._go(self._row)
            return
        self._show_row(row)

    def _show_row(self, row: int) -> None:
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        one = line.employer if line is not None else Employer("", "")
        self._row = row
        for name, widget in self.fields.items():
            _write(widget, getattr(one, name))
        self.sectors.choose(one.sectors)
        self._begun = one
        self._begun = self.employer()
        students = line.students if line is not None else 0
        words = trn(
            "Named in what {count} student did.", "Named in what {count} students did.", students
        )
        self.used.setText(words if students else "")
        self.remove_button.setEnabled(line is not None)
        self._say("")

    def _go(self, row: int) -> None:
        """Make a row the current one without more ado."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _name_at(self, row: int) -> str:
        return self._lines[row].employer.name if 0 <= row < len(self._lines) else ""

    def _keep_changes(self, then: str = "") -> bool:
        """Hand over what was changed, then choose a name; False when something is wrong with it."""
        if self.employer() == self._begun:
            return True
        if not self._is_well():
            return False
        self._hand_over(then)
        return True

    def _is_well(self) -> bool:
        """Tell whether the line can be kept; say what is wrong, at its field."""
        fault = fault_in(self.employer(), [line.employer for line in self._lines])
        self._say(fault.text if fault is not None else "")
        if fault is None:
            return True
        widget = self.fields[fault.field]
        widget.setAccessibleDescription(fault.text)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _hand_over(self, then: str = "") -> None:
        one = self.employer()
        self._begun = one
        self._wanted = then or " ".join(one.name.split())
        self.saved.emit(one)

    def _remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.removed.emit(self._lines[row].employer)

    def _say(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        if not text:
            for widget in self.fields.values():
                widget.setAccessibleDescription("")


def _text(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _write(widget: QWidget, text: str) -> None:
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)
