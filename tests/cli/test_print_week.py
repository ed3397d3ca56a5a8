"""The week of a student on paper, from the command line; every paper is disclosed."""

from __future__ import annotations

from pathlib import Path

import pypdf

from tests.cli.conftest import Call, District


def text_of(file: Path) -> str:
    return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(file).pages).split())


def test_one_students_week_is_a_page_in_either_language(
    call: Call, district: District, tmp_path: Path
) -> None:
    base = ("--database", district.database, "print", "section-week")
    for code, days in (("en", ("Monday", "Friday")), ("es", ("Lunes", "Viernes"))):
        out = tmp_path / f"{code}.pdf"
        answer = call(
            *base, "--student", district.student, "--language", code, "--out", out, "--json"
        )
        assert answer.status == 0
        assert answer.json["report"] == "section-week"
        assert answer.json["students"] == 1
        assert len(pypdf.PdfReader(out).pages) == 1
        assert all(day in text_of(out) for day in days)


def test_the_weeks_of_a_filter_lie_in_a_folder_one_for_each_student(
    call: Call, district: District, tmp_path: Path
) -> None:
    out = tmp_path / "weeks"
    answer = call(
        "--database", district.database, "print", "section-week", "--filter", "grade:11",
        "--out", out, "--recipient", "family", "--json",
    )  # fmt: skip
    wanted = [r for r in district.rows("students.csv") if r["grade_level"] == "11"]
    assert answer.json["students"] == len(wanted) == len(list(out.glob("section-week-*.pdf")))
