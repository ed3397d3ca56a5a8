"""The main job from end to end without a window: for a machine without a display, and to check one.

A student is looked up, a course is placed, audited, taken back, a whole plan is filled, and every
paper is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cte_desktop.domain.filling.answer import Proof
from cte_desktop.domain.findings import Values, values
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.fit import reasons_against
from cte_desktop.domain.planning.plan import GRADES, Lane, Plan, Spot, place
from cte_desktop.domain.school_year import Term, grade_in, school_year_of
from cte_desktop.services import planning, printing
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.cases import Case, open_case, open_cases
from cte_desktop.services.filling.proposals import propose
from cte_desktop.services.handing_over import make_folder
from cte_desktop.services.history import undo
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cte_desktop.domain.completion.finding import Completed
    from cte_desktop.services.desk import Desk

Found = TypeVar("Found")
_YEARS_BACK = 5
FOR_LOOKING = printing.Disclosure("the person trying the program", "looking around")


@dataclass(frozen=True, slots=True)
class Tour:
    """What the tour did: whose plan, which course was placed for a while, and the papers.

    `filled` is the student for whom the best plan was found and proven.
    """

    student_id: str
    course: str
    plan: Path
    week: Path
    certificate: Path
    filled: str


def tour(desk: Desk, folder: Path) -> Tour:
    """Do the main job for one student and print a plan, a week and a certificate into `folder`.

    Raises `KnownError` when nobody in the database can be planned for, has a plan that can be
    filled or has completed a pathway.
    """
    certificate_file = _print_certificate(desk, folder)
    case, step, plan = _first(_plannable(desk), "a student with years ahead")
    student_id = case.file.student.student_id
    plan_file = folder / f"plan-{student_id}.pdf"
    week_file = folder / f"section-week-{student_id}.pdf"
    changes = planning.save_plan(desk, plan, "place_course", step)
    try:
        changed = open_case(desk, student_id)
        content = printing.plan_pdf(changed)
        printing.keep_pdf(desk, "plan", changed, content, plan_file, FOR_LOOKING)
        content = printing.week_pdf(changed)
        printing.keep_pdf(desk, "section-week", changed, content, week_file, FOR_LOOKING)
    finally:
        undo(desk, changes.step)
    course = str(dict(step)["course"])
    filled = _first(_filled(desk), "a student whose plan can be filled")
    return Tour(student_id, course, plan_file, week_file, certificate_file, filled)


def _plannable(desk: Desk) -> Iterator[tuple[Case, Values, Plan]]:
    """Yield high-school students with a course that fits into a year ahead of them."""
    for case in open_cases(desk):
        present = grade_in(school_year_of(case.day), case.file.student.graduation_year)
        if case.plan is None or present not in GRADES:
            continue
        known = conflicts(case.situation)
        for course in case.district.catalog.courses:
            if course.code in case.situation.by_course:
                continue
            for grade in range(present + 1, GRADES[-1] + 1):
                spot = Spot(grade, Term.FALL, Lane.DAY)
                plan = place(case.plan, course, spot, lambda: planning.fresh_id(desk))
                if not reasons_against(case.situation, plan, known):
                    term = None if course.is_year else spot.term.value
                    yield case, values(course=course.code, grade_level=grade, term=term), plan


def _filled(desk: Desk) -> Iterator[str]:
    """Yield students for whom the best plan is found and proven; nothing is written."""
    for case in open_cases(desk):
        present = grade_in(school_year_of(case.day), case.file.student.graduation_year)
        if present in GRADES[:-1] and propose(desk, case).filled.proof is Proof.PROVEN:
            yield case.file.student.student_id


def _print_certificate(desk: Desk, folder: Path) -> Path:
    """Award a completed pathway for a while and print its certificate into `folder`."""
    one = _first(_completions(desk), "a student who completed a pathway")
    student_id, pathway = one.student.student_id, one.pathway
    file = folder / f"certificate-{student_id}.pdf"
    make_folder(folder)
    changes = award(desk, (one,))
    try:
        case = open_case(desk, student_id)
        content = printing.certificate_pdf(desk, case, pathway)
        printing.keep_pdf(desk, "certificate", case, content, file, FOR_LOOKING, pathway)
    finally:
        if changes.step is not None:
            undo(desk, changes.step)
    return file


def _completions(desk: Desk) -> Iterator[Completed]:
    """Yield completions, those of the last year first."""
    latest = school_year_of(desk.today())
    for year in range(latest, latest - _YEARS_BACK, -1):
        yield from find_completers(desk, year).completed


def _first(found: Iterator[Found], what: str) -> Found:
    for one in found:
        return one
    raise KnownError(
        "nobody_for_the_tour",
        "The database holds nobody for the tour: {what} is missing.",
        do="Delete the sample database and start again.",
        what=what,
    )
