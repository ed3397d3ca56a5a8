"""A student's week: what meets when, what clashes, and the ways between sites."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.clashes import time_clashes
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.plan import Lane, Placement
from cte_desktop.domain.planning.sections.seats.open_order import Claim
from cte_desktop.domain.planning.sections.week_picture import (
    WeekBlock,
    WeekPicture,
    present_term,
    student_week,
    ways,
    week_findings,
    week_terms,
)
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from tests.domain.planning.situations import (
    day_section,
    placed,
    placed_year,
    section,
    situation,
    taken,
)

FALL = Term.FALL
AUTO = section("CN27-0001", "AU2", "CN", "TR", "16:15", "18:30")
DOUBLED = (SectionMeeting("P1", ""), SectionMeeting("", "M", 540, 600))
SEVENTH = day_section("VL27-0007", "ENG11", "VL", "P7")


def fall(*placements: Placement, **more: object) -> WeekPicture:
    return student_week(situation(*placements, **more), 2027, FALL)  # type: ignore[arg-type]


def on(picture: WeekPicture, weekday: str, title: str = "") -> list[WeekBlock]:
    return [b for b in picture.blocks if b.weekday == weekday and b.is_class and title in b.title]


def test_a_section_meets_by_its_clock_a_placement_without_one_by_the_home_bells() -> None:
    picture = fall(
        placed("AU2", 11, FALL, section="CN27-0001", lane=Lane.EXTENDED),
        placed("CHEM", 11, FALL, "P2"),
        sections=(AUTO,),
    )
    (auto,) = (b for b in on(picture, "T") if b.course == "AU2")
    assert (auto.start, auto.end, auto.site, auto.tone) == (975, 1110, "CN", "extended")
    assert (auto.key, auto.section_id) == ("CN27-0001", "CN27-0001")
    (chemistry,) = (b for b in on(picture, "T") if b.course == "CHEM")
    assert (chemistry.site, chemistry.tone, chemistry.period) == ("VL", "day", "P2")
    assert chemistry.key == chemistry.placement_uid
    assert len([b for b in picture.blocks if b.course == "CHEM"]) == 5
    assert picture.without_time == ()


def test_what_nobody_knows_the_time_of_is_named_and_not_drawn() -> None:
    picture = fall(
        placed("AU2", 11, FALL, lane=Lane.EXTENDED),
        placed("CHEM", 11, FALL),
        placed("ENG11", 11, FALL, "P1"),
    )
    assert set(picture.without_time) == {"AU2", "CHEM"}
    assert {b.course for b in picture.blocks if b.is_class} == {"ENG11"}


def test_lunch_stands_where_the_bells_ring_it_and_it_is_free() -> None:
    noon = section("VL27-0100", "AU2", "VL", "M", "12:00", "13:00")
    picture = fall(
        placed("ENG11", 11, FALL, "P1"),
        placed("AU2", 11, FALL, section="VL27-0100", lane=Lane.EXTENDED),
        sections=(noon,),
    )
    lunches = {b.weekday: (b.start, b.end) for b in picture.blocks if b.tone == "lunch"}
    assert lunches == dict.fromkeys("TWRF", (728, 763))
    assert not any(b.tone == "lunch" for b in fall().blocks), "no class, no lunch at school"


def test_a_way_that_is_too_short_is_measured_in_minutes_and_marks_both_ends() -> None:
    picture = fall(
        placed("AU2", 11, FALL, section="CN27-0001", lane=Lane.EXTENDED),
        placed("ENG11", 11, FALL, section="VL27-0007"),
        sections=(AUTO, SEVENTH),
    )
    journeys = [j for j in picture.journeys if j.weekday == "T"]
    (there,) = journeys
    assert (there.origin, there.destination, there.travel, there.margin) == ("VL", "CN", 20, 10)
    assert there.leaves == on(picture, "T", "English")[0].end
    assert there.arrives_by == 975
    assert there.short == 30 - (975 - there.leaves) == 15
    assert all(b.clash for b in on(picture, "T"))
    assert not any(b.clash for b in on(picture, "M"))


def test_a_way_that_nobody_wrote_down_is_unknown_and_never_called_short() -> None:
    elsewhere = replace(AUTO, site="RN")
    made = situation(
        placed("AU2", 11, FALL, section="CN27-0001", lane=Lane.EXTENDED),
        placed("ENG11", 11, FALL, section="VL27-0007"),
        sections=(elsewhere, SEVENTH),
    )
    made = replace(made, catalog=replace(made.catalog, travel=()))
    (journey, _other) = student_week(made, 2027, FALL).journeys
    assert (journey.travel, journey.short) == (None, None)


def test_fixed_times_stand_in_the_term_that_they_are_for() -> None:
    sport = BusyTime(2027, FALL, "TR", 930, 990, "sport", "VL")
    spring = replace(sport, term=Term.SPRING)
    picture = fall(
        placed("AU2", 11, FALL, section="CN27-0001", lane=Lane.EXTENDED),
        sections=(AUTO,),
        busy=(sport, spring),
    )
    practice = [b for b in picture.blocks if b.tone == "busy"]
    assert [(b.weekday, b.start, b.busy_kind, b.clash) for b in practice] == [
        ("T", 930, "sport", True),
        ("R", 930, "sport", True),
    ]


def test_the_record_in_progress_and_the_plan_make_one_week() -> None:
    history = taken("CHEM", "", 2026, FALL, section_id="VL26-0001")
    made = situation(
        placed("PE10", 10, FALL, "P6"),
        record=(history,),
        sections=(day_section("VL26-0001", "CHEM", "VL", "P3", 2026),),
    )
    picture = student_week(made, 2026, FALL)
    assert {b.course: b.period for b in picture.blocks if b.is_class} == {
        "CHEM": "P3",
        "PE10": "P6",
    }


def test_a_double_block_keeps_the_room_and_period_of_each_row() -> None:
    rows = (SectionMeeting("P1", "MTWRF", room="12"), SectionMeeting("P2", "MTWRF", room="14"))
    double = Section("VL27-0050", 2027, "year", "CHEM", "VL", SectionKind.DAY, rows, teacher="Ruiz")
    picture = fall(placed("CHEM", 11, FALL, section="VL27-0050"), sections=(double,))
    monday = on(picture, "M")
    assert [(b.period, b.room, b.teacher) for b in monday] == [
        ("P1", "12", "Ruiz"),
        ("P2", "14", "Ruiz"),
    ]
    assert not any(b.clash for b in monday)


def test_the_terms_offered_begin_with_the_present_one_and_skip_summers_without_time() -> None:
    made = situation(
        *placed_year("CHEM", 11, "P2"),
        placed("HEALTH", 10, Term.SUMMER, lane=Lane.SUMMER),
        placed("PE10", 10, Term.SPRING, "P6"),
        record=(taken("ENG10", "", 2026, FALL), taken("ENG9", "B", 2025, FALL)),
    )
    assert week_terms(made) == (
        (2026, FALL),
        (2026, Term.SPRING),
        (2027, FALL),
        (2027, Term.SPRING),
    )
    assert present_term(made) == (2026, Term.SPRING), "nothing is known of the present fall"
    assert present_term(situation()) is None


def test_the_findings_of_a_week_are_those_of_its_term_alone() -> None:
    world = situation(
        *placed_year("AU2", 11, section="CN27-0001", lane=Lane.EXTENDED),
        *placed_year("ENG11", 11, section="VL27-0007"),
        sections=(AUTO, SEVENTH),
    )
    assert len(tuple(time_clashes(world))) == 2
    told = week_findings(world, 2027, FALL)
    assert [f.code for f in told] == ["travel_clash", "empty_period_51228_1"]
    assert {f.about("term") for f in told} == {"fall"}
    assert set(told) < set(conflicts(world))
    assert week_findings(world, 2026, FALL) == ()


@pytest.mark.parametrize("term", [FALL, Term.SPRING])
@pytest.mark.parametrize(
    ("spoiled", "code"),
    [
        (replace(SEVENTH, cancelled=True), "section_gone"),
        (replace(SEVENTH, seats=0), "seat_full"),
        (replace(SEVENTH, meetings=()), "time_missing"),
        (replace(SEVENTH, site="PL"), "bell_missing"),
        (replace(SEVENTH, meetings=DOUBLED), "section_double"),
        (replace(SEVENTH, site="COC", kind=SectionKind.COLLEGE), "college_too_early"),
    ],
)
def test_what_is_wrong_with_a_class_of_the_year_is_told_in_the_week_of_either_term(
    spoiled: Section, code: str, term: Term
) -> None:
    grade = 10 if code == "college_too_early" else 11
    spoiled = replace(spoiled, school_year=2016 + grade)
    key = (spoiled.school_year, spoiled.section_id)
    world = situation(
        *placed_year("ENG11", grade, section="VL27-0007", lane=Lane.COLLEGE), sections=(spoiled,)
    )
    claim = Claim("x", "x", "X", 12, recorded=True, pathways=(), placed=0)
    world = replace(world, claims={key: (claim,)}, day=date(2026, 8, 20))
    told = {f.code: f.about("term") for f in week_findings(world, spoiled.school_year, term)}
    assert told[code] == term.value


def test_a_way_of_two_weekdays_is_named_once() -> None:
    picture = fall(
        placed("AU2", 11, FALL, section="CN27-0001", lane=Lane.EXTENDED),
        placed("ENG11", 11, FALL, section="VL27-0007"),
        sections=(AUTO, SEVENTH),
    )
    assert len(picture.journeys) == 2
    ((way, days),) = ways(picture.journeys)
    assert (days, way.weekday) == ("TR", "T")


MEETINGS = st.tuples(
    st.sampled_from(["VL", "CN", "GV", "nowhere"]),
    st.sampled_from(["M", "MW", "TR", "F", "MTWRF"]),
    st.integers(420, 1080),
    st.integers(30, 150),
)


@given(st.lists(MEETINGS, min_size=2, max_size=5), st.lists(MEETINGS, max_size=2))
@settings(max_examples=60, deadline=None)
def test_the_picture_and_the_findings_never_disagree(
    sections: list[tuple[str, str, int, int]], busy: list[tuple[str, str, int, int]]
) -> None:
    codes = ("AU2", "CHEM", "ENG11", "PE10", "USHIST")
    made = [
        Section(
            f"S{n}", 2027, "fall", codes[n], site, SectionKind.DAY,
            (SectionMeeting("", days, start, start + minutes),),
        )
        for n, (site, days, start, minutes) in enumerate(sections)
    ]  # fmt: skip
    fixed = tuple(
        BusyTime(2027, FALL, days, start, start + minutes, "job", "" if site == "nowhere" else site)
        for site, days, start, minutes in busy
    )
    world = situation(
        *(placed(s.course_code, 11, FALL, section=s.section_id) for s in made),
        sections=tuple(made),
        busy=fixed,
    )
    assert marked(world) == found(world)


def marked(world: Situation) -> set[str]:
    picture = student_week(world, 2027, FALL)
    return {b.section_id for b in picture.blocks if b.clash and b.is_class}


def found(world: Situation) -> set[str]:
    return {
        str(finding.about(key))
        for finding in time_clashes(world)
        if finding.code in {"time_clash", "travel_clash"}
        for key in ("section_id", "other_section_id")
        if finding.about(key)
    }


def test_a_week_of_a_past_day_is_read_from_the_record() -> None:
    made = replace(situation(record=(taken("ENG10", "B", 2026, FALL),)), day=date(2027, 2, 1))
    assert student_week(made, 2026, FALL).without_time == ("ENG10",)
