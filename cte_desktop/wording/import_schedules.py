"""What reports of imports name besides: bells, classes, meetings and ways of a schedule."""

from __future__ import annotations

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.wording.labels import weekdays_label
from cte_desktop.wording.translate import tr, trn


def silent_bells(site: str, days: str) -> str:
    """Return where and when bells are missing: "WR (Monday, Wednesday)"."""
    return tr("{site} ({days})", site=site, days=weekdays_label(days))


def two_meetings(weekday: str, start: int, end: int, row: int) -> str:
    """Return when two meetings of a section overlap: "Monday 09:00–09:20, with row 4"."""
    return tr(
        "{day} {start}–{end}, with row {row}",
        day=weekdays_label(weekday),
        start=clock_text(start),
        end=clock_text(end),
        row=row,
    )


def other_class(section_id: str, row: int, weekday: str, start: int) -> str:
    """Return the class at the same time elsewhere: "section VL27-0003, row 4, Monday 09:00"."""
    return tr(
        "section {section}, row {row}, {day} {start}",
        section=section_id,
        row=row,
        day=weekdays_label(weekday),
        start=clock_text(start),
    )


def ringing(block: str, weekday: str, start: int, end: int, row: int) -> str:
    """Return a bell: "P3 (Monday 09:00–10:00, row 4)"; row 0 is one that was known before."""
    named = {
        "block": block,
        "day": weekdays_label(weekday),
        "start": clock_text(start),
        "end": clock_text(end),
    }
    if row:
        return tr("{block} ({day} {start}–{end}, row {row})", **named, row=row)
    return tr("{block} ({day} {start}–{end}, known before)", **named)


def way(origin: str, destination: str) -> str:
    """Return "CN to VL"."""
    return tr("{origin} to {destination}", origin=origin, destination=destination)


def rows_of_year(count: int) -> str:
    """Return how many rows are of a year that is over: "12 rows"."""
    return trn("{count} row", "{count} rows", count)
