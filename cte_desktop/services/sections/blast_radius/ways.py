"""What a person can choose for one student of a blast radius, and what becomes of the plan by it.

Nothing is written here: `apply_blast` takes the plans that were chosen. A blast radius stops at the
first repair that harms nothing; the others are looked for when somebody asks about one student.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.alternatives.seated_now import seated_now
from cte_desktop.domain.planning.sections.alternatives.ways import alternatives
from cte_desktop.domain.planning.sections.changes import (
    RetireCourse,
    SectionChange,
    changed_section,
    retired_catalog,
)
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.semesters import open_placements
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import school_year_of, school_year_of_grade
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.planning import fresh_id
from cte_desktop.services.repair_trials import ProgramChange, Tried, previewed
from cte_desktop.services.sections.blast_radius.seats import OffersAsAsked, SeatLedger
from cte_desktop.services.sections.blast_radius.targets import section_of_change
from cte_desktop.wording.alternatives import alternative_text
from cte_desktop.wording.blast_radius import moved_by_system_text, signed_text
from cte_desktop.wording.blast_summary import class_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.alternatives.seated_now import SeatedNow
    from cte_desktop.domain.planning.sections.alternatives.ways import Alternative
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.blast_radius.radius import Struck


@dataclass(frozen=True, slots=True)
class Way:
    """A plan that a student could have instead, and what it does in a line.

    `sets_aside`: a class leaves the plan and has to be placed again, so it is no repair.
    """

    text: str
    plan: Plan
    sets_aside: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """A plan before and after: what only one of the two has, in words, and where programs end."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    programs: tuple[ProgramChange, ...]


def ways_of(struck: Struck, change: SectionChange, catalog: Catalog) -> tuple[Way, ...]:
    """Return the plans to choose among, the proposed one first; none when there is no repair.

    Whoever sits in the section now, or plans a retired course more than once, has only the
    proposed one: the other alternatives speak of a part of what has to be done.
    """
    if struck.repaired is None:
        return ()
    first = _way(struck.repair, struck.repaired, struck)
    if struck.seated_now or struck.before is None or _several(struck.before, change):
        return (first,)
    found = {struck.repaired: first}
    for one in struck.alternatives:
        plan = _in_order(struck.before, one.plan)
        if plan != struck.before and plan not in found:
            found[plan] = _way(_words(one, plan, struck, catalog), plan, struck)
    return tuple(found.values())


def more_ways(desk: Desk, struck: Struck, change: SectionChange) -> tuple[Way, ...]:
    """Return the plans to choose among with those that nobody has looked for before, at the end.

    Seats are counted as they are now: what the repairs of other students take is not known here,
    and the open order says who has one.
    """
    known = ways_of(struck, change, desk.catalog())
    if not known or (struck.before is not None and _several(struck.before, change)):
        return known
    found = {way.plan: way for way in known}
    texts = {way.text for way in known}
    for text, plan in _looked_for(desk, struck, change):
        if plan not in found and text not in texts:
            found[plan] = _way(text, plan, struck)
            texts.add(text)
    return tuple(found.values())


def outlook(desk: Desk, struck: Struck, plan: Plan) -> Outlook:
    """Return what becomes of a student by a plan in place of the one that was looked at."""
    case = open_case_of(desk, struck.uid).with_plan(struck.before)
    tried = Tried(struck.uid, struck.student_id, struck.name, case.situation, plan, 1, ())
    catalog = desk.catalog()
    before, after = class_lines(struck.before, catalog), class_lines(plan, catalog)
    return Outlook(
        tuple(line for line in before if line not in after),
        tuple(line for line in after if line not in before),
        previewed(tried, desk.district(), desk.today()).programs,
    )


def _looked_for(desk: Desk, struck: Struck, change: SectionChange) -> Iterator[tuple[str, Plan]]:
    """Yield what else there is for the class that a change hits: its words and the plan."""
    case, day = open_case_of(desk, struck.uid), desk.today()
    district, last_year = desk.district(), school_year_of(day)
    with desk.database.reading() as tx:
        section = None if isinstance(change, RetireCourse) else section_of_change(tx, change)
        seated = seated_now(case.file, struck.before, section)
        uid = _class_hit(seated, change, day)
        if not uid:
            return
        catalog = district.catalog
        if isinstance(change, RetireCourse):
            catalog = retired_catalog(catalog, change.course_code, last_year)
        after = {} if section is None else {key_of(section): changed_section(change, section)}
        offers = OffersAsAsked(tx, change, last_year)
        then = Situation(
            seated.file,
            seated.plan,
            catalog,
            {**case.sections, **after},
            district.planning,
            day,
            claims=SeatLedger(tx, offers, day),
        )
        ways = alternatives(then, uid, offers, lambda: fresh_id(desk))
        for one in ways:
            plan = seated.written(struck.before, one.plan, lambda: fresh_id(desk))
            if plan is not None and plan != struck.before:
                yield _words(one, plan, struck, district.catalog), plan


def _class_hit(seated: SeatedNow, change: SectionChange, day: date) -> str:
    """Return the id of the first semester ahead that a change hits; "" for none."""
    if seated.plan is None:
        return ""
    graduation_year = seated.file.student.graduation_year
    for placement in open_placements(seated.file, seated.plan, day):
        if placement.spot is None:
            continue
        year = school_year_of_grade(placement.spot.grade_level, graduation_year)
        if isinstance(change, RetireCourse):
            hit = placement.course_code == change.course_code and year > school_year_of(day)
        else:
            hit = (year, placement.section_id) == change.key
        if hit:
            return placement.uid
    return ""


def _way(text: str, plan: Plan, struck: Struck) -> Way:
    had = () if struck.before is None else struck.before.parked
    return Way(text, plan, sets_aside=len(plan.parked) > len(had))


def _words(one: Alternative, plan: Plan, struck: Struck, catalog: Catalog) -> str:
    text = alternative_text(one, catalog)
    text = moved_by_system_text(text) if struck.seated_now else text
    return text if plan.signed_on is None else signed_text(text)


def _several(plan: Plan, change: SectionChange) -> bool:
    """Tell whether a retired course is planned in more than one grade."""
    if not isinstance(change, RetireCourse):
        return False
    grades = {
        (p.spot.grade_level, p.section_id)
        for p in plan.placed
        if p.spot is not None and p.course_code == change.course_code
    }
    return len(grades) > 1


def _in_order(before: Plan, plan: Plan) -> Plan:
    """Return the plan with its classes in the order of the former one, new ones after them."""
    place = {placement.uid: number for number, placement in enumerate(before.placements)}
    kept = sorted(plan.placements, key=lambda p: place.get(p.uid, len(place)))
    return replace(plan, placements=tuple(kept))
