"""What an import tells of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.exchange.kinds import KINDS
from cte_desktop.exchange.toml_text import toml_text
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import FileReport, import_paths
from cte_desktop.storage.imports import ORDER
from cte_desktop.storage.rules import load_rules

HEADER = "student_id,test,score,on\n"
KNOWN = [f"SBAC_ELA,{score},2026-05-0{day}\n" for day, score in enumerate((2500, 2600, 2700), 1)]


@pytest.fixture
def student(desk: Desk) -> str:
    with desk.database.reading() as tx:
        found = tx.connection.exec_driver_sql("SELECT min(student_id) FROM student").scalar()
    return str(found)


def _bring(desk: Desk, folder: Path, student: str, *rows: str) -> FileReport:
    """Bring the test scores of one student; those of the others are removed."""
    file = folder / "tests.csv"
    file.write_text(HEADER + "".join(f"{student},{row}" for row in rows), encoding="utf-8")
    report = import_paths(desk, [file], replace=True, back_up=False)
    (told,) = report.files
    assert told.rows == told.accepted + told.changed + told.unchanged + told.refused
    assert report.needs_a_look == bool(told.reported)
    return told


def test_what_replace_removed_is_counted(desk: Desk, tmp_path: Path, student: str) -> None:
    _bring(desk, tmp_path, student, *KNOWN)
    told = _bring(desk, tmp_path, student, *KNOWN[:2])
    assert (told.unchanged, told.absent, told.removed, told.reported) == (2, 1, 1, ())


def test_a_refused_row_keeps_replace_from_removing_and_the_person_is_told(
    desk: Desk, tmp_path: Path, student: str
) -> None:
    _bring(desk, tmp_path, student, *KNOWN)
    told = _bring(desk, tmp_path, student, KNOWN[0], "SBAC_ELA,2600,the second of May\n")
    assert (told.unchanged, told.refused, told.absent, told.removed) == (1, 1, 1, 0)
    whole_file, refused = told.reported
    assert (whole_file.row, whole_file.code, whole_file.taken) == (None, "adjusted", True)
    assert whole_file.problem.startswith("Nothing was removed: rows were refused")
    assert (refused.row, refused.code, refused.taken) == (3, "bad_date", False)


def test_a_file_without_rows_removes_nothing_and_the_person_is_told(
    desk: Desk, tmp_path: Path, student: str
) -> None:
    _bring(desk, tmp_path, student, *KNOWN)
    told = _bring(desk, tmp_path, student)
    assert (told.rows, told.absent, told.removed) == (0, 3, 0)
    (entry,) = told.reported
    assert (entry.row, entry.code) == (None, "adjusted")
    assert entry.problem == "Nothing was removed: the file has no rows."


def test_kinds_are_applied_in_the_order_in_which_they_are_read() -> None:
    assert [kind.name for kind in KINDS] == list(ORDER)


def test_each_file_is_told_its_own_figures(desk: Desk, tmp_path: Path) -> None:
    with desk.database.reading() as tx:
        graduation = toml_text(load_rules(tx)["graduation"])
    files = {
        "graduation.toml": graduation,
        "sectors.csv": "code,name\nA22,New sector\nA23,Newer sector\n",
        "courses.csv": "code,title,credits,terms,pathway\nNEW1,New 1,10,Y,New pathway\n",
        "pathways.csv": "code,name,sector,hart_name\n999,New,A22,New pathway\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = import_paths(desk, [tmp_path / name for name in files])
    told = {f.file: (f.rows, f.accepted + f.changed + f.unchanged) for f in report.files}
    assert told == {
        "graduation.toml": (1, 1),
        "sectors.csv": (2, 2),
        "courses.csv": (1, 1),
        "pathways.csv": (1, 1),
    }
