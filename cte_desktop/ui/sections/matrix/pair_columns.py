"""The list under the triangle: every pair that somebody wants both of, heaviest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.ui.table_model import Column
from cte_desktop.wording.conflict_matrix import pair_text
from cte_desktop.wording.demand import site_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.matrix.school import (
        CoursePair,
        FewSections,
        SchoolMatrix,
    )

WHY = 4
"""The place of the column that tells why; the list of students says it too."""


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair of courses with its words."""

    pair: CoursePair
    one: str
    other: str
    why: str


def pair_lines(matrix: SchoolMatrix, catalog: Catalog, site: str | None) -> tuple[PairLine, ...]:
    """Return a line for each pair; `site` is the one that is looked at, None for all."""
    names = [line_name(line, catalog, site) for line in matrix.lines]
    return tuple(
        PairLine(
            pair,
            names[pair.one],
            names[pair.other],
            pair_text(pair.collision, catalog, is_known=pair.is_known),
        )
        for pair in matrix.pairs
    )


def pair_columns() -> tuple[Column[PairLine], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("Course"), lambda line: line.one, tooltip=lambda line: line.one, width=224),
        Column(tr("And"), lambda line: line.other, tooltip=lambda line: line.other, width=224),
        Column(
            tr("Can't have both"),
            lambda line: f"{len(line.pair.blocked):,}",
            figures=True,
            sort_key=lambda line: len(line.pair.blocked),
            icon=lambda line: "triangle-alert" if line.pair.blocked else None,
            color=lambda line: "must_fix" if line.pair.blocked else None,
            width=124,
            searched=False,
        ),
        Column(
            tr("Want both"),
            lambda line: f"{len(line.pair.students):,}",
            figures=True,
            sort_key=lambda line: len(line.pair.students),
            width=92,
            searched=False,
        ),
        Column(tr("Why"), lambda line: line.why, tooltip=lambda line: line.why, searched=False),
    )


def line_name(line: FewSections, catalog: Catalog, site: str | None) -> str:
    """Return the title of a course, with its site unless that is the one that is looked at."""
    course = catalog.course(line.course_code)
    title = course.title if course is not None else line.course_code
    if line.site == site:
        return title
    return tr("{course}, {site}", course=title, site=site_text(line.site, catalog))
