"""--as-of: audits and papers of an earlier day, and what can't be told of it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from cte_desktop.cli.main import run
from tests.cli.conftest import FEW, TODAY, Answer, Call, District

LATER = "2026-12-05"


@pytest.fixture
def changed(few: District, call: Call, tmp_path: Path) -> tuple[District, dict[str, Any]]:
    """The district after a setting, a record and everybody but one student changed, and the audit
    of that student before.
    """
    rows = few.rows("students.csv")
    student = next(row for row in rows if row["grade_level"] == "11")
    base = ("--database", str(few.database))
    before = call(*base, "audit", "--student", student["student_id"], "--json").json
    files = tmp_path / "later"
    files.mkdir()
    others = [row for row in rows if row["student_id"] != student["student_id"]]
    _write(files / "students.csv", others)
    assert run([*base, "import", str(files), "--replace", "--today", LATER]) in {0, 1}
    assert run([*base, "settings", "set", "ag_minimum", "B", "--today", LATER]) == 0
    return few, before


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def then(capsys: pytest.CaptureFixture[str], changed: tuple[District, dict[str, Any]]) -> Call:
    """Call something about the changed district, on a later day."""

    def called(*words: object) -> Answer:
        capsys.readouterr()
        database = ("--database", str(changed[0].database), "--today", "2026-12-20")
        status = run([*database, *map(str, words)])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return called


def test_an_audit_of_then_is_the_audit_that_was_made_then(
    then: Call, changed: tuple[District, dict[str, Any]]
) -> None:
    _, before = changed
    student = before["student"]
    assert then("audit", "--student", student).status == 2
    answer = then("audit", "--student", student, "--as-of", TODAY, "--json")
    assert answer.json == {**before, "as_of": TODAY}
    everyone = then("audit", "--all", "--summary", "--as-of", "2026-12-04", "--json")
    assert len(everyone.out.splitlines()) == FEW
    assert len(then("audit", "--all", "--summary", "--json").out.splitlines()) == FEW - 1


def test_a_plan_of_then_says_so_on_paper_and_is_logged_today(
    then: Call, changed: tuple[District, dict[str, Any]], tmp_path: Path
) -> None:
    student = changed[1]["student"]
    out = tmp_path / "plan.pdf"
    for report in ("plan", "section-week", "findings"):
        words = ("print", report, "--student", student, "--as-of", TODAY, "--out", out)
        assert then(*words, "--recipient", "parent").status == 0
        text = "".join(page.extract_text() for page in PdfReader(out).pages)
        assert "As of November 21, 2026" in text
        assert "printed December 20, 2026" in text
    logged = then("disclosures").out.splitlines()
    assert len([line for line in logged if "2026-12-20" in line and "parent" in line]) == 3


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("audit", "--all", "--as-of", "2026-12-21"), 2, "still to come"),
        (("audit", "--all", "--as-of", "1999-01-01"), 2, "nothing is known of January 1, 1999"),
        (("audit", "--all", "--as-of", "yesterday"), 2, "can't be read"),
        (("audit", "--all", "--as-of", ""), 2, "--as-of needs a date"),
        (("audit", "--student", "0", "--as-of", TODAY), 2, "no student had the id"),
        (("print", "register", "--as-of", TODAY, "--out", "x.pdf"), 2, "takes no --as-of"),
        (
            ("print", "certificate", "--all", "--as-of", TODAY, "--out", "x.pdf"),
            2,
            "takes no --as-of",
        ),
    ],
)
def test_what_can_not_be_told_is_a_sentence(
    then: Call, words: tuple[str, ...], status: int, said: str
) -> None:
    answer = then(*words)
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err
