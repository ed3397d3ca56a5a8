"""The command statistics: the contract's rows and totals, beside raw questions to the files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.cli.conftest import Call, District


def test_it_answers_with_the_rows_and_totals_of_the_contract(
    call: Call, district: District
) -> None:
    answer = call("statistics", "--json", "--database", district.database)
    assert answer.status == 0
    rows, totals = answer.json["rows"], answer.json["totals"]
    names = {"school_year", "pathway", "sector", "site", "students", "completions"}
    assert rows
    assert all(names <= row.keys() for row in rows)
    keys = [(row["school_year"], row["pathway"], row["site"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert sum(row["completions"] for row in rows) == totals["completions"]
    assert totals["students"] <= totals["completions"]


def test_a_year_has_what_finding_completers_finds(call: Call, district: District) -> None:
    every = call("statistics", "--json", "--database", district.database).json
    for year in {row["school_year"] for row in every["rows"]}:
        found = call(
            "award", "--dry-run", "--school-year", year, "--json", "--database", district.database
        ).json
        own = call("statistics", "--school-year", year, "--json", "--database", district.database)
        totals = own.json["totals"]
        assert totals["students"] == found["students"]
        assert totals["completions"] == found["completions"]
        assert totals["state_completions"] == found["state_completions"]
        by_pathway = Counter(one["pathway"] for one in found["awards"])
        mine: Counter[str] = Counter()
        for row in own.json["rows"]:
            mine[row["pathway"]] += row["completions"]
        assert mine == by_pathway
        assert every["totals"]["years"][year] == totals["years"][year]


def test_sites_are_the_schools_that_the_students_attend(call: Call, district: District) -> None:
    schools = {row["student_id"]: row["school"] for row in district.rows("students.csv")}
    every = call("statistics", "--json", "--database", district.database).json
    for year in {row["school_year"] for row in every["rows"]}:
        found = call(
            "award", "--dry-run", "--school-year", year, "--json", "--database", district.database
        ).json
        told = Counter((one["pathway"], schools[one["student"]]) for one in found["awards"])
        assert told == {
            (row["pathway"], row["site"]): row["completions"]
            for row in every["rows"]
            if row["school_year"] == year
        }


def test_totals_entered_for_earlier_years_are_told_as_such(call: Call, district: District) -> None:
    answer = call(
        "statistics", "--school-year", "2022-23", "--json", "--database", district.database
    )
    entered = answer.json["totals"]["years"]["2022-23"]["entered"]
    told = {row["school_year"]: row for row in district.rows("earlier_totals.csv")}
    assert entered == {
        "students": int(told["2022-23"]["students"]),
        "completions": None,
        "note": told["2022-23"]["note"],
    }
    assert answer.json["totals"]["students"] == 0
    text = call("statistics", "--school-year", "2022-23", "--database", district.database)
    assert "entered: " in text.out
    assert text.err == "Nobody completed a pathway in 2022-23 by the record here.\n"


def test_as_text_it_is_an_aligned_table_with_totals(call: Call, district: District) -> None:
    lines = call("statistics", "--database", district.database).out.splitlines()
    assert lines[0].split() == ["School", "year", "Pathway", "Sector", "Site", "Students",
                                "Completions"]  # fmt: skip
    rows = lines[1 : lines.index("")]
    assert len({len(row) for row in rows}) == 1
    assert any("for the State" in line for line in lines[lines.index("") :])


def test_a_text_that_is_no_school_year_is_a_wrong_call(call: Call, district: District) -> None:
    for text in ("2027", "2027-29", ""):
        answer = call(
            "statistics", "--school-year", text, "--json", "--database", district.database
        )
        assert answer.status == 2


def test_the_completion_report_of_a_year_is_written_beside(
    call: Call, district: District, tmp_path: Path
) -> None:
    for name in ("report.pdf", "report.xlsx"):
        answer = call(
            "statistics", "--school-year", "2025-26", "--language", "es", "--out", tmp_path / name,
            "--database", district.database,
        )  # fmt: skip
        assert (answer.status, (tmp_path / name).stat().st_size > 1000) == (0, True)
    answer = call("statistics", "--out", tmp_path / "all.pdf", "--database", district.database)
    assert (answer.status, (tmp_path / "all.pdf").exists()) == (2, False)
    answer = call("statistics", "--school-year", "2025-26", "--out", tmp_path / "report.doc",
                  "--database", district.database)  # fmt: skip
    assert answer.status == 2


def test_it_works_beside_an_open_window(call: Call, district: District) -> None:
    before = district.database.read_bytes()
    assert call("statistics", "--database", district.database).status == 0
    assert district.database.read_bytes() == before
