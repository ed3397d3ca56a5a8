"""The school years and credits that a pathway asks for beside its levels, and when both are there.

A course brings its credits once, by the attempt that counts. A year counts with any attempt that
was passed: where the levels lie within too few years, a capstone passed again later completes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.answering import row
from cte_desktop.domain.audit.explain import because
from cte_desktop.domain.audit.levels import BEFORE_ALL, Way, made_good
from cte_desktop.domain.audit.result import RequirementResult, RequirementStatus, Unit
from cte_desktop.domain.audit.work import RANKS
from cte_desktop.domain.catalog.course import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.levels import Asked, Group
    from cte_desktop.domain.audit.work import Work

SCHOOL_YEARS = "school_years"
PATHWAY_CREDITS = "pathway_credits"
_A_YEAR = 100  # hundredths


@dataclass(frozen=True, slots=True)
class Need:
    """How many school years and credits are asked, in hundredths: less where levels are waived."""

    years: int
    credits: int


def need_of(asked: Asked, *, introductory: bool) -> Need:
    """Return what is asked; a waived level brings both down by its share."""
    settings = asked.settings
    counted = [x for x in Level if introductory or x is not Level.INTRODUCTORY]
    waived = sum(1 for level in counted if level.value in asked.waived)
    years = max(settings.minimum_school_years - waived, min(waived, 1))
    credits = settings.minimum_pathway_credits * (len(counted) - waived) // len(counted)
    return Need(years * _A_YEAR, credits)


def over_years(way: Way, asked: Asked, need: Need) -> Way:
    """Return the way with a later passing of its capstone where the first lies in too few years.

    Earned work comes before what runs, and that before what is planned.
    """
    if SCHOOL_YEARS in asked.waived:
        return way
    for rank in RANKS.values():
        filled = all(_is_filled(group, pairs, rank) for group, pairs in way.filled)
        if filled:
            found = _over_years(way, asked, need, rank)
            if found is not None:
                return found
    return way


def span_rows(way: Way, asked: Asked, need: Need, *, passed: bool) -> list[RequirementResult]:
    """Return rows for the school years and credits of the pathway, each if it falls short.

    A row that is waived itself is shown as such. Where all levels are `passed`, or something still
    open comes after the capstone, one that open work alone would fill is shown too: it completes
    nothing yet.
    """
    short = []
    capstone = _capstone_year(way)
    years, credits = _years_row(way, asked, need.years), _credits_row(way, asked, need.credits)
    for span in (years, credits):
        later = max((used.school_year for used in span.used), default=0) > capstone
        if span.id in asked.waived:
            short.append(_lifted(span))
        elif span.status is RequirementStatus.NOT_MET:
            short.append(_told(span))
        elif span.status is not RequirementStatus.MET and (passed or later):
            short.append(span)
    return short


def completed_in(way: Way, asked: Asked, need: Need) -> int | None:
    """Return the school year in which all held first: that of the capstone, or of the last span.

    Where the district lets the levels count in any order it is that of the capstone alone.
    """
    years = [_capstone_year(way)]
    if asked.settings.strict_order:
        spans = (_years_row(way, asked, need.years), _credits_row(way, asked, need.credits))
        for span in spans:
            if span.id not in asked.waived:
                years += [used.school_year for used in span.used]
    return max(years) or None


def _is_filled(group: Group, pairs: Iterable[tuple[Work, int]], rank: int) -> bool:
    return sum(amount for work, amount in pairs if work.rank <= rank) >= group.share


def _over_years(way: Way, asked: Asked, need: Need, rank: int) -> Way | None:
    """Return the way over years enough by work of that rank or better, or None."""
    years = {w.semester.school_year for w in _works(way, asked) if w.rank <= rank}
    if len(years) * _A_YEAR >= need.years:
        return way
    for place, (group, pairs) in enumerate(way.filled):
        if group.level is not Level.CAPSTONE:
            continue
        taken = asked.taken[pairs[0][0].course_code]
        first = min(work.semester.moment for work, _ in pairs)  # in order, as is all after it
        later = {semester.moment for semester, _ in taken.good if semester.moment >= first}
        for after in sorted(later):
            works = made_good(taken, after, asked)[0].values()
            again = years | {work.semester.school_year for work in works}
            pairs_again = tuple((work, group.share // taken.parts) for work in works)
            if len(again) * _A_YEAR >= need.years and _is_filled(group, pairs_again, rank):
                filled = (*way.filled[:place], (group, pairs_again), *way.filled[place + 1 :])
                return replace(way, filled=filled)
    return None


def _works(way: Way, asked: Asked) -> list[Work]:
    """Return the first good attempt at everything taken, and what the way counts: each row once."""
    first = [
        work
        for taken in asked.taken.values()
        for work in made_good(taken, BEFORE_ALL, asked)[0].values()
    ]
    counted = [work for _, pairs in way.filled for work, _ in pairs]
    works = {id(work.semester): work for work in (*first, *counted)}
    return sorted(works.values(), key=lambda w: (w.rank, w.semester.moment, w.order))


def _years_row(way: Way, asked: Asked, need: int) -> RequirementResult:
    years: dict[int, Work] = {}
    for work in _works(way, asked):
        years.setdefault(work.semester.school_year, work)
    pairs = [(work, _A_YEAR) for work in years.values()]
    return row(SCHOOL_YEARS, SCHOOL_YEARS, Unit.YEARS, need, pairs, {})


def _credits_row(way: Way, asked: Asked, need: int) -> RequirementResult:
    """Return the row of the credits: of what the way counts, and of the first attempt at others."""
    counted = {work.course_code for _, pairs in way.filled for work, _ in pairs}
    rows = {id(work.semester) for _, pairs in way.filled for work, _ in pairs}
    pairs = [
        (work, work.semester.credits)
        for work in _works(way, asked)
        if work.course_code not in counted or id(work.semester) in rows
    ]
    return row(PATHWAY_CREDITS, PATHWAY_CREDITS, Unit.CREDITS, need, pairs, {})


def _capstone_year(way: Way) -> int:
    years = [
        work.semester.school_year
        for group, pairs in way.filled
        if group.level is Level.CAPSTONE
        for work, _ in pairs
    ]
    return max(years, default=0)


def _told(span: RequirementResult) -> RequirementResult:
    """Return a row that falls short with how much of it there is."""
    have = span.need - span.missing
    if span.id == SCHOOL_YEARS:
        need = span.need // _A_YEAR
        reason = because("too_few_school_years", years=have // _A_YEAR, need=need)
    else:
        reason = because("too_few_credits", credits=have / 100, need=span.need / 100)
    return replace(span, why=reason)


def _lifted(asked: RequirementResult) -> RequirementResult:
    """Return a row that a counselor waived: nothing is needed any more."""
    reason = because("waived", amount=asked.need / 100, unit=asked.unit.value)
    return row(asked.id, asked.kind, asked.unit, 0, (), {asked.id: reason})
