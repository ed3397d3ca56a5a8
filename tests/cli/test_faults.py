"""Wrong calls and faults of the world: a sentence, the right status, nothing half applied."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cte_desktop.storage.lock import WriterLock
from tests.cli.conftest import Call, District

HEADER = "student_id,last_name,first_name,grade_level,school"


def fault(call: Call, *words: object) -> tuple[int, str]:
    """Call with --json and return the status and the code; the sentence must be whole."""
    answer = call(*words, "--json")
    error = answer.json["error"]
    assert set(error) == {"code", "text", "kept", "do"}
    assert error["text"].endswith(".")
    assert "Traceback" not in answer.err
    assert "{" not in answer.err
    return answer.status, error["code"]


def test_wrong_calls_end_with_two(call: Call, district: District, tmp_path: Path) -> None:
    base = ("--database", district.database)
    assert fault(call, "audit", "--all") == (2, "no_database")
    assert fault(call, *base, "audit", "--student", "nobody") == (2, "unknown_student")
    assert fault(call, *base, "dance")[0] == 2
    assert fault(call, *base, "fill", "--student", "nobody") == (2, "unknown_student")
    other = ("--pathway", "Basket weaving")
    assert fault(call, *base, "fill", "--all", *other) == (2, "unknown_pathway")
    assert fault(call, *base, "restore")[0] == 2
    out = tmp_path / "x.pdf"
    assert fault(call, *base, "print", "poster", "--all", "--out", out)[0] == 2
    assert fault(call, *base, "undo", "--step", 99) == (2, "unknown_step")
    assert fault(call, "new", tmp_path / "n.cte") == (2, "passphrase_needed")
    assert fault(call, *base, "history", "--student", "nobody") == (2, "unknown_student")


def test_nothing_is_guessed_from_half_an_option_or_an_empty_name(
    call: Call, district: District, tmp_path: Path
) -> None:
    base = ("--database", district.database)
    assert fault(call, *base, "audit", "--stud", district.student)[0] == 2
    assert fault(call, "new", "", "--no-passphrase")[0] == 2
    assert fault(call, *base, "import", "")[0] == 2
    assert fault(call, *base, "print", "plan", "--filter", " ", "--out", tmp_path)[0] == 2
    file, passphrase = tmp_path / "n.cte", tmp_path / "p"
    passphrase.write_text("correct horse", encoding="utf-8")
    assert fault(call, "new", file, "--no-passphrase", "--passphrase-file", passphrase)[0] == 2
    assert not file.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is full")
def test_an_answer_that_can_not_be_written_says_that_the_work_is_done(district: District) -> None:
    words = [sys.executable, "-m", "cte_desktop", "--database", str(district.database), "history"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 3
    assert ended.stderr.startswith("The answer can't be written")
    assert "Traceback" not in ended.stderr


def test_without_a_display_the_window_is_not_tried() -> None:
    bare = {key: value for key, value in os.environ.items() if not key.endswith("DISPLAY")}
    bare.pop("QT_QPA_PLATFORM", None)
    words = [sys.executable, "-m", "cte_desktop", "--json"]
    ended = subprocess.run(words, capture_output=True, text=True, env=bare, check=False)
    if sys.platform.startswith("linux"):
        assert ended.returncode == 3
        assert "no display" in ended.stderr


def test_a_missing_or_foreign_file_is_a_fault_of_the_world(call: Call, tmp_path: Path) -> None:
    assert fault(call, "--database", tmp_path / "none.cte", "check")[0] == 3
    foreign = tmp_path / "foreign.cte"
    foreign.write_bytes(b"This is no database at all. " * 200)
    assert fault(call, "--database", foreign, "audit", "--all")[0] == 3


def test_a_new_database_never_replaces_a_file(call: Call, district: District) -> None:
    before = district.database.read_bytes()
    assert fault(call, "new", district.database, "--no-passphrase") == (3, "exists")
    assert district.database.read_bytes() == before


def test_the_passphrase_opens_and_a_wrong_one_does_not(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, right, wrong = tmp_path / "d.cte", tmp_path / "right", tmp_path / "wrong"
    right.write_text("correct horse battery\n", encoding="utf-8")
    wrong.write_text("something else\n", encoding="utf-8")
    made = call("new", file, "--passphrase-file", right, "--json")
    assert made.status == 0
    assert made.json["recovery_code"]
    base = ("--database", file, "history")
    assert call(*base, "--passphrase-file", right).status == 0
    assert fault(call, *base, "--passphrase-file", wrong) == (3, "wrong_passphrase")
    assert fault(call, *base)[0] == 3
    monkeypatch.setenv("CTE_PASSPHRASE", "correct horse battery")
    assert call(*base).status == 0


def test_a_writer_keeps_others_from_writing_but_not_from_reading(
    call: Call, district: District
) -> None:
    lock = WriterLock(district.database)
    try:
        base = ("--database", district.database)
        assert fault(call, *base, "import", district.files) == (3, "locked")
        assert fault(call, *base, "undo") == (3, "locked")
        assert call(*base, "audit", "--student", district.student).status in {0, 1}
        assert call(*base, "check").status == 0
    finally:
        lock.release()


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("students.csv", b"", 3),
        ("notes.txt", b"just some words\n", 3),
        ("students.csv", HEADER.encode() + b"\n1,A\x00B,C,9,VL\n", 1),
        ("students.csv", ("﻿" + HEADER + "\n1,Núñez,Zoë,9,VL\n").encode(), 0),
        ("students.csv", (HEADER + "\n1,Núñez,Zoë,9,VL\n").encode("utf-16"), 0),
        ("students.csv", (HEADER + "\n1,Núñez,Zoë,9,VL\n").encode("cp1252"), 0),
        ("students.csv", b"student_id,last_name,grade_level,school\n1,A,9,VL\n", 1),
        ("students.csv", (HEADER + ",shoe_size\n1,A,B,9,VL,43\n").encode(), 0),
        ("students.csv", (HEADER + "\n1,A,B,9,VL\n1,C,D,9,VL\n").encode(), 1),
        ("students.csv", (HEADER + "\n1,A,B,9,ZZ\n").encode(), 1),
        ("students.csv", (HEADER + "\n1.23E+09,A,B,9,VL\n").encode(), 1),
        ("students.csv", b'"student_id,last_name\n', 1),
    ],
)
def test_each_bad_file_gets_its_answer_and_nothing_is_half_applied(
    call: Call, tmp_path: Path, name: str, content: bytes, status: int
) -> None:
    file = tmp_path / "d.cte"
    call("new", file, "--no-passphrase")
    (tmp_path / name).write_bytes(content)
    answer = call("--database", file, "import", tmp_path / name, "--json")
    assert answer.status == status, answer.out + answer.err
    if status == 3:
        assert answer.json["error"]["code"]
        assert call("--database", file, "history").out == "Nothing was done yet.\n"
    else:
        made = answer.json["files"][0]
        parts = ("accepted", "changed", "unchanged", "refused")
        assert made["rows"] == sum(made[part] for part in parts)
        refused = [entry for entry in made["reported"] if not entry["taken"]]
        assert bool(refused) == (made["refused"] > 0) or name == "students.csv"
    assert call("--database", file, "check").status == 0


def test_a_folder_without_known_files_and_a_bad_zip_are_told(call: Call, tmp_path: Path) -> None:
    file, empty, broken = tmp_path / "d.cte", tmp_path / "empty", tmp_path / "broken.zip"
    call("new", file, "--no-passphrase")
    empty.mkdir()
    broken.write_bytes(b"PK\x03\x04 not really")
    base = ("--database", file, "import")
    assert fault(call, *base, empty) == (3, "nothing_known")
    assert fault(call, *base, broken)[0] == 3
    assert fault(call, *base, tmp_path / "missing.csv")[0] == 3
    with zipfile.ZipFile(tmp_path / "good.zip", "w") as archive:
        archive.writestr("students.csv", HEADER + "\n1,Rivera,Ana,9,VL\n")
    answer = call(*base, tmp_path / "good.zip", "--json")
    assert answer.status == 0
    assert answer.json["files"][0]["file"] == "good.zip/students.csv"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no read-only folders of this kind")
def test_a_folder_that_may_not_be_written_is_told(call: Call, tmp_path: Path) -> None:
    blocked = tmp_path / "file-not-folder"
    blocked.write_text("in the way", encoding="utf-8")
    assert fault(call, "sample", blocked / "s", "--students", 5)[0] == 3
    assert fault(call, "new", blocked / "d.cte", "--no-passphrase")[0] == 3
