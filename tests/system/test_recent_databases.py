"""The list of the databases that were open last."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cte_desktop.system.recent_databases import (
    MOST,
    first_to_open,
    forget_database,
    is_there,
    note_database,
    recent_databases,
)


def test_the_newest_stands_first_and_only_eight_are_kept(tmp_path: Path) -> None:
    for number in range(MOST + 2):
        note_database(tmp_path, tmp_path / f"{number}.cte")
    note_database(tmp_path, tmp_path / "5.cte")
    named = [file.stem for file in recent_databases(tmp_path)]
    assert named == ["5", "9", "8", "7", "6", "4", "3", "2"]


def test_a_database_is_taken_out_and_its_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "mine.cte"
    file.write_bytes(b"records")
    note_database(tmp_path, file)
    forget_database(tmp_path, file)
    assert recent_databases(tmp_path) == ()
    assert file.read_bytes() == b"records"


@pytest.mark.parametrize(
    "spoiled",
    ["", "{}", "[1, null, [], true]", "[" * 5000, '["relative.cte"]', '["/a\\u0000b"]', "null"],
)
def test_a_spoiled_list_is_empty_and_can_be_written_again(spoiled: str, tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_text(spoiled, encoding="utf-8")
    assert recent_databases(tmp_path) == ()
    note_database(tmp_path, tmp_path / "new.cte")
    assert recent_databases(tmp_path) == (tmp_path / "new.cte",)


def test_a_place_named_twice_is_listed_once(tmp_path: Path) -> None:
    place = str(tmp_path / "a.cte")
    (tmp_path / "recent.json").write_text(json.dumps([place, place]), encoding="utf-8")
    assert recent_databases(tmp_path) == (Path(place),)


def test_a_folder_that_cannot_be_written_forgets(tmp_path: Path) -> None:
    taken = tmp_path / "a file"
    taken.write_text("", encoding="utf-8")
    note_database(taken, tmp_path / "a.cte")
    assert recent_databases(taken) == ()


def test_a_start_opens_the_last_one_even_when_it_is_gone_else_the_usual_one(tmp_path: Path) -> None:
    usual = tmp_path / "district.cte"
    assert first_to_open(tmp_path, usual) is None
    usual.write_bytes(b"")
    assert first_to_open(tmp_path, usual) == usual
    note_database(tmp_path, tmp_path / "moved.cte")
    assert first_to_open(tmp_path, usual) == tmp_path / "moved.cte"
    assert not is_there(tmp_path / "moved.cte")
    assert is_there(usual)
