"""Sections as rows of the page, on a small catalog of two schools."""

from __future__ import annotations

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.school import School
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.catalog.timetable import Bell
from cte_desktop.domain.planning.sections.seats.open_order import SeatCount
from cte_desktop.domain.planning.week import section_week
from cte_desktop.services.sections.editing import SectionProblem
from cte_desktop.services.sections.listing import SectionLine
from cte_desktop.ui.sections.listed import Rhythms, SectionRow, row_of

YEAR = 2026
P3 = SectionMeeting("P3", "", room="B12")
AFTER_SCHOOL = SectionMeeting("", "MW", 945, 1095, "SHOP")
RHYTHMS: Rhythms = {}


def _school(short: str, name: str) -> School:
    return School(short, name, "", "comprehensive_high", 9, 12, 2000, district_run=True)


CATALOG = Catalog(
    schools=(_school("VL", "Valencia High"), _school("CN", "Canyon High")),
    bells=(
        Bell("VL", "regular", "MTWR", "P3", 622, 672, optional=False),
        Bell("VL", "late_start", "F", "P3", 669, 709, optional=False),
        Bell("CN", "regular", "MTWRF", "P3", 630, 680, optional=False),
        Bell("VL", "regular", "MTWRF", "P4", 680, 730, optional=False),
    ),
)


def row(
    section_id: str,
    *meetings: SectionMeeting,
    course: str = "ENG9",
    site: str = "VL",
    kind: SectionKind = SectionKind.DAY,
    term: str = "year",
    teacher: str = "Kim",
    seats: tuple[int | None, int, int] = (36, 30, 0),
    pathways: tuple[str, ...] = (),
    cancelled: bool = False,
    wrong: tuple[str, ...] = (),
) -> SectionRow:
    """A row; `seats` are the seats, those taken and those who wait."""
    section = Section(
        section_id, YEAR, term, course, site, kind, meetings or (P3,), teacher, seats[0],
        cancelled=cancelled,
    )  # fmt: skip
    every, taken, waiting = seats
    left = None if every is None else max(0, every - taken)
    line = SectionLine(
        section,
        f"Course {course}",
        pathways,
        (),
        section_week(section, CATALOG),
        SeatCount(every, taken, waiting, left),
        taken,
        0,
        tuple(SectionProblem("days", "bell_missing", text, stops=False) for text in wrong),
    )
    return row_of(line, CATALOG, RHYTHMS)
