"""The schools of the sample, how many students each class has, their ids and their counselors.

Sizes: up to `DEFAULT_STUDENTS` one high school with its feeder, Valencia (2,300 students at that
size) and Rio Norte; beyond it all 16 district schools by their enrollment, charters left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.school import JUNIOR_HIGH, School
from cte_desktop.exchange.sample.names import adult_name

DEFAULT_STUDENTS = 3_431  # Valencia 2,300 in grades 9-12 and Rio Norte 1,131 in grades 7-8
MOST_STUDENTS = 30_000
FIRST_SCHOOLS = ("VL", "RN")
CASELOAD = 380  # students of a counselor (DOSSIER.md section 5)
# Which junior high feeds which high school: by neighbourhood, inferred.
FEEDERS = {
    "VL": "RN",
    "CS": "RN",
    "WR": "RP",
    "HT": "PL",
    "GV": "LM",
    "CN": "SV",
    "SG": "AS",
    "AC": "RP",
    "BW": "PL",
    "LP": "LP",
}
# Classes shrink a little on the way up; students come to a continuation school late.
_CLASS_WEIGHTS = {7: 1.0, 8: 1.0, 9: 1.04, 10: 1.02, 11: 0.98, 12: 0.96}
_CONTINUATION = "continuation"
_CONTINUATION_WEIGHTS = {10: 0.25, 11: 1.0, 12: 1.4}
_CLASSES_APART = 16  # a class's ids repeat only after 16 years
_STUDENTS_APART = 1_024


@dataclass(frozen=True, slots=True)
class Seat:
    """One student's place in the district: the school, the grade now, and which of the class."""

    school: School
    grade_level: int
    graduation_year: int
    ordinal: int  # from 0, in the class of this school
    student_id: str  # 6 digits, some with leading zeros
    state_id: str  # 10 digits
    counselor: str
    junior_high: str


def seats(catalog: Catalog, students: int, seed: int, school_year: int) -> Iterator[Seat]:
    """Yield every student's place, school by school and class by class.

    A student keeps school, class, ordinal and ids whatever the size of the sample.
    """
    for number, (school, count) in enumerate(school_sizes(catalog, students)):
        counselors = _counselors(school, count, seed)
        for grade, in_class in _class_sizes(school, count).items():
            graduation_year = school_year + 1 + 12 - grade
            for ordinal in range(in_class):
                place = number * _CLASSES_APART + graduation_year % _CLASSES_APART
                place = place * _STUDENTS_APART + ordinal
                yield Seat(
                    school,
                    grade,
                    graduation_year,
                    ordinal,
                    f"{(place * 618_033 + seed * 7_919 + 27_182) % 1_000_000:06d}",
                    str(1_000_000_000 + (place * 7_368_787 + seed * 104_729) % 9_000_000_000),
                    counselors[ordinal % len(counselors)],
                    FEEDERS.get(school.short, school.short),
                )


def school_sizes(catalog: Catalog, students: int) -> list[tuple[School, int]]:
    """Return the schools with their students: shares of the enrollment, adding up exactly."""
    run = [s for s in catalog.schools if s.district_run and s.enrollment > 0]
    first = [s for short in FIRST_SCHOOLS for s in run if s.short == short]
    others = [s for s in run if s.short not in FIRST_SCHOOLS]
    schools = first if students <= DEFAULT_STUDENTS else [*first, *others]
    counts = _shares([float(s.enrollment) for s in schools], students)
    return list(zip(schools, counts, strict=True))


def _class_sizes(school: School, count: int) -> dict[int, int]:
    if school.kind == _CONTINUATION:
        weights = _CONTINUATION_WEIGHTS
    else:
        weights = {
            grade: weight
            for grade, weight in _CLASS_WEIGHTS.items()
            if school.grade_low <= grade <= school.grade_high
        }
    return dict(zip(weights, _shares(list(weights.values()), count), strict=True))


def _shares(weights: list[float], total: int) -> list[int]:
    """Return whole numbers that add up to `total`, by the largest remainder."""
    exact = [total * weight / sum(weights) for weight in weights]
    counts = [int(share) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: (counts[i] - exact[i], i))
    for i in by_rest[: total - sum(counts)]:
        counts[i] += 1
    return counts


def _counselors(school: School, count: int, seed: int) -> list[str]:
    rng = Random(f"{seed}:counselors:{school.short}")
    wanted = max(1, round(count / CASELOAD))
    names: list[str] = []
    while len(names) < wanted:
        name = adult_name(rng)
        if name not in names:
            names.append(name)
    return names


def is_junior_high(school: School, grade: int) -> bool:
    """Tell whether a student of that grade there is still in junior high."""
    return school.kind == JUNIOR_HIGH or grade < 9
