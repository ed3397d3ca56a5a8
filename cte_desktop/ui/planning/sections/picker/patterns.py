"""The choice for a year without a timetable: at which site, and by day or in Extended Day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.fits import no_sections_text, pattern_text
from cte_desktop.wording.labels import course_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.planning.sections.patterns import Pattern
    from cte_desktop.services.sections.picking import Picking

_SIZE = (460, 380)


class PatternChoice(QDialog):
    """The ways in which a course is offered. Signal: `chosen(Pattern)`."""

    chosen = Signal(object)

    def __init__(self, picking: Picking, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        catalog = picking.case.district.catalog
        course = course_label(picking.placement.course_code, catalog)
        self._patterns, home = picking.patterns, picking.case.file.student.school
        self.setWindowTitle(tr("Where and how"))
        self.setAccessibleName(tr("Where and how {course} is offered", course=course))
        self.list = QListWidget()
        self.list.setAccessibleName(self.accessibleName())
        for pattern in self._patterns:
            line = QListWidgetItem(pattern_text(pattern, catalog, home))
            line.setSizeHint(QSize(0, theme.px(theme.ROW_COMFORTABLE)))
            self.list.addItem(line)
        self.list.setCurrentRow(_present(picking.placement, self._patterns))
        self.list.itemActivated.connect(lambda _line: self._keep())
        self.keep_button = primary_button(tr("Plan it like this"), press=self._keep)
        self.keep_button.setEnabled(bool(self._patterns))
        self._put_together(course, _words(picking))
        self.list.setFocus()

    def _put_together(self, course: str, words: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(course))
        column.addWidget(sentence(words, muted=True))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.keep_button)
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def _keep(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._patterns):
            self.chosen.emit(self._patterns[row])
            self.accept()


def _present(placement: Placement, patterns: tuple[Pattern, ...]) -> int:
    """Return the row of what the placement asks for now, else the first of its lane, else 0."""
    lane = placement.spot.lane if placement.spot is not None else None
    alike = [row for row, pattern in enumerate(patterns) if pattern.lane is lane]
    exact = [row for row in alike if patterns[row].site == placement.site]
    return (exact or alike or [0])[0]


def _words(picking: Picking) -> str:
    catalog = picking.case.district.catalog
    none = no_sections_text(
        picking.placement.course_code, picking.school_year, picking.term, catalog
    )
    if not picking.patterns:
        return f"{none} {tr('The catalog lists no site that offers it then.')}"
    if picking.timetabled:
        later = tr("Say where and how it is planned until there are.")
    else:
        later = tr(
            "Say where and how it is planned; a section can be chosen when that year's timetable "
            "is here."
        )
    return f"{none} {later}"
