"""A student's week in a term: what meets when and where, what clashes, and the ways between sites.

The clashes come from the rules of `clashes.py`, so that the picture and the findings agree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from cte_desktop.domain.catalog.course import Length
from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.timetable import WEEKDAYS, Meeting
from cte_desktop.domain.planning.clashes import collide
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.excerpts import in_term
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.planning.week import week_of
from cte_desktop.domain.school_year import (
    Term,
    grade_in,
    is_over,
    moment,
    school_year_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section, SectionMeeting
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation

WeekTone = Literal["day", "extended", "college", "zero", "busy", "lunch"]
LUNCH = "LUNCH"  # the block of the bells
CLOCK_CODES = frozenset(
    {
        "time_clash",
        "travel_clash",
        "travel_unknown",
        "period_clash",
        "section_double",
        "bell_missing",
        "time_missing",
        "outside_wished_hours",
        "no_lunch",
        "empty_period_51228_1",
        "seat_full",
        "section_gone",
        "college_too_early",
    }
)
"""Findings that are about the week of a term."""

_CLASHES = frozenset({"time_clash", "travel_clash"})
_TONES: dict[SectionKind, WeekTone] = {
    SectionKind.DAY: "day",
    SectionKind.EXTENDED: "extended",
    SectionKind.ZERO: "zero",
    SectionKind.COLLEGE: "college",
}


@dataclass(frozen=True, slots=True)
class WeekBlock:
    """Something that takes a stretch of a weekday: a class, a fixed time or lunch."""

    weekday: str  # one of MTWRF
    start: int  # minutes of the day
    end: int
    site: str  # "" for a fixed time without a place
    tone: WeekTone
    key: str  # section id, else placement uid, else ""
    title: str  # course title, "" for a fixed time and lunch
    busy_kind: str = ""  # of a fixed time
    clash: bool = False
    state: State | None = None  # of a class
    course: str = ""
    section_id: str = ""
    placement_uid: str = ""  # of a planned class
    period: str = ""
    room: str = ""
    teacher: str = ""

    @property
    def is_class(self) -> bool:
        """Tell whether it is a class, and not a fixed time or lunch."""
        return self.state is not None


@dataclass(frozen=True, slots=True)
class Journey:
    """The way from one site to the next on a weekday. Minutes.

    `travel` is None when nobody wrote the way down; `short` says how many minutes are missing,
    None when none are or when that can't be known.
    """

    weekday: str
    leaves: int
    arrives_by: int
    origin: str
    destination: str
    travel: int | None
    margin: int
    short: int | None = None


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """A student's week in a term."""

    school_year: int
    term: Term
    blocks: tuple[WeekBlock, ...] = ()  # by weekday and clock
    journeys: tuple[Journey, ...] = ()
    without_time: tuple[str, ...] = ()  # codes of courses whose time nobody knows

    @property
    def has_classes(self) -> bool:
        """Tell whether the time of any class is known."""
        return any(block.is_class for block in self.blocks)


def student_week(situation: Situation, school_year: int, term: Term) -> WeekPicture:
    """Return the week of a term: the record in progress, the plan, fixed times, and lunch.

    A class without a section meets by the bells of its period at the student's school; one
    whose time nobody knows is named in `without_time`.
    """
    running = _running(situation, school_year, term)
    blocks: list[WeekBlock] = []
    unknown: list[str] = []
    for semester in running:
        found = tuple(_class_blocks(situation, semester))
        blocks += found
        if not found:
            unknown.append(semester.course_code)
    blocks += _busy_blocks(situation, school_year, term)
    marked = _with_clashes(situation, blocks)
    marked += _lunch_blocks(situation, school_year, term, marked)
    ordered = tuple(sorted(marked, key=_in_time))
    journeys = tuple(_journeys(situation, ordered))
    return WeekPicture(school_year, term, ordered, journeys, tuple(dict.fromkeys(unknown)))


def week_terms(situation: Situation) -> tuple[tuple[int, Term], ...]:
    """Return the terms from today on in which the student takes or plans something, in order.

    A summer is among them only when the time of one of its classes is known.
    """
    year, day = school_year_of(situation.day), situation.day
    ahead = {
        (semester.school_year, semester.term)
        for semester in situation.ahead
        if semester.school_year >= year and not is_over(semester.school_year, semester.term, day)
    }
    return tuple(
        (school_year, term)
        for school_year, term in sorted(ahead, key=lambda key: moment(*key))
        if term is not Term.SUMMER or student_week(situation, school_year, term).has_classes
    )


def present_term(situation: Situation) -> tuple[int, Term] | None:
    """Return the first term from today on whose week is known in part; else the first of all."""
    terms = week_terms(situation)
    known = (key for key in terms if student_week(situation, *key).has_classes)
    return next(known, terms[0] if terms else None)


def week_findings(situation: Situation, school_year: int, term: Term) -> tuple[Finding, ...]:
    """Return what the rules of the schedule say of the week of a term, in their order.

    They are asked of that term alone: of a class of the year they tell many a thing once.
    """
    found = conflicts(in_term(situation, school_year, term))
    return tuple(finding for finding in found if finding.code in CLOCK_CODES)


def ways(journeys: Iterable[Journey]) -> tuple[tuple[Journey, str], ...]:
    """Return each way once, with the weekdays on which it is gone at the same minutes."""
    found: dict[Journey, str] = {}
    for journey in journeys:
        any_day = replace(journey, weekday="")
        found[any_day] = found.get(any_day, "") + journey.weekday
    return tuple((replace(way, weekday=days[0]), days) for way, days in found.items())


def _running(situation: Situation, school_year: int, term: Term) -> tuple[Semester, ...]:
    return tuple(
        semester
        for semester in situation.semesters
        if (semester.school_year, semester.term) == (school_year, term) and semester.counts
    )


def _class_blocks(situation: Situation, semester: Semester) -> Iterator[WeekBlock]:
    section = situation.section_of(semester)
    period = semester.period
    if section is None:
        tone: WeekTone = "zero" if period == "P0" else _tone_of(semester.lane)
    else:
        tone = _TONES[section.kind]
    for meeting in week_of(situation, semester).meetings:
        row = _row_of(meeting, section, situation.catalog) if section is not None else None
        yield WeekBlock(
            meeting.weekday,
            meeting.start,
            meeting.end,
            meeting.site,
            tone,
            semester.section_id or semester.placement_uid or semester.course_code,
            semester.title,
            state=semester.state,
            course=semester.course_code,
            section_id=section.section_id if section else "",
            placement_uid=semester.placement_uid,
            period=row.period if row else period,
            room=row.room if row else "",
            teacher=section.teacher if section else "",
        )


def _row_of(meeting: Meeting, section: Section, catalog: Catalog) -> SectionMeeting | None:
    """Return the row of a section that a meeting comes from; it knows the period and the room."""
    for row in section.meetings:
        rung = catalog.meetings_by_period.get((section.site, row.period), ())
        by_clock = row.start == meeting.start and row.end == meeting.end
        by_bell = row.start is None and meeting in rung
        if meeting.weekday in (row.days or WEEKDAYS) and (by_clock or by_bell):
            return row
    return None


def _tone_of(lane: Lane | None) -> WeekTone:
    if lane is Lane.EXTENDED:
        return "extended"
    return "college" if lane is Lane.COLLEGE else "day"


def _busy_blocks(situation: Situation, school_year: int, term: Term) -> list[WeekBlock]:
    return [
        WeekBlock(day, busy.start, busy.end, busy.site, "busy", "", "", busy.kind)
        for busy in situation.file.busy
        if (busy.school_year, busy.term) == (school_year, term)
        for day in busy.days
    ]


def _lunch_blocks(
    situation: Situation, school_year: int, term: Term, taken: Iterable[WeekBlock]
) -> list[WeekBlock]:
    """Return lunch as the student's school rings it on the days of a class, where it is free."""
    if term is Term.SUMMER:
        return []
    grade = grade_in(school_year, situation.file.student.graduation_year)
    home = situation.home_school(grade)
    classes = [block for block in taken if block.is_class]
    return [
        WeekBlock(bell.weekday, bell.start, bell.end, home, "lunch", "", "")
        for bell in situation.catalog.meetings_by_period.get((home, LUNCH), ())
        if any(block.weekday == bell.weekday for block in classes)
        and not any(
            block.weekday == bell.weekday and block.start < bell.end and bell.start < block.end
            for block in classes
        )
    ]


def _with_clashes(situation: Situation, blocks: list[WeekBlock]) -> list[WeekBlock]:
    """Return the blocks, those marked that clash with another: by the rule of the findings."""
    margin, hit = situation.settings.travel_margin_minutes, set[int]()
    meetings = [(Meeting(b.weekday, b.start, b.end, b.site),) for b in blocks]
    for (i, one), (j, other) in combinations(enumerate(blocks), 2):
        if one.weekday != other.weekday or _may_overlap(situation, one, other):
            continue
        found = collide(meetings[i], meetings[j], situation.catalog, margin)
        if found is not None and found.code in _CLASHES:
            hit |= {i, j}
    return [replace(b, clash=True) if i in hit else b for i, b in enumerate(blocks)]


def _may_overlap(situation: Situation, one: WeekBlock, other: WeekBlock) -> bool:
    """Tell whether two blocks are never held against each other.

    One class's own meetings are another rule's business, two fixed times of a student are theirs;
    quarter courses share a period in turn.
    """
    if not one.is_class and not other.is_class:
        return True
    if one.is_class and one.key == other.key:
        return True
    if one.section_id or other.section_id or not one.period or one.period != other.period:
        return False
    courses = [situation.catalog.course(block.course) for block in (one, other)]
    return all(course is not None and course.length is Length.QUARTER for course in courses)


def _journeys(situation: Situation, blocks: Iterable[WeekBlock]) -> Iterator[Journey]:
    """Return the ways between one thing and the next that is elsewhere, day by day."""
    margin = situation.settings.travel_margin_minutes
    last: WeekBlock | None = None
    for block in blocks:
        if block.tone == "lunch" or not block.site:
            continue
        if last is not None and last.weekday == block.weekday:
            if last.site != block.site and block.start >= last.end:
                travel = situation.catalog.travel_minutes(last.site, block.site)
                short = None if travel is None else travel + margin - (block.start - last.end)
                yield Journey(
                    block.weekday,
                    last.end,
                    block.start,
                    last.site,
                    block.site,
                    travel,
                    margin,
                    short if short is not None and short > 0 else None,
                )
            if block.end < last.end:
                continue
        last = block


def _in_time(block: WeekBlock) -> tuple[int, int, int, str]:
    return WEEKDAYS.index(block.weekday), block.start, block.end, block.key
