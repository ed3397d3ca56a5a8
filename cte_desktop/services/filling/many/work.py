"""The part of filling many plans that any process can do: one student, from file to answer.

Light to import: a child needs neither the store's library nor the window's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.building import problem_of
from cte_desktop.domain.filling.wants import PATHWAY, Strength, Want, wants_of
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.services.crew import said_of
from cte_desktop.services.filling.solving import filled_of, first_filled_of
from cte_desktop.storage.identity import new_id
from cte_desktop.wording.filling.told import Told, told_of
from cte_desktop.wording.programs import take_titles
from cte_desktop.wording.translate import use_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.filling.answer import Filled
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.planning.situation import PlanningSettings
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.filling.many.person import Person
    from cte_desktop.services.filling.timetable import Timetable

Answer = tuple[str, "Filled | None", Told, str]
"""A student's uid, the answer and its words; None with what was wrong in the code."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What everybody is filled with: the same for all of a round.

    `pathway` is asked of everybody where it is given; not `best`, the first valid plan will do.
    """

    catalog: Catalog
    rules: Rules
    planning: PlanningSettings
    auditing: AuditSettings
    day: date
    timetable: Timetable
    language: str
    pathway: str = ""
    best: bool = True


def fill_job(ground: Ground) -> Callable[[tuple[Person, ...]], tuple[Answer, ...]]:
    """Return what fills the plans of a block of students; one that fails costs nobody else."""
    use_language(ground.language)
    take_titles(ground.rules)

    def answer(block: tuple[Person, ...]) -> tuple[Answer, ...]:
        return tuple(answer_for(ground, person) for person in block)

    return answer


def answer_for(
    ground: Ground, person: Person, cancelled: Callable[[], bool] | None = None
) -> Answer:
    """Return what a student gets; raises CancelledError when nobody waits for it any more."""
    from cte_desktop.system.clock import Clock

    clock = Clock(ground.day)
    try:
        problem = problem_for(ground, person)
        solve = filled_of if ground.best else first_filled_of
        filled = solve(problem, lambda: new_id(clock.now()), cancelled=cancelled)
        return (person.uid, filled, told_of(problem, filled), "")
    except Exception as error:
        if _is_cancelled(error):
            raise
        return (person.uid, None, Told(), said_of(error))


def problem_for(ground: Ground, person: Person) -> Problem:
    """Return a student's problem on the ground of all."""
    timetable = ground.timetable
    situation = Situation(
        person.file,
        person.plan,
        ground.catalog,
        timetable.sections,
        ground.planning,
        ground.day,
        claims=timetable.claims,
    )
    asked = ground.pathway
    wants = wants_for(person.file, ground.catalog, asked) if asked else None
    return problem_of(situation, ground.rules, ground.auditing, timetable.offers, wants)


def wants_for(file: StudentFile, catalog: Catalog, pathway: str) -> tuple[Want, ...]:
    """Return what a student wants, with a pathway that is asked for in place of the others."""
    wants = wants_of(file, catalog)
    noted = next((w for w in wants if w.kind == "pathway" and w.value == pathway), None)
    asked = noted or Want(PATHWAY, "pathway", pathway, Strength.MUST)
    others = tuple(w for w in wants if w.kind != "pathway" or w.strength is Strength.NO)
    left = tuple(w for w in others if (w.kind, w.value) != ("pathway", pathway))
    return (replace(asked, strength=Strength.MUST), *left)


def _is_cancelled(error: Exception) -> bool:
    from concurrent.futures import CancelledError

    return isinstance(error, CancelledError)
