"""How many evenings a week Extended Day takes in each term of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.week import section_week
from cte_desktop.domain.planning.plan import Lane

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.situation import Situation

EVENINGS_WITHOUT_TIMES = 2
"""Evenings a week of an Extended Day course without a known section (`bells.csv`: MW or TR)."""
_YEARS_BACK = 4


def evenings_without_times(
    catalog: Catalog, offers: Offers, code: str, school_year: int, site: str
) -> int:
    """Return on how many evenings a week a course meets in a year that is not timetabled yet.

    As its last known Extended Day sections at that site did, of up to four years before.
    """
    for year in range(school_year - 1, school_year - 1 - _YEARS_BACK, -1):
        for section in offers.get((year, code), ()):
            if section.kind is SectionKind.EXTENDED and not section.cancelled:
                days = {m.weekday for m in section_week(section, catalog).meetings}
                if days and section.site == site:
                    return len(days)
    return EVENINGS_WITHOUT_TIMES


def evenings_ahead(
    situation: Situation, offers: Offers, *, of_plan: bool = False
) -> dict[int, int]:
    """Return the evenings a week by the moment of each term that runs or is planned.

    With `of_plan` only courses count that the plan has still to come. Of a course without times
    `offers` tell how it met before.
    """
    planned = {semester.placement_uid for semester in situation.ahead} if of_plan else None
    days: dict[int, set[str]] = {}
    unknown: dict[int, int] = {}
    for running in situation.weeks_by_term:
        for semester, week in running:
            if semester.lane is not Lane.EXTENDED:
                continue
            if planned is not None and semester.placement_uid not in planned:
                continue
            if week.meetings:
                days.setdefault(semester.moment, set()).update(m.weekday for m in week.meetings)
            else:
                site = semester.site or semester.school
                unknown[semester.moment] = unknown.get(semester.moment, 0) + evenings_without_times(
                    situation.catalog, offers, semester.course_code, semester.school_year, site
                )
    return {when: len(days.get(when, ())) + unknown.get(when, 0) for when in (*days, *unknown)}
