"""What a change does to one student: the harm of the best repair, and what is written of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from cte_desktop.domain.audit.damage import Effect
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.plan import Plan, change
from cte_desktop.domain.planning.sections.alternatives.edits import seated
from cte_desktop.domain.planning.sections.alternatives.ways import AlternativeKind
from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    RetireCourse,
    SectionChange,
    changed_section,
    retired_catalog,
)
from cte_desktop.domain.planning.sections.offers import key_of, offers_of
from cte_desktop.domain.planning.situation import PlanningSettings
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.domain.students.record import RecordRow
from cte_desktop.services.sections.blast_radius.work import BlastGround, Hit, Scene, hit_of
from tests.builders import catalog, file_of, plan_of, rules

DAY = date(2026, 11, 21)
SENIOR = 2028  # in 12th grade next year


def section(section_id: str, code: str, period: str, year: int = 2027) -> Section:
    meeting = SectionMeeting(period, "")
    return Section(section_id, year, "year", code, "VL", SectionKind.DAY, (meeting,), seats=30)


def hit(
    change: SectionChange,
    struck: Section | None,
    file: StudentFile,
    plan: Plan | None,
    *others: Section,
) -> Hit | None:
    after = None if struck is None else changed_section(change, struck)
    known = (*others, *(() if struck is None else (struck,)))
    changed = catalog()
    if isinstance(change, RetireCourse):
        changed = retired_catalog(changed, change.course_code, 2026)
    ground = BlastGround(
        change, struck, after, catalog(), changed, rules(), PlanningSettings(), AuditSettings(),
        DAY, 2026,
    )  # fmt: skip
    numbers = count()
    offers = offers_of((*others, *(() if after is None else (after,))))
    sections = {key_of(one): one for one in known}
    return hit_of(Scene(ground, lambda: f"new {next(numbers)}", offers, {}, sections), file, plan)


def photographer(**more: Any) -> tuple[StudentFile, Plan, Section]:
    """A junior in Photography whose capstone is planned for 12th grade in a section."""
    file = file_of("11 year PH1", graduation_year=SENIOR, day=DAY, pathway="Photography", **more)
    capstone = section("PH2-1", "PH2", "P2")
    plan = plan_of("12 year PH2")
    return file, seated(plan, [p.uid for p in plan.placements], (capstone,)), capstone


def test_a_capstone_without_another_section_loses_the_pathway_of_a_senior() -> None:
    file, plan, capstone = photographer()
    found = hit(CancelSection(key_of(capstone)), capstone, file, plan)
    assert found is not None
    assert found.effects == (Effect.PATHWAY_LOST,)
    assert found.chosen is not None
    assert found.chosen.kind is AlternativeKind.TRAY
    assert found.repaired is not None
    assert [p.course_code for p in found.repaired.parked] == ["PH2"]


def test_another_section_of_the_capstone_keeps_the_pathway() -> None:
    file, plan, capstone = photographer()
    other = section("PH2-2", "PH2", "P4")
    found = hit(CancelSection(key_of(capstone)), capstone, file, plan, other)
    assert found is not None
    assert found.effects == (Effect.SWAP,)
    assert found.repaired is not None
    assert {p.section_id for p in found.repaired.placed} == {"PH2-2"}


def test_a_locked_class_that_nothing_can_replace_has_no_repair() -> None:
    file, plan, capstone = photographer()
    locked = change(plan, plan.placements[0].uid, locked=True)
    found = hit(CancelSection(key_of(capstone)), capstone, file, locked)
    assert found is not None
    assert (found.effects, found.repaired, found.chosen) == ((Effect.PATHWAY_LOST,), None, None)


def seated_file(section_id: str) -> StudentFile:
    """A junior who sits in a section of Photography now: the fall is in the record."""
    file = file_of(graduation_year=SENIOR, day=DAY, pathway="Photography")
    row = RecordRow(2026, Term.FALL, "PH1", "", 500, 0, 11, school="VL", section_id=section_id)
    return replace(file, record=(row,))


def test_whoever_sits_in_it_now_gets_the_plan_of_the_spring_changed_alone() -> None:
    now, other = section("PH1-1", "PH1", "P2", 2026), section("PH1-2", "PH1", "P4", 2026)
    file, spring = seated_file("PH1-1"), plan_of("11 spring PH1", "12 year PH2")
    plan = seated(spring, (spring.placements[0].uid,), (now,))
    found = hit(CancelSection(key_of(now)), now, file, plan, other)
    assert found is not None
    assert found.seated_now
    assert found.effects == (Effect.SWAP,)
    assert found.repaired is not None
    kept = {(p.course_code, p.spot.term, p.section_id) for p in found.repaired.placed if p.spot}
    assert ("PH1", Term.SPRING, "PH1-2") in kept
    assert ("PH1", Term.FALL, "PH1-2") not in kept  # that is the record's
    assert len(found.repaired.placements) == len(plan.placements)


def test_whoever_sits_in_it_now_without_a_plan_gets_none_written() -> None:
    now, other = section("PH1-1", "PH1", "P2", 2026), section("PH1-2", "PH1", "P4", 2026)
    found = hit(CancelSection(key_of(now)), now, seated_file("PH1-1"), None, other)
    assert found is not None
    assert (found.seated_now, found.before, found.repaired) == (True, None, None)
    assert found.effects == (Effect.SWAP,)
    assert found.chosen is not None


def test_a_retired_course_is_no_harm_before_it_ends_and_nothing_to_who_does_not_plan_it() -> None:
    file = file_of("10 year ENG10 B/B", "11 year ENG11", graduation_year=SENIOR, day=DAY)
    assert hit(RetireCourse("ENG12"), None, file, plan_of("11 spring ENG12")) is None
    assert hit(RetireCourse("ENG12"), None, file, None) is None
    found = hit(RetireCourse("ENG12"), None, file, plan_of("12 year ENG12"))
    assert found is not None
    assert found.repaired is not None
    assert {p.course_code for p in found.repaired.placed} & {"ERWC", "APLIT"}
