"""The choice of a section for a planned course: those of its year, with their times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.planning.card_text import meeting_text
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.labels import course_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section

_SIZE = (460, 380)


class SectionChoice(QDialog):
    """A list of sections. Signal: `chosen(Section)`."""

    chosen = Signal(object)

    def __init__(
        self, sections: Sequence[Section], catalog: Catalog, present: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sections = tuple(sections)
        course = course_label(self._sections[0].course_code, catalog)
        self.setWindowTitle(tr("Choose a section"))
        self.setAccessibleName(tr("Sections of {course}", course=course))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Sections of {course}", course=course))
        for section in self._sections:
            line = QListWidgetItem(section_text(section, catalog))
            line.setSizeHint(QSize(0, theme.px(theme.ROW_COMFORTABLE)))
            self.list.addItem(line)
            if section.section_id == present:
                self.list.setCurrentItem(line)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _line: self._take())
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(course))
        column.addWidget(sentence(tr("Sections with their times and places"), muted=True))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(primary_button(tr("Take this section"), press=self._take))
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.list.setFocus()

    def _take(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.chosen.emit(self._sections[row])
            self.accept()


def section_text(section: Section, catalog: Catalog) -> str:
    """Return a section in a line: when, where, which term, its id and teacher."""
    parts = [meeting_text(section, catalog), term_label(section.term), section.section_id]
    if section.teacher:
        parts.append(section.teacher)
    return " · ".join(parts)
