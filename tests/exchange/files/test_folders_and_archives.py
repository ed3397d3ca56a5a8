"""What lies in a folder or an archive and is not read, each with the sentence that says why."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from cte_desktop.exchange.reading.reading import open_paths
from cte_desktop.system.errors import KnownError
from tests.exchange.reading.reading_district import (
    GOOD_ROW,
    GOOD_STUDENT,
    RECORD,
    STUDENTS,
    Read,
    known,
    read_bytes,
)
from tests.exchange.tables.workbook_files import xlsx

COURSES = "code,title,credits,terms,graduation_subject,pathway"
PATHWAYS = "code,name,sector,hart_name"
DECISIONS = "student_id,kind,program,requirement,category,reason,approved_by"
RULES = """
[[set]]
id = "ours"
applies_to_classes = [2020, 9999]
total = 10.0
  [[set.subject]]
  id = "wizardry"
  credits = 10.0
  must_include = [ { course = "WAND1", credits = 5.0 } ]

[[set]]
id = "least"
applies_by = "exemption"
total = 5.0
subjects = { wizardry = 5.0 }
eligible = ["squib"]
"""


def read_whole(path: Path, encoding: str | None = None) -> dict[str, Read]:
    readings = open_paths([path], "plain", encoding, known())
    return {
        reading.kind.name: Read(reading, [r for b in readings.batches(reading) for r in b])
        for reading in readings.files
    }


def caught(path: Path, encoding: str | None = None) -> KnownError:
    with pytest.raises(KnownError) as error:
        read_whole(path, encoding)
    assert "{" not in str(error.value)
    return error.value


def archive(path: Path, *names: str, content: str = "x", mode: int = 0) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = mode << 16
            made.writestr(entry, content)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_what_is_no_file_in_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_text(f"{STUDENTS}\n{GOOD_STUDENT}\n")
    (tmp_path / "record.csv").mkdir()
    (tmp_path / "more").mkdir()
    (tmp_path / "enrollments.csv").symlink_to(tmp_path / "gone.csv")
    readings = open_paths([tmp_path], "plain", None, known())
    told = dict(readings.ignored)
    assert sorted(told) == ["enrollments.csv", "more", "record.csv"]
    assert {(e.code, e.row, e.taken) for e in told.values()} == {("ignored_file", None, False)}
    assert "folder inside" in told["record.csv"].problem
    assert "gone" in told["enrollments.csv"].problem


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "record.csv")
    assert caught(tmp_path / "record.csv").code == "file_unreadable"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_that_is_not_in_the_encoding_asked_for_is_a_known_error(
    tmp_path: Path, encoding: str
) -> None:
    for name in ("record.csv", "export.csv"):
        (tmp_path / name).write_text(f"{RECORD}\n{GOOD_ROW}\n", encoding="utf-8")
    error = caught(tmp_path / "record.csv", encoding)
    assert (error.code, error.exit_status) == ("wrong_encoding", 3)
    assert f"record.csv can't be read as {encoding}" in error.text
    assert caught(tmp_path / "export.csv", encoding).exit_status == 3


def test_a_folder_without_known_files_is_named_in_quotes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert 'no file in "in" that' in caught(tmp_path / "in").text


def test_each_archive_that_is_refused_gets_a_sentence_of_its_own(tmp_path: Path) -> None:
    crowd = archive(tmp_path / "a.zip", *(f"{n}.csv" for n in range(2001)))
    swollen = archive(tmp_path / "b.zip", "students.csv", content="0" * 1_000_000)
    outside = archive(tmp_path / "c.zip", "../students.csv")
    link = archive(tmp_path / "d.zip", "students.csv", mode=0o120777)
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = archive(tmp_path / "e.zip", "students.csv", "students.csv")
    locked = archive(tmp_path / "f.zip", "students.csv")
    content = bytearray(locked.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(content)
    big = tmp_path / "g.zip"
    with zipfile.ZipFile(big, "w", zipfile.ZIP_STORED) as made:
        made.writestr("students.csv", "x")
    content = bytearray(big.read_bytes())
    place = content.rindex(b"PK\x01\x02") + 24
    content[place : place + 4] = (300 * 1024 * 1024).to_bytes(4, "little")
    big.write_bytes(content)
    words = {
        crowd: "more than 2,000 files",
        swollen: "more than 200 times its size",
        outside: "links inside, or names files outside",
        link: "links inside, or names files outside",
        twice: "two files of the same name",
        locked: "locked with a password",
        big: "larger than 200 MB",
    }
    for path, said in words.items():
        error = caught(path)
        assert (error.code, said in error.text) == ("archive_refused", True), error.text


def test_a_damaged_archive_says_so(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.zip", "students.csv", content=f"{STUDENTS}\n{GOOD_STUDENT}\n")
    (tmp_path / "b.zip").write_bytes(whole.read_bytes()[:-30])
    content = bytearray(whole.read_bytes())
    content[60:70] = b"\xff" * 10
    (tmp_path / "c.zip").write_bytes(content)
    for name in ("b.zip", "c.zip"):
        error = caught(tmp_path / name)
        assert (error.code, "damaged" in error.text) == ("file_unreadable", True)


def test_rules_and_pathways_of_a_call_are_known_to_its_other_files(tmp_path: Path) -> None:
    (tmp_path / "graduation.toml").write_text(RULES)
    (tmp_path / "pathways.csv").write_text(f"{PATHWAYS}\n999,Potions,1,Potions\n")
    (tmp_path / "courses.csv").write_text(f"{COURSES}\nWAND1,Wands,5,S,wizardry,Potions\n")
    rows = (
        "S1,waiver,graduation,wizardry,,why,who",
        "S1,waiver,graduation,wizardry.WAND1,,why,who",
        "S1,waiver,graduation,english,,why,who",
        "S1,exemption_51225_1,graduation,,squib,why,who",
        "S2,exemption_51225_1,graduation,,foster,why,who",
        "S2,waiver,pathway:Potions,capstone,,why,who",
    )
    (tmp_path / "decisions.csv").write_text("\n".join((DECISIONS, *rows, "")))
    read = read_whole(tmp_path)
    assert read["courses"].codes == []
    assert read["decisions"].codes == [(4, "unknown_value", False), (6, "unknown_value", False)]


def test_rules_that_name_nothing_check_nothing(tmp_path: Path) -> None:
    (tmp_path / "graduation.toml").write_text("set = [1, 2]\n")
    (tmp_path / "ag.toml").write_text("[area.E]\nyears = 0\n")
    (tmp_path / "decisions.csv").write_text(f"{DECISIONS}\nS1,waiver,graduation,art,,a,b\n")
    assert read_whole(tmp_path)["decisions"].codes == []


def test_damage_by_a_spreadsheet_in_free_text_is_a_text(tmp_path: Path) -> None:
    header = f"{RECORD},course_title"
    read = read_bytes(tmp_path, "record.csv", f"{header}\n{GOOD_ROW},#N/A\n".encode())
    assert [code for _, code, _ in read.codes] == ["title_differs"]


def test_a_workbook_lies_in_a_folder_or_an_archive_like_any_other_file(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [["Valencia High School"], [], STUDENTS.split(","), GOOD_STUDENT.split(",")]
    record = [RECORD.split(","), GOOD_ROW.split(","), ["#N/A", *GOOD_ROW.split(",")[1:]]]
    sheets = {"Students": lines, "Record": record, "Old": lines}
    xlsx(folder / "export.xlsx", sheets, hidden=["Old"])
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as made:
        made.write(folder / "export.xlsx", "export.xlsx")
    for path, within in ((folder, ""), (tmp_path / "in.zip", "in.zip/")):
        readings = open_paths([path], "plain", None, known())
        read = [
            Read(one, [row for batch in readings.batches(one) for row in batch])
            for one in readings.files
        ]
        assert [one.reading.name for one in read] == [
            f"{within}export.xlsx/Students",
            f"{within}export.xlsx/Record",
        ]
        assert [[row[-1] for row in one.rows] for one in read] == [[4], [2]]
        assert [one.codes for one in read] == [[], [(3, "excel_damage", False)]]
        ((name, entry),) = readings.ignored
        assert (name, "hidden" in entry.problem) == (f"{within}export.xlsx/Old", True)


def test_a_bad_workbook_of_a_folder_is_left_aside_with_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_text(f"{STUDENTS}\n{GOOD_STUDENT}\n")
    torn = xlsx(tmp_path / "other.xlsx", {"S": [["a", "b"]]})
    torn.write_bytes(torn.read_bytes()[:-30])
    readings = open_paths([tmp_path], "plain", None, known())
    ((name, entry),) = readings.ignored
    assert (name, entry.code, entry.taken) == ("other.xlsx", "ignored_file", False)
    assert "a workbook that can't be read: it is damaged" in entry.problem
    assert [one.name for one in readings.files] == ["students.csv"]
    assert caught(torn).code == "workbook_damaged"
