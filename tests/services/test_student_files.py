"""Everything about one student goes out as JSON and as a paper, and nothing about others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.services import exporting
from cte_desktop.services.cases import open_case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.exporting import Disclosure, Order
from cte_desktop.storage.disclosures import list_disclosures, record_disclosure
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.audit_json import audit_object
from tests.reports.reading import words

TO_FAMILY = Disclosure("family", "asked for it")


@pytest.fixture
def student(desk: Desk) -> str:
    """The student of the sample with most to tell."""
    cases = list(open_cases(desk))
    richest = max(cases, key=lambda c: (len(c.file.experiences), len(c.file.record)))
    return richest.file.student.student_id


def _send(desk: Desk, student: str, out: Path) -> exporting.Exported:
    return exporting.export_to(desk, "student", Order(out, student_ids=(student,)), TO_FAMILY)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_json_has_every_row_that_the_store_has(
    desk: Desk, student: str, tmp_path: Path
) -> None:
    made = _json(_send(desk, student, tmp_path / "one.json").files[0].path)
    case = open_case(desk, student)
    assert made["student"]["student_id"] == student
    for kind in ("record", "enrollments", "experiences", "tests", "decisions", "busy", "wishes"):
        assert len(made[kind]) == len(getattr(case.file, kind)), kind
    assert [row["credits_earned"] for row in made["record"]] == [
        row.earned / 100 for row in case.file.record
    ]
    placements = [len(plan["placements"]) for plan in made["plans"]]
    assert placements == [len(plan.placements) for plan in case.plans]
    assert made["audit"] == audit_object(
        case.file.student, case.audit, case.findings, case.district.catalog
    )
    assert [line["text"] for line in made["history"]]
    assert "uid" not in (tmp_path / "one.json").read_text(encoding="utf-8")


def test_a_folder_gets_both_named_after_the_id_alone(
    desk: Desk, student: str, tmp_path: Path
) -> None:
    made = _send(desk, student, tmp_path / "new folder")
    assert [file.path.name for file in made.files[:2]] == [
        f"student-{student}.json",
        f"student-{student}.pdf",
    ]
    assert all(file.path.name.startswith(f"student-{student}") for file in made.files)
    text = words(made.files[1].path.read_bytes())
    assert open_case(desk, student).file.student.legal_name in text


def test_each_export_is_an_entry_of_the_log_and_stands_in_the_next_one(
    desk: Desk, student: str, tmp_path: Path
) -> None:
    first = _json(_send(desk, student, tmp_path / "one.json").files[0].path)
    second = _json(_send(desk, student, tmp_path / "one.json").files[0].path)
    assert len(second["disclosures"]) == len(first["disclosures"]) + 1
    newest = second["disclosures"][0]
    assert (newest["recipient"], newest["purpose"]) == ("family", "asked for it")


def test_neither_private_notes_nor_others_are_named(
    desk: Desk, student: str, tmp_path: Path
) -> None:
    other = next(c.file.student for c in open_cases(desk) if c.file.student.student_id != student)
    uid = open_case(desk, student).file.student.uid
    with desk.database.writing() as tx:
        record_disclosure(tx, "plan", (uid, other.uid), recipient="family", purpose="advising")
        tx.connection.exec_driver_sql(
            "INSERT INTO private_note SELECT uid, uid, 'A. Lee', '2026-11-01', '2026-11-01', "
            "'told me in confidence' FROM student"
        )
    made = _send(desk, student, tmp_path / "both")
    text = made.files[0].path.read_text(encoding="utf-8") + words(made.files[1].path.read_bytes())
    assert "in confidence" not in text
    assert other.legal_name not in text
    assert other.list_name not in text


@pytest.mark.parametrize("name", ["one.csv", "one.docx"])
def test_another_kind_of_file_is_a_wrong_call(
    desk: Desk, student: str, tmp_path: Path, name: str
) -> None:
    with pytest.raises(WrongCall) as refused:
        _send(desk, student, tmp_path / name)
    assert refused.value.code == "unknown_ending"


def test_an_unknown_student_or_none_is_a_wrong_call(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongCall):
        _send(desk, "nobody", tmp_path / "one.json")
    with pytest.raises(WrongCall):
        exporting.export_to(desk, "student", Order(tmp_path / "one.json"), TO_FAMILY)
    with desk.database.reading() as tx:
        assert all(entry.what != "student" for entry in list_disclosures(tx))


def test_a_file_that_can_not_be_written_leaves_no_entry(
    desk: Desk, student: str, tmp_path: Path
) -> None:
    with pytest.raises(KnownError):
        _send(desk, student, tmp_path / "missing" / "one.json")
    with desk.database.reading() as tx:
        assert all(entry.what != "student" for entry in list_disclosures(tx))
