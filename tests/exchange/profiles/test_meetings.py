"""Sections whose cell names several periods."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.exchange.profiles.profile import ColumnRule, TableShape
from tests.exchange.profiles.test_mapped import his, read


@pytest.mark.parametrize(
    ("cell", "periods"),
    [
        ("1,2", ["P1", "P2"]),
        ("Period 1, 2, 03", ["P1", "P2", "P3"]),
        ("3(A) 5(B)", ["P3", "P5"]),
        ("3(A) 3(B)", ["P3"]),
        ("2", ["P2"]),
        ("1,9", []),
        ("3(A) lunch", []),
    ],
)
def test_a_section_in_several_periods_has_a_row_for_each(
    tmp_path: Path, cell: str, periods: list[str]
) -> None:
    names = ("section_id", "school_year", "term", "course_code", "site", "kind", "period")
    rules = [ColumnRule(name, (f"x {name}",)) for name in names]
    rules[-1] = replace(rules[-1], convert=("period",))
    header = ",".join(f"X {name}" for name in names)
    rows = (f'7,2026-27,fall,ENG10,VL,day,"{cell}"', '8,2026-27,fall,ENG99,VL,day,"1,2,3"')
    shape = TableShape("sections", marks=(("x section_id",),), columns=tuple(rules))

    result = read(tmp_path, his(*rows, header=header), shape)

    assert result.values("period") == periods
    assert (result.reading.rows, result.reading.refused) == (2, 1 if periods else 2)
    assert [e.row for e in result.reading.reported if e.code == "unknown_course"] == [3]
    assert {row[-1] for row in result.rows} == ({2} if periods else set())
