"""The headings of the plan grid: grades over their semesters, and the rows of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.school_year import school_year_of_grade, school_year_text
from cte_desktop.ui import theme
from cte_desktop.ui.planning.card_text import column_heading
from cte_desktop.ui.planning.grid_layout import COLUMNS, EARLY
from cte_desktop.wording.labels import term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.planning.grid_model import PlanGridModel

_HEIGHT = 44
_WIDTH = 54


class GradeHeader(QHeaderView):
    """Each grade over its fall and spring, the present one marked "now"."""

    def __init__(self, model: PlanGridModel, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._grid = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(32))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.color("raised"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        column = COLUMNS[logical_index]
        pair = self._pair(rect, logical_index)
        if column.term is None or column.term.value == "spring":
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.color("line"))
        upper = QRect(pair.left(), pair.top() + theme.px(4), pair.width(), pair.height() // 2)
        self._paint_grade(painter, upper, logical_index)
        now = self._grid.is_now(logical_index)
        lower = QRect(rect.left(), rect.center().y() + theme.px(2), rect.width(), theme.px(18))
        painter.setFont(theme.font(theme.CAPTION, bold=now))
        painter.setPen(theme.color("accent" if now else "text_muted"))
        words = term_label(column.term) if column.term else (tr("now") if now else "")
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, words)
        if now:
            edge = theme.px(2)
            painter.fillRect(rect.left(), lower.top(), edge, rect.height(), theme.color("accent"))
        painter.restore()

    def _pair(self, rect: QRect, logical_index: int) -> QRect:
        """Return the rectangle of the whole grade."""
        if logical_index == EARLY:
            return rect
        first = logical_index - (logical_index - 1) % 2
        left = rect.left() - (self.sectionSize(first) if first != logical_index else 0)
        width = self.sectionSize(first) + self.sectionSize(first + 1)
        return QRect(left, rect.top(), width, rect.height())

    def _paint_grade(self, painter: QPainter, box: QRect, logical_index: int) -> None:
        column, case = COLUMNS[logical_index], self._grid.case()
        if column.term is None:
            painter.setFont(theme.font(bold=True))
            now = self._grid.is_now(logical_index)
            painter.setPen(theme.color("accent" if now else "text_muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "7–8")
            return
        grade = column_heading(column.grade_level)
        year = ""
        if case is not None:
            graduates = case.file.student.graduation_year
            year = school_year_text(school_year_of_grade(column.grade_level, graduates))
        now = column.grade_level == self._grid.present_grade()
        words = f"{year} · {tr('now')}" if now else year
        large, small = theme.font(bold=True), theme.font(theme.CAPTION, tabular=True)
        gap = theme.px(6)
        wide = QFontMetrics(large).horizontalAdvance(grade)
        narrow = QFontMetrics(small).horizontalAdvance(words)
        if wide + gap + narrow > box.width() - theme.px(6):
            words = tr("now") if now else ""
            narrow = QFontMetrics(small).horizontalAdvance(words)
        left = box.center().x() - (wide + (gap + narrow if words else 0)) // 2
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(large)
        painter.setPen(theme.color("accent" if now else "text"))
        painter.drawText(QRect(left, box.top(), wide + 2, box.height()), align, grade)
        painter.setFont(small)
        painter.setPen(theme.color("accent" if now else "text_muted"))
        place = QRect(left + wide + gap, box.top() + 1, narrow + 2, box.height())
        painter.drawText(place, align, words)


class RowHeader(QHeaderView):
    """P1 to P7, Extended Day, summer, college, credits."""

    def __init__(self, model: PlanGridModel, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._grid = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        cell = self._grid.cell(logical_index, 1)
        after_school = cell is not None and cell.row.lane is Lane.EXTENDED
        ground: theme.ColorName = "raised"
        if cell is None:
            ground = "sunken"
        elif after_school:
            ground = "extended_day_soft"
        painter.fillRect(rect, theme.color(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.color("line"))
        day = cell is not None and cell.row.lane is Lane.DAY
        painter.setFont(theme.font(theme.CAPTION, bold=day or after_school))
        painter.setPen(theme.color("extended_day" if after_school else "text_muted"))
        text = str(self._grid.headerData(logical_index, Qt.Orientation.Vertical) or "")
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap  # "Colegio universitario"
        painter.drawText(rect, flags, text)
        painter.restore()
