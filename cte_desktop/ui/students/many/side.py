"""Beside the preview: everything about one student's change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.labels import SectionHeader, ThemedLabel, sentence, title
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.students.many.line import Details, ManyLine


class ManySide(QScrollArea):
    """The side."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("The chosen student"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(theme.px(theme.GAP), 0, theme.px(theme.INSIDE), 0)
        self._column.setSpacing(theme.px(theme.TIGHT))
        self.setWidget(self._inside)
        self.show_nobody(is_empty=False)

    def show_nobody(self, *, is_empty: bool) -> None:
        """Say that nobody is chosen, or that nobody is there to be chosen."""
        self._clear()
        words = tr("Choose a student to see what would change.")
        self._column.addWidget(sentence(tr("Nobody.") if is_empty else words, muted=True))
        self._column.addStretch(1)

    def show_student(self, line: ManyLine, details: Details) -> None:
        """Show everything about a student's change."""
        self._clear()
        name = title(line.name)
        name.setWordWrap(True)
        self._column.addWidget(name)
        grade = tr("{grade} grade", grade=grade_label(line.grade_level))
        about = (grade, line.school_name, line.student_id)
        self._column.addWidget(sentence(", ".join(part for part in about if part), muted=True))
        for heading, sentences in details:
            self._column.addSpacing(theme.px(theme.INSIDE))
            self._column.addWidget(SectionHeader(heading))
            for words in sentences:
                self._column.addWidget(sentence(words))
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def words(self) -> tuple[str, ...]:
        """Return the sentences that are shown."""
        labels = self._inside.findChildren(ThemedLabel)
        return tuple(label.text() for label in labels if label.text())

    def _clear(self) -> None:
        while (entry := self._column.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
