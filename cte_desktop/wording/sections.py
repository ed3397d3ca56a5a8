"""What is said of sections: their kind, when they meet, the bells behind a period, the seats."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.wording.clock import clock_words
from cte_desktop.wording.labels import days_label, weekdays_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section, SectionMeeting

_RUN = 3
"""So many weekdays in a row are written as a span, "Mon–Thu"."""


def kind_label(kind: SectionKind) -> str:
    """Return how a section stands to the school day: "Day", "Extended Day", ..."""
    match kind:
        case SectionKind.DAY:
            return tr("Day")
        case SectionKind.EXTENDED:
            return tr("Extended Day")
        case SectionKind.ZERO:
            return tr("Zero period")
        case SectionKind.COLLEGE:
            return tr("College")


def hours_label(start: int, end: int) -> str:
    """Return "15:45–18:15", on paper "3:45 PM–6:15 PM"."""
    return f"{clock_words(start)}–{clock_words(end)}"


def day_span_label(days: str) -> str:
    """Return "Mon–Thu" for days in a row, else "Mon/Wed"; "Mon–Fri" for no days at all."""
    days = days or WEEKDAYS
    names = [days_label(day) for day in days]
    if len(days) >= _RUN and days in WEEKDAYS:
        return f"{names[0]}–{names[-1]}"
    return "/".join(names)


def meeting_label(meeting: SectionMeeting) -> str:
    """Return "Mon/Wed 15:45–18:15", "P3", "P3 Mon/Tue"; "" for a meeting without a time."""
    if meeting.start is not None and meeting.end is not None:
        return f"{day_span_label(meeting.days)} {hours_label(meeting.start, meeting.end)}"
    if not meeting.period:
        return ""
    if set(WEEKDAYS) <= set(meeting.days or WEEKDAYS):
        return meeting.period
    return f"{meeting.period} {day_span_label(meeting.days)}"


def not_a_time(text: str) -> str:
    """Return the sentence about a text that is no time of the day."""
    if not text.strip():
        return tr("Write a time such as 15:45 or 3:45 PM.")
    return tr('"{text}" is no time; write 15:45 or 3:45 PM.', text=text.strip())


def when_label(section: Section) -> str:
    """Return when a section meets, its rows in a line; "" when nothing says it."""
    found = dict.fromkeys(meeting_label(meeting) for meeting in section.meetings)
    return ", ".join(words for words in found if words)


def rooms_label(section: Section) -> str:
    """Return the rooms of a section: "B12", "B12, Lab 2"."""
    return ", ".join(dict.fromkeys(m.room for m in section.meetings if m.room))


def bells_label(period: str, site: str, days: str, catalog: Catalog) -> str:
    """Return when a period rings: "P3: Mon–Thu 10:22–11:12, Fri 11:09–11:49; no bell on ...".

    `days` are the weekdays asked for, "" for each weekday that rings it.
    """
    rung = [
        meeting
        for meeting in catalog.meetings_by_period.get((site, period), ())
        if not days or meeting.weekday in days
    ]
    if not rung:
        if days and (site, period) in catalog.meetings_by_period:
            return tr("{period}: no bell on {days}", period=period, days=weekdays_label(days))
        return tr("{period}: no bell at this site", period=period)
    at: defaultdict[tuple[int, int], str] = defaultdict(str)
    for meeting in sorted(rung, key=lambda m: WEEKDAYS.index(m.weekday)):
        at[meeting.start, meeting.end] += meeting.weekday
    hours = ", ".join(
        f"{day_span_label(on)} {hours_label(start, end)}" for (start, end), on in at.items()
    )
    heard = {meeting.weekday for meeting in rung}
    silent = "".join(day for day in days or WEEKDAYS if day not in heard)
    if not silent:
        return f"{period}: {hours}"
    return tr(
        "{period}: {hours}; no bell on {days}",
        period=period,
        hours=hours,
        days=weekdays_label(silent),
    )


def grades_label(section: Section) -> str:
    """Return who may take it by grade: "10–12", "from 11", "up to 10"; "" for everyone."""
    low, high = section.grade_min, section.grade_max
    if low is not None and high is not None:
        return f"{low}–{high}" if low != high else str(low)
    if low is not None:
        return tr("from {grade}", grade=low)
    if high is not None:
        return tr("up to {grade}", grade=high)
    return ""


def sections_label(count: int) -> str:
    """Return "1 section", "6,014 sections"."""
    return trn("{shown} section", "{shown} sections", count, shown=f"{count:,}")


def seats_left_label(left: Iterable[int | None]) -> str:
    """Return "212 seats left" of several sections; those without a number of seats are left out."""
    known = [seats for seats in left if seats is not None]
    if not known:
        return tr("seats not known")
    count = sum(known)
    return trn("{shown} seat left", "{shown} seats left", count, shown=f"{count:,}")
