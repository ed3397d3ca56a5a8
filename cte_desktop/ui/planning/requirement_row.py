"""One requirement in a line: status as mark and word, have and need, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cte_desktop.domain import credits
from cte_desktop.domain.audit.result import RequirementStatus, Unit
from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.stages_line import StageState, paint_stage
from cte_desktop.wording.labels import amount_label, status_label
from cte_desktop.wording.programs import requirement_title
from cte_desktop.wording.reasons import reason_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QPaintEvent

    from cte_desktop.domain.audit.result import RequirementResult
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.ui.planning.grid_table import UsedKey

_STAGES: dict[RequirementStatus, StageState] = {
    RequirementStatus.MET: "earned",
    RequirementStatus.IN_PROGRESS: "in_progress",
    RequirementStatus.PLANNED: "planned",
}
_SAID_BY_STATUS = frozenset({"earned", "with_in_progress", "with_planned"})
EDGE = 6
"""How far words stand from the edge of a line that lights up, in pixels at 100 %."""
_MARK = 14
_INDENT = 12


class RequirementRow(QWidget):
    """The line. Signal: `pointed(row | None)` when mouse or keyboard come and go."""

    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Not fixed: the hint is made for another width, and would cut the second line off.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = ""
        self._figures = ""
        self._words = ""
        self._status = RequirementStatus.NOT_MET
        self._depth = 0
        self._lit = False
        self.used: frozenset[UsedKey] = frozenset()

    def show_result(
        self, result: RequirementResult, program: str, catalog: Catalog, depth: int
    ) -> None:
        """Show a requirement; `depth` counts the compound ones around it."""
        self._title = requirement_title(program, result.id, catalog)
        self._figures = figures_of(result.need, result.missing)
        self._status, self._depth = result.status, depth
        self._words = _words(result, catalog)
        self.used = used_by(result)
        self.setAccessibleName(
            tr("{title}, {figures}, {words}", title=self._title, figures=self._figures,
               words=self._words)
        )  # fmt: skip
        self.updateGeometry()
        self.update()

    def title(self) -> str:
        """Return the title."""
        return self._title

    def words(self) -> str:
        """Return the status and what is missing."""
        return self._words

    def is_lit(self) -> bool:
        """Say whether a card of the grid lights this requirement up."""
        return self._lit

    def light(self, *, lit: bool) -> None:
        """Light up, because a card of the grid is used here."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        upper = QFontMetrics(theme.font()).height()
        return upper + self._words_box(width, 0).height() + theme.px(9)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), self.heightForWidth(max(self.width(), theme.px(180))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.heightForWidth(theme.px(1000)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(4)
        pointed = self.underMouse() or self.hasFocus()
        if self._lit or pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if self._lit else "hover"))
            painter.drawRoundedRect(self.rect(), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        self._paint_words(painter)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(None)

    def _paint_words(self, painter: QPainter) -> None:
        left, right = self._left(), self.width() - theme.px(EDGE)
        top, height = theme.px(4), QFontMetrics(theme.font()).height()
        mark = theme.px(_MARK)
        center = QPointF(left - mark / 2 - theme.px(6), top + height / 2)
        paint_status(painter, center, mark, self._status)
        painter.setFont(theme.font(tabular=True))
        painter.setPen(theme.color("text"))
        wide = QFontMetrics(painter.font()).horizontalAdvance(self._figures)
        place = QRect(right - wide, top, wide, height)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._figures)
        room = place.left() - left - theme.px(6)
        painter.setFont(theme.font())
        cut = QFontMetrics(painter.font()).elidedText(
            self._title, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QRect(left, top, room, height), Qt.AlignmentFlag.AlignVCenter, cut)
        painter.setFont(theme.font(theme.CAPTION))
        missing = self._status is RequirementStatus.NOT_MET
        painter.setPen(theme.color("warning" if missing else "text_muted"))
        below = self._words_box(self.width(), top + height)
        painter.drawText(below, Qt.TextFlag.TextWordWrap, self._words)

    def _left(self) -> int:
        return theme.px(EDGE) + theme.px(_MARK) + theme.px(6) + self._depth * theme.px(_INDENT)

    def _words_box(self, width: int, top: int) -> QRect:
        room = max(theme.px(60), width - self._left() - theme.px(6))
        metrics = QFontMetrics(theme.font(theme.CAPTION))
        box = QRect(self._left(), top, room, 1000)
        return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, self._words)


def _words(result: RequirementResult, catalog: Catalog) -> str:
    """Return the status and its reason; of what is simply missing only how much."""
    word = status_label(result.status)
    if result.why.code in _SAID_BY_STATUS:
        return word
    if result.why.code != "missing":
        return f"{word}: {reason_text(result.why, catalog)}"
    if result.unit is Unit.LEVELS or not result.missing:
        return word
    return tr("{amount} missing", amount=amount_label(result.missing, result.unit))


def paint_status(painter: QPainter, center: QPointF, side: int, status: RequirementStatus) -> None:
    """Paint where a requirement stands as a mark, the same signs as on cards and stages."""
    if status in _STAGES:
        paint_stage(painter, center, side / 2 - 1, _STAGES[status])
        return
    spot = QRect(round(center.x() - side / 2), round(center.y() - side / 2), side, side)
    icons.paint(painter, "circle-alert", spot, theme.color("warning"))


def figures_of(need: int, missing: int) -> str:
    """Return have and need: "30 / 40"."""
    return f"{credits.text(need - missing)} / {credits.text(need)}" if need else ""


def used_by(result: RequirementResult) -> frozenset[UsedKey]:
    """Return the semesters that a requirement and its parts use."""
    here = frozenset((u.course, u.school_year, u.term.value) for u in result.used)
    return here.union(*(used_by(part) for part in result.requirements))
