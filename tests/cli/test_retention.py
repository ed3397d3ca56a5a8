"""The command retention, as a script calls it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.cli.main import run
from tests.cli.conftest import District

LATER = "2031-09-01"


@pytest.fixture
def base(district: District, tmp_path: Path) -> tuple[str, ...]:
    """How a copy of the district is called that is looked at years later."""
    file = tmp_path / "later.cte"
    shutil.copy(district.database, file)
    shutil.copy(f"{district.database}.keys", f"{file}.keys")
    return ("--database", str(file), "--today", LATER)


def asked(
    capsys: pytest.CaptureFixture[str], base: tuple[str, ...], *words: object
) -> tuple[int, Any]:

    capsys.readouterr()
    status = run([*base, "--json", "retention", *map(str, words)])
    return status, json.loads(capsys.readouterr().out)


def test_what_is_listed_is_destroyed_once_its_number_is_given(
    capsys: pytest.CaptureFixture[str], base: tuple[str, ...], tmp_path: Path
) -> None:
    _, listed = asked(capsys, base, "list")
    assert listed["students"] > 0
    assert all(one["due"] and one["since"] <= LATER for one in listed["records"])
    _, whole = asked(capsys, base, "list", "--all")
    assert len(whole["records"]) > len(listed["records"])
    status, refused = asked(capsys, base, "destroy")
    assert (status, refused["error"]["code"]) == (2, "number_needed")
    status, refused = asked(capsys, base, "destroy", "--students", listed["students"] + 1)
    assert (status, refused["error"]["code"]) == (2, "number_differs")
    status, done = asked(
        capsys, base, "destroy", "--students", listed["students"], "--backup-first", tmp_path / "s"
    )
    assert (status, done["finished"], done["kept_backups"]) == (0, True, [])
    assert (done["students"], done["rows"]) == (listed["students"], listed["rows"])
    assert Path(done["backup"]).exists()
    assert len([*(tmp_path / "s").glob("*.cte")]) == 1
    assert asked(capsys, base, "list")[1]["records"] == []
    status, nothing = asked(capsys, base, "destroy", "--students", 0)
    assert (status, nothing["error"]["code"]) == (3, "nothing_due")
    assert run([*base, "check"]) == 0


def test_a_request_keeps_a_student_out_of_the_list(
    capsys: pytest.CaptureFixture[str], base: tuple[str, ...]
) -> None:
    one = asked(capsys, base, "list")[1]["records"][0]["student_id"]
    assert asked(capsys, base, "request", one) == (
        0,
        {"student_id": one, "open": True, "changed": True},
    )
    assert one not in {line["student_id"] for line in asked(capsys, base, "list")[1]["records"]}
    asked(capsys, base, "answer", one)
    assert one in {line["student_id"] for line in asked(capsys, base, "list")[1]["records"]}
    status, refused = asked(capsys, base, "request", "none")
    assert (status, refused["error"]["code"]) == (2, "unknown_student")
    assert asked(capsys, base, "request")[0] == 2


def test_the_list_says_in_words_why_and_since_when(
    capsys: pytest.CaptureFixture[str], base: tuple[str, ...]
) -> None:
    capsys.readouterr()
    assert run([*base, "retention", "list"]) == 0
    said = capsys.readouterr().out
    assert "5 CCR 432(b)(3), 437(d)" in said
    assert "May go since Jan 1," in said
    assert run([*base, "retention", "backups"]) == 0
    assert "0 backups were destroyed." in capsys.readouterr().out
