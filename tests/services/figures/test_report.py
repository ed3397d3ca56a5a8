"""The completion report as files: what it says, whom it never names, and where it can't go."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from cte_desktop.services.desk import Desk
from cte_desktop.services.figures.report import completion_report, save_completion_report
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import WrongCall


def test_the_paper_has_every_view_and_names_nobody(desk: Desk, tmp_path: Path) -> None:
    save_completion_report(desk, 2026, tmp_path / "report.pdf")
    reader = PdfReader(io.BytesIO((tmp_path / "report.pdf").read_bytes()))
    said = " ".join(page.extract_text() for page in reader.pages)
    for table in completion_report(desk, 2026).tables:
        assert table.title in said
    assert "8 students, 8 completions" in said
    for student in list_students(desk):
        assert student.student_id not in said
        assert "Núñez" not in said


def test_the_workbook_holds_numbers_as_numbers(desk: Desk, tmp_path: Path) -> None:
    save_completion_report(desk, 2026, tmp_path / "report.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "report.xlsx"))
    rows = book.get_sheet_by_name("Pathway").to_python(skip_empty_area=False)[2:]
    assert rows[0] == ["Pathway", "Students", "Completions", "For the State", "Awarded"]
    assert rows[1] == ["Sports Medicine", 7, 7, 7, 0]


def test_the_report_is_the_same_whatever_is_kept(desk: Desk) -> None:
    from cte_desktop.services.standings import bring_up_to_date

    before = completion_report(desk, 2026)
    bring_up_to_date(desk)
    after = completion_report(desk, 2026)
    assert before.tables[:6] == after.tables[:6]


def test_another_ending_is_a_wrong_call(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongCall):
        save_completion_report(desk, 2026, tmp_path / "report.docx")
    assert not (tmp_path / "report.docx").exists()
