"""The pathways of one student: suggestions with reasons, the history, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.services import enrolments
from cte_desktop.services.sign_ups.suggesting import Choices
from cte_desktop.ui import theme
from cte_desktop.ui.completion.sign_ups.pathway_lines import PathwayLines, lines_of
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import SectionHeader, ThemedLabel, sentence, title
from cte_desktop.wording.sign_ups import entry_details, entry_text, late_text, pathways_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.students.edits import FileEdit
    from cte_desktop.services.cases import Case
    from cte_desktop.services.sign_ups.listing import Written

_SIZE = (840, 640)
_LIST_WIDTH = 288
_HISTORY_HEIGHT = 148


def summary_of(case: Case) -> str:
    """Return in what the student is, and that a sign-up would be late where it would."""
    said = pathways_text(case.file.pathways)
    late = late_text(case.file.student.grade_level)
    return f"{said} {late}" if late else said


class StudentPathwaysDialog(QDialog):
    """The dialog; what is done is shown at once and can be undone by itself.

    Signal: `written(FileEdit)`.
    """

    written = Signal(object)

    def __init__(self, case: Case, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("Pathways of {name}", name=case.file.student.list_name)
        self.setWindowTitle(tr("Pathways"))  # the name stays out of the task bar
        self.setAccessibleName(heading)
        self._case = case
        self._choices = Choices()
        self.list = PathwayLines()
        self.summary = sentence("", muted=True)
        self.name = title("")
        self.name.setWordWrap(True)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(theme.px(theme.TIGHT))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(tr("Reason, for the history; may stay empty"))
        self.history = QListWidget()
        self.history.setAccessibleName(tr("History"))
        self._fault = ThemedLabel("", color="must_fix")
        self._fault.setWordWrap(True)
        self._fault.hide()
        self.sign_up = push_button(tr("Sign &up"), "check", lambda: self._do("signed_up"))
        self.change = push_button(tr("&Change to it"), "route", lambda: self._do("changed"))
        self.interest = push_button(tr("Note &interest"), "eye", lambda: self._do("interested"))
        self.leave = push_button(tr("&Leave"), "log-out", lambda: self._do("left"))
        self._put_together(heading)
        self.list.currentRowChanged.connect(lambda _row: self._show_pathway())
        self.reason.textChanged.connect(lambda _text: self._say(""))
        self.show_case(case)
        self.list.setFocus()

    def show_case(self, case: Case, choices: Choices | None = None) -> None:
        """Show the student as they are now; `choices` follow when they are worked out."""
        self._case = case
        if choices is not None:
            self._choices = choices
        self.summary.setText(summary_of(case))
        inside = set(case.file.pathways)
        self._choices = Choices(
            tuple(one for one in self._choices.suggested if one.pathway not in inside),
            tuple(one for one in self._choices.others if one.pathway not in inside),
        )
        self.list.show_lines(lines_of(case, self._choices))
        self._show_pathway()

    def show_history(self, written: tuple[Written, ...]) -> None:
        """Show all that was done, the newest first."""
        self.history.clear()
        height = QFontMetrics(self.history.font()).lineSpacing()
        for one in reversed(written):
            details = entry_details(one.enrollment, one.actor, by_hand=one.by_hand)
            text = entry_text(one.enrollment)
            item = QListWidgetItem(f"{text}\n{details}" if details else text)
            item.setToolTip(details.replace("&", "&amp;").replace("<", "&lt;"))
            item.setSizeHint(QSize(0, (2 if details else 1) * height + theme.px(10)))
            self.history.addItem(item)
        if not written:
            nothing = QListWidgetItem(tr("Nothing is on file yet."))
            nothing.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.history.addItem(nothing)

    def words(self) -> tuple[str, ...]:
        """Return the sentences about the chosen pathway."""
        line = self.list.current()
        return line.words if line is not None else ()

    def fault(self) -> str:
        """Return what is wrong, "" for nothing."""
        return self._fault.text()

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        column.addWidget(self.summary)
        both = QHBoxLayout()
        both.setSpacing(theme.px(theme.GAP))
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        both.addWidget(self.list)
        both.addLayout(self._right(), 1)
        column.addLayout(both, 1)
        column.addWidget(SectionHeader(tr("History")))
        self.history.setFixedHeight(theme.px(_HISTORY_HEIGHT))
        column.addWidget(self.history)
        row = QHBoxLayout()
        row.addStretch(1)
        close = primary_button(tr("Close"), press=self.accept)
        close.setDefault(False)  # Enter in the reason must not close
        row.addWidget(close)
        column.addLayout(row)
        fit_screen(self, *_SIZE)

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(theme.px(theme.INSIDE))
        right.addWidget(self.name)
        right.addLayout(self._reasons)
        right.addStretch(1)
        right.addWidget(self.reason)
        right.addWidget(self._fault)
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.px(theme.INSIDE))
        for button in (self.sign_up, self.change, self.interest, self.leave):
            flow.addWidget(button)
        right.addWidget(buttons)
        return right

    def _show_pathway(self) -> None:
        line = self.list.current()
        self._say("")
        self.name.setText(line.pathway if line is not None else "")
        words = line.words if line is not None else ()
        self._show_words(words)
        for button, action in (
            (self.sign_up, enrolments.SIGNED_UP),
            (self.change, enrolments.CHANGED),
            (self.interest, enrolments.INTERESTED),
            (self.leave, enrolments.LEFT),
        ):
            able = line is not None and self._fault_of(line.pathway, action) == ""
            others = action != enrolments.CHANGED or bool(self._case.file.pathways)
            button.setEnabled(able and others)

    def _show_words(self, words: tuple[str, ...]) -> None:
        while (item := self._reasons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text in words:
            self._reasons.addWidget(sentence(text))

    def _fault_of(self, pathway: str, action: str, reason: str = "") -> str:
        fault = enrolments.fault_in(self._case, pathway, action, reason)
        return fault.text if fault is not None else ""

    def _do(self, action: str) -> None:
        line = self.list.current()
        if line is None:
            return
        reason = " ".join(self.reason.text().split())
        wrong = self._fault_of(line.pathway, action, reason)
        if wrong:
            self._say(wrong)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        make: dict[str, Callable[[Case, str, str], FileEdit]] = {
            enrolments.SIGNED_UP: enrolments.sign_up,
            enrolments.CHANGED: enrolments.change_to,
            enrolments.INTERESTED: enrolments.note_interest,
            enrolments.LEFT: enrolments.leave,
        }
        edit = make[action](self._case, line.pathway, reason)
        self.reason.clear()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.written.emit(edit)

    def _say(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
