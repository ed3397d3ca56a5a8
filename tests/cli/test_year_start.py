"""The command school-year: preview, begin, undo, twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cte_desktop.cli.main import run
from tests.cli.conftest import Answer, Call, District

June = Callable[..., Answer]


@pytest.fixture
def june(capsys: pytest.CaptureFixture[str], district: District) -> June:
    """Calls the command on a copy of the district, in June 2027."""

    def called(*words: str, today: str = "2027-06-12") -> Answer:
        capsys.readouterr()
        status = run([*words, "--today", today, "--database", str(district.database)])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return called


def test_a_preview_says_what_happens_to_every_grade(june: June) -> None:
    told = june("school-year", "preview", "2027-28")
    assert told.status == 0
    assert "Move up to 10th grade" in told.out
    assert "Go to Valencia High, 9th grade" in told.out
    assert "Leave school" in told.out
    assert "marks of 2026-27 are missing yet" in told.out
    rows = june("school-year", "preview", "2027-28", "--json").json
    assert rows["high_schools"] == {"RN": "VL"}
    assert {row["effect"] for row in rows["rows"]} == {"moves", "changes_school", "leaves"}
    assert rows["refused"] is None


def test_a_preview_that_is_refused_says_why_and_asks_for_a_person(june: June) -> None:
    told = june("school-year", "preview", "2027-28", "--json", today="2027-02-01")
    assert told.status == 1
    assert "from May 1, 2027 on" in told.json["refused"]


def test_a_year_is_begun_once_and_undone(june: June) -> None:
    begun = june("school-year", "start", "2027-28", "--json")
    assert begun.status == 0
    twice = june("school-year", "start", "2027-28", "--json")
    assert twice.status == 3
    assert twice.json["error"]["code"] == "year_begun"
    history = june("history", "--json").json["steps"][0]
    assert history["text"] == "Begin the school year 2027-28"
    assert history["step"] == begun.json["step"]
    assert june("undo").out == "Undo Begin the school year 2027-28\n"
    assert june("school-year", "start", "2027-28").status == 0


def test_who_stays_and_where_8th_graders_go_can_be_said(june: June, district: District) -> None:
    senior = next(r for r in district.rows("students.csv") if r["grade_level"] == "12")
    told = june(
        "school-year", "preview", "2027-28", "--json", "--stay", senior["student_id"],
        "--high-school", "RN=SG",
    )  # fmt: skip
    assert told.json["high_schools"] == {"RN": "SG"}
    assert [row["students"] for row in told.json["rows"] if row["effect"] == "stays"] == [1]


@pytest.mark.parametrize(
    "words",
    [
        ("2027",),
        ("2027-28", "--high-school", "RN"),
        ("2027-28", "--high-school", "RN=XX"),
        ("2027-28", "--stay", "nobody"),
    ],
)
def test_wrong_calls_are_told(june: June, words: tuple[str, ...]) -> None:
    told = june("school-year", "start", *words, "--json")
    assert told.status == 2
    assert told.json["error"]["text"]


def test_without_a_database_nothing_is_begun(call: Call) -> None:
    assert call("school-year", "start", "2027-28").status == 2
