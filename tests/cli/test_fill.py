"""`fill`: a plan for one or all as JSON and as text, kept on request, and why there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call, District

PLACED = {"grade_level", "term", "lane", "period", "course", "section_id"}


def filled(call: Call, district: District, *words: object) -> tuple[int, list[dict[str, Any]]]:
    answer = call("--database", district.database, "fill", *words, "--json")
    return answer.status, [json.loads(line) for line in answer.out.splitlines()]


def in_grade(district: District, grade: int, *, wishes: bool = False) -> str:
    wishing = {row["student_id"] for row in district.rows("wishes.csv")}
    return next(
        row["student_id"]
        for row in district.rows("students.csv")
        if row["grade_level"] == str(grade) and (row["student_id"] in wishing) is wishes
    )


def wish(call: Call, district: District, folder: Path, *rows: str) -> None:
    file = folder / "wishes.csv"
    file.write_text("\n".join(("student_id,rank,kind,value,strength", *rows)) + "\n")
    assert call("--database", district.database, "import", file).status == 0


def test_a_plan_is_the_whole_one_from_the_present_term_on(call: Call, district: District) -> None:
    status, (one,) = filled(call, district, "--student", in_grade(district, 10))
    assert status == 0
    assert set(one) == {"student", "placements", "proven", "changed", "clash", "ways_out"}
    assert one["proven"] is True
    assert one["clash"] == one["ways_out"] == []
    assert all(set(placed) >= PLACED for placed in one["placements"])
    terms = {(placed["grade_level"], placed["term"]) for placed in one["placements"]}
    assert {(11, "fall"), (11, "spring"), (12, "fall"), (12, "spring")} <= terms
    assert min(terms) >= (10, "spring")


def test_nothing_is_stored_unless_it_is_kept(call: Call, district: District) -> None:
    student = in_grade(district, 11)
    _, (first,) = filled(call, district, "--student", student)
    _, (again,) = filled(call, district, "--student", student)
    assert again == first
    assert first["changed"] > 0
    _, (kept,) = filled(call, district, "--student", student, "--keep")
    assert kept == first
    _, (after,) = filled(call, district, "--student", student)
    assert after["changed"] == 0
    assert after["placements"] == first["placements"]
    call("--database", district.database, "undo")
    assert filled(call, district, "--student", student)[1] == [first]


def test_several_are_lines_in_order_of_their_ids(call: Call, district: District) -> None:
    students = [in_grade(district, grade) for grade in (12, 9, 11)]
    _, lines = filled(call, district, "--student", *students)
    assert [line["student"] for line in lines] == sorted(students)


def test_a_clash_is_told_with_the_ranks_of_its_wishes(
    call: Call, district: District, tmp_path: Path
) -> None:
    student = in_grade(district, 10)
    rows = (f"{student},1,course,ART1,must", f"{student},2,avoid,ART1,must")
    wish(call, district, tmp_path, *rows)
    status, (one,) = filled(call, district, "--student", student)
    assert status == 1
    assert one["placements"] == []
    assert {(c["kind"], c["id"]) for c in one["clash"]} == {("wish", "1"), ("wish", "2")}
    assert all(part["text"] for part in one["clash"])
    assert one["ways_out"]
    assert [way["cost"] for way in one["ways_out"]] == sorted(w["cost"] for w in one["ways_out"])
    assert all(way["do"] and way["text"] and way["args"] for way in one["ways_out"])
    assert one["changed"] == 0


def test_the_text_names_the_courses_or_what_clashes(
    call: Call, district: District, tmp_path: Path
) -> None:
    good, bad = in_grade(district, 10), in_grade(district, 9)
    wish(call, district, tmp_path, f"{bad},1,course,ART1,must", f"{bad},2,avoid,ART1,must")
    answer = call("--database", district.database, "fill", "--student", good, bad)
    assert answer.status == 1
    assert "Best plan" in answer.out
    assert "12th spring:" in answer.out
    assert "Art 1 must be taken" in answer.out
    assert "drop one of these." in answer.out


@pytest.mark.parametrize("keep", [False, True])
def test_a_pathway_of_the_district_may_be_asked_for(
    call: Call, district: District, keep: bool
) -> None:
    student = in_grade(district, 9)
    words = ("--student", student, "--pathway", "Welding", *(("--keep",) if keep else ()))
    status, (one,) = filled(call, district, *words)
    assert status == (0 if one["placements"] else 1)
    if one["placements"]:
        assert any(placed["course"] == "WD2" for placed in one["placements"])


def test_whom_to_fill_has_to_be_said(call: Call, district: District) -> None:
    assert call("--database", district.database, "fill", "--json").status == 2
