"""Course sequences: those of the catalog, and those that people keep under a name of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.placing import place_all, place_parked
from cte_desktop.domain.planning.sequences import CourseSequence, SequenceKind, sequences_of
from cte_desktop.services import plan_templates
from cte_desktop.services.filling.gathering import situation_in, timetable_of
from cte_desktop.services.named_plans import free_name
from cte_desktop.services.planning import fresh_id, new_plan
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.planning.placing import CourseAsked, PlacedAll
    from cte_desktop.services.cases import Case
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.plan_templates import Template
    from cte_desktop.storage.content import Content


def list_sequences(desk: Desk, case: Case) -> tuple[CourseSequence, ...]:
    """Return the sequences for a student: own pathways first, then what people kept, then all."""
    made = sequences_of(case.district.catalog, case.file.student.graduation_year)
    mine = [one for one in made if _is_own_pathway(one, case)]
    return (*mine, *own_sequences(desk), *(one for one in made if one not in mine))


def own_sequences(desk: Desk) -> tuple[CourseSequence, ...]:
    """Return the sequences that people kept, by name."""
    kept = plan_templates.list_templates(desk, plan_templates.SEQUENCE)
    return tuple(_sequence(one) for one in kept)


def save_sequence(desk: Desk, name: str, courses: Sequence[str]) -> Changes:
    """Keep courses that follow each other under a name, in place of the sequence of that name."""
    content: Content = {"courses": list(courses)}
    return plan_templates.save_template(desk, plan_templates.SEQUENCE, name, content)


def place_courses(desk: Desk, case: Case, asked: Sequence[CourseAsked]) -> PlacedAll:
    """Return the plan of a case with courses put where the rules allow it; nothing is stored.

    In years that are timetabled each is put into a section with a seat left.
    """
    timetable = timetable_of(desk, case)
    situation = situation_in(with_plan(desk, case), timetable)
    return place_all(situation, asked, lambda: fresh_id(desk), timetable.offers)


def place_tray(desk: Desk, case: Case) -> PlacedAll:
    """Return the plan of a case with its tray put where the rules allow it; nothing is stored."""
    timetable = timetable_of(desk, case)
    situation = situation_in(with_plan(desk, case), timetable)
    return place_parked(situation, lambda: fresh_id(desk), timetable.offers)


def with_plan(desk: Desk, case: Case) -> Case:
    """Return the case with a plan on the table, an empty new one where there is none."""
    if case.plan is not None:
        return case
    name = free_name(case.plans, tr("Plan A"))
    return case.with_plan(new_plan(desk, case.file.student.uid, name))


def _is_own_pathway(sequence: CourseSequence, case: Case) -> bool:
    return sequence.kind is SequenceKind.PATHWAY and sequence.name in case.file.pathways


def _sequence(kept: Template) -> CourseSequence:
    courses = kept.content.get("courses")
    steps = tuple((str(code),) for code in courses) if isinstance(courses, list) else ()
    return CourseSequence(SequenceKind.OWN, kept.name, steps, uid=kept.uid)
