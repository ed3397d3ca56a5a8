"""Students who came in the middle of a year, and what they bring: courses of schools elsewhere.

The registrar writes the local code where the course has an equal here (English, mathematics,
languages, laboratory science, pathway courses), since the next course asks for it; other courses
keep the code of the school that taught them.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cte_desktop.domain.school_year import SEMESTERS, school_year_of_grade
from cte_desktop.exchange.sample.curriculum import Curriculum, Offer, decimal
from cte_desktop.exchange.sample.district import Seat, is_junior_high
from cte_desktop.exchange.sample.pupil import Entry, Present, Pupil
from cte_desktop.exchange.sample.record import RecordLine

# Of the students of grades 9-12 who could have come in mid-year; about 4 in 100 of all students.
TRANSFER_SHARE = 0.09
SCHOOLS = (
    ("Palmdale High, Palmdale", False),
    ("North High, Torrance", False),
    ("Chatsworth Charter High, Los Angeles", False),
    ("Desert Vista High, Phoenix AZ", True),
    ("Lincoln High, Portland OR", False),
    ("Green Valley High, Henderson NV", False),
    ("Colegio Benito Juárez, Guadalajara", False),
    ("St. Mary's Academy, Denver CO", True),
)
_KEEP_CODE = frozenset({"english", "mathematics", "science_life", "science_physical"})
_LANGUAGES = ("SPAN", "FREN", "ASL", "ART1", "CER1", "DRAMA1")
_TITLES = {
    "MODCIV": ("WHG", "World History and Geography"),
    "MODCIVH": ("WHG", "World History and Geography"),
    "USHIST": ("AMHIST", "American History"),
    "PE9": ("PHYSED1", "Physical Education I"),
    "PE10": ("PHYSED2", "Physical Education II"),
    "HEALTH": ("WELL", "Wellness"),
    "CCPLAN": ("CAREX", "Career Exploration"),
    "YEARBK": ("PUBL", "Student Publications"),
    "ASB": ("LEAD", "Student Leadership"),
}
_CARNEGIE = {"5.0": "0.5", "2.5": "0.25", "10.0": "1.0", "0.0": "0.0"}
_GRADE_9 = 9


def draw_entry(rng: Random, seat: Seat, present: Present) -> Entry | None:
    """Return when and whence the student came in mid-year, or None for those who did not."""
    chance, pick = rng.random(), rng.random()
    days, (school, carnegie) = rng.randrange(5, 40), rng.choice(SCHOOLS)
    if is_junior_high(seat.school, seat.grade_level) or chance >= TRANSFER_SHARE:
        return None
    arrivals = [
        (grade, half, on)
        for grade in range(_GRADE_9, seat.grade_level + 1)
        for half in (0, 1)
        if (grade, half) > (_GRADE_9, 0)
        if (on := _first_day(seat, grade, half) + timedelta(days=days)) <= present.day
    ]
    if not arrivals:
        return None
    grade, half, on = arrivals[int(pick * len(arrivals))]
    return Entry(grade, half, on, school, carnegie)


def before_entry(pupil: Pupil) -> None:
    """Rewrite what was done before the student came, as the other schools' transcript says it."""
    entry = pupil.entry
    if entry is None:
        return
    curriculum = pupil.studies.curriculum
    there = [line for line in pupil.lines if _is_before(line, entry)]
    renamed = {
        line.course_code: _as_taught_there(offer)[0]
        for line in there
        if (offer := curriculum.offers.get(line.course_code)) is not None
    }
    lines = [_from_elsewhere(line, entry, curriculum) for line in there]
    lines += pupil.lines[len(there) :]
    pupil.lines = [
        line._replace(recovers=renamed.get(line.recovers, line.recovers)) if line.recovers else line
        for line in lines
    ]


def _first_day(seat: Seat, grade: int, half: int) -> date:
    year = school_year_of_grade(grade, seat.graduation_year)
    return date(year, 9, 8) if half == 0 else date(year + 1, 1, 8)


def _is_before(line: RecordLine, entry: Entry) -> bool:
    half = 2 if line.term == "summer" else SEMESTERS.index(line.term)
    return (line.grade_level, half) < (entry.grade_level, entry.half)


def _from_elsewhere(line: RecordLine, entry: Entry, curriculum: Curriculum) -> RecordLine:
    offer = curriculum.offers.get(line.course_code)
    section = line.section_id if line.term == "summer" else ""
    school = entry.school
    if line.grade_level < _GRADE_9:
        school = school.replace(" High,", " Middle,")
    line = line._replace(school=school, section_id=section)
    if offer is None:
        return line  # grades 7-8: no credits, no scale
    code, title = _as_taught_there(offer)
    same = code == offer.code
    return line._replace(
        course_code=code,
        course_title=title,
        credits_attempted=_scaled(line.credits_attempted, entry),
        credits_earned=_scaled(line.credits_earned, entry),
        subject=line.subject or _subject(offer),
        ag_area=offer.ag_area,
        ag_years=offer.half_ag_years if offer.ag_area else "",
        pathway=offer.pathway,
        pathway_level=offer.level,
        credit_scale="carnegie" if entry.carnegie and line.grade_level >= _GRADE_9 else "",
        honors="no" if not same and offer.rigor in {"ap", "honors"} else "",
    )


def _as_taught_there(offer: Offer) -> tuple[str, str]:
    kept = (
        offer.subject in _KEEP_CODE
        or offer.code.startswith(_LANGUAGES)
        or offer.pathway
        or offer.grade_max < _GRADE_9
        or offer.rigor in {"ap", "dual"}
        or offer.subject == "same_as_recovered"
    )
    if kept:
        return offer.code, offer.title
    code, title = _TITLES.get(offer.code, (offer.code, offer.title))
    return f"X-{code}", title


def _subject(offer: Offer) -> str:
    return "" if offer.subject == "same_as_recovered" else offer.subject


def _scaled(credits: str, entry: Entry) -> str:
    return _CARNEGIE.get(credits, decimal(0)) if entry.carnegie and credits != "0.0" else credits
