"""What a student's words for a course mean: the places (course, site, term) that they ask for.

A word is how a semester is asked for (`Asking`, the strongest) followed by the site, if one is
said: that of the section, else of the placement. Where none is said the other half of the course
says it, else the home school. An eighth grader's high school is not known: the site stays "".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.demand.balance import YEAR, Place, Wanted
from cte_desktop.domain.school_year import Term, grade_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog


class Asking:
    """How a semester of a course is asked for: the greatest digit of a term holds.

    What the record has with a mark is over; it only tells that a half of the year was this course.
    """

    ALTERNATE = "1"
    PLANNED = "2"
    MARKED = "3"
    RECORDED = "4"
    RECORDED_YEAR = "5"  # in a section of the whole year


@dataclass(frozen=True, slots=True)
class Asked:
    """A course, the word of each term (None: not asked for), the student's school and class."""

    course_code: str
    fall: str | None
    spring: str | None
    summer: str | None
    school: str
    graduation_year: int
    students: int = 1


@dataclass(frozen=True, slots=True)
class Ask:
    """A place that students ask for, and how: as an alternate, in a plan or by the record."""

    place: Place
    how: str  # Asking.ALTERNATE, PLANNED or RECORDED


def asks_of(asked: Asked, school_year: int, catalog: Catalog) -> tuple[Ask, ...]:
    """Return the places asked for; none for a course or a school that isn't of the district.

    A placeholder asks for none: nobody can tell which course it will be.
    """
    course = catalog.listed_by_code.get(asked.course_code)
    if course is None:
        return ()
    home = _home_school(asked, school_year, catalog)
    return tuple(
        Ask(ask.place, Asking.RECORDED if ask.how == Asking.RECORDED_YEAR else ask.how)
        for ask in (*_semesters(asked, home, is_year=course.is_year), *_summer(asked, home))
        if ask.how != Asking.MARKED
        and (not ask.place.site or ask.place.site in catalog.school_by_short)
    )


def wanted_of(every: Iterable[Asked], school_year: int, catalog: Catalog) -> tuple[Wanted, ...]:
    """Return how many students want which place."""
    alternate, planned, recorded = Counter[Place](), Counter[Place](), Counter[Place]()
    counted = {
        Asking.ALTERNATE: alternate,
        Asking.PLANNED: planned,
        Asking.RECORDED: recorded,
    }
    for asked in every:
        for ask in asks_of(asked, school_year, catalog):
            counted[ask.how][ask.place] += asked.students
    return tuple(
        Wanted(place, planned[place] + recorded[place], recorded[place], alternate[place])
        for place in alternate.keys() | planned.keys() | recorded.keys()
    )


def _home_school(asked: Asked, school_year: int, catalog: Catalog) -> str:
    """Return the student's school, "" when it doesn't have the grade of that year."""
    school = catalog.school_by_short.get(asked.school)
    grade = grade_in(school_year, asked.graduation_year)
    if school is None or not school.grade_low <= grade <= school.grade_high:
        return ""
    return school.short


def _semesters(asked: Asked, home: str, *, is_year: bool) -> Iterator[Ask]:
    """Return fall and spring, as the whole year where both halves are asked for alike."""
    code, fall, spring = asked.course_code, _told(asked.fall), _told(asked.spring)
    told = [one for one in (fall, spring) if one is not None]
    if not told:
        return
    said = [site for _, site in told if site]
    sites = {site or (said[0] if said else home) for _, site in told}
    hows = [how for how, _ in told]
    sits_in_year = Asking.RECORDED_YEAR in hows
    is_alternate = [how == Asking.ALTERNATE for how in hows]
    together = (len(told) > 1 or sits_in_year) and len(sites) == 1
    if is_year and together and any(is_alternate) == all(is_alternate):
        # A half that is over leaves the other one to say how the year is asked for.
        still = [how for how in hows if how != Asking.MARKED]
        yield Ask(Place(code, sites.pop(), YEAR), max(still, default=Asking.MARKED))
        return
    for term, half in ((Term.FALL, fall), (Term.SPRING, spring)):
        if half is not None:
            how, site = half
            yield Ask(Place(code, site or (said[0] if said else home), term.value), how)


def _summer(asked: Asked, home: str) -> Iterator[Ask]:
    told = _told(asked.summer)
    if told is not None:
        how, site = told
        yield Ask(Place(asked.course_code, site or home, Term.SUMMER.value), how)


def _told(word: str | None) -> tuple[str, str] | None:
    return (word[0], word[1:]) if word else None
