"""Which sections fit into a week, best first, and why the others don't."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.choices import with_section
from cte_desktop.domain.planning.clashes import CLASHES
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.sections.fitting import Fit, section_fits
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.sections.seats import Claim
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.experiences import BusyTime, Enrollment
from cte_desktop.wording.findings import finding_text
from tests.builders import catalog
from tests.domain.catalog.lost_bells import without_bells
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


SITES = st.sampled_from(("VL", "VL", "VL", "SG", "COC"))
PERIODS = st.builds(
    SectionMeeting,
    st.sampled_from(("P0", "P1", "P3", "P6", "P7")),
    st.sampled_from(("", "MW", "F")),
)
HOURS = st.builds(
    lambda days, start, long: SectionMeeting("", days, start, start + long),
    st.sampled_from(("TR", "M", "MTWRF")),
    st.integers(14 * 60, 18 * 60),
    st.integers(30, 120),
)
SECTIONS = st.builds(
    lambda code, term, site, kind, meetings: Section(
        f"{code}-1", 2027, term, code, site, kind, tuple(meetings)
    ),
    st.sampled_from(("ART1", "CER1", "PSYCH", "ENG11")),
    st.sampled_from(("year", "fall", "spring")),
    SITES,
    st.sampled_from((SectionKind.DAY, SectionKind.EXTENDED)),
    st.lists(st.one_of(PERIODS, HOURS), min_size=1, max_size=2),
)
BUSY = st.builds(
    BusyTime,
    st.just(2027),
    st.sampled_from((Term.FALL, Term.SPRING)),
    st.sampled_from(("M", "TR")),
    st.just(16 * 60),
    st.just(17 * 60),
    st.just("job"),
    st.sampled_from(("", "SG")),
)


def student_with(planned: list[Section], busy: list[BusyTime]) -> Situation:
    terms = {"year": (Term.FALL, Term.SPRING)}
    placements = [
        placed(s.course_code, 11, term, section=s.section_id, site=s.site)
        for s in planned
        for term in terms.get(s.term, (Term(s.term),) if s.term != "year" else ())
    ]
    return situation(*placements, sections=tuple(planned), busy=tuple(busy))


def one_way_only() -> Catalog:
    ways = tuple(w for w in catalog().travel if (w.origin, w.destination) != ("SG", "VL"))
    return replace(catalog(), travel=ways)


CATALOGS = (
    catalog(),
    without_bells("VL", "F", "periods", "DAY"),
    without_bells("VL", "MW", "P3", "P6"),
    without_bells("SG", "R", "periods"),
    one_way_only(),
)
CLOCK = {*CLASHES, "bell_missing", "time_missing", "section_double"}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(SECTIONS, max_size=3, unique_by=lambda s: s.course_code),
    st.lists(BUSY, max_size=2),
    SECTIONS.map(lambda s: replace(s, course_code="SOC", section_id="NEW")),
    st.sampled_from(CATALOGS),
    st.sampled_from((0, 10, 25)),
)
def test_a_section_fits_by_the_clock_when_the_bells_and_ways_themselves_say_so(
    planned: list[Section], busy: list[BusyTime], new: Section, known: Catalog, margin: int
) -> None:
    student = replace(
        student_with(planned, busy),
        catalog=known,
        settings=PlanningSettings(travel_margin_minutes=margin),
    )
    (fit,) = section_fits(student, "SOC", (new,), 2027, "fall" if new.term == "year" else new.term)
    told = {
        f
        for f in conflicts(taking(student, new))
        if "SOC" in {f.about("course"), f.about("other_course")} and f.code in CLOCK
    }
    beside = [s for s in planned if set(terms_of(s)) & set(terms_of(new))]
    mine = times(new, known)
    if fit.fits:
        assert mine is not None
        assert told == set()
        assert all(f.severity is not Severity.MUST_FIX for f in fit.findings)
    if mine is None or any(times(s, known) is None for s in beside):
        assert mine is not None or not fit.fits
        return
    taken = [time for s in beside for time in times(s, known) or ()]
    taken += [
        (day, b.start, b.end, b.site) for b in busy if b.term in terms_of(new) for day in b.days
    ]
    attended = all(can_attend(one, other, known, margin) for one in mine for other in taken)
    doubled = any(overlap(a, b) for a, b in combinations(sorted(set(mine)), 2))
    assert bool(fit.against & CLOCK) == (doubled or not attended)
    assert bool(told) == (doubled or not attended)


Time = tuple[str, int, int, str]


def terms_of(one: Section) -> tuple[Term, ...]:
    return (Term.FALL, Term.SPRING) if one.term == "year" else (Term(one.term),)


def taking(student: Situation, new: Section) -> Situation:
    """The student with the section in the plan."""
    halves = tuple(placed(new.course_code, 11, term) for term in terms_of(new))
    assert student.plan is not None
    plan = replace(student.plan, placements=(*student.plan.placements, *halves))
    return replace(
        student,
        plan=with_section(plan, halves[0].uid, new),
        sections={**student.sections, key_of(new): new},
    )


def times(one: Section, known: Catalog) -> list[Time] | None:
    """When a section meets, read from the bells row by row; None when one is missing."""
    found: list[Time] = []
    for row in one.meetings:
        for day in row.days or "MTWRF":
            if row.start is not None and row.end is not None:
                found.append((day, row.start, row.end, one.site))
                continue
            rung = [
                (day, bell.start, bell.end, one.site)
                for bell in known.bells
                if (bell.school, bell.block) == (one.site, row.period) and day in bell.days
            ]
            if not rung:
                return None
            found += rung
    return found


def overlap(one: Time, other: Time) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def can_attend(one: Time, other: Time, known: Catalog, margin: int) -> bool:
    """Whether both can be attended, by the minutes of the table of ways."""
    first, second = sorted((one, other), key=lambda time: time[1:3])
    if overlap(one, other):
        return False
    if one[0] != other[0] or first[3] == second[3] or not (first[3] and second[3]):
        return True
    ways = {(w.origin, w.destination): w.minutes for w in known.travel}
    there, back = (first[3], second[3]), (second[3], first[3])
    minutes = ways.get(there, ways.get(back))  # a way that stands once is taken both ways
    return minutes is not None and second[1] - first[2] >= minutes + margin
