"""A filled plan as lines of text: what the command line prints of a student."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cte_desktop.wording.filling.told import placements_of
from cte_desktop.wording.labels import course_label, grade_label, lane_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Lane, Placement, Plan
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.wording.filling.told import Told


def fill_text(file: StudentFile, plan: Plan | None, told: Told, catalog: Catalog, day: date) -> str:
    """Return what a student gets, term by term, or why there is no plan and what would help."""
    head = f"{file.student.student_id} {file.student.list_name}"
    if plan is None:
        ways = (f"    {way.text}" + (f": {way.consequence}" if way.consequence else "")
                for way in told.ways_out)  # fmt: skip
        return "\n".join((head, f"  {told.why or tr('No valid plan was found.')}", *ways))
    terms = (
        f"  {_term_text(when)}: {', '.join(_course_text(p, catalog) for p in placed)}"
        for when, placed in groupby(placements_of(file, plan, day), key=_term)
    )
    return "\n".join(
        (head, f"  {told.brings}", *((f"  {told.unmet}",) if told.unmet else ()), *terms)
    )


def _term(placement: Placement) -> tuple[int, str]:
    spot = placement.spot
    return (spot.grade_level, spot.term.value) if spot else (0, "")


def _term_text(when: tuple[int, str]) -> str:
    grade, term = when
    return f"{grade_label(grade)} {term_label(term)}"


def _course_text(placement: Placement, catalog: Catalog) -> str:
    spot = placement.spot
    lane: Lane | None = spot.lane if spot else None
    at = (spot.period if spot else "") or (lane_label(lane) if lane and lane != "day" else "")
    where = " ".join(part for part in (at, placement.section_id) if part)
    course = course_label(placement.course_code, catalog)
    return f"{course} ({where})" if where else course
