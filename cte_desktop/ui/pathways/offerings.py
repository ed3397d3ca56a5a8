"""Where a pathway's courses run: a line for each site, a column for each course, the sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui.pathways.listed import school_name
from cte_desktop.ui.row_search import fold
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.course_words import extended_label
from cte_desktop.wording.labels import course_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.pathway import Pathway
    from cte_desktop.services.pathways import SectionCount

_NONE = "–"


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site of a pathway: how each course runs there, and how many sections it has by year."""

    site: str
    name: str
    courses: Mapping[str, ExtendedDay]
    sections: Mapping[int, tuple[SectionCount, ...]]  # by school year


def site_rows(
    pathway: Pathway,
    codes: Sequence[str],
    catalog: Catalog,
    school_year: int,
    counts: Sequence[SectionCount],
) -> tuple[SiteRow, ...]:
    """Return every site of the pathway in this school year, by name."""
    sites = set(pathway.sites) | set(pathway.extended_sites)
    rows = [
        SiteRow(
            site,
            school_name(site, catalog),
            {
                code: how
                for code in codes
                if (how := _how_it_runs(code, site, catalog, school_year)) is not None
            },
            {
                year: tuple(
                    count
                    for code in codes
                    for count in counts
                    if (count.course_code, count.site, count.school_year) == (code, site, year)
                )
                for year in (school_year, school_year + 1)
            },
        )
        for site in sites
    ]
    return tuple(sorted(rows, key=lambda row: fold(row.name)))


def site_columns(
    codes: Sequence[str], catalog: Catalog, school_year: int
) -> tuple[Column[SiteRow], ...]:
    """Return the columns: the school, each course by its code, the sections of two years."""
    return (
        Column(tr("School"), lambda row: row.name, width=150),
        *(_course_column(code, catalog) for code in codes),
        *(_section_column(year, catalog) for year in (school_year, school_year + 1)),
    )


def _course_column(code: str, catalog: Catalog) -> Column[SiteRow]:
    def text(row: SiteRow) -> str:
        return extended_label(row.courses[code]) if code in row.courses else _NONE

    title = course_label(code, catalog)
    return Column(
        code,
        text,
        tooltip=lambda row: f"{title}: {text(row)}",
        color=lambda row: "extended_day" if row.courses.get(code) is ExtendedDay.ONLY else None,
    )


def _section_column(year: int, catalog: Catalog) -> Column[SiteRow]:
    def sections(row: SiteRow) -> int:
        return sum(one.sections for one in row.sections.get(year, ()))

    def tip(row: SiteRow) -> str:
        return "\n".join(_section_words(one, catalog) for one in row.sections.get(year, ()))

    return Column(
        school_year_text(year),
        lambda row: str(sections(row)) if sections(row) else _NONE,
        figures=True,
        sort_key=sections,
        tooltip=tip,
        width=76,
    )


def _section_words(one: SectionCount, catalog: Catalog) -> str:
    title = course_label(one.course_code, catalog)
    said = trn("{course}: {count} section", "{course}: {count} sections", one.sections,
               course=title)  # fmt: skip
    return said + (tr(", {count} in Extended Day", count=one.extended) if one.extended else "")


def _how_it_runs(code: str, site: str, catalog: Catalog, school_year: int) -> ExtendedDay | None:
    entry = catalog.course_at(code, site, school_year)
    if entry is not None:
        return entry.extended
    course = catalog.course(code)
    everywhere = catalog.schools_teaching(code, school_year) is None
    return course.extended_day if course is not None and everywhere else None
