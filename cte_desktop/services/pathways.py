"""Pathways of the district: who is in them and how far, their sections, and the nearest ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.nearest import Nearness, nearest_pathways
from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.audit.result import PathwayStage, ProgramStatus
from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.auditing import PATHWAY
from cte_desktop.services.standings import present_basis
from cte_desktop.storage import pathway_members as member_store
from cte_desktop.storage import standings as standing_store
from cte_desktop.storage.sections import reading as section_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.pathway_members import NamedMember


@dataclass(frozen=True, slots=True)
class StageCount:
    """Students of one home school at one stage of a pathway."""

    stage: PathwayStage
    school: str
    students: int


@dataclass(frozen=True, slots=True)
class PathwayFigures:
    """Who is in the pathways, and of how many students of the district it isn't known for now.

    Whoever is being worked out anew may belong under another school or stage than before: no count
    is certain of the pathways in `stale`.
    """

    counts: Mapping[str, tuple[StageCount, ...]]
    stale: frozenset[str] = frozenset()
    students_stale: int = 0


@dataclass(frozen=True, slots=True)
class PathwayMember:
    """A student in a pathway, as a list shows them; without a status nothing was audited."""

    uid: str
    student_id: str
    name: str
    name_key: str  # every name and the id, folded
    grade_level: int
    school_name: str
    stage: PathwayStage
    status: ProgramStatus | None
    is_stale: bool = False  # being worked out anew: stage and status may have changed


@dataclass(frozen=True, slots=True)
class SectionCount:
    """How many sections of a course a site has in a school year, and how many after school."""

    course_code: str
    site: str
    school_year: int
    sections: int
    extended: int


def nearest(case: Case) -> tuple[Nearness, ...]:
    """Return every pathway of the district for the student, with the plan that is looked at, the
    one with the least missing first; `wording/nearness.py` has the sentence.
    """
    district = case.district
    return nearest_pathways(
        case.file,
        case.plan,
        district.catalog,
        district.rules,
        district.auditing,
        case.day,
        case.situation.semesters,
    )


def pathway_figures(desk: Desk) -> PathwayFigures:
    """Return who is in the pathways, from the kept standings and the interests on file."""
    students: Counter[tuple[str, PathwayStage, str]] = Counter()
    with desk.database.reading() as tx:
        basis = present_basis(tx, desk.today())
        nobody_current = Part.PATHWAYS in standing_store.changed_parts(tx, basis)
        stale = standing_store.count_due(tx, basis, Part.PATHWAYS)
        touched = member_store.list_touched(tx, by_everyone=nobody_current)
        for pathway, stage, school, count in member_store.list_counts(tx):
            students[pathway, PathwayStage(stage), school] += count
        for pathway, _, school in member_store.list_interested(tx):
            students[pathway, PathwayStage.INTERESTED, school] += 1
    found: dict[str, list[StageCount]] = {}
    for (pathway, reached, school), count in sorted(students.items()):
        found.setdefault(pathway, []).append(StageCount(reached, school, count))
    counts = {name: tuple(rows) for name, rows in found.items()}
    return PathwayFigures(counts, touched, stale)


def section_counts(desk: Desk) -> tuple[SectionCount, ...]:
    """Return how many sections of which course every site has, this school year and the next."""
    this_year = school_year_of(desk.today())
    every: Counter[tuple[str, str, int]] = Counter()
    extended: Counter[tuple[str, str, int]] = Counter()
    with desk.database.reading() as tx:
        for year in (this_year, this_year + 1):
            for section in section_store.sections_of(tx, year):
                if not section.cancelled:
                    key = (section.course_code, section.site, year)
                    every[key] += 1
                    extended[key] += section.kind is SectionKind.EXTENDED
    return tuple(SectionCount(*key, count, extended[key]) for key, count in sorted(every.items()))


def members(
    desk: Desk, pathway: str, *, school: str | None = None, stage: PathwayStage | None = None
) -> tuple[PathwayMember, ...]:
    """Return the students whom `pathway_figures` counts so, by name; None is every one."""
    found: dict[str, _Standing] = {}
    with desk.database.reading() as tx:
        nobody_current = Part.PATHWAYS in standing_store.changed_parts(
            tx, present_basis(tx, desk.today())
        )
        for name, uid, home in member_store.list_interested(tx):
            if name == pathway:
                found[uid] = _Standing(home, PathwayStage.INTERESTED, None, is_stale=False)
        for row in member_store.list_standing_members(tx, f"{PATHWAY}{pathway}"):
            stale = row.is_due or nobody_current
            found[row.uid] = _Standing(
                row.school, PathwayStage(row.stage), ProgramStatus(row.status), is_stale=stale
            )
        wanted = (uid for uid, one in found.items() if _is_wanted(one, school, stage))
        named = member_store.list_names(tx, wanted)
    return tuple(_member(student, found[student.uid]) for student in named)


@dataclass(frozen=True, slots=True)
class _Standing:
    school: str
    stage: PathwayStage
    status: ProgramStatus | None
    is_stale: bool


def _is_wanted(one: _Standing, school: str | None, stage: PathwayStage | None) -> bool:
    return (school is None or one.school == school) and (stage is None or one.stage is stage)


def _member(student: NamedMember, one: _Standing) -> PathwayMember:
    return PathwayMember(
        student.uid,
        student.student_id,
        student.name,
        student.name_key,
        student.grade_level,
        student.school_name,
        one.stage,
        one.status,
        one.is_stale,
    )
