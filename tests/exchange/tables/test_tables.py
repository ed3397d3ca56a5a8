"""Text files as tables: the same rows as ever, the titles as written, lines above the columns."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cte_desktop.exchange.files import archive
from cte_desktop.exchange.files.encoding import detect
from cte_desktop.exchange.plain.kinds import HEADERS
from cte_desktop.exchange.tables.tables import open_table, sheets_of, tables_of
from cte_desktop.system.errors import KnownError
from tests.exchange.tables.workbook_files import batches_of, opened, source_of

LINES = "Student_ID,Last  Name\nS1,Lee\nS2,Núñez\n"


def text_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_a_text_file_is_its_only_table(tmp_path: Path) -> None:
    source = source_of(text_file(tmp_path / "a.csv", LINES))
    assert tables_of(source) == [source]
    assert sheets_of(source).hidden == ()
    table = open_table(source, "utf-8", HEADERS)
    assert table.titles == ["Student_ID", "Last  Name"]
    assert table.header == ["student_id", "last name"]
    assert table.rows_about is None
    batch = batches_of(table)
    assert (batch.rows, list(batch.numbers)) == ([["S1", "Lee"], ["S2", "Núñez"]], [2, 3])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_titles_above_the_columns_are_counted_and_left_out(tmp_path: Path, delimiter: str) -> None:
    lines = ["Valencia High School", "", "Printed 11/2/2026", "student_id,mark,x", "S1,A,1"]
    text = "\n".join(lines).replace(",", delimiter)
    table = opened(text_file(tmp_path / "a.csv", text))
    assert table.header == ["student_id", "mark", "x"]
    batch = batches_of(table)
    assert (batch.rows, list(batch.numbers)) == ([["S1", "A", "1"]], [5])


def test_one_column_of_anything_loses_no_line(tmp_path: Path) -> None:
    table = opened(text_file(tmp_path / "a.csv", "name\n" + "".join(f"n{n}\n" for n in range(300))))
    assert table.header == ["name"]
    batch = batches_of(table)
    assert [row[0] for row in batch.rows] == [f"n{n}" for n in range(300)]
    assert list(batch.numbers) == list(range(2, 302))


def test_a_said_delimiter_holds_below_titles(tmp_path: Path) -> None:
    text = "sep=;\nMy school\nstudent_id;mark\nS1;A,B\n"
    table = opened(text_file(tmp_path / "a.csv", text))
    assert table.header == ["student_id", "mark"]
    assert batches_of(table).rows == [["S1", "A,B"]]


def test_a_text_file_in_an_archive_is_a_table(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("in/a.csv", LINES)
    (source,) = archive.members(tmp_path / "a.zip")
    (table,) = tables_of(source)
    assert batches_of(open_table(table, "utf-8", HEADERS)).rows == [["S1", "Lee"], ["S2", "Núñez"]]


def test_a_damaged_member_is_a_known_error_while_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a.csv", LINES + "S3,Lee\n" * 50_000)
    content = bytearray(path.read_bytes())
    content[300_000] ^= 1
    path.write_bytes(content)
    (source,) = archive.members(path)
    table = open_table(source, "utf-8", HEADERS)
    with pytest.raises(KnownError) as caught:
        batches_of(table)
    table.close()
    assert caught.value.code == "file_unreadable"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_wrong_encoding_is_a_known_error(tmp_path: Path, encoding: str) -> None:
    source = source_of(text_file(tmp_path / "a.csv", LINES))
    with pytest.raises(KnownError) as caught:
        open_table(source, encoding, HEADERS)
    assert caught.value.code == "wrong_encoding"


@pytest.mark.parametrize(
    "start",
    ["<html><body>", "\ufeff<!DOCTYPE html>", '\r\n<?xml version="1.0"?>', "<TABLE border=1>"],
)
def test_a_web_page_named_as_a_table_is_told(tmp_path: Path, start: str) -> None:
    path = text_file(tmp_path / "grades.xls", f"{start}<tr><td>student_id</td></tr>")
    with pytest.raises(KnownError) as caught:
        detect(source_of(path))
    assert (caught.value.code, "web page" in caught.value.text) == ("file_not_text", True)
