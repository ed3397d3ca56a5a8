"""Who is to be filled, in the order in which seats are handed out: grade 12 first, then by id."""

from __future__ import annotations

from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

from cte_desktop.services.filling.many.person import Person
from cte_desktop.services.unknown import unknown_student
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import students as student_store
from cte_desktop.storage.to_fill import students_to_fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.desk import Desk

FIRST_GRADE, LAST_GRADE = 8, 12
"""Grades of those whose plans are filled when nobody says whose."""
AT_ONCE = 50  # students that are read between two looks whether anybody still waits


def read_people(
    desk: Desk, uids: Iterable[str], cancelled: Callable[[], bool] | None = None
) -> tuple[Person, ...]:
    """Return those students in their turn; who is gone meanwhile is left out.

    Raises CancelledError when nobody waits for them any more.
    """
    wanted = tuple(uids)
    people: list[Person] = []
    with desk.database.reading() as tx:
        ids = student_store.student_ids(tx, wanted)
        for start in range(0, len(ids), AT_ONCE):
            if cancelled is not None and cancelled():
                raise CancelledError
            block = tuple(student_store.iterate_student_files(tx, ids[start : start + AT_ONCE]))
            plans = plan_store.list_plans_of(tx, (file.student.uid for file in block))
            people += _people(block, plans)
    return tuple(sorted(people, key=lambda person: person.turn))


def select(
    desk: Desk, *, without_plan: bool = False, grade: int | None = None, school: str = ""
) -> tuple[str, ...]:
    """Return the uids of students in grades 8 to 12 of whom all that is said holds, in turn."""
    low, high = (FIRST_GRADE, LAST_GRADE) if grade is None else (grade, grade)
    with desk.database.reading() as tx:
        return students_to_fill(tx, low, high, school, without_plan=without_plan)


def uids_of(desk: Desk, student_ids: Iterable[str] | None) -> tuple[str, ...]:
    """Return the uids of students by the district's ids, or of everybody; a wrong call if one of
    them is unknown.
    """
    asked = None if student_ids is None else tuple(dict.fromkeys(student_ids))
    with desk.database.reading() as tx:
        known = student_store.student_uids(tx, asked)
    if asked is None:
        return tuple(known.values())
    for student_id in asked:
        if student_id not in known:
            raise unknown_student(student_id)
    return tuple(known[student_id] for student_id in asked)


def _people(files: Iterable[StudentFile], plans: dict[str, tuple[Plan, ...]]) -> Iterator[Person]:
    for file in files:
        yield Person(file, plan_store.active_plan(plans.get(file.student.uid, ())))
