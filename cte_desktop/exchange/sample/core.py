"""The courses that a grade asks for: English, social studies, mathematics, science, PE, health.

Every choice keeps to the catalog: prerequisites, grade ranges, and what the student has passed.
"""

from __future__ import annotations

from random import Random

from cte_desktop.domain.grades import LETTERS
from cte_desktop.exchange.sample.record import Studies
from cte_desktop.exchange.sample.slots import Slot, year_long
from cte_desktop.exchange.sample.traits import Traits

# Each step of the mathematics ladder with the courses that stand for it, easiest first.
_LADDER = (
    ("ALG1", "ALG1B"),  # and MATH8A with a C
    ("GEOM", "GEOMH"),
    ("ALG2", "ALG2H"),
    ("PRECALC", "PRECALCH"),
    ("APCALAB",),
    ("APCALBC",),
)
_BESIDE_LADDER = (("APSTATS", True), ("STATS", False), ("FINALG", False))
C_RANK = LETTERS.index("C")
_ENGLISH = {
    9: (("ENG09H", True), ("ENG09", False)),
    10: (("ENG10H", True), ("ENG10", False)),
    11: (("APLANG", True), ("ENG11", False)),
    12: (("APLIT", True), ("ENG12", False)),
}
_WORLD_HISTORY = (("APWORLD", 1.1), ("APEURO", 1.0), ("MODCIVH", 0.75))
_HALVES_OF_30_CREDITS = 6
_HALVES_OF_20_CREDITS = 4
_HALVES_OF_10_CREDITS = 2


def core_slots(traits: Traits, studies: Studies, grade: int, rng: Random) -> list[Slot]:
    """Return what every student of the grade takes, as far as prerequisites let them."""
    mathematics = _mathematics(traits, studies, grade, rng)
    slots = [
        _english(traits, studies, grade, rng),
        year_long(mathematics) if mathematics else None,
        _social_studies(traits, grade, rng),
        _science(traits, studies, grade, mathematics, rng),
        _physical_education(traits, studies, grade, rng),
    ]
    if grade == 9:
        pair = ("HEALTH", "CCPLAN") if rng.random() < 0.5 else ("CCPLAN", "HEALTH")
        slots.append(Slot(*pair))
    return [slot for slot in slots if slot is not None]


def _english(traits: Traits, studies: Studies, grade: int, rng: Random) -> Slot | None:
    for code, rigorous in _ENGLISH[grade]:
        if rigorous and not (traits.rigor and rng.random() < 0.85):
            continue
        if studies.ready(code):
            if code == "ENG12" and rng.random() < 0.35:
                return year_long("ERWC")
            return year_long(code)
    return None


def _social_studies(traits: Traits, grade: int, rng: Random) -> Slot | None:
    if grade == 10:
        for code, talent in _WORLD_HISTORY:
            if traits.rigor and traits.talent > talent and rng.random() < 0.5:
                return year_long(code)
        return year_long("MODCIV")
    if grade == 11:
        return year_long("APUSH" if traits.rigor and rng.random() < 0.6 else "USHIST")
    if grade == 12:
        rigorous = traits.rigor and rng.random() < 0.5
        pair = ("APGOV", "APMACRO") if rigorous else ("USGOV", "ECON")
        return Slot(*pair) if rng.random() < 0.5 else Slot(pair[1], pair[0])
    return None


def _mathematics(traits: Traits, studies: Studies, grade: int, rng: Random) -> str:
    enough = studies.earned.get("mathematics", 0) >= _HALVES_OF_30_CREDITS
    if grade == 12 and enough and not (traits.university and rng.random() < 0.6):
        return ""
    reached = max((i for i, step in enumerate(_LADDER) if _any_passed(studies, step)), default=-1)
    if reached < 0 and studies.passed("MATH8A", C_RANK):
        reached = 0
    if reached < 0:
        return _first_algebra(traits, studies, grade)
    wanted = _next_on_ladder(traits, studies, grade, reached)
    if wanted and (traits.university or reached < 2 or grade < 11):
        return wanted
    for code, rigorous in _BESIDE_LADDER:
        if rigorous and not traits.rigor:
            continue
        if _open(studies, code, grade) and not studies.passed(code):
            return code
    return wanted


def _first_algebra(traits: Traits, studies: Studies, grade: int) -> str:
    if studies.passed("ALG1A") and grade > 9:
        return "ALG1B"
    slow = traits.talent < -1.1 and grade == 9
    return "ALG1A" if slow else "ALG1"


def _next_on_ladder(traits: Traits, studies: Studies, grade: int, reached: int) -> str:
    if reached + 1 >= len(_LADDER):
        return ""
    step = _LADDER[reached + 1]
    for code in reversed(step) if traits.rigor else step[:1]:
        if _open(studies, code, grade):
            return code
    return step[0] if _open(studies, step[0], grade) else ""


def _open(studies: Studies, code: str, grade: int) -> bool:
    offer = studies.curriculum.offers[code]
    return offer.grade_min <= grade <= offer.grade_max and studies.ready(code)


def _any_passed(studies: Studies, codes: tuple[str, ...]) -> bool:
    return any(studies.passed(code) for code in codes)


def _science(
    traits: Traits, studies: Studies, grade: int, mathematics: str, rng: Random
) -> Slot | None:
    life = studies.earned.get("science_life", 0)
    physical = studies.earned.get("science_physical", 0)
    if life < _HALVES_OF_10_CREDITS:
        if grade == 9 and traits.talent < -0.6 and rng.random() < 0.4:
            return year_long("EARTH")
        return year_long("BIOH" if grade == 9 and traits.rigor else "BIO")
    if physical < _HALVES_OF_10_CREDITS:
        for code in ("CHEMH", "CHEM") if traits.rigor else ("CHEM",):
            if traits.talent > -0.7 and not studies.passed(code) and studies.ready(code):
                return year_long(code)
        return year_long("EARTH")
    if rng.random() > _third_science(traits, grade):
        return None
    beside = (mathematics,)
    wanted = _RIGOROUS if traits.rigor else _FURTHER
    ready = [
        code
        for code in wanted
        if not studies.took(code)
        and _in_grade(studies, code, grade)
        and studies.ready(code, beside)
    ]
    return year_long(rng.choice(ready)) if ready else None


_RIGOROUS = ("APBIO", "APCHEM", "APPHYS1", "APES", "PHYS", "ANAT")
_FURTHER = ("PHYS", "ANAT", "MARINE", "APES")


def _third_science(traits: Traits, grade: int) -> float:
    if traits.rigor:
        return 0.9 if grade == 11 else 0.55
    if traits.university:
        return 0.55 if grade == 11 else 0.25
    return 0.12


def _in_grade(studies: Studies, code: str, grade: int) -> bool:
    offer = studies.curriculum.offers[code]
    return offer.grade_min <= grade <= offer.grade_max


def _physical_education(traits: Traits, studies: Studies, grade: int, rng: Random) -> Slot | None:
    if grade == 9:
        return year_long("PE9")
    if studies.earned.get("physical_education", 0) >= _HALVES_OF_20_CREDITS:
        return None
    if traits.athlete:
        return Slot("ATHL", "WEIGHT") if rng.random() < 0.5 else Slot("WEIGHT", "ATHL")
    if traits.music in {"BAND", "ORCH"} and rng.random() < 0.4:
        return Slot("MARCH", "WEIGHT")
    chance = rng.random()
    if chance < 0.62:
        return year_long("PE10")
    return Slot("WEIGHT", "WEIGHT") if chance < 0.88 else year_long("DANCEPE")
