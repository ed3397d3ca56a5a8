"""The main job from end to end without a window: for a machine without a display, and to check one.

A student is looked up, a course is placed, audited, taken back, and both papers are printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cte_desktop.domain.planning.fit import is_past, reasons_against
from cte_desktop.domain.planning.plan import GRADES, Lane, Plan, Spot, place
from cte_desktop.domain.school_year import Term
from cte_desktop.services import planning, printing
from cte_desktop.services.cases import Case, open_case, open_cases
from cte_desktop.services.certificates import completed_pathways
from cte_desktop.services.history import undo
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cte_desktop.services.desk import Desk

Found = TypeVar("Found")
FOR_LOOKING = printing.Disclosure("the person trying the program", "looking around")


@dataclass(frozen=True, slots=True)
class Tour:
    """What the tour did: whose plan, which course was tried, and the papers."""

    student_id: str
    course: str
    findings: int
    plan: Path
    certificate: Path


def tour(desk: Desk, folder: Path) -> Tour:
    """Do the main job for one student and print a plan and a certificate into `folder`.

    Raises `KnownError` when nobody in the database can be planned for or has completed a pathway.
    """
    case, course, plan = _first(_plannable(desk), "a student with years ahead")
    changes = planning.save_plan(desk, plan, "place_course", (("course", course),))
    changed = open_case(desk, case.file.student.student_id)
    plan_file = folder / f"plan-{changed.file.student.student_id}.pdf"
    folder.mkdir(parents=True, exist_ok=True)
    content = printing.plan_pdf(changed)
    printing.keep_pdf(desk, "plan", changed, content, plan_file, FOR_LOOKING)
    undo(desk, changes.step)

    completed = _first(_completers(desk), "a student who completed a pathway")
    certificate_file = folder / f"certificate-{completed.file.student.student_id}.pdf"
    content = printing.certificate_pdf(completed, completed_pathways(completed)[0])
    printing.keep_pdf(desk, "certificate", completed, content, certificate_file, FOR_LOOKING)
    student_id = changed.file.student.student_id
    return Tour(student_id, course, len(changed.findings), plan_file, certificate_file)


def _plannable(desk: Desk) -> Iterator[tuple[Case, str, Plan]]:
    """Yield students with a plan into which one more course fits without a new clash."""
    for case in open_cases(desk):
        if case.plan is None:
            continue
        for code in case.district.catalog.course_by_code:
            plan = _with_course(desk, case, code)
            if plan is not None:
                yield case, code, plan
                break


def _with_course(desk: Desk, case: Case, code: str) -> Plan | None:
    course = case.district.catalog.course_by_code[code]
    if case.plan is None or code in case.situation.by_course:
        return None
    for grade in GRADES:
        spot = Spot(grade, Term.FALL, Lane.DAY)
        plan = place(case.plan, course, spot, lambda: planning.fresh_id(desk))
        if not is_past(case.situation, spot) and not reasons_against(case.situation, plan):
            return plan
    return None


def _completers(desk: Desk) -> Iterator[Case]:
    return (case for case in open_cases(desk) if completed_pathways(case))


def _first(found: Iterator[Found], what: str) -> Found:
    for one in found:
        return one
    raise KnownError(
        "nobody_for_the_tour",
        "The database holds nobody for the tour: {what} is missing.",
        do="Delete the sample database and start again.",
        what=what,
    )
