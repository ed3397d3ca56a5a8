"""Whether a student has a seat in the sections that the plan names, in the open order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.sections.seats.open_order import (
    NOT_PLACED_YET,
    Claim,
    seats_left_for,
)
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.ways_out import place_of, removal
from cte_desktop.domain.school_year import grade_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.situation import Situation


def seat_findings(situation: Situation) -> Iterator[Finding]:
    """Find each planned section without a seat for the student; quiet where seats aren't known."""
    if not situation.claims:
        return
    told: set[tuple[int, str]] = set()
    for semester in situation.ahead:
        if not semester.section_id:
            continue
        section = situation.section_of(semester)
        if section is None or section.cancelled or semester.state is not State.PLANNED:
            continue
        key = key_of(section)
        if key in told or key not in situation.claims:
            continue
        told.add(key)
        if is_full(situation, section):
            yield seat_full(semester, section)


def seats_left(situation: Situation, section: Section) -> int | None:
    """Return the seats that the student may choose from, None when nobody said how many.

    The student's own claim takes none of them. Who sits in the section by the record keeps that
    seat, also where the record has put more students into it than it has seats.
    """
    if section.seats is None and not section.reserved_for:
        return None
    claims = situation.claims.get(key_of(section), ())
    own = own_claim(situation, section)
    left = seats_left_for(section, claims, situation.catalog, own)
    return max(1, left) if own.recorded and left is not None else left


def is_full(situation: Situation, section: Section) -> bool:
    """Tell whether there is no seat for the student."""
    if not section.reserved_for:
        claims = situation.claims.get(key_of(section), ())
        if section.seats is None or len(claims) < section.seats:
            return False  # whoever claims them
    return seats_left(situation, section) == 0


def own_claim(situation: Situation, section: Section) -> Claim:
    """Return the student's claim to the section, or the one that asking now would make."""
    student = situation.file.student
    for claim in situation.claims.get(key_of(section), ()):
        if claim.student_uid == student.uid:
            return claim
    return Claim(
        student.uid,
        student.student_id,
        "",
        grade_in(section.school_year, student.graduation_year),
        recorded=False,
        pathways=situation.file.pathways,
        placed=NOT_PLACED_YET,
    )


def seat_full(semester: Semester, section: Section) -> Finding:
    """Return what to say of a section without a seat: full, or kept for others."""
    return Finding(
        "seat_full",
        Severity.MUST_FIX,
        place_of(semester) + values(section_id=section.section_id),
        values(seats=section.seats, reserved=section.reserved_for or None),
        removal(semester),
    )
