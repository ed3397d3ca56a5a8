"""Plans that no longer fit the record: listed, looked at before and after, repaired in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.misfit_records import Asks, MisfitKind, Repair, Surroundings
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services import crew
from cte_desktop.services.answering_imports import remembered
from cte_desktop.services.changes import Changes
from cte_desktop.services.misfit_lines import Chosen, Offer, PlanMisfit, lines
from cte_desktop.services.misfit_work import Looked, PlanningGround, misfits_job, situations
from cte_desktop.services.people.guarding import hindered
from cte_desktop.services.people.rights import require_change
from cte_desktop.services.repair_trials import (
    KeptApart,
    ProgramChange,
    RepairPreview,
    Tried,
    changed_meanwhile,
    previewed,
    tried,
)
from cte_desktop.services.standing_work import packed
from cte_desktop.storage import plan_repairs as repair_store
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import raw_files
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.wording.errors import told

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

    Progress = Callable[[int, int], None]
    Cancelled = Callable[[], bool]

__all__ = (
    "Asks",
    "Chosen",
    "KeptApart",
    "MisfitKind",
    "Offer",
    "PlanMisfit",
    "ProgramChange",
    "Repair",
    "RepairPreview",
    "RepairedPlans",
    "apply_repairs",
    "find_misfits",
    "preview_repairs",
    "recommended",
    "students_of_step",
)

BLOCK = 5  # students looked at between two looks whether the work was cancelled
MANY = 50  # students of a block that another process looks at: that one is ended at once
FEW = 500  # students whom this process looks at alone: others would take longer to start
YEARS_AHEAD = 6  # school years of which a plan can name sections


@dataclass(frozen=True, slots=True)
class RepairedPlans(Changes):
    """What was repaired: how many plans, by how many repairs, and what was kept apart and why."""

    plans: int = 0
    repairs: int = 0
    kept_apart: tuple[KeptApart, ...] = ()


def find_misfits(
    desk: Desk,
    *,
    students: Collection[str] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[PlanMisfit, ...]:
    """Return what no longer fits in the active plans of those students (uids), or of all.

    They come by name. `progress` is told (done, of how many) students and may raise to give up;
    when `cancelled` says so, what was found until then is returned. Nothing is changed.
    """
    tell = progress or (lambda _done, _total: None)
    ground, keys = _ground(desk, students)
    found: list[Looked] = []
    done = 0
    tell(done, len(keys))
    answers = crew.work_through(
        misfits_job,
        ground,
        _blocks(desk, keys),
        most=0 if len(keys) <= FEW else None,
        cancelled=cancelled,
    )
    try:
        for looked, some in answers:
            done += looked
            found += some
            tell(done, len(keys))
    finally:
        answers.close()
    found.sort(key=lambda one: (one.student.name_key, one.student.student_id))
    return tuple(line for one in found for line in lines(one, ground.catalog))


def recommended(misfits: Iterable[PlanMisfit]) -> tuple[Chosen, ...]:
    """Return the repairs that may be applied without asking: the first of each that has one."""
    return tuple(
        Chosen(misfit, repair)
        for misfit in misfits
        if (repair := misfit.misfit.recommended) is not None
    )


def students_of_step(desk: Desk, step: int) -> frozenset[str] | None:
    """Return whom a step, such as an import, wrote about (uids); None for possibly everyone."""
    with desk.database.reading() as tx:
        return repair_store.students_written_about(tx, step)


def preview_repairs(
    desk: Desk,
    chosen: Sequence[Chosen],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[RepairPreview, ...]:
    """Return each student's plan before and after in words, and what becomes of the programs.

    Nothing is changed. When `cancelled` says so, what was worked out until then is returned.
    """
    district = desk.district()
    asked = len({one.misfit.uid for one in chosen})
    answer: list[RepairPreview] = []
    for one in _tried(desk, chosen):
        if cancelled is not None and cancelled():
            break
        answer.append(previewed(one, district, desk.today()))
        if progress is not None:
            progress(len(answer), asked)
    return tuple(answer)


def apply_repairs(
    desk: Desk,
    chosen: Sequence[Chosen],
    *,
    progress: Progress | None = None,
) -> RepairedPlans:
    """Apply the repairs as one step of the history, which one undo takes back.

    A plan that was changed since it was looked at is kept apart with a sentence that says so, and
    so is a repair that no longer holds beside the others; the rest is applied. `progress` is told
    (done, of how many) students and may raise to give up: then nothing is kept.
    """
    uids = {one.misfit.uid for one in chosen}
    require_change(desk, "repair_plans", uids)
    asked = len(uids)
    repaired: list[Tried] = []
    apart: list[KeptApart] = []
    for done, one in enumerate(_tried(desk, chosen), 1):
        apart += one.kept_apart
        if one.plan is not None and one.plan != one.before:
            repaired.append(one)
        if progress is not None:
            progress(done, asked)
    with desk.database.writing() as tx:
        same = _unchanged(tx, repaired)
        apart += [changed_meanwhile(one) for one in repaired if one not in same]
        kept, hindrances = _free(tx, same)
        apart += hindrances
        action = "repair_plan" if len(kept) == 1 else "repair_plans"
        begin_step(tx, action, {"plans": len(kept)})
        tx.require_students([one.uid for one in kept])
        for one in kept:
            if one.plan is not None:
                plan_store.save_plan(tx, one.plan)
        number = step_number(tx) if kept else None
    return RepairedPlans(
        frozenset({"plans", "history"}) if kept else frozenset(),
        frozenset(one.uid for one in kept),
        number,
        len(kept),
        sum(one.repairs for one in kept),
        tuple(apart),
    )


def _free(tx: Transaction, repaired: Sequence[Tried]) -> tuple[list[Tried], list[KeptApart]]:
    """Return those whose plans may be changed at present, and why the others may not."""
    shut = hindered(tx, ((one.before, one.plan) for one in repaired if one.plan is not None))
    apart = [
        KeptApart(one.uid, one.student_id, one.name, told(shut[one.uid]).text)
        for one in repaired
        if one.uid in shut
    ]
    return [one for one in repaired if one.uid not in shut], apart


def _ground(desk: Desk, students: Collection[str] | None) -> tuple[PlanningGround, tuple[int, ...]]:
    """Return what plans are held against, and the keys of the students to look at."""
    district, day = desk.district(), desk.today()
    successors = dict(remembered(desk).given("unknown_course"))
    wanted = None if students is None else frozenset(students)
    sections: dict[tuple[int, str], Section] = {}
    offered: dict[tuple[int, str], tuple[Section, ...]] = {}
    year = school_year_of(day)
    with desk.database.reading() as tx:
        keys = repair_store.planned_students(tx, wanted)
        titles = repair_store.former_titles(tx, keys)
        for ahead in range(year, year + YEARS_AHEAD):
            for section in section_store.sections_of(tx, ahead):
                sections[ahead, section.section_id] = section
                course = (ahead, section.course_code)
                offered[course] = (*offered.get(course, ()), section)
    around = Surroundings(successors, titles, offered)
    return PlanningGround(district.catalog, sections, district.planning, day, around), keys


def _blocks(desk: Desk, keys: tuple[int, ...]) -> Iterator[bytes]:
    block = BLOCK if len(keys) <= FEW else MANY
    for start in range(0, len(keys), block):
        with desk.database.reading() as tx:
            raw = raw_files.fetch_raw_files(tx, keys[start : start + block])
        yield packed(raw)


def _tried(desk: Desk, chosen: Sequence[Chosen]) -> Iterator[Tried]:
    """Yield what becomes of each student's plan; those without a plan by now come last."""
    of_student: dict[str, list[Chosen]] = {}
    for one in chosen:
        of_student.setdefault(one.misfit.uid, []).append(one)
    ground, keys = _ground(desk, of_student)
    for start in range(0, len(keys), BLOCK):
        with desk.database.reading() as tx:
            raw = raw_files.fetch_raw_files(tx, keys[start : start + BLOCK])
        for situation in situations(ground, raw):
            wanted = of_student.pop(situation.file.student.uid)
            yield tried(situation, wanted, ground.around, lambda: new_id(desk.clock.now()))
    for wanted in of_student.values():
        yield tried(None, wanted, ground.around, lambda: new_id(desk.clock.now()))


def _unchanged(tx: Transaction, repaired: Sequence[Tried]) -> tuple[Tried, ...]:
    """Return those whose active plan is still the one that was repaired."""
    stored = plan_store.list_plans_of(tx, [one.uid for one in repaired])
    return tuple(
        one for one in repaired if plan_store.active_plan(stored.get(one.uid, ())) == one.before
    )
