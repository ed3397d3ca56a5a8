"""One program in the audit panel: a bar or stages with figures, opening to its requirements."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cte_desktop.domain import credits
from cte_desktop.domain.audit.result import PathwayStage, ProgramStatus, RequirementStatus, Unit
from cte_desktop.ui import icons, theme
from cte_desktop.ui.planning.decided import NOTHING
from cte_desktop.ui.planning.program_body import ProgramBody, flat
from cte_desktop.ui.planning.requirement_row import figures_of
from cte_desktop.ui.planning.text_row import EDGE
from cte_desktop.ui.widgets.buttons import icon_button
from cte_desktop.ui.widgets.labels import ElidedLabel, ThemedLabel
from cte_desktop.ui.widgets.segmented_bar import Amounts, SegmentedBar
from cte_desktop.ui.widgets.stages_line import Stage, StagesLine, StageState
from cte_desktop.wording.labels import (
    amount_label,
    course_label,
    level_label,
    stage_label,
    status_label,
)
from cte_desktop.wording.programs import program_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QMouseEvent

    from cte_desktop.domain.audit.result import ProgramResult
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.ui.planning.decided import Decided
    from cte_desktop.ui.planning.grid_table import UsedKey
    from cte_desktop.ui.planning.requirement_row import RequirementRow

_UNITS = {Unit.CREDITS: "credits", Unit.YEARS: "years", Unit.LEVELS: "levels"}
_STATUS_COLORS: dict[ProgramStatus, theme.ColorName] = {
    ProgramStatus.MET: "met",
    ProgramStatus.ON_TRACK: "text_muted",
    ProgramStatus.AT_RISK: "warning",
    ProgramStatus.NOT_MET: "must_fix",
}
_STAGES: dict[RequirementStatus, StageState] = {
    RequirementStatus.MET: "earned",
    RequirementStatus.IN_PROGRESS: "in_progress",
    RequirementStatus.PLANNED: "planned",
    RequirementStatus.NOT_MET: "missing",
}
_LEVELS = ("introductory", "concentrator", "capstone")


class ProgramSection(QWidget):
    """A program. Signals: `pointed(TextRow | None)`; `remove_wanted()` of an added program. Those
    of its lines come from `body`.
    """

    pointed = Signal(object)
    remove_wanted = Signal()

    def __init__(self, program: str, *, is_open: bool = False, is_tried_out: bool = False) -> None:
        super().__init__()
        self._is_tried_out = is_tried_out
        self.program = program
        self._is_open = is_open
        self._result: ProgramResult | None = None
        self._decided: Decided = NOTHING
        self._stale = False
        title = program_title(program)
        self.setAccessibleName(title)
        self._arrow = QToolButton()
        self._arrow.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrow.setAutoRaise(True)
        self._title = ElidedLabel(title, bold=True)
        self._figures = ThemedLabel("", tabular=True)
        self._status = ThemedLabel("", size=theme.CAPTION, color="text_muted")
        self._status.setWordWrap(True)
        self._bar = SegmentedBar(title, Amounts(Decimal(1)))
        self._stages = StagesLine(title, ())
        self.body = ProgramBody(program)
        self.body.pointed.connect(self.pointed)
        name = tr("Remove the program {program}", program=title)
        self._remove = icon_button("x", name, self.remove_wanted.emit)
        self._remove.setVisible(False)
        self._put_together()
        self._arrow.clicked.connect(lambda _checked=False: self.set_open(is_open=not self._is_open))
        self.set_open(is_open=is_open)

    def show_result(
        self, result: ProgramResult, catalog: Catalog, decided: Decided = NOTHING
    ) -> None:
        """Show how the program stands now."""
        if result == self._result and decided == self._decided:
            return
        self._result, self._decided = result, decided
        self._remove.setVisible(self.program in decided.added)
        self._figures.setText(_figures(result))
        self._status.setText(_words(result, is_tried_out=self._is_tried_out))
        self._status.set_color(_STATUS_COLORS[result.status])
        is_pathway = bool(result.pathway)
        self._bar.setVisible(not is_pathway)
        self._stages.setVisible(is_pathway)
        if is_pathway:
            self._stages.set_stages(tuple(_stages(result, catalog)))
        else:
            self._bar.set_amounts(_amounts(result))
        self._arrow.setAccessibleName(
            tr("{program}: {figures}, {words}", program=self._title.text(),
               figures=self._figures.text(), words=self._status.text())
        )  # fmt: skip
        self.body.show_result(result, catalog, decided)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release goes to the panel

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        on_heading = self.rect().contains(place) and not (
            self._is_open and self.body.geometry().contains(place)
        )
        if event.button() is Qt.MouseButton.LeftButton and on_heading:
            self.set_open(is_open=not self._is_open)
            self._arrow.setFocus(Qt.FocusReason.MouseFocusReason)

    def set_stale(self, *, stale: bool) -> None:
        """Mark the figures as those of before, while they are worked out anew."""
        if stale != self._stale:
            self._stale = stale
            self._figures.set_color("text_disabled" if stale else "text")
            color = _STATUS_COLORS[self._result.status] if self._result else "text_muted"
            self._status.set_color("text_disabled" if stale else color)

    def rows(self) -> tuple[RequirementRow, ...]:
        """Return the lines of the requirements, in order."""
        return self.body.requirement_rows()

    def set_open(self, *, is_open: bool) -> None:
        """Show or hide the requirements."""
        self._is_open = is_open
        self.body.setVisible(is_open)
        self._arrow.setIcon(
            icons.icon("chevron-down" if is_open else "chevron-right", "text_muted")
        )
        self._arrow.setToolTip(
            tr("Hide the requirements") if is_open else tr("Show the requirements")
        )

    def is_open(self) -> bool:
        """Say whether the requirements are shown."""
        return self._is_open

    def light(self, used: frozenset[UsedKey]) -> None:
        """Light up the requirements that use one of these semesters."""
        self.body.light(used)
        lit = not self._is_open and any(row.is_lit() for row in self.rows())
        if not self._stale:
            self._figures.set_color("accent" if lit else "text")

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        edge = theme.px(EDGE)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, edge, 0)
        row.setSpacing(theme.px(theme.TIGHT))
        row.addWidget(self._arrow)
        row.addWidget(self._title, 1)
        row.addWidget(self._figures)
        row.addWidget(self._remove)
        column.addLayout(row)
        under = QVBoxLayout()
        under.setContentsMargins(edge, 0, edge, 0)
        under.setSpacing(theme.px(theme.TIGHT))
        under.addWidget(self._bar)
        under.addWidget(self._stages)
        under.addWidget(self._status)
        column.addLayout(under)
        column.addWidget(self.body)


def _figures(result: ProgramResult) -> str:
    if result.pathway:
        return ""
    return figures_of(result.need, result.missing)


def _words(result: ProgramResult, *, is_tried_out: bool = False) -> str:
    """Return where a program stands: its status, a pathway's stage, and the parts of the bar."""
    word = status_label(result.status)
    word = word[:1].upper() + word[1:]
    if result.pathway:
        # Whoever only tries a pathway out is enrolled in nothing.
        said = result.stage and not (is_tried_out and result.stage is PathwayStage.ENROLLED)
        return f"{word} · {stage_label(result.stage)}" if result.stage and said else word
    missing = amount_label(result.missing, result.unit) if result.missing else ""
    parts = [
        tr("{amount} earned", amount=credits.text(result.earned)) if result.earned else "",
        tr("{amount} in progress", amount=credits.text(result.in_progress))
        if result.in_progress
        else "",
        tr("{amount} planned", amount=credits.text(result.planned)) if result.planned else "",
    ]
    parts.append(tr("{amount} missing", amount=missing) if missing else "")
    return " · ".join((word, *(part for part in parts if part)))


def _amounts(result: ProgramResult) -> Amounts:
    need, earned, in_progress, planned = (
        Decimal(amount) / 100
        for amount in (result.need, result.earned, result.in_progress, result.planned)
    )
    return Amounts(need, earned, in_progress, planned)


def _stages(result: ProgramResult, catalog: Catalog) -> Iterator[Stage]:
    for _, requirement in flat(result.requirements):
        if requirement.id in _LEVELS:
            name = level_label(requirement.id).capitalize()
            courses = dict.fromkeys(used.course for used in requirement.used)
            words = ", ".join(course_label(code, catalog) for code in courses)
            yield Stage(name, _STAGES[requirement.status], words)
