"""Every bad shape of a whole file: the sentence that it gets, or how it is read all the same.

Rows are in `test_bad_shapes.py`, what is wrong inside a workbook in `test_workbook_guards.py`.
"""

from __future__ import annotations

import codecs
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.exchange.reading.reading import open_paths
from cte_desktop.system.errors import KnownError
from tests.exchange.reading.reading_district import STUDENTS, known, read_bytes

LINES = f"{STUDENTS}\r\nS5,Núñez,Zoë,11,VL,2010-03-04\r\nS6,Lee,Bo,9,VL,2012-01-02\r\n"
ROWS = [("S5", "Núñez", "2010-03-04"), ("S6", "Lee", "2012-01-02")]
QUOTED = LINES.replace("Lee", '"Lee"').replace("Zoë", '"Zoë, ""Z"""')
TITLES = "Valencia High School\r\nPrinted 11/2/2026\r\n\r\n"

# what it is, bytes, encoding, codes of the entries
READ = [
    ("UTF-8", LINES.encode(), "utf-8", []),
    ("UTF-8 with BOM", LINES.encode("utf-8-sig"), "utf-8-sig", []),
    ("UTF-16 with BOM", codecs.BOM_UTF16_LE + LINES.encode("utf-16-le"), "utf-16", []),
    ("UTF-16 big with BOM", codecs.BOM_UTF16_BE + LINES.encode("utf-16-be"), "utf-16", []),
    ("UTF-16 without BOM", LINES.encode("utf-16-le"), "utf-16-le", []),
    ("UTF-16 big without BOM", LINES.encode("utf-16-be"), "utf-16-be", []),
    ("UTF-32", LINES.encode("utf-32"), "utf-32", []),
    ("cp1252", LINES.encode("cp1252"), "cp1252", []),
    (
        "mixed",
        LINES.encode().replace("Zoë".encode(), "Zoë".encode("cp1252")),
        "cp1252",
        [(2, "mixed_encoding")],
    ),
    ("semicolons", LINES.replace(",", ";").encode(), "utf-8", []),
    ("tabs", LINES.replace(",", "\t").encode(), "utf-8", []),
    ("bars", LINES.replace(",", "|").encode(), "utf-8", []),
    ("sep line", b"sep=;\r\n" + LINES.replace(",", ";").encode(), "utf-8", []),
    ("sep line of UTF-16", f"sep=\t\n{LINES}".replace(",", "\t").encode("utf-16"), "utf-16", []),
    ("quotes", QUOTED.encode(), "utf-8", []),
    ("Unix lines", LINES.replace("\r\n", "\n").encode(), "utf-8", []),
    ("old Mac lines", LINES.replace("\r\n", "\r").encode(), "utf-8", []),
    ("no last line end", LINES.rstrip().encode(), "utf-8", []),
    ("blank lines", LINES.replace("\r\n", "\r\n\r\n").encode(), "utf-8", []),
    ("empty cells beyond", LINES.replace("\r\n", ",,\r\n").encode(), "utf-8", []),
    ("titles above", (TITLES + LINES).encode(), "utf-8", []),
    (
        "line break in a cell",
        LINES.replace("Bo", '"Bo\r\nB"').encode(),
        "utf-8",
        [(3, "adjusted")],
    ),
    (
        "repeated column",
        LINES.replace("\r\n", ",x\r\n").replace("date,x", "date,school").encode(),
        "utf-8",
        [(None, "ignored_column")],
    ),
    ("header only", f"{STUDENTS}\r\n".encode(), "utf-8", []),
]


@pytest.mark.parametrize(
    ("content", "encoding", "codes"), [r[1:] for r in READ], ids=[r[0] for r in READ]
)
def test_a_file_of_an_odd_make_is_read_all_the_same(
    tmp_path: Path, content: bytes, encoding: str, codes: list[tuple[int | None, str]]
) -> None:
    read = read_bytes(tmp_path, "students.csv", content)
    assert read.reading.encoding == encoding
    assert [(row, code) for row, code, _ in read.codes] == codes
    fields = [read.values(name) for name in ("student_id", "last_name", "birth_date")]
    assert list(zip(*fields, strict=True)) == (ROWS if b"5" in content else [])
    assert read.adds_up


def packed(path: Path, *names: str, content: bytes = b"x", mode: int = 0) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = mode << 16
            made.writestr(entry, content)


def bomb(path: Path) -> None:
    packed(path, "students.csv", content=bytes(40 * 1024 * 1024))


def crowd(path: Path) -> None:
    packed(path, *(f"{number}.csv" for number in range(2_001)))


def locked_archive(path: Path) -> None:
    packed(path, "students.csv")
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


def torn_archive(path: Path) -> None:
    packed(path, "students.csv", content=LINES.encode())
    path.write_bytes(path.read_bytes()[:-30])


def no_leave(path: Path) -> None:
    path.mkdir()


def of(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


BINARY = bytes(range(256)) * 40 + bytes(2_000)
SHORTCUT = b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F" + bytes(300)

# name, how it is made, code, words of the sentence
REFUSED: list[tuple[str, Callable[[Path], None], str, str]] = [
    ("students.csv", of(b""), "file_empty", "students.csv is empty"),
    ("students.csv", of(codecs.BOM_UTF8), "file_empty", "is empty"),
    ("students.csv", of(codecs.BOM_UTF16_LE), "file_empty", "is empty"),
    ("students.csv", of(b" \r\n\r\n\t"), "file_empty", "is empty"),
    ("students.csv", of(bytes(5_000)), "file_empty", "is empty"),
    ("students.csv", of(BINARY), "file_not_text", "is not a text file"),
    ("students.csv", of(b"<html><table><tr>"), "file_not_text", "web page or XML"),
    ("students.csv.lnk", of(SHORTCUT), "file_not_text", "is not a text file"),
    ("students.csv", of(b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\n"), "file_not_text", "is not a text file"),
    ("students.csv", of(b"\x89PNG\r\n\x1a\npicture"), "file_not_text", "is not a text file"),
    ("letter.csv", of(b"Dear parents,\nhello\n"), "nothing_known", "no file in letter.csv"),
    ("a.zip", bomb, "archive_refused", "more than 200 times its size"),
    ("a.zip", crowd, "archive_refused", "more than 2,000 files"),
    ("a.zip", lambda p: packed(p, "../students.csv"), "archive_refused", "outside itself"),
    ("a.zip", lambda p: packed(p, "/etc/students.csv"), "archive_refused", "outside itself"),
    ("a.zip", lambda p: packed(p, "C:\\students.csv"), "archive_refused", "outside itself"),
    ("a.zip", lambda p: packed(p, "a.csv", mode=0o120777), "archive_refused", "has links inside"),
    ("a.zip", locked_archive, "archive_refused", "locked with a password"),
    ("a.zip", torn_archive, "file_unreadable", "archive is damaged"),
    ("a.zip", lambda p: packed(p, "letter.docx"), "nothing_known", "no file in a.zip"),
    ("a.zip", packed, "nothing_known", "no file in a.zip"),
    ("gone.csv", lambda _: None, "file_unreadable", "gone.csv can't be read"),
    ("folder", no_leave, "nothing_known", 'no file in "folder"'),
]


@pytest.mark.parametrize(
    ("name", "make", "code", "words"), REFUSED, ids=[f"{r[2]}-{r[3]}" for r in REFUSED]
)
def test_a_bad_file_gets_its_sentence(
    tmp_path: Path, name: str, make: Callable[[Path], None], code: str, words: str
) -> None:
    make(tmp_path / name)
    with pytest.raises(KnownError) as caught:
        open_paths([tmp_path / name], "plain", None, known())
    assert (caught.value.code, words in caught.value.text) == (code, True), caught.value.text
    assert "{" not in str(caught.value)
    assert caught.value.kept
    assert caught.value.do


@pytest.mark.skipif(sys.platform == "win32", reason="leave to read is another thing there")
def test_a_file_without_leave_to_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "students.csv"
    path.write_text(LINES)
    path.chmod(0)
    real = Path.open
    if os.access(path, os.R_OK):  # who may read everything

        def refuse(self: Path, mode: str = "r", **given: Any) -> Any:
            if self == path:
                raise PermissionError(13, "Permission denied", str(self))
            return real(self, mode, **given)

        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(KnownError) as caught:
        open_paths([path], "plain", None, known())
    assert (caught.value.code, "can't be read" in caught.value.text) == ("file_unreadable", True)


@pytest.mark.parametrize("change", [b"", LINES.encode() * 2])
def test_a_file_that_shrinks_or_grows_while_it_is_read_is_told(
    tmp_path: Path, change: bytes
) -> None:
    path = tmp_path / "students.csv"
    path.write_bytes(LINES.encode())
    what = known()
    readings = open_paths([path], "plain", None, what)
    (reading,) = readings.files
    path.write_bytes(change)
    with pytest.raises(KnownError) as caught:
        list(readings.batches(reading))
    assert caught.value.code == "file_changed"
    assert "was changed while it was read" in caught.value.text
