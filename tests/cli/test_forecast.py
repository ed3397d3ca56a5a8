"""The command forecast, and letters to the families on its lists."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.cli.conftest import Call, District
from tests.reports.reading import read


def test_it_answers_with_three_true_bounds_for_each_year(call: Call, district: District) -> None:
    answer = call("forecast", "--json", "--database", district.database)
    assert answer.status == 0
    rows, totals = answer.json["rows"], answer.json["totals"]
    assert [one["school_year"] for one in totals][::5] == ["2026-27", "2031-32"]
    for one in (*rows, *totals):
        for of in ("students", "completions"):
            lower, plan, upper = (one[bound][of] for bound in ("lower", "by_plan", "upper"))
            assert lower <= plan <= upper
    for total in totals:
        own = [row for row in rows if row["school_year"] == total["school_year"]]
        for bound in ("lower", "by_plan", "upper"):
            assert sum(row[bound]["completions"] for row in own) == total[bound]["completions"]
    assert sum(one["upper"]["students"] for one in totals) > 0
    assert set(answer.json["definitions"]) == {"lower", "by_plan", "upper"}


def test_one_year_alone_is_that_of_all(call: Call, district: District) -> None:
    every = call("forecast", "--json", "--by", "site", "--database", district.database).json
    alone = call(
        "forecast",
        "--school-year",
        "2027-28",
        "--by",
        "site",
        "--json",
        "--database",
        district.database,
    ).json
    assert alone["totals"] == [one for one in every["totals"] if one["school_year"] == "2027-28"]


def test_in_words_each_bound_is_defined(call: Call, district: District) -> None:
    said = call("forecast", "--database", district.database).out
    for part in (
        "2026-27",
        "All together",
        "Lower: Completed already",
        "Upper: Also who still can",
    ):
        assert part in said, part


@pytest.mark.parametrize("year", ["2025-26", "2040-41", "soon"])
def test_a_year_without_forecast_is_a_wrong_call(call: Call, district: District, year: str) -> None:
    assert call("forecast", "--school-year", year, "--database", district.database).status == 2


def test_letters_go_to_the_families_on_a_list(
    call: Call, district: District, tmp_path: Path
) -> None:
    words = ("print", "letters", "--list", "last_chance", "--all", "--database", district.database)
    answer = call(*words, "--json", "--contact", "661-555-0100", "--out", tmp_path / "letters.pdf")
    assert answer.status == 0, answer.err
    made = answer.json
    assert made["letters"] == len(read((tmp_path / "letters.pdf").read_bytes()).pages) > 0
    assert sum(made["languages"].values()) == made["letters"]
    spanish = call(*words, "--json", "--language", "es", "--out", tmp_path)
    assert spanish.json["languages"] == {"es": made["letters"]}
    log = call("disclosures", "--json", "--database", district.database)
    assert "Letter to the family" in log.out


def test_letters_need_a_list_and_somebody_on_it(
    call: Call, district: District, tmp_path: Path
) -> None:
    end = ("--database", district.database, "--out", tmp_path / "letters.pdf")
    assert call("print", "letters", "--all", *end).status == 2
    answer = call("print", "letters", "--list", "last_chance", "--student", "nobody", *end)
    assert answer.status == 2
    assert "not on the list" in answer.err


def test_letters_go_to_those_of_a_status_alone(
    call: Call, district: District, tmp_path: Path
) -> None:
    words = ("print", "letters", "--list", "one_course", "--json")
    end = ("--database", district.database, "--out", tmp_path / "letters.pdf")
    every = call(*words, "--all", *end).json["letters"]
    made, nobody = {}, 0
    grades = ("11", "12")  # nobody below is on the list
    for status, grade in itertools.product(("met", "on_track", "at_risk", "not_met"), grades):
        answer = call(*words, "--filter", f"grade:{grade} status:{status}", *end)
        nobody += answer.status == 2
        made[status, grade] = answer.json["letters"] if answer.status == 0 else 0
    assert sum(made.values()) == every > max(made.values())
    assert call(*words[:3], "one_course_away", "--json", "--all", *end).json["letters"] == every
    assert nobody == sum(count == 0 for count in made.values())
