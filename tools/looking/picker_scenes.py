"""Pictures of the choice of a section: those that fit, one that doesn't, and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.sections.fitting import FitLine, Standing
from cte_desktop.services.sections.picking import Picking, pick_for
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.picker.alternatives_list import AlternativesList
from cte_desktop.ui.planning.sections.picker.dialog import SectionPicker
from cte_desktop.ui.planning.sections.picker.model import PickerModel
from cte_desktop.ui.planning.sections.picker.order import SeatOrder
from cte_desktop.ui.planning.sections.picker.patterns import PatternChoice
from tools.looking.stage import Stage

_LOOKED_AT = 200
_YOUNG = 10  # grade


@dataclass(frozen=True, slots=True)
class _Shown:
    """Whose course is shown, and the section of it that doesn't fit."""

    case: Case
    picking: Picking
    against: FitLine


def picker_pictures(stage: Stage) -> None:
    """Take the pictures over the plan of somebody for whom some sections fit and some don't."""
    shown = _chosen(stage)
    if shown is None:
        return
    stage.program.bench.requests.student_requested.emit(shown.case.file.student.uid)
    stage.rest()
    page = stage.wait_for(PlanPage)
    page.sections.pick(shown.picking.placement.uid)
    picker = stage.wait_for(SectionPicker)
    stage.grab("picker", picker)
    model = picker.list.model()
    if isinstance(model, PickerModel):
        picker.list.setCurrentIndex(model.index(model.row_of(shown.against.section.section_id)))
    stage.grab("picker-does-not-fit", picker)
    picker.else_button.click()
    ways = stage.wait_for(AlternativesList)
    stage.grab("picker-what-else", ways)
    ways.reject()
    if shown.against.claimed:
        picker.reasons.order_button.click()
        order = stage.wait_for(SeatOrder)
        stage.grab("picker-seats", order)
        order.reject()
    picker.reject()
    _pattern(stage, page, shown.case)


def _pattern(stage: Stage, page: PlanPage, case: Case) -> None:
    """Take the picture of a year that has no timetable yet."""
    for placement in case.plan.placed if case.plan is not None else ():
        picking = pick_for(stage.desk, case, placement.uid)
        if picking is not None and not picking.lines and not picking.timetabled:
            page.sections.pick(placement.uid)
            choice = stage.wait_for(PatternChoice)
            stage.grab("picker-pattern", choice)
            choice.reject()
            return


def _chosen(stage: Stage) -> _Shown | None:
    """Return the course with the most to see: some fit, some don't, somebody has a seat."""
    found = []
    for case in islice(open_cases(stage.desk), _LOOKED_AT):
        for placement in case.plan.placed if case.plan is not None else ():
            picking = pick_for(stage.desk, case, placement.uid) if not placement.locked else None
            against = _against(picking) if picking is not None else None
            if picking is not None and against is not None:
                found.append(_Shown(case, picking, against))
    return max(found, key=_interest, default=None)


def _against(picking: Picking) -> FitLine | None:
    standings = {line.standing for line in picking.lines}
    if Standing.FITS not in standings:
        return None
    against = [line for line in picking.lines if line.standing is Standing.DOES_NOT_FIT]
    return max(against, key=lambda line: (bool(line.fit.clashes), line.claimed), default=None)


def _interest(shown: _Shown) -> tuple[bool, bool, bool, int]:
    """Rather a whole year that is ahead, with years behind it that have no timetable yet."""
    ahead = shown.picking.term == "year" and shown.case.file.student.grade_level <= _YOUNG
    evening = shown.against.section.kind is SectionKind.EXTENDED
    return bool(shown.against.fit.clashes), ahead, evening, shown.against.claimed
