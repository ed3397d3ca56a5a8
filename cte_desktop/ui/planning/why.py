"""Why a course counts in a requirement of a program, or nowhere in it, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.decisions import pins_of
from cte_desktop.ui.planning.program_body import flat
from cte_desktop.wording.reasons import reason_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.cases import Case
    from cte_desktop.ui.planning.course_row import CoursePlace


def because_text(case: Case, place: CoursePlace) -> str:
    """Return why the course is where it is, in the audit of the case."""
    program = case.audit.program(place.program)
    catalog = case.district.catalog
    if program is None:
        return ""
    if not place.requirement:
        found = next((u for u in program.unused if u.course == place.course), None)
        return reason_text(found.because, catalog) if found is not None else ""
    if pins_of(case, place.program, place.course):
        return tr("A counselor pinned it here.")
    for _, row in flat(program.requirements):
        for used in row.used if row.id == place.requirement else ():
            if used.course == place.course:
                return reason_text(used.because, catalog)
    return ""
