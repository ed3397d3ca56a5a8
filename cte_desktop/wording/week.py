"""What is said of a student's week: its blocks, the ways between sites, fixed times and wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.students.fixed_times import REST_OF_DAY
from cte_desktop.wording.clock import clock_words
from cte_desktop.wording.fits import site_label
from cte_desktop.wording.labels import (
    course_label,
    minutes_label,
    school_label,
    state_label,
    term_label,
    weekdays_label,
)
from cte_desktop.wording.papers import listed, school_year_heading, term_with_year
from cte_desktop.wording.placeholders import titled
from cte_desktop.wording.sections import day_span_label, hours_label, kind_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.week_picture import Journey, WeekBlock
    from cte_desktop.domain.school_year import Term
    from cte_desktop.domain.students.fixed_times import FixedTime

BUSY_NAMES = {
    "sport": noop("Sport"),
    "job": noop("Job"),
    "carpool": noop("Carpool"),
    "reserved": noop("Reserved time"),
    "other": noop("Other commitment"),
}


def busy_name(kind: str) -> str:
    """Return the name of a kind of fixed time, as it heads a block: "Sport"."""
    return tr(BUSY_NAMES.get(kind, BUSY_NAMES["other"]))


def tone_label(block: WeekBlock) -> str:
    """Return what kind of class a block is where it isn't an ordinary one of the day, else ""."""
    match block.tone:
        case "extended":
            return kind_label(SectionKind.EXTENDED)
        case "college":
            return kind_label(SectionKind.COLLEGE)
        case "zero":
            return kind_label(SectionKind.ZERO)
        case _:
            return ""


def week_title(school_year: int, term: Term) -> str:
    """Return "Fall 2026", as it names a week."""
    text = term_with_year(school_year, term)
    return text[:1].upper() + text[1:]


def block_title(block: WeekBlock) -> str:
    """Return what stands on top of a block."""
    if block.is_class:
        return titled(block.course, block.title)
    if block.tone == "lunch":
        return tr("Lunch")
    return _busy_title(block.busy_kind, block.end)


def block_detail(block: WeekBlock, catalog: Catalog) -> str:
    """Return the small words of a block, line by line: when and where, then the room."""
    site = site_label(block.site, catalog) if block.site else ""
    if not block.is_class:
        return "\n".join(part for part in (span_label(block.start, block.end), site) if part)
    hours = hours_label(block.start, block.end)
    room = tr("room {room}", room=block.room) if block.room else ""
    if block.period:
        lines = (f"{block.period} {site}".strip(), hours, room, block.teacher)
    else:
        lines = (hours, site, room, block.teacher)
    return "\n".join(line for line in lines if line)


def block_sentence(block: WeekBlock, catalog: Catalog) -> str:
    """Return a block as a screen reader says it: "Tuesday 15:45 to 18:15, Auto 2, Canyon"."""
    day, start = weekdays_label(block.weekday), clock_words(block.start)
    if block.end >= REST_OF_DAY:
        said = tr("{day} from {start}", day=day, start=start)
    else:
        said = tr("{day} {start} to {end}", day=day, start=start, end=clock_words(block.end))
    parts = [said, block_title(block)]
    if block.site:
        parts.append(site_label(block.site, catalog))
    if block.is_class and block.state is not None:
        kind = (tone_label(block), block.period, state_label(block.state))
        parts += [word for word in kind if word]
    if block.clash:
        parts.append(tr("clashes"))
    return ", ".join(parts)


def block_tip(block: WeekBlock, catalog: Catalog) -> str:
    """Return the tooltip of a block: everything that is known, line by line."""
    room = tr("room {room}", room=block.room) if block.room else ""
    lines = [
        block_title(block),
        f"{day_span_label(block.weekday)} {span_label(block.start, block.end)}",
        " · ".join(w for w in (tone_label(block), block.period, block.section_id) if w),
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
        leaves=clock_words(journey.leaves),
        destination=site_label(journey.destination, catalog),
        arrives=clock_words(journey.arrives_by),
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


def fixed_time_sentence(one: FixedTime, catalog: Catalog) -> str:
    """Return "Sport, fall and spring 2027–28, Mon–Fri 15:30–17:30, Valencia"."""
    when = f"{terms_label(one.terms)} {school_year_heading(one.school_year)}".strip()
    site = site_label(one.site, catalog) if one.site else ""
    parts = (fixed_time_name(one), when, fixed_hours_label(one), site)
    return ", ".join(part for part in parts if part)


def fixed_time_name(one: FixedTime) -> str:
    """Return what a fixed time is: "Sport", "Can't stay"."""
    return _busy_title(one.kind, one.end)


def fixed_hours_label(one: FixedTime) -> str:
    """Return "Mon–Fri 15:30–17:30"; "Mon/Wed from 14:35" for the rest of the day."""
    return f"{day_span_label(one.days)} {span_label(one.start, one.end)}"


def span_label(start: int, end: int) -> str:
    """Return "15:30–17:30", "from 14:35" for the rest of the day."""
    if end >= REST_OF_DAY:
        return tr("from {time}", time=clock_words(start))
    return hours_label(start, end)


def overlap_sentence(one: FixedTime, other: FixedTime, days: str) -> str:
    """Return the sentence about two fixed times that overlap."""
    return tr(
        "{one} and {other} overlap on {days}; both are kept.",
        one=fixed_time_name(one),
        other=fixed_time_name(other),
        days=weekdays_label(days),
    )


def terms_label(terms: Sequence[Term]) -> str:
    """Return "fall", "fall and spring" for the terms of a fixed time."""
    return listed([term_label(term) for term in terms])


def _busy_title(kind: str, end: int) -> str:
    return tr("Can't stay") if kind == "other" and end >= REST_OF_DAY else busy_name(kind)


def fixed_times_label(count: int) -> str:
    """Return "2 fixed times", as it stands in the head of the plan."""
    return trn("{count} fixed time", "{count} fixed times", count)
