"""Who was given what about one student, and what for; it can be narrowed and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.ui import theme
from cte_desktop.ui.disclosures.log_list import DisclosureLog
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.students.student import Student
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.disclosures import DisclosureLine
    from cte_desktop.ui.page import Workbench

_SIZE = (980, 600)


class StudentDisclosures(QDialog):
    """The log of one student, read again when something leaves while it is open."""

    def __init__(self, desk: Desk, bench: Workbench, student: Student, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._bench, self._uid = desk, bench, student.uid
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Disclosures"))
        self.setAccessibleName(self.windowTitle())
        self.log = DisclosureLog(desk, bench, student.uid)
        self.count = ThemedLabel("", color="text_muted", tabular=True)
        self.print_button = push_button(tr("Print…"), "printer", self.log.print)
        self.close_button = primary_button(tr("Close"), press=self.accept)
        self._ways = QStackedWidget()
        self._ways.addWidget(_nothing_yet())
        self._ways.addWidget(self.log)
        self._put_together(student)
        self.log.model.shown_changed.connect(self._say_count)
        bench.refresh.changed.connect(self._on_changed)
        size = (theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        room = self.screen().availableSize()
        self.resize(min(size[0], room.width()), min(size[1], room.height()))
        self.close_button.setFocus()
        self._read()

    def _put_together(self, student: Student) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        top = QHBoxLayout()
        top.addWidget(title(tr("Disclosures: {name}", name=student.legal_name)))
        top.addSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.count)
        top.addStretch(1)
        column.addLayout(top)
        words = tr(
            "Every paper and file about this student that left this program, also among others. "
            "The family may see this log (34 CFR 99.32, Education Code 49064)."
        )
        column.addWidget(sentence(words, muted=True))
        column.addWidget(self._ways, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.print_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)

    def _read(self) -> None:
        desk, uid = self._desk, self._uid
        self._bench.tasks.read(
            lambda: list_disclosures(desk, uid), self._on_read, channel="disclosures of a student"
        )

    def _on_read(self, lines: tuple[DisclosureLine, ...]) -> None:
        if not isValid(self):
            return
        self._ways.setCurrentIndex(1 if lines else 0)
        self.log.show_lines(lines)
        self._say_count()

    def _say_count(self) -> None:
        _shown, every = self.log.model.counts()
        self.count.setText(self.log.words() if every else "")

    def _on_changed(self, changes: Changes) -> None:
        if "disclosures" in changes.nouns:
            self._read()


def _nothing_yet() -> EmptyState:
    return EmptyState(
        "eye",
        tr("Nothing about this student has left yet"),
        tr("What you print or export is listed here by itself: when, to whom, and what for."),
    )
