"""Pathways that can't be meant as they are written: a level that nobody can pass, or is not asked.

The introductory level is required only where the pathway itself says so (`product.md`, pathway):
`introductory_required` of pathways.csv. A step's own `required` in pathway_levels.csv says which of
the steps of a level are, and can't require the introductory level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.pathway_outline import pathway_versions
from cte_desktop.domain.catalog.course import LEVELS, Level
from cte_desktop.domain.catalog.pathway import NO_LAST_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.audit.pathway_outline import PathwayVersion
    from cte_desktop.domain.catalog.catalog import Catalog

WITHOUT_STEP = "level_without_step"
NOT_ASKED = "level_not_asked"


@dataclass(frozen=True, slots=True)
class PathwayProblem:
    """What is wrong with a level of a pathway, for which classes: "2028-", "2022-2027"."""

    pathway: str
    code: str
    level: Level
    classes: str


def pathway_problems(catalog: Catalog) -> Iterator[PathwayProblem]:
    """Yield what is wrong with the pathways that have steps at all, in the order of the catalog."""
    for pathway in catalog.pathway_by_name.values():
        required = pathway.introductory_required
        needed = [level for level in LEVELS if required or level is not Level.INTRODUCTORY]
        for version in pathway_versions(pathway, catalog):
            has = {outline.level for outline in version.levels}
            for level in needed:
                if level not in has:
                    yield PathwayProblem(pathway.name, WITHOUT_STEP, level, _classes(version))
        asked_by_step = [
            step
            for step in catalog.steps
            if step.pathway == pathway.name and step.level is Level.INTRODUCTORY and step.required
        ]
        if asked_by_step and not required:
            yield PathwayProblem(pathway.name, NOT_ASKED, Level.INTRODUCTORY, "")


def _classes(version: PathwayVersion) -> str:
    last = "" if version.last_class >= NO_LAST_CLASS else str(version.last_class)
    return f"{version.first_class or ''}-{last}"
