"""Pictures of filling a plan: the proposal, a clash with its ways out, pathways still in reach."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from cte_desktop.domain.planning.comparing import Comparison
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.proposals import Proposal, propose
from cte_desktop.ui.planning.filling.clash_part import ClashPart
from cte_desktop.ui.planning.filling.reach_part import ReachPart
from cte_desktop.ui.planning.page import PlanPage
from tools.looking.stage import Stage

_LOOKED_AT = 60
_YOUNG = 10  # grade


@dataclass(frozen=True, slots=True)
class _Shown:
    """Whose plan is filled, and whose can't be, by uid; "" when there is none."""

    filled: str
    clash: str


def fill_pictures(stage: Stage) -> None:
    """Take the pictures over the plan of somebody with changes of every kind, and of a clash."""
    shown = _chosen(stage.desk)
    if shown.filled:
        page = _opened(stage, shown.filled)
        page.filling.fill()
        stage.rest()
        stage.grab("fill-proposal")
        page.filling.discard()
        page.filling.look_around()
        reach = stage.wait_for(ReachPart)
        stage.grab("fill-reach")
        for button in reach.buttons()[:1]:
            button.click()
            stage.grab("fill-reach-plan")
        page.filling.forget()
    if shown.clash:
        page = _opened(stage, shown.clash)
        page.filling.fill()
        clash = stage.wait_for(ClashPart)
        stage.grab("fill-clash")
        for button in clash.way_buttons()[:1]:
            button.click()
            stage.grab("fill-way-out")
        page.filling.forget()
    stage.rest()


def _opened(stage: Stage, uid: str) -> PlanPage:
    stage.program.bench.requests.student_requested.emit(uid)
    stage.rest()
    return stage.wait_for(PlanPage)


def _chosen(desk: Desk) -> _Shown:
    """Return the student with the most to see in a proposal, and the one with the best clash."""
    answers = [propose(desk, case) for case in islice(open_cases(desk), _LOOKED_AT)]
    filled = [one for one in answers if one.comparison is not None and one.comparison.changed]
    clashes = [one for one in answers if one.after is None and one.filled.clash]
    return _Shown(
        _uid(max(filled, key=_interest, default=None)),
        _uid(max(clashes, key=_reasons, default=None)),
    )


def _interest(one: Proposal) -> tuple[int, bool, int]:
    """Rather every kind of change, and of somebody with years ahead."""
    comparison = one.comparison or Comparison()
    kinds = sum(map(bool, (comparison.added, comparison.moved, comparison.removed)))
    young = one.case.file.student.grade_level <= _YOUNG
    return kinds, young, -abs(comparison.changed - _LOOKED_AT // 2)


def _reasons(one: Proposal) -> tuple[int, int]:
    """Rather several ways out, and several parts."""
    return len(one.filled.ways_out), len(one.filled.clash)


def _uid(one: Proposal | None) -> str:
    return one.case.file.student.uid if one is not None else ""
