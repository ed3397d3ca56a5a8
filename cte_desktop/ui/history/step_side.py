"""One step in full: what it did, field by field before and after, whom it was about, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.services.history_details import StepTold, step_told
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.text_parts import TextParts
from cte_desktop.wording.history.told import sentence_of
from cte_desktop.wording.history.undoing import told_lines
from cte_desktop.wording.history.whom import whom_words
from cte_desktop.wording.moments import moment_words
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.history_pages import PagedLine
    from cte_desktop.ui.page import Workbench


class StepSide(QWidget):
    """The step. Signal: `undo_wanted(PagedLine)`: to be taken back, or done again.

    `channel` names its reading; with a `student_uid` only what is about that student is told.
    """

    undo_wanted = Signal(object)

    def __init__(self, desk: Desk, bench: Workbench, channel: str, student_uid: str = "") -> None:
        super().__init__()
        self._desk, self._bench = desk, bench
        self._channel, self._student = channel, student_uid
        self._row: PagedLine | None = None
        self.setAccessibleName(tr("What the step did"))
        self.heading = title("")
        self.heading.setWordWrap(True)
        self.about = sentence("", muted=True)
        self.undo_button = push_button(tr("Undo this step…"), "undo-2", self._on_undo)
        self.students = ChoiceBox(tr("Whom the step was about"))
        self.students.activated.connect(lambda _place: self._read())
        self.parts = TextParts(tr("Before and after"))
        self._put_together()
        self.show_row(None)

    def row(self) -> PagedLine | None:
        """Return the step that is shown."""
        return self._row

    def texts(self) -> tuple[str, ...]:
        """Return what is said, from top to bottom."""
        return (self.heading.text(), self.about.text(), *self.parts.texts())

    def show_row(self, row: PagedLine | None) -> None:
        """Show a step, None for none; what it did is read."""
        self._row = row
        self.students.clear()
        self.students.setVisible(False)
        self.parts.show_parts(())
        self.undo_button.setVisible(row is not None)
        if row is None:
            self.heading.setText(tr("Step"))
            self.about.setText(tr("Choose a step to see what it changed, before and after."))
            return
        self.heading.setText(row.line.text)
        self.about.setText(_about(row))
        again = row.undone_by is not None or row.line.kind == "undo"
        self.undo_button.setText(tr("Do it again") if again else tr("Undo this step…"))
        self._read()

    def _put_together(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.px(theme.INSIDE))
        flow.addWidget(self.undo_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(theme.GAP), 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.heading)
        column.addWidget(self.about)
        column.addWidget(buttons)
        column.addWidget(self.students)
        column.addWidget(self.parts, 1)

    def _read(self) -> None:
        if self._row is None:
            return
        desk, number = self._desk, self._row.line.number
        uid = self._student or str(self.students.currentData() or "")

        def show(told: StepTold) -> None:
            if self._row is not None and self._row.line.number == number:
                self._show(told)

        self._bench.tasks.read(lambda: step_told(desk, number, uid), show, channel=self._channel)

    def _show(self, told: StepTold) -> None:
        if not self._student and told.student_count > 1 and not self.students.count():
            every = tr("All {count} students", count=f"{told.student_count:,}")
            self.students.addItem(every, "")
            for student in told.students:
                self.students.addItem(f"{student.name} · {student.student_id}", student.uid)
            self.students.setVisible(True)
        parts = [(sentence_of(one), tuple(told_lines(one))) for one in told.told]
        if told.more:
            more = trn("{count} further thing", "{count} further things", told.more)
            parts.append((tr("And more"), (more,)))
        self.parts.show_parts(parts)

    def _on_undo(self) -> None:
        if self._row is not None:
            self.undo_wanted.emit(self._row)


def _about(row: PagedLine) -> str:
    """Return when, by whom and about whom: and what became of it since."""
    said = [moment_words(row.line.at), row.line.actor, row.whom or whom_words(row.students, "")]
    said.append(tr("step {step}", step=row.line.number))
    if row.undoes is not None:
        said.append(tr("takes back step {step}", step=row.undoes))
    if row.undone_by is not None:
        said.append(tr("undone by step {step}", step=row.undone_by))
    return " · ".join(word for word in said if word)
