"""What fits is asked of plan, record and fixed times together, with the seats of the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.planning.choices import with_section
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.services.cases import Case, open_case
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.importing import import_paths
from cte_desktop.services.sections.fitting import (
    FitLine,
    Standing,
    fits_of,
    is_timetabled,
    offers_for,
    patterns_for,
    with_section_fixes,
)
from cte_desktop.services.sections.picking import pick_for, taking, ways_for, week_with
from cte_desktop.system.clock import Clock

TODAY = date(2026, 11, 22)
FILES = {
    "students.csv": (
        "student_id,last_name,first_name,grade_level,school,pathway",
        "A,Rivera,Ana,10,VL,",
        "B,Smith,Ben,11,SG,Automotive Technology",
    ),
    "sections.csv": (
        "section_id,school_year,term,course_code,site,kind,period,days,start,end,seats",
        "NOW7,2026-27,year,ART1,VL,day,P7,,,,34",
        "NOW,2026-27,year,AU1,CN,extended,,MR,16:00,18:00,24",
        "A1600,2027-28,year,AU1,CN,extended,,MR,16:00,18:00,24",
        "A1630,2027-28,year,AU1,CN,extended,,MR,16:30,18:45,24",
        "AFULL,2027-28,year,AU1,SG,extended,,TR,17:00,19:00,1",
        "ANONE,2027-28,year,AU1,HT,extended,,,,,24",
        "ART6,2027-28,year,ART1,VL,day,P6,,,,34",
        "ART7,2027-28,year,ART1,VL,day,P7,,,,34",
    ),
    "record.csv": (
        "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,section_id",
        "A,2026-27,fall,ART1,,5,0,NOW7",
        "A,2026-27,spring,ART1,,5,0,NOW7",
    ),
    "plans.csv": (
        "student_id,plan,grade_level,term,lane,course_code,section_id,period",
        "A,Plan A,11,year,day,ART1,ART7,P7",
        "A,Plan A,11,year,extended,AU1,,",
        "A,Plan A,12,year,extended,AU2,,",
        "B,Plan A,12,year,extended,AU1,AFULL,",
    ),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Ana with a class in progress and a plan, Ben with the only seat of a section."""
    folder = tmp_path_factory.mktemp("fits")
    for name, lines in FILES.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = new_district(folder / "fits.cte", None, Clock(TODAY), actor="A. Lee")
    import_paths(made, [folder / name for name in FILES], back_up=False)
    yield made
    made.close()


@pytest.fixture
def ana(desk: Desk) -> Case:
    return open_case(desk, "A")


def standings(lines: tuple[FitLine, ...]) -> dict[str, Standing]:
    return {line.section.section_id: line.standing for line in lines}


def uid_of(case: Case, code: str, grade: int) -> str:
    assert case.plan is not None
    return next(
        p.uid
        for p in case.plan.placed
        if p.course_code == code and p.spot is not None and p.spot.grade_level == grade
    )


def test_each_section_fits_does_not_or_is_not_known_to(desk: Desk, ana: Case) -> None:
    lines = fits_of(ana, desk, "AU1", 2027, "year")
    assert standings(lines) == {
        "A1630": Standing.FITS,
        "A1600": Standing.DOES_NOT_FIT,
        "AFULL": Standing.DOES_NOT_FIT,
        "ANONE": Standing.NOT_KNOWN,
    }
    assert lines[0].section.section_id == "A1630"
    assert all(bool(line.why) != line.fit.fits for line in lines)
    assert {line.section.section_id: line.claimed for line in lines if line.claimed} == {"AFULL": 1}


def test_who_planned_the_seat_keeps_it(desk: Desk) -> None:
    ben = open_case(desk, "B")
    assert standings(fits_of(ben, desk, "AU1", 2027, "year"))["AFULL"] is Standing.FITS


def test_what_the_record_has_in_progress_counts_this_year(desk: Desk, ana: Case) -> None:
    (line,) = fits_of(ana, desk, "AU1", 2026, "spring")
    assert (line.fit.fits, line.fit.clashes, line.fit.minutes_short) == (False, ("NOW7",), 30)


def test_nothing_fits_into_a_term_that_is_over(desk: Desk, ana: Case) -> None:
    later = replace(ana, day=date(2027, 9, 1))
    (line,) = fits_of(later, desk, "AU1", 2026, "spring")
    assert (line.fit.fits, line.why) == (False, "Spring of 2026-27 is over.")


def test_the_placement_that_is_changed_is_thought_away(desk: Desk, ana: Case) -> None:
    lines = fits_of(ana, desk, "ART1", 2027, "year", uid_of(ana, "ART1", 11))
    assert {line.section.section_id for line in lines} == {"ART6", "ART7"}
    assert not any(line.fit.clashes for line in lines)


def test_offers_are_of_the_plans_courses_in_years_that_are_not_over(desk: Desk, ana: Case) -> None:
    offers = offers_for(desk, ana)
    assert {key: len(sections) for key, sections in offers.items()} == {
        (2026, "ART1"): 1,
        (2026, "AU1"): 1,
        (2027, "ART1"): 2,
        (2027, "AU1"): 4,
    }
    assert is_timetabled(desk, 2027)
    assert not is_timetabled(desk, 2028)


def test_without_a_timetable_there_is_the_pattern(desk: Desk, ana: Case) -> None:
    picking = pick_for(desk, ana, uid_of(ana, "AU2", 12))
    assert picking is not None
    assert (picking.lines, picking.timetabled, picking.term) == ((), False, "year")
    assert picking.patterns == patterns_for(ana, "AU2", 2028)
    assert {(p.site, p.lane) for p in picking.patterns} == {
        (site, Lane.EXTENDED) for site in ("CN", "HT", "SG")
    }
    assert pick_for(desk, ana, "nobody") is None
    assert patterns_for(ana, "NOTHERE", 2028) == ()


def test_the_week_shows_the_section_in_the_term_of_its_clash(desk: Desk, ana: Case) -> None:
    picking = pick_for(desk, ana, uid_of(ana, "AU1", 11))
    assert picking is not None
    line = next(found for found in picking.lines if found.section.section_id == "A1600")
    term, week = week_with(picking, line)
    assert term.value == "fall"
    own = [block for block in week.blocks if block.section_id == "A1600"]
    assert {block.weekday for block in own} == {"M", "R"}
    assert all(block.clash for block in own)
    assert picking.case is ana  # only thought of


def test_a_clash_offers_the_section_that_fits_and_all_others(desk: Desk, ana: Case) -> None:
    uid = uid_of(ana, "AU1", 11)
    line = next(
        found
        for found in fits_of(ana, desk, "AU1", 2027, "year", uid)
        if found.section.section_id == "A1600"
    )
    clashing = taking(ana, uid, line)
    found = with_section_fixes(desk, clashing, clashing.findings)
    assert len(found) == len(clashing.findings)
    fixes = [fix for finding in found if finding.code == "travel_clash" for fix in finding.fixes]
    taken = [dict(fix.args)["section_id"] for fix in fixes if fix.do == "take_section"]
    assert set(taken) <= {"A1630", "ART6"}
    assert taken
    assert any(fix.do == "see_sections" for fix in fixes)


def test_findings_that_no_section_settles_stay_as_they_are(desk: Desk, ana: Case) -> None:
    assert with_section_fixes(desk, ana, ana.findings) == ana.findings


def test_what_else_knows_the_sections_and_seats_that_it_rests_on(desk: Desk, ana: Case) -> None:
    uid = uid_of(ana, "AU1", 11)
    line = next(
        found
        for found in fits_of(ana, desk, "AU1", 2027, "year", uid)
        if found.section.section_id == "A1600"
    )
    ways = ways_for(desk, ana, uid, line)
    assert ways.found
    named = {section.section_id for section, _ in ways.sections_in(ways.found[0].plan)}
    assert named in ({"A1630", "ART7"}, {"A1600", "ART6"})
    assert ana.plan is not None
    taken = with_section(ana.plan, uid, line.section)
    claims = {section.section_id: claims for section, claims in ways.sections_in(taken)}
    assert [claim.student_id for claim in claims["ART7"]] == ["A"]
