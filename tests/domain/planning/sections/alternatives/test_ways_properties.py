"""Whatever the sections and the plan: no alternative brings anything new that must be fixed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.catalog.section import Section, SectionMeeting
from cte_desktop.domain.findings import Finding, Severity
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.sections.alternatives.ways import Alternative, AlternativeKind
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.situation import Situation
from tests.builders import catalog
from tests.domain.catalog.lost_bells import without_bells
from tests.domain.planning.sections.alternatives.test_ways import BEFORE
from tests.domain.planning.sections.timetables import found, named, offered, section

CODES = ("CHEM", "ENG11", "ALG2", "ART1")
CLOCKS = st.tuples(
    st.sampled_from(("M", "TR", "MTWRF", "")), st.integers(86, 190), st.integers(1, 30)
)

CATALOGS = (
    catalog(),
    catalog(),
    without_bells("VL", "F", "periods", "DAY"),
    without_bells("VL", "MW", "P2", "P5"),
)


@st.composite
def sections(draw: st.DrawFn, code: str, number: int) -> Section:
    """A section in a period or by the clock, here or elsewhere, with seats or none."""
    period = draw(st.sampled_from(("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P9", "")))
    days, start, length = draw(CLOCKS)
    meeting = SectionMeeting(period, "")
    if not period:
        meeting = SectionMeeting("", days, start * 5, (start + length) * 5)
    return section(
        f"{code}-{number}",
        code,
        meetings=(meeting,),
        term=draw(st.sampled_from(("year", "year", "year", "fall", "spring"))),
        site=draw(st.sampled_from(("VL", "VL", "VL", "CN", "XX"))),
        seats=draw(st.sampled_from((None, 34, 34, 0))),
        cancelled=draw(st.booleans()) and number == 0,
    )


@st.composite
def students(draw: st.DrawFn) -> tuple[Situation, tuple[Section, ...]]:
    """A student with up to four classes in sections, and all sections of these courses."""
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
    every = [draw(sections(code, number)) for code in codes for number in range(4)]
    if draw(st.booleans()):
        rows = (*every[1].meetings, SectionMeeting("", "TR", 9 * 60, 14 * 60))
        every[1] = replace(every[1], meetings=rows)
    mine = [next(one for one in every if one.course_code == code) for code in codes]
    student = named(*mine, every=every, record=BEFORE)
    student = replace(student, catalog=draw(st.sampled_from(CATALOGS)))
    assert student.plan is not None
    locked = draw(st.sets(st.sampled_from(codes)))
    placements = tuple(
        replace(p, locked=p.course_code in locked and p.course_code != codes[0])
        for p in student.plan.placements
    )
    return replace(student, plan=replace(student.plan, placements=placements)), tuple(every)


def grave(student: Situation, plan: Plan | None, known: tuple[Section, ...]) -> set[Finding]:
    whole = replace(student, plan=plan, sections={key_of(one): one for one in known})
    unsure = {"travel_unknown", "bell_missing", "time_missing", "section_double"}
    return {
        replace(f, fixes=())
        for f in conflicts(whole)
        if f.severity is Severity.MUST_FIX or f.code in unsure
    }


def target_uid(student: Situation) -> str:
    assert student.plan is not None
    return student.plan.placements[0].uid


@settings(max_examples=60)
@given(students())
def test_no_alternative_brings_anything_new_to_fix(
    drawn: tuple[Situation, tuple[Section, ...]],
) -> None:
    student, every = drawn
    before = grave(student, student.plan, every)
    for way in found(student, target_uid(student), offered(*every)):
        assert way.moves
        if way.kind is not AlternativeKind.TRAY:
            assert grave(student, way.plan, every) <= before


@settings(max_examples=60)
@given(students())
def test_what_is_locked_stays_and_no_course_is_lost_but_by_name(
    drawn: tuple[Situation, tuple[Section, ...]],
) -> None:
    student, every = drawn
    plan = student.plan
    assert plan is not None
    target = plan.placements[0].course_code
    for way in found(student, target_uid(student), offered(*every)):
        for placement in plan.placements:
            if placement.locked:
                assert way.plan.find(placement.uid) == placement
        kept = {p.course_code for p in way.plan.placements}
        assert {p.course_code for p in plan.placements} - {target} <= kept
        assert len(others_moved(way, target)) <= 2
        assert all(has_a_seat(way, one) for one in every)


def others_moved(way: Alternative, target: str) -> set[str]:
    return {move.course for move in way.moves} - {target}


def has_a_seat(way: Alternative, one: Section) -> bool:
    """Whether a section that the alternative takes has seats and takes place."""
    taken = {str(v) for move in way.moves for k, v in move.after if k == "section_id"}
    return one.section_id not in taken or (one.seats != 0 and not one.cancelled)
