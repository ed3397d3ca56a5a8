"""What is said of all whom a change to the schedule concerns, and of a class before and after it.

The words about one student are in `wording/blast_radius.py`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.damage import EFFECTS, Effect
from cte_desktop.domain.planning.plan import halves
from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
)
from cte_desktop.domain.school_year import SEMESTERS, school_year_text
from cte_desktop.wording.fits import site_label
from cte_desktop.wording.labels import all_of_label, course_label, moment_label
from cte_desktop.wording.misfits import placement_text
from cte_desktop.wording.sections import day_span_label, hours_label, when_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Plan, Spot

_LOST = {Effect.GRADUATION_AT_RISK: noop("graduation"), Effect.PATHWAY_LOST: noop("a pathway")}


def section_line(section: Section, catalog: Catalog) -> str:
    """Return "VL27-0123 Auto 2, Tue/Thu 15:45–18:15, Canyon"."""
    name = f"{section.section_id} {course_label(section.course_code, catalog)}"
    parts = (name, when_label(section), site_label(section.site, catalog))
    return ", ".join(part for part in parts if part)


def summary_text(
    change: SectionChange,
    section: Section | None,
    catalog: Catalog,
    last_year: int,
    counted: Mapping[Effect, int],
) -> str:
    """Return whom a change touches: "Cancelling …, touches 31 students: 2 could lose graduation".

    `section` as it is now, None for a retired course; `last_year` is the last one that it runs.
    """
    subject = _subject(change, section, catalog, last_year)
    total = sum(counted.values())
    if not total:
        return tr("{change} touches nobody.", change=subject)
    touched = trn("{shown} student", "{shown} students", total, shown=f"{total:,}")
    effects = ", ".join(_effect(one, counted[one]) for one in EFFECTS if counted.get(one))
    return tr(
        "{change} touches {students}: {effects}.",
        change=subject,
        students=touched,
        effects=effects,
    )


def harm_text(effects: tuple[Effect, ...], *, has_repair: bool) -> str:
    """Return what a change does to one student, as a sentence or two."""
    lost = [one for one in effects if one in _LOST]
    if lost:
        what = all_of_label([tr(_LOST[one]) for one in lost])
        if has_repair:
            return tr("Even with the best repair {what} would be at risk.", what=what)
        return tr("No repair was found, and {what} would be at risk.", what=what)
    if effects == (Effect.NONE,):
        return tr("The plan still holds; nothing has to be done.")
    if has_repair:
        return tr("Graduation and pathways stay as they are with another class or time.")
    return tr("No repair was found; a person has to settle it in the plan.")


def class_lines(plan: Plan | None, catalog: Catalog) -> tuple[str, ...]:
    """Return what is planned, a line each: a class over both semesters is one line."""
    if plan is None:
        return ()
    found: dict[str, None] = {}
    done: set[str] = set()
    for placement in plan.placements:
        if placement.uid in done:
            continue
        pair = halves(plan, placement)
        first = pair[0]
        alike = {replace(half, uid="", spot=_in_first(half.spot)) for half in pair}
        if len(pair) == len(SEMESTERS) and len(alike) == 1 and first.spot is not None:
            done |= {half.uid for half in pair}
            when = moment_label(first.spot.grade_level, "year")
            course = course_label(first.course_code, catalog)
            line = tr("{course}, {when}", course=course, when=when)
            if first.section_id:
                line = tr(
                    "{course}, {when}, section {section}",
                    course=course,
                    when=when,
                    section=first.section_id,
                )
            found[line] = None
        else:
            found[placement_text(placement, catalog)] = None
    return tuple(found)


def _in_first(spot: Spot | None) -> Spot | None:
    return None if spot is None else replace(spot, term=SEMESTERS[0])


def _subject(
    change: SectionChange, section: Section | None, catalog: Catalog, last_year: int
) -> str:
    what = "" if section is None else section_line(section, catalog)
    match change:
        case CancelSection():
            return tr("Cancelling {section},", section=what)
        case MoveSection(_, days, start, end):
            when = f"{day_span_label(days)} {hours_label(start, end)}"
            return tr("Moving {section}, to {when}", section=what, when=when)
        case ShrinkSection(_, seats):
            return trn(
                "Leaving {section}, only {count} seat",
                "Leaving {section}, only {count} seats",
                seats,
                section=what,
            )
        case RetireCourse(code):
            course, year = course_label(code, catalog), school_year_text(last_year)
            return tr("Retiring {course} after {year}", course=course, year=year)


def _effect(effect: Effect, count: int) -> str:
    shown = f"{count:,}"
    match effect:
        case Effect.GRADUATION_AT_RISK:
            return tr("{shown} could lose graduation", shown=shown)
        case Effect.PATHWAY_LOST:
            return tr("{shown} could lose a pathway", shown=shown)
        case Effect.SWAP:
            return trn("{shown} needs a swap", "{shown} need a swap", count, shown=shown)
        case Effect.NONE:
            return trn(
                "{shown} keeps the plan as it is",
                "{shown} keep their plans as they are",
                count,
                shown=shown,
            )
