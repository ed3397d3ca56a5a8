"""The choice of a section for a planned course: those that fit first, and beside the list why the
others don't.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from cte_desktop.services.sections.fitting import Standing
from cte_desktop.ui import theme
from cte_desktop.ui.planning.sections.picker.fit_list import PickerList
from cte_desktop.ui.planning.sections.picker.model import PickerModel
from cte_desktop.ui.planning.sections.picker.reasons import ReasonsPanel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import caption, sentence, title
from cte_desktop.wording.fits import SEATS_ARE_A_PLAN, choice_text
from cte_desktop.wording.labels import course_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.sections.fitting import FitLine
    from cte_desktop.services.sections.picking import Picking

_SIZE = (1180, 720)


class SectionPicker(QDialog):
    """The dialog. Signals: `taken(FitLine)`; `left()`: the course stays without a section;
    `line_changed(FitLine)`: its week is wanted; `order_wanted(FitLine)`: who has a seat in it;
    `else_wanted(FitLine)`: what else could be done.
    """

    taken = Signal(object)
    left = Signal()
    line_changed = Signal(object)
    order_wanted = Signal(object)
    else_wanted = Signal(object)

    def __init__(self, picking: Picking, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        catalog = picking.case.district.catalog
        self._picking = picking
        self._course = course_label(picking.placement.course_code, catalog)
        self.setWindowTitle(tr("Choose a section"))
        self.setAccessibleName(tr("Sections of {course}", course=self._course))
        self._model = PickerModel(self)
        self._model.show(picking.lines, picking.sections_now, catalog)
        self.list = PickerList(self._model, self.accessibleName())
        self.reasons = ReasonsPanel(catalog)
        self.else_button = push_button(tr("What else?…"), press=self._ask_else)
        self.leave_button = push_button(tr("Leave without section"), press=self._leave)
        self.take_button = primary_button(tr("Take this section"), press=self._take)
        self.take_button.setDefault(False)  # Enter takes in the list
        self._put_together()
        # Large type makes it wide: it stays within the window that it stands over.
        room = parent.window().size()
        fit_screen(self, *_SIZE)
        self.resize(self.size().boundedTo(room))
        self.list.line_changed.connect(self._on_line_changed)
        self.list.line_chosen.connect(self._on_line_chosen)
        self.reasons.order_wanted.connect(self._ask_order)

    def start(self) -> None:
        """Give the keyboard to the list; the first section is looked at."""
        keep_reading_order(self, [])
        self.list.start()

    def line(self) -> FitLine | None:
        """Return the section that is looked at."""
        return self.list.current_line()

    def _put_together(self) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(self._course))
        column.addWidget(sentence(_choice_words(self._picking), muted=True))
        column.addSpacing(theme.px(theme.TIGHT))
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(theme.GAP))
        middle.addWidget(self.list, 5)
        middle.addWidget(self.reasons, 6)
        column.addLayout(middle, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        note = caption(tr(SEATS_ARE_A_PLAN))
        note.setWordWrap(True)
        row.addWidget(note, 1)
        row.addWidget(self.else_button)
        row.addWidget(self.leave_button)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.take_button)
        column.addLayout(row)
        self.leave_button.setEnabled(bool(self._picking.sections_now))

    def _on_line_changed(self, line: FitLine) -> None:
        self.reasons.show_line(line)
        fits = line.standing is Standing.FITS
        text = tr("Take this section") if fits else tr("Take anyway")
        self.take_button.setText(text)
        self.take_button.setAccessibleName(text)
        self.else_button.setEnabled(not fits)
        self.line_changed.emit(line)

    def _on_line_chosen(self, line: FitLine) -> None:
        """Take a section that fits; one that doesn't is taken by its button alone."""
        if line.standing is Standing.FITS:
            self._take()
        else:
            self.else_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        line = self.line()
        if line is not None:
            self.taken.emit(line)
            self.accept()

    def _leave(self) -> None:
        self.left.emit()
        self.accept()

    def _ask_order(self) -> None:
        line = self.line()
        if line is not None:
            self.order_wanted.emit(line)

    def _ask_else(self) -> None:
        line = self.line()
        if line is not None:
            self.else_wanted.emit(line)


def _choice_words(picking: Picking) -> str:
    spot = picking.placement.spot
    fitting = sum(line.standing is Standing.FITS for line in picking.lines)
    grade = spot.grade_level if spot is not None else 0
    return choice_text(grade, picking.term, picking.school_year, fitting, len(picking.lines))
