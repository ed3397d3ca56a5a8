"""Lists as CSV and XLSX: ids stay ids, nothing is calculated, the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from cte_desktop.exchange.outgoing.lists import list_file, plain_file
from cte_desktop.system.errors import KnownError

DAY = date(2026, 11, 21)
HEADINGS = ("student_id", "name", "note")
ROWS = [("000123", "Núñez, Ana", "=1+1"), ("1E5", "O'Neil", ""), ("-7", "x\ny", "@SUM(A1)")]


def test_a_csv_can_be_read_by_a_spreadsheet_and_calculates_nothing() -> None:
    content = list_file(".csv", HEADINGS, ROWS, DAY, "t")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows == [
        list(HEADINGS),
        ["000123", "Núñez, Ana", "'=1+1"],
        ["1E5", "O'Neil", ""],
        ["'-7", "x\ny", "'@SUM(A1)"],
    ]


def test_a_workbook_holds_texts_alone() -> None:
    content = list_file(".xlsx", HEADINGS, ROWS, DAY, "t")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    assert sheet.to_python() == [list(HEADINGS), *(list(row) for row in ROWS)]


def test_the_same_rows_give_the_same_bytes() -> None:
    for ending in (".csv", ".xlsx"):
        first, second = (list_file(ending, HEADINGS, ROWS, DAY, "t") for _ in range(2))
        assert first == second


def test_a_list_for_another_program_has_no_mark() -> None:
    assert plain_file(("a", "b"), [("1", "=x")], ",") == b"a,b\r\n1,'=x\r\n"
    assert plain_file(("a", "b"), [("1", "x")], "\t") == b"a\tb\r\n1\tx\r\n"


def test_more_rows_than_a_sheet_holds_are_refused_not_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cte_desktop.exchange.outgoing.lists._MOST_ROWS", 3)
    assert list_file(".xlsx", HEADINGS, ROWS[:2], DAY, "t")
    with pytest.raises(KnownError, match="more"):
        list_file(".xlsx", HEADINGS, ROWS, DAY, "t")
