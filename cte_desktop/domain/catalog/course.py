"""A course of the catalog, and where it is taught."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cte_desktop.domain.catalog.prerequisites import NONE, Prerequisites
from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.domain.school_year import SEMESTERS, Term


class Length(StrEnum):
    """How long a course runs: a year (two semester halves), a semester, or a quarter."""

    YEAR = "Y"
    SEMESTER = "S"
    QUARTER = "Q"


class ExtendedDay(StrEnum):
    """Whether a course is taught after school: never, also, or only."""

    NO = "no"
    BOTH = "both"
    ONLY = "yes"


class Level(StrEnum):
    """The level of a course in its pathway, in order."""

    INTRODUCTORY = "introductory"
    CONCENTRATOR = "concentrator"
    CAPSTONE = "capstone"


LEVELS = (Level.INTRODUCTORY, Level.CONCENTRATOR, Level.CAPSTONE)


@dataclass(frozen=True, slots=True)
class Course:
    """A catalog entry. Credits, years and units are hundredths (`domain/credits.py`)."""

    code: str
    title: str
    rigor: str  # cp, honors, ap, dual, basic, regular, wbl
    credits: int  # of the whole course
    length: Length
    offered: frozenset[str]  # "year", or some of "fall", "spring", "summer"
    grade_min: int
    grade_max: int
    graduation_subject: str  # as in courses.csv; "" for none
    ag_area: str  # "A" to "G", or ""
    ag_years: int  # of the whole course
    ag_topic: str  # what the course is for the rules of ag.toml, or ""
    uc_honors: bool
    pathway: str  # the district's name, or ""
    pathway_level: Level | None
    prerequisites: Prerequisites = NONE
    extended_day: ExtendedDay = ExtendedDay.NO
    certification: str = ""
    college_credit: str = ""
    college_units: int = 0
    state_code: str = ""
    repeatable: bool = False
    verified: Verified = Verified.NO
    source_note: str = ""
    source: str = ""

    @property
    def is_year(self) -> bool:
        """Tell whether the course is two semester halves."""
        return self.length is Length.YEAR

    @property
    def half_credits(self) -> int:
        """Return the credits of one semester of it: half a year course, else the whole."""
        return self.credits // 2 if self.is_year else self.credits

    @property
    def half_ag_years(self) -> int:
        """Return the A-G years of one semester of it."""
        return self.ag_years // 2 if self.is_year else self.ag_years

    @property
    def is_college(self) -> bool:
        """Tell whether the college teaches it (dual or concurrent enrollment)."""
        return self.rigor == "dual"

    @property
    def is_support(self) -> bool:
        """Tell whether it is for students whom a person chooses: study skills, ELD, recovery."""
        return self.rigor == "basic"

    def is_offered(self, term: Term) -> bool:
        """Tell whether the catalog offers the course (or its half) in that term."""
        if "year" in self.offered and term in SEMESTERS:
            return True
        return term.value in self.offered


@dataclass(frozen=True, slots=True)
class CourseSite:
    """A course taught at a school, with the school's own A-G approval (per school and year)."""

    course_code: str
    school: str
    first_year: int  # school year
    last_year: int | None
    terms: frozenset[str]
    ag_area: str
    uc_honors: bool
    extended: ExtendedDay
    verified: Verified = Verified.NO

    def runs_in(self, school_year: int) -> bool:
        """Tell whether the course is taught there in that school year."""
        ended = self.last_year is not None and school_year > self.last_year
        return school_year >= self.first_year and not ended
