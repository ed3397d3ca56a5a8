"""Workbooks that would fill the memory, hide something or can't be read: each in its sentence."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cte_desktop.exchange.plain.kinds import HEADERS
from cte_desktop.exchange.tables import workbook_guards
from cte_desktop.exchange.tables.tables import open_table, tables_of
from cte_desktop.system.errors import KnownError
from tests.exchange.tables.workbook_files import (
    SMALL_XLS,
    member,
    ods,
    ods_row,
    opened,
    repacked,
    rows_of,
    source_of,
    xlsx,
)

ROWS = [["a", "b"], ["1", "2"]]
SHEET = "xl/worksheets/sheet1.xml"
FIRST = b'<c r="A1"'


def book(path: Path) -> Path:
    return xlsx(path, {"S": ROWS})


def changed(path: Path, old: bytes, new: bytes, name: str = SHEET) -> Path:
    content = member(book(path), name)
    assert old in content
    return repacked(path, {name: content.replace(old, new, 1)})


def caught(path: Path) -> KnownError:
    """Return the error of a file, which comes within a second."""
    begun = time.perf_counter()
    with pytest.raises(KnownError) as error:
        opened(path)
    assert time.perf_counter() - begun < 1
    assert "{" not in str(error.value)
    assert error.value.do
    return error.value


def two_corners(path: Path) -> Path:
    return changed(path, b'<c r="B2"', b'<c r="XFD1048576"')


def corners_in_another_spelling(path: Path) -> Path:
    return changed(path, b'<c r="B2"', b'<c s="0" r="XFD1048576"')


def corners_of_prefixed_names(path: Path) -> Path:
    content = (
        b'<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/'
        b'spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        b'<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData>'
        b"</x:worksheet>"
    )
    return repacked(book(path), {SHEET: content})


def bomb(path: Path) -> Path:
    return repacked(book(path), {"xl/media/image1.xml": bytes(50 * 1024 * 1024)})


def crowd(path: Path) -> Path:
    return repacked(book(path), {f"xl/media/{n}.png": b"x" for n in range(2_001)})


def way_out(path: Path) -> Path:
    return repacked(book(path), {"../students.csv": b"x"})


def entities(path: Path) -> Path:
    declared = b'<!DOCTYPE lol [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><worksheet'
    return changed(path, b"<worksheet", declared)


def entities_of_texts(path: Path) -> Path:
    return changed(path, b"<sst", b'<!DOCTYPE sst [<!ENTITY a "b">]><sst', "xl/sharedStrings.xml")


def repeated_text(path: Path) -> Path:
    content = member(book(path), "xl/sharedStrings.xml")
    long = content.replace(b"<t>1</t>", b"<t>" + bytes(range(65, 91)) * 20_000 + b"</t>")
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>2</v></c></row>' for n in range(3, 5_000))
    sheet = member(path, SHEET).replace(b"</sheetData>", cells.encode() + b"</sheetData>")
    changes = {"xl/sharedStrings.xml": long, SHEET: sheet}
    return repacked(path, changes, zipfile.ZIP_STORED)


def far_cells_of_ods(path: Path) -> Path:
    wide = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float"/>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{wide}</table:table-row>'
    return ods(path, row, ods_row("a"))


def wide_rows_of_ods(path: Path) -> Path:
    wide = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float"/>'
    made = ods(path, *[f"<table:table-row>{wide}</table:table-row>"] * 3_000)
    return repacked(made, {}, zipfile.ZIP_STORED)


def far_cells_of_xls(path: Path) -> Path:
    content = bytearray(SMALL_XLS)
    number = content.index(struct.pack("<HHHH", 0x027E, 10, 2, 3))  # 9.5 in row 3, column 4
    struct.pack_into("<HH", content, number + 4, 65_535, 65_535)
    path.write_bytes(content)
    return path


def torn(path: Path) -> Path:
    path.write_bytes(book(path).read_bytes()[:-30])
    return path


def no_sheet_inside(path: Path) -> Path:
    return repacked(book(path), {SHEET: None})


def not_xml(path: Path) -> Path:
    return repacked(book(path), {SHEET: b"<sheetData><c r=1"})


def lying_size(path: Path) -> Path:
    content = bytearray(book(path).read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        place = package.getinfo(SHEET).header_offset
        size = package.getinfo(SHEET).file_size
    entry = content.index(struct.pack("<L", size), content.index(b"PK\x01\x02"))
    assert place < entry
    struct.pack_into("<L", content, entry, size - 50)
    path.write_bytes(content)
    return path


def torn_xls(path: Path) -> Path:
    path.write_bytes(SMALL_XLS[:5_400])
    return path


def xls_that_bites_its_tail(path: Path) -> Path:
    content = bytearray(SMALL_XLS)
    (table,) = struct.unpack_from("<I", content, 76)
    start = 512 * (table + 1)
    for sector in range(8):
        struct.pack_into("<I", content, start + 4 * sector, sector)
    path.write_bytes(content)
    return path


def encrypted(path: Path) -> Path:
    content = SMALL_XLS[:512] + "EncryptedPackage".encode("utf-16-le") + bytes(2_000)
    path.write_bytes(content.replace("Workbook".encode("utf-16-le"), bytes(16)))
    return path


def encrypted_xls(path: Path) -> Path:
    content = bytearray(SMALL_XLS)
    after_begin = content.index(struct.pack("<HH", 0x0809, 16)) + 20
    struct.pack_into("<H", content, after_begin, 0x002F)
    path.write_bytes(content)
    return path


def encrypted_ods(path: Path) -> Path:
    content = (
        b'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:x"><manifest:file-entry>'
        b"<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    return repacked(ods(path, ods_row("a", "b")), {"META-INF/manifest.xml": content})


def letter(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", "x")
        made.writestr("word/document.xml", "x")
    return path


def binary_workbook(path: Path) -> Path:
    return repacked(book(path), {"xl/workbook.xml": None, "xl/workbook.bin": b"x"})


def nothing_in_it(path: Path) -> Path:
    return xlsx(path, {"S": [], "T": []})


def all_hidden(path: Path) -> Path:
    return xlsx(path, {"S": [], "T": ROWS}, hidden=["T"])


SHAPES: list[tuple[Callable[[Path], Path], str, str]] = [
    (two_corners, "workbook_refused", "so far apart"),
    (corners_in_another_spelling, "workbook_refused", "so far apart"),
    (corners_of_prefixed_names, "workbook_refused", "so far apart"),
    (far_cells_of_ods, "workbook_refused", "so far apart"),
    (wide_rows_of_ods, "workbook_refused", "so far apart"),
    (far_cells_of_xls, "workbook_refused", "so far apart"),
    (bomb, "workbook_refused", "more than 200 times its size"),
    (crowd, "workbook_refused", "more than 2,000 files"),
    (way_out, "workbook_refused", "names files outside"),
    (entities, "workbook_refused", "declares words of its own"),
    (entities_of_texts, "workbook_refused", "declares words of its own"),
    (repeated_text, "workbook_refused", "repeats long texts"),
    (no_sheet_inside, "workbook_damaged", "damaged or made in an unusual way"),
    (not_xml, "workbook_damaged", "damaged or made in an unusual way"),
    (lying_size, "workbook_damaged", "damaged or made in an unusual way"),
    (torn_xls, "workbook_damaged", "damaged or made in an unusual way"),
    (xls_that_bites_its_tail, "workbook_damaged", "damaged or made in an unusual way"),
    (encrypted, "workbook_locked", "locked with a password"),
    (encrypted_xls, "workbook_locked", "locked with a password"),
    (encrypted_ods, "workbook_locked", "locked with a password"),
    (letter, "file_not_text", "neither a text file nor a workbook"),
    (binary_workbook, "file_not_text", "neither a text file nor a workbook"),
    (nothing_in_it, "file_empty", "no sheet with anything in it"),
    (all_hidden, "file_empty", "no sheet with anything in it"),
]


@pytest.mark.parametrize(("make", "code", "words"), SHAPES, ids=lambda s: getattr(s, "__name__", s))
def test_a_bad_workbook_gets_its_sentence(
    tmp_path: Path, make: Callable[[Path], Path], code: str, words: str
) -> None:
    error = caught(make(tmp_path / "book.xlsx"))
    assert error.code == code
    assert words in error.text
    assert "book.xlsx" in error.text


def test_a_workbook_larger_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path / "book.xlsx")
    monkeypatch.setattr("cte_desktop.exchange.tables.workbooks.MOST_BYTES", 1_000)
    assert caught(path).code == "file_too_big"


def test_a_long_text_that_few_cells_show_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_guards, "MOST_TEXT", 1_000_000)
    rows = [["a", "b"], ["x" * 30_000, "1"], *([f"t{n}", "1"] for n in range(2_000))]
    assert len(rows_of(xlsx(tmp_path / "a.xlsx", {"S": rows}))) == 2_001


def test_a_wide_and_long_sheet_below_the_limit_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = changed(tmp_path / "a.xlsx", b'<c r="B2"', b'<c r="Z1000"')
    monkeypatch.setattr(workbook_guards, "MOST_PLACES", 26_000)
    (source,) = tables_of(source_of(path))
    batch = next(iter(open_table(source, "xlsx", HEADERS).batches()))
    assert [len(row) for row in batch.rows] == [2]
    monkeypatch.setattr(workbook_guards, "MOST_PLACES", 25_999)
    assert caught(path).code == "workbook_refused"
