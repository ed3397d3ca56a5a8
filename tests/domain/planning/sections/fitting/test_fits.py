"""Which sections fit into a week, best first, and why the others don't."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.section import Section, SectionMeeting
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.sections.fitting.fits import Fit, section_fits
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.sections.seats.open_order import Claim
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.experiences import BusyTime, Enrollment
from cte_desktop.wording.findings import finding_text
from tests.builders import catalog
from tests.domain.planning.situations import (
    day_section,
    placed,
    placed_year,
    section,
    situation,
    year_of,
)

DAY_COURSES = ("ENG11", "GEOM", "ART1", "CER1", "SOC", "PSYCH")
AU1_PASSED = year_of("AU1", "B", 2026)
EVENING = section("AU2-1", "AU2", "CN", "TR", "15:45", "17:15")


def fit_of(student: Situation, offered: Section, term: str = "fall") -> Fit:
    (fit,) = section_fits(student, offered.course_code, (offered,), 2027, term)
    return fit


def codes(fit: Fit) -> list[str]:
    return [finding.code for finding in fit.findings]


def late() -> Situation:
    """A student of Valencia with art in period 7, who has passed the course before Auto 2."""
    art = day_section("ART-7", "ART1", "VL", "P7")
    return situation(
        *placed_year("ART1", 11, "P7", section="ART-7"), record=AU1_PASSED, sections=(art,)
    )


def test_why_not_is_told_in_minutes_with_the_section_it_collides_with() -> None:
    fit = fit_of(late(), EVENING)
    assert (fit.fits, fit.clashes, fit.minutes_short) == (False, ("ART-7",), 15)
    assert finding_text(fit.findings[0], catalog()) == (
        "On Tuesday and Thursday in fall of 11th grade, Automotive Technology 2 starts 15:45 at "
        "Canyon; period 7 (Art 1) at Valencia ends 16:00 and the drive is 20 minutes."
    )
    short = fit_of(late(), section("AU2-2", "AU2", "CN", "TR", "16:25", "17:55"))
    assert (short.fits, short.minutes_short, codes(short)) == (False, 5, ["travel_clash"] * 2)
    assert fit_of(late(), section("AU2-3", "AU2", "CN", "TR", "16:30", "18:00")).fits
    assert (
        fit_of(late(), section("AU2-4", "AU2", "CN", "MTWR", "16:30", "18:00")).seats.left is None
    )


def test_the_course_itself_makes_way_in_plan_and_record() -> None:
    third, other = day_section("A-3", "ART1", "VL", "P3"), day_section("A-4", "ART1", "VL", "P3")
    student = situation(*placed_year("ART1", 11, "P3", section="A-3"), sections=(third,))
    assert fit_of(student, other, "year").fits
    ceramics = day_section("C-3", "CER1", "VL", "P3")
    (clashing,) = section_fits(student, "CER1", (ceramics,), 2027, "year")
    assert clashing.clashes == ("A-3",)
    assert student.plan is not None
    uid = student.plan.placements[1].uid
    (instead,) = section_fits(student, "CER1", (ceramics,), 2027, "year", placement_uid=uid)
    assert instead.fits


def test_sections_of_the_year_must_fit_in_both_semesters() -> None:
    spring = situation(placed("PSYCH", 11, Term.SPRING, "P3"))
    year = day_section("A-3", "ART1", "VL", "P3")
    half = replace(year, section_id="A-F", term="fall")
    fits = section_fits(spring, "ART1", (year, half), 2027, "fall")
    assert [(f.section.section_id, f.fits) for f in fits] == [("A-F", True), ("A-3", False)]
    assert fits[1].clashes == ("PSYCH",)  # a course that has no section yet
    assert [
        f.section.section_id for f in section_fits(spring, "ART1", (year, half), 2027, "year")
    ] == ["A-3"]
    assert section_fits(spring, "ART1", (year, half), 2027, "summer") == ()
    assert section_fits(spring, "ART1", (year, half), 2026, "fall") == ()
    assert section_fits(spring, "NIX", (year,), 2027, "fall") == ()


@pytest.mark.parametrize(
    ("spoiled", "code"),
    [
        (replace(EVENING, cancelled=True), "section_gone"),
        (replace(EVENING, seats=0), "seat_full"),
        (replace(EVENING, reserved_for="the band"), "seat_full"),
        (replace(EVENING, grade_min=12), "grade_range"),
        (replace(EVENING, site="VL"), "site_without_course"),
        (replace(EVENING, meetings=()), "time_missing"),
        (replace(EVENING, meetings=(SectionMeeting("P8", "TR"),)), "bell_missing"),
        (
            replace(EVENING, meetings=(*EVENING.meetings, SectionMeeting("", "T", 1000, 1100))),
            "section_double",
        ),
    ],
)
def test_each_reason_keeps_a_section_from_fitting(spoiled: Section, code: str) -> None:
    student = situation(record=AU1_PASSED)
    assert fit_of(student, EVENING).fits
    fit = fit_of(student, spoiled)
    assert not fit.fits
    assert code in codes(fit)


def test_prerequisites_and_the_terms_of_the_course_count() -> None:
    assert codes(fit_of(situation(), EVENING)) == ["prerequisite_missing"]
    summer = replace(EVENING, term="summer")
    assert "term_not_offered" in codes(fit_of(situation(record=AU1_PASSED), summer, "summer"))


def test_a_way_that_nobody_wrote_down_never_fits() -> None:
    far = replace(EVENING, site="COC")
    student = situation(*placed_year("ART1", 11, "P6"), record=AU1_PASSED)
    fit = fit_of(student, far)
    assert (fit.fits, fit.clashes, fit.minutes_short) == (False, ("ART1",), None)
    assert "travel_unknown" in codes(fit)


def test_fixed_times_count_in_their_term_and_name_no_section() -> None:
    job = BusyTime(2027, Term.SPRING, "R", 17 * 60, 20 * 60, "job")
    student = situation(record=AU1_PASSED, busy=(job,))
    fit = fit_of(student, EVENING)
    assert (fit.fits, fit.clashes, fit.minutes_short) == (False, (), 15)
    assert fit_of(student, replace(EVENING, term="fall")).fits


def test_a_class_beside_it_whose_time_nobody_knows_keeps_it_from_fitting() -> None:
    silent = replace(day_section("S", "ART1", "VL", ""), meetings=())
    student = situation(
        *placed_year("ART1", 11, section="S"), record=AU1_PASSED, sections=(silent,)
    )
    assert codes(fit_of(student, EVENING))[0] == "time_missing"


def test_a_section_that_leaves_a_period_empty_says_so() -> None:
    day = [day_section(f"D{p}", code, "VL", f"P{p}") for p, code in enumerate(DAY_COURSES, start=1)]
    placements = [p for s in day for p in placed_year(s.course_code, 11, section=s.section_id)]
    student = situation(*placements, record=AU1_PASSED, sections=tuple(day))
    assert "empty_period_51228_1" not in {f.code for f in conflicts(student)}
    later = day_section("ART-7", DAY_COURSES[2], "VL", "P7")
    fit = fit_of(student, later)
    assert fit.fits
    assert [f.about("periods") for f in fit.findings] == [("P3",), ("P3",)]
    assert codes(fit_of(student, replace(later, term="fall"))) == ["empty_period_51228_1"]


def test_what_is_good_to_know_does_not_keep_a_section_from_fitting() -> None:
    student = situation(record=AU1_PASSED)
    pathway = Enrollment("Automotive Technology", "signed_up", None)
    wish = Wish(1, "latest_end", "17:00", "like")
    knowing = replace(student, file=replace(student.file, enrollments=(pathway,), wishes=(wish,)))
    fit = fit_of(knowing, EVENING, "year")
    assert fit.fits
    assert codes(fit) == ["capstone_elsewhere", "outside_wished_hours", "outside_wished_hours"]
    must = replace(knowing, file=replace(knowing.file, wishes=(replace(wish, strength="must"),)))
    assert not fit_of(must, EVENING).fits


def claim(uid: str, grade: int, *pathways: str, recorded: bool = False) -> Claim:
    return Claim(uid, uid, uid, grade, recorded=recorded, pathways=pathways, placed=1)


def seats_of(student: Situation, offered: Section, *claims: Claim) -> tuple[bool, int | None]:
    fit = fit_of(replace(student, claims={key_of(offered): claims}), offered)
    return fit.fits, fit.seats_left


def test_the_seats_left_are_those_that_this_student_may_choose_from() -> None:
    student = situation(record=AU1_PASSED)
    uid, one = student.file.student.uid, replace(EVENING, seats=1)
    assert seats_of(student, one) == (True, 1)
    assert seats_of(student, one, claim(uid, 11)) == (True, 1)  # the own claim takes none
    assert seats_of(student, one, claim("other", 12)) == (False, 0)
    assert seats_of(student, one, claim("other", 9)) == (True, 1)  # after this student's
    kept = replace(EVENING, seats=30, reserved_for="grade 12")
    assert seats_of(student, kept) == (False, 0)
    assert fit_of(student, kept).seats.left == 30


def test_who_sits_in_a_section_by_the_record_has_a_seat_however_many_there_are() -> None:
    student = situation(record=AU1_PASSED)
    own = claim(student.file.student.uid, 11, recorded=True)
    seniors = [claim(str(place), 12, recorded=True) for place in range(2)]
    two = replace(EVENING, seats=2)
    assert seats_of(student, two, *seniors, own) == (True, 1)
    assert seats_of(student, two, *seniors) == (False, 0)


def test_a_cancelled_section_stands_behind_all_that_might_still_fit() -> None:
    student = late()
    gone = replace(section("GONE", "AU2", "CN", "TR", "16:30", "18:00"), cancelled=True)
    silent = replace(EVENING, section_id="FAR", site="SG", seats=0, grade_min=12)
    fits = section_fits(student, "AU2", (gone, silent, EVENING), 2027, "year")
    assert [f.section.section_id for f in fits][-1] == "GONE"
    assert len([f for f in fits[1].findings if f.severity is Severity.MUST_FIX]) > 1


def test_a_course_passed_well_enough_is_told_before_it_is_taken_again() -> None:
    third = day_section("A-3", "ALG1", "VL", "P3")
    assert codes(fit_of(situation(record=year_of("ALG1", "D", 2025)), third)) == []
    passed = situation(record=year_of("ALG1", "B", 2025))
    fit = fit_of(passed, third)
    assert (fit.fits, codes(fit)) == (True, ["repeat_51228_2"])
    assert fit.findings[0].about("course") == "ALG1"
    summer = fit_of(passed, replace(third, term="summer"), "summer")
    assert "repeat_51228_2" not in codes(summer)
    later = situation(record=year_of("ALG1", "B", 2028))
    assert "repeat_51228_2" not in codes(fit_of(later, third))


def test_the_best_comes_first() -> None:
    student = replace(
        late(),
        claims={(2027, "FULL"): (Claim("x", "x", "X", 12, recorded=True, pathways=(), placed=0),)},
    )
    offered = (
        EVENING,  # 15 minutes too early
        section("LATE", "AU2", "CN", "TR", "16:40", "18:10"),
        section("SOON", "AU2", "CN", "TR", "16:30", "18:00"),
        section("HOME", "AU2", "HT", "MW", "16:30", "18:00"),
        replace(section("FULL", "AU2", "CN", "TR", "16:30", "18:00"), seats=1),
    )
    fits = section_fits(student, "AU2", offered, 2027, "year")
    assert [f.section.section_id for f in fits[:3]] == ["HOME", "SOON", "LATE"]
    assert {f.section.section_id for f in fits[3:]} == {"FULL", "AU2-1"}
    assert [f.fits for f in fits] == [True, True, True, False, False]
