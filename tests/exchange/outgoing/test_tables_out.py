"""Tables go out as they are shown: numbers as numbers, everything else as text."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from cte_desktop.exchange.outgoing.tables_out import ShownTable, write_table

DAY = date(2026, 11, 21)
TABLE = ShownTable(
    "Students [all]: of the whole district, and more",
    ("Name", "Id", "Rows", "Credits", "Trend"),
    (False, False, True, True, True),
    (
        ("Núñez, Ana", "00042", "1,234", "2.5", "-3"),
        ("=HYPERLINK(1)", "7", "12", "", "–"),
    ),
)


def _csv(table: ShownTable) -> list[list[str]]:
    sink = io.BytesIO()
    write_table(sink, ".csv", table, DAY)
    return list(csv.reader(io.StringIO(sink.getvalue().decode("utf-8-sig"), newline="")))


def _workbook(table: ShownTable) -> CalamineWorkbook:
    sink = io.BytesIO()
    assert write_table(sink, ".xlsx", table, DAY) == len(table.rows)
    return CalamineWorkbook.from_filelike(io.BytesIO(sink.getvalue()))


def test_a_workbook_has_numbers_as_numbers_and_ids_and_formulas_as_texts() -> None:
    book = _workbook(TABLE)
    (name,) = book.sheet_names
    assert book.get_sheet_by_name(name).to_python() == [
        ["Name", "Id", "Rows", "Credits", "Trend"],
        ["Núñez, Ana", "00042", 1234.0, 2.5, "-3"],
        ["=HYPERLINK(1)", "7", 12.0, "", "–"],
    ]
    assert len(name) <= 31


def test_a_csv_has_numbers_without_commas_and_no_formula() -> None:
    assert _csv(TABLE) == [
        ["Name", "Id", "Rows", "Credits", "Trend"],
        ["Núñez, Ana", "00042", "1234", "2.5", "'-3"],
        ["'=HYPERLINK(1)", "7", "12", "", "–"],
    ]


def test_the_same_table_gives_the_same_bytes() -> None:
    sinks = io.BytesIO(), io.BytesIO()
    for sink in sinks:
        write_table(sink, ".xlsx", TABLE, DAY)
    assert sinks[0].getvalue() == sinks[1].getvalue()


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=6)


@given(st.lists(st.tuples(_CELLS, _CELLS), max_size=4), st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_cell_of_a_csv_is_ever_a_formula(rows: list[tuple[str, str]], figures: bool) -> None:
    made = _csv(ShownTable("T", ("A", "B"), (False, figures), tuple(rows)))
    for row in made[1:]:
        for place, cell in enumerate(row):
            is_number = figures and place == 1 and cell.replace(".", "").lstrip("-").isdigit()
            assert (
                is_number
                or not cell.lstrip("'").startswith(("=", "+", "-", "@"))
                or (cell.startswith("'"))
            )
