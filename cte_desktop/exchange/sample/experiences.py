"""What surrounds a pathway: enrollments, workshops, work-based learning, CTSO, certifications."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.exchange.sample.careers import COMPLETES, STOPS
from cte_desktop.exchange.sample.pupil import Present, Pupil

Row = tuple[str | int, ...]

WORKSHOP_SHARE = 0.6
CERTIFIED_SHARE = 0.55
MEMBER_SHARE = 0.3
WORK_SHARE = 0.35
# Work-based learning types of the state file WBLR; the sector decides the student organization.
_WORK = (
    ("10", "Internship", 40, 120),
    ("15", "Student-led enterprise", 20, 60),
    ("20", "Virtual or simulated work experience", 10, 40),
    ("25", "Job shadowing", 4, 8),
    ("45", "Service learning", 10, 30),
)
_EMPLOYERS = (
    "Henry Mayo Newhall Hospital",
    "City of Santa Clarita",
    "Six Flags Magic Mountain",
    "Princess Cruises",
    "Valencia Auto Center",
    "Newhall Land",
    "Canyon Country Veterinary Clinic",
)
_ORGANIZATIONS = {"HSMT": "HOSA", "BF": "FBLA", "MSS": "DECA", "HTR": "FCCLA", "ECDFS": "FCCLA"}
_OPINIONS = (5, 4, 3, 4, 5, 2, "", 4, 1)
_OFFICES = ("", "", "Treasurer", "", "Secretary", "", "President")
_ISSUERS = {
    "OSHA": "US Department of Labor",
    "CPR": "American Heart Association",
    "ServSafe": "National Restaurant Association",
    "Adobe": "Adobe",
    "Autodesk": "Autodesk",
    "CompTIA": "CompTIA",
    "ASE": "National Institute for Automotive Service Excellence",
    "AWS": "American Welding Society",
}
_EVALUATIONS = ("", "Reliable, asks good questions", "", "Ready for more responsibility", "")
_REASONS = ("schedule conflict", "changed interest", "moved to another school", "")


def enrollment_rows(pupil: Pupil, present: Present) -> Iterator[Row]:
    """Yield the rows of enrollments.csv: interest in junior high, sign-up, leaving."""
    career, rng = pupil.career, pupil.rng
    if not career.pathway:
        return
    for grade, action, month, wanted in (
        (8, "interested", 4, rng.random() < 0.4),
        (career.signed_up_in, "signed_up", 9, career.signed_up_in >= 9),
        (_leaves_after(pupil), "left", 6, career.intent == STOPS and rng.random() < 0.5),
    ):
        on = _day(pupil, grade, month, rng.randrange(1, 28))
        if pupil.entry is not None and action == "signed_up":
            on = max(on, pupil.entry.on)
        if wanted and on <= present.day:
            yield (
                pupil.seat.student_id, career.pathway, action, on.isoformat(),
                school_year_text(pupil.year_of(grade)), pupil.school_in(grade),
                rng.choice(_REASONS) if action == "left" else "",
            )  # fmt: skip


def has_signed_up(pupil: Pupil, present: Present) -> bool:
    """Tell whether the student has signed up for the pathway by today."""
    career = pupil.career
    if not career.pathway or not 9 <= career.signed_up_in <= pupil.seat.grade_level:
        return False
    return _day(pupil, career.signed_up_in, 9, 28) <= present.day


def experience_rows(pupil: Pupil, present: Present) -> Iterator[Row]:
    """Yield the rows of experiences.csv."""
    for row in _rows(pupil, present):
        yield (*row, *_more(pupil, row))


def _rows(pupil: Pupil, present: Present) -> Iterator[Row]:
    yield from _workshops(pupil, present)
    yield from _exploration(pupil, present)
    yield from _in_the_pathway(pupil, present)
    yield from _college(pupil)


def _more(pupil: Pupil, row: Row) -> Row:
    """Return the eight columns behind the note, from the chapter to the way into a college course.

    No random number is drawn for them, so that all else of a sample is as it was without.
    """
    kind, grade = row[1], int(row[5] or 0)
    nth = sum(map(ord, pupil.seat.student_id)) + grade
    match kind:
        case "exploratory":
            return ("", "", "", "", "", _OPINIONS[nth % len(_OPINIONS)], "", "")
        case "ctso":
            office = _OFFICES[nth % len(_OFFICES)]
            return (pupil.school_in(grade), office, "", "", "", "", "", "")
        case "certification":
            title = str(row[2])
            issuer = next((by for word, by in _ISSUERS.items() if word in title), "")
            return ("", "", "", issuer, "", "", "", "")
        case "wbl" | "practicum":
            return ("", "", "", "", _EVALUATIONS[nth % len(_EVALUATIONS)], "", "", "")
        case "college":
            return ("", "", "", "", "", "", "", "concurrent")
        case _:
            return ("",) * 8


def _workshops(pupil: Pupil, present: Present) -> Iterator[Row]:
    catalog, rng = pupil.studies.curriculum.catalog, pupil.rng
    if pupil.entry is not None:
        return  # the workshops of a junior high elsewhere are not known
    for grade in (7, 8):
        open_here = [
            w
            for w in catalog.workshops
            if grade in w.grades and w.school in {"", pupil.seat.junior_high}
        ]
        if rng.random() > WORKSHOP_SHARE or not open_here:
            continue
        workshop, hours = rng.choice(open_here), rng.choice((4, 6, 8, 10))
        if _day(pupil, grade, 10, 15) <= present.day:
            yield _row(pupil, "exploratory", workshop.title, "", grade, hours)


def _exploration(pupil: Pupil, present: Present) -> Iterator[Row]:
    grade = pupil.rng.choice((9, 10, 11))
    if pupil.rng.random() < 0.2 and _day(pupil, grade, 11, 1) <= present.day:
        title = pupil.rng.choice(("Career fair", "College fair", "Visit to College of the Canyons"))
        yield _row(pupil, "exploration", title, "", grade, 3)


def _in_the_pathway(pupil: Pupil, present: Present) -> Iterator[Row]:
    career, rng, studies = pupil.career, pupil.rng, pupil.studies
    if career.intent not in {COMPLETES, STOPS}:
        return
    offers, catalog = studies.curriculum.offers, studies.curriculum.catalog
    sector = catalog.pathway_by_name[career.pathway].sector
    finished = {line.course_code for line in pupil.lines if line.mark}
    for step in career.steps:
        offer, june = offers[step.code], _day(pupil, step.grade_level, 5, 20)
        here = pupil.entry is None or step.grade_level >= pupil.entry.grade_level
        if june > present.day or step.code not in finished or not here:
            continue
        if rng.random() < MEMBER_SHARE:
            club = _ORGANIZATIONS.get(sector, "SkillsUSA")
            yield _row(pupil, "ctso", f"{club} member", career.pathway, step.grade_level, "", club)
        if offer.level != "introductory" and rng.random() < WORK_SHARE:
            code, title, low, high = rng.choice(_WORK)
            employer = rng.choice(_EMPLOYERS)
            hours = rng.randrange(low, high)
            row = _row(pupil, "wbl", title, career.pathway, step.grade_level, hours, employer)
            yield (*row[:11], code, *row[12:])
        if "practicum" in offer.title and studies.passed(step.code):
            employer = rng.choice(_EMPLOYERS)
            yield _row(
                pupil, "practicum", offer.title, career.pathway, step.grade_level, 60, employer
            )
        if offer.certification and studies.passed(step.code) and rng.random() < CERTIFIED_SHARE:
            yield _certified(pupil, offer.certification, step.grade_level, june)


def _certified(pupil: Pupil, title: str, grade: int, passed_on: date) -> Row:
    expires = passed_on.replace(year=passed_on.year + 2).isoformat() if "CPR" in title else ""
    number = f"C{pupil.rng.randrange(100_000, 999_999)}"
    row = _row(pupil, "certification", title, pupil.career.pathway, grade, "")
    return (*row[:8], passed_on.isoformat(), expires, "", "", number, "", "")


def _college(pupil: Pupil) -> Iterator[Row]:
    for line in pupil.lines:
        if line.course_code.startswith("COC-") and line.credits_earned != "0.0":
            row = _row(
                pupil, "college", line.course_title, "", line.grade_level, "",
                "College of the Canyons",
            )  # fmt: skip
            yield (*row[:10], 3, "", "", line.mark, "")


def _row(
    pupil: Pupil,
    kind: str,
    title: str,
    pathway: str,
    grade: int,
    hours: int | str,
    organization: str = "",
) -> Row:
    return (
        pupil.seat.student_id, kind, title, pathway, school_year_text(pupil.year_of(grade)), grade,
        hours, organization, "", "", "", "", "", "", "",
    )  # fmt: skip


def _leaves_after(pupil: Pupil) -> int:
    steps = pupil.career.steps
    return steps[-1].grade_level if steps else 9


def _day(pupil: Pupil, grade: int, month: int, day: int) -> date:
    year = pupil.year_of(grade)
    return date(year if month >= 7 else year + 1, month, day)
