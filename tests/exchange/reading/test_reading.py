"""Files as they come: encodings, delimiters, folders, archives; what stands in the values."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.exchange.plain.kinds import BY_NAME
from cte_desktop.exchange.reading.reading import open_paths
from cte_desktop.system.errors import KnownError, WrongCall
from tests.exchange.reading.reading_district import (
    GOOD_ROW,
    GOOD_STUDENT,
    RECORD,
    STUDENTS,
    Read,
    known,
    read_bytes,
    read_lines,
)

NUNEZ = f"{STUDENTS}\r\n007,Núñez,Zoë,11,VL,\r\n"


def read_all(*paths: Path) -> dict[str, Read]:
    readings = open_paths(list(paths), "plain", None, known("none"))
    found = {}
    for reading in readings.files:
        rows = [row for batch in readings.batches(reading) for row in batch]
        found[reading.kind.name] = Read(reading, rows)
    return found


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_names_come_in_right_in_every_encoding(tmp_path: Path, encoding: str, told: str) -> None:
    read = read_bytes(tmp_path, "students.csv", NUNEZ.encode(encoding))
    assert (read.values("last_name"), read.values("first_name")) == (["Núñez"], ["Zoë"])
    assert read.values("student_id") == ["007"]
    assert (read.reading.encoding, read.codes) == (told, [])


def test_a_person_can_say_the_encoding(tmp_path: Path) -> None:
    read = read_bytes(tmp_path, "students.csv", NUNEZ.encode("mac-roman"), encoding="macroman")
    assert read.values("last_name") == ["Núñez"]
    for name in ("klingon", "rot13", "base64"):
        with pytest.raises(WrongCall, match=name):
            open_paths([tmp_path / "students.csv"], "plain", name, known())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    read = read_bytes(tmp_path, "students.csv", NUNEZ.replace(",", delimiter).encode())
    assert read.values("last_name") == ["Núñez"]


def test_a_sep_line_is_no_row(tmp_path: Path) -> None:
    read = read_bytes(tmp_path, "students.csv", b"sep=;\r\n" + NUNEZ.replace(",", ";").encode())
    assert [row[-1] for row in read.rows] == [2]


def test_headers_match_in_any_case_and_cells_are_trimmed(tmp_path: Path) -> None:
    header = RECORD.upper().replace(",", " , ")
    read = read_lines(tmp_path, "record.csv", header, GOOD_ROW.replace(",", " , "))
    assert read.codes == []
    assert read.values("mark") == ["A-"]


def test_an_apostrophe_before_a_formula_is_taken_off(tmp_path: Path) -> None:
    rows = [f"S{n},{name},Ana,11,VL," for n, name in enumerate(("'=cmd", "'t Hooft", "''=x"))]
    read = read_lines(tmp_path, "students.csv", STUDENTS, *rows)
    assert read.values("last_name") == ["=cmd", "'t Hooft", "'=x"]


def test_values_are_whole_numbers_and_texts(tmp_path: Path) -> None:
    header = f"{RECORD},school,honors,half,ag_years"
    row = "S1,2025-26,Summer,ENG10,A,2.5,2.5,19651361995802,yes,2,0.5"
    read = read_lines(tmp_path, "record.csv", header, row)
    named = dict(zip(read.reading.columns, read.rows[0], strict=False))
    assert (named["school_year"], named["term"], named["earned"]) == (2025, "summer", 250)
    assert (named["school"], named["honors"], named["half"], named["ag_years"]) == ("VL", 1, 2, 50)
    assert (named["grade_level"], named["section_id"], named["college_units"]) == (10, "", None)
    assert "credit_scale" not in named


def test_a_course_from_elsewhere_is_taken_with_its_subject(tmp_path: Path) -> None:
    header = f"{RECORD},course_title,subject,school"
    row = "S1,2024-25,fall,X101,B,5,5,Oregon History,elective,Salem High"
    read = read_lines(tmp_path, "record.csv", header, row)
    assert read.codes == []
    assert read.values("school") == ["Salem High"]


def test_classes_follow_from_the_grade(tmp_path: Path) -> None:
    read = read_lines(tmp_path, "students.csv", STUDENTS, GOOD_STUDENT)
    assert read.values("graduation_year") == read.values("entry_class") == [2028]


def test_a_folder_is_taken_in_order_and_its_students_are_known(tmp_path: Path) -> None:
    (tmp_path / "record.csv").write_text(f"{RECORD}\n{GOOD_ROW}\n")
    (tmp_path / "Students.CSV").write_text(f"{STUDENTS}\n{GOOD_STUDENT}\n")
    (tmp_path / "plans.csv").write_text(
        "student_id,plan,grade_level,term,lane,course_code\nS1,Plan A,12,year,day,NEW1\n"
    )
    (tmp_path / "courses.csv").write_text("code,title,credits,terms\nNEW1,A new course,10,Y\n")
    (tmp_path / "notes.docx").write_bytes(b"PK")
    found = read_all(tmp_path)
    assert list(found) == ["courses", "students", "record", "plans"]
    assert [len(read.rows) for read in found.values()] == [1, 1, 1, 1]
    readings = open_paths([tmp_path], "plain", None, known())
    assert [(name, entry.code, entry.row) for name, entry in readings.ignored] == [
        ("notes.docx", "ignored_file", None)
    ]


def test_members_of_an_archive_are_named_by_both(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("out/students.csv", NUNEZ)
        archive.writestr("readme.md", "hello")
    found = read_all(tmp_path / "export.zip")
    assert found["students"].reading.name == "export.zip/out/students.csv"
    assert found["students"].values("last_name") == ["Núñez"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = [tmp_path / "a" / "spring", tmp_path / "b" / "spring", tmp_path / "b" / "fall"]
    for folder in paths:
        folder.mkdir(parents=True)
        (folder / "students.csv").write_text(f"{STUDENTS}\n{GOOD_STUDENT}\n")
        with zipfile.ZipFile(folder / "out.zip", "w") as archive:
            archive.writestr("record.csv", f"{RECORD}\n{GOOD_ROW}\n")
    tests = paths[2] / "tests.csv"
    tests.write_text("student_id,test,score,on\n")
    files = [folder / name for folder in paths for name in ("students.csv", "out.zip")]
    readings = open_paths([*files, tests, tests], "plain", None, known("none"))
    assert [reading.name for reading in readings.files] == [
        "a/spring/students.csv",
        "b/spring/students.csv",
        "fall/students.csv",
        "a/spring/out.zip/record.csv",
        "b/spring/out.zip/record.csv",
        "fall/out.zip/record.csv",
        "tests.csv",
        "tests.csv",
    ]


def test_a_file_of_another_name_is_known_by_its_header(tmp_path: Path) -> None:
    for header, kind in ((STUDENTS, "students"), (RECORD, "record")):
        (tmp_path / "export 7.txt").write_text(header + "\n")
        readings = open_paths([tmp_path / "export 7.txt"], "plain", None, known())
        assert readings.files[0].kind is BY_NAME[kind]


def test_rules_come_as_one_document(tmp_path: Path) -> None:
    (tmp_path / "graduation.toml").write_text("[credits]\nsemester_course = 5.0\n")
    read = read_all(tmp_path)["graduation"]
    (row,) = read.rows
    document: Any = row[0]
    assert document == {"credits": {"semester_course": 5.0}}
    (tmp_path / "graduation.toml").write_text("[credits\n")
    with pytest.raises(KnownError, match="TOML"):
        read_all(tmp_path)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"students{number}.csv", b"0" * 90_000_000)


def outside(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../students.csv", NUNEZ)


def link(path: Path) -> None:
    entry = zipfile.ZipInfo("students.csv")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")


def crowd(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2001):
            archive.writestr(str(number), b"")


def torn(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("students.csv", NUNEZ)
    path.write_bytes(path.read_bytes()[:-30])


@pytest.mark.parametrize("make", [bomb, outside, link, crowd, torn])
def test_a_dishonest_archive_is_refused(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "export.zip")
    with pytest.raises(KnownError) as caught:
        open_paths([tmp_path / "export.zip"], "plain", None, known())
    assert caught.value.code in {"archive_refused", "file_unreadable"}
    assert caught.value.do


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("students.csv", b"", "file_empty"),
        ("students.csv", b"\xef\xbb\xbf", "file_empty"),
        ("students.csv", b"\r\n\r\n", "file_empty"),
        ("students.csv", bytes(range(256)) * 40 + bytes(2000), "file_not_text"),
        ("students.xlsx", b"PK\x03\x04", "workbook_damaged"),
        ("letter.csv", b"Dear parents,\nhello\n", "nothing_known"),
    ],
)
def test_a_file_that_is_none_gets_one_sentence(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KnownError) as caught:
        open_paths([tmp_path / name], "plain", None, known())
    assert caught.value.code == code
    assert "{" not in str(caught.value)


def test_a_missing_path_and_an_empty_folder_are_known_errors(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no.csv", "file_unreadable"), (tmp_path, "nothing_known")):
        with pytest.raises(KnownError) as caught:
            open_paths([path], "plain", None, known())
        assert caught.value.code == code


def test_a_file_that_is_being_written_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.csv"
    path.write_text("\n".join((RECORD, *[GOOD_ROW] * 600)))
    readings = open_paths([path], "plain", None, known())
    batches = readings.batches(readings.files[0])
    next(batches)
    with path.open("a") as stream:
        stream.write(f"\n{GOOD_ROW}")
    with pytest.raises(KnownError) as caught:
        list(batches)
    assert caught.value.code == "file_changed"


def test_a_file_that_shrinks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.csv"
    path.write_text("\n".join((RECORD, *[GOOD_ROW] * 600)))
    readings = open_paths([path], "plain", None, known())
    os.truncate(path, 1000)
    with pytest.raises(KnownError, match="changed"):
        list(readings.batches(readings.files[0]))


def test_progress_is_told_and_cancelling_ends_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "record.csv"
    path.write_text("\n".join((RECORD, *[GOOD_ROW] * 11_000)))
    told: list[int] = []

    def stop_late() -> None:
        if len(told) == 2:
            raise InterruptedError

    readings = open_paths([path], "plain", None, known())
    with pytest.raises(InterruptedError):
        for _ in readings.batches(readings.files[0], told.append, stop_late):
            pass
    assert told == [5000, 10_000]


def test_a_profile_that_nobody_has_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_text(f"{STUDENTS}\n{GOOD_STUDENT}\n")
    with pytest.raises(WrongCall) as caught:
        open_paths([tmp_path], "abc", None, known())
    assert caught.value.code == "unknown_profile"
    assert "plain, aeries" in caught.value.do
