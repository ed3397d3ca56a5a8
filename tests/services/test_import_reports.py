"""The report of an import is kept with its step and can be opened as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.services import import_reports
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.history import undo
from cte_desktop.services.import_reports import (
    keep_import_report,
    kept_report,
    kept_reports,
)
from cte_desktop.services.importing import ImportReport, import_paths
from cte_desktop.services.printing import Disclosure
from cte_desktop.system.errors import WrongCall

HEADER = "student_id,test,score,on\n"


@pytest.fixture
def student(desk: Desk) -> str:
    with desk.database.reading() as tx:
        found = tx.connection.exec_driver_sql("SELECT min(student_id) FROM student").scalar()
    return str(found)


def _bring(desk: Desk, folder: Path, student: str, *days: str) -> ImportReport:
    rows = "".join(f"{student},SBAC_ELA,2500,{day}\n" for day in days)
    file = folder / "tests.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return import_paths(desk, [file], back_up=False)


def test_a_report_is_kept_as_it_was_said(desk: Desk, tmp_path: Path, student: str) -> None:
    report = _bring(desk, tmp_path, student, "2026-05-01", "the second of May")
    assert report.step is not None
    kept = kept_report(desk, report.step)
    assert (kept.step, kept.files, kept.needs_a_look) == (report.step, report.files, True)


def test_kept_reports_are_listed_newest_first_with_their_sums(
    desk: Desk, tmp_path: Path, student: str
) -> None:
    first = _bring(desk, tmp_path, student, "2026-05-01", "never")
    second = _bring(desk, tmp_path, student, "2026-05-01", "2026-05-02")
    undo(desk, second.step)
    lines = [line for line in kept_reports(desk) if line.step in (first.step, second.step)]
    assert [line.step for line in lines] == [second.step, first.step]
    newest, oldest = lines
    assert (newest.accepted, newest.unchanged, newest.refused, newest.undone) == (1, 1, 0, True)
    assert (oldest.rows, oldest.accepted, oldest.refused, oldest.undone) == (2, 1, 1, False)
    assert (oldest.files, oldest.actor) == (("tests.csv",), "A. Lee")


def test_an_import_that_changed_nothing_keeps_no_report(
    desk: Desk, tmp_path: Path, student: str
) -> None:
    _bring(desk, tmp_path, student, "2026-05-01")
    before = kept_reports(desk)
    assert _bring(desk, tmp_path, student, "2026-05-01").step is None
    assert kept_reports(desk) == before


def test_a_step_without_a_report_is_a_wrong_call(desk: Desk) -> None:
    with pytest.raises(WrongCall) as caught:
        kept_report(desk, 9_999)
    assert caught.value.code == "no_report"


def test_of_very_many_rows_the_first_are_kept_and_how_many_there_were(
    desk: Desk, tmp_path: Path, student: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_reports, "MOST_KEPT", 2)
    report = _bring(desk, tmp_path, student, "2026-05-01", "a", "b", "c", "d", "e")
    assert report.step is not None
    (told,), (kept,) = report.files, kept_report(desk, report.step).files
    assert kept.reported[:2] == told.reported[:2]
    assert replace(kept, reported=()) == replace(told, reported=())
    assert kept.reported[2].problem == "3 more rows were reported than are kept."
    assert len(kept.reported) == 3


def test_a_kept_report_can_be_written_as_a_file(desk: Desk, tmp_path: Path, student: str) -> None:
    report = _bring(desk, tmp_path, student, "2026-05-01", "=1+1")
    assert report.step is not None
    to = Disclosure("Registrar", "to mend the file")
    keep_import_report(desk, report, tmp_path / "now.csv", to)
    keep_import_report(desk, kept_report(desk, report.step), tmp_path / "later.csv", to)
    assert (tmp_path / "now.csv").read_bytes() == (tmp_path / "later.csv").read_bytes()
    assert "'=1+1" in (tmp_path / "now.csv").read_text(encoding="utf-8-sig")
    assert [line.what for line in list_disclosures(desk)] == ["Import report"] * 2


def test_a_row_that_stands_twice_is_about_no_single_column(
    desk: Desk, tmp_path: Path, student: str
) -> None:
    path = tmp_path / "record.csv"
    row = f"{student},2025-26,fall,ENG10,B,5,5"
    header = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned"
    path.write_text(f"{header}\n{row}\n{row}", encoding="utf-8")
    (file,) = import_paths(desk, [path], back_up=False).files
    assert [(e.row, e.column) for e in file.reported if not e.taken] == [(3, "")]
