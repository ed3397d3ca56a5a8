"""Workbooks with bytes changed anywhere: rows of one width, or a known error; never anything else.

The bytes are changed in the file as it lies there, and in its members, which are packed again so
that the checks of the zip do not save the parser.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.exchange.plain.kinds import HEADERS
from cte_desktop.exchange.tables.tables import RawTable, open_table, tables_of
from cte_desktop.system.errors import KnownError
from tests.exchange.tables.workbook_files import SMALL_XLS, ods, ods_row, source_of, xlsx

CODES = {"workbook_damaged", "workbook_locked", "workbook_refused", "file_not_text", "file_empty"}
ROWS: list[list[object]] = [
    ["student_id", "grade_level", "x"],
    ["007", 9.5, True],
    ["S2", "#N/A", "a&b"],
]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=3), st.integers(0, 6)),
    min_size=1,
    max_size=4,
)


@cache
def whole(kind: str) -> bytes:
    """Return a good workbook of a kind."""
    if kind == "xls":
        return SMALL_XLS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{kind}"
        if kind == "xlsx":
            xlsx(path, {"S": ROWS, "T": ROWS})
        else:
            ods(path, *(ods_row(*row) for row in ROWS))
        return path.read_bytes()


def changed(content: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    """Put other bytes at some places, in place of as many as are said."""
    made = bytearray(content)
    for share, put, taken in changes:
        place = int(share * len(made))
        made[place : place + taken] = put
    return bytes(made)


def read(content: bytes) -> str:
    """Read every table of a workbook; return the code of the known error, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(content)
        try:
            for source in tables_of(source_of(path)):
                if source.is_workbook:
                    check(open_table(source, "utf-8", HEADERS))
        except KnownError as error:
            said = error
        else:
            return ""
    assert "{" not in str(said)
    return said.code


def check(table: RawTable) -> None:
    """Every row has the width of the header, and texts alone."""
    rows = [row for batch in table.batches() for row in batch.rows]
    assert {len(row) for row in rows} <= {len(table.header)}
    assert all(type(cell) is str for row in rows for cell in row)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
@settings(max_examples=60)
@given(changes=CHANGES)
def test_changed_bytes_of_a_workbook_are_rows_or_a_known_error(
    kind: str, changes: list[tuple[float, bytes, int]]
) -> None:
    assert read(changed(whole(kind), changes)) in {"", *CODES}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@settings(max_examples=60)
@given(place=st.integers(0, 30), changes=CHANGES)
def test_changed_bytes_of_a_member_are_rows_or_a_known_error(
    kind: str, place: int, changes: list[tuple[float, bytes, int]]
) -> None:
    with zipfile.ZipFile(io.BytesIO(whole(kind))) as package:
        members = {name: package.read(name) for name in package.namelist()}
    name = sorted(members)[place % len(members)]
    members[name] = changed(members[name], changes)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for one, content in members.items():
            packed.writestr(one, content)
    assert read(made.getvalue()) in {"", *CODES}


@settings(max_examples=40)
@given(length=st.floats(0, 1), kind=st.sampled_from(["xlsx", "ods", "xls"]))
def test_a_workbook_cut_off_anywhere_is_a_known_error(length: float, kind: str) -> None:
    content = whole(kind)
    cut = content[: int(length * len(content))]
    assert read(cut) in {"", *CODES}
