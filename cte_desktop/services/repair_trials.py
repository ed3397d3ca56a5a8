"""What becomes of one student's plan by the repairs that were chosen for it; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.audit.standing import standings
from cte_desktop.domain.planning.misfit_checks import found_misfits
from cte_desktop.domain.planning.misfits import still_offered
from cte_desktop.domain.planning.repairs import carry_out
from cte_desktop.wording.labels import status_label
from cte_desktop.wording.misfits import placement_text
from cte_desktop.wording.programs import program_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from cte_desktop.domain.audit.standing import Standing
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.misfit_records import Surroundings
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.services.desk import District
    from cte_desktop.services.misfit_lines import Chosen, PlanMisfit

_GRADUATION = "graduation"


@dataclass(frozen=True, slots=True)
class KeptApart:
    """A repair that was not applied, and why, in a sentence."""

    uid: str
    student_id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ProgramChange:
    """Where a student stands in a program, before and after, in words."""

    program: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RepairPreview:
    """A student's plan before and after the repairs: what only one of the two has, in words.

    `programs`: graduation, and each pathway whose status changes.
    """

    uid: str
    student_id: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    programs: tuple[ProgramChange, ...]
    kept_apart: tuple[KeptApart, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What becomes of a student's active plan; `situation` is None when there is none any more."""

    uid: str
    student_id: str
    name: str
    situation: Situation | None
    plan: Plan | None
    repairs: int
    kept_apart: tuple[KeptApart, ...]

    @property
    def before(self) -> Plan | None:
        """Return the plan as it is stored."""
        return None if self.situation is None else self.situation.plan


def tried(
    situation: Situation | None,
    chosen: Sequence[Chosen],
    around: Surroundings,
    new_uid: Callable[[], str],
) -> Tried:
    """Return a student's plan after the chosen repairs, one after the other.

    Each has to hold in the plan as the others leave it; one that is no longer needed by then is
    passed over.
    """
    first = chosen[0].misfit
    if situation is None or situation.plan != first.plan:
        return _tried(first, situation, None, 0, (changed_meanwhile(first),))
    now, done, apart = situation, 0, list[KeptApart]()
    for one in chosen:
        if not still_offered(now, one.misfit.misfit, one.repair, around):
            apart += _apart(one, now, around)
            continue
        after = carry_out(now, one.repair, around, new_uid)
        if after is not None:
            now, done = replace(now, plan=after, recorded=now.of_record), done + 1
    return _tried(first, situation, now.plan, done, tuple(apart))


def changed_meanwhile(student: PlanMisfit | Tried) -> KeptApart:
    """Return what is said when a plan is not the one that was looked at."""
    words = tr("The plan was changed meanwhile; it was left as it is now. Look at it again.")
    return KeptApart(student.uid, student.student_id, student.name, words)


def previewed(one: Tried, district: District, day: date) -> RepairPreview:
    """Return a student's plan before and after, and what becomes of the programs."""
    catalog = district.catalog
    before, after = _words(one.before, catalog), _words(one.plan or one.before, catalog)
    return RepairPreview(
        one.uid,
        one.student_id,
        one.name,
        tuple(text for text in before if text not in after),
        tuple(text for text in after if text not in before),
        _programs(one, district, day),
        one.kept_apart,
    )


def program_text(change: ProgramChange) -> str:
    """Return what becomes of a program in a sentence: "Graduation: on track, then at risk."."""
    if change.before == change.after:
        return tr("{program} stays {status}.", program=change.program, status=change.after)
    return tr(
        "{program}: {before}, then {after}.",
        program=change.program,
        before=change.before or "–",
        after=change.after or "–",
    )


def _tried(
    student: PlanMisfit,
    situation: Situation | None,
    plan: Plan | None,
    repairs: int,
    apart: tuple[KeptApart, ...],
) -> Tried:
    return Tried(student.uid, student.student_id, student.name, situation, plan, repairs, apart)


def _apart(one: Chosen, now: Situation, around: Surroundings) -> tuple[KeptApart, ...]:
    """Say that a repair no longer holds; nothing if another one has mended the same already."""
    wanted = one.misfit.misfit
    found = {(m.kind, m.placements) for m in found_misfits(now, around)}
    if (wanted.kind, wanted.placements) not in found:
        return ()
    words = tr(
        "“{problem}” could not be repaired as chosen beside the other repairs; it was left.",
        problem=one.misfit.text.rstrip("."),
    )
    return (KeptApart(one.misfit.uid, one.misfit.student_id, one.misfit.name, words),)


def _words(plan: Plan | None, catalog: Catalog) -> dict[str, None]:
    """Return each planned semester in words, in the plan's order."""
    placements = () if plan is None else plan.placements
    return dict.fromkeys(placement_text(placement, catalog) for placement in placements)


def _programs(one: Tried, district: District, day: date) -> tuple[ProgramChange, ...]:
    if one.situation is None:
        return ()
    before = _standings(one.situation, one.before, district, day)
    after = _standings(one.situation, one.plan or one.before, district, day)
    return tuple(
        ProgramChange(program_title(name), _status(before.get(name)), _status(after.get(name)))
        for name in dict.fromkeys((*before, *after))
        if name == _GRADUATION or _status(before.get(name)) != _status(after.get(name))
    )


def _standings(
    situation: Situation, plan: Plan | None, district: District, day: date
) -> dict[str, Standing]:
    found = standings(
        situation.file,
        plan,
        district.catalog,
        district.rules,
        district.auditing,
        day,
        Part.GRADUATION | Part.PATHWAYS,
    )
    return {standing.program: standing for standing in found}


def _status(standing: Standing | None) -> str:
    return "" if standing is None else status_label(standing.status)
