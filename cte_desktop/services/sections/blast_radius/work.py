"""What a change does to one student: the part of the blast radius that any process can do.

Light to import, and without words: those are put to it where the window is.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.damage import GOES_WELL, Effect, effect_of, effects_of
from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.audit.standing import Standing, standings
from cte_desktop.domain.planning.excerpts import in_year
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.sections.alternatives.rearranging import Clock
from cte_desktop.domain.planning.sections.alternatives.seated_now import SeatedNow, seated_now
from cte_desktop.domain.planning.sections.alternatives.trial import Trial
from cte_desktop.domain.planning.sections.alternatives.ways import (
    Alternative,
    AlternativeKind,
    each_alternative,
)
from cte_desktop.domain.planning.sections.changes import RetireCourse, changed_offers
from cte_desktop.domain.planning.sections.offers import key_of, offers_of
from cte_desktop.domain.planning.semesters import open_placements
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import school_year_of_grade
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.raw_files import files_from

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.planning.sections.changes import SectionChange
    from cte_desktop.domain.planning.sections.offers import Offers, SectionKey
    from cte_desktop.domain.planning.sections.seats.open_order import Claim, Queued
    from cte_desktop.domain.planning.situation import PlanningSettings
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.domain.students.student import Student

KEEPS_ALL = frozenset({AlternativeKind.SECTION, AlternativeKind.MOVE_OTHER})
"""Alternatives with the same courses in the same terms: no program can tell the difference."""
_AUDITED = Part.GRADUATION | Part.PATHWAYS


@dataclass(frozen=True, slots=True)
class BlastGround:
    """What every student is held against: the same for all of a change.

    `before` and `after` are the section as it is and would be, None for a retired course;
    `last_year` is the school year after which a retired course is taught no more.
    """

    change: SectionChange
    before: Section | None
    after: Section | None
    catalog: Catalog
    changed_catalog: Catalog
    rules: Rules
    planning: PlanningSettings
    auditing: AuditSettings
    day: date
    last_year: int
    sections: Mapping[SectionKey, Section] = field(default_factory=dict)
    """Those of all years ahead, where they are not read for some students at a time."""
    claims: Mapping[SectionKey, tuple[Claim, ...]] = field(default_factory=dict)
    """Those to sections that are short of seats, where each student is looked at alone."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A student and what the change does to them, without words.

    `findings`: what a moved section would collide with. `place` is the one in the open order for a
    section with fewer seats. `chosen` is the alternative that the repaired plan is. `pathways` are
    those that the student is signed up for.
    """

    student: Student
    effects: tuple[Effect, ...]
    grade_level: int  # in which the class lies
    before: Plan | None
    repaired: Plan | None
    chosen: Alternative | None
    alternatives: tuple[Alternative, ...]
    seated_now: bool
    findings: tuple[Finding, ...] = ()
    place: int = 0
    pathways: tuple[str, ...] = ()


@dataclass
class Scene:
    """What is at hand while students are looked at one after the other, in their order."""

    ground: BlastGround
    new_uid: Callable[[], str]
    offers: Offers
    claims: Mapping[SectionKey, tuple[Claim, ...]]
    sections: Mapping[SectionKey, Section]
    queued: Mapping[str, tuple[Queued, Queued]] = field(default_factory=dict)
    """The place of each student (uid) in the open order now, and with the change."""
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        """Keep the weeks of sections from one student to the next."""
        margin = self.ground.planning.travel_margin_minutes
        self.clock = Clock(self.ground.changed_catalog, margin)


def hit_of(scene: Scene, file: StudentFile, plan: Plan | None) -> Hit | None:
    """Return what the change does to a student; None when it doesn't concern them any more."""
    ground = scene.ground
    seated = seated_now(file, plan, ground.before)
    struck = _struck(ground, seated.file, seated.plan)
    if not struck or struck[0].spot is None:
        return None
    now = Situation(
        seated.file,
        seated.plan,
        ground.catalog,
        scene.sections or ground.sections,
        ground.planning,
        ground.day,
    )
    grade = struck[0].spot.grade_level
    told = Hit(
        file.student,
        (Effect.NONE,),
        grade,
        plan,
        None,
        None,
        (),
        bool(seated.at),
        pathways=file.pathways,
    )
    if not _is_gone(ground):
        told = _still_fits(scene, now, told)
        if told.effects == (Effect.NONE,):
            return told
    return _repaired(_Case(scene, seated, now, file, told))


def blast_job(ground: BlastGround) -> Callable[[bytes], tuple[int, tuple[tuple[int, Hit], ...]]]:
    """Return what looks at a block of packed files for a retired course, each student alone.

    Each hit comes with the key of its student. What the repairs of others take is counted later.
    """
    from cte_desktop.system.clock import Clock as Today

    clock = Today(ground.day)
    offers = changed_offers(ground.change, offers_of(ground.sections.values()), ground.last_year)
    scene = Scene(ground, lambda: new_id(clock.now()), offers, ground.claims, ground.sections)

    def answer(block: bytes) -> tuple[int, tuple[tuple[int, Hit], ...]]:
        looked, found = 0, list[tuple[int, Hit]]()
        for key, file, plan in files_from(marshal.loads(block)):  # noqa: S302 - our own rows
            looked += 1
            hit = hit_of(scene, file, plan)
            if hit is not None:
                found.append((key, hit))
        return looked, tuple(found)

    return answer


def _struck(ground: BlastGround, file: StudentFile, plan: Plan | None) -> tuple[Placement, ...]:
    """Return the placements ahead that name the section, or plan the course after its end."""
    if plan is None:
        return ()
    change = ground.change
    found = []
    for placement in open_placements(file, plan, ground.day):
        if placement.spot is None:
            continue
        year = school_year_of_grade(placement.spot.grade_level, file.student.graduation_year)
        if isinstance(change, RetireCourse):
            named = placement.course_code == change.course_code and year > ground.last_year
        else:
            named = (year, placement.section_id) == change.key
        if named:
            found.append(placement)
    return tuple(found)


def _is_gone(ground: BlastGround) -> bool:
    return ground.after is None or ground.after.cancelled


def _still_fits(scene: Scene, now: Situation, told: Hit) -> Hit:
    """Return the student with what a moved or smaller section does to them."""
    before, after = scene.ground.before, scene.ground.after
    if before is None or after is None or now.plan is None:
        return told
    if after.meetings != before.meetings:
        year = in_year(now, after.school_year)
        found = Trial(year).new_findings(year.plan or now.plan, (after,))
        return replace(told, findings=found, effects=(Effect.SWAP if found else Effect.NONE,))
    was, then = scene.queued.get(told.student.uid, (None, None))
    if was is None or then is None:
        return told
    lost = was.has_seat and not then.has_seat
    return replace(told, place=then.place, effects=(Effect.SWAP if lost else Effect.NONE,))


@dataclass
class _Case:
    """One student while repairs are looked for."""

    scene: Scene
    seated: SeatedNow
    now: Situation
    file: StudentFile
    told: Hit

    def harm(self, plan: Plan | None) -> tuple[Effect, ...]:
        """Return what a plan does to the student's programs, against the plan as it is."""
        ground = self.scene.ground
        after = _standings(ground, self.seated.file, plan, ground.changed_catalog)
        if all(standing.status in GOES_WELL for standing in after):
            return (Effect.SWAP,)
        return effects_of(self._standing_now, after)

    @cached_property
    def _standing_now(self) -> tuple[Standing, ...]:
        return _standings(self.scene.ground, self.file, self.told.before, self.scene.ground.catalog)


def _repaired(case: _Case) -> Hit:
    """Return the student with the best repair, one class after the other.

    A retired course may be planned in several years.
    """
    scene, ground = case.scene, case.scene.ground
    changed = {} if ground.after is None else {key_of(ground.after): ground.after}
    then = replace(
        case.now,
        catalog=ground.changed_catalog,
        sections={**case.now.sections, **changed} if changed else case.now.sections,
        claims=scene.claims,
        recorded=case.now.of_record,
    )
    struck = _struck(ground, then.file, then.plan)
    effects: tuple[Effect, ...] = (Effect.SWAP,)
    seen: list[Alternative] = []
    chosen: Alternative | None = None
    done: set[tuple[str, int, str]] = set()
    for placement in struck:
        grade = placement.spot.grade_level if placement.spot else 0
        of_class = (placement.course_code, grade, placement.section_id)
        if of_class in done:
            continue  # the other half of a class
        done.add(of_class)
        if not _still_placed(then.plan, placement):
            continue  # set aside with what it builds on
        best, effects, looked_at = _best(case, then, placement.uid)
        seen += looked_at
        if best is None:
            return replace(
                case.told, effects=case.harm(_without(then.plan, struck)), alternatives=tuple(seen)
            )
        chosen = best if chosen is None else replace(best, moves=(*chosen.moves, *best.moves))
        then = replace(then, plan=best.plan, recorded=then.of_record)
    repaired = None
    if chosen is not None:
        repaired = case.seated.written(case.told.before, chosen.plan, scene.new_uid)
    return replace(
        case.told, effects=effects, repaired=repaired, chosen=chosen, alternatives=tuple(seen)
    )


def _best(
    case: _Case, then: Situation, uid: str
) -> tuple[Alternative | None, tuple[Effect, ...], list[Alternative]]:
    """Return the alternative that does the least harm, the preferred one of equals."""
    best: Alternative | None = None
    least: tuple[Effect, ...] = ()
    seen: list[Alternative] = []
    scene = case.scene
    for way in each_alternative(then, uid, scene.offers, scene.new_uid, clock=scene.clock):
        seen.append(way)
        effects = (Effect.SWAP,) if way.kind in KEEPS_ALL else case.harm(way.plan)
        if best is None or _depth(effects) < _depth(least):
            best, least = way, effects
        if effects == (Effect.SWAP,):
            break
    return best, least, seen


def _still_placed(plan: Plan | None, placement: Placement) -> bool:
    found = None if plan is None else plan.find(placement.uid)
    return found is not None and found.spot is not None


def _without(plan: Plan | None, struck: tuple[Placement, ...]) -> Plan | None:
    gone = {placement.uid for placement in struck}
    if plan is None:
        return None
    return replace(plan, placements=tuple(p for p in plan.placements if p.uid not in gone))


def _depth(effects: tuple[Effect, ...]) -> tuple[int, int]:
    order = tuple(Effect)
    return -order.index(effect_of(effects)), len(effects)


def _standings(
    ground: BlastGround, file: StudentFile, plan: Plan | None, catalog: Catalog
) -> tuple[Standing, ...]:
    return standings(file, plan, catalog, ground.rules, ground.auditing, ground.day, _AUDITED)
