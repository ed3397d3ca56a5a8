"""Words for what can't be had together: how two classes collide, columns of a student's matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.matrix.requests import COLLEGE, COLUMNS, EXTENDED, OTHER
from cte_desktop.wording.demand import site_text
from cte_desktop.wording.fits import when_and_where
from cte_desktop.wording.labels import days_label, minutes_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.clashes import Collision
    from cte_desktop.domain.planning.sections.matrix.requests import (
        Cell,
        PairClash,
        Request,
        RequestMatrix,
    )

_COLUMNS = {
    EXTENDED: noop("Extended Day"),
    COLLEGE: noop("College"),
    OTHER: noop("Other times"),
}


def collision_text(collision: Collision, catalog: Catalog) -> str:
    """Return in minutes why two classes can't both be had."""
    days = days_label(collision.weekdays)
    origin, destination = (site_text(site, catalog) for site in collision.sites)
    if collision.code == "time_clash":
        minutes = minutes_label(collision.minutes_short or 0)
        return tr("{minutes} at the same time, {days}", minutes=minutes, days=days)
    if collision.code == "travel_unknown":
        return tr(
            "Nobody has written down the way from {origin} to {destination}",
            origin=origin,
            destination=destination,
        )
    return tr(
        "{gap} between {origin} and {destination}, the drive is {travel}: {short} short, {days}",
        gap=minutes_label(collision.gap or 0),
        origin=origin,
        destination=destination,
        travel=minutes_label((collision.travel or 0) + (collision.margin or 0)),
        short=minutes_label(collision.minutes_short or 0),
        days=days,
    )


def pair_text(collision: Collision | None, catalog: Catalog, *, is_known: bool) -> str:
    """Return whether two courses can be had together, and why not."""
    if collision is not None:
        return collision_text(collision, catalog)
    return tr("Can be had together") if is_known else tr("A time or a way is not known")


def column_text(column: str) -> str:
    """Return the heading of a column of a student's matrix: a period, Extended Day, ..."""
    return tr(_COLUMNS[column]) if column in _COLUMNS else column


def course_title(course_code: str, catalog: Catalog) -> str:
    """Return the title of a course, its code where the catalog lacks it."""
    course = catalog.course(course_code)
    return course.title if course is not None else course_code


def cell_text(cell: Cell) -> str:
    """Return what stands in a cell of a student's matrix: "Fits · 12" with 12 seats left."""
    if not cell.choices:
        return ""
    if cell.is_chosen:
        words = tr("Taken")
    elif cell.fitting:
        words = tr("Fits")
    else:
        words = tr("Clash") if cell.is_open else tr("No")
    left = cell.seats_left
    return words if left is None else f"{words} · {left}"


def section_lines(cell: Cell, catalog: Catalog) -> tuple[str, ...]:
    """Return a line for each section of a cell: which, when and where."""
    return tuple(
        tr(
            "{section}: {when}",
            section=choice.section.section_id,
            when=when_and_where(choice.section, catalog),
        )
        for choice in cell.choices
    )


def choices_text(request: Request) -> str:
    """Return where a request could be had: "Only P3", "P2, P4", or that it can't be."""
    found = request.open_choices
    used = {column for choice in found for column in choice.columns}
    where = ", ".join(column_text(column) for column in COLUMNS if column in used)
    if not found:
        return tr("Nowhere")
    return tr("Only {where}", where=where) if len(found) == 1 else where


def outcome_text(matrix: RequestMatrix, catalog: Catalog) -> str:
    """Return in a sentence whether all requests can be had at once."""
    if not matrix.requests:
        return tr("No course of that year has sections yet.")
    if matrix.outcome.is_possible:
        count = len(matrix.requests)
        return trn("The course can be had.", "All {count} courses can be had at once.", count)
    names = [course_title(request.course_code, catalog) for request in matrix.clashing]
    if len(names) == 1:
        return tr("{course} can't be had in any of its sections.", course=names[0])
    return tr("Can't be had together: {courses}.", courses=", ".join(names))


def pair_sentence(pair: PairClash, catalog: Catalog) -> str:
    """Return why two requests can never both be had."""
    return tr(
        "{one} and {other}: {why}",
        one=course_title(pair.one.course_code, catalog),
        other=course_title(pair.other.course_code, catalog),
        why=collision_text(pair.collision, catalog),
    )
