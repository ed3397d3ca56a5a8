"""The kept report of an import is printed and logged."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.history import undo
from cte_desktop.services.import_papers import import_report_pdf, print_import_report
from cte_desktop.services.importing import import_paths
from cte_desktop.services.printing import Disclosure
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import WrongCall
from tests.reports.reading import words


def _bring(desk: Desk, folder: Path, score: str) -> int:
    student = list_students(desk)[0].student_id
    text = f"student_id,test,score,on\n{student},SBAC_ELA,{score},2026-05-01\nnobody,SBAC_ELA,1,\n"
    (folder / "tests.csv").write_text(text, encoding="utf-8")
    step = import_paths(desk, [folder / "tests.csv"]).step
    assert step is not None
    return step


def test_the_newest_report_is_printed_and_logged(desk: Desk, tmp_path: Path) -> None:
    _bring(desk, tmp_path, "2500")
    newest = _bring(desk, tmp_path, "2501")
    out = tmp_path / "report.pdf"
    print_import_report(desk, out, Disclosure("file cabinet", "audit"))
    text = words(out.read_bytes())
    assert f"Step {newest} of the history" in text
    assert "nobody" in text
    (entry,) = list_disclosures(desk)
    assert (entry.what, entry.recipient) == ("Import report", "file cabinet")


def test_an_undone_import_keeps_its_report(desk: Desk, tmp_path: Path) -> None:
    step = _bring(desk, tmp_path, "2500")
    undo(desk, step)
    assert "The import was undone since." in words(import_report_pdf(desk, step))


def test_a_step_without_a_report_is_a_wrong_call(desk: Desk) -> None:
    with pytest.raises(WrongCall) as refused:
        import_report_pdf(desk, 999_999)
    assert refused.value.code == "no_report"
