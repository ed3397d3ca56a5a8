"""From a gesture to a new plan: what is put, moved, taken out, with the name that Undo shows.

Pure functions: the editor keeps what they return, and a drag tries them out for every cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import values
from cte_desktop.domain.planning import plan as plans
from cte_desktop.domain.planning.choices import with_alternates, with_section
from cte_desktop.domain.planning.placeholders import with_course
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.planning.sections.alternatives.ways import AlternativeKind
from cte_desktop.domain.planning.sections.patterns import with_pattern, without_section
from cte_desktop.domain.school_year import SEMESTERS, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Fix, Value, Values
    from cte_desktop.domain.planning.sections.alternatives.ways import Alternative, Move
    from cte_desktop.ui.planning.mime import Carried


@dataclass(frozen=True, slots=True)
class Edit:
    """A plan after a gesture; `action` and `values` name the step (`wording/steps.py`)."""

    plan: Plan
    action: str
    values: Values


def put(
    plan: Plan, catalog: Catalog, carried: Carried, spot: Spot, new_uid: Callable[[], str]
) -> Edit:
    """Put what is carried at a spot: a course of the catalog, of the tray, or of the plan."""
    placement = plan.find(carried.placement_uid) if carried.placement_uid else None
    course = catalog.course(carried.course_code)
    named = values(course=carried.course_code, grade_level=spot.grade_level, term=spot.term.value)
    if placement is not None and placement.spot is not None:
        half = carried.only_this_half
        both = course is not None and course.is_year and not half
        if both and spot.term in SEMESTERS and placement.spot.term in SEMESTERS:
            # The other half may stand in the record: this one stays the half that it is.
            spot = replace(spot, term=placement.spot.term)
        moved = plans.move(plan, placement.uid, spot, only_this_half=half)
        return Edit(moved, "move_course", named)
    if course is None:
        return Edit(plan, "place_course", named)
    if placement is not None:
        return Edit(plans.unpark(plan, placement.uid, course, spot, new_uid), "place_course", named)
    return Edit(plans.place(plan, course, spot, new_uid), "place_course", named)


def remove(plan: Plan, carried: Carried) -> Edit:
    """Take what is carried out of the plan or the tray."""
    placement = plan.find(carried.placement_uid)
    after = plans.remove(plan, carried.placement_uid, only_this_half=carried.only_this_half)
    spot = placement.spot if placement else None
    if spot is None:
        return Edit(after, "edit_plan", ())
    return Edit(
        after,
        "remove_course",
        values(course=carried.course_code, grade_level=spot.grade_level, term=spot.term.value),
    )


def set_aside(plan: Plan, carried: Carried, new_uid: Callable[[], str]) -> Edit:
    """Put what is carried into the tray of courses that are not placed yet."""
    named = values(course=carried.course_code)
    if carried.placement_uid:
        return Edit(plans.park(plan, carried.placement_uid), "park_course", named)
    return Edit(plans.park_course(plan, carried.course_code, new_uid), "park_course", named)


def lock(plan: Plan, uid: str) -> Edit:
    """Lock a placement where it is, or unlock a locked one."""
    placement = plan.find(uid)
    if placement is None:
        return Edit(plan, "lock_course", ())
    after = plans.change(plan, uid, locked=not placement.locked)
    action = "unlock_course" if placement.locked else "lock_course"
    return Edit(after, action, values(course=placement.course_code))


def choose_alternates(plan: Plan, uid: str, codes: tuple[str, ...]) -> Edit:
    """Say what is taken instead of a placement, in this order, when it has no seat left."""
    placement = plan.find(uid)
    named = values(course=placement.course_code) if placement is not None else ()
    return Edit(with_alternates(plan, uid, codes), "choose_alternates", named)


def choose_course(plan: Plan, uid: str, course: Course) -> Edit:
    """Choose the course of a placeholder, which takes its place."""
    placement = plan.find(uid)
    spot = placement.spot if placement is not None else None
    if placement is None or spot is None:
        return Edit(plan, "choose_course", ())
    named = values(course=placement.course_code, other=course.code, grade_level=spot.grade_level)
    return Edit(with_course(plan, uid, course), "choose_course", named)


def take_section(plan: Plan, uid: str, section: Section) -> Edit:
    """Choose a section for a placement, which then lies in its lane, period and site."""
    placement = plan.find(uid)
    if placement is None:
        return Edit(plan, "choose_section", ())
    named = values(course=placement.course_code, section_id=section.section_id)
    return Edit(with_section(plan, uid, section), "choose_section", named)


def leave_section(plan: Plan, uid: str) -> Edit:
    """Leave a placement without a section; where and how it is planned stays."""
    placement = plan.find(uid)
    named = values(course=placement.course_code) if placement is not None else ()
    return Edit(without_section(plan, uid), "leave_section", named)


def take_pattern(plan: Plan, uid: str, site: str, lane: Lane) -> Edit:
    """Say at which site and in which lane a placement is planned before there are sections."""
    placement = plan.find(uid)
    named = values(course=placement.course_code) if placement is not None else ()
    return Edit(with_pattern(plan, uid, site, lane), "choose_pattern", named)


def take_alternative(alternative: Alternative) -> Edit:
    """Do what was found where a section doesn't fit: everything that moves is one step."""
    own, *others = alternative.moves
    after, plan = dict(own.after), alternative.plan
    match alternative.kind:
        case AlternativeKind.SECTION:
            action, named = "choose_section", values(section_id=after.get("section_id"))
        case AlternativeKind.MOVE_OTHER:
            return _with_room_made(alternative, others)
        case AlternativeKind.TERM | AlternativeKind.YEAR:
            grade, term = after.get("grade_level", own.grade_level), after.get("term", own.term)
            term = Term.FALL.value if term == "year" else term  # as where a year course is moved
            action, named = "move_course", values(grade_level=grade, term=term)
        case AlternativeKind.ALTERNATE:
            action, named = "take_alternate", values(other=after.get("course"))
        case AlternativeKind.TRAY:
            action, named = "park_course", ()
    return Edit(plan, action, (*values(course=own.course), *named))


def carry_out(
    plan: Plan,
    catalog: Catalog,
    fix: Fix,
    new_uid: Callable[[], str],
    section: Section | None = None,
) -> Edit | None:
    """Do what a fix offers; None when the plan has changed so that it no longer can be done."""
    args = dict(fix.args)
    code = str(args.get("course", ""))
    grade, term = _number(args.get("grade_level")), _term(args.get("term"))
    named = values(course=code, grade_level=grade, term=term.value)
    if fix.do == "place":
        course, lane = catalog.course(code), Lane(str(args.get("lane", Lane.DAY.value)))
        if course is None:
            return None
        spot = Spot(grade, term, lane)
        return Edit(plans.place(plan, course, spot, new_uid), "place_course", named)
    placement = _find(plan, code, grade, term)
    if placement is None or placement.spot is None:
        return None
    if fix.do == "remove":
        return Edit(plans.remove(plan, placement.uid), "remove_course", named)
    if fix.do == "take_section" and section is not None:
        return take_section(plan, placement.uid, section)
    if fix.do == "move":
        return _moved(plan, placement, placement.spot, args)
    return None


def _moved(plan: Plan, placement: Placement, spot: Spot, args: dict[str, Value]) -> Edit:
    grade, term = _number(args.get("to_grade_level")), _term(args.get("to_term"))
    pair = plans.halves(plan, placement)
    terms = (Term.FALL, Term.SPRING) if len(pair) > 1 and term is not Term.SUMMER else (term,)
    period = ""
    if spot.lane is Lane.DAY and term is not Term.SUMMER:
        period = plans.first_free_period(plan, grade, terms)
    lane = Lane.SUMMER if term is Term.SUMMER else spot.lane
    moved = plans.move(plan, placement.uid, Spot(grade, term, lane, period))
    named = values(course=placement.course_code, grade_level=grade, term=term.value)
    return Edit(moved, "move_course", named)


def _with_room_made(alternative: Alternative, others: Sequence[Move]) -> Edit:
    """Name the section that is taken, and the one or two classes that make room for it."""
    own = alternative.moves[0]
    sections = (
        p.section_id
        for p in alternative.plan.placed
        if p.course_code == own.course
        and p.spot is not None
        and p.spot.grade_level == own.grade_level
    )
    named: dict[str, Value] = {"section_id": next(sections, ""), "course": own.course}
    for move, course, to in zip(others, ("other", "third"), ("to", "third_to"), strict=False):
        named |= {course: move.course, to: _place_of(move)}
    action = "take_and_move_two" if "third" in named else "take_and_move"
    return Edit(alternative.plan, action, values(**named))


def _place_of(move: Move) -> str:
    """Return where a class moves, in a word: its period, or its section when it has none."""
    after = dict(move.after)
    return str(after.get("period") or after.get("section_id") or "")


def _find(plan: Plan, code: str, grade: int, term: Term) -> Placement | None:
    here = [
        p
        for p in plan.placed
        if p.course_code == code and p.spot is not None and p.spot.grade_level == grade
    ]
    exact = [p for p in here if p.spot is not None and p.spot.term is term]
    return next(iter(exact or here), None)


def _number(value: Value | None) -> int:
    return value if isinstance(value, int) else 0


def _term(value: Value | None) -> Term:
    return Term(str(value)) if value else Term.FALL
