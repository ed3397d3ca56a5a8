"""Sectors, pathways and the ordered steps of a pathway."""

from __future__ import annotations

from dataclasses import dataclass

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.verified import Verified

NO_LAST_CLASS = 9999


@dataclass(frozen=True, slots=True)
class Sector:
    """One of California's 15 industry sectors."""

    code: str
    name: str
    offered: bool
    verified: Verified = Verified.NO
    source: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A course at a level of a pathway, for the classes from `first_class` to `last_class`.

    Steps of equal `order` are alternatives; a higher order in the same level is taken after the
    lower one. `required` is the file's word for the step (`pathway_levels.csv`).
    """

    pathway: str
    first_class: int
    last_class: int
    level: Level
    order: int
    course_code: str
    required: bool
    verified: Verified = Verified.NO
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pathway:
    """A pathway of the State; with `name`, one that the district offers under that name.

    `code` is the State's three digits; two district pathways may share one (`DOSSIER.md` 7.10).
    """

    code: str
    state_name: str
    sector: str
    name: str = ""  # the district's; "" when the district doesn't offer it
    sites: tuple[str, ...] = ()
    extended_sites: tuple[str, ...] = ()
    introductory_required: bool = False
    first_class: int = 0
    last_class: int = NO_LAST_CLASS
    verified: Verified = Verified.NO
    source: str = ""
