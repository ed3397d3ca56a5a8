"""One requirement in a line: status as mark and word, have and need, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect

from cte_desktop.domain import credits
from cte_desktop.domain.audit.result import RequirementStatus, Unit
from cte_desktop.ui import icons, theme
from cte_desktop.ui.planning.text_row import EDGE, TextRow
from cte_desktop.ui.widgets.stages_line import StageState, paint_stage
from cte_desktop.wording.labels import amount_label, status_label
from cte_desktop.wording.programs import requirement_title
from cte_desktop.wording.reasons import reason_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from cte_desktop.domain.audit.result import RequirementResult
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.ui.planning.grid_table import UsedKey

__all__ = ["EDGE", "RequirementRow", "figures_of", "paint_status", "used_by"]

_STAGES: dict[RequirementStatus, StageState] = {
    RequirementStatus.MET: "earned",
    RequirementStatus.IN_PROGRESS: "in_progress",
    RequirementStatus.PLANNED: "planned",
}
_SAID_BY_STATUS = frozenset({"earned", "with_in_progress", "with_planned"})


class RequirementRow(TextRow):
    """The line; it opens to the courses that fill it."""

    def __init__(self) -> None:
        super().__init__()
        self._status = RequirementStatus.NOT_MET

    def show_result(
        self,
        result: RequirementResult,
        program: str,
        catalog: Catalog,
        depth: int,
        *,
        is_open: bool | None = None,
        excepted: bool = False,
    ) -> None:
        """Show a requirement; `depth` counts the compound ones around it.

        `is_open` tells whether its courses are shown, None when it uses none of its own; `excepted`
        that a decision changes it.
        """
        self._status, self._depth, self._is_open = result.status, depth, is_open
        words = _words(result, catalog)
        if excepted and result.why.code != "approved_exception":
            words = tr("{words} · approved exception", words=words.rstrip("."))
        self.used = used_by(result)
        missing = result.status is RequirementStatus.NOT_MET
        self._words_color = "warning" if missing else "text_muted"
        title = requirement_title(program, result.id, catalog)
        self.say(title, figures_of(result.need, result.missing), words)
        self.setToolTip(title)  # it may be cut

    def paint_mark(self, painter: QPainter, center: QPointF, side: int) -> None:
        paint_status(painter, center, side, self._status)


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
