"""The conflict matrix of one student: the requests of a school year by the periods of the day.

A request is a planned course whose sections of that year are known. Whether all requests can be had
at once is searched among the sections that the student could have (`Choice.is_open`): beside the
record of that year and the fixed times, with a seat and everything else in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.timetable import PERIODS, Meeting
from cte_desktop.domain.planning.clashes import Collision, collide
from cte_desktop.domain.planning.plan import halves
from cte_desktop.domain.planning.sections.fitting.fits import section_fits
from cte_desktop.domain.planning.sections.matrix.search import Outcome, combine
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.week import section_week, week_of
from cte_desktop.domain.school_year import SEMESTERS, TERMS, Term, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.planning.sections.fitting.fits import Fit
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.situation import Situation

EXTENDED, COLLEGE, OTHER = "extended", "college", "other"
COLUMNS = (*PERIODS, EXTENDED, COLLEGE, OTHER)
_USUAL = PERIODS[1:7]  # shown even when no request lies in them
_OF_SECTION = frozenset({"seat_full", "section_gone", "grade_range", "college_too_early"})
"""What keeps the student out of a section. What the plan says of the course itself (a course that
has to be passed before it) is the same for all of its sections, and told beside the plan."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A section that a request may take."""

    fit: Fit  # with everything that is chosen now
    asked: tuple[Term, ...]  # of the request
    terms: tuple[Term, ...]  # of the section
    meetings: tuple[Meeting, ...]
    columns: tuple[str, ...]  # of COLUMNS
    is_open: bool  # could be had, whatever the other requests take
    is_chosen: bool  # the plan names it

    @property
    def section(self) -> Section:
        """Return the section."""
        return self.fit.section

    def held_against(self, other: Choice) -> bool:
        """Tell whether both lie in one term.

        A course of one semester that is asked for in both may sit in one section of the year.
        """
        if self.section.course_code == other.section.course_code:
            return bool(set(self.asked) & set(other.asked))
        return bool(set(self.terms) & set(other.terms))


@dataclass(frozen=True, slots=True)
class Request:
    """A planned course: both halves of a year course as one, unless it is taught by semesters."""

    course_code: str
    term: str  # year, fall, spring, summer
    placement_uids: tuple[str, ...]
    choices: tuple[Choice, ...]

    @property
    def open_choices(self) -> tuple[Choice, ...]:
        """Return the sections that could be had, whatever the other requests take."""
        return tuple(choice for choice in self.choices if choice.is_open)


@dataclass(frozen=True, slots=True)
class Cell:
    """The sections of a request in a column."""

    choices: tuple[Choice, ...] = ()

    @property
    def seats_left(self) -> int | None:
        """Return the seats left in all of them, None when one of them doesn't say."""
        left = [choice.fit.seats.left for choice in self.choices]
        return None if None in left else sum(seats or 0 for seats in left)

    @property
    def fitting(self) -> int:
        """Return how many fit with everything that is chosen now."""
        return sum(choice.fit.fits for choice in self.choices)

    @property
    def is_chosen(self) -> bool:
        """Tell whether the plan names one of them."""
        return any(choice.is_chosen for choice in self.choices)

    @property
    def is_open(self) -> bool:
        """Tell whether any of them could be had."""
        return any(choice.is_open for choice in self.choices)


@dataclass(frozen=True, slots=True)
class PairClash:
    """Two requests that can't both be had, whichever sections they take.

    `collision` is that of the two sections that come nearest to it.
    """

    one: Request
    other: Request
    sections: tuple[Section, Section]
    collision: Collision


@dataclass(frozen=True, slots=True)
class RequestMatrix:
    """Requests of a school year by columns, what clashes, and whether all can be had at once."""

    school_year: int
    columns: tuple[str, ...]
    requests: tuple[Request, ...]
    pairs: tuple[PairClash, ...]
    outcome: Outcome
    untimetabled: tuple[str, ...] = ()  # codes of planned courses without sections of that year

    def cell(self, request: Request, column: str) -> Cell:
        """Return the sections of a request in a column."""
        return Cell(tuple(c for c in request.choices if column in c.columns))

    @property
    def combination(self) -> tuple[tuple[Request, Choice], ...]:
        """Return a section for every request that all go together; empty when there is none."""
        if not self.outcome.is_possible:
            return ()
        return tuple(
            (request, request.open_choices[place])
            for request, place in zip(self.requests, self.outcome.chosen, strict=True)
        )

    @property
    def clashing(self) -> tuple[Request, ...]:
        """Return the fewest requests that can't be had together."""
        return tuple(self.requests[place] for place in self.outcome.clashing)


def request_matrix(situation: Situation, offers: Offers, school_year: int) -> RequestMatrix:
    """Return the matrix of the plan's courses of a school year."""
    taken = _taken(situation, school_year)
    requests: list[Request] = []
    untimetabled: list[str] = []
    for placement, term in _asked(situation, school_year):
        sections = offers.get((school_year, placement.course_code), ())
        if not sections:
            untimetabled.append(placement.course_code)
            continue
        requests += _requests(situation, placement, term, sections, taken)
    margin, catalog = situation.settings.travel_margin_minutes, situation.catalog
    outcome = combine(
        [request.open_choices for request in requests],
        lambda one, other: (
            not one.held_against(other)
            or collide(one.meetings, other.meetings, catalog, margin) is None
        ),
    )
    return RequestMatrix(
        school_year,
        _columns(requests),
        tuple(requests),
        tuple(_pairs(situation, requests)),
        outcome,
        tuple(dict.fromkeys(untimetabled)),
    )


def _asked(situation: Situation, school_year: int) -> Iterator[tuple[Placement, str]]:
    """Return what is still planned of the year, a course of both semesters once as "year"."""
    plan = situation.plan
    if plan is None:
        return
    planned = {s.placement_uid for s in situation.ahead if s.school_year == school_year}
    graduation_year = situation.file.student.graduation_year
    seen: set[str] = set()
    for placement in plan.placed:
        spot = placement.spot
        if spot is None or placement.uid not in planned or placement.uid in seen:
            continue
        if school_year_of_grade(spot.grade_level, graduation_year) != school_year:
            continue
        if is_placeholder(placement.course_code):
            continue  # its course is still to be chosen
        course = situation.catalog.course(placement.course_code)
        pair = halves(plan, placement) if course is not None and course.is_year else (placement,)
        pair = tuple(half for half in pair if half.uid in planned)
        seen.update(half.uid for half in pair)
        yield placement, "year" if len(pair) > 1 else spot.term.value


def _requests(
    situation: Situation,
    placement: Placement,
    term: str,
    sections: Sequence[Section],
    taken: Mapping[Term, Sequence[tuple[Meeting, ...]]],
) -> Iterator[Request]:
    """Return the request, or one for each semester where no section runs the whole year."""
    plan = situation.plan
    terms = [term]
    if term == "year" and not any(s.term == "year" and not s.cancelled for s in sections):
        terms = [semester.value for semester in SEMESTERS]
    for one in terms:
        own = _placements(situation, placement, one)
        if plan is None or not own:
            continue
        offered = _within_reach(situation, own[0], [s for s in sections if _meets(s, one)])
        named = {p.section_id for p in own if p.section_id}
        locked = named if any(p.locked for p in own) else set()
        school_year = sections[0].school_year
        uid = own[0].uid
        fits = section_fits(
            situation, placement.course_code, offered, school_year, one, placement_uid=uid
        )
        choices = [_choice(situation, fit, one, taken, named, locked) for fit in fits]
        choices.sort(key=lambda c: (not c.is_chosen, not c.fit.fits, c.section.section_id))
        yield Request(placement.course_code, one, tuple(p.uid for p in own), tuple(choices))


def _placements(situation: Situation, placement: Placement, term: str) -> tuple[Placement, ...]:
    if situation.plan is None:
        return ()
    if term == "year":
        return halves(situation.plan, placement)
    return tuple(
        half
        for half in halves(situation.plan, placement)
        if half.spot is not None and half.spot.term.value == term
    )


def _meets(section: Section, term: str) -> bool:
    return section.term == term or (term != "year" and section.meets_in(Term(term)))


def _within_reach(
    situation: Situation, placement: Placement, sections: Sequence[Section]
) -> tuple[Section, ...]:
    """Return the sections at the plan's site or the home school, and those after school anywhere.

    Another school's day is no choice, unless neither of the two teaches the course.
    """
    spot = placement.spot
    home = placement.site or (situation.home_school(spot.grade_level) if spot else "")
    near = tuple(
        s
        for s in sections
        if s.site == home or s.kind is not SectionKind.DAY or s.section_id == placement.section_id
    )
    return near or tuple(sections)


def _choice(
    situation: Situation,
    fit: Fit,
    asked: str,
    taken: Mapping[Term, Sequence[tuple[Meeting, ...]]],
    named: Iterable[str],
    locked: set[str],
) -> Choice:
    section = fit.section
    week = section_week(section, situation.catalog)
    terms = tuple(term for term in TERMS if section.meets_in(term))
    margin = situation.settings.travel_margin_minutes
    is_open = (
        week.is_known
        and not section.cancelled
        and (not locked or section.section_id in locked)
        and not fit.against & _OF_SECTION
        and all(
            collide(week.meetings, other, situation.catalog, margin) is None
            for term in terms
            for other in taken.get(term, ())
        )
    )
    return Choice(
        fit,
        SEMESTERS if asked == "year" else (Term(asked),),
        terms,
        week.meetings,
        columns_of(section),
        is_open,
        section.section_id in named,
    )


def columns_of(section: Section) -> tuple[str, ...]:
    """Return the columns in which a section lies: its periods, else what kind it is."""
    periods = tuple(p for p in PERIODS if any(m.period == p for m in section.meetings))
    if periods:
        return periods
    match section.kind:
        case SectionKind.EXTENDED:
            return (EXTENDED,)
        case SectionKind.COLLEGE:
            return (COLLEGE,)
        case SectionKind.ZERO:
            return (PERIODS[0],)
        case SectionKind.DAY:
            return (OTHER,)


def _columns(requests: Iterable[Request]) -> tuple[str, ...]:
    used = {column for r in requests for choice in r.choices for column in choice.columns}
    return tuple(column for column in COLUMNS if column in used or column in _USUAL)


def _taken(situation: Situation, school_year: int) -> dict[Term, tuple[tuple[Meeting, ...], ...]]:
    """Return what can't be moved in each term: classes of the record, and fixed times."""
    found: dict[Term, tuple[tuple[Meeting, ...], ...]] = {}
    for term in TERMS:
        running: list[Semester] = [
            s
            for s in situation.ahead
            if (s.school_year, s.term, s.state) == (school_year, term, State.IN_PROGRESS)
        ]
        weeks = [week_of(situation, semester).meetings for semester in running]
        weeks += [
            tuple(Meeting(day, busy.start, busy.end, busy.site) for day in busy.days)
            for busy in situation.file.busy
            if (busy.school_year, busy.term) == (school_year, term)
        ]
        found[term] = tuple(week for week in weeks if week)
    return found


def _pairs(situation: Situation, requests: Sequence[Request]) -> Iterator[PairClash]:
    """Return the requests that can't both be had, with the sections that come nearest to it."""
    margin = situation.settings.travel_margin_minutes
    for one, other in combinations(requests, 2):
        nearest: tuple[int, PairClash] | None = None
        for a, b in ((a, b) for a in one.open_choices for b in other.open_choices):
            hit = None
            if a.held_against(b):
                hit = collide(a.meetings, b.meetings, situation.catalog, margin)
            if hit is None:
                nearest = None
                break
            # An unknown way comes nearest: it may turn out to be short enough.
            short = hit.minutes_short or 0
            if nearest is None or short < nearest[0]:
                nearest = short, PairClash(one, other, (a.section, b.section), hit)
        if nearest is not None:
            yield nearest[1]
