"""What to suggest to students: for one on the table, and for many in a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.nearest import nearest_among
from cte_desktop.domain.completion.suggestions import Suggestion, signs_of, suggestions
from cte_desktop.services.cases import open_cases
from cte_desktop.services.pathways import nearest

if TYPE_CHECKING:
    from cte_desktop.domain.audit.nearest import Nearness
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Choices:
    """The pathways that a student is not in: those suggested, and the others, the nearest first."""

    suggested: tuple[Suggestion, ...] = ()
    others: tuple[Nearness, ...] = ()


def suggest(case: Case) -> tuple[Suggestion, ...]:
    """Return the pathways to suggest to a student, the most fitting first.

    With the plan that is looked at; only what can still be completed.
    """
    district = case.district
    signs = signs_of(case.file, district.catalog)
    if not signs:
        return ()
    near = nearest_among(
        signs,
        case.file,
        case.plan,
        district.catalog,
        district.auditing,
        case.day,
        case.situation.semesters,
    )
    return suggestions(signs, near)


def suggest_to(desk: Desk, student_ids: tuple[str, ...]) -> dict[str, tuple[Suggestion, ...]]:
    """Return what to suggest to students named by the district's ids, by uid.

    A millisecond or two each: a list asks for a few at a time. A wrong call when one is gone.
    """
    return {case.file.student.uid: suggest(case) for case in open_cases(desk, student_ids)}


def choices(case: Case) -> Choices:
    """Return every pathway that the student could sign up for; the last can't be completed."""
    near = nearest(case)
    found = suggestions(signs_of(case.file, case.district.catalog), near)
    named = {one.pathway for one in found} | set(case.file.pathways)
    return Choices(found, tuple(one for one in near if one.pathway not in named))
