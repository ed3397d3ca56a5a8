"""Workbooks of every kind become tables of texts: which sheets, which header, which rows."""

from __future__ import annotations

import threading
import time
import zipfile
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from zipfile import ZIP_STORED

import pytest

from cte_desktop.exchange.files import archive
from cte_desktop.exchange.files.encoding import detect
from cte_desktop.exchange.plain.kinds import HEADERS
from cte_desktop.exchange.tables import workbooks
from cte_desktop.exchange.tables.tables import open_table, sheets_of, tables_of
from cte_desktop.system.errors import KnownError
from tests.exchange.reading.reading_district import GOOD_STUDENT, STUDENTS
from tests.exchange.tables.workbook_files import (
    SMALL_XLS,
    batches_of,
    member,
    ods,
    ods_row,
    opened,
    repacked,
    rows_of,
    source_of,
    table_rows,
    xlsx,
)

ROWS = table_rows(STUDENTS, GOOD_STUDENT, "S2,Lee,Bo,9,VL,2012-01-02")


class CancelledError(Exception):
    """A person has cancelled."""


def test_a_sheet_is_a_table_of_texts_with_row_numbers(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Sheet1": [*ROWS, [], ROWS[1]]})
    table = opened(path)
    assert table.header == STUDENTS.split(",")
    batch = batches_of(table)
    assert batch.rows == [*ROWS[1:], ROWS[1]]
    assert list(batch.numbers) == [2, 3, 5]


def test_cells_of_every_type_become_texts(tmp_path: Path) -> None:
    cells = ["007", 9, 9.5, 0.1 + 0.2, 1234567890123456, True, date(2010, 3, 4)]
    cells += [
        datetime.combine(date(2010, 3, 4), clock(8, 30)),
        clock(8, 30),
        "a\nb",
        "#N/A",
        "#DIV/0!",
    ]
    path = xlsx(tmp_path / "a.xlsx", {"S": [[f"c{n}" for n in range(len(cells))], cells]})
    (row,) = rows_of(path)
    assert row[:7] == ["007", "9", "9.5", "0.3", "1.23456789012346E+15", "yes", "2010-03-04"]
    assert row[7:] == ["2010-03-04 08:30", "08:30", "a\nb", "#N/A", "#DIV/0!"]


def test_titles_above_the_header_are_counted_and_left_out(tmp_path: Path) -> None:
    above = [["Valencia High School"], [], ["Printed", "11/2/2026"]]
    path = xlsx(tmp_path / "a.xlsx", {"S": [*above, *ROWS]})
    table = opened(path)
    assert table.header == STUDENTS.split(",")
    assert list(batches_of(table).numbers) == [5, 6]


def test_the_header_of_unknown_columns_is_the_first_row_of_two_cells(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", {"S": [["My school"], ["Perm ID", "Last  Name\nor so"], [1, 2]]}
    )
    table = opened(path)
    assert table.titles == ["Perm ID", "Last  Name\nor so"]
    assert table.header == ["perm id", "last name or so"]
    assert batches_of(table).rows == [["1", "2"]]
    one = xlsx(tmp_path / "b.xlsx", {"S": [["student"], ["S1"], ["S2"]]})
    assert (opened(one).header, rows_of(one)) == (["student"], [["S1"], ["S2"]])


def test_a_table_that_begins_far_from_the_corner_is_read(tmp_path: Path) -> None:
    shifted: list[list[str]] = [*[[]] * 250, *[["", "", *row] for row in ROWS]]
    table = opened(xlsx(tmp_path / "a.xlsx", {"S": shifted}))
    assert table.header == STUDENTS.split(",")
    batch = batches_of(table)
    assert (batch.rows, list(batch.numbers)) == (ROWS[1:], [252, 253])


def test_cells_beyond_the_header_are_faults_and_blank_ones_are_not(tmp_path: Path) -> None:
    rows = [["a", "b", ""], ["1", "2", ""], ["1", "2", "3"], ["", "", ""], ["4"]]
    batch = batches_of(opened(xlsx(tmp_path / "a.xlsx", {"S": rows})))
    assert batch.rows == [["1", "2"], ["4", ""]]
    assert batch.faults == [(3, "ragged_row", "3")]
    assert list(batch.numbers) == [2, 5]


def test_a_cell_of_131_073_characters_is_a_fault_of_its_row(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"S": [["a", "b"], ["1", "2"], ["3", "LONG"], ["5", "6"]]})
    texts = member(path, "xl/sharedStrings.xml")
    for size, faults in ((131_072, []), (131_073, [(3, "too_long")])):
        changed = texts.replace(b"LONG", b"x" * size)
        batch = batches_of(opened(repacked(path, {"xl/sharedStrings.xml": changed}, ZIP_STORED)))
        assert [(number, code) for number, code, _ in batch.faults] == faults
        assert len(batch.rows) + len(batch.faults) == 3


def test_each_shown_and_filled_sheet_is_a_source(tmp_path: Path) -> None:
    sheets = {"Students": ROWS, "Notes": [], "Old": ROWS, "Record": [["a", "b"]]}
    source = source_of(xlsx(tmp_path / "book.xlsx", sheets, hidden=["Old"]))
    found = sheets_of(source)
    assert [(one.name, one.sheet) for one in found.tables] == [
        ("book.xlsx/Students", "Students"),
        ("book.xlsx/Record", "Record"),
    ]
    assert found.hidden == ("Old",)
    assert found.tables[1].file_name == "record"
    assert [tables_of(one) for one in found.tables] == [[one] for one in found.tables]


def test_a_workbook_of_one_filled_sheet_is_called_as_its_file(tmp_path: Path) -> None:
    source = source_of(xlsx(tmp_path / "book.xlsx", {"Students": ROWS, "Notes": []}))
    (found,) = tables_of(source)
    assert (found.name, found.sheet, found.is_workbook) == ("book.xlsx", "Students", True)
    assert open_table(source, "xlsx", HEADERS).header == STUDENTS.split(",")


def test_the_content_tells_a_workbook_whatever_its_name(tmp_path: Path) -> None:
    made = xlsx(tmp_path / "students.csv", {"S": ROWS})
    text = tmp_path / "students.xlsx"
    text.write_text("\n".join(map(",".join, ROWS)))
    for path, kind in ((made, "xlsx"), (text, "utf-8")):
        source = source_of(path)
        assert (detect(source), source.is_workbook) == (kind, kind == "xlsx")
        assert not archive.is_archive(path)
        assert rows_of(path) == ROWS[1:]


def test_an_archive_named_as_a_workbook_is_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("students.csv", "x")
    assert archive.is_archive(path)
    assert not source_of(path).is_workbook
    assert [one.name for one in archive.members(path)] == ["export.xlsx/students.csv"]


def test_a_workbook_in_an_archive_is_read(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "book.xlsx", {"A": ROWS, "B": [["x", "y"], [1, 2]]})
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(book, "in/book.xlsx")
    (source,) = archive.members(path)
    assert source.is_workbook
    first, second = tables_of(source)
    assert (first.name, second.name) == ("all.zip/in/book.xlsx/A", "all.zip/in/book.xlsx/B")
    assert batches_of(open_table(first, "xlsx", HEADERS)).rows == ROWS[1:]
    assert batches_of(open_table(second, "xlsx", HEADERS)).rows == [["1", "2"]]


def test_an_old_xls_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "small.xls"
    path.write_bytes(SMALL_XLS)
    source = source_of(path)
    assert (detect(source), sheets_of(source).hidden) == ("xls", ("Old",))
    assert rows_of(path) == [
        ["007", "Núñez", "Ana", "11", "VL", "2010-03-04"],
        ["S2", "Lee", "Bo", "9.5", "yes", ""],
    ]


def test_an_ods_workbook_is_read_with_its_repeated_cells(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16000"/>'
    rows = [ods_row("student_id", "grade_level"), ods_row("007", 9), ods_row("S2", 9.5, repeated=2)]
    path = ods(
        tmp_path / "a.ods",
        *rows,
        f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>',
    )
    assert detect(source_of(path)) == "ods"
    batch = batches_of(opened(path))
    assert batch.rows == [["007", "9"], ["S2", "9.5"], ["S2", "9.5"]]
    assert list(batch.numbers) == [2, 3, 4]


def test_the_start_of_a_long_sheet_is_enough_for_a_look(tmp_path: Path) -> None:
    rows = [["student_id", "mark"], *([f"S{n}", "A-"] for n in range(20_000))]
    (source,) = tables_of(source_of(xlsx(tmp_path / "a.xlsx", {"S": rows})))
    table = open_table(source, "xlsx", HEADERS, start_only=True)
    assert next(iter(table.batches())).rows[:2] == [["S0", "A-"], ["S1", "A-"]]
    assert sum(len(batch.rows) for batch in table.batches()) < 10_000
    assert table.rows_about is not None
    assert 15_000 < table.rows_about < 25_000


def test_a_cancel_does_not_wait_for_the_parsing(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a", "b", "c"], *([f"S{n}", "A-", n] for n in range(40_000))]
    (source,) = tables_of(source_of(xlsx(tmp_path / "a.xlsx", {"S": rows})))
    asked: list[float] = []

    def cancel() -> None:
        asked.append(time.perf_counter())
        raise CancelledError

    with pytest.raises(CancelledError):
        open_table(source, "xlsx", HEADERS, cancel=cancel)
    assert len(asked) == 1
    for thread in threading.enumerate():
        if thread.name == "workbook":
            thread.join(10)


def test_a_workbook_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"S": ROWS})
    (source,) = tables_of(source_of(path))
    for content in (path.read_bytes()[:-100], path.read_bytes() + b"more"):
        path.write_bytes(content)
        with pytest.raises(KnownError) as caught:
            open_table(source, "xlsx", HEADERS)
        assert caught.value.code == "file_changed"


def test_a_sheet_that_is_gone_is_a_changed_file(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"S": ROWS})
    (source,) = tables_of(source_of(path))
    xlsx(path, {"T": ROWS})
    (other,) = tables_of(source_of(path))
    gone = type(source)(path, path.name, None, other.fingerprint, "S")
    with pytest.raises(KnownError) as caught:
        open_table(gone, "xlsx", HEADERS)
    assert caught.value.code == "file_changed"


def test_cells_in_the_spelling_of_other_programs_are_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"S": [["a", "b"], [1, 2]]})
    sheet = member(path, "xl/worksheets/sheet1.xml")
    bare = sheet.replace(b'<c r="A2"><v>1', b"<c><v>1").replace(b'<c r="B2"><v>2', b"<c><v>2")
    assert bare != sheet
    repacked(path, {"xl/worksheets/sheet1.xml": bare})
    assert rows_of(path) == [["1", "2"]]


class PanicException(BaseException):
    """What calamine raises when it gives up."""


@pytest.mark.parametrize("fault", [PanicException("index out of bounds"), ValueError("odd")])
def test_whatever_calamine_has_against_a_file_is_a_known_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    def give_up(content: bytes) -> None:
        raise fault

    monkeypatch.setattr(workbooks, "_opened", give_up)
    with pytest.raises(KnownError) as caught:
        opened(xlsx(tmp_path / "a.xlsx", {"S": ROWS}))
    assert caught.value.code == "workbook_damaged"


def test_an_interrupt_is_not_taken_for_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(content: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workbooks, "_opened", interrupted)
    with pytest.raises(KeyboardInterrupt):
        opened(xlsx(tmp_path / "a.xlsx", {"S": ROWS}))
