"""What to suggest to students: for one on the table, and for many in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.nearest import nearest_among
from cte_desktop.domain.completion.suggestions import Suggestion, signs_of, suggestions
from cte_desktop.services.cases import open_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk

AT_ONCE = 100
"""Students who are looked at before anybody is told of them."""


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


def suggest_to_many(
    desk: Desk,
    student_ids: Iterable[str],
    found: Callable[[dict[str, tuple[Suggestion, ...]]], None],
    cancelled: Callable[[], bool],
) -> None:
    """Tell `found` of each hundred students what to suggest to them, by uid, until `cancelled`.

    `student_ids` are the district's; who is gone by now ends it with a wrong call.
    """
    wanted = tuple(dict.fromkeys(student_ids))
    for start in range(0, len(wanted), AT_ONCE):
        told: dict[str, tuple[Suggestion, ...]] = {}
        for case in open_cases(desk, wanted[start : start + AT_ONCE]):
            if cancelled():
                return
            told[case.file.student.uid] = suggest(case)
        found(told)
