"""Clashes by the clock: overlap in minutes, travel, margins, unknown ways, fixed times."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.catalog.section import SectionMeeting
from cte_desktop.domain.catalog.timetable import Meeting
from cte_desktop.domain.catalog.week import Week, made_of
from cte_desktop.domain.findings import Finding, Severity
from cte_desktop.domain.planning.clashes import collide, collide_weeks
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.week import section_week
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from tests.builders import catalog
from tests.domain.planning.situations import (
    day_section,
    placed,
    placed_year,
    section,
    situation,
)


def of(code: str, findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def test_two_courses_in_one_period_clash_once_a_term() -> None:
    found = conflicts(situation(*placed_year("ENG11", 11, "P1"), *placed_year("GEOM", 11, "P1")))
    clashes = of("period_clash", found)
    assert [f.about("at") for f in clashes] == ["11:fall:P1", "11:spring:P1"]
    assert all(f.severity is Severity.MUST_FIX for f in clashes)


def test_periods_at_two_sites_are_compared_by_their_bells_and_the_way() -> None:
    found = conflicts(
        situation(
            placed("PSYCH", 12, Term.SPRING, "P6"),
            placed("SOC", 12, Term.SPRING, "P7", site="SG"),
            placed("USGOV", 12, Term.FALL, "P6"),
            placed("ECON", 12, Term.FALL, "P6", site="SG"),
        )
    )
    assert [f.about("term") for f in of("travel_clash", found)] == ["spring"]
    assert [f.about("term") for f in of("time_clash", found)] == ["fall"]
    assert not of("period_clash", found)


def test_two_quarter_courses_may_share_a_period() -> None:
    quarters = (placed("CCPLAN", 11, Term.SPRING, "P1"), placed("CCPLAN", 11, Term.SPRING, "P1"))
    assert len(situation(*quarters).ahead) == 2
    assert not of("period_clash", conflicts(situation(*quarters)))
    with_health = (quarters[0], placed("HEALTH", 11, Term.SPRING, "P1"))
    assert of("period_clash", conflicts(situation(*with_health)))


def test_the_same_period_in_different_terms_or_grades_does_not_clash() -> None:
    found = conflicts(
        situation(
            placed("HEALTH", 11, Term.FALL, "P1"),
            placed("USGOV", 12, Term.FALL, "P1"),
            placed("PSYCH", 11, Term.SPRING, "P1"),
        )
    )
    assert not of("period_clash", found)


def test_an_extended_day_class_is_out_of_reach_after_period_seven_at_another_site() -> None:
    sections = (
        day_section("D7", "ART1", "VL", "P7"),
        section("ED1", "AU2", "CN", "TR", "15:45", "17:45"),
    )
    found = conflicts(
        situation(
            *placed_year("ART1", 11, "P7", section="D7"),
            *placed_year("AU2", 11, section="ED1", lane=Lane.EXTENDED),
            sections=sections,
        )
    )
    clash = of("time_clash", found)[0]  # period 7 at Valencia rings until 16:00
    assert clash.about("weekdays") == "TR"
    assert clash.about("minutes_short") == 15
    assert {clash.about("section_id"), clash.about("other_section_id")} == {"D7", "ED1"}


def test_the_way_between_two_sites_counts_with_its_margin() -> None:
    sections = (
        section("A", "AU1", "CN", "M", "15:00", "16:00"),
        section("B", "CJ1", "GV", "M", "16:15", "17:00"),
    )
    placements = (
        *placed_year("AU1", 11, section="A", lane=Lane.EXTENDED),
        *placed_year("CJ1", 11, section="B", lane=Lane.EXTENDED),
    )
    clash = of("travel_clash", conflicts(situation(*placements, sections=sections)))[0]
    assert (clash.about("gap"), clash.about("travel"), clash.about("margin")) == (15, 12, 10)
    assert clash.about("minutes_short") == 7
    assert not of("travel_clash", conflicts(situation(*placements, sections=sections, margin=3)))


def test_a_way_that_nobody_wrote_down_is_unknown_and_never_fits() -> None:
    sections = (
        section("A", "AU1", "CN", "M", "15:00", "16:00"),
        section("B", "CJ1", "XX", "M", "18:00", "19:00"),
    )
    found = conflicts(
        situation(
            *placed_year("AU1", 11, section="A", lane=Lane.EXTENDED),
            *placed_year("CJ1", 11, section="B", lane=Lane.EXTENDED),
            sections=sections,
        )
    )
    unknown = of("travel_unknown", found)
    assert [f.about("term") for f in unknown] == ["fall", "spring"]
    assert not of("time_clash", found)


def test_an_overlap_on_one_weekday_and_a_short_way_on_another_are_one_clash_on_both() -> None:
    castaic = (SectionMeeting("P3", "MTWRF"), SectionMeeting("P4", "TR"))
    found = conflicts(
        situation(
            *placed_year("ART1", 11, section="A"),
            *placed_year("CER1", 11, section="B"),
            sections=(
                day_section("A", "ART1", "CN", "P4"),
                replace(day_section("B", "CER1", "CS", "P3"), meetings=castaic),
            ),
        )
    )
    clash = of("time_clash", found)[0]
    # Late start on Friday at Canyon: period 4 begins at 11:55, time enough for the way.
    assert (clash.about("minutes_short"), clash.about("weekdays")) == (50, "MTWR")
    assert not of("travel_clash", found)


def test_a_section_is_told_with_its_own_course_beside_a_course_without_section() -> None:
    found = conflicts(
        situation(
            *placed_year("ART1", 11, "P7"),
            *placed_year("AU1", 11, section="ED", lane=Lane.EXTENDED),
            sections=(section("ED", "AU1", "CN", "TR", "15:45", "17:45"),),
        )
    )
    clash = of("time_clash", found)[0]
    assert (clash.about("course"), clash.about("section_id")) == ("AU1", "ED")
    assert (clash.about("other_course"), clash.about("other_section_id")) == ("ART1", None)


def test_a_cancelled_section_is_in_nobodys_way() -> None:
    gone = replace(day_section("A", "ART1", "VL", "P2"), cancelled=True)
    found = conflicts(
        situation(
            *placed_year("ART1", 11, section="A"),
            *placed_year("CER1", 11, section="B"),
            sections=(gone, day_section("B", "CER1", "VL", "P2")),
        )
    )
    assert [f.about("section_id") for f in of("section_gone", found)] == ["A"]
    assert not of("time_clash", found)


@pytest.mark.parametrize("site", ["", "VL"])
def test_the_own_school_is_one_site_whether_it_is_named_or_not(site: str) -> None:
    found = conflicts(
        situation(
            placed("PSYCH", 12, Term.FALL, "P6", site=site),
            placed("SOC", 12, Term.FALL, "P6", site="VL"),
        )
    )
    assert [f.about("at") for f in of("period_clash", found)] == ["12:fall:P6"]
    assert not of("time_clash", found)


def test_sport_practice_in_spring_clashes_in_spring_alone() -> None:
    practice = BusyTime(2027, Term.SPRING, "MTWRF", 15 * 60, 16 * 60 + 30, "sport")
    found = conflicts(
        situation(
            *placed_year("AU1", 11, section="A", lane=Lane.EXTENDED),
            sections=(section("A", "AU1", "CN", "TR", "16:00", "18:00"),),
            busy=(practice,),
        )
    )
    clash = of("time_clash", found)
    assert [f.about("term") for f in clash] == ["spring"]
    assert (clash[0].about("minutes_short"), clash[0].about("weekdays")) == (30, "TR")


def test_the_two_meetings_that_collide_are_told_with_their_times_and_places() -> None:
    art = day_section("D7", "ART1", "VL", "P7")
    auto = section("ED1", "AU2", "CN", "TR", "15:45", "17:45")
    found = conflicts(
        situation(
            *placed_year("AU2", 11, section="ED1", lane=Lane.EXTENDED),
            *placed_year("ART1", 11, "P7", section="D7"),
            sections=(art, auto),
        )
    )
    clash = of("time_clash", found)[0]
    assert dict(clash.values) == {
        "from_site": "VL",
        "to_site": "CN",
        "earlier": "ART1",
        "earlier_period": "P7",
        "ends": "16:00",
        "later": "AU2",
        "starts": "15:45",
    }


def test_a_fixed_time_with_a_place_takes_the_way_and_one_without_does_not() -> None:
    evening = section("ED1", "AU2", "CN", "T", "16:00", "17:00")

    def beside(site: str, end: int = 15 * 60 + 45) -> list[str]:
        busy = BusyTime(2027, Term.FALL, "T", 15 * 60, end, "sport", site)
        student = situation(
            placed("AU2", 11, Term.FALL, section="ED1"), sections=(evening,), busy=(busy,)
        )
        return [f.code for f in conflicts(student) if "travel" in f.code or "time" in f.code]

    assert beside("VL") == ["travel_clash"]
    assert beside("GV", 15 * 60 + 38) == []  # 12 minutes and 10 to spare
    assert beside("the rink") == ["travel_unknown"]
    assert beside("") == beside("CN") == []
    assert beside("", 16 * 60 + 1) == ["time_clash"]


def test_a_section_without_bells_or_times_is_told_and_never_passes_silently() -> None:
    silent = day_section("D", "ART1", "PL", "P7")  # the junior high's bells know no period 7
    found = conflicts(situation(*placed_year("ART1", 11, "P7", section="D"), sections=(silent,)))
    assert [f.about("weekdays") for f in of("bell_missing", found)] == ["MTWRF"]


MEETINGS = st.builds(
    lambda day, start, length, site: Meeting(day, start, start + length, site),
    st.sampled_from("MTWRF"),
    st.integers(7 * 60, 19 * 60),
    st.integers(1, 120),
    st.sampled_from(("VL", "CN", "GV", "XX")),
)
WEEKS = st.lists(MEETINGS, max_size=4).map(tuple)


@given(WEEKS, WEEKS, st.integers(0, 30))
def test_a_clash_is_the_same_from_both_sides(
    one: tuple[Meeting, ...], other: tuple[Meeting, ...], margin: int
) -> None:
    first, second = collide(one, other, catalog(), margin), collide(other, one, catalog(), margin)
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert (first.code, first.weekdays) == (second.code, second.weekdays)
        assert first.minutes_short == second.minutes_short


@given(WEEKS, WEEKS, st.integers(0, 30))
def test_a_pair_is_told_with_all_weekdays_on_which_it_collides(
    one: tuple[Meeting, ...], other: tuple[Meeting, ...], margin: int
) -> None:
    def on(day: str, meetings: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
        return tuple(m for m in meetings if m.weekday == day)

    hit = collide(one, other, catalog(), margin)
    days = {d for d in "MTWRF" if collide(on(d, one), on(d, other), catalog(), margin) is not None}
    assert set(hit.weekdays if hit else "") == days


@given(WEEKS, WEEKS, st.integers(0, 30), st.integers(0, 30))
def test_more_margin_never_removes_a_clash(
    one: tuple[Meeting, ...], other: tuple[Meeting, ...], margin: int, more: int
) -> None:
    if collide(one, other, catalog(), margin) is not None:
        assert collide(one, other, catalog(), margin + more) is not None


@settings(max_examples=40)
@given(WEEKS, WEEKS, st.integers(0, 30), st.integers(0, 60))
def test_longer_ways_never_remove_a_clash(
    one: tuple[Meeting, ...], other: tuple[Meeting, ...], margin: int, longer: int
) -> None:
    before = collide(one, other, catalog(), margin)
    travel = tuple(replace(way, minutes=way.minutes + longer) for way in catalog().travel)
    after = collide(one, other, replace(catalog(), travel=travel), margin)
    if before is not None:
        assert after is not None
        assert (after.minutes_short or 0) >= (before.minutes_short or 0)


SINGLE = st.sampled_from(("VL", "CN", "XX", "")).flatmap(
    lambda site: st.lists(MEETINGS, max_size=4).map(
        lambda found: made_of((replace(m, site=site) for m in found), site)
    )
)


@given(SINGLE, SINGLE, st.integers(0, 30))
def test_the_outlines_of_two_weeks_tell_the_same_as_every_pair_of_meetings(
    one: Week, other: Week, margin: int
) -> None:
    whole = collide(one.meetings, other.meetings, catalog(), margin)
    assert collide_weeks(one, other, catalog(), margin) == whole


@given(WEEKS, WEEKS)
def test_an_overlap_is_a_minute_that_both_meetings_take(
    one: tuple[Meeting, ...], other: tuple[Meeting, ...]
) -> None:
    def minutes(meetings: tuple[Meeting, ...]) -> set[tuple[str, int]]:
        return {(m.weekday, minute) for m in meetings for minute in range(m.start, m.end)}

    shared = minutes(one) & minutes(other)
    hit = collide(one, other, catalog(), 10)
    assert (hit is not None and hit.code == "time_clash") is bool(shared)
    if shared:
        assert hit is not None
        assert {day for day, _ in shared} <= set(hit.weekdays)
        assert hit.one in one
        assert hit.other in other


@pytest.mark.parametrize(("start", "clashes"), [(16 * 60, False), (16 * 60 - 1, True)])
def test_meetings_that_touch_at_one_site_do_not_clash(start: int, *, clashes: bool) -> None:
    one = (Meeting("M", 15 * 60, 16 * 60, "VL"),)
    other = (Meeting("M", start, 17 * 60, "VL"),)
    assert (collide(one, other, catalog(), 10) is not None) is clashes


CODES = ("AU1", "CJ1", "ART1", "PSYCH")
HOURS = st.tuples(
    st.sampled_from(("CN", "CN", "CN", "GV")),
    st.sampled_from(("M", "MW", "TR", "MTWRF")),
    st.integers(8, 11),
    st.integers(1, 2),
)


@given(st.lists(HOURS, min_size=2, max_size=4))
def test_a_term_tells_just_the_pairs_that_collide_by_the_clock(
    hours: list[tuple[str, str, int, int]],
) -> None:
    sections = tuple(
        section(code, code, site, days, f"{begin}:00", f"{begin + long}:00")
        for code, (site, days, begin, long) in zip(CODES, hours, strict=False)
    )
    placements = (placed(s.section_id, 11, Term.FALL, section=s.section_id) for s in sections)
    found = conflicts(situation(*placements, sections=sections))
    hits = [f for f in found if "clash" in f.code]
    told = {frozenset((f.about("course"), f.about("other_course"))) for f in hits}
    weeks = {s.course_code: section_week(s, catalog()).meetings for s in sections}
    pairs = combinations(weeks, 2)
    assert told == {
        frozenset(pair) for pair in pairs if collide(weeks[pair[0]], weeks[pair[1]], catalog(), 10)
    }
