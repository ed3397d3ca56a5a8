"""Pathways that a student may complete by the record though nobody signed up for them.

Who completes decides the record (`product.md`, completer); a sign-up is no part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.district_programs import added_pathways
from cte_desktop.domain.catalog.course import Level

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.students.file import StudentFile

_PROGRAM = "pathway:"
_NEEDED = {Level.CONCENTRATOR.value, Level.CAPSTONE.value}


def reached_pathways(file: StudentFile, catalog: Catalog) -> tuple[str, ...]:
    """Return, by name, the pathways not signed up for that the record or a decision may complete.

    They were neither signed up for nor added, or left again. There is a row of each level that no
    pathway does without, whatever its mark; or a counselor decided something about the pathway.
    """
    levels = _levels(file, catalog)
    reached = {name for name, found in levels.items() if found >= _NEEDED}
    if file.record:
        reached |= {
            decision.program.removeprefix(_PROGRAM)
            for decision in file.decisions
            if decision.program.startswith(_PROGRAM)
        }
    known = {*file.pathways, *added_pathways(file)} if reached else set()
    return tuple(sorted((reached & catalog.pathway_by_name.keys()) - known))


def pathways_to_decide(file: StudentFile, catalog: Catalog) -> tuple[str, ...]:
    """Return every pathway in which a student may have completed: signed up for, added, reached."""
    return (*file.pathways, *added_pathways(file), *reached_pathways(file, catalog))


def _levels(file: StudentFile, catalog: Catalog) -> dict[str, set[str]]:
    """Return the levels of each pathway of which the record has any row."""
    found: dict[str, set[str]] = {}
    steps_by_course = catalog.steps_by_course
    for row in file.record:
        for step in steps_by_course.get(row.recovers or row.course_code, ()):
            found.setdefault(step.pathway, set()).add(step.level.value)
        if row.pathway_level:
            found.setdefault(row.pathway, set()).add(row.pathway_level)
    return found
