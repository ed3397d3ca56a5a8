"""What nobody knows about the times of a plan is told, never passed over."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.section import SectionMeeting
from cte_desktop.domain.findings import Finding
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sections.fitting.fits import section_fits
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from tests.domain.planning.sections.school_days import of
from tests.domain.planning.situations import (
    day_section,
    placed,
    placed_year,
    section,
    situation,
    taken,
)


def without_bells(student: Situation, school: str, period: str, days: str) -> Situation:
    bells = tuple(
        replace(bell, days="".join(d for d in bell.days if d not in days))
        if (bell.school, bell.block) == (school, period)
        or (bell.school == school and not period and bell.block != "DAY")
        else bell
        for bell in student.catalog.bells
    )
    return replace(student, catalog=replace(student.catalog, bells=bells))


def test_a_placement_without_a_bell_on_a_weekday_that_others_ring_is_told() -> None:
    student = situation(*placed_year("ENG11", 11, "P3"), *placed_year("ART1", 11, "P4"))
    assert of("bell_missing", student) == []
    (told,) = of("bell_missing", without_bells(student, "VL", "P3", "F"))
    assert (told.about("course"), told.about("weekdays")) == ("ENG11", "F")
    assert (told.about("period"), told.about("site")) == ("P3", "VL")


def test_block_days_lack_no_bell() -> None:
    student = situation(*placed_year("ENG11", 11, "P1"), *placed_year("ART1", 11, "P2"))
    odd, even = {"P1", "P3", "P5"}, {"P2", "P4", "P6"}
    bells = []
    for bell in student.catalog.bells:
        if bell.school == "VL" and bell.block in odd | even:
            place = (int(bell.block[1]) - 1) // 2
            start = 8 * 60 + 30 + place * 120
            days = "MWF" if bell.block in odd else "TR"
            bells.append(replace(bell, days=days, start=start, end=start + 110))
        elif bell.school != "VL" or bell.block == "DAY":
            bells.append(bell)
    blocks = replace(student, catalog=replace(student.catalog, bells=tuple(bells)))
    assert conflicts(blocks) == conflicts(student)


def test_a_weekday_that_rings_no_period_is_told_where_it_matters() -> None:
    silent = without_bells(situation(*placed_year("ENG11", 11, "P6")), "VL", "", "F")
    assert of("bell_missing", silent) == []

    def beside(start: str, end: str, site: str = "VL") -> list[Finding]:
        evening = section("ED", "ART1", site, "F", start, end)
        student = situation(
            *placed_year("ENG11", 11, "P6"),
            *placed_year("ART1", 11, section="ED"),
            sections=(evening,),
        )
        return of("bell_missing", without_bells(student, "VL", "", "F"))

    assert [f.about("weekdays") for f in beside("14:00", "16:00")] == ["F"]
    assert beside("14:35", "16:00") == []  # Valencia's school day ends at 14:35
    assert [f.about("course") for f in beside("14:50", "16:00", "SG")] == ["ENG11"]
    assert beside("14:55", "16:00", "SG") == []
    job = BusyTime(2027, Term.FALL, "F", 14 * 60, 15 * 60, "job")
    working = situation(*placed_year("ENG11", 11, "P6"), busy=(job,))
    told = of("bell_missing", without_bells(working, "VL", "", "F"))
    assert [f.about("term") for f in told] == ["fall"]


def test_a_section_on_a_weekday_without_any_bell_is_told_and_never_fits() -> None:
    third = day_section("S3", "ENG11", "VL", "P3")
    evening = replace(section("ED", "ART1", "SG", "F", "11:00", "12:00"), term="fall")
    student = situation(*placed_year("ENG11", 11, section="S3"), sections=(third,))
    assert of("bell_missing", student) == []
    silent = without_bells(student, "VL", "", "F")
    (told,) = of("bell_missing", silent)
    assert (told.about("section_id"), told.about("weekdays")) == ("S3", "F")
    (beside,) = section_fits(silent, "ART1", (evening,), 2027, "fall")
    assert not beside.fits
    assert "bell_missing" in {finding.code for finding in beside.findings}
    (own,) = section_fits(silent, "ENG11", (replace(third, section_id="S4"),), 2027, "year")
    assert not own.fits


def test_what_runs_now_without_a_bell_is_told_beside_what_is_planned() -> None:
    now = replace(day_section("N", "ENG10", "VL", "P6"), school_year=2026)
    row = taken("ENG10", "", 2026, Term.SPRING, section_id="N")
    evening = replace(section("ED", "ART1", "VL", "F", "14:30", "16:00"), school_year=2026)
    plan = placed("ART1", 10, Term.SPRING, section="ED", lane=Lane.EXTENDED)
    student = situation(plan, record=(row,), sections=(now, evening))
    told = of("bell_missing", without_bells(student, "VL", "P6", "F"))
    assert [(f.about("course"), f.about("weekdays")) for f in told] == [("ENG10", "F")]


def test_a_section_that_meets_twice_at_one_time_is_told_and_a_double_block_is_not() -> None:
    def twice(second: SectionMeeting) -> list[Finding]:
        rows = (SectionMeeting("P1", ""), second)
        double = replace(day_section("D", "ENG11", "VL", "P1"), meetings=rows)
        student = situation(*placed_year("ENG11", 11, section="D"), sections=(double,))
        return of("section_double", student)

    assert twice(SectionMeeting("P2", "")) == []
    assert twice(SectionMeeting("P1", "MW")) == []  # the same meeting, written twice
    (told,) = twice(SectionMeeting("", "TR", 9 * 60, 10 * 60))
    assert (told.about("weekdays"), told.about("section_id")) == ("TR", "D")


def test_a_placement_that_names_its_section_alone_is_taught_at_the_sections_site() -> None:
    evening = section("AU2-1", "AU2", "CN", "TR", "16:30", "18:00")
    student = situation(
        *placed_year("AU2", 11, section="AU2-1", lane=Lane.EXTENDED), sections=(evening,)
    )
    assert {(s.school, s.site) for s in student.ahead} == {("CN", "CN")}
