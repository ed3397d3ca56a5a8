"""The words of the forecast: what each figure counts, and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import LEVELS
from cte_desktop.domain.completion.figures.counting import Breakdown
from cte_desktop.domain.completion.forecast.bounds import Bound
from cte_desktop.domain.completion.forecast.explorers import Explored
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.labels import course_label, level_label, school_label
from cte_desktop.wording.papers import term_with_year
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.figures.growth import YearCount
    from cte_desktop.domain.completion.forecast.bounds import Forecast, PastYear
    from cte_desktop.domain.completion.forecast.letter import NotWritten
    from cte_desktop.domain.completion.forecast.near import Near, Offer

BOUND_NAMES = {
    Bound.LOWER: noop("Lower"),
    Bound.BY_PLAN: noop("By plan"),
    Bound.UPPER: noop("Upper"),
}
DEFINITIONS = {
    Bound.LOWER: noop("Completed already, or all that is missing runs now and ends in that year."),
    Bound.BY_PLAN: noop("Nothing is missing by what is earned, under way and planned."),
    Bound.UPPER: noop(
        "Also who still can: at risk, but everything missing can be placed; counted in the year of "
        "the last chance, so some complete earlier."
    ),
}
SUMMED_UPPER = noop(
    "Also who still can: at risk, but everything missing can be placed; counted from the first "
    "year in which it could be done, so no more can have completed by then."
)
BREAKDOWNS = {
    Breakdown.PATHWAY: noop("Pathway"),
    Breakdown.SITE: noop("School"),
    Breakdown.SECTOR: noop("Sector"),
}
EXPLORED = {
    Explored.TOOK: noop("Took exploratory workshops"),
    Explored.LIKED: noop("Of these: liked one (4 or 5)"),
    Explored.NONE: noop("Took none"),
}
EXPLORERS_SAY = noop(
    "These shares show what goes together, not what causes what: students who like a field may "
    "both explore it and stay in it. Groups below 11 students are not told, nor what they would "
    "follow from."
)
LEFT_OUT = {
    "letters_missing": noop(
        "Left out, as the fonts of the paper lack letters of a name, the students with the ids "
        "{ids}."
    ),
    "no_room": noop("Left out, as the letter is too long for its page: ids {ids}."),
}
OTHERS = {
    "school_years": noop("A further school year"),
    "pathway_credits": noop("Credits in the pathway"),
}


def bound_name(bound: Bound) -> str:
    """Return what a figure is called."""
    return tr(BOUND_NAMES[bound])


def definition(bound: Bound, *, summed: bool = False) -> str:
    """Return what a figure counts, in one sentence."""
    return tr(SUMMED_UPPER if summed and bound is Bound.UPPER else DEFINITIONS[bound])


def breakdown_name(by: Breakdown) -> str:
    """Return by what figures are told apart."""
    return tr(BREAKDOWNS[by])


def key_name(key: str | None, by: Breakdown, catalog: Catalog) -> str:
    """Return the name of a line: a pathway, a school, a sector, or all together."""
    if key is None:
        return tr("All together")
    if by is Breakdown.SITE:
        return school_label(key, catalog) or tr("Not known")
    if by is Breakdown.SECTOR:
        sector = catalog.sector_by_code.get(key)
        return sector.name if sector is not None else key or tr("Not known")
    return key


def figure_title(year: int, bound: Bound | None, name: str, *, summed: bool = False) -> str:
    """Return the title of a list of students behind a figure."""
    what = tr("Completed") if bound is None else bound_name(bound)
    if summed and bound is not None:
        year_name = school_year_text(year)
        return tr("{name}, up to {year}: {what}", name=name, year=year_name, what=what)
    return tr("{name}, {year}: {what}", name=name, year=school_year_text(year), what=what)


def past_text(past: tuple[PastYear, ...]) -> str:
    """Return what became of the capstones of past years, "" when the record tells of none."""
    told = [
        tr(
            "{year}: {done} of {begun} ({share})",
            year=school_year_text(one.school_year),
            done=f"{one.completed:,}",
            begun=f"{one.under_way:,}",
            share=f"{one.share:.0%}",
        )
        for one in past
        if one.share is not None
    ]
    if not told:
        return tr("The record tells of no capstone of a past year yet.")
    said = tr("Of those who had a capstone under way in past years, so many completed that year")
    return f"{said}: {'; '.join(told)}."


def beside_text(made: Forecast, before: YearCount, goal: int) -> str:
    """Return last year, this year so far and the goal in one line; students."""
    first = made.years[0]
    count = "–" if before.students is None else f"{before.students:,}"
    year = school_year_text(before.school_year)
    parts = [tr("Students who completed in {year}: {count}", year=year, count=count)]
    if before.entered:
        parts[0] = tr("{said} (as entered)", said=parts[0])
    so_far = f"{made.total.so_far.students:,}"
    parts.append(tr("{year} so far: {count}", year=school_year_text(first), count=so_far))
    if goal:
        parts.append(tr("Goal: {count} a year", count=f"{goal:,}"))
        left = goal - made.total.years[0].by_plan.students
        if left > 0:
            parts.append(tr("{count} short of it by plan", count=f"{left:,}"))
        else:
            parts.append(tr("reached by plan"))
    return " · ".join(parts)


def stale_text(stale: int) -> str:
    """Return how many standings are not current, "" when all are."""
    if not stale:
        return ""
    return trn(
        "{shown} student's standing is not current",
        "{shown} students' standings are not current",
        stale,
        shown=f"{stale:,}",
    )


def waiting_text(waiting: int) -> str:
    """Return how many wait for a mark of an earlier year, "" for nobody."""
    if not waiting:
        return ""
    return trn(
        "{shown} student waits for a mark of an earlier year",
        "{shown} students wait for a mark of an earlier year",
        waiting,
        shown=f"{waiting:,}",
    )


def without_course_text(count: int) -> str:
    """Return for how many there is no letter, as no course can start any more; "" for nobody."""
    if not count:
        return ""
    return trn(
        "{shown} is left out: no course that would do can still start.",
        "{shown} are left out: no course that would do can still start.",
        count,
        shown=f"{count:,}",
    )


def left_out_text(left_out: Iterable[NotWritten]) -> str:
    """Return who is left out of letters and why, by id; "" for nobody."""
    by_reason: dict[str, list[str]] = {}
    for one in left_out:
        by_reason.setdefault(one.because, []).append(one.about.student_id)
    said = [without_course_text(len(by_reason.pop("no_course", ())))]
    said += [tr(LEFT_OUT[code], ids=", ".join(ids)) for code, ids in by_reason.items()]
    return " ".join(text for text in said if text)


def missing_name(missing: str) -> str:
    """Return what is missing of a pathway."""
    if missing in {level.value for level in LEVELS}:
        name = level_label(missing)
        return name[:1].upper() + name[1:]
    return tr(OTHERS[missing]) if missing in OTHERS else missing


def offer_text(offer: Offer | None, catalog: Catalog) -> str:
    """Return which course would do: "Welding 2"; of one that runs already its second half."""
    if offer is None:
        return tr("None can start")
    title = course_label(offer.course, catalog)
    return tr("{course}, second half", course=title) if offer.second_half else title


def when_text(offer: Offer | None) -> str:
    """Return when it can start next, "" without one."""
    return "" if offer is None else term_with_year(offer.school_year, offer.term)


def where_text(one: Near, catalog: Catalog) -> str:
    """Return where it is taught: the student's own school, or the others; "" while unknown."""
    return ", ".join(school_label(site, catalog) for site in one.places)


def sections_text(offer: Offer | None) -> str:
    """Return how many sections are open then: at the own school, and in the district."""
    if offer is None:
        return ""
    if offer.sections is None:
        return tr("not timetabled yet")
    here = offer.here or 0
    return tr("{here} here, {all} in all", here=f"{here:,}", all=f"{offer.sections:,}")


def last_text(one: Near) -> str:
    """Return the last term in which a missing course can start."""
    return term_with_year(*one.last_start)


def share_text(share: float | None, part: int, whole: int) -> str:
    """Return "54 % (1,568 of 2,912)", or that it isn't told."""
    if share is None:
        return tr("not told")
    return tr(
        "{share} ({part} of {whole})", share=f"{share:.0%}", part=f"{part:,}", whole=f"{whole:,}"
    )
