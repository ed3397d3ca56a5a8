"""What would break: a section cancelled, moved or shrunk, a course retired, and every plan it hits.

Only the students who name the section or the course are looked at. Nothing is written before
`apply_blast` (`blast_radius_applying.py`), which does the change and the repairs as one step.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.damage import EFFECTS, Effect, effect_of
from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
    changed_section,
    retired_catalog,
)
from cte_desktop.domain.planning.sections.seats.open_order import queue
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services import crew
from cte_desktop.services.planning import fresh_id
from cte_desktop.services.sections.blast_radius.applying import BlastApplied, apply_blast
from cte_desktop.services.sections.blast_radius.seats import (
    OffersAsAsked,
    SeatLedger,
    claims_where_short,
    sections_named,
)
from cte_desktop.services.sections.blast_radius.settling import count_seats, seated_in_turn
from cte_desktop.services.sections.blast_radius.targets import (
    check_change,
    find_change_target,
    section_of_change,
)
from cte_desktop.services.sections.blast_radius.work import (
    BlastGround,
    Hit,
    Scene,
    blast_job,
    hit_of,
)
from cte_desktop.services.standing_work import packed
from cte_desktop.storage import raw_files
from cte_desktop.storage.sections import members as member_store
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.wording.alternatives import alternative_text
from cte_desktop.wording.blast_radius import (
    because_text,
    change_title,
    moved_by_system_text,
    signed_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.alternatives.ways import Alternative
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.planning.sections.seats.open_order import Claim, Queued
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.desk import Desk

    Progress = Callable[[int, int], None]
    Cancelled = Callable[[], bool]

__all__ = (
    "BlastApplied",
    "BlastRadius",
    "CancelSection",
    "Effect",
    "MoveSection",
    "RetireCourse",
    "SectionChange",
    "ShrinkSection",
    "Struck",
    "apply_blast",
    "blast_radius",
    "find_change_target",
)

BLOCK = 25  # students whom another process looks at at a time: that one is ended at once
FEW = 60  # students whom this process looks at alone: others would take longer to start


@dataclass(frozen=True, slots=True)
class Struck:
    """A student who names the section or course, and what the change does to them.

    `because` and `repair` are sentences; `repair` is "" when nothing has to be or can be done.
    `before` is None for who has no plan; `repaired` when there is nothing to write into a plan.
    `alternatives` are those that were looked at, up to the first that harms nothing.
    `seated_now`: sits in it by the record, so the information system has to move them. The class of
    `graduation_year` and the `pathways` signed up for say where they stand in the order for seats.
    """

    uid: str
    student_id: str
    name: str
    grade_level: int
    effect: Effect
    effects: tuple[Effect, ...]
    because: str
    repair: str
    before: Plan | None
    repaired: Plan | None
    alternatives: tuple[Alternative, ...]
    seated_now: bool
    graduation_year: int
    pathways: tuple[str, ...]
    school: str  # short name


@dataclass(frozen=True, slots=True)
class BlastRadius:
    """What a change would do: its students, the gravest first and then by name.

    `is_whole` is False when the look was cancelled before everybody was looked at.
    """

    change: SectionChange
    title: str
    students: tuple[Struck, ...]
    counted: Mapping[Effect, int]
    is_whole: bool = True


def blast_radius(
    desk: Desk,
    change: SectionChange,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BlastRadius:
    """Return every student whom a change concerns, with a repaired plan. Nothing is written.

    `progress` is told (done, of how many) students; when `cancelled` says so, what was found until
    then is returned. A wrong call when there is no such section or course, or the change can't be.
    """
    check_change(desk, change)
    tell = progress or (lambda _done, _total: None)
    if isinstance(change, RetireCourse):
        ground, hits, whole = _of_course(desk, change, tell, cancelled)
    else:
        ground, hits, whole = _of_section(desk, change, tell, cancelled)
    struck = [_struck(hit, ground) for hit in hits]
    struck.sort(key=lambda one: (EFFECTS.index(one.effect), one.name, one.student_id))
    counted = Counter(one.effect for one in struck)
    return BlastRadius(
        change,
        change_title(change, ground.before, ground.catalog, ground.last_year),
        tuple(struck),
        MappingProxyType({effect: counted[effect] for effect in EFFECTS}),
        whole,
    )


def _of_section(
    desk: Desk, change: SectionChange, tell: Progress, cancelled: Cancelled | None
) -> tuple[BlastGround, list[Hit], bool]:
    """Look at who names a section, in the open order for seats: repairs compete for them."""
    hits: list[Hit] = []
    with desk.database.reading() as tx:
        section = section_of_change(tx, change)
        ground = _ground(desk, change, section)
        key = (section.school_year, section.section_id)
        keys = member_store.students_naming(tx, key)
        people = [
            (file, plan)
            for _, file, plan in raw_files.files_from(raw_files.fetch_raw_files(tx, keys))
        ]
        offers = OffersAsAsked(tx, change, ground.last_year)
        ledger = SeatLedger(tx, offers, ground.day)
        queued = _queued(section, ground, ledger[key])
        known = section_store.sections_for(tx, _named(people))
        scene = Scene(ground, lambda: fresh_id(desk), offers, ledger, known, queued)
        last = len(people) + 1
        people.sort(key=lambda one: queued[one[0].student.uid][0].place
                    if one[0].student.uid in queued else last)  # fmt: skip
        tell(0, len(people))
        for done, (file, plan) in enumerate(people, start=1):
            if cancelled is not None and cancelled():
                return ground, hits, False
            hit = hit_of(scene, file, plan)
            if hit is not None:
                hits.append(hit)
                count_seats(ledger, hit, frozenset({key}))
            tell(done, len(people))
    return ground, hits, True


def _of_course(
    desk: Desk, change: RetireCourse, tell: Progress, cancelled: Cancelled | None
) -> tuple[BlastGround, list[Hit], bool]:
    """Look at who plans a course, on several processes when they are many."""
    found: list[tuple[int, Hit]] = []
    with desk.database.reading() as tx:
        ahead = school_year_of(desk.today()) + 1
        keys = member_store.students_planning(tx, change.course_code, ahead)
        years = [year for year in section_store.timetabled_years(tx) if year >= ahead]
        sections = {
            (section.school_year, section.section_id): section
            for year in years
            for section in section_store.sections_of(tx, year)
        }
        claims = claims_where_short(tx, sections, desk.today())
    ground = replace(_ground(desk, change, None), sections=sections, claims=claims)
    answers = crew.work_through(
        blast_job,
        ground,
        _blocks(desk, keys),
        most=0 if len(keys) <= FEW else None,
        cancelled=cancelled,
    )
    done = 0
    tell(0, len(keys))
    try:
        for looked, hits in answers:
            done += looked
            found += hits
            tell(done, len(keys))
    finally:
        answers.close()
    settled, whole = seated_in_turn(desk, ground, found, cancelled)
    return ground, settled, whole and done == len(keys)


def _ground(desk: Desk, change: SectionChange, section: Section | None) -> BlastGround:
    district, day = desk.district(), desk.today()
    last_year = school_year_of(day)
    catalog = district.catalog
    if isinstance(change, RetireCourse):
        catalog = retired_catalog(catalog, change.course_code, last_year)
    return BlastGround(
        change,
        section,
        None if section is None else changed_section(change, section),
        district.catalog,
        catalog,
        district.rules,
        district.planning,
        district.auditing,
        day,
        last_year,
    )


def _blocks(desk: Desk, keys: tuple[int, ...]) -> Iterator[bytes]:
    for start in range(0, len(keys), BLOCK):
        with desk.database.reading() as tx:
            raw = raw_files.fetch_raw_files(tx, keys[start : start + BLOCK])
        yield packed(raw)


def _queued(
    section: Section, ground: BlastGround, claims: Iterable[Claim]
) -> dict[str, tuple[Queued, Queued]]:
    """Return the place of each student in the open order, as it is and as it would be."""
    known = tuple(claims)
    now = {q.claim.student_uid: q for q in queue(section, known, ground.catalog)}
    then = {q.claim.student_uid: q for q in queue(ground.after or section, known, ground.catalog)}
    return {uid: (queued, then[uid]) for uid, queued in now.items()}


def _named(people: Iterable[tuple[StudentFile, Plan | None]]) -> set[SectionKey]:
    """Return the sections that the students sit in or that their plans name."""
    found: set[SectionKey] = set()
    for file, plan in people:
        found |= {(r.school_year, r.section_id) for r in file.record if not r.mark and r.section_id}
        found |= sections_named(plan, file.student.graduation_year)
    return found


def _struck(hit: Hit, ground: BlastGround) -> Struck:
    """Put words to what a change does to a student."""
    student = hit.student
    repair = "" if hit.chosen is None else alternative_text(hit.chosen, ground.catalog)
    if hit.seated_now and repair:
        repair = moved_by_system_text(repair)
    if hit.repaired is not None and hit.repaired.signed_on is not None:
        repair = signed_text(repair)
    return Struck(
        student.uid,
        student.student_id,
        student.list_name,
        student.grade_level,
        effect_of(hit.effects),
        hit.effects,
        because_text(
            ground.change,
            ground.before,
            ground.changed_catalog,
            findings=hit.findings,
            place=hit.place,
            broken=hit.effects != (Effect.NONE,),
            grade_level=hit.grade_level,
        ),
        repair,
        hit.before,
        hit.repaired,
        hit.alternatives,
        hit.seated_now,
        student.graduation_year,
        hit.pathways,
        student.school,
    )
