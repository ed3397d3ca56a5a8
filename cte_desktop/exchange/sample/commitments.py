"""What else is known of a student: test scores, decisions of the office, times already taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.exchange.sample.pupil import Present, Pupil

Row = tuple[str | int, ...]

EXEMPT_SHARE = 0.06  # of students who came from elsewhere after grade 10
PE_SHARE = 0.01
AP_SHARE = 0.75
_TEST_MONTH = 5
_CATEGORIES = ("foster", "homeless", "military_family", "migratory")
_APPROVERS = ("M. Alvarez", "R. Okafor", "D. Whitfield")
# Season of a sport, its weekdays and clock times after school (inferred).
_SPORTS = (("fall", "MTWRF"), ("spring", "MTWRF"), ("fall", "MTWR"), ("spring", "MTRF"))
_JOBS = (("TR", "17:00", "21:00"), ("MWF", "17:30", "20:30"), ("F", "16:00", "21:00"))


def test_rows(pupil: Pupil, present: Present) -> Iterator[Row]:
    """Yield the rows of tests.csv: SBAC levels (1 to 4) of grade 11, AP scores (1 to 5)."""
    rng, talent = pupil.rng, pupil.traits.talent
    sbac_day = date(pupil.year_of(11) + 1, _TEST_MONTH, 6)
    came = pupil.entry.on if pupil.entry else date.min
    levels = [_between(1, 4, 2.5 + talent * 0.7 + rng.gauss(0.0, 0.5)) for _ in range(2)]
    if came <= sbac_day < present.day:
        for test, level in zip(("SBAC_ELA", "SBAC_MATH"), levels, strict=True):
            yield (pupil.seat.student_id, test, level, sbac_day.isoformat())
    for line in pupil.lines:
        if line.course_code.startswith("AP") and line.term == "spring" and line.mark:
            on = date(pupil.year_of(line.grade_level) + 1, _TEST_MONTH, 12)
            if rng.random() < AP_SHARE and on < present.day:
                score = _between(1, 5, 2.4 + talent * 0.8 + rng.gauss(0.0, 0.8))
                exam = f"AP:{line.course_code.removeprefix('AP')}"
                yield (pupil.seat.student_id, exam, score, on.isoformat())


def decision_rows(pupil: Pupil, present: Present) -> Iterator[Row]:
    """Yield the rows of decisions.csv, few: courses from elsewhere, exemptions by law."""
    rng, entry = pupil.rng, pupil.entry
    approver = rng.choice(_APPROVERS)
    sid = pupil.seat.student_id
    if entry is not None:
        for course, taken in (("MODCIV", "X-WHG"), ("USHIST", "X-AMHIST")):
            if any(line.course_code == taken for line in pupil.lines):
                yield (
                    sid, "also_allow", "graduation", f"social_studies.{course}", taken, "", "",
                    "taken at the school before", approver, entry.on.isoformat(),
                )  # fmt: skip
        if entry.grade_level > 10 and rng.random() < EXEMPT_SHARE * 4:
            yield (
                sid, "exemption_51225_1", "graduation", "", "", "", rng.choice(_CATEGORIES),
                "transfer after the second year", approver, entry.on.isoformat(),
            )  # fmt: skip
    if pupil.traits.athlete and pupil.seat.grade_level > 10 and rng.random() < PE_SHARE * 4:
        on = date(pupil.year_of(11), 9, 20)
        if on <= present.day:
            yield (
                sid, "pe_exemption", "graduation", "physical_education", "", "", "",
                "EC 51242, interscholastic athletics", approver, on.isoformat(),
            )  # fmt: skip


def busy_rows(pupil: Pupil, present: Present) -> Iterator[Row]:
    """Yield the rows of busy.csv for the present year; nobody is busy during an evening class."""
    rng, traits = pupil.rng, pupil.traits
    year = school_year_text(present.school_year)
    in_the_evening = any(course.slot.lane == "extended" for course in pupil.timetable)
    sport, job, chance = rng.choice(_SPORTS), rng.choice(_JOBS), rng.random()
    if pupil.seat.grade_level < 9 or in_the_evening:
        return
    if traits.athlete and chance < 0.8:
        term, days = sport
        home = pupil.high_school
        yield (pupil.seat.student_id, year, term, days, "16:05", "18:00", "sport", home)
    elif traits.works and pupil.seat.grade_level > 10:
        days, start, end = job
        for term in ("fall", "spring"):
            yield (pupil.seat.student_id, year, term, days, start, end, "job", "")


def _between(low: int, high: int, value: float) -> int:
    return max(low, min(high, round(value)))
