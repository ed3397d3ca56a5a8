"""Lists as CSV and XLSX: ids stay ids, nothing is calculated, the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from cte_desktop.exchange.outgoing.lists import write_list, write_plain
from cte_desktop.system.errors import KnownError

DAY = date(2026, 11, 21)
HEADINGS = ("student_id", "name", "note")
ROWS = [("000123", "Núñez, Ana", "=1+1"), ("1E5", "O'Neil", ""), ("-7", "x\ny", "@SUM(A1)")]


def list_file(ending: str, rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    content = io.BytesIO()
    assert write_list(content, ending, HEADINGS, rows, DAY, "t") == len(rows)
    return content.getvalue()


def plain_file(rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    content = io.BytesIO()
    assert write_plain(content, ("a", "b"), rows, delimiter) == len(rows)
    return content.getvalue()


def test_a_csv_can_be_read_by_a_spreadsheet_and_calculates_nothing() -> None:
    content = list_file(".csv")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows == [
        list(HEADINGS),
        ["000123", "Núñez, Ana", "'=1+1"],
        ["1E5", "O'Neil", ""],
        ["'-7", "x\ny", "'@SUM(A1)"],
    ]


def test_a_workbook_holds_texts_alone() -> None:
    content = list_file(".xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    assert sheet.to_python() == [list(HEADINGS), *(list(row) for row in ROWS)]


def test_only_grades_and_ranks_are_numbers_in_a_workbook() -> None:
    content, headings = io.BytesIO(), ("student_id", "grade_level", "priority")
    write_list(content, ".xlsx", headings, [("007", "9", "10"), ("12", "K", "")], DAY, "t")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content.getvalue())).get_sheet_by_index(0)
    assert sheet.to_python() == [list(headings), ["007", 9.0, 10.0], ["12", "K", ""]]


def test_the_same_rows_give_the_same_bytes() -> None:
    for ending in (".csv", ".xlsx"):
        first, second = (list_file(ending) for _ in range(2))
        assert first == second


def test_a_list_for_another_program_has_no_mark() -> None:
    assert plain_file([("1", "=x")], ",") == b"a,b\r\n1,'=x\r\n"
    assert plain_file([("1", "x")], "\t") == b"a\tb\r\n1\tx\r\n"


def test_more_rows_than_a_sheet_holds_are_refused_not_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cte_desktop.exchange.outgoing.lists._MOST_ROWS", 3)
    assert list_file(".xlsx", ROWS[:2])
    with pytest.raises(KnownError, match="more"):
        list_file(".xlsx")


def test_a_long_list_goes_out_whole() -> None:
    rows = [(str(n), "x") for n in range(2500)]
    assert plain_file(rows, ",").decode().splitlines() == ["a,b", *(f"{n},x" for n in range(2500))]
