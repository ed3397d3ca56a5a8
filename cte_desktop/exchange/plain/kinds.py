"""The files of the plain profile, column by column (`interfaces.md` section 4).

Stored names are those of the domain's records. Values are text, whole numbers or None: credits,
years, units and hours in hundredths, a school year as the year in which it starts, clock times in
minutes after midnight, yes and no as 1 and 0, dates as ISO text.
"""

from __future__ import annotations

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.timetable import PERIODS
from cte_desktop.domain.completion.figures.growth import MOST_COUNTED
from cte_desktop.domain.planning.plan import LANES, TRAY, PlanStatus
from cte_desktop.domain.students.decisions import DECISION_KINDS, STRENGTHS, WISH_KINDS
from cte_desktop.domain.students.experiences import (
    BEST_OPINION,
    BUSY_KINDS,
    COLLEGE_KINDS,
    ENROLLMENT_ACTIONS,
    EXPERIENCE_KINDS,
    MOST_HOURS,
)
from cte_desktop.exchange.plain.catalog_kinds import AREAS, CATALOG_KINDS, LEVELS
from cte_desktop.exchange.plain.columns import Column, Kind, Sort

FIRST_CLASS, LAST_CLASS = 1950, 2100  # graduation years that can be meant
LOW_GRADE, HIGH_GRADE = 7, 12
FIRST_YEAR = 1990  # of what a file of today can tell
A_YEAR, A_CENTURY = 366, 36_525  # days
SCALES = ("local", "carnegie")

_STUDENT = Column("student_id", Sort.STUDENT, needed=True)


def _grade(*, needed: bool = False, harmless: bool = False) -> Column:
    low, high = LOW_GRADE, HIGH_GRADE
    return Column("grade_level", Sort.GRADE, needed=needed, harmless=harmless, low=low, high=high)


def _date(
    name: str, *, first: int = FIRST_YEAR, days: int = A_YEAR, harmless: bool = False
) -> Column:
    """Return a column of dates from the year `first` until `days` after today."""
    return Column(name, Sort.DATE, harmless=harmless, low=first, high=days)


STUDENTS = Kind(
    "students",
    "students.csv",
    (
        Column("student_id", Sort.NEW_STUDENT, needed=True),
        Column("state_id", Sort.IDENTIFIER),
        Column("last_name", Sort.NAME, needed=True),
        Column("first_name", Sort.NAME, needed=True),
        Column("middle_name"),
        Column("suffix"),
        Column("preferred_name"),
        _grade(needed=True),
        Column("graduation_year", Sort.WHOLE, low=FIRST_CLASS, high=LAST_CLASS),
        Column("school", Sort.SCHOOL, needed=True),
        Column("counselor"),
        Column("home_language"),
        Column("pathway", Sort.PATHWAY, harmless=True),
        Column("entry_class", Sort.WHOLE, low=FIRST_CLASS, high=LAST_CLASS),
        _date("birth_date", first=1900, days=0, harmless=True),
        Column("gender", Sort.CHOICE, choices=("M", "F", "X"), harmless=True),
        _date("entered_district_on", harmless=True),
        Column("goal", Sort.LONG_TEXT),
        Column("major"),
        Column("groups"),
    ),
    identity=("student_id",),
)

RECORD = Kind(
    "record",
    "record.csv",
    (
        _STUDENT,
        Column("school_year", Sort.SCHOOL_YEAR, needed=True),
        Column("term", Sort.TERM_OF_RECORD, needed=True),
        _grade(),
        Column("course_code", Sort.ANY_COURSE, needed=True),
        Column("course_title"),
        Column("mark", Sort.MARK, header=True),
        Column("credits_attempted", Sort.CREDITS, needed=True, stored="attempted"),
        Column("credits_earned", Sort.CREDITS, needed=True, stored="earned"),
        Column("school", Sort.ANY_SCHOOL),
        Column("section_id", Sort.IDENTIFIER),
        Column("subject", Sort.SUBJECT),
        Column("ag_area", Sort.CHOICE, choices=AREAS),
        Column("ag_years", Sort.HUNDREDTHS, high=400),
        Column("pathway", Sort.PATHWAY),
        Column("pathway_level", Sort.CHOICE, choices=LEVELS),
        Column("college_units", Sort.HUNDREDTHS, high=2000),
        Column("credit_scale", Sort.CHOICE, choices=SCALES, stored=""),
        Column("recovers", Sort.IDENTIFIER),
        Column("honors", Sort.YES_NO),
        Column("half", Sort.WHOLE, low=1, high=2),
    ),
    identity=("student_id", "school_year", "term", "course_code", "section_id", "school"),
)

SECTIONS = Kind(
    "sections",
    "sections.csv",
    (
        Column("section_id", Sort.IDENTIFIER, needed=True),
        Column("school_year", Sort.SCHOOL_YEAR, needed=True),
        Column("term", Sort.TERM_OR_YEAR, needed=True),
        Column("course_code", Sort.COURSE, needed=True),
        Column("site", Sort.SITE, needed=True),
        Column("kind", Sort.CHOICE, needed=True, choices=tuple(SectionKind)),
        Column("period", Sort.CHOICE, choices=PERIODS),
        Column("days", Sort.DAYS),
        Column("start", Sort.CLOCK),
        Column("end", Sort.CLOCK),
        Column("room"),
        Column("teacher"),
        Column("seats", Sort.WHOLE, high=9999),
        Column("reserved_for"),
        Column("grade_min", Sort.GRADE, low=LOW_GRADE, high=HIGH_GRADE),
        Column("grade_max", Sort.GRADE, low=LOW_GRADE, high=HIGH_GRADE),
        Column("state", Sort.CHOICE, choices=("open", "cancelled"), default="open"),
    ),
    identity=("section_id", "school_year", "term", "period", "days", "start"),
)

PLANS = Kind(
    "plans",
    "plans.csv",
    (
        _STUDENT,
        Column("plan", needed=True),
        _grade(needed=True),
        Column("term", Sort.TERM_OR_YEAR, needed=True),
        Column("lane", Sort.CHOICE, needed=True, choices=(*LANES, TRAY)),
        Column("course_code", Sort.PLANNED_COURSE, needed=True),
        Column("section_id", Sort.IDENTIFIER),
        Column("locked", Sort.YES_NO, default=0),
        Column("period", Sort.CHOICE, choices=PERIODS),
        Column("site", Sort.SITE),
        Column("choice", Sort.WHOLE, high=9, default=0),
        Column("status", Sort.CHOICE, choices=tuple(PlanStatus), default="active"),
        _date("signed_on"),
    ),
    identity=(
        "student_id",
        "plan",
        "grade_level",
        "term",
        "lane",
        "course_code",
        "section_id",
        "period",
        "choice",
    ),
)

ENROLLMENTS = Kind(
    "enrollments",
    "enrollments.csv",
    (
        _STUDENT,
        Column("pathway", Sort.PATHWAY, needed=True),
        Column("action", Sort.CHOICE, needed=True, choices=ENROLLMENT_ACTIONS),
        _date("on"),
        Column("school_year", Sort.SCHOOL_YEAR),
        Column("school", Sort.SCHOOL, harmless=True),
        Column("reason", Sort.LONG_TEXT),
    ),
    identity=("student_id", "pathway", "action", "on"),
)

EXPERIENCES = Kind(
    "experiences",
    "experiences.csv",
    (
        _STUDENT,
        Column("kind", Sort.CHOICE, needed=True, choices=EXPERIENCE_KINDS),
        Column("title", needed=True),
        Column("pathway", Sort.PATHWAY, harmless=True),
        Column("school_year", Sort.SCHOOL_YEAR),
        _grade(harmless=True),
        Column("hours", Sort.HUNDREDTHS, high=MOST_HOURS),
        Column("organization"),
        _date("passed_on"),
        _date("expires_on", days=A_CENTURY, harmless=True),
        Column("units", Sort.HUNDREDTHS, high=2000),
        Column("type_code"),
        Column("number", Sort.IDENTIFIER),
        Column("mark"),
        Column("note", Sort.LONG_TEXT),
        Column("chapter"),
        Column("office"),
        Column("events", Sort.LONG_TEXT),
        Column("issuer"),
        Column("evaluation", Sort.LONG_TEXT),
        Column("opinion", Sort.WHOLE, low=1, high=BEST_OPINION, harmless=True),
        Column("opinion_words", Sort.LONG_TEXT),
        Column("enrolled_as", Sort.CHOICE, choices=COLLEGE_KINDS, harmless=True),
    ),
    identity=("student_id", "kind", "title", "school_year", "passed_on"),
)

DECISIONS = Kind(
    "decisions",
    "decisions.csv",
    (
        _STUDENT,
        Column("kind", Sort.CHOICE, needed=True, choices=DECISION_KINDS),
        Column("program", Sort.PROGRAM, needed=True),
        Column("requirement"),
        Column("course_code", Sort.ANY_COURSE),
        Column("for_course", Sort.ANY_COURSE),
        Column("category"),
        Column("reason", Sort.LONG_TEXT),
        Column("approved_by"),
        _date("on"),
    ),
    identity=(
        "student_id",
        "kind",
        "program",
        "requirement",
        "course_code",
        "for_course",
        "category",
    ),
)

BUSY = Kind(
    "busy",
    "busy.csv",
    (
        _STUDENT,
        Column("school_year", Sort.SCHOOL_YEAR, needed=True),
        Column("term", Sort.TERM, needed=True),
        Column("days", Sort.DAYS, needed=True),
        Column("start", Sort.CLOCK, needed=True),
        Column("end", Sort.CLOCK, needed=True),
        Column("kind", Sort.CHOICE, needed=True, choices=BUSY_KINDS),
        Column("site", Sort.ANY_SCHOOL),
    ),
    identity=("student_id", "school_year", "term", "days", "start", "end"),
)

WISHES = Kind(
    "wishes",
    "wishes.csv",
    (
        _STUDENT,
        Column("rank", Sort.WHOLE, needed=True, low=1, high=999),
        Column("kind", Sort.CHOICE, needed=True, choices=WISH_KINDS),
        Column("value", needed=True),
        Column("strength", Sort.CHOICE, choices=STRENGTHS, default="like"),
        Column("days", Sort.DAYS),
    ),
    identity=("student_id", "rank"),
)

TESTS = Kind(
    "tests",
    "tests.csv",
    (
        _STUDENT,
        Column("test", Sort.TEST, needed=True),
        Column("score", Sort.IDENTIFIER, needed=True),
        _date("on", days=0),
    ),
    identity=("student_id", "test", "on"),
)

# The address book; experiences name an employer, they don't refer to it.
EMPLOYERS = Kind(
    "employers",
    "employers.csv",
    (
        Column("name", needed=True),
        Column("contact", header=True),  # a name alone may be that of anything
        Column("phone", Sort.IDENTIFIER, harmless=True, header=True),
        Column("email", harmless=True),
        Column("place"),
        Column("sectors", Sort.SECTORS, harmless=True),
        Column("note", Sort.LONG_TEXT),
    ),
    identity=("name",),
)

# How many completed before this database knew of it; no pathway or site means all of them.
EARLIER_TOTALS = Kind(
    "earlier_totals",
    "earlier_totals.csv",
    (
        Column("school_year", Sort.SCHOOL_YEAR, needed=True),
        Column("pathway", Sort.PATHWAY),
        Column("site", Sort.SITE),
        Column("students", Sort.WHOLE, high=MOST_COUNTED, header=True),  # years are in many files
        Column("completions", Sort.WHOLE, high=MOST_COUNTED),
        Column("note", Sort.LONG_TEXT),
    ),
    identity=("school_year", "pathway", "site"),
)

# Rules are kept as the text of their file: one row with one value.
GRADUATION = Kind("graduation", "graduation.toml", (Column("text", Sort.LONG_TEXT),), identity=())
AG = Kind("ag", "ag.toml", (Column("text", Sort.LONG_TEXT),), identity=())
PROGRAMS = Kind("programs", "programs.toml", (Column("text", Sort.LONG_TEXT),), identity=())
RULE_KINDS = (GRADUATION, AG, PROGRAMS)

# The order in which files are taken: what a later one names, an earlier one has brought.
KINDS = (
    *RULE_KINDS,
    *CATALOG_KINDS,
    SECTIONS,
    STUDENTS,
    RECORD,
    ENROLLMENTS,
    EXPERIENCES,
    TESTS,
    DECISIONS,
    BUSY,
    WISHES,
    PLANS,
    EMPLOYERS,
    EARLIER_TOTALS,
)
BY_FILE = {kind.file: kind for kind in KINDS}
BY_NAME = {kind.name: kind for kind in KINDS}
TABLES = tuple(kind for kind in KINDS if kind not in RULE_KINDS)
HEADERS = frozenset(column.name for kind in TABLES for column in kind.columns)
