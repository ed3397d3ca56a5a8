"""Conflict matrices: a school's courses with few sections, and the requests of one student."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.matrix.requests import RequestMatrix, request_matrix
from cte_desktop.domain.planning.sections.matrix.school import (
    SchoolMatrix,
    few_sections,
    school_matrix,
)
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.sections.demand import StudentBehind, places_wanted
from cte_desktop.services.sections.fitting import offers_for
from cte_desktop.storage import pathway_members as member_store
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SchoolConflicts:
    """The matrix of a school year at one site, or at all of them."""

    school_year: int
    site: str | None
    most: int  # sections of a course at a site, for it to be in the matrix
    matrix: SchoolMatrix = field(default_factory=SchoolMatrix)
    sites: tuple[str, ...] = ()  # that have sections in that year


@dataclass(frozen=True, slots=True)
class StudentRequests:
    """A student's matrix of one year, and the years that could be looked at."""

    years: tuple[int, ...]
    matrix: RequestMatrix | None


def school_conflicts(
    desk: Desk, school_year: int, site: str | None = None, most: int = 1
) -> SchoolConflicts:
    """Return courses with `most` sections or fewer against each other; `site` None: everywhere.

    At one site: its own courses, and those elsewhere that somebody wants beside one of them.
    """
    district = desk.district()
    with desk.database.reading() as tx:
        sections = section_store.sections_of(tx, school_year)
    groups = few_sections(sections, most)
    wanted = places_wanted(desk, school_year, {of[0].course_code for of in groups})
    if site is not None:
        wanted = {
            uid: places for uid, places in wanted.items() if any(p.site == site for p in places)
        }
    matrix = school_matrix(
        groups, wanted, district.catalog, district.planning.travel_margin_minutes
    )
    sites = tuple(sorted({section.site for section in sections}))
    return SchoolConflicts(school_year, site, most, matrix, sites)


def student_requests(desk: Desk, case: Case, school_year: int | None = None) -> StudentRequests:
    """Return one student's requests by period, with the plan that is on the table.

    Without a school year the first one ahead that the plan asks for and that has sections.
    """
    offers = offers_for(desk, case)
    sections = {key_of(section): section for of in offers.values() for section in of}
    with desk.database.reading() as tx:
        claims = seat_store.claims_of(tx, sections, case.day)
    situation = replace(
        case.situation,
        sections={**case.situation.sections, **sections},
        claims={**case.situation.claims, **claims},
        recorded=case.situation.of_record,
    )
    asked = {s.school_year for s in case.situation.ahead if s.placement_uid}
    years = tuple(sorted({year for year, _ in offers} & asked))
    ahead = [year for year in years if year > school_year_of(case.day)]
    chosen = school_year if school_year in years else next(iter(ahead or years), None)
    if chosen is None:
        return StudentRequests(years, None)
    return StudentRequests(years, request_matrix(situation, offers, chosen))


def students_named(desk: Desk, uids: Iterable[str]) -> tuple[StudentBehind, ...]:
    """Return these students by name, in their present grade; who is gone is left out."""
    with desk.database.reading() as tx:
        found = member_store.list_names(tx, uids)
    return tuple(
        StudentBehind(
            one.uid, one.student_id, one.name, one.grade_level, "", one.school_name, one.name_key
        )
        for one in found
    )
