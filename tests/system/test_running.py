"""The mark of a running program: there while it runs, told of when it ended unexpectedly."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cte_desktop.system.crash import FAULT_NAME, crash_report, process_line
from cte_desktop.system.running import (
    Run,
    begin_run,
    end_run,
    is_damage_noted,
    note_damage,
    report_of,
)

MOMENT = 1_800_000_000.0


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cte_desktop.system.running.clock.seconds", lambda: MOMENT)


@pytest.fixture
def log_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    folder.mkdir()
    return folder


def test_a_run_that_ended_as_it_should_is_not_told_of(tmp_path: Path, log_folder: Path) -> None:
    database = tmp_path / "district.cte"
    assert begin_run(tmp_path, database, log_folder) is None
    end_run(tmp_path, database)
    assert begin_run(tmp_path, database, log_folder) is None


def test_a_run_that_was_killed_is_told_of_once_and_for_its_database_alone(
    tmp_path: Path, log_folder: Path
) -> None:
    (log_folder / FAULT_NAME).write_bytes(b"old fault")
    database = tmp_path / "district.cte"
    begin_run(tmp_path, database, log_folder)
    assert begin_run(tmp_path, tmp_path / "sample.cte", log_folder) is None
    told = begin_run(tmp_path, tmp_path / "." / "district.cte", log_folder)
    assert told == Run(datetime.fromtimestamp(MOMENT, UTC), 9, os.getpid())
    end_run(tmp_path, database)
    assert begin_run(tmp_path, database, log_folder) is None


def test_the_mark_names_nothing(tmp_path: Path, log_folder: Path) -> None:
    begin_run(tmp_path, tmp_path / "Ana Rivera.cte", log_folder)
    (mark,) = (tmp_path / "running").iterdir()
    assert "Rivera" not in mark.name + mark.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b'{"began": "x"}', b'{"began": 1e99}'])
def test_a_damaged_mark_is_a_run_all_the_same(
    tmp_path: Path, log_folder: Path, content: bytes
) -> None:
    database = tmp_path / "district.cte"
    begin_run(tmp_path, database, log_folder)
    (mark,) = (tmp_path / "running").iterdir()
    mark.write_bytes(content)
    assert begin_run(tmp_path, database, log_folder) is not None


def test_a_folder_that_cannot_be_written_keeps_no_mark(tmp_path: Path, log_folder: Path) -> None:
    (tmp_path / "running").write_text("a file where the folder should be", encoding="utf-8")
    database = tmp_path / "district.cte"
    assert begin_run(tmp_path, database, log_folder) is None
    end_run(tmp_path, database)
    assert begin_run(tmp_path, database, log_folder) is None


def test_only_what_was_written_during_the_run_is_its_report(log_folder: Path) -> None:
    run = Run(datetime.fromtimestamp(MOMENT, UTC), 4)
    assert report_of(run, log_folder) == ""
    for name, text, at in (
        ("crash-20270101-100000-01.txt", "before", MOMENT - 60),
        ("crash-20270115-100000-01.txt", "first", MOMENT + 60),
        ("crash-20270115-100500-01.txt", "last", MOMENT + 360),
    ):
        file = log_folder / name
        file.write_text(text, encoding="utf-8")
        os.utime(file, (at, at))
    assert report_of(run, log_folder) == "last"
    (log_folder / FAULT_NAME).write_bytes(b"old\nFatal Python error")
    assert report_of(run, log_folder) == "last\nFatal Python error"


def test_the_report_of_another_program_is_not_taken_for_its_own(log_folder: Path) -> None:
    run = Run(datetime.fromtimestamp(MOMENT, UTC), 0, os.getpid())
    own = crash_report(ValueError("x"), "1.0")
    others = own.replace(process_line(os.getpid()), process_line(os.getpid() + 1))
    assert others != own
    (log_folder / "crash-20270115-100000-01.txt").write_text(own, encoding="utf-8")
    (log_folder / "crash-20270115-100500-01.txt").write_text(others, encoding="utf-8")
    for file in log_folder.iterdir():
        os.utime(file, (MOMENT + 60, MOMENT + 60))
    assert report_of(run, log_folder) == own


def test_damage_is_remembered_over_the_end_of_the_run_until_the_file_is_opened_or_replaced(
    tmp_path: Path, log_folder: Path
) -> None:
    database = tmp_path / "district.cte"
    database.write_bytes(b"spoiled")
    assert not is_damage_noted(tmp_path, database)
    begin_run(tmp_path, database, log_folder)
    note_damage(tmp_path, database)
    end_run(tmp_path, database)
    assert is_damage_noted(tmp_path, database)
    restored = tmp_path / "restored.cte"
    restored.write_bytes(b"whole")
    restored.replace(database)
    assert not is_damage_noted(tmp_path, database)
    note_damage(tmp_path, database)
    assert begin_run(tmp_path, database, log_folder) is None
    assert not is_damage_noted(tmp_path, database)


def test_a_note_that_cannot_be_written_or_read_is_none(tmp_path: Path) -> None:
    database = tmp_path / "district.cte"
    note_damage(tmp_path / "none", database)
    assert not is_damage_noted(tmp_path / "none", database)
