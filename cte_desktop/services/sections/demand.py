"""Demand against seats: the figures of a school year, and the students behind each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.demand.asking import Asking, asks_of, wanted_of
from cte_desktop.domain.planning.sections.demand.balance import demand_rows, usual_sizes
from cte_desktop.domain.school_year import TERMS, is_over, school_year_of
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import wanted as wanted_store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.planning.sections.demand.asking import Asked
    from cte_desktop.domain.planning.sections.demand.balance import DemandRow, Place
    from cte_desktop.domain.school_year import Term
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.sections.wanted import Asker

_HOW = {Asking.RECORDED: "record", Asking.PLANNED: "plan", Asking.ALTERNATE: "alternate"}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a school year asks for. A year that is over asks for nothing."""

    school_year: int
    rows: tuple[DemandRow, ...] = ()
    is_over: bool = False
    sites: tuple[str, ...] = ()  # that have sections in that year

    @property
    def is_timetabled(self) -> bool:
        """Tell whether any section of the year is known."""
        return bool(self.sites)


@dataclass(frozen=True, slots=True)
class StudentBehind:
    """A student behind a figure: `how` is "record", "plan", "alternate", or "" if not asked."""

    uid: str
    student_id: str
    name: str
    grade_level: int  # in the school year of the figure
    how: str
    school: str = ""
    name_key: str = ""  # every name and the id, folded


def demand(desk: Desk, school_year: int) -> Demand:
    """Return what is wanted in a school year against the seats of its sections.

    A student counts by the active plan for terms that are not over, and by the record where it has
    the student in the course without a mark; once for each course, site and term.
    """
    terms = _open_terms(desk, school_year)
    if not terms:
        return Demand(school_year, is_over=True)
    catalog = desk.catalog()
    with desk.database.reading() as tx:
        present = school_year_of(desk.today())
        asked = wanted_store.count_asked(tx, school_year, terms, runs=school_year <= present)
        sections = section_store.sections_of(tx, school_year)
        usual = usual_sizes(wanted_store.seats_of_sections(tx, present))
    wanted = wanted_of(asked, school_year, catalog)
    rows = demand_rows(school_year, wanted, sections, catalog, usual)
    return Demand(school_year, rows, sites=tuple(sorted({s.site for s in sections})))


def students_behind(
    desk: Desk, row: DemandRow, *, alternates: bool = False
) -> tuple[StudentBehind, ...]:
    """Return the students whom a row counts as wanting the course there, by name.

    With `alternates` those instead who have it as an alternate only.
    """
    return students_of_places(desk, row.school_year, (row.place,), alternates=alternates)


def students_of_places(
    desk: Desk, school_year: int, places: Iterable[Place], *, alternates: bool = False
) -> tuple[StudentBehind, ...]:
    """Return the students who want every one of these places, by name."""
    wanted = frozenset(places)
    found: dict[str, tuple[Asker, str]] = {}
    met: dict[str, set[Place]] = {}
    for asker, place, how in _asking(desk, school_year, {p.course_code for p in wanted}):
        if place in wanted and (how == Asking.ALTERNATE) == alternates:
            found.setdefault(asker.uid, (asker, how))
            met.setdefault(asker.uid, set()).add(place)
    return tuple(
        StudentBehind(
            uid,
            asker.student_id,
            asker.name,
            asker.grade_level,
            _HOW[how],
            asker.school,
            asker.name_key,
        )
        for uid, (asker, how) in found.items()
        if met[uid] == wanted
    )


def places_wanted(
    desk: Desk, school_year: int, courses: Iterable[str]
) -> dict[str, frozenset[Place]]:
    """Return which places of these courses each student wants, under the student's uid."""
    terms = _open_terms(desk, school_year)
    if not terms:
        return {}
    catalog = desk.catalog()
    runs = school_year <= school_year_of(desk.today())
    with desk.database.reading() as tx:
        every = wanted_store.list_asked(tx, school_year, terms, courses, runs=runs)
    found: dict[str, set[Place]] = {}
    places: dict[Asked, list[Place]] = {}  # many ask the same
    for uid, asked in every:
        wanted = places.get(asked)
        if wanted is None:
            asks = asks_of(asked, school_year, catalog)
            wanted = places[asked] = [a.place for a in asks if a.how != Asking.ALTERNATE]
        if wanted:
            found.setdefault(uid, set()).update(wanted)
    return {uid: frozenset(wanted) for uid, wanted in found.items()}


def _asking(
    desk: Desk, school_year: int, courses: Iterable[str]
) -> tuple[tuple[Asker, Place, str], ...]:
    terms = _open_terms(desk, school_year)
    if not terms:
        return ()
    catalog = desk.catalog()
    runs = school_year <= school_year_of(desk.today())
    with desk.database.reading() as tx:
        askers = wanted_store.list_askers(tx, school_year, terms, courses, runs=runs)
    return tuple(
        (asker, ask.place, ask.how)
        for asker in askers
        for ask in asks_of(asker.asked, school_year, catalog)
    )


def _open_terms(desk: Desk, school_year: int) -> tuple[Term, ...]:
    return tuple(term for term in TERMS if not is_over(school_year, term, desk.today()))
