"""Courses that are taught together: one teacher, one room, the same times, several sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section_checks import are_co_seated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.section import Section


def co_seated(sections: Iterable[Section]) -> tuple[tuple[Section, ...], ...]:
    """Return the groups of two or more sections that are taught as one class."""
    groups: list[list[Section]] = []
    for section in sections:
        group = next((g for g in groups if are_co_seated(g[0], section)), None)
        if group is None:
            groups.append([section])
        else:
            group.append(section)
    return tuple(tuple(group) for group in groups if len(group) > 1)
