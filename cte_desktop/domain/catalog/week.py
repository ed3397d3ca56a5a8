"""When a section or a period meets in the week, and what nobody knows about it.

Weeks are kept per catalog: a plan is looked at many times, its sections change seldom.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import PERIODS, WEEKDAYS, Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section

WHOLE_DAY = "DAY"
MINUTES_A_DAY = 24 * 60
NEVER = 10 * MINUTES_A_DAY
"""Later than any minute of a day, whatever way and margin are added."""


@dataclass(frozen=True, slots=True)
class Week:
    """The meetings of a class in order of time, and what could not be known about them."""

    meetings: tuple[Meeting, ...] = ()
    days_without_bell: str = ""  # weekdays of MTWRF on which the site has no bell for the period
    period: str = ""  # the period that lacks the bells
    without_time: bool = False  # the section says neither period nor clock times
    days_doubled: str = ""  # weekdays on which two of its own meetings overlap
    days_unrung: str = (
        ""  # weekdays on which the site rings no period at all: a bell may be missing
    )
    site: str = ""
    minutes: int = 0  # the minutes of the week that it takes, a bit each
    begins: tuple[int, ...] = (
        NEVER,
    ) * 5  # the first minute of each weekday, NEVER without a class
    ends: tuple[int, ...] = (-NEVER,) * 5  # the last minute of each weekday

    @property
    def is_known(self) -> bool:
        """Tell whether all its times are known, so that a class can be said to fit beside it."""
        unsure = self.days_without_bell or self.without_time or self.days_doubled
        return bool(self.meetings) and not unsure


def section_week(section: Section, catalog: Catalog) -> Week:
    """Return when a section meets: clock times win, else the site's bells of each weekday."""
    kept = catalog.weeks.get(section)
    if kept is None:
        kept = catalog.weeks[section] = _section_week(section, catalog)
    return kept


def forget_week(section: Section, catalog: Catalog) -> None:
    """Keep the week of a section no longer: of one that a person is still typing."""
    catalog.weeks.pop(section, None)


def period_week(site: str, period: str, catalog: Catalog) -> Week:
    """Return when a period meets at a site by its bells."""
    key = (site, period)
    kept = catalog.weeks.get(key)
    if kept is None:
        rung = catalog.meetings_by_period.get(key, ())
        silent, unrung = _silent_days(site, period, catalog)
        kept = catalog.weeks[key] = made_of(
            rung, site, days_without_bell=silent, period=period, days_unrung=unrung
        )
    return kept


def silent_days(site: str, period: str, days: str, catalog: Catalog) -> str:
    """Return the weekdays on which a section meets in a period that has no bell there.

    `days` are those that the section names. One that names none meets whenever its period rings:
    every weekday, but for block days that give its time to other periods. A weekday on which the
    site rings no period at all is one of those without a bell, whether the school is open or not.
    """
    rung = period_week(site, period, catalog)
    if days:
        return in_week_order(set(days) - {m.weekday for m in rung.meetings})
    return in_week_order((*rung.days_without_bell, *rung.days_unrung))


def made_of(
    meetings: Iterable[Meeting],
    site: str,
    *,
    days_without_bell: str = "",
    period: str = "",
    without_time: bool = False,
    days_unrung: str = "",
) -> Week:
    """Return the week of some meetings at a site, each once, in order of time."""
    unique = dict.fromkeys(m for m in meetings if m.weekday in WEEKDAYS)
    in_order = tuple(sorted(unique, key=lambda m: (WEEKDAYS.index(m.weekday), m.start, m.end)))
    doubled = {
        a.weekday for a, b in pairwise(in_order) if a.weekday == b.weekday and b.start < a.end
    }
    return Week(
        in_order,
        days_without_bell,
        period,
        without_time,
        in_week_order(doubled),
        days_unrung,
        site,
        minutes_of(in_order),
        tuple(min((m.start for m in in_order if m.weekday == d), default=NEVER) for d in WEEKDAYS),
        tuple(max((m.end for m in in_order if m.weekday == d), default=-NEVER) for d in WEEKDAYS),
    )


def minutes_of(meetings: Iterable[Meeting]) -> int:
    """Return the minutes of the week that the meetings take, as the bits of a number."""
    taken = 0
    for m in meetings:
        if m.end > m.start:
            begin = WEEKDAYS.index(m.weekday) * MINUTES_A_DAY + m.start
            taken |= ((1 << (m.end - m.start)) - 1) << begin
    return taken


def in_week_order(days: Iterable[str]) -> str:
    """Return weekdays in order, each once."""
    known = set(days)
    return "".join(day for day in WEEKDAYS if day in known)


def _section_week(section: Section, catalog: Catalog) -> Week:
    meetings: list[Meeting] = []
    missing: set[str] = set()
    period, without_time = "", not section.meetings
    for row in section.meetings:
        if row.start is not None and row.end is not None and row.start < row.end:
            days = row.days or WEEKDAYS
            meetings += [Meeting(day, row.start, row.end, section.site, row.period) for day in days]
        elif row.period and row.start is None and row.end is None:
            rung = period_week(section.site, row.period, catalog)
            meetings += [m for m in rung.meetings if not row.days or m.weekday in row.days]
            silent = silent_days(section.site, row.period, row.days, catalog)
            if silent:
                period = row.period
                missing |= set(silent)
        else:
            without_time = True
    return made_of(
        meetings,
        section.site,
        days_without_bell=in_week_order(missing),
        period=period,
        without_time=without_time,
    )


def _silent_days(site: str, period: str, catalog: Catalog) -> tuple[str, str]:
    """Return the weekdays that lack the period's bell, and those that ring no period at all.

    On a block day other periods fill the time at which the period rings on the other days: that is
    its schedule and nothing is missing. Where nothing rings at that time, a bell is missing.
    """
    own = catalog.meetings_by_period.get((site, period), ())
    rung: dict[str, list[Meeting]] = {day: [] for day in WEEKDAYS}
    for bell in catalog.bells_by_school.get(site, ()):
        if bell.block not in {WHOLE_DAY, period} and not bell.optional:
            for day in bell.days:
                rung[day].append(Meeting(day, bell.start, bell.end, site, bell.block))
    silent, unrung = set(), set()
    for day in WEEKDAYS:
        if any(m.weekday == day for m in own):
            continue
        of_day = rung[day]
        if not any(m.period in PERIODS for m in of_day):
            unrung.add(day)
        elif not any(a.start < b.end and b.start < a.end for a in own for b in of_day):
            silent.add(day)
    return in_week_order(silent), in_week_order(unrung)
