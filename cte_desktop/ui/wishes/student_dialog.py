"""The wishes of one student, noted in the meeting: saved as one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from cte_desktop.domain.filling import noting
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.wishes.form import WishForm
from cte_desktop.ui.wishes.templates import TemplateButton
from cte_desktop.wording.translate import tr
from cte_desktop.wording.wishes import usual_lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.cases import Case
    from cte_desktop.services.filling.wish_templates import WishTemplate

_SIZE = (960, 720)


class WishesDialog(QDialog):
    """The dialog.

    Signals: `written(FileEdit)` when something was changed and saved; `fill_wanted()` after it,
    when the plan is to be filled at once.
    """

    written = Signal(object)
    fill_wanted = Signal()

    def __init__(self, case: Case, parent: QWidget, *, can_fill: bool = True) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("Wishes of {student}", student=case.file.student.list_name)
        self.setWindowTitle(tr("Wishes"))  # no name where others may see it
        self.setAccessibleName(heading)
        self._case = case
        self.form = WishForm(case.district.catalog)
        self.templates = TemplateButton()
        self.fill_button = push_button(tr("Save and fill the plan"), "circle-dot", self._fill)
        self.fill_button.setVisible(can_fill)
        self.fill_button.setShortcut(QKeySequence("Ctrl+Return"))
        self.fill_button.setToolTip(tr("Save the wishes and look for the best plan (Ctrl+Enter)"))
        self.save_button = primary_button(tr("Save"), press=self._save)
        self._put_together(heading)
        self.form.changed.connect(self._on_changed)
        self.templates.chosen.connect(self._on_template)
        self.form.keep_signed_up(case.file.pathways)
        self.form.show_wishes(case.file.wishes)
        self._on_changed()
        self.form.pathways.setFocus()

    def select(self, rank: str) -> None:
        """Put the keyboard on the wish of that rank."""
        self.form.select(rank)

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        top = QHBoxLayout()
        top.addWidget(title(heading), 1)
        top.addWidget(self.templates)
        column.addLayout(top)
        said = tr(
            "What must be, what would be good, what must not be. Where not everything can come "
            "true, the dearest wish goes first."
        )
        column.addWidget(sentence(said, muted=True))
        column.addWidget(self.form, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.fill_button)
        row.addWidget(self.save_button)
        column.addLayout(row)
        fit_screen(self, *_SIZE)

    def _on_changed(self) -> None:
        wishes, case = self.form.wishes(), self._case
        file = replace(case.file, wishes=wishes)
        self.form.show_usual(usual_lines(file, case.district.catalog, case.day))
        self.templates.allow_saving(allowed=bool(wishes))

    def _on_template(self, template: WishTemplate) -> None:
        self.form.show_wishes(noting.ranked(noting.merged(self.form.wishes(), template.wishes)))
        self._on_changed()

    def _save(self) -> None:
        self._finish()

    def _fill(self) -> None:
        if self._finish():
            self.fill_wanted.emit()

    def _finish(self) -> bool:
        """Hand the wishes over; False when something is typed that can't be noted."""
        if self.form.has_faults():
            return False
        self.form.pathways.button.click()  # chosen, but not added yet
        edit = noting.wish_edit(self._case.file.wishes, self.form.wishes())
        self.accept()
        if edit is not None:
            self.written.emit(edit)
        return True
