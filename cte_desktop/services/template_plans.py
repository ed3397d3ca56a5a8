"""Templates of plans: saving the plan on the table as one, and laying one around what others have.

Nothing that is earned, runs now, or is planned is moved, unless what is not locked shall be planned
anew. What no term takes lies in the tray, with its reason; of many students it is only said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.placing import place_all
from cte_desktop.domain.planning.plan import GRADES, Lane
from cte_desktop.domain.planning.templates import (
    PlanTemplate,
    TemplateCourse,
    catalog_template,
    courses_of,
    is_for,
    without_unlocked,
)
from cte_desktop.domain.school_year import Term
from cte_desktop.services import plan_templates
from cte_desktop.services.cases import open_cases
from cte_desktop.services.changes import Changes
from cte_desktop.services.people.guarding import hindered
from cte_desktop.services.planning import fresh_id
from cte_desktop.services.repair_trials import KeptApart
from cte_desktop.services.sequences import place_courses, with_plan
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import students as student_store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cte_desktop.domain.planning.placing import CourseAsked, PlacedAll
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.plan_templates import Template
    from cte_desktop.storage.content import Content

    Progress = Callable[[int, int], None]
    Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class StudentTemplate:
    """What a template would do for a student; `before` is the plan in force, None for none.

    A `signed` plan is changed only when it is asked for by name.
    """

    uid: str
    student_id: str
    name: str
    before: Plan | None
    found: PlacedAll

    @property
    def signed(self) -> bool:
        """Tell whether the present plan is signed."""
        return self.before is not None and self.before.signed_on is not None

    @property
    def changes(self) -> bool:
        """Tell whether the plan would be another one."""
        before = self.before.placements if self.before is not None else ()
        return self.found.plan.placements != before


@dataclass(frozen=True, slots=True)
class TemplateApplied(Changes):
    """What was kept: how many plans, and whose was left as it is and why."""

    plans: int = 0
    kept_apart: tuple[KeptApart, ...] = ()


def list_plan_templates(desk: Desk, case: Case | None = None) -> tuple[PlanTemplate, ...]:
    """Return the kept templates by name, then what the catalog makes of each pathway.

    With a case those that are meant for this student come first in each group.
    """
    catalog = desk.catalog()
    kept = [_template(one) for one in plan_templates.list_templates(desk, plan_templates.PLAN)]
    class_of = case.file.student.graduation_year if case else desk.today().year + 1
    made = [catalog_template(catalog, name, class_of) for name in sorted(catalog.pathway_by_name)]
    made = [one for one in made if one.steps]
    if case is not None:
        pathways, school = case.file.pathways, case.file.student.school
        kept.sort(key=lambda one: not is_for(one, pathways, school))
        made.sort(key=lambda one: not is_for(one, pathways, school))
    return (*kept, *made)


def save_as_template(
    desk: Desk, case: Case, name: str, *, pathway: str = "", school: str = "", from_grade: int = 9
) -> Changes:
    """Keep the courses of a student's record and plan from a grade on under a name.

    In place of a template of that name for this pathway and school.
    """
    courses = courses_of(case.situation, from_grade)
    content: Content = {
        "courses": [
            {
                "course": one.course_code,
                "grade_level": one.grade_level,
                "term": one.term.value,
                "lane": one.lane.value,
                "site": one.site,
            }
            for one in courses
        ]
    }
    kind = plan_templates.PLAN
    return plan_templates.save_template(desk, kind, name, content, pathway=pathway, school=school)


def try_template(
    desk: Desk, case: Case, template: PlanTemplate, *, anew: bool = False
) -> PlacedAll:
    """Return the plan on the table with a template laid around what is there; nothing is stored."""
    return try_courses(desk, case, template.asked, anew=anew)


def try_courses(
    desk: Desk, case: Case, asked: Sequence[CourseAsked], *, anew: bool = False
) -> PlacedAll:
    """Return the plan on the table with courses put around what is there; nothing is stored.

    `anew`: what is not locked in terms that have not begun gives way to them.
    """
    return place_courses(desk, _ground(desk, case, anew=anew), asked)


def preview_template(
    desk: Desk,
    uids: Collection[str],
    template: PlanTemplate,
    *,
    anew: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[StudentTemplate, ...]:
    """Return what a template would do for those students, by student id; nothing is written.

    What no term takes is said (`found.parked`), but trays stay as they are.
    Sections are not chosen: seats are handed out when the plans are filled or sections are picked.
    When `cancelled` says so, what was worked out until then is returned.
    """
    with desk.database.reading() as tx:
        ids = student_store.student_ids(tx, uids)
    found: list[StudentTemplate] = []
    for case in open_cases(desk, ids) if ids else ():
        if cancelled is not None and cancelled():
            break
        student = case.file.student
        situation = _ground(desk, case, anew=anew).situation
        tried = _without_new_parked(
            place_all(situation, template.asked, lambda: fresh_id(desk)), situation.plan
        )
        name = student.list_name
        found.append(StudentTemplate(student.uid, student.student_id, name, case.plan, tried))
        if progress is not None:
            progress(len(found), len(ids))
    return tuple(found)


def apply_template(
    desk: Desk,
    template: PlanTemplate,
    previewed: Sequence[StudentTemplate],
    *,
    only: Collection[str] | None = None,
) -> TemplateApplied:
    """Keep previewed plans as one step, which one undo takes back.

    Of the uids in `only`, else of everybody whose plan would be another one and is not signed. A
    plan that was changed since it was looked at is kept apart with a sentence that says so.
    """
    chosen = [
        one
        for one in previewed
        if one.changes and (one.uid in only if only is not None else not one.signed)
    ]
    with desk.database.writing() as tx:
        stored = plan_store.list_plans_of(tx, [one.uid for one in chosen])
        kept: list[StudentTemplate] = []
        apart: list[KeptApart] = []
        shut = hindered(tx, ((one.before, one.found.plan) for one in chosen))
        for one in chosen:
            if plan_store.active_plan(stored.get(one.uid, ())) != one.before:
                apart.append(_changed_meanwhile(one))
            elif one.uid in shut:
                why = told(shut[one.uid]).text
                apart.append(KeptApart(one.uid, one.student_id, one.name, why))
            else:
                kept.append(one)
        begin_step(tx, "apply_template_to_many", {"template": template.name, "plans": len(kept)})
        tx.require_students([one.uid for one in kept])
        for one in kept:
            plan_store.save_plan(tx, one.found.plan)
        number = step_number(tx) if kept else None
    return TemplateApplied(
        frozenset({"plans", "history"}) if kept else frozenset(),
        frozenset(one.uid for one in kept),
        number,
        len(kept),
        tuple(apart),
    )


def _ground(desk: Desk, case: Case, *, anew: bool) -> Case:
    """Return the case with what stays of its plan on the table; the plan keeps its name."""
    case = with_plan(desk, case)
    return case.with_plan(without_unlocked(case.situation)) if anew else case


def _without_new_parked(found: PlacedAll, before: Plan | None) -> PlacedAll:
    """Return what was found with the tray that was there."""
    tray = before.parked if before is not None else ()
    kept = tuple(p for p in found.plan.placements if p.spot is not None or p in tray)
    return replace(found, plan=replace(found.plan, placements=kept))


def _template(kept: Template) -> PlanTemplate:
    listed = kept.content.get("courses")
    said = listed if isinstance(listed, list) else []
    courses = (_course(one) for one in said if isinstance(one, dict))
    known = tuple(one for one in courses if one is not None)
    return PlanTemplate(kept.uid, kept.name, kept.pathway, kept.school, known)


def _course(said: Content) -> TemplateCourse | None:
    """Return a course of a kept template; None where its term or lane is none that is known."""
    grade = said.get("grade_level")
    term, lane = str(said.get("term", Term.FALL)), str(said.get("lane", Lane.DAY))
    if term not in set(Term) or lane not in set(Lane):
        return None
    return TemplateCourse(
        str(said.get("course", "")),
        grade if isinstance(grade, int) else GRADES[0],
        Term(term),
        Lane(lane),
        str(said.get("site", "")),
    )


def _changed_meanwhile(student: StudentTemplate) -> KeptApart:
    words = tr("The plan was changed meanwhile; it was left as it is now. Look at it again.")
    return KeptApart(student.uid, student.student_id, student.name, words)
