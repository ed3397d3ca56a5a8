"""Adding the missing course to many plans: tried for each student first, then one undoable step.

Nobody's plan is made worse: where the course clashes, finds no free period, or would not complete
what is missing, the student is kept apart with the reason. Signed plans are left to a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ending import is_short
from cte_desktop.domain.audit.evaluate import audit_one_pathway
from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning import plan as plans
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.misfit_records import Surroundings
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import SEMESTERS, Term, school_year_of
from cte_desktop.services.changes import Changes
from cte_desktop.services.misfit_work import PlanningGround, situations
from cte_desktop.services.people.guarding import hindered
from cte_desktop.services.people.rights import require_change
from cte_desktop.services.planning import fresh_id
from cte_desktop.services.repair_trials import KeptApart
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import raw_files
from cte_desktop.storage.certificates.candidates import keys_of
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.wording.errors import told
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.labels import course_label, moment_label
from cte_desktop.wording.misfits import placement_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.completion.forecast.near import Near, Offer
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.services.desk import Desk, District

    Progress = Callable[[int, int], None]
    NewUid = Callable[[], str]

BLOCK = 25  # students whose plans are read at once
YEARS_AHEAD = 6  # school years of which a plan can name sections
ACTION = "add_missing_courses"


@dataclass(frozen=True, slots=True)
class Addition:
    """What would be placed in one student's plan, in words, and what there is to say about it.

    `remarks` are the findings that the plan has not had before; none of them must be fixed.
    """

    uid: str
    student_id: str
    name: str
    pathway: str
    placed: tuple[str, ...]
    ends_in: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdditionPreview:
    """What adding would do: to whom, and who is left out and why."""

    additions: tuple[Addition, ...]
    kept_apart: tuple[KeptApart, ...]

    @property
    def plans(self) -> int:
        """Return how many plans would change."""
        return len({one.uid for one in self.additions})


@dataclass(frozen=True, slots=True)
class AddedCourses(Changes):
    """What was added: to how many plans, and who was left out and why."""

    plans: int = 0
    kept_apart: tuple[KeptApart, ...] = ()


def preview_additions(
    desk: Desk,
    chosen: Sequence[Near],
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> AdditionPreview:
    """Return what adding the missing course would do for each of them; nothing is written.

    `progress` is told (done, of how many) students and may raise to give up; when `cancelled` says
    so, what was worked out until then is returned.
    """
    additions: list[Addition] = []
    apart: list[KeptApart] = []
    of_student = _by_student(chosen)
    for done, one in enumerate(_tried(desk, of_student), 1):
        additions += one.additions
        apart += one.kept_apart
        if progress is not None:
            progress(done, len(of_student))
        if cancelled is not None and cancelled():
            break
    order = {one.key: place for place, one in enumerate(chosen)}
    additions.sort(key=lambda one: order[one.uid, one.pathway])
    apart.sort(key=lambda one: (one.name.casefold(), one.student_id))
    return AdditionPreview(tuple(additions), tuple(apart))


def add_courses(
    desk: Desk, chosen: Sequence[Near], *, progress: Progress | None = None
) -> AddedCourses:
    """Add the missing course to the plans in one step of the history, which one undo takes back.

    Who has no plan gets one. `progress` is as for the preview: giving up keeps nothing.
    """
    of_student = _by_student(chosen)
    require_change(desk, ACTION, {one.uid for one in chosen})
    made: list[_Tried] = []
    apart: list[KeptApart] = []
    for done, one in enumerate(_tried(desk, of_student), 1):
        apart += one.kept_apart
        if one.additions:
            made.append(one)
        if progress is not None:
            progress(done, len(of_student))
    with desk.database.writing() as tx:
        stored = plan_store.list_plans_of(tx, [one.uid for one in made])
        kept = [o for o in made if plan_store.active_plan(stored.get(o.uid, ())) == o.before]
        apart += [_apart(o.chosen, _changed_meanwhile()) for o in made if o not in kept]
        shut = hindered(tx, ((one.before, one.plan) for one in kept if one.plan is not None))
        apart += [_apart(o.chosen, told(shut[o.uid]).text) for o in kept if o.uid in shut]
        kept = [one for one in kept if one.uid not in shut]
        if kept:
            begin_step(tx, ACTION, {"plans": len(kept)})
            tx.require_students([one.uid for one in kept])
        for one in kept:
            if one.plan is not None:
                plan_store.save_plan(tx, one.plan)
        number = step_number(tx) if kept else None
    return AddedCourses(
        frozenset({"plans", "history"}) if kept else frozenset(),
        frozenset(one.uid for one in kept),
        number,
        len(kept),
        tuple(apart),
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    """What becomes of one student's active plan; `before` is None where there is none yet."""

    uid: str
    chosen: Near
    before: Plan | None
    plan: Plan | None
    additions: tuple[Addition, ...]
    kept_apart: tuple[KeptApart, ...]


def _by_student(chosen: Sequence[Near]) -> dict[str, list[Near]]:
    found: dict[str, list[Near]] = {}
    for one in chosen:
        found.setdefault(one.uid, []).append(one)
    return found


def _tried(desk: Desk, of_student: dict[str, list[Near]]) -> Iterator[_Tried]:
    """Yield what becomes of each student; who is gone by now is passed over with a reason."""
    district = desk.district()
    ground, keys = _ground(desk, district, of_student)
    left = dict(of_student)
    for start in range(0, len(keys), BLOCK):
        with desk.database.reading() as tx:
            raw = raw_files.fetch_raw_files(tx, keys[start : start + BLOCK])
        for situation in situations(ground, raw):
            wanted = left.pop(situation.file.student.uid)
            yield _try_student(situation, wanted, district, lambda: fresh_id(desk))
    for uid, wanted in left.items():
        gone = _apart(wanted[0], tr("The student is no longer in the database."))
        yield _Tried(uid, wanted[0], None, None, (), (gone,))


def _ground(
    desk: Desk, district: District, of_student: dict[str, list[Near]]
) -> tuple[PlanningGround, list[int]]:
    first = school_year_of(desk.today())
    with desk.database.reading() as tx:
        keys = sorted(keys_of(tx, of_student).values())
        sections = {
            (year, section.section_id): section
            for year in range(first, first + YEARS_AHEAD)
            for section in section_store.sections_of(tx, year)
        }
    around = Surroundings({}, {}, {})
    ground = PlanningGround(district.catalog, sections, district.planning, desk.today(), around)
    return ground, keys


def _try_student(
    situation: Situation, wanted: list[Near], district: District, new_uid: NewUid
) -> _Tried:
    uid, before = wanted[0].uid, situation.plan
    if before is not None and before.signed_on is not None:
        words = tr("The plan is signed. Open it and change it together with the family.")
        apart = tuple(_apart(one, words) for one in wanted)
        return _Tried(uid, wanted[0], before, None, (), apart)
    now = situation if before is not None else replace(situation, plan=Plan(new_uid(), uid))
    additions: list[Addition] = []
    kept_apart: list[KeptApart] = []
    for one in wanted:
        answer = _add(now, one, district, new_uid)
        if isinstance(answer, str):
            kept_apart.append(_apart(one, answer))
        else:
            now, addition = answer
            additions.append(addition)
    return _Tried(uid, wanted[0], before, now.plan, tuple(additions), tuple(kept_apart))


def _add(
    situation: Situation, wanted: Near, district: District, new_uid: NewUid
) -> tuple[Situation, Addition] | str:
    """Return the plan with the course that does, or why none does, in a sentence."""
    if not _is_missing(situation, wanted, district):
        return tr("Nothing is missing any more: the plan was changed meanwhile.")
    why = ""
    for offer in wanted.offers:
        course = district.catalog.course(offer.course)
        for lane in _lanes(course, offer) if course is not None else ():
            answer = _placed(situation, wanted, offer, lane, district, new_uid)
            if not isinstance(answer, str):
                return answer
            why = why or answer
    return why or tr("No course that would do can start before the last chance.")


def _placed(
    situation: Situation,
    wanted: Near,
    offer: Offer,
    lane: Lane,
    district: District,
    new_uid: NewUid,
) -> tuple[Situation, Addition] | str:
    catalog, plan = district.catalog, situation.plan
    course = catalog.course_by_code[offer.course]
    if plan is None:
        raise ValueError("there is no plan to add a course to")
    spots = _spots(plan, course, offer, lane)
    title, when = course_label(course.code, catalog), moment_label(offer.grade_level, offer.term)
    if lane is Lane.DAY and not spots[0].period:
        return tr("{course}: no period is free in {when}.", course=title, when=when)
    made = tuple(Placement(new_uid(), course.code, spot) for spot in spots)
    after = replace(
        situation,
        plan=replace(plan, placements=(*plan.placements, *made)),
        recorded=situation.of_record,
    )
    known = {(one.code, one.subject) for one in conflicts(situation)}
    fresh = [one for one in conflicts(after) if (one.code, one.subject) not in known]
    grave = next((one for one in fresh if one.severity is Severity.MUST_FIX), None)
    if grave is not None:
        return finding_text(grave, catalog)
    if _is_missing(after, wanted, district):
        return tr("{course} in {when} would not complete the pathway.", course=title, when=when)
    remarks = tuple(_remarks(fresh, district))
    return after, _addition(wanted, offer, _words(made, offer, catalog), remarks)


def _addition(
    wanted: Near, offer: Offer, placed: tuple[str, ...], remarks: tuple[str, ...]
) -> Addition:
    return Addition(
        wanted.uid,
        wanted.student_id,
        wanted.name,
        wanted.pathway,
        placed,
        offer.school_year,
        remarks,
    )


def _words(made: tuple[Placement, ...], offer: Offer, catalog: Catalog) -> tuple[str, ...]:
    """Return what is placed in words; both halves of a year course are told as one."""
    if len(made) == 1:
        return (placement_text(made[0], catalog),)
    title, when = course_label(offer.course, catalog), moment_label(offer.grade_level, "year")
    return (tr("{course}, {when}", course=title, when=when),)


def _lanes(course: Course, offer: Offer) -> tuple[Lane, ...]:
    """Return where the course may lie, the usual lane first."""
    also = course.extended_day is not ExtendedDay.NO and offer.term in SEMESTERS
    lanes = (offer.lane, Lane.EXTENDED) if also else (offer.lane,)
    return tuple(dict.fromkeys(lanes))


def _spots(plan: Plan, course: Course, offer: Offer, lane: Lane) -> tuple[Spot, ...]:
    spot = Spot(offer.grade_level, offer.term, lane)
    if not offer.second_half:
        return plans.spots_of(plan, course, spot)
    free = plans.first_free_period(plan, offer.grade_level, (Term.SPRING,))
    return (replace(spot, period=free if lane is Lane.DAY else ""),)


def _is_missing(situation: Situation, wanted: Near, district: District) -> bool:
    """Tell whether the pathway still lacks something with the plan."""
    program = audit_one_pathway(
        wanted.pathway,
        situation.file,
        situation.plan,
        district.catalog,
        district.rules,
        district.auditing,
        situation.day,
    )
    named = {row.id for row in program.requirements if row.missing}
    return is_short(program) and (wanted.missing in named or not named)


def _remarks(fresh: Sequence[Finding], district: District) -> Iterator[str]:
    for one in fresh:
        if one.severity is Severity.WARNING:
            yield finding_text(one, district.catalog)


def _apart(one: Near, words: str) -> KeptApart:
    return KeptApart(one.uid, one.student_id, one.name, words)


def _changed_meanwhile() -> str:
    return tr("The plan was changed meanwhile; it was left as it is now. Look at it again.")
