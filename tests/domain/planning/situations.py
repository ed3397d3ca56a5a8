"""Small situations for the rules of the schedule: one student among the shipped catalog."""

from __future__ import annotations

from datetime import date
from itertools import count

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.catalog.timetable import parse_clock
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.domain.students.record import RecordRow
from tests.builders import catalog, student

DAY = date(2026, 11, 21)  # fall of 2026-27: the class of 2029 is in 10th grade
_uids = count(1)


def taken(
    code: str, mark: str, year: int, term: Term, credits: int = 500, **more: object
) -> RecordRow:
    earned = credits if mark not in {"", "F", "NP", "NC", "W", "I", "X"} else 0
    return RecordRow(
        school_year=year,
        term=term,
        course_code=code,
        mark=mark,
        attempted=credits,
        earned=earned,
        grade_level=12 - (2029 - (year + 1)),
        school="VL",
        **more,  # type: ignore[arg-type]
    )


def year_of(code: str, mark: str, year: int) -> tuple[RecordRow, RecordRow]:
    return taken(code, mark, year, Term.FALL), taken(code, mark, year, Term.SPRING)


def placed(
    code: str,
    grade: int,
    term: Term,
    period: str = "",
    section: str = "",
    lane: Lane = Lane.DAY,
    site: str = "",
) -> Placement:
    spot = Spot(grade, term, lane, period)
    return Placement(f"p{next(_uids)}", code, spot, section_id=section, site=site)


def placed_year(code: str, grade: int, period: str = "", **more: object) -> tuple[Placement, ...]:
    return tuple(
        placed(code, grade, term, period, **more)  # type: ignore[arg-type]
        for term in (Term.FALL, Term.SPRING)
    )


def section(
    section_id: str,
    code: str,
    site: str,
    days: str,
    start: str,
    end: str,
) -> Section:
    meeting = SectionMeeting("", days, parse_clock(start), parse_clock(end))
    return Section(section_id, 2027, "year", code, site, SectionKind.EXTENDED, (meeting,))


def day_section(section_id: str, code: str, site: str, period: str, year: int = 2027) -> Section:
    meeting = SectionMeeting(period, "")
    return Section(section_id, year, "year", code, site, SectionKind.DAY, (meeting,))


def situation(
    *placements: Placement,
    record: tuple[RecordRow, ...] = (),
    sections: tuple[Section, ...] = (),
    busy: tuple[BusyTime, ...] = (),
    school: str = "VL",
    margin: int = 10,
) -> Situation:
    return Situation(
        StudentFile(student(day=DAY, school=school), record, busy=busy),
        Plan("plan", "s1", placements=placements),
        catalog(),
        {(s.school_year, s.section_id): s for s in sections},
        PlanningSettings(travel_margin_minutes=margin),
        DAY,
    )
