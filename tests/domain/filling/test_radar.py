"""The last-chance radar: until when concentrator and capstone can still start."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.audit.ending import is_short
from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.filling.options.taught import Taught, taught_for
from cte_desktop.domain.filling.radar import Closing, closings, standing
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.planning.sections.offers import offers_of
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.school_year import Term, moment
from cte_desktop.domain.students.file import StudentFile
from tests.builders import TODAY, catalog, file_of, plan_of, rules
from tests.domain.planning.situations import day_section, taken

AUDITING = AuditSettings()
GRAPHIC, ENGINEERING = "Graphic Design and Animation", "Engineering (Project Lead the Way)"
At = tuple[int, Term] | None
FALL, SPRING = Term.FALL, Term.SPRING


def situation_of(
    file: StudentFile, plan: Plan | None = None, known: Catalog | None = None
) -> Situation:
    return Situation(file, plan, known or catalog(), {}, PlanningSettings(), TODAY)


def taught_in(situation: Situation, *sections: Section) -> Taught:
    student = situation.file.student
    return taught_for(situation.catalog, offers_of(sections), student, student.school)


def closing_of(name: str, file: StudentFile, *sections: Section, **more: Any) -> Closing:
    situation = situation_of(file, **more)
    return closings(situation, taught_in(situation, *sections), AUDITING, (name,))[0]


def by(closing: Closing) -> tuple[At, At]:
    """The grade and term until when the concentrator, then the capstone can start."""
    found = (closing.concentrator_by, closing.capstone_by)
    return tuple(None if one is None else (one.grade_level, one.term) for one in found)  # type: ignore[return-value]


def test_two_years_before_the_end_the_concentrator_closes_a_year_before_the_capstone() -> None:
    found = closing_of(GRAPHIC, file_of())
    assert by(found) == ((11, FALL), (12, FALL))
    assert found.closes == found.concentrator_by
    assert found.closes is not None
    assert found.closes.moment == moment(2027, FALL)
    assert (found.step, found.planned, found.is_open) == (PathwayStage.INTERESTED, False, True)


def test_a_course_between_the_levels_takes_a_year_more() -> None:
    # EDD of grade 12 needs CIM of grades 11 and 12, and that needs POE of grades 10 to 12.
    assert by(closing_of(ENGINEERING, file_of(graduation_year=2030))) == ((10, FALL), (12, FALL))
    late = closing_of(ENGINEERING, file_of())
    assert (by(late), late.is_open, late.closes) == ((None, None), False, None)


def test_with_the_concentrator_passed_only_the_capstone_is_left() -> None:
    found = closing_of(GRAPHIC, file_of("9 year GD1 B/B"))
    assert by(found) == (None, (12, FALL))
    assert found.step is PathwayStage.CONCENTRATOR_COURSE_PASSED


def test_a_failed_half_can_be_made_good_in_either_term() -> None:
    assert by(closing_of(GRAPHIC, file_of("9 year GD1 B/F"))) == ((11, SPRING), (12, FALL))
    assert by(closing_of(GRAPHIC, file_of("9 year GD1 F/B"))) == ((11, SPRING), (12, FALL))


def test_a_course_that_runs_is_under_way_with_its_spring_half() -> None:
    running = replace(file_of(), record=(taken("GD1", "", 2026, FALL),))
    assert by(closing_of(GRAPHIC, running)) == (None, (12, FALL))


def test_what_is_planned_may_move_and_is_told() -> None:
    plan = plan_of("11 year GD1", "12 year GD2")
    found = closing_of(GRAPHIC, file_of(), plan=plan)
    assert (by(found), found.planned) == (((11, FALL), (12, FALL)), True)
    half = closing_of(GRAPHIC, file_of(), plan=plan_of("11 year GD1"))
    assert (by(half), half.planned) == (((11, FALL), (12, FALL)), False)


def test_a_completed_pathway_has_nothing_left_to_start() -> None:
    done = file_of("9 year GD1 B/B", "10 fall GD2 B", day=TODAY)
    finished = replace(done, record=(*done.record, taken("GD2", "", 2026, SPRING)))
    found = closing_of(GRAPHIC, finished)
    assert (by(found), found.planned, found.is_open) == ((None, None), True, True)


def test_a_timetabled_year_without_a_section_closes_the_course_by_day() -> None:
    core = ("ENG11", "ALG2", "CHEM", "USHIST")
    found = {c.code for c in catalog().courses}
    assert found >= set(core)
    whole = [day_section(f"{code}-1", code, "VL", f"P{n}") for n, code in enumerate(core, 1)]
    assert not closing_of("Photography", file_of(), *whole).is_open  # PH1 would run in 2027
    own = day_section("PH1-1", "PH1", "VL", "P5")
    assert by(closing_of("Photography", file_of(), *whole, own)) == ((11, FALL), (12, FALL))


def test_one_section_alone_leaves_the_rest_of_the_year_open() -> None:
    english = day_section("ENG11-1", "ENG11", "VL", "P1")
    assert closing_of("Photography", file_of(), english).is_open


def test_a_circle_of_prerequisites_closes_the_pathway_and_hangs_nobody() -> None:
    known = catalog()
    photo = {c.code: c for c in known.courses}
    needs = photo["PH2"].prerequisites
    circle = replace(
        photo["PH1"],
        prerequisites=replace(
            needs, alternatives=((replace(needs.alternatives[0][0], course_code="PH2"),),)
        ),
    )
    courses = tuple(circle if c.code == "PH1" else c for c in known.courses)
    assert not closing_of("Photography", file_of(), known=replace(known, courses=courses)).is_open


def test_a_pathway_that_ended_for_the_class_is_closed() -> None:
    known = catalog()
    ended = tuple(replace(s, last_class=2027) for s in known.steps)
    found = closing_of("Photography", file_of(), known=replace(known, steps=ended))
    assert (found.is_open, found.closes) == (False, None)


def test_an_unknown_pathway_is_closed() -> None:
    assert not closing_of("Alchemy", file_of()).is_open


def test_a_senior_in_the_last_spring_can_start_nothing_more() -> None:
    senior = closing_of(GRAPHIC, file_of(graduation_year=2027))
    assert not senior.is_open


RECORDS = st.lists(
    st.sampled_from(
        [
            "9 year GD1 B/B",
            "9 year GD1 B/F",
            "9 year GD1 F/B",
            "9 year GD1 D/F",
            "9 year AN1 B/B",
            "9 year AN1 C/F",
            "9 fall AN1 B",
        ]
    ),
    max_size=2,
    unique_by=lambda line: line.split()[2],
)
CODES = ("GD1", "GD2", "AN1", "AN2")


def completions(file: StudentFile) -> list[Situation]:
    """Every way to take courses of the pathway in 11th and 12th grade that completes it.

    By the word of audit and schedule: tried, not worked out.
    """
    found = []
    for lying in product(*(_ways_to_lie(file, code) for code in CODES)):
        placements = tuple(
            Placement(f"{code}-{term}", code, Spot(grade, term, Lane.DAY))
            for code, places in zip(CODES, lying, strict=True)
            for grade, term in places
        )
        situation = situation_of(file, Plan("plan", "s1", placements=placements))
        if not is_short(standing(GRAPHIC, situation, AUDITING).result) and not any(
            finding.code.startswith(("prerequisite", "repeated"))
            for finding in conflicts(situation)
        ):
            found.append(situation)
    return found


def _ways_to_lie(file: StudentFile, code: str) -> list[tuple[tuple[int, Term], ...]]:
    """Nowhere, or in a grade: whole, or in either term where one half is missing."""
    good = {row.term for row in file.record if row.course_code == code and row.earned}
    shapes = ((FALL,), (SPRING,)) if len(good) == 1 else ((FALL, SPRING),)
    apart = [tuple((grade, term) for term in terms) for grade in (11, 12) for terms in shapes]
    return [(), *apart]


def _last_start(ways: list[Situation], level: str) -> int:
    starts = [
        [s.moment for s in way.ahead if s.course_code in {f"GD{level}", f"AN{level}"}]
        for way in ways
    ]
    return max(min(found) for found in starts if found)


@settings(max_examples=12, deadline=None)
@given(RECORDS)
def test_it_says_what_trying_every_place_says(lines: list[str]) -> None:
    file = file_of(*lines)
    ways, found = completions(file), closing_of(GRAPHIC, file)
    assert found.is_open == bool(ways)
    if found.concentrator_by is not None:
        assert found.concentrator_by.moment == _last_start(ways, "1")
    if found.capstone_by is not None:
        assert found.capstone_by.moment == _last_start(ways, "2")


def test_it_agrees_with_the_last_chance_of_the_audits_where_that_says_anything() -> None:
    for name in catalog().pathway_by_name:
        file = file_of(pathway=name)
        situation = situation_of(file)
        told = audit(file, None, catalog(), rules(), AUDITING, TODAY).program(f"pathway:{name}")
        found = closings(situation, taught_in(situation), AUDITING)[0]
        if found.is_open:
            assert told is not None
            assert told.last_chance is not None
            assert found.closes is not None
            assert found.closes.moment <= told.last_chance.starts
