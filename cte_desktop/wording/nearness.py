"""How near a student is to completing a pathway, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.nearest import Because, Nearness
from cte_desktop.domain.audit.result import Unit
from cte_desktop.wording.labels import amount_label, course_label, moment_label, school_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog


def nearness_text(near: Nearness, catalog: Catalog) -> str:
    """Return why the pathway is as near or as far as it is, in one or two sentences."""
    match near.because:
        case Because.COMPLETED:
            return tr("Completed.")
        case Because.COVERED:
            return tr("Nothing is missing: what runs now and what is planned completes it.")
        case Because.TOO_SHORT:
            return tr("Every level has its course, but school years or credits fall short.")
        case Because.MISSING:
            return _missing_text(near, catalog)
        case Because.TOO_LATE:
            return tr("What is missing no longer fits, in order, before graduation.")
        case Because.OUT_OF_REACH:
            return tr("A course that is missing is not taught at the school, nor after school.")
        case Because.NO_LEVELS:
            return tr("The catalog lists no levels for this class.")


def _missing_text(near: Nearness, catalog: Catalog) -> str:
    said = tr(
        "{missing} missing; next is {course}",
        missing=amount_label(near.levels_missing, Unit.LEVELS),
        course=course_label(near.next_course, catalog),
    )
    if near.site:
        said += tr(", after school at {site}", site=school_label(near.site, catalog))
    if near.last_start is None:
        return f"{said}."
    when = moment_label(near.last_start.grade_level, near.last_start.term)
    return said + tr(", to start by {moment}.", moment=when)
