"""Plans that no longer fit: what the record, the catalog or the sections of today have overtaken.

`misfits_of` finds them and tries every repair: one is offered only if the misfit is gone after it
and nothing that must be fixed is new. Detection is in `misfit_checks.py`, the edits in
`repairs.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.misfit_checks import found_misfits
from cte_desktop.domain.planning.misfit_records import (
    Asks,
    Misfit,
    MisfitKind,
    Repair,
    Surroundings,
)
from cte_desktop.domain.planning.repair_choices import choices
from cte_desktop.domain.planning.repairs import carry_out

if TYPE_CHECKING:
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.situation import Situation

NOTHING_BESIDES = Surroundings()
_MOST_OF_A_VERB = 2  # repairs of one sort that a person chooses among
_PREREQUISITE = "prerequisite_"
_OVER = frozenset({MisfitKind.TERM_OVER, MisfitKind.OTHER_TAKEN})


def misfits_of(situation: Situation, around: Surroundings = NOTHING_BESIDES) -> tuple[Misfit, ...]:
    """Return what in the student's plan no longer fits, each with the repairs that hold.

    The recommended repair comes first. A misfit without one is only told.
    """
    found = found_misfits(situation, around)
    if not found:
        return ()
    trial = _Trial.of(situation, around, found)
    return tuple(replace(misfit, repairs=trial.repairs(misfit)) for misfit in found)


def still_offered(
    situation: Situation, misfit: Misfit, repair: Repair, around: Surroundings = NOTHING_BESIDES
) -> bool:
    """Tell whether a misfit is still there and the repair holds, in the plan as it is now.

    It also has to be worth a try still: what another repair has planned again by now isn't planned
    a second time.
    """
    found = found_misfits(situation, around)
    same = [m for m in found if (m.kind, m.placements) == (misfit.kind, misfit.placements)]
    if not same or replace(repair, because=None) not in choices(situation, same[0], around):
        return False
    return _Trial.of(situation, around, found).holds(same[0], repair)


@dataclass(frozen=True, slots=True)
class _Trial:
    """Tries repairs on one student's plan."""

    situation: Situation
    around: Surroundings
    before: frozenset[Finding]  # without their ways out, which change with the plan
    known: tuple[Misfit, ...]

    @classmethod
    def of(cls, situation: Situation, around: Surroundings, known: tuple[Misfit, ...]) -> _Trial:
        sections = {
            (section.school_year, section.section_id): section
            for offered in (around.sections.values() if _lacks_section(known) else ())
            for section in offered
        }
        whole = replace(
            situation, sections={**sections, **situation.sections}, recorded=situation.of_record
        )
        before = frozenset(replace(finding, fixes=()) for finding in conflicts(whole))
        return cls(whole, around, before, known)

    def repairs(self, misfit: Misfit) -> tuple[Repair, ...]:
        """Return the repairs of a misfit that hold."""
        held: dict[str, list[Repair]] = {}
        for repair in self._in_order(misfit):
            alike = held.setdefault(repair.do, [])
            if len(alike) < _most(misfit, repair) and self.holds(misfit, repair):
                alike.append(replace(repair, because=self._because(misfit, repair)))
        if len(held.get("take_section", ())) > 1:
            held["take_section"] = []  # which of them is for a person to say, in the plan
        return tuple(repair for alike in held.values() for repair in alike)

    def _in_order(self, misfit: Misfit) -> list[Repair]:
        """Return what is worth a try; a failed course had better come before what builds on it."""
        worth = list(choices(self.situation, misfit, self.around))
        course = misfit.about("course")
        waiting = {m.placements for m in self.known if m.about("needed") == course}
        if misfit.kind is MisfitKind.FAILED and waiting:
            worth.sort(key=lambda repair: self._leaves(repair, waiting))
        return worth

    def _leaves(self, repair: Repair, waiting: set[tuple[str, ...]]) -> int:
        """Return how many of the misfits with these placements are left after a repair."""
        numbers = count()
        after = carry_out(self.situation, repair, self.around, lambda: f"try {next(numbers)}")
        if after is None:
            return len(waiting)
        then = replace(self.situation, plan=after)
        return sum(m.placements in waiting for m in found_misfits(then, self.around))

    def holds(self, misfit: Misfit, repair: Repair) -> bool:
        """Tell whether the misfit is gone after the repair, and nothing worse has come."""
        numbers = count()
        after = carry_out(
            self.situation, repair, self.around, lambda: f"{misfit.kind} {next(numbers)}"
        )
        if after is None or self._is_idle_or_too_much(repair, after):
            return False
        if repair.do == "remove" and misfit.kind in _OVER:
            return True  # no rule looks at what is over and not recorded
        then = replace(self.situation, plan=after)
        if self._worse(then):
            return False
        left = found_misfits(then, self.around)
        told = {(m.kind, m.placements) for m in self.known}
        return not any(
            (m.kind, m.placements) not in told
            or (m.kind, m.placements) == (misfit.kind, misfit.placements)
            for m in left
        )

    def _is_idle_or_too_much(self, repair: Repair, after: Plan) -> bool:
        """Tell whether nothing changes, or something locked that the repair doesn't name."""
        plan = self.situation.plan
        if plan is None or after == plan:
            return True
        locked = (p for p in plan.placements if p.locked and p.uid not in repair.placements)
        return any(after.find(placement.uid) != placement for placement in locked)

    def _worse(self, then: Situation) -> bool:
        """Tell whether something must be fixed that was well before.

        That a prerequisite now comes too late instead of not at all is no worse than before.
        """
        unmet = {f.subject for f in self.before if f.code.startswith(_PREREQUISITE)}
        return any(
            finding.severity is Severity.MUST_FIX
            and replace(finding, fixes=()) not in self.before
            and not (finding.code.startswith(_PREREQUISITE) and finding.subject in unmet)
            for finding in conflicts(then)
        )

    def _because(self, misfit: Misfit, repair: Repair) -> Asks | None:
        plan = self.situation.plan
        if plan is None:
            return None
        if plan.signed_on is not None:
            return Asks.SIGNED
        touched = () if repair.do == "again" else repair.placements
        if any((p := plan.find(uid)) is not None and p.locked for uid in touched):
            return Asks.LOCKED
        if misfit.kind is MisfitKind.TERM_OVER and not misfit.about("rows"):
            return Asks.UNRECORDED
        return next((asks for asks in (Asks.HALF, Asks.EARLY) if misfit.about(asks.value)), None)


def _most(misfit: Misfit, repair: Repair) -> int:
    """Return how many repairs of a verb are worth trying for a misfit."""
    if repair.do == "take_section":
        return _MOST_OF_A_VERB + 1  # a second one that fits takes all of them away
    # Whole plans are unrecorded while a record is late: one way to go on is enough then.
    unrecorded = misfit.kind is MisfitKind.TERM_OVER and not misfit.about("rows")
    return 1 if unrecorded else _MOST_OF_A_VERB


def _lacks_section(known: tuple[Misfit, ...]) -> bool:
    return any(misfit.kind is MisfitKind.SECTION_GONE for misfit in known)
