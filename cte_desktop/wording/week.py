"""What is said of a student's week: its blocks, the ways between sites, fixed times and wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.wording.labels import (
    course_label,
    minutes_label,
    school_label,
    state_label,
    term_label,
    weekdays_label,
)
from cte_desktop.wording.papers import school_year_heading, term_heading, term_with_year
from cte_desktop.wording.sections import day_span_label, hours_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.week_picture import Journey, WeekBlock
    from cte_desktop.domain.school_year import Term
    from cte_desktop.domain.students.experiences import BusyTime

BUSY_NAMES = {
    "sport": noop("Sport"),
    "job": noop("Job"),
    "carpool": noop("Carpool"),
    "reserved": noop("Reserved time"),
    "other": noop("Other commitment"),
}


def site_label(site: str, catalog: Catalog) -> str:
    """Return the short name of a site: "Canyon" for Canyon High."""
    return school_label(site, catalog).removesuffix(" High")


def busy_name(kind: str) -> str:
    """Return the name of a kind of fixed time, as it heads a block: "Sport"."""
    return tr(BUSY_NAMES.get(kind, BUSY_NAMES["other"]))


def week_title(school_year: int, term: Term) -> str:
    """Return "Fall 2026", as it names a week."""
    text = term_with_year(school_year, term)
    return text[:1].upper() + text[1:]


def block_title(block: WeekBlock) -> str:
    """Return what stands on top of a block."""
    if block.is_class:
        return block.title
    return tr("Lunch") if block.tone == "lunch" else busy_name(block.busy_kind)


def block_detail(block: WeekBlock, catalog: Catalog) -> str:
    """Return the small words of a block, line by line: when and where, then the room."""
    site = site_label(block.site, catalog) if block.site else ""
    if not block.is_class:
        return "\n".join(part for part in (hours_label(block.start, block.end), site) if part)
    when = block.period or hours_label(block.start, block.end)
    second = hours_label(block.start, block.end) if block.period else ""
    room = tr("room {room}", room=block.room) if block.room else ""
    where = f"{when} {site}" if site else when
    return "\n".join(part for part in (where, second, room, block.teacher) if part)


def block_sentence(block: WeekBlock, catalog: Catalog) -> str:
    """Return a block as a screen reader says it: "Tuesday 15:45 to 18:15, Auto 2, Canyon"."""
    said = tr(
        "{day} {start} to {end}",
        day=weekdays_label(block.weekday),
        start=clock_text(block.start),
        end=clock_text(block.end),
    )
    parts = [said, block_title(block)]
    if block.site:
        parts.append(site_label(block.site, catalog))
    if block.is_class and block.state is not None:
        parts += [word for word in (block.period, state_label(block.state)) if word]
    if block.clash:
        parts.append(tr("clashes"))
    return ", ".join(parts)


def block_tip(block: WeekBlock, catalog: Catalog) -> str:
    """Return the tooltip of a block: everything that is known, line by line."""
    room = tr("room {room}", room=block.room) if block.room else ""
    lines = [
        block_title(block),
        f"{day_span_label(block.weekday)} {hours_label(block.start, block.end)}",
        " · ".join(word for word in (block.period, block.section_id) if word),
        ", ".join(
            part for part in (school_label(block.site, catalog) if block.site else "", room) if part
        ),
        block.teacher,
        state_label(block.state) if block.state is not None else "",
        tr("Clashes with something else at this time") if block.clash else "",
    ]
    return "\n".join(line for line in lines if line)


def journey_title(journey: Journey) -> str:
    """Return the way in a few words, as they fit between two blocks."""
    if journey.travel is None:
        return tr("way not known")
    way = tr("{minutes} min", minutes=journey.travel)
    return tr("{way}, {short} short", way=way, short=journey.short) if journey.short else way


def journey_sentence(journey: Journey, catalog: Catalog, weekdays: str = "") -> str:
    """Return "Tuesday: Valencia 15:31 → Canyon 16:00: 20 minutes by road + 10, 1 minute short"."""
    ends = tr(
        "{days}: {origin} {leaves} → {destination} {arrives}",
        days=weekdays_label(weekdays or journey.weekday),
        origin=site_label(journey.origin, catalog),
        leaves=clock_text(journey.leaves),
        destination=site_label(journey.destination, catalog),
        arrives=clock_text(journey.arrives_by),
    )
    if journey.travel is None:
        return tr("{ends}: nobody wrote down how long the way takes", ends=ends)
    road = tr(
        "{minutes} by road + {margin}",
        minutes=minutes_label(journey.travel),
        margin=journey.margin,
    )
    if journey.short:
        short = tr("{minutes} short", minutes=minutes_label(journey.short))
        return tr("{ends}: {road}, {short}", ends=ends, road=road, short=short)
    spare = journey.arrives_by - journey.leaves - journey.travel - journey.margin
    if not spare:
        return tr("{ends}: {road}, just in time", ends=ends, road=road)
    left = tr("{minutes} to spare", minutes=minutes_label(spare))
    return tr("{ends}: {road}, {left}", ends=ends, road=road, left=left)


def without_time_sentence(courses: Sequence[str], catalog: Catalog) -> str:
    """Return the sentence about courses whose time nobody knows yet."""
    names = ", ".join(course_label(code, catalog) for code in courses)
    return trn(
        "When this meets is not known yet: {names}.",
        "When these meet is not known yet: {names}.",
        len(courses),
        names=names,
    )


def busy_sentence(busy: BusyTime, catalog: Catalog) -> str:
    """Return "Sport, fall 2027–28, Mon–Fri 15:30–17:30, Valencia"."""
    when = f"{term_label(busy.term)} {school_year_heading(busy.school_year)}"
    hours = f"{day_span_label(busy.days)} {hours_label(busy.start, busy.end)}"
    site = site_label(busy.site, catalog) if busy.site else ""
    return ", ".join(part for part in (busy_name(busy.kind), when, hours, site) if part)


def terms_label(terms: Sequence[Term]) -> str:
    """Return "Fall and spring" for the terms of a fixed time."""
    if len(terms) > 1:
        return tr("Fall and spring")
    return term_heading(terms[0]) if terms else ""


def fixed_times_label(count: int) -> str:
    """Return "2 fixed times", as it stands in the head of the plan."""
    return trn("{count} fixed time", "{count} fixed times", count)
