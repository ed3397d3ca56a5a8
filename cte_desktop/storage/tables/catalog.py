"""The catalog: one table per file, in the order of the files' rows; and the rules as documents.

Lists within a cell stay as the files write them (`fall;spring`). Each row carries the step that
wrote it; `catalog_version` counts what was published.
"""

from __future__ import annotations

from sqlalchemy import Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Json, Moment, Row
from cte_desktop.storage.tables.columns import (
    Code,
    Count,
    Flag,
    Key,
    LongText,
    Name,
    Word,
    WrittenIn,
    checked,
)


@checked
class SectorRow(Row):
    """One of the State's industry sectors."""

    __tablename__ = "sector"

    key: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    offered: Mapped[Flag]
    verified: Mapped[Word]
    source: Mapped[LongText]
    step: Mapped[WrittenIn]


@checked
class SchoolRow(Row):
    """A school or site."""

    __tablename__ = "school"

    key: Mapped[Key]
    short: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    cds_code: Mapped[Word]
    kind: Mapped[Word]
    grade_low: Mapped[Count]
    grade_high: Mapped[Count]
    enrollment: Mapped[Count]
    district_run: Mapped[Flag]
    verified: Mapped[Word]
    source: Mapped[LongText]
    step: Mapped[WrittenIn]


@checked
class CourseRow(Row):
    """A course; credits, years and units are hundredths."""

    __tablename__ = "course"

    key: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    title: Mapped[Name]
    rigor: Mapped[Word]
    credits: Mapped[Count]
    length: Mapped[Word]
    offered: Mapped[Word]
    grade_min: Mapped[Count]
    grade_max: Mapped[Count]
    graduation_subject: Mapped[Code]
    ag_area: Mapped[Word]
    ag_years: Mapped[Count]
    ag_topic: Mapped[Code]
    uc_honors: Mapped[Flag]
    pathway: Mapped[Name]
    pathway_level: Mapped[Word]
    prerequisites: Mapped[LongText]
    extended_day: Mapped[Word]
    certification: Mapped[Name]
    college_credit: Mapped[Name]
    college_units: Mapped[Count]
    state_code: Mapped[Code]
    repeatable: Mapped[Flag]
    verified: Mapped[Word]
    source_note: Mapped[LongText]
    source: Mapped[LongText]
    step: Mapped[WrittenIn]


@checked
class CourseSiteRow(Row):
    """A course at a school from one school year to another."""

    __tablename__ = "course_site"
    __table_args__ = (UniqueConstraint("course_code", "school", "first_year"),)

    key: Mapped[Key]
    course_code: Mapped[Code]
    school: Mapped[Code]
    first_year: Mapped[int]
    last_year: Mapped[int | None]
    terms: Mapped[Word]
    ag_area: Mapped[Word]
    uc_honors: Mapped[Flag]
    extended: Mapped[Word]
    verified: Mapped[Word]
    step: Mapped[WrittenIn]


@checked
class PathwayRow(Row):
    """A pathway of the State for the classes from `first_class` to `last_class`."""

    __tablename__ = "pathway"
    __table_args__ = (UniqueConstraint("code", "name"),)

    key: Mapped[Key]
    code: Mapped[Code]
    state_name: Mapped[Name]
    sector: Mapped[Code]
    name: Mapped[Name]
    sites: Mapped[Name]
    extended_sites: Mapped[Name]
    introductory_required: Mapped[Flag]
    first_class: Mapped[Count]
    last_class: Mapped[Count]
    verified: Mapped[Word]
    source: Mapped[LongText]
    step: Mapped[WrittenIn]


@checked
class PathwayStepRow(Row):
    """A course at a level of a pathway, for some classes."""

    __tablename__ = "pathway_step"
    __table_args__ = (UniqueConstraint("pathway", "first_class", "level", "course_code"),)

    key: Mapped[Key]
    pathway: Mapped[Name]
    first_class: Mapped[Count]
    last_class: Mapped[Count]
    level: Mapped[Word]
    order: Mapped[Count]
    course_code: Mapped[Code]
    required: Mapped[Flag]
    verified: Mapped[Word]
    note: Mapped[LongText]
    step: Mapped[WrittenIn]


@checked
class BellRow(Row):
    """When a block of a school's day runs; the years bound it when bells change."""

    __tablename__ = "bell"
    __table_args__ = (UniqueConstraint("school", "schedule", "days", "block"),)

    key: Mapped[Key]
    school: Mapped[Code]
    schedule: Mapped[Code]
    days: Mapped[Word]
    block: Mapped[Code]
    start: Mapped[int]
    end: Mapped[int]
    optional: Mapped[Flag]
    first_year: Mapped[int | None]
    last_year: Mapped[int | None]
    verified: Mapped[Word]
    source: Mapped[LongText]
    note: Mapped[LongText]
    step: Mapped[WrittenIn]


@checked
class TravelRow(Row):
    """Minutes from one site to another."""

    __tablename__ = "travel"
    __table_args__ = (UniqueConstraint("origin", "destination"),)

    key: Mapped[Key]
    origin: Mapped[Code]
    destination: Mapped[Code]
    minutes: Mapped[int]
    verified: Mapped[Word]
    step: Mapped[WrittenIn]


@checked
class WorkshopRow(Row):
    """An exploratory workshop of grades 7-8."""

    __tablename__ = "workshop"
    __table_args__ = (UniqueConstraint("title", "school"),)

    key: Mapped[Key]
    title: Mapped[Name]
    sector: Mapped[Code]
    school: Mapped[Code]
    grades: Mapped[Word]
    verified: Mapped[Word]
    source: Mapped[LongText]
    step: Mapped[WrittenIn]


@checked
class RuleDocumentRow(Row):
    """One published version of a file of rules; older ones stay, since audits refer to them.

    `first_class` and `last_class` bound the graduating classes that it speaks of, if any.
    """

    __tablename__ = "rule_document"
    __table_args__ = (UniqueConstraint("id", "version"), Index(None, "id", "key"))

    key: Mapped[Key]
    id: Mapped[Word]
    version: Mapped[int]
    first_class: Mapped[int | None]
    last_class: Mapped[int | None]
    content: Mapped[Json]
    published_at: Mapped[Moment]
    step: Mapped[WrittenIn]


@checked
class RuleDraftRow(Row):
    """A document of the rules that somebody has begun to change and not published.

    It is in force nowhere and stands in no history. `based_on` is the version in force when it was
    begun.
    """

    __tablename__ = "rule_draft"

    id: Mapped[Word] = mapped_column(primary_key=True)
    based_on: Mapped[Count]
    content: Mapped[Json]
    actor: Mapped[Name]
    saved_at: Mapped[Moment]


class CatalogVersionRow(Row):
    """A moment at which the catalog changed; never removed, so that a number means one state."""

    __tablename__ = "catalog_version"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    published_at: Mapped[Moment]
    step: Mapped[WrittenIn]
