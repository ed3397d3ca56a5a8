"""A view of the figures as it is shown: on screen, on paper and in a workbook the same lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.counting import Breakdown

if TYPE_CHECKING:
    from datetime import date


class View(StrEnum):
    """What is counted by, or what else is shown; the first are the breakdowns."""

    PATHWAY = Breakdown.PATHWAY.value
    SECTOR = Breakdown.SECTOR.value
    SITE = Breakdown.SITE.value
    CAPSTONE_SITE = Breakdown.CAPSTONE_SITE.value
    GRADE = Breakdown.GRADE.value
    CLASS_TIME = Breakdown.CLASS_TIME.value
    YEARS = "years"
    GROUPS = "groups"
    COURSES = "courses"
    PERKINS = "perkins"
    INDICATOR = "indicator"


OF_MEASURES = (View.COURSES, View.PERKINS, View.INDICATOR)
"""Views that are read from the whole record."""


@dataclass(frozen=True, slots=True)
class FigureBar:
    """The bar of a line; without a value there are only the words of `figure`.

    `second` is a further figure of the same unit, which `figure` tells too; `hatched` marks what
    the record here doesn't tell.
    """

    value: float | None
    figure: str
    second: float | None = None
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of a view: its cells after the name, its students by uid, and its bar.

    `about` is told when the line is looked at: a definition with its source, or a note.
    """

    key: str
    name: str
    cells: tuple[str, ...]
    student_uids: tuple[str, ...]
    bar: FigureBar | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A view: its title, the headings of all columns, the lines, and what it counts."""

    view: View
    title: str
    headings: tuple[str, ...]
    lines: tuple[FigureLine, ...]
    about: str


@dataclass(frozen=True, slots=True)
class FigureReport:
    """The completion report of a school year: totals in words, then every view."""

    district: str
    school_year: int
    printed_on: date
    totals: tuple[str, ...]
    tables: tuple[FigureTable, ...]
