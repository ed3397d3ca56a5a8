"""What surrounds a pathway: workshops, work, organizations, certifications, tests, busy times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
ENROLLMENT_ACTIONS = ("interested", "signed_up", "changed", "left")
BUSY_KINDS = ("sport", "job", "carpool", "reserved", "other")


@dataclass(frozen=True, slots=True)
class Experience:
    """One row of experiences.csv. Hours and units are hundredths."""

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
