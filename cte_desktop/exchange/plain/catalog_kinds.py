"""The files of the catalog, column by column, as in `resources/catalog`."""

from __future__ import annotations

from cte_desktop.domain.catalog.pathway import NO_LAST_CLASS
from cte_desktop.exchange.plain.columns import Column, Kind, Sort

TERMS = ("year", "fall", "spring", "summer")
AREAS = ("A", "B", "C", "D", "E", "F", "G")
LEVELS = ("introductory", "concentrator", "capstone")
EXTENDED = ("no", "both", "yes")

_VERIFIED = Column("verified", Sort.VERIFIED, default="no")
_SOURCE = Column("source")

SECTORS = Kind(
    "sectors",
    "sectors.csv",
    (
        Column("code", Sort.IDENTIFIER, needed=True),
        Column("name", needed=True),
        Column("offered", Sort.YES_NO, default=1),
        _VERIFIED,
        _SOURCE,
    ),
    identity=("code",),
)

SCHOOLS = Kind(
    "schools",
    "schools.csv",
    (
        Column("short", Sort.IDENTIFIER, needed=True),
        Column("name", needed=True),
        Column("cds_code", Sort.IDENTIFIER),
        Column("kind", needed=True),
        Column("grade_low", Sort.GRADE, needed=True, high=12),
        Column("grade_high", Sort.GRADE, needed=True, high=12),
        Column("enrollment_2023_24", Sort.WHOLE, high=99_999, stored="enrollment", default=0),
        Column("district_run", Sort.YES_NO, default=1),
        _VERIFIED,
        _SOURCE,
    ),
    identity=("short",),
    passed_over=("county", "district", "school"),  # parts of the CDS code
)

COURSES = Kind(
    "courses",
    "courses.csv",
    (
        Column("code", Sort.IDENTIFIER, needed=True),
        Column("title", needed=True),
        Column("rigor", default="cp"),
        Column("credits", Sort.CREDITS, needed=True),
        Column("terms", Sort.CHOICE, needed=True, choices=("Y", "S", "Q"), stored="length"),
        Column("offered", Sort.CHOICES, choices=TERMS, default="year"),
        Column("grade_min", Sort.GRADE, low=7, high=12, default=9),
        Column("grade_max", Sort.GRADE, low=7, high=12, default=12),
        Column("graduation_subject", Sort.SUBJECT),
        Column("ag_area", Sort.CHOICE, choices=AREAS),
        Column("ag_years", Sort.HUNDREDTHS, high=400, default=0),
        Column("ag_topic"),
        Column("uc_honors", Sort.YES_NO, default=0),
        Column("pathway", Sort.PATHWAY),
        Column("pathway_level", Sort.CHOICE, choices=LEVELS),
        Column("prerequisites", Sort.PREREQUISITES),
        Column("extended_day", Sort.CHOICE, choices=EXTENDED, default="no"),
        Column("certification"),
        Column("college_credit"),
        Column("college_units", Sort.HUNDREDTHS, high=2000, default=0),
        Column("state_code", Sort.IDENTIFIER),
        Column("repeatable", Sort.YES_NO, default=0),
        _VERIFIED,
        Column("source_note"),
        _SOURCE,
    ),
    identity=("code",),
)

COURSE_SITES = Kind(
    "course_sites",
    "course_sites.csv",
    (
        Column("course_code", Sort.COURSE, needed=True),
        Column("school", Sort.SCHOOL, needed=True),
        Column("first_year", Sort.SCHOOL_YEAR, needed=True),
        Column("last_year", Sort.SCHOOL_YEAR),
        Column("terms", Sort.CHOICES, choices=TERMS, default="year"),
        Column("ag_area", Sort.CHOICE, choices=AREAS),
        Column("uc_honors", Sort.YES_NO, default=0),
        Column("extended", Sort.CHOICE, choices=EXTENDED, default="no"),
        _VERIFIED,
    ),
    identity=("course_code", "school", "first_year"),
)

PATHWAYS = Kind(
    "pathways",
    "pathways.csv",
    (
        Column("code", Sort.IDENTIFIER, needed=True),
        Column("name", needed=True, stored="state_name"),
        Column("sector", Sort.IDENTIFIER, needed=True),
        Column("hart_name", stored="name"),
        Column("sites", Sort.SCHOOLS),
        Column("extended_sites", Sort.SCHOOLS),
        Column("introductory_required", Sort.YES_NO, default=0),
        Column("first_class", Sort.WHOLE, high=NO_LAST_CLASS, default=0),
        Column("last_class", Sort.WHOLE, high=NO_LAST_CLASS, default=NO_LAST_CLASS),
        _VERIFIED,
        _SOURCE,
    ),
    identity=("code", "name"),
    passed_over=("code_sourced", "hart_name_sourced", "sites_sourced"),
)

PATHWAY_LEVELS = Kind(
    "pathway_levels",
    "pathway_levels.csv",
    (
        Column("pathway", Sort.PATHWAY, needed=True),
        Column("first_class", Sort.WHOLE, high=NO_LAST_CLASS, default=0),
        Column("last_class", Sort.WHOLE, high=NO_LAST_CLASS, default=NO_LAST_CLASS),
        Column("level", Sort.CHOICE, needed=True, choices=LEVELS),
        Column("order", Sort.WHOLE, needed=True, high=999),
        Column("course_code", Sort.COURSE, needed=True),
        Column("required", Sort.YES_NO, default=1),
        _VERIFIED,
        Column("note", Sort.LONG_TEXT),
    ),
    identity=("pathway", "first_class", "level", "course_code"),
)

BELLS = Kind(
    "bells",
    "bells.csv",
    (
        Column("school", Sort.SCHOOL, needed=True),
        Column("schedule", needed=True),
        Column("days", Sort.DAYS, needed=True),
        Column("block", Sort.IDENTIFIER, needed=True),
        Column("start", Sort.CLOCK, needed=True),
        Column("end", Sort.CLOCK, needed=True),
        Column("optional", Sort.YES_NO, default=0),
        _VERIFIED,
        _SOURCE,
        Column("note", Sort.LONG_TEXT),
    ),
    identity=("school", "schedule", "days", "block"),
)

TRAVEL = Kind(
    "travel",
    "travel.csv",
    (
        Column("from", Sort.ANY_SCHOOL, needed=True, stored="origin"),
        Column("to", Sort.ANY_SCHOOL, needed=True, stored="destination"),
        Column("minutes", Sort.WHOLE, needed=True, high=600),
        _VERIFIED,
    ),
    identity=("origin", "destination"),
)

WORKSHOPS = Kind(
    "workshops",
    "workshops.csv",
    (
        Column("title", needed=True),
        Column("sector", Sort.IDENTIFIER, needed=True),
        Column("school", Sort.SCHOOL),
        Column("grades", Sort.GRADES, low=6, high=8, default="7;8"),
        _VERIFIED,
        _SOURCE,
    ),
    identity=("title", "school"),
)

# In the order in which they are read: what a later file names, an earlier one has brought.
CATALOG_KINDS = (
    SECTORS,
    SCHOOLS,
    PATHWAYS,
    COURSES,
    COURSE_SITES,
    PATHWAY_LEVELS,
    BELLS,
    TRAVEL,
    WORKSHOPS,
)
