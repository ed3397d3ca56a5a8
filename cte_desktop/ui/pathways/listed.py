"""The lines of the list of pathways: a sector, then its pathways; what a search and a site keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.ui.row_search import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.pathway import Pathway
    from cte_desktop.services.pathways import PathwayFigures, StageCount


@dataclass(frozen=True, slots=True)
class PathwayLine:
    """A pathway in the list; `students` is None while nobody has counted yet."""

    name: str
    sector: str  # code
    students: int | None  # signed up
    is_stale: bool  # being worked out anew
    is_confirmed: bool
    sites: frozenset[str]
    searched: str  # folded


@dataclass(frozen=True, slots=True)
class SectorLine:
    """The heading above the pathways of a sector."""

    code: str
    name: str
    pathways: int


Line = PathwayLine | SectorLine


def lines_of(catalog: Catalog, figures: PathwayFigures | None) -> tuple[Line, ...]:
    """Return every sector that has pathways, each before its pathways, in the catalog's order."""
    of_sector: dict[str, list[PathwayLine]] = {}
    for pathway in catalog.pathway_by_name.values():
        line = _line(pathway, catalog, figures)
        of_sector.setdefault(pathway.sector, []).append(line)
    known = [code for code in catalog.sector_by_code if code in of_sector]
    lines: list[Line] = []
    for code in [*known, *(code for code in of_sector if code not in known)]:
        pathways = sorted(of_sector[code], key=lambda line: fold(line.name))
        lines += [SectorLine(code, _sector_name(code, catalog), len(pathways)), *pathways]
    return tuple(lines)


def kept(lines: Iterable[Line], query: str, site: str | None) -> tuple[Line, ...]:
    """Return the pathways that hold every word of the query and run at the site, with the headings
    of their sectors.
    """
    words = words_of(query)
    found = [
        line
        for line in lines
        if isinstance(line, SectorLine)
        or ((site is None or site in line.sites) and all(word in line.searched for word in words))
    ]
    sectors = {line.sector for line in found if isinstance(line, PathwayLine)}
    return tuple(line for line in found if isinstance(line, PathwayLine) or line.code in sectors)


def sites_of(catalog: Catalog) -> tuple[str, ...]:
    """Return the schools at which any pathway runs, by name."""
    every = {site for pathway in catalog.pathway_by_name.values() for site in pathway.sites}
    return tuple(sorted(every, key=lambda site: fold(school_name(site, catalog))))


def school_name(short: str, catalog: Catalog) -> str:
    """Return the name of a school, the text itself for one that the catalog doesn't have."""
    school = catalog.school_by_short.get(short)
    return school.name if school else short


def not_offered(catalog: Catalog) -> tuple[str, ...]:
    """Return the names of the State's sectors in which the district has no pathway."""
    used = {pathway.sector for pathway in catalog.pathway_by_name.values()}
    return tuple(sector.name for sector in catalog.sectors if sector.code not in used)


def signed_up(counts: Sequence[StageCount]) -> int:
    """Return how many have signed up."""
    return sum(row.students for row in counts if row.stage is not PathwayStage.INTERESTED)


def _line(pathway: Pathway, catalog: Catalog, figures: PathwayFigures | None) -> PathwayLine:
    codes = [step.course_code for step in catalog.steps if step.pathway == pathway.name]
    courses = [catalog.course(code) for code in codes]
    titles = [course.title for course in courses if course is not None]
    texts = (
        pathway.name,
        pathway.state_name,
        pathway.code,
        _sector_name(pathway.sector, catalog),
        *codes,
        *titles,
    )
    counts = figures.counts.get(pathway.name, ()) if figures is not None else ()
    students = signed_up(counts)
    stale = figures is not None and pathway.name in figures.stale
    return PathwayLine(
        pathway.name,
        pathway.sector,
        None if figures is None or (stale and not students) else students,
        stale,
        pathway.verified is Verified.YES,
        frozenset((*pathway.sites, *pathway.extended_sites)),
        fold("\n".join(texts)),
    )


def _sector_name(code: str, catalog: Catalog) -> str:
    sector = catalog.sector_by_code.get(code)
    return sector.name if sector else code
