"""What filling a plan is asked with: the sections of the years ahead and who claims their seats.

One query each, whether for one student or for many who share them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.offers import key_of, offers_of
from cte_desktop.domain.planning.sections.seats.open_order import Claim
from cte_desktop.domain.school_year import school_year_of, school_year_of_grade
from cte_desktop.services.filling.timetable import Timetable
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store
from cte_desktop.storage.sections.crowding import crowds_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

LAST_GRADE = 12
_MOST_KEPT = 8  # timetables: of the schools and classes that were asked for last
_LAST: dict[tuple[str, tuple[int, ...]], tuple[tuple[Section, ...], Timetable]] = {}


def timetable_of(desk: Desk, case: Case) -> Timetable:
    """Return what the student of a case may choose from: by name where seats run short."""
    student = case.file.student
    last = school_year_of_grade(LAST_GRADE, student.graduation_year)
    own = frozenset(case.sections) | frozenset(case.claims)
    with desk.database.reading() as tx:
        years = _years_ahead(tx, case.day, last)
        found = section_store.sections_open_to(tx, years, student.school) if years else ()
        claims = _claims(tx, found, own, case.day)
    return _kept((student.school, years), found, claims)


def timetable_of_schools(desk: Desk, schools: Collection[str]) -> Timetable:
    """Return what students of some schools may choose from, with every claim by name."""
    day = desk.today()
    with desk.database.reading() as tx:
        years = _years_ahead(tx, day, None)
        at_schools = (section_store.sections_open_to(tx, years, one) for one in sorted(schools))
        found = {key_of(one): one for sections in at_schools if years for one in sections}.values()
        claims = seat_store.claims_of(tx, map(key_of, found), day)
    return _timetable(found, claims)


def timetable_of_course(desk: Desk, course_code: str) -> Timetable:
    """Return the sections of a course in the years ahead, with every claim by name."""
    day = desk.today()
    with desk.database.reading() as tx:
        years = _years_ahead(tx, day, None)
        found = section_store.sections_of_courses(tx, years, (course_code,)) if years else ()
        claims = seat_store.claims_of(tx, map(key_of, found), day)
    return _timetable(found, claims)


def timetable_of_sections(tx: Transaction, keys: Iterable[SectionKey], day: date) -> Timetable:
    """Return some sections, with every claim by name."""
    found = section_store.sections_for(tx, keys)
    return _timetable(found.values(), seat_store.claims_of(tx, found, day))


def situation_in(case: Case, timetable: Timetable) -> Situation:
    """Return the situation of a case with everything there is to choose from."""
    return case.situation.knowing(timetable.sections, {**timetable.claims, **case.claims})


def _years_ahead(tx: Transaction, day: date, last: int | None) -> tuple[int, ...]:
    """Return the timetabled years that are not over, up to the last one of a student."""
    first = school_year_of(day)
    return tuple(
        year
        for year in section_store.timetabled_years(tx)
        if first <= year and (last is None or year <= last)
    )


def _timetable(
    found: Iterable[Section], claims: Mapping[SectionKey, tuple[Claim, ...]]
) -> Timetable:
    sections = {key_of(section): section for section in found}
    return Timetable(offers_of(sections.values()), sections, claims)


def _kept(
    key: tuple[str, tuple[int, ...]],
    found: tuple[Section, ...],
    claims: Mapping[SectionKey, tuple[Claim, ...]],
) -> Timetable:
    """Return a timetable whose offers are the very ones of before while its sections are the same.

    How each course is taught is worked out from them and kept (`domain/filling/options/taught.py`).
    """
    last = _LAST.get(key)
    if last is not None and last[0] == found:
        return replace(last[1], claims=claims)
    made = _timetable(found, claims)
    if len(_LAST) >= _MOST_KEPT:
        _LAST.clear()
    _LAST[key] = (found, replace(made, claims={}))
    return made


def _claims(
    tx: Transaction, found: tuple[Section, ...], own: frozenset[SectionKey], day: date
) -> dict[SectionKey, tuple[Claim, ...]]:
    """Return the claims: by name where it matters whose they are, else so many of nobody's."""
    named: list[SectionKey] = []
    counted: dict[SectionKey, tuple[Claim, ...]] = {}
    of_year: dict[int, list[Section]] = {}
    for section in found:
        of_year.setdefault(section.school_year, []).append(section)
    for year, sections in of_year.items():
        crowds = crowds_of(tx, year, [one.section_id for one in sections], day)
        for section in sections:
            recorded, planned = crowds.get(section.section_id, (0, 0))
            key = key_of(section)
            kept = bool(section.reserved_for) and recorded + planned > 0
            if kept or key in own or _is_unsettled(section, recorded, planned):
                named.append(key)
            else:
                counted[key] = _nameless(recorded, planned)
    return counted | seat_store.claims_of(tx, named, day)


def _is_unsettled(section: Section, recorded: int, planned: int) -> bool:
    """Tell whether it takes names to say who has a seat: some of those who claim one have none.

    Unless the record fills all seats, those who planned the section have an order.
    """
    if section.seats is None or not section.seats <= recorded + planned:
        return False
    return recorded < section.seats


@cache
def _nameless(recorded: int, planned: int) -> tuple[Claim, ...]:
    """Return so many claims of nobody in particular."""
    return tuple(
        Claim("", f"{place}", "", 0, recorded=place < recorded, pathways=(), placed=place)
        for place in range(recorded + planned)
    )
