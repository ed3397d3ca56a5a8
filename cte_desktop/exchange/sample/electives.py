"""What fills the rest of the day: languages, arts, pathway courses, college classes, electives."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from cte_desktop.exchange.sample.careers import Career
from cte_desktop.exchange.sample.core import C_RANK
from cte_desktop.exchange.sample.record import Studies
from cte_desktop.exchange.sample.slots import (
    COLLEGE,
    CREDIT_RECOVERY,
    DAY,
    EXTENDED,
    Recovered,
    Slot,
    year_long,
)
from cte_desktop.exchange.sample.traits import Traits

COLLEGE_COURSES = (
    "COC-COUNS110",
    "COC-PSYCH101",
    "COC-SOCI101",
    "COC-COMS105",
    "COC-ADMJ101",
    "COC-MATH140",
    "COC-ENGL101",
)
INTERNSHIP = "INTERN"
_SPANISH = ("SPAN1", "SPAN2", "SPAN3", "SPAN4H", "APSPAN")
_ARTS = ("ART1", "CER1", "DRAMA1", "CHOIR")
_ARTS_NEXT = {"DRAW": "ART1", "CER2": "CER1", "DRAMA2": "DRAMA1", "APART": "ART1"}
_PAIRS = (("PSYCH", "SOC"), ("PERSFIN", "ETHNIC"), ("ETHNIC", "PERSFIN"), ("SOC", "PSYCH"))
_REPEATED = ("YEARBK", "JOURN", "ASB", "CHOIR")
_EL_COURSES = {9: "ELD1", 10: "ELD2", 11: "ELD3"}
# Halves that a student on track has earned before the grade begins; what lacks is recovered.
# Mathematics and science come again as whole courses (`core.py`), in grade 12 as recovery too.
_BESIDE_RECOVERY = ("PERSFIN", "ETHNIC", "TA", "WEIGHT")
_EXPECTED_HALVES = {
    10: (("health", 1),),
    11: (("health", 1), ("social_studies", 2)),
    12: (("health", 1), ("social_studies", 4), ("mathematics", 4)),
}


def elective_slots(
    traits: Traits,
    studies: Studies,
    career: Career,
    grade: int,
    rng: Random,
) -> Iterator[Slot]:
    """Yield what the student would take, what matters most first; never two of one course."""
    if traits.study_skills:
        yield Slot("STSKILL", "STSKILL")
    yield from _recovery(studies, grade)
    learner = _EL_COURSES.get(grade, "") if traits.english_learner else ""
    if learner and studies.ready(learner):
        yield year_long(learner)
    step = career.step_in(grade)
    if step is not None and studies.ready(step.code) and step.lane != EXTENDED:
        yield year_long(step.code)
    if traits.music and grade <= traits.music_until:
        yield year_long(traits.music)
    language = _language(traits, studies, grade, rng)
    if language:
        yield year_long(language)
    if traits.avid:
        yield year_long(f"AVID{grade}")
    yield from _tastes(traits, studies, grade, rng)


def evening_slot(
    traits: Traits, studies: Studies, career: Career, grade: int, home: str, rng: Random
) -> Slot | None:
    """Return the Extended Day class of the year: a step of the career, or an internship."""
    step = career.step_in(grade)
    if step is not None and step.lane == EXTENDED:
        return year_long(step.code, EXTENDED, step.site) if studies.ready(step.code) else None
    if traits.internship and grade >= 11:
        curriculum = studies.curriculum
        away = rng.random() < 0.52 or not curriculum.evenings.get(home)
        sites = [
            site
            for site in curriculum.evening_sites
            if site != home and curriculum.within_reach(home, site)
        ]
        site = rng.choice(sites) if away and sites else home
        return Slot(INTERNSHIP, INTERNSHIP, EXTENDED, site)
    return None


def college_slot(
    traits: Traits, studies: Studies, grade: int, home: str, rng: Random
) -> Slot | None:
    """Return the college class of the year: on campus, or at the college from grade 11."""
    if not traits.college or grade < traits.college_from:
        return None
    open_courses = [
        code
        for code in COLLEGE_COURSES
        if studies.curriculum.offers[code].grade_min <= grade and not studies.took(code)
        if code != "COC-MATH140" or studies.passed("ALG2") or studies.passed("ALG2H")
    ]
    if not open_courses:
        return None
    code = rng.choice(open_courses)
    site = home if grade < 11 or rng.random() < 0.6 else "College of the Canyons"
    fall = rng.random() < 0.6
    return Slot(code if fall else "", "" if fall else code, COLLEGE, site)


def _recovery(studies: Studies, grade: int) -> Iterator[Slot]:
    """Yield a period of credit recovery for up to two halves that graduation needs.

    With one half to make good the spring holds something else; the first that fits is taken.
    """
    wanted: list[Recovered] = []
    for subject, expected in _EXPECTED_HALVES.get(grade, ()):
        short = expected - studies.earned.get(subject, 0)
        if short > 0:
            wanted += _missing(studies, subject)[:short]
    if len(wanted) > 1:
        yield Slot(CREDIT_RECOVERY, CREDIT_RECOVERY, DAY, "", wanted[0], wanted[1])
    elif wanted:
        for beside in _BESIDE_RECOVERY:
            yield Slot(CREDIT_RECOVERY, beside, recovers_fall=wanted[0])


def _missing(studies: Studies, subject: str) -> list[Recovered]:
    offers = studies.curriculum.offers
    return [
        (code, half)
        for code in studies.best
        if offers[code].subject == subject
        for half in studies.missing_halves(code)
        if half == 0 or offers[code].is_year
    ]


def _language(traits: Traits, studies: Studies, grade: int, rng: Random) -> str:
    """Return the next level of the language, or "" when done or never begun."""
    if not traits.language or (grade == 9 and rng.random() < 0.25 and not studies.took("SPAN1J")):
        return ""
    spanish = traits.language == "SPAN" or studies.passed("SPAN1J", C_RANK)
    levels = _SPANISH if spanish else tuple(f"{traits.language}{n}" for n in (1, 2, 3))
    if spanish and traits.heritage and grade == 9 and not studies.took("SPAN1J"):
        return "SPANSP"
    for place in range(len(levels) - 1, 0, -1):
        code = levels[place]
        offer = studies.curriculum.offers[code]
        if studies.took(code) or offer.grade_min > grade or not studies.ready(code):
            continue
        if any(studies.took(later) for later in levels[place:]):
            return ""
        keen = 1.0 if place == 1 else 0.6 if place == 2 and traits.university else 0.25
        return code if rng.random() < keen else ""
    first = levels[0]
    begun = studies.took(first) or studies.took("SPANSP")
    return "" if begun or grade == 12 else first


def _tastes(traits: Traits, studies: Studies, grade: int, rng: Random) -> Iterator[Slot]:
    fresh = [code for code in _ARTS if not studies.took(code)]
    fresh += [
        code
        for code, before in _ARTS_NEXT.items()
        if studies.passed(before) and not studies.took(code) and (code != "APART" or grade > 10)
    ]
    pairs = [
        pair
        for pair in _PAIRS
        if not studies.took(pair[0])
        and not studies.took(pair[1])
        and (grade > 10 or pair[0] in {"PERSFIN", "ETHNIC"})
    ]
    rng.shuffle(fresh)
    if fresh and not studies.earned.get("arts_language_cte") and rng.random() < 0.6:
        yield year_long(fresh.pop())
    if traits.rigor and grade > 9 and rng.random() < 0.5:
        code = "APPSYCH" if grade > 10 else "APHUG"
        if not studies.took(code):
            yield year_long(code)
    for _ in range(3):
        chance = rng.random()
        if chance < 0.3 and pairs:
            yield Slot(*pairs.pop(rng.randrange(len(pairs))))
            pairs = []
        elif chance < 0.6 and fresh:
            yield year_long(fresh.pop())
        elif chance < 0.8:
            yield year_long(rng.choice(_REPEATED))
    if grade > 10:
        yield Slot("TA", "TA") if rng.random() < 0.7 else Slot("WEXP", "WEXP")
    yield year_long("YEARBK")
    yield year_long("JOURN")
    yield year_long("ASB")
    if fresh:
        yield year_long(fresh.pop())
