"""award, revoke and reissue, and the certificates that follow from them, as a call sees them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pytest

from cte_desktop.cli.main import run
from tests.services.awards.people import PHOTOS, SPORTS, make_district

TODAY = "2027-06-25"


@dataclass(frozen=True)
class Said:
    """What a call said and with which status it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Bench:
    """Calls on a copy of the worked cases."""

    def __init__(self, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.database = database
        self._capsys = capsys

    def __call__(self, *words: object, today: str = TODAY) -> Said:
        self._capsys.readouterr()
        base = ["--database", str(self.database), "--today", today]
        status = run([*base, *map(str, words)])
        said = self._capsys.readouterr()
        return Said(status, said.out, said.err)

    def awards(self) -> dict[str, Any]:
        """The awards by student."""
        return {a["student"]: a for a in self("award", "--dry-run", "--json").json["awards"]}


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bench:
    make_district(tmp_path / "d.cte", tmp_path / "files")
    return Bench(tmp_path / "d.cte", capsys)


def test_a_dry_run_tells_everything_and_writes_nothing(call: Bench) -> None:
    before = call("history", "--json").json
    made = call("award", "--dry-run", "--json")
    assert made.status == 1
    assert list(made.json) == [
        "school_year",
        "students",
        "completions",
        "state_completions",
        "awards",
        "needs_a_person",
        "one_course_away",
    ]
    assert made.json["school_year"] == "2026-27"
    assert (made.json["students"], made.json["completions"]) == (8, 8)
    assert made.json["state_completions"] == 7
    first = made.json["awards"][0]
    assert (first["student"], first["pathway"], first["serial"]) == ("0001", SPORTS, None)
    assert first["certificate"] == "on_graduation"
    row = {"school_year": "2026-27", "term": "fall", "mark": "C-", "school": "VL"}
    assert row.items() <= first["capstone"]["rows"][0].items()
    assert first["concentrator"]["course"] == "SM1"
    assert call("history", "--json").json == before


def test_an_award_is_recorded_once_and_undone_as_one_step(call: Bench) -> None:
    made = call("award", "--json")
    given = [one["serial"] for one in made.json["awards"]]
    assert made.status == 1
    assert all(given)
    assert [one["serial"] for one in call("award", "--json").json["awards"]] == given
    assert call("undo").status == 0
    assert {one["serial"] for one in call.awards().values()} == {None}
    again = [one["serial"] for one in call("award", "--json").json["awards"]]
    assert not set(again) & set(given)


def test_a_year_without_a_case_ends_well_and_earlier_years_are_not_listed(call: Bench) -> None:
    made = call("award", "--school-year", "2024-25", "--json")
    assert made.status == 0
    assert [one["student"] for one in made.json["awards"]] == ["0004"]
    pathways = {(a["student"], a["pathway"]) for a in call("award", "--json").json["awards"]}
    assert ("0004", PHOTOS) in pathways
    assert len({p for s, p in pathways if s == "0004"}) == 1
    assert call("award", "--school-year", "2026").status == 2


def test_what_is_said_names_who_needs_a_person_and_why(call: Bench) -> None:
    said = call("award")
    assert "8 completions of 8 students; the State counts 7" in said.out
    assert "0007  Sports Medicine: The mark of SM2 is still missing in 2026-27." in said.out
    assert "0014  Sports Medicine: Capstone" in said.out


def test_who_is_awarded_and_should_be_looked_at_is_told_beside_the_answer(
    call: Bench, tmp_path: Path
) -> None:
    file = tmp_path / "students.csv"
    head = "student_id,last_name,first_name,grade_level,school,graduation_year,pathway\n"
    file.write_text(f"{head}0001,Núñez,Ana 0001,12,VL,2027,{PHOTOS}\n", encoding="utf-8")
    assert call("import", file).status == 0
    dry = call("award", "--dry-run", "--json")
    assert "should look at" not in dry.err
    asked = dry.json["needs_a_person"]
    assert "not_signed_up" in [one["code"] for one in asked if one["student"] == "0001"]
    made = call("award", "--json")
    assert "4 awards were given that a person should look at." in made.err
    assert (made.status, made.json["needs_a_person"]) == (1, asked)
    again = call("award", "--json")
    assert "should look at" not in again.err
    assert "0001" not in [one["student"] for one in again.json["needs_a_person"]]
    assert [one["serial"] for one in again.json["awards"]] == [
        one["serial"] for one in made.json["awards"]
    ]


def test_a_revoked_certificate_is_told_by_verify(call: Bench, tmp_path: Path) -> None:
    call("award")
    out = tmp_path / "c.pdf"
    printed = call("print", "certificate", "--student", "0001", "--before-graduation", "--out", out)
    assert printed.status == 0
    assert call("verify", out).status == 0
    serial = call.awards()["0001"]["serial"]
    assert call("revoke", serial, "--reason", "wrong student").status == 0
    told = call("verify", out, "--json")
    assert told.status == 4
    assert (told.json["result"], told.json["serial"]) == ("revoked", serial)
    assert call("revoke", "2027-AAAA-00001-0", "--reason", "x").status == 2


def test_a_reissue_is_genuine_and_the_old_one_revoked(call: Bench, tmp_path: Path) -> None:
    call("award")
    old, new = tmp_path / "old.pdf", tmp_path / "new.pdf"
    paper = ("print", "certificate", "--student", "0001", "--before-graduation", "--out")
    call(*paper, old)
    serial = call.awards()["0001"]["serial"]
    made = call("reissue", serial, "--json").json
    assert made["reissue_of"] == serial
    call(*paper, new)
    assert call("verify", old).status == 4
    told = call("verify", new, "--json").json
    assert (told["result"], told["serial"], told["name"]) == (
        "genuine",
        made["serial"],
        "Ana 0001 Núñez",
    )


def test_certificates_are_for_those_who_graduate_unless_told_otherwise(
    call: Bench, tmp_path: Path
) -> None:
    call("award")
    base = ("print", "certificate", "--out", tmp_path / "c.pdf", "--json")
    one = call(*base, "--student", "0001")
    assert (one.status, one.json["error"]["code"]) == (2, "on_graduation")
    assert call(*base, "--all").json["error"]["code"] == "nobody"
    everyone = call(*base, "--all", "--before-graduation")
    assert everyone.json["students"] == 8
    assert everyone.json["left_out"] == []
    assert len(pypdf.PdfReader(tmp_path / "c.pdf").pages) == 8


def test_who_completed_and_was_not_awarded_has_no_certificate(call: Bench, tmp_path: Path) -> None:
    base = ("print", "certificate", "--before-graduation", "--out", tmp_path / "c.pdf", "--json")
    for student in ("0001", "0002"):
        refused = call(*base, "--student", student)
        assert (refused.status, refused.json["error"]["code"]) == (2, "not_awarded")
    assert call(*base, "--student", "9999").json["error"]["code"] == "unknown_student"
    assert not (tmp_path / "c.pdf").exists()


def test_a_clock_set_back_is_said(call: Bench) -> None:
    call("award", "--school-year", "2024-25")
    said = call("award", "--school-year", "2025-26", today="2026-08-01")
    assert "The clock was set back" in said.err
    assert call("check", "--json").json["result"] == "sound"


def test_a_clock_before_the_completion_s_year_is_refused_and_a_revocation_s_day_is_said(
    call: Bench, tmp_path: Path
) -> None:
    refused = call("award", "--school-year", "2026-27", "--json", today="2020-01-01")
    assert (refused.status, refused.json["error"]["code"]) == (3, "clock_set_back")
    call("award")
    out = tmp_path / "c.pdf"
    call("print", "certificate", "--student", "0001", "--before-graduation", "--out", out)
    serial = call.awards()["0001"]["serial"]
    said = call("revoke", serial, "--reason", "wrong student", today="2020-01-01")
    assert (said.status, "a day that can't be true: June 25, 2027" in said.err) == (0, True)
    assert call("verify", out, "--json").json["revoked_on"] == TODAY
