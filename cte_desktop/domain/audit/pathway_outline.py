"""A pathway as one reads it: its versions by class, and in each the levels with their courses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.levels import needed_groups
from cte_desktop.domain.catalog.course import LEVELS, Level
from cte_desktop.domain.catalog.pathway import NO_LAST_CLASS

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.pathway import Pathway, Step


@dataclass(frozen=True, slots=True)
class LevelOutline:
    """One level: steps of one order are alternatives, a later order comes after the one before."""

    level: Level
    is_required: bool
    orders: tuple[tuple[Step, ...], ...]
    needed: frozenset[str]  # codes of the orders of which a course must be passed

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps of all orders."""
        return tuple(step for order in self.orders for step in order)


@dataclass(frozen=True, slots=True)
class PathwayVersion:
    """The levels of a pathway for the classes from `first_class` to `last_class`."""

    first_class: int
    last_class: int
    levels: tuple[LevelOutline, ...]

    @property
    def course_codes(self) -> tuple[str, ...]:
        """Return the codes of all courses in order, each once."""
        steps = (step for level in self.levels for step in level.steps)
        return tuple(dict.fromkeys(step.course_code for step in steps))


def pathway_versions(pathway: Pathway, catalog: Catalog) -> tuple[PathwayVersion, ...]:
    """Return the versions of a pathway, the newest class first; neighbors that don't differ are
    one. A pathway without a step has none.
    """
    steps = [step for step in catalog.steps if step.pathway == pathway.name]
    starts = {step.first_class for step in steps}
    starts |= {step.last_class + 1 for step in steps if step.last_class < NO_LAST_CLASS}
    found: list[PathwayVersion] = []
    for first in sorted(starts):
        in_force = catalog.steps_of(pathway.name, first)
        later = [start - 1 for start in starts if start > first]
        levels = _levels(in_force, introductory=pathway.introductory_required)
        last = min(later, default=NO_LAST_CLASS)
        if found and found[-1].levels == levels:
            found[-1] = PathwayVersion(found[-1].first_class, last, levels)
        elif levels:
            found.append(PathwayVersion(first, last, levels))
    return tuple(reversed(found))


def version_for(
    versions: tuple[PathwayVersion, ...], graduation_year: int
) -> PathwayVersion | None:
    """Return the version of a class, else the newest one; None when there is none at all."""
    for version in versions:
        if version.first_class <= graduation_year <= version.last_class:
            return version
    return versions[0] if versions else None


def _levels(steps: tuple[Step, ...], *, introductory: bool) -> tuple[LevelOutline, ...]:
    needed = {group.level: set[str]() for group in needed_groups(steps, {}, introductory=True)}
    for group in needed_groups(steps, {}, introductory=True):
        needed[group.level] |= set(group.codes)
    found = []
    for level in LEVELS:
        orders: dict[int, list[Step]] = {}
        for step in steps:
            if step.level is level:
                orders.setdefault(step.order, []).append(step)
        if orders:
            required = introductory or level is not Level.INTRODUCTORY
            in_order = tuple(tuple(orders[order]) for order in sorted(orders))
            found.append(LevelOutline(level, required, in_order, frozenset(needed[level])))
    return tuple(found)
