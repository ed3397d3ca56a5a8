"""Everything that the paper of a student's week says: who, which term, the week, its classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import WEEKDAYS

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.sections.week_picture import WeekBlock, WeekPicture, WeekTone
    from cte_desktop.domain.planning.semesters import State
    from cte_desktop.domain.school_year import Term
    from cte_desktop.domain.students.student import Student


@dataclass(frozen=True, slots=True)
class ClassHours:
    """When a class meets on some weekdays. Minutes of the day."""

    days: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WeekClass:
    """A class of the week: what, when, where, with whom."""

    title: str
    periods: tuple[str, ...]
    hours: tuple[ClassHours, ...]
    tone: WeekTone
    site: str
    section_id: str
    rooms: tuple[str, ...]
    teacher: str
    state: State | None
    course: str = ""  # its code


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """The facts of one printed week."""

    student: Student
    district: str
    plan_name: str
    printed_on: date
    school_year: int
    term: Term
    picture: WeekPicture
    findings: tuple[Finding, ...] = ()  # about this week, in order
    made_on: date | None = None  # when the paper looks back: the day on which it was made


def week_classes(picture: WeekPicture) -> tuple[WeekClass, ...]:
    """Return the classes of a week, each once, in the order of the clock."""
    found: dict[str, list[WeekBlock]] = {}
    for block in picture.blocks:
        if block.is_class:
            found.setdefault(block.key, []).append(block)
    ordered = sorted(found.values(), key=lambda blocks: min(b.start for b in blocks))
    return tuple(_class_of(blocks) for blocks in ordered)


def _class_of(blocks: list[WeekBlock]) -> WeekClass:
    first = blocks[0]
    days: dict[tuple[int, int], str] = {}
    for block in blocks:
        days[block.start, block.end] = days.get((block.start, block.end), "") + block.weekday
    return WeekClass(
        first.title,
        tuple(dict.fromkeys(b.period for b in blocks if b.period)),
        tuple(
            ClassHours("".join(day for day in WEEKDAYS if day in met), start, end)
            for (start, end), met in days.items()
        ),
        first.tone,
        first.site,
        first.section_id,
        tuple(dict.fromkeys(b.room for b in blocks if b.room)),
        first.teacher,
        first.state,
        first.course,
    )
