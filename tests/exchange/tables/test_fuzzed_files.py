"""Any bytes at all: no crash, and every row is either handed on or refused and reported."""

from __future__ import annotations

import io
import tempfile
import unicodedata
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from cte_desktop.exchange.outgoing.export import write_rows
from cte_desktop.exchange.plain.columns import Row, Value
from cte_desktop.exchange.plain.kinds import HEADERS, STUDENTS, TABLES
from cte_desktop.exchange.tables.csv_rows import Sheet
from cte_desktop.system.errors import KnownError
from tests.exchange.reading.reading_district import known, read_bytes

HEADER_BYTES = {kind.file: ",".join(c.name for c in kind.columns).encode() for kind in TABLES}
CELLS = st.sampled_from(
    [b"S1", b"2025-26", b"fall", b"ENG10", b"A", b"5.0", b"VL", b"day", b"", b"\xff", b"\0", b"'=1"]
)
JUNK = st.binary(max_size=60)
PIECES = st.lists(
    st.one_of(CELLS, JUNK, st.sampled_from([b",", b'"', b"\n", b"\r\n", b";"])), max_size=60
)


@given(name=st.sampled_from(sorted(HEADER_BYTES)), pieces=PIECES)
def test_any_bytes_after_a_header_add_up(name: str, pieces: list[bytes]) -> None:
    check(name, HEADER_BYTES[name] + b"\n" + b"".join(pieces))


@given(name=st.sampled_from(sorted(HEADER_BYTES)), content=st.binary(max_size=400))
@example(name="bells.csv", content=b"\x00\x01")  # two bytes that look like UTF-16
def test_any_bytes_at_all_add_up(name: str, content: bytes) -> None:
    check(name, content)


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=22), max_size=20))
def test_rows_of_any_width_add_up(rows: list[list[bytes]]) -> None:
    lines = [b",".join(cells) for cells in rows]
    check("record.csv", b"\n".join((HEADER_BYTES["record.csv"], *lines)))


def check(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            read = read_bytes(Path(folder), name, content)
        except KnownError as error:
            code = error.code
        else:
            code = ""
    if code:
        assert code in {"file_empty", "file_not_text", "file_unreadable"}
        return
    assert read.adds_up
    refused = [entry for entry in read.reading.reported if not entry.taken]
    if not any(entry.code == "missing_column" for entry in refused):
        assert len(refused) == read.reading.refused
        assert len({entry.row for entry in refused}) == read.reading.refused
    numbers = [row[-1] for row in read.rows]
    assert len(set(numbers)) == len(numbers)


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"]), max_size=20
).map(str.strip)


@given(names=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=8))
def test_what_is_written_is_read_back(names: list[tuple[str, str]]) -> None:
    rows: list[Row] = []
    for number, (last, goal) in enumerate(names):
        given_values: dict[str, Value] = {
            "student_id": f"00{number}",
            "last_name": unicodedata.normalize("NFC", last) if last != "-" else "",
            "first_name": "Ana",
            "grade_level": 11,
            "graduation_year": 2028,
            "school": "VL",
            "entry_class": 2029,
            "goal": unicodedata.normalize("NFC", goal),
        }
        empties = {c.field: c.empty for c in STUDENTS.columns}
        rows.append(tuple((empties | given_values)[name] for name in STUDENTS.fields))
    stream = io.StringIO(newline="")
    assert write_rows(stream, STUDENTS, rows) == len(rows)
    with tempfile.TemporaryDirectory() as folder:
        read = read_bytes(Path(folder), "students.csv", stream.getvalue().encode(), known())
    assert [row[:-1] for row in read.rows] == rows


def test_a_header_over_two_lines_is_one_header() -> None:
    sheet = Sheet(io.BytesIO(b'"student_id","last\nname",x\n1,2,3\n'), "utf-8", HEADERS)
    assert sheet.header == ["student_id", "last name", "x"]
    assert [batch.rows for batch in sheet.batches()] == [[["1", "2", "3"]]]
