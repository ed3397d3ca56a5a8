"""What a change to the master schedule is called, and why it concerns a student."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.damage import Effect
from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
)
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.labels import course_label, moment_label
from cte_desktop.wording.sections import day_span_label, hours_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Finding

EFFECTS = {
    Effect.GRADUATION_AT_RISK: noop("Graduation at risk"),
    Effect.PATHWAY_LOST: noop("Pathway lost"),
    Effect.SWAP: noop("A swap needed"),
    Effect.NONE: noop("Plan still holds"),
}


def effect_label(effect: Effect) -> str:
    """Return the few words for an effect."""
    return tr(EFFECTS[effect])


def change_title(
    change: SectionChange, section: Section | None, catalog: Catalog, last_year: int
) -> str:
    """Return what a change is called: "Cancel VL27-0012, Auto 2"."""
    course = course_label(section.course_code if section is not None else "", catalog)
    match change:
        case CancelSection(key):
            return tr("Cancel {section}, {course}", section=key[1], course=course)
        case MoveSection(key, days, start, end):
            return tr("Move {section}, {course}, to {when}",
                      section=key[1], course=course, when=_when(days, start, end))  # fmt: skip
        case ShrinkSection(key, seats):
            return trn("Leave {section}, {course}, only {count} seat",
                       "Leave {section}, {course}, only {count} seats",
                       seats, section=key[1], course=course)  # fmt: skip
        case RetireCourse(code):
            retired, year = course_label(code, catalog), school_year_text(last_year)
            return tr("Retire {course} after {year}", course=retired, year=year)


def because_text(
    change: SectionChange,
    section: Section | None,
    catalog: Catalog,
    *,
    findings: Sequence[Finding],
    place: int,
    broken: bool,
    grade_level: int,
) -> str:
    """Return the sentence that says why the change concerns a student, or why it doesn't.

    `findings`: what a moved section collides with; `place` in the open order for seats, 0 when it
    is not known.
    """
    course = course_label(section.course_code if section is not None else "", catalog)
    match change:
        case CancelSection(key):
            return tr("Section {section} of {course} would not take place.",
                      section=key[1], course=course)  # fmt: skip
        case MoveSection(key, days, start, end):
            if findings:
                return finding_text(findings[0], catalog)
            return tr("{section} still fits at its new time, {when}.",
                      section=key[1], when=_when(days, start, end))  # fmt: skip
        case ShrinkSection(_, seats):
            return _of_seats(seats, place, broken=broken)
        case RetireCourse(code):
            return tr("{course} is planned for {when}, but would no longer be taught.",
                      course=course_label(code, catalog),
                      when=moment_label(grade_level, "year"))  # fmt: skip


def moved_by_system_text(repair: str) -> str:
    """Return a repair for somebody who sits in the section now."""
    return tr("{repair} (sits in it now: the information system has to move the student)",
              repair=repair)  # fmt: skip


def signed_text(repair: str) -> str:
    """Return a repair of a plan that is signed: it has to be signed again."""
    return tr("{repair} (the plan is signed)", repair=repair)


def _of_seats(seats: int, place: int, *, broken: bool) -> str:
    if broken:
        return tr("Of {seats} seats none would be left: number {place} in the open order.",
                  seats=seats, place=place)  # fmt: skip
    if 0 < place <= seats:
        return tr("Keeps a seat: number {place} of {seats} in the open order.",
                  place=place, seats=seats)  # fmt: skip
    return tr("Nothing changes: number {place} in the open order.", place=place)


def _when(days: str, start: int, end: int) -> str:
    return f"{day_span_label(days)} {hours_label(start, end)}"
