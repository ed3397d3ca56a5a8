"""The courses of the palette: what a search finds, and in which order for this student."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Course, ExtendedDay
from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.ui.planning.card_text import LEVEL_DOTS
from cte_desktop.ui.row_search import fold, words_of
from cte_desktop.wording.placeholders import titled

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.cases import Case


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """A course as the palette shows it."""

    course: Course
    sector: str
    taken: bool = False  # passed, in progress or planned already
    own_pathway: bool = False
    in_reach: bool = True  # a grade that is still ahead may take it, at a school within reach

    @property
    def dots(self) -> int:
        """Return the dots of its pathway level, 0 for none."""
        level = self.course.pathway_level
        return LEVEL_DOTS[level.value] if level else 0

    @property
    def after_school(self) -> bool:
        """Tell whether it runs in Extended Day."""
        return self.course.extended_day is not ExtendedDay.NO

    @property
    def unverified(self) -> bool:
        """Tell whether the district has not confirmed the entry yet."""
        return self.course.verified is not Verified.YES


def catalog_rows(case: Case) -> tuple[CatalogRow, ...]:
    """Return every course of the catalog as this student sees it, the likeliest first."""
    catalog, student = case.district.catalog, case.file.student
    pathways = set(case.file.pathways)
    grade = 12 - (student.graduation_year - 1 - school_year_of(case.day))
    rows = [
        CatalogRow(
            course,
            _sector(course, catalog),
            taken=is_passed(course, case.situation.by_course.get(course.code, ())),
            own_pathway=bool(course.pathway) and course.pathway in pathways,
            in_reach=course.grade_max >= max(grade, 9),
        )
        for course in catalog.courses
    ]
    return tuple(sorted(rows, key=_likeliest))


def placeholder_rows(case: Case) -> tuple[CatalogRow, ...]:
    """Return the places that can be kept for a course of some kind, in the catalog's order."""
    catalog, student = case.district.catalog, case.file.student
    grade = 12 - (student.graduation_year - 1 - school_year_of(case.day))
    return tuple(
        CatalogRow(replace(course, title=titled(course.code, course.title)), "")
        for course in catalog.placeholders
        if course.grade_max >= max(grade, 9)
    )


def find(rows: tuple[CatalogRow, ...], query: str) -> tuple[CatalogRow, ...]:
    """Return the rows that hold every word: by title first, then by code, then by the rest."""
    words = words_of(query)
    if not words:
        return rows
    start = fold(query).strip()
    found = [(rank, row) for row in rows if (rank := _rank(row, words, start)) is not None]
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))


def _rank(row: CatalogRow, words: tuple[str, ...], start: str) -> int | None:
    """Return 0 for the best match, None for no match; equal ranks keep the likeliest first."""
    title, code = fold(row.course.title), fold(row.course.code)
    rest = fold(f"{row.course.pathway} {row.sector} {row.course.graduation_subject}")
    if not all(word in f"{title} {code} {rest}" for word in words):
        return None
    if title.startswith(start) or code == start:
        return 0
    if all(any(part.startswith(word) for part in title.split()) for word in words):
        return 1
    if all(word in f"{title} {code}" for word in words):
        return 2
    return 3


def _likeliest(row: CatalogRow) -> tuple[bool, bool, bool, int, str]:
    return (
        row.taken,
        not row.own_pathway,
        not row.in_reach,
        row.course.grade_min,
        row.course.title,
    )


def _sector(course: Course, catalog: Catalog) -> str:
    pathway = catalog.pathway_by_name.get(course.pathway)
    sector = catalog.sector_by_code.get(pathway.sector) if pathway else None
    return sector.name if sector else ""
