"""What surrounds a pathway: workshops, work, organizations, certifications, tests, busy times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_of, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.domain.school_year import Term

EXPERIENCE_KINDS = (
    "exploratory",
    "wbl",
    "practicum",
    "ctso",
    "exploration",
    "certification",
    "college",
)
WORKED_FOR = ("wbl", "practicum")
"""The kinds whose hours count as work, and whose organization is an employer."""
COLLEGE_KINDS = ("dual", "concurrent", "articulated")
"""How a college course is taken: on a high school's campus, at the college, or a high school's own
course that the college gives units for.
"""
BEST_OPINION = 5
MOST_HOURS = 200_000
"""Hundredths; a year of full work is about 2,000 hours."""
ENROLLMENT_ACTIONS = ("interested", "signed_up", "changed", "left")
BUSY_KINDS = ("sport", "job", "carpool", "reserved", "other")


@dataclass(frozen=True, slots=True)
class Experience:
    """One row of experiences.csv. Hours and units are hundredths.

    `organization` names the employer, the student organization or the college; `opinion` is what
    the student thought of a workshop, 1 (not for me) to 5 (loved it), `opinion_words` in words.
    """

    kind: str
    title: str
    pathway: str = ""
    school_year: int | None = None
    grade_level: int | None = None
    hours: int | None = None
    organization: str = ""
    passed_on: date | None = None
    expires_on: date | None = None
    units: int | None = None
    type_code: str = ""
    number: str = ""
    mark: str = ""
    note: str = ""
    chapter: str = ""
    office: str = ""
    events: str = ""
    issuer: str = ""
    evaluation: str = ""
    opinion: int | None = None
    opinion_words: str = ""
    enrolled_as: str = ""  # of COLLEGE_KINDS

    @property
    def identity(self) -> tuple[str, str, int | None, date | None]:
        """Return what tells it from a student's other experiences, in files too."""
        return (self.kind, self.title, self.school_year, self.passed_on)


@dataclass(frozen=True, slots=True)
class Employer:
    """A line of the address book. Experiences name an employer in `organization`."""

    uid: str
    name: str
    contact: str = ""
    phone: str = ""
    email: str = ""
    place: str = ""
    sectors: tuple[str, ...] = ()  # codes
    note: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds one pathway of a student, for its evidence and its certificate.

    Hours of work-based learning and practicum, and units, are hundredths.
    """

    certifications: tuple[Experience, ...] = ()  # passed and not expired
    hours: int = 0
    units: int = 0
    experiences: tuple[Experience, ...] = ()  # all of them, in order of time


@dataclass(frozen=True, slots=True)
class Enrollment:
    """One row of enrollments.csv: what a student did about a pathway, and when."""

    pathway: str
    action: str  # interested, signed_up, changed, left
    on: date | None
    school_year: int | None = None
    school: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TestScore:
    """One row of tests.csv, for the College/Career Indicator. The score is as written."""

    test: str  # SBAC_ELA, SBAC_MATH, AP:EXAM, IB:EXAM
    score: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class BusyTime:
    """One row of busy.csv: a time at which a student can't be in class. Minutes of the day."""

    school_year: int
    term: Term
    days: str
    start: int
    end: int
    kind: str = "other"
    site: str = ""


def is_valid_certification(one: Experience, day: date) -> bool:
    """Tell whether it is a certification that was passed by that day and has not expired."""
    passed = one.passed_on is not None and one.passed_on <= day
    valid = one.expires_on is None or one.expires_on >= day
    return one.kind == "certification" and passed and valid


def in_order_of_time(
    experiences: Iterable[Experience], graduation_year: int
) -> tuple[Experience, ...]:
    """Return them from the oldest on; those of which nobody knows when come last."""

    def when(one: Experience) -> tuple[bool, int, str, str]:
        year = one.school_year
        if year is None and one.passed_on is not None:
            year = school_year_of(one.passed_on)
        if year is None and one.grade_level is not None:
            year = school_year_of_grade(one.grade_level, graduation_year)
        day = one.passed_on.isoformat() if one.passed_on is not None else ""
        return (year is None, year or 0, day, one.title.casefold())

    return tuple(sorted(experiences, key=when))
