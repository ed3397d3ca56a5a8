"""Plans as rows, as records and as the content that the history keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.planning.plan import Lane, Placement, Plan, PlanStatus, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.storage.dates import day_or_none, day_text

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content

PLACEMENT_COLUMNS = (
    "course_code",
    "grade_level",
    "term",
    "lane",
    "period",
    "section_id",
    "site",
    "alternates",
    "locked",
    "source",
)
"""The columns of a placement besides its ids, position and step."""
_TERMS = {term.value: term for term in Term}
_LANES = {lane.value: lane for lane in Lane}

PlacementValues = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class KeptPlacement:
    """A placement as its row: the values of `PLACEMENT_COLUMNS`, and the step that wrote them."""

    uid: str
    values: PlacementValues
    step: int


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan as its rows."""

    uid: str
    student_uid: str
    name: str
    status: str
    signed_on: str | None
    step: int
    placements: tuple[KeptPlacement, ...]

    @property
    def values(self) -> tuple[str, str, str, str | None]:
        """Return what a person can change of the plan itself."""
        return (self.student_uid, self.name, self.status, self.signed_on)


def plan_of(kept: KeptPlan) -> Plan:
    """Return the plan that rows keep."""
    return Plan(
        kept.uid,
        kept.student_uid,
        kept.name,
        PlanStatus(kept.status),
        tuple(_placement_of(placement) for placement in kept.placements),
        day_or_none(kept.signed_on),
    )


def kept_from_plan(plan: Plan, step: int) -> KeptPlan:
    """Return a plan as rows that all carry `step`."""
    return KeptPlan(
        plan.uid,
        plan.student_uid,
        plan.name,
        plan.status.value,
        day_text(plan.signed_on),
        step,
        tuple(KeptPlacement(p.uid, _placement_values(p), step) for p in plan.placements),
    )


def content_of(kept: KeptPlan | None) -> Content | None:
    """Return what the history keeps of a plan: every value with the step that wrote it."""
    if kept is None:
        return None
    return {
        "student": kept.student_uid,
        "name": kept.name,
        "status": kept.status,
        "signed_on": kept.signed_on,
        "step": kept.step,
        "placements": [
            {"uid": p.uid, "step": p.step, **dict(zip(PLACEMENT_COLUMNS, p.values, strict=True))}
            for p in kept.placements
        ],
    }


def kept_from_content(uid: str, content: Content) -> KeptPlan:
    """Return the rows that a content of the history means."""
    whole: dict[str, Any] = dict(content)
    placements = tuple(
        KeptPlacement(p["uid"], tuple(p[name] for name in PLACEMENT_COLUMNS), p["step"])
        for p in whole["placements"]
    )
    return KeptPlan(
        uid,
        whole["student"],
        whole["name"],
        whole["status"],
        whole["signed_on"],
        whole["step"],
        placements,
    )


def _placement_of(kept: KeptPlacement) -> Placement:
    course, grade, term, lane, period, section, site, alternates, locked, source = kept.values
    spot = None if grade is None else Spot(grade, _TERMS[term], _LANES[lane], period)
    ranked = tuple(alternates.split(";")) if alternates else ()
    return Placement(kept.uid, course, spot, ranked, section, site, bool(locked), source)


def _placement_values(placement: Placement) -> PlacementValues:
    spot = placement.spot
    where = (
        (None, "", "", "")
        if spot is None
        else (spot.grade_level, spot.term.value, spot.lane.value, spot.period)
    )
    return (
        placement.course_code,
        *where,
        placement.section_id,
        placement.site,
        ";".join(placement.alternates),
        int(placement.locked),
        placement.source,
    )
