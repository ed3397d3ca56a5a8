"""What a student wishes of the clock: earliest start, latest end, lunch."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.students.decisions import Wish
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
