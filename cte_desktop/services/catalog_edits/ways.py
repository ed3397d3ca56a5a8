"""The minutes between sites; pairs of which nobody knows them come first, for they matter most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import Travel
from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.services.catalog_edits.saving import KEPT, told, write
from cte_desktop.storage.catalog_rows import TRAVEL, sites_of_sections
from cte_desktop.storage.history import begin_step
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk

MOST_MINUTES = 600
"""As files of travel times may say at most."""
_LAST_JUNIOR_GRADE = 8


@dataclass(frozen=True, slots=True)
class Way:
    """The minutes between two sites, there and back; None where nobody wrote them down."""

    origin: str
    destination: str
    there: int | None
    back: int | None

    @property
    def is_missing(self) -> bool:
        """Whether nobody can say if a class at one site fits beside one at the other."""
        return self.there is None


def ways(desk: Desk) -> tuple[Way, ...]:
    """Return the minutes between all sites at which high schools teach, missing ones first."""
    with desk.database.reading() as tx:
        taught_at = sites_of_sections(tx)
    catalog = desk.catalog()
    sites = sorted(_sites(catalog, taught_at))
    found = [
        Way(one, other, catalog.travel_minutes(one, other), catalog.travel_minutes(other, one))
        for one, other in _pairs(sites)
    ]
    return tuple(sorted(found, key=lambda way: (not way.is_missing, way.origin, way.destination)))


def save_way(
    desk: Desk, origin: str, destination: str, there: int | None, back: int | None
) -> Changes:
    """Write the minutes between two sites down as one step; None forgets a direction.

    A direction that is forgotten is taken to be as long as the other one. Known errors: bad_way,
    changed_since.
    """
    given = [minutes for minutes in (there, back) if minutes is not None]
    if origin == destination or any(not 0 <= one <= MOST_MINUTES for one in given):
        raise KnownError(
            "bad_way",
            noop("A way between two sites takes 0 to {most} minutes."),
            kept=KEPT,
            most=MOST_MINUTES,
        )
    listed = {(t.origin, t.destination): t for t in desk.catalog().travel}
    numbers = []
    with desk.database.writing() as tx:
        details = {"origin": origin, "destination": destination}
        begin_step(tx, "change_way" if given else "remove_way", details)
        for start, end, minutes in ((origin, destination, there), (destination, origin, back)):
            before = listed.get((start, end))
            after = None if minutes is None else Travel(start, end, minutes, Verified.YES)
            if (before and before.minutes) != (after and after.minutes):
                numbers.append(write(tx, TRAVEL, before, after))
    return told(desk, next((number for number in numbers if number is not None), None))


def _sites(catalog: Catalog, taught_at: frozenset[str]) -> Iterator[str]:
    """Yield the sites to which students of high schools go; those of 7th and 8th graders stay."""
    known = {site for way in catalog.travel for site in (way.origin, way.destination)}
    known |= {site.school for site in catalog.course_sites} | taught_at
    known |= {site for pathway in catalog.pathways for site in pathway.extended_sites}
    for site in known:
        school = catalog.school_by_short.get(site)
        if site and (school is None or school.grade_high > _LAST_JUNIOR_GRADE):
            yield site


def _pairs(sites: list[str]) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(sites):
        for other in sites[place + 1 :]:
            yield one, other
