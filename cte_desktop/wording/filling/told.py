"""A filled plan in words and as JSON, made where the problem is at hand: in any process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.filling.answer import Proof
from cte_desktop.domain.filling.model import Kind
from cte_desktop.domain.planning.comparing import compare
from cte_desktop.domain.planning.plan import LANES
from cte_desktop.domain.planning.semesters import open_placements
from cte_desktop.wording.filling.brings import brings_text, unmet_text
from cte_desktop.wording.filling.clash import clash_text, reason_text, why_alone
from cte_desktop.wording.filling.ways_out import consequence_text, way_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.filling.answer import Filled
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.findings import Values
    from cte_desktop.domain.planning.plan import Placement, Plan
    from cte_desktop.domain.students.file import StudentFile


@dataclass(frozen=True, slots=True)
class ToldReason:
    """One part of a clash: its kind and id (`interfaces.md` section 5), and its clause."""

    kind: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ToldWay:
    """A way out: what is done, its words, what follows from it, and how dear it is."""

    do: str
    args: Values
    text: str
    consequence: str
    cost: int


@dataclass(frozen=True, slots=True)
class Told:
    """What filling says of a student: what the plan brings and leaves, or why there is none.

    `changed` counts semesters that are added, removed or moved against the present plan.
    """

    brings: str = ""
    unmet: str = ""
    why: str = ""
    clash: tuple[ToldReason, ...] = ()
    ways_out: tuple[ToldWay, ...] = ()
    changed: int = 0


def told_of(problem: Problem, filled: Filled) -> Told:
    """Return an answer in the language in force."""
    if filled.plan is not None:
        comparison = compare(problem.plan, filled.plan)
        brings = brings_text(problem, filled, comparison)
        return Told(brings, unmet_text(problem, filled), changed=comparison.changed)
    clash = tuple(
        ToldReason(reason.kind.value, reason.id, _part(problem, reason, filled.clash))
        for reason in filled.clash
    )
    ways = tuple(
        ToldWay(way.do, way.args, way_text(problem, way), consequence_text(problem, way), way.cost)
        for way in filled.ways_out
    )
    return Told(why=clash_text(problem, filled.clash), clash=clash, ways_out=ways)


def _part(problem: Problem, reason: Reason, clash: tuple[Reason, ...]) -> str:
    """Return a part of a clash; a wish that can't come true by itself says why."""
    said = reason_text(problem, reason)
    why = "; ".join(why_alone(problem, reason)) if len(clash) == 1 else ""
    if reason.kind is Kind.WISH and why and said:
        return tr("{wish}: {why}", wish=said, why=why)
    return why or said


def fill_object(
    file: StudentFile, plan: Plan | None, proof: Proof, told: Told, day: date
) -> dict[str, Any]:
    """Return the object of `fill --json` for a student; `plan` None when there is no valid one."""
    return {
        "student": file.student.student_id,
        "placements": placed_objects(file, plan, day),
        "proven": proof in {Proof.PROVEN, Proof.NONE},
        "changed": told.changed,
        "clash": [{"kind": one.kind, "id": one.id, "text": one.text} for one in told.clash],
        "ways_out": [
            {"do": way.do, "args": _json(way.args), "text": _words(way), "cost": way.cost}
            for way in told.ways_out
        ],
    }


def placed_objects(file: StudentFile, plan: Plan | None, day: date) -> list[dict[str, Any]]:
    """Return the placements of a plan as `fill` and `radar` print them; none without a plan."""
    return [] if plan is None else [_placed(p) for p in placements_of(file, plan, day)]


def placements_of(file: StudentFile, plan: Plan, day: date) -> tuple[Placement, ...]:
    """Return what a plan has from the present term on and the record hasn't, in order of time."""
    return tuple(sorted(open_placements(file, plan, day), key=_in_time))


def _placed(placement: Placement) -> dict[str, Any]:
    spot = placement.spot
    return {
        "grade_level": spot.grade_level if spot else None,
        "term": spot.term.value if spot else "",
        "lane": spot.lane.value if spot else "",
        "period": spot.period if spot else "",
        "course": placement.course_code,
        "section_id": placement.section_id,
        "site": placement.site,
    }


def _in_time(placement: Placement) -> tuple[int, int, int, str, str]:
    spot = placement.spot
    if spot is None:
        return (0, 0, 0, "", placement.course_code)
    lane = LANES.index(spot.lane)
    return (spot.grade_level, spot.term.place, lane, spot.period, placement.course_code)


def _json(args: Values) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in args}


def _words(way: ToldWay) -> str:
    return f"{way.text}: {way.consequence}." if way.consequence else way.text
