"""A last line that only counts the others is no row of a file of another system."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.exchange.tables.csv_rows import ROWS_IN_A_BATCH
from tests.exchange.profiles.test_mapped import his, plain, read, told


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Total: 30", "Total: 30"),
        ("Total,30", "Total 30"),
        ("total records,30,,,,,", "total records 30"),
        ("Count: 1,,,,,,\n,,,,,,\n\n", "Count: 1"),
        ("Rows", "Rows"),
    ],
)
def test_a_last_line_that_counts_the_rows_is_left_aside_and_told(
    tmp_path: Path, line: str, text: str
) -> None:
    result = read(tmp_path, his("S1,2026,S1,ENG10,A,5,5", line))

    assert len(result.rows) == 1
    reading = result.reading
    assert (reading.rows, reading.refused, reading.left_aside) == (1, 0, 1)
    (entry,) = reading.reported
    assert (entry.row, entry.code, entry.value, entry.taken) == (3, "total_line", text, True)


def test_a_total_is_told_though_the_rows_before_it_fill_a_batch(tmp_path: Path) -> None:
    rows = [f"S1,{year},S1,ENG10,A,5,5" for year in range(2026 - ROWS_IN_A_BATCH, 2026)]

    result = read(tmp_path, his(*rows, "Total: 250"))

    assert told(result, "total_line") == [(ROWS_IN_A_BATCH + 2, "", "Total: 250")]
    assert result.reading.rows == ROWS_IN_A_BATCH


@pytest.mark.parametrize("line", ["Total,2026,S1,ENG10", "Totality,30", "Sum,Ana", "S1,30"])
def test_a_last_line_that_counts_nothing_is_refused(tmp_path: Path, line: str) -> None:
    result = read(tmp_path, his("S1,2026,S1,ENG10,A,5,5", line))

    assert (result.reading.rows, result.reading.refused) == (2, 1)
    assert told(result, "total_line") == []


def test_a_total_above_other_rows_or_in_a_plain_file_is_refused(tmp_path: Path) -> None:
    above = read(tmp_path, his("Total: 1", "S1,2026,S1,ENG10,A,5,5"))
    as_it_stands = plain(tmp_path, "S1,2025-26,fall,ENG10,A,5,5", "Total: 1")

    for result in (above, as_it_stands):
        assert (len(result.rows), result.reading.refused) == (1, 1)
        assert told(result, "total_line") == []
