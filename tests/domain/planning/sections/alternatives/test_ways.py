"""What else there is for a class whose section is gone or collides."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.section import SectionMeeting
from cte_desktop.domain.planning.choices import with_alternates
from cte_desktop.domain.planning.plan import Lane, Placement, Spot, change
from cte_desktop.domain.planning.sections.alternatives.ways import AlternativeKind, alternatives
from cte_desktop.domain.planning.sections.changes import retired_catalog
from cte_desktop.domain.planning.sections.fitting.fits import section_fits
from cte_desktop.domain.planning.sections.seats.open_order import Claim
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.school_year import Term
from tests.builders import catalog, file_of, plan_of
from tests.domain.planning.sections.timetables import (
    NEXT,
    evening,
    found,
    in_sections,
    named,
    offered,
    section,
)
from tests.domain.planning.situations import DAY, taken

CHEM_1, CHEM_5 = section("C1", "CHEM", "P1"), section("C5", "CHEM", "P5")
ALG_2, ALG_5 = section("A2", "ALG2", "P2"), section("A5", "ALG2", "P5")
ENG_2, ENG_3 = section("E2", "ENG11", "P2"), section("E3", "ENG11", "P3")
GONE = replace(CHEM_1, cancelled=True)
BEFORE = (
    *(taken(code, "B", 2025, term) for code in ("ALG1", "BIO", "ENG09") for term in
      (Term.FALL, Term.SPRING)),
    *(taken(code, "", 2026, Term.FALL) for code in ("GEOM", "ENG10")),
)  # fmt: skip


def test_another_section_of_the_course_at_a_free_time_comes_first() -> None:
    student = named(GONE, ENG_2, record=BEFORE)
    first = found(student, "CHEM fall", offered(GONE, CHEM_5, ENG_2, ENG_3))[0]
    assert first.kind is AlternativeKind.SECTION
    assert in_sections(first) == {"CHEM": "C5", "ENG11": "E2"}
    assert [(m.what, m.course, m.term, dict(m.after)["section_id"]) for m in first.moves] == [
        ("section", "CHEM", "year", "C5")
    ]


def test_a_section_that_meets_twice_at_one_time_is_offered_to_nobody() -> None:
    rows = (*CHEM_5.meetings, SectionMeeting("", "T", 13 * 60 + 20, 14 * 60))
    doubled = replace(CHEM_5, section_id="C6", meetings=rows)
    student = named(GONE, ENG_2, record=BEFORE)
    (fit,) = section_fits(student, "CHEM", (doubled,), NEXT, "year")
    assert fit.against == {"section_double"}
    ways = found(student, "CHEM fall", offered(GONE, doubled, ENG_2, ENG_3))
    assert all(in_sections(way).get("CHEM") != "C6" for way in ways)


def test_another_class_makes_room_in_its_own_other_section() -> None:
    student = named(GONE, replace(ENG_2, meetings=CHEM_5.meetings), record=BEFORE)
    sections = offered(GONE, CHEM_5, replace(ENG_2, meetings=CHEM_5.meetings), ENG_3)
    first = found(student, "CHEM fall", sections)[0]
    assert first.kind is AlternativeKind.MOVE_OTHER
    assert in_sections(first) == {"CHEM": "C5", "ENG11": "E3"}
    assert [move.course for move in first.moves] == ["CHEM", "ENG11"]


def test_two_other_classes_may_move_but_never_three() -> None:
    english, algebra = replace(ENG_2, meetings=CHEM_5.meetings), replace(ALG_2, section_id="A3")
    algebra = replace(algebra, meetings=ENG_3.meetings)
    student = named(GONE, english, algebra, record=BEFORE)
    sections = (GONE, CHEM_5, english, ENG_3, algebra, ALG_2)
    first = found(student, "CHEM fall", offered(*sections))[0]
    assert in_sections(first) == {"CHEM": "C5", "ENG11": "E3", "ALG2": "A2"}
    history_2, history_4 = section("H2", "USHIST", "P2"), section("H4", "USHIST", "P4")
    more = named(GONE, english, algebra, history_2, record=BEFORE)
    kinds = {a.kind for a in found(more, "CHEM fall", offered(*sections, history_2, history_4))}
    assert AlternativeKind.MOVE_OTHER not in kinds


def test_locked_classes_and_those_in_progress_are_never_moved() -> None:
    english = replace(ENG_2, meetings=CHEM_5.meetings)
    student = named(GONE, english, record=BEFORE)
    assert student.plan is not None
    locked = replace(student, plan=change(student.plan, "ENG11 fall", locked=True))
    offers = offered(GONE, CHEM_5, english, ENG_3)
    assert {a.kind for a in found(locked, "CHEM fall", offers)} == {
        AlternativeKind.YEAR, AlternativeKind.TRAY
    }  # fmt: skip
    sits = replace(taken("ENG11", "", NEXT, Term.FALL), section_id=english.section_id)
    known = named(GONE, every=(english,), record=(*BEFORE, sits))
    assert AlternativeKind.MOVE_OTHER not in {a.kind for a in found(known, "CHEM fall", offers)}


def test_a_locked_class_takes_another_section_and_stays_locked_but_goes_nowhere_else() -> None:
    student = named(GONE, record=BEFORE)
    assert student.plan is not None
    locked = replace(student, plan=change(student.plan, "CHEM fall", locked=True))
    (only,) = found(locked, "CHEM fall", offered(GONE, CHEM_5))
    assert in_sections(only) == {"CHEM": "C5"}
    assert all(placement.locked for placement in only.plan.placed)


def test_a_section_without_a_seat_is_not_offered() -> None:
    full = replace(CHEM_5, seats=1)
    other = Claim("s2", "000001", "Bo", 12, recorded=True, pathways=(), placed=0)
    student = replace(named(GONE, record=BEFORE), claims={(NEXT, "C5"): (other,)})
    kinds = {a.kind for a in found(student, "CHEM fall", offered(GONE, full))}
    assert AlternativeKind.SECTION not in kinds
    free = found(replace(student, claims={}), "CHEM fall", offered(GONE, full))
    assert free[0].kind is AlternativeKind.SECTION


def test_a_section_out_of_reach_or_at_an_unknown_time_is_not_offered() -> None:
    last = section("E7", "ENG11", "P7")
    far = evening("X1", "CHEM", "CN", 16 * 60 + 5, 18 * 60)
    silent = section("S1", "CHEM", meetings=())
    student = named(GONE, last, record=BEFORE)
    kinds = {a.kind for a in found(student, "CHEM fall", offered(GONE, last, far, silent))}
    assert AlternativeKind.SECTION not in kinds


def test_the_own_site_comes_first_and_the_day_before_the_evening() -> None:
    sections = (
        GONE,
        section("D1", "CHEM", "P3", site="PL"),
        evening("X2", "CHEM", "VL", 17 * 60, 19 * 60),
        section("V6", "CHEM", "P6"),
    )
    ways = found(named(GONE, record=BEFORE), "CHEM fall", offered(*sections), most=3)
    assert [in_sections(way).get("CHEM") for way in ways[:2]] == ["V6", "X2"]
    assert ways[-1].kind is AlternativeKind.TRAY


def test_a_semester_course_goes_to_the_other_semester() -> None:
    gone = section("G1", "PSYCH", "P1", "fall", cancelled=True)
    spring = section("G2", "PSYCH", "P4", "spring")
    ways = found(named(gone, record=BEFORE), "PSYCH fall", offered(gone, spring))
    (term,) = [way for way in ways if way.kind is AlternativeKind.TERM]
    (placement,) = term.plan.placed
    assert placement.spot is not None
    assert (placement.spot.term, placement.section_id) == (Term.SPRING, "G2")
    assert dict(term.moves[0].after)["term"] == "spring"


def test_a_half_alone_in_extended_day_goes_to_the_other_semester_and_a_whole_year_stays() -> None:
    fall = evening("X1", "GEOM", "VL", 17 * 60, 19 * 60, term="fall", cancelled=True)
    spring = evening("X2", "GEOM", "VL", 17 * 60, 19 * 60, term="spring")
    ways = found(named(fall, record=BEFORE[:6]), "GEOM fall", offered(fall, spring))
    term = next(way for way in ways if way.kind is AlternativeKind.TERM)
    assert [p.section_id for p in term.plan.placed] == ["X2"]
    whole = named(replace(fall, term="year"), record=BEFORE[:6])
    kinds = {way.kind for way in found(whole, "GEOM fall", offered(fall, spring))}
    assert AlternativeKind.TERM not in kinds


def test_a_ranked_alternate_takes_a_section_of_its_own() -> None:
    student = named(GONE, ENG_2, record=BEFORE)
    assert student.plan is not None
    ranked = tuple(
        replace(p, alternates=("PHYS", "EARTH")) if p.course_code == "CHEM" else p
        for p in student.plan.placements
    )
    student = replace(student, plan=replace(student.plan, placements=ranked))
    full = section("P2", "PHYS", "P2")
    earth = section("R4", "EARTH", "P4")
    ways = found(student, "CHEM fall", offered(GONE, ENG_2, full, earth))
    alternate = next(way for way in ways if way.kind is AlternativeKind.ALTERNATE)
    assert in_sections(alternate) == {"EARTH": "R4", "ENG11": "E2"}
    assert alternate.moves[0].what == "replaced"


def test_a_year_later_needs_no_section_yet_and_takes_what_builds_on_it_along() -> None:
    ways = found(named(GONE, record=BEFORE), "CHEM fall", offered(GONE))
    later = next(way for way in ways if way.kind is AlternativeKind.YEAR)
    assert {p.spot.grade_level for p in later.plan.placed if p.spot} == {12}
    assert {p.section_id for p in later.plan.placed} == {""}


def test_the_tray_keeps_the_course_once_and_nothing_else_changes() -> None:
    student = named(GONE, ENG_2, record=BEFORE)
    tray = found(student, "CHEM fall", offered(GONE))[-1]
    assert [(p.course_code, p.section_id) for p in tray.plan.parked] == [("CHEM", "")]
    assert {p.course_code for p in tray.plan.placed} == {"ENG11"}
    assert [(move.what, move.course, move.term) for move in tray.moves] == [
        ("dropped", "CHEM", "year")
    ]


def test_the_tray_takes_along_what_builds_on_the_course_but_nothing_that_is_locked() -> None:
    gone = replace(ALG_2, cancelled=True)
    student = named(gone, section("Y4", "PHYS", "P4"), ENG_3, record=BEFORE)
    assert student.plan is not None
    later = tuple(
        Placement(f"{code} {term.value}", code, Spot(12, term, Lane.DAY))
        for code in ("PRECALC", "STATS")
        for term in (Term.FALL, Term.SPRING)
    )
    plan = replace(student.plan, placements=(*student.plan.placements, *later))
    plan = change(plan, "STATS fall", locked=True)
    tray = found(replace(student, plan=plan), "ALG2 fall", offered(gone, ENG_3))[-1]
    assert [p.course_code for p in tray.plan.parked] == ["ALG2", "PHYS", "PRECALC"]
    assert {p.course_code for p in tray.plan.placed} == {"ENG11", "STATS"}
    assert [(m.what, m.course, m.grade_level) for m in tray.moves] == [
        ("dropped", "ALG2", 11), ("dropped", "PHYS", 11), ("dropped", "PRECALC", 12)
    ]  # fmt: skip


def test_what_is_offered_is_always_the_same_and_never_too_much() -> None:
    sections = [section(f"C{n}", "CHEM", f"P{n}") for n in range(2, 7)]
    student = named(GONE, record=BEFORE)
    first = found(student, "CHEM fall", offered(GONE, *sections), most=4)
    assert first == found(student, "CHEM fall", offered(GONE, *reversed(sections)), most=4)
    assert len(first) == 4


def test_there_is_nothing_for_a_course_that_is_set_aside_or_unknown() -> None:
    student = named(GONE, record=BEFORE)
    assert student.plan is not None
    aside = replace(student.plan, placements=(Placement("tray", "CHEM", None),))
    assert found(replace(student, plan=aside), "tray", offered(CHEM_5)) == ()
    assert found(student, "nobody", offered(CHEM_5)) == ()
    assert found(replace(student, plan=None), "CHEM fall", offered(CHEM_5)) == ()


def test_a_course_of_support_is_never_like_one_that_is_retired_but_may_be_an_alternate() -> None:
    few = tuple(course for course in catalog().courses if course.code != "INTERN")

    def instead(*alternates: str) -> set[str]:
        plan = plan_of("12 fall TA")
        uid = plan.placements[0].uid
        student = Situation(
            file_of("11 year ENG11", graduation_year=NEXT + 1, day=DAY),
            with_alternates(plan, uid, alternates),
            retired_catalog(replace(catalog(), courses=few), "TA", NEXT - 1),
            {},
            PlanningSettings(),
            DAY,
        )
        ways = alternatives(student, uid, {}, lambda: "new", most=20)
        return {p.course_code for way in ways for p in way.plan.placed} - {"TA"}

    assert instead() == {"WEXP"}
    assert instead("STSKILL") == {"STSKILL", "WEXP"}  # a person said so
