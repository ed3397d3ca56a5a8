"""A small language for students, records and plans; the shipped catalog and rules around them.

A record line is one of `domain/audit/sample_lines.py`: `"10 fall GEOM B"`, `"9 year ALG1 B/F"`. A
plan line names grade, term, course and perhaps a lane: `"12 year SM2 extended"`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import Rules
from cte_desktop.domain.audit.sample_lines import record_rows
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term, school_year_of_grade, school_year_text
from cte_desktop.domain.students.decisions import Decision, Wish
from cte_desktop.domain.students.experiences import Enrollment, TestScore
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.domain.students.record import RecordRow
from cte_desktop.domain.students.student import Student
from cte_desktop.exchange.plain.catalog import read_shipped_catalog, read_shipped_rules

CLASS = 2029
TODAY = date(2026, 10, 1)  # fall of 2026-27: the class of 2029 is in grade 10


@cache
def catalog() -> Catalog:
    """The shipped catalog."""
    return read_shipped_catalog()


@cache
def rules() -> Rules:
    """The shipped rules."""
    documents = read_shipped_rules()
    parsed, problems = parse_rules(documents["graduation"], documents["ag"], documents["programs"])
    assert not problems
    return parsed


def student(graduation_year: int = CLASS, day: date = TODAY, **more: Any) -> Student:
    """A student of Valencia High in the grade that the class is in on the day."""
    grade = more.pop("grade_level", None)
    if grade is None:
        start = day.year if day.month >= 7 else day.year - 1
        grade = 12 - (graduation_year - (start + 1))
    fields: dict[str, Any] = {
        "uid": "s1",
        "student_id": "000123",
        "last_name": "Rivera",
        "first_name": "Ana",
        "school": "VL",
        "entry_class": graduation_year,
    }
    return Student(**(fields | more), grade_level=min(12, grade), graduation_year=graduation_year)


def file_of(
    *record: str,
    graduation_year: int = CLASS,
    day: date = TODAY,
    decisions: tuple[Decision, ...] = (),
    enrollments: tuple[Enrollment, ...] = (),
    tests: tuple[TestScore, ...] = (),
    wishes: tuple[Wish, ...] = (),
    **student_fields: Any,
) -> StudentFile:
    """A student's file with the record that the lines write."""
    return StudentFile(
        student(graduation_year, day, **student_fields),
        record=tuple(r for line in record for r in rows(line, graduation_year)),
        decisions=decisions,
        enrollments=enrollments,
        tests=tests,
        wishes=wishes,
    )


def rows(line: str, graduation_year: int = CLASS) -> tuple[RecordRow, ...]:
    """The rows that one line writes: `"9 year ALG1 B/F"`, `"11 spring PSYCH"`."""
    return record_rows(line, graduation_year, catalog(), _school)


def plan_of(*lines: str) -> Plan:
    """A plan with the placements that the lines write; a year course as both halves."""
    placements: list[Placement] = []
    for line in lines:
        words = line.split()
        terms = ["fall", "spring"] if words[1] == "year" else [words[1]]
        lane = Lane(words[3]) if len(words) > 3 else Lane.DAY
        lane = Lane.SUMMER if words[1] == "summer" else lane
        site = words[4] if len(words) > 4 else ""
        for term in terms:
            spot = Spot(int(words[0]), Term(term), lane)
            uid = f"p{len(placements)}"
            placements.append(Placement(uid, words[2], spot, site=site))
    return Plan("plan", "s1", placements=tuple(placements))


def _school(_code: str, grade: int, _year: int) -> str:
    return "VL" if grade > 8 else "RN"


def year_text(grade: int, graduation_year: int = CLASS) -> str:
    """The school year in which the class is in that grade, as files write it."""
    return school_year_text(school_year_of_grade(grade, graduation_year))
