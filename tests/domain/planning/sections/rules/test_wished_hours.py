"""What a student wishes of the clock: earliest start, latest end, lunch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.experiences import BusyTime
from tests.domain.planning.sections.school_days import full_day, of
from tests.domain.planning.situations import (
    placed_year,
    section,
    situation,
)


def wishing(student: Situation, *wishes: Wish) -> Situation:
    return replace(student, file=replace(student.file, wishes=wishes))


def test_a_class_outside_the_wished_hours_is_told_and_a_must_has_to_be_kept() -> None:
    zero = section("Z", "ART1", "VL", "MW", "07:20", "08:20")
    student = situation(*placed_year("ART1", 11, section="Z"), sections=(zero,))
    start = Wish(1, "earliest_start", "08:30", "like")
    told = of("outside_wished_hours", wishing(student, start))
    assert [(f.severity, f.about("weekdays"), f.about("minutes_short")) for f in told] == [
        (Severity.INFORMATION, "MW", 70)
    ] * 2
    must = of("outside_wished_hours", wishing(student, replace(start, strength="must", days="W")))
    assert [(f.severity, f.about("weekdays")) for f in must] == [(Severity.MUST_FIX, "W")] * 2
    for quiet in (
        replace(start, strength="no"),
        replace(start, value="07:20"),
        replace(start, value="early"),
        replace(start, days="TRF"),
        Wish(1, "latest_end", "08:20"),
    ):
        assert of("outside_wished_hours", wishing(student, quiet)) == []
    end = of("outside_wished_hours", wishing(student, Wish(1, "latest_end", "08:00")))
    assert [(f.about("ends"), f.about("minutes_short")) for f in end] == [("08:20", 20)] * 2


def lunchless(*sections: Section, margin: int = 10, **more: Any) -> list[tuple[object, object]]:
    """The weekdays in fall without 40 minutes for lunch, and how many are free then."""
    courses = {one.course_code: one.section_id for one in sections}
    placements = [p for code, one in courses.items() for p in placed_year(code, 11, section=one)]
    student = situation(*placements, sections=sections, margin=margin, **more)
    told = of("no_lunch", wishing(student, Wish(1, "lunch", "40")))
    return [(f.about("weekdays"), f.about("free")) for f in told if f.about("term") == "fall"]


def test_the_way_between_sites_with_its_margin_is_no_time_for_lunch() -> None:
    before = section("A", "ART1", "VL", "M", "10:00", "11:30")
    after = section("B", "PSYCH", "CN", "M", "12:40", "15:00")  # 20 minutes away
    assert lunchless(before, after) == []  # 40 of the 70 minutes
    assert lunchless(before, after, margin=11) == [("M", 39)]
    assert lunchless(before, replace(after, site="VL"), margin=60) == []
    early = section("A", "ART1", "VL", "M", "08:00", "09:00")
    noon = section("B", "PSYCH", "CN", "M", "11:45", "15:00")
    assert lunchless(early, noon) == []  # the drive is over before 11:00


def test_between_sites_whose_way_nobody_knows_there_is_no_break() -> None:
    before = section("A", "ART1", "VL", "M", "10:00", "11:10")
    after = section("B", "PSYCH", "COC", "M", "12:40", "15:00")
    assert lunchless(before, after) == [("M", 0)]
    later = section("C", "CER1", "COC", "M", "13:10", "14:00")
    assert lunchless(before, replace(after, meetings=later.meetings)) == [("M", 0)]
    early = section("A", "ART1", "VL", "M", "08:00", "09:00")
    late = section("B", "PSYCH", "COC", "M", "12:00", "12:30")
    assert lunchless(early, late) == []  # from 12:30 on there is an hour


def test_fixed_times_are_no_time_for_lunch() -> None:
    early = section("A", "ART1", "VL", "MT", "08:00", "11:20")
    job = BusyTime(2027, Term.FALL, "T", 12 * 60, 17 * 60, "job")
    assert lunchless(early) == []
    assert lunchless(early, busy=(replace(job, start=11 * 60 + 50),)) == [("T", 30)]
    assert lunchless(early, busy=(job,)) == []
    assert lunchless(early, busy=(replace(job, start=710, term=Term.SPRING),)) == []
    assert lunchless(early, busy=(replace(job, site="CN"),)) == [("T", 10)]


def test_lunch_is_the_longest_break_around_noon_on_each_weekday() -> None:
    day, placements = full_day()
    student = situation(*placements, sections=tuple(day))
    assert of("no_lunch", wishing(student, Wish(1, "lunch", "41"))) == []  # 12:08 to 12:49
    told = of("no_lunch", wishing(student, Wish(1, "lunch", "45", "must")))
    assert [(f.severity, f.about("weekdays"), f.about("free")) for f in told] == [
        (Severity.MUST_FIX, "MTWRF", 41)
    ] * 2
    noon = section("N", "PSYCH", "VL", "TR", "12:05", "12:50")
    full = situation(
        *placements[:-2], *placed_year("PSYCH", 11, section="N"), sections=(*day, noon)
    )
    told = of("no_lunch", wishing(full, Wish(1, "lunch", "30")))
    assert [(f.about("weekdays"), f.about("free")) for f in told] == [("TR", 6)] * 2
    assert of("no_lunch", wishing(full, Wish(1, "lunch", "long"))) == []
