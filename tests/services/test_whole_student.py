"""Everything about a student holds every table that speaks of them: a new table can't be forgotten.

The walk begins at the columns that name a student and follows every reference, both ways.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy import Integer, LargeBinary, Table, insert

from cte_desktop.services import exporting
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.exporting import Order
from cte_desktop.services.private_notes import new_note, save_private_note
from cte_desktop.services.student_fields import save_student_fields
from cte_desktop.services.student_files import parents_request
from cte_desktop.services.students import list_students
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.students import student_key
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.transaction import Transaction
from tests.reports.reading import words

NAMES = frozenset({"student", "student_id", "student_uid"})

HELD: Mapping[str, str] = MappingProxyType(
    {
        "student": "student",
        "record": "record",
        "enrollment": "enrollments",
        "experience": "experiences",
        "test_score": "tests",
        "decision": "decisions",
        "busy_time": "busy",
        "wish": "wishes",
        "added_program": "added_programs",
        "plan": "plans",
        "placement": "plans",
        "kept_field": "set_by_hand",
        "student_tag": "tags",
        "register_entry": "certificates",
        "award": "certificates",
        "plan_approval": "approvals",
        "plan_lock": "plan_locks",
        "shared_note": "shared_notes",
        "reminder": "reminders",
        "step": "history",
        "disclosure": "disclosures",
        "disclosed_student": "disclosures",
    }
)
"""The tables that speak of a student, and where the file of everything has them."""

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "private_note": "in the sole possession of its author, so no record (34 CFR 99.3)",
        "standing": "the audit of the file says the same, worked out anew",
        "standing_due": "a mark that figures are to be worked out anew; it says nothing",
        "change": "the history of the file says each step in words",
        "change_content": "the history of the file says each step in words",
        "bulk_student": "which steps are about whom: the history of the file lists them",
        "bulk_part": "how many rows of a table a step wrote, of nobody in particular",
        "earlier_row": "rows as they were before an import, to take it back; the history has it",
        "import_report": "what files said, by their rows; it names no student of the database",
    }
)
"""The tables that speak of students and are no part of the file, each with its reason."""

CANARIES: Mapping[str, dict[str, Any]] = MappingProxyType(
    {
        "record": {"course_title": "CanaryRecord", "course_code": "X1", "school_year": 2025},
        "enrollment": {"reason": "CanaryEnrollment", "pathway": "Welding", "action": "left"},
        "experience": {"note": "CanaryExperience", "kind": "wbl", "title": "Job"},
        "test_score": {"score": "CanaryScore", "test": "AP:CALC"},
        "decision": {"reason": "CanaryDecision", "kind": "waiver", "program": "graduation"},
        "busy_time": {"site": "CanaryBusy", "school_year": 2026, "days": "M", "end": 60},
        "wish": {"value": "CanaryWish", "rank": 77, "kind": "goal_of_mine", "strength": "like"},
        "plan": {"name": "CanaryPlan", "status": "named"},
        "plan_approval": {"remark": "CanaryApproval", "on": "2026-11-01", "state": "proposed"},
        "plan_lock": {"reason": "CanaryLock", "on": "2026-11-01", "plan": "canary-plan"},
        "shared_note": {"said": "CanaryNote", "on": "2026-11-01"},
        "reminder": {"said": "CanaryReminder", "due": "2026-11-01"},
        "kept_field": {"here": "CanaryKept", "column": "major", "file": "CanaryInTheFile"},
        "student_tag": {"tag": "CanaryTag"},
    }
)
"""A row for each table that holds rows of a student's own; terms and the rest are filled in."""


def _speaking() -> set[str]:
    """Every table that names a student, and all that refer to one of these or to which one refers;
    a reference to the table of students itself tells nothing further.
    """
    tables = METADATA.tables
    found = {name for name, table in tables.items() if NAMES & set(table.columns.keys())}
    pairs = {
        (table.name, key.column.table.name)
        for table in tables.values()
        for key in table.foreign_keys
        if key.column.table.name != "student"
    }
    while True:
        beside = {b for a, b in pairs if a in found} | {a for a, b in pairs if b in found}
        if beside <= found:
            return found
        found |= beside


def test_every_table_that_speaks_of_a_student_is_in_the_file_or_says_why_not() -> None:
    known = HELD.keys() | LEFT_OUT.keys()
    assert _speaking() <= known, f"say where the file has them: {_speaking() - known}"
    assert known - {"bulk_student"} <= METADATA.tables.keys()
    assert not HELD.keys() & LEFT_OUT.keys()


@pytest.fixture
def student(desk: Desk) -> tuple[str, str]:
    """Uid and id of a student of the sample."""
    line = list_students(desk)[0]
    return line.uid, line.student_id


def _filled(tx: Transaction, table: Table, values: dict[str, Any]) -> None:
    """Insert a row whose other columns say as little as they may."""
    plain: dict[str, Any] = {"term": "fall", "step": 1}
    for column in table.columns:
        if column.name in values or column.nullable or column.primary_key:
            continue
        if column.name == "uid":
            plain["uid"] = new_id(tx.clock.now())
        elif column.name not in plain:
            kind = column.type
            empty = 0 if isinstance(kind, Integer) else b"" if isinstance(kind, LargeBinary) else ""
            plain[column.name] = empty
    own = {name: value for name, value in plain.items() if name in table.columns}
    tx.connection.execute(insert(table).values(**(own | values)))


def _plant(desk: Desk, uid: str) -> list[str]:
    """Put a word of its own into every table; return the words."""
    at, tables = desk.clock.now(), METADATA.tables
    with desk.database.writing() as tx:
        key, run = student_key(tx, uid), tx.connection.exec_driver_sql
        for name, values in CANARIES.items():
            _filled(tx, tables[name], {"student": key, **values})
        gone = {"student": key, "kind": "wbl", "title": "CanaryRemoved", "removed": 1}
        _filled(tx, tables["experience"], gone)
        run("UPDATE student SET goal = 'CanaryStudent' WHERE uid = ?", (uid,))
        plan = run("SELECT \"key\" FROM plan WHERE name = 'CanaryPlan'").scalar_one()
        course = {"section_id": "CanaryPlaced", "course_code": "X1"}
        _filled(tx, tables["placement"], {"plan": plan, **course})
        pathway = run("SELECT name FROM pathway ORDER BY name").scalars().first()
        _filled(tx, tables["added_program"], {"student": key, "program": f"pathway:{pathway}"})
        given = {"serial": "CANARY-1", "student_uid": uid, "pathway": "CanaryAwarded"}
        of_award = {"kind": "award", "issued_on": "2026-06-01", "at": at.isoformat(), "number": 900}
        _filled(tx, tables["register_entry"], given | of_award | {"actor": "A. Lee"})
        _filled(tx, tables["award"], given | {"entry": 900, "state": "in_force"})
    words_planted = [value for row in CANARIES.values() for value in row.values()]
    planted = [str(word) for word in words_planted if str(word).startswith("Canary")]
    others = ("CanaryRemoved", "CanaryStudent", "CanaryPlaced", "CanaryAwarded", "CANARY-1")
    return [*planted, *others, str(pathway)]


def test_what_stands_in_each_table_stands_in_the_file_and_on_the_paper(
    desk: Desk, student: tuple[str, str], tmp_path: Path
) -> None:
    uid, student_id = student
    planted = _plant(desk, uid)
    save_private_note(desk, uid, new_note(desk), "CanaryPrivate")
    order = Order(tmp_path / "all", student_ids=(student_id,))
    made = exporting.export_to(desk, "student", order, parents_request())
    files = {file.path.suffix: file.path for file in made.files if "-" + student_id in str(file)}
    text, paper = files[".json"].read_text(encoding="utf-8"), words(files[".pdf"].read_bytes())
    assert [word for word in planted if word not in text] == []
    assert [word for word in planted if word not in paper] == []
    everything = [file.path for file in made.files]
    assert all("CanaryPrivate" not in path.read_text("utf-8", "replace") for path in everything)
    assert "CanaryPrivate" not in paper
    whole = json.loads(text)
    assert set(HELD.values()) <= whole.keys()
    assert all(whole[part] for part in set(HELD.values()) - {"disclosures"})


def test_a_folder_also_has_the_plain_files_with_the_rows_of_that_student_alone(
    desk: Desk, student: tuple[str, str], tmp_path: Path
) -> None:
    _uid, student_id = student
    order = Order(tmp_path / "all", student_ids=(student_id,))
    made = exporting.export_to(desk, "student", order, parents_request())
    plain = {file.path.name: file for file in made.files if file.path.suffix == ".csv"}
    rows = plain[f"student-{student_id}-record.csv"]
    lines = rows.path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("student_id,")
    assert len(lines) == rows.rows + 1
    with desk.database.reading() as tx:
        count = tx.connection.exec_driver_sql(
            'SELECT count(*) FROM record r JOIN student s ON s."key" = r.student '
            "WHERE s.student_id = ?",
            (student_id,),
        ).scalar_one()
    assert rows.rows == count > 0
    assert all(line.startswith(student_id) for line in lines[1:])


def test_the_history_says_what_each_step_changed_before_and_after(
    desk: Desk, student: tuple[str, str], tmp_path: Path
) -> None:
    uid, student_id = student
    save_student_fields(desk, uid, major="Canary major")
    order = Order(tmp_path / "all", student_ids=(student_id,))
    json_file, paper, *_ = exporting.export_to(desk, "student", order, parents_request()).files
    newest = json.loads(json_file.path.read_text("utf-8"))["history"][0]
    fields = [field for change in newest["changes"] for field in change["fields"]]
    assert "Canary major" in [field["after"] for field in fields]
    assert "→ Canary major" in words(paper.path.read_bytes())


def test_the_family_s_request_is_in_the_log_with_the_law(
    desk: Desk, student: tuple[str, str], tmp_path: Path
) -> None:
    uid, student_id = student
    order = Order(tmp_path / "one.pdf", student_ids=(student_id,))
    exporting.export_to(desk, "student", order, parents_request())
    (line,) = list_disclosures(desk, uid)
    assert (line.what, line.recipient) == ("Everything about a student", "Parent or guardian")
    assert "49069.7" in line.purpose
