"""Which cards of the grid a part of a clash is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Kind
from cte_desktop.ui.planning.program_body import flat
from cte_desktop.ui.planning.requirement_row import used_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.services.cases import Case
    from cte_desktop.services.filling.proposals import Proposal
    from cte_desktop.ui.planning.grid_table import UsedKey

_COURSES = ("course", "other_course", "other", "third")


def cards_of(reason: Reason, answer: Proposal) -> frozenset[UsedKey]:
    """Return the semesters of a student's own plan that a part of a clash speaks of."""
    about = dict(reason.about)
    case = answer.case
    found = frozenset(_key(s) for s in case.situation.semesters if _is_meant(s, reason, about))
    if reason.kind is Kind.WISH:
        wants = [want for want in answer.problem.wants if want.id == reason.id]
        found |= frozenset(key for want in wants for key in _of_wish(want, case))
    requirement = about.get("requirement")
    if requirement is not None:
        program = case.audit.program(str(about.get("program", "")))
        for _, one in flat(program.requirements) if program is not None else ():
            if one.id == requirement:
                found |= used_by(one)
    return found


def _is_meant(semester: Semester, reason: Reason, about: dict[str, Value]) -> bool:
    if reason.kind is Kind.PLACEMENT:
        grade, _, rest = reason.id.partition(":")
        term, _, course = rest.partition(":")
        return (
            semester.course_code == course
            and str(semester.grade_level) == grade
            and term in {semester.term.value, "year"}
        )
    named = {str(about[name]) for name in _COURSES if name in about}
    if named:
        return semester.course_code in named
    grade_level, term_name = about.get("grade_level", about.get("grade")), about.get("term")
    if grade_level is None or term_name is None:
        return False
    return semester.grade_level == grade_level and semester.term.value == term_name


def _of_wish(want: Want, case: Case) -> Iterator[UsedKey]:
    catalog = case.district.catalog
    for semester in case.situation.semesters:
        course = catalog.course(semester.course_code)
        pathway = semester.pathway or (course.pathway if course is not None else "")
        wanted = {"pathway": pathway, "course": semester.course_code, "avoid": semester.course_code}
        if want.value and wanted.get(want.kind) == want.value:
            yield _key(semester)


def _key(semester: Semester) -> UsedKey:
    return (semester.course_code, semester.school_year, semester.term.value)
