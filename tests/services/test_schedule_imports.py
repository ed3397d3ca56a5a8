"""Rows of sections and ways that disagree with an earlier row of their file: the first is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths

SECTIONS = "section_id,school_year,term,course_code,site,kind,period,days"
FIRST = "X1,2027-28,year,ENG10,VL,day,P1,MTWRF"
OTHER = "An earlier row with this section_id has another term, course, site or kind."
AGAIN = "What this row is about stands in an earlier row of this file."
SHAPES = [
    ("sections.csv", SECTIONS, (FIRST, "X1,2027-28,year,ENG10,CN,day,P2,MTWRF"), OTHER),
    ("sections.csv", SECTIONS, (FIRST, "X1,2027-28,year,ENG11,VL,day,P2,MTWRF"), OTHER),
    ("sections.csv", SECTIONS, (FIRST, "X1,2027-28,fall,ENG10,VL,day,P2,MTWRF"), OTHER),
    ("sections.csv", SECTIONS, (FIRST, "X1,2027-28,year,ENG10,VL,zero,P2,MTWRF"), OTHER),
    ("sections.csv", SECTIONS, (FIRST, FIRST), AGAIN),
    ("travel.csv", "from,to,minutes", ("VL,CN,12", "CN,VL,12", "VL,CN,15"), AGAIN),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape[2][-1])
def test_a_row_that_contradicts_an_earlier_one_is_refused_and_the_rest_is_taken(
    desk: Desk, tmp_path: Path, shape: tuple[str, str, tuple[str, ...], str]
) -> None:
    name, header, rows, sentence = shape
    file = tmp_path / name
    file.write_text("\n".join((header, *rows, "")), encoding="utf-8")
    (told,) = import_paths(desk, [file], back_up=False).files
    assert (told.rows, told.refused) == (len(rows), 1)
    (entry,) = told.reported
    assert (entry.row, entry.taken, entry.problem) == (len(rows) + 1, False, sentence)
    assert entry.fix


def test_a_way_without_its_way_back_is_told_once(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "travel.csv"
    file.write_text("from,to,minutes\nVL,CN,45\nVL,College,9\n", encoding="utf-8")
    (told,) = import_paths(desk, [file], back_up=False).files
    assert [(e.row, e.code) for e in told.reported][-1] == (3, "one_way")
    again = import_paths(desk, [file], back_up=False).files[0]
    assert again.reported == ()


def test_a_refused_row_is_not_told_as_taken(desk: Desk, tmp_path: Path) -> None:
    """Its teacher would be at two sites at once, but it is refused for its id."""
    file = tmp_path / "sections.csv"
    rows = (FIRST, "X1,2027-28,year,ENG10,CN,day,P1,MTWRF")
    lines = (f"{SECTIONS},teacher", *(f"{row},Lee" for row in rows), "")
    file.write_text("\n".join(lines), encoding="utf-8")
    (told,) = import_paths(desk, [file], back_up=False).files
    assert [(entry.row, entry.code, entry.taken) for entry in told.reported] == [
        (3, "duplicate_id", False)
    ]
