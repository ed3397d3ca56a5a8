"""Where a student's semesters lie: by the section that the plan names, else by the plan alone."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.choices import with_section
from cte_desktop.domain.planning.grid import GridRow, plan_grid
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.situation import Situation
from tests.domain.planning.situations import day_section, placed_year, situation

ART = day_section("ART", "ART1", "VL", "P3")


def taking(section: Section, now: Section) -> Situation:
    """A student who took a section that has become another since."""
    student = situation(*placed_year("ART1", 11, "P1"))
    assert student.plan is not None
    plan = with_section(student.plan, student.plan.placements[0].uid, section)
    return replace(student, plan=plan, sections={key_of(now): now})


def where(student: Situation) -> set[tuple[str, str, Lane | None, str]]:
    return {(s.school, s.site, s.lane, s.period) for s in student.ahead}


def row(student: Situation) -> GridRow:
    (card,) = next(year.cards for year in plan_grid(student).years if year.grade_level == 11)
    return card.row


def test_what_a_section_says_by_now_wins_over_what_the_plan_kept_of_it() -> None:
    assert where(taking(ART, ART)) == {("VL", "VL", Lane.DAY, "P3")}
    elsewhere = taking(ART, replace(ART, site="CN", meetings=(SectionMeeting("P5", ""),)))
    assert where(elsewhere) == {("CN", "CN", Lane.DAY, "P5")}
    assert row(elsewhere) == GridRow(Lane.DAY, "P5")
    late = (SectionMeeting("", "TR", 945, 1095),)
    evening = taking(ART, replace(ART, kind=SectionKind.EXTENDED, meetings=late))
    assert where(evening) == {("VL", "VL", Lane.EXTENDED, "")}
    assert row(evening).lane is Lane.EXTENDED


def test_a_section_by_the_clock_keeps_the_period_of_the_plan_only_while_it_lies_in_it() -> None:
    in_it = taking(ART, replace(ART, meetings=(SectionMeeting("", "MTWRF", 630, 670),)))
    assert where(in_it) == {("VL", "VL", Lane.DAY, "P3")}
    moved = taking(ART, replace(ART, meetings=(SectionMeeting("", "MTWRF", 945, 1000),)))
    assert where(moved) == {("VL", "VL", Lane.DAY, "")}
    unknown = taking(ART, replace(ART, meetings=()))
    assert where(unknown) == {("VL", "VL", Lane.DAY, "P3")}


def test_without_its_section_a_placement_lies_where_the_plan_says() -> None:
    student = situation(*placed_year("ART1", 11, "P2", site="CN"), sections=(ART,))
    assert where(student) == {("CN", "CN", Lane.DAY, "P2")}
    gone = situation(*placed_year("ART1", 11, "P2", section="NIX", site="CN"), sections=(ART,))
    assert where(gone) == {("CN", "CN", Lane.DAY, "P2")}


def test_sections_learned_later_move_only_the_classes_that_sit_in_them() -> None:
    student = taking(ART, ART)
    _ = student.by_term
    other = replace(ART, section_id="OTHER")
    assert student.knowing({key_of(other): other}, {}).semesters is student.semesters
    moved = replace(ART, site="CN")
    assert where(student.knowing({key_of(moved): moved}, {})) == {("CN", "CN", Lane.DAY, "P3")}
