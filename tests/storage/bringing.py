"""What the tests of the nouns do again and again: bring files in, look, take them back."""
# ruff: noqa: S608 - names of our own tables

from __future__ import annotations

from typing import Any

from cte_desktop.storage.database import Database
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.import_report import FileCounts, ImportFile, ImportResult
from cte_desktop.storage.imports import apply_import
from cte_desktop.storage.nouns import NOUNS
from cte_desktop.storage.rules import load_rules
from cte_desktop.storage.undo import redo, undo

FIELDS: dict[str, tuple[str, ...]] = {
    "students": (
        "student_id",
        "last_name",
        "first_name",
        "grade_level",
        "graduation_year",
        "entry_class",
        "school",
        "goal",
        "birth_date",
    ),
    "record": (
        "student_id",
        "school_year",
        "term",
        "grade_level",
        "course_code",
        "mark",
        "attempted",
        "earned",
        "school",
        "section_id",
        "honors",
    ),
    "sections": (
        "section_id",
        "school_year",
        "term",
        "course_code",
        "site",
        "kind",
        "period",
        "days",
        "start",
        "end",
        "room",
        "teacher",
        "seats",
    ),
    "plans": (
        "student_id",
        "plan",
        "grade_level",
        "term",
        "lane",
        "course_code",
        "section_id",
        "locked",
        "period",
        "site",
        "choice",
        "status",
        "signed_on",
    ),
    "experiences": ("student_id", "kind", "title", "school_year", "hours", "passed_on", "number"),
    "enrollments": ("student_id", "pathway", "action", "on"),
    "tests": ("student_id", "test", "score", "on"),
    "decisions": (
        "student_id",
        "kind",
        "program",
        "requirement",
        "course_code",
        "for_course",
        "category",
        "reason",
        "on",
    ),
    "busy": ("student_id", "school_year", "term", "days", "start", "end", "kind", "site"),
    "wishes": ("student_id", "rank", "kind", "value", "strength", "days"),
    "courses": ("code", "title", "credits", "length", "offered", "extended_day", "verified"),
    "travel": ("origin", "destination", "minutes", "verified"),
    "graduation": ("text",),
}

CONTENT_TABLES = (
    "course",
    "travel",
    "student",
    "record",
    "enrollment",
    "experience",
    "test_score",
    "decision",
    "busy_time",
    "wish",
    "section",
    "meeting",
    "plan",
    "placement",
    "kept_field",
    "rule_document",
)


def a_file(kind: str, *rows: tuple[Any, ...]) -> ImportFile:
    """A file of a kind, its rows numbered as a spreadsheet does."""
    numbered = ((*row, number) for number, row in enumerate(rows, start=2))
    return ImportFile(kind, FIELDS[kind], numbered)


def bring(database: Database, *files: ImportFile, replace: bool = False) -> ImportResult:
    """Import files as one call."""
    with database.writing() as tx:
        return apply_import(tx, files, replace=replace)


def counts(result: ImportResult) -> list[tuple[int, int, int, int, int]]:
    """Accepted, changed, unchanged, refused and absent of each file."""
    return [_of_file(file) for file in result.files]


def take_back(database: Database, number: int | None = None) -> None:
    """Undo a step, by default the last one."""
    with database.writing() as tx:
        undo(tx, NOUNS, number)


def do_again(database: Database) -> None:
    """Redo what the last undo took back."""
    with database.writing() as tx:
        redo(tx, NOUNS)


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that imports write, keys and steps included.

    Of the rules those in force alone: their versions stay, whatever is taken back.
    """
    with database.reading() as tx:
        rows = {
            table: [
                tuple(row)
                for row in tx.connection.exec_driver_sql(f'SELECT * FROM "{table}" ORDER BY "key"')
            ]
            for table in CONTENT_TABLES
        }
        in_force = [(name, document) for name, document in load_rules(tx).items() if document]
        return rows | {"rule_document": in_force}


def a_student(student_id: str, last: str = "Rivera", first: str = "Ana", **fields: Any) -> Any:
    """A row of students.csv."""
    values = {"grade_level": 11, "graduation_year": 2028, "entry_class": 2028, "school": "VL"}
    values |= {"goal": "", "birth_date": "2010-03-04"} | fields
    return (student_id, last, first, *(values[name] for name in FIELDS["students"][3:]))


def a_semester(student_id: str, course: str = "ENG09", **fields: Any) -> Any:
    """A row of record.csv."""
    values = {
        "student_id": student_id,
        "school_year": 2024,
        "term": "fall",
        "grade_level": 9,
        "course_code": course,
        "mark": "B",
        "attempted": 500,
        "earned": 500,
        "school": "VL",
        "section_id": "",
        "honors": None,
    } | fields
    return tuple(values[name] for name in FIELDS["record"])


def a_meeting(section_id: str, days: str = "MTWRF", **fields: Any) -> Any:
    """A row of sections.csv."""
    values = {
        "section_id": section_id,
        "school_year": 2026,
        "term": "year",
        "course_code": "GD1",
        "site": "VL",
        "kind": "day",
        "period": "P1",
        "days": days,
        "start": None,
        "end": None,
        "room": "",
        "teacher": "A. Lee",
        "seats": 36,
    } | fields
    return tuple(values[name] for name in FIELDS["sections"])


def a_wanted(student_id: str, course: str, term: str = "year", **fields: Any) -> Any:
    """A row of plans.csv."""
    values = {
        "student_id": student_id,
        "plan": "Plan A",
        "grade_level": 12,
        "term": term,
        "lane": "day",
        "course_code": course,
        "section_id": "",
        "locked": 0,
        "period": "",
        "site": "",
        "choice": 0,
        "status": "active",
        "signed_on": None,
    } | fields
    return tuple(values[name] for name in FIELDS["plans"])


def edit(database: Database, do: Any, *values: Any) -> Any:
    """Do one thing as one step."""
    with database.writing() as tx:
        begin_step(tx, "edit")
        return do(tx, *values)


def _of_file(file: FileCounts) -> tuple[int, int, int, int, int]:
    return (file.accepted, file.changed, file.unchanged, len(file.refused), file.absent)
