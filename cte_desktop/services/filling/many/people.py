"""Who is to be filled, in the order in which seats are handed out: grade 12 first, then by id."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cte_desktop.services.filling.many.person import Person
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import students as student_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.desk import Desk

FIRST_GRADE, LAST_GRADE = 8, 12
"""Grades of those whose plans are filled when nobody says whose."""


def read_people(desk: Desk, uids: Iterable[str]) -> tuple[Person, ...]:
    """Return those students in their turn; who is gone meanwhile is left out."""
    wanted = set(uids)
    with desk.database.reading() as tx:
        lines = student_store.list_student_lines(tx)
        ids = [line.student_id for line in lines if line.uid in wanted]
        files = student_store.iterate_student_files(tx, ids)
        people: list[Person] = []
        while block := tuple(islice(files, student_store.BLOCK)):
            plans = plan_store.list_plans_of(tx, (file.student.uid for file in block))
            people += _people(block, plans)
    return tuple(sorted(people, key=lambda person: person.turn))


def select(
    desk: Desk, *, without_plan: bool = False, grade: int | None = None, school: str = ""
) -> tuple[str, ...]:
    """Return the uids of students in grades 8 to 12 of whom all that is said holds, in turn."""
    with desk.database.reading() as tx:
        found = [
            one
            for one in student_store.list_students(tx)
            if FIRST_GRADE <= one.grade_level <= LAST_GRADE
            and (grade is None or one.grade_level == grade)
            and (not school or one.school == school)
        ]
        plans = plan_store.list_plans_of(tx, (one.uid for one in found)) if without_plan else {}
    planned = {uid for uid, own in plans.items() if _plans_ahead(own)}
    left = (one for one in found if one.uid not in planned)
    return tuple(one.uid for one in sorted(left, key=lambda s: (-s.grade_level, s.student_id)))


def _people(files: Iterable[StudentFile], plans: dict[str, tuple[Plan, ...]]) -> Iterator[Person]:
    for file in files:
        yield Person(file, plan_store.active_plan(plans.get(file.student.uid, ())))


def _plans_ahead(plans: tuple[Plan, ...]) -> bool:
    active = plan_store.active_plan(plans)
    return active is not None and bool(active.placed)
