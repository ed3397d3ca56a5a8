"""The words and the columns of an import's report."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import ImportReport, import_paths
from cte_desktop.ui.data.imports.reported_rows import kept_words, row_columns
from tests.ui.data.imports.steps import written

HEADER = "student_id,last_name,first_name,grade_level,school\n"


def students(*numbers: int) -> str:
    return HEADER + "".join(f"{n:04},Rivera{n},Ana,10,VL\n" for n in numbers)


def width_of_files(report: ImportReport) -> int:
    return next(column.width for column in row_columns(report) if column.title == "File")


def test_a_small_file_says_quietly_that_the_others_stay(empty_desk: Desk, tmp_path: Path) -> None:
    import_paths(empty_desk, [written(tmp_path, students(*range(1, 121)))])
    report = import_paths(empty_desk, [written(tmp_path, students(1))])
    assert kept_words(report) == (
        "Of 1 row: 0 new, 0 changed, 1 unchanged, 0 refused. "
        "Rows that are here and not in these files stay as they are: 119."
    )


def test_a_whole_file_says_nothing_of_others(empty_desk: Desk, tmp_path: Path) -> None:
    report = import_paths(empty_desk, [written(tmp_path, students(1, 2))])
    assert kept_words(report) == "Of 2 rows: 2 new, 0 changed, 0 unchanged, 0 refused."


def test_rows_that_were_removed_are_never_said_to_stay(empty_desk: Desk, tmp_path: Path) -> None:
    import_paths(empty_desk, [written(tmp_path, students(1, 2, 3))])
    report = import_paths(empty_desk, [written(tmp_path, students(1))], replace=True)
    assert sum(file.removed for file in report.files) == 2
    assert kept_words(report).endswith("Removed, because they are not in these files: 2 rows.")


@pytest.mark.parametrize(
    ("name", "width"),
    [("a.csv", 120), ("enrollments_of_2026.csv", 208), ("x" * 80 + ".csv", 260)],
)
def test_the_name_of_a_file_gets_the_room_it_needs(
    empty_desk: Desk, tmp_path: Path, name: str, width: int
) -> None:
    file = tmp_path / name
    file.write_text(students(1) + "0002,Chen,Bo,10,Nowhere\n", encoding="utf-8")
    assert width_of_files(import_paths(empty_desk, [file])) == width
