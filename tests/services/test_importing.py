"""What an import tells of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.exchange.plain.kinds import KINDS
from cte_desktop.exchange.profiles.profile import ColumnRule, TableShape
from cte_desktop.exchange.toml_text import toml_text
from cte_desktop.services import importing
from cte_desktop.services.answering_imports import Answers
from cte_desktop.services.backups import list_backups
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.history import list_history
from cte_desktop.services.importing import FileReport, import_paths
from cte_desktop.storage.imports import ORDER
from cte_desktop.storage.rules import load_rules
from cte_desktop.system.errors import KnownError
from tests.services.conftest import CLOCK

RECORD = (
    "student_id,school_year,term,course_code,course_title,mark,credits_attempted,credits_earned,"
    "school,subject,section_id\n"
)
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


def test_before_an_import_everything_is_backed_up_as_it_was(
    desk: Desk, tmp_path: Path, student: str
) -> None:
    steps = len(list_history(desk))
    file = tmp_path / "tests.csv"
    file.write_text(f"{HEADER}{student},{KNOWN[0]}", encoding="utf-8")
    import_paths(desk, [file])
    assert len(list_history(desk)) == steps + 1
    (made,) = list_backups(desk)
    assert made.reason == "before-import"
    kept = open_desk(made.path, None, CLOCK, actor="", writable=False)
    assert len(list_history(kept)) == steps
    kept.close()


def test_nothing_is_imported_that_could_not_be_backed_up_first(
    desk: Desk, tmp_path: Path, student: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise KnownError("disk_full", "There is no room left.")

    file = tmp_path / "tests.csv"
    file.write_text(f"{HEADER}{student},{KNOWN[0]}", encoding="utf-8")
    steps = list_history(desk)
    monkeypatch.setattr(importing, "back_up_now", refuse)
    with pytest.raises(KnownError):
        import_paths(desk, [file])
    assert list_history(desk) == steps


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


def test_a_row_left_out_by_an_answer_keeps_replace_from_nothing(
    desk: Desk, tmp_path: Path, student: str
) -> None:
    header = RECORD.replace(",section_id", "")
    rows = [
        f"{student},2024-25,{term},ZZ9,Odd,{{}},5,5,VL,elective\n" for term in ("fall", "spring")
    ]
    file = tmp_path / "record.csv"
    file.write_text(header + "".join(rows).format("A", "A"), encoding="utf-8")
    import_paths(desk, [file], replace=True, back_up=False)
    file.write_text(header + "".join(rows).format("A", "Q"), encoding="utf-8")
    answers = Answers({"unknown_mark": {"Q": "skip"}})
    (told,) = import_paths(desk, [file], replace=True, answers=answers, back_up=False).files
    assert (told.unchanged, told.refused, told.removed) == (1, 1, 1)


def _roster(folder: Path, student: str) -> tuple[Path, TableShape]:
    """A list of a class in a system's own words, and how it is read: no column is the mark."""
    file = folder / "roster.csv"
    file.write_text(f"pupil,course,class\n{student},ZZ9,7\n", encoding="utf-8")
    constants = {
        "school_year": "2026-27",
        "term": "fall",
        "course_title": "Odd",
        "mark": "",
        "credits_attempted": "5",
        "credits_earned": "0",
        "school": "VL",
        "subject": "elective",
    }
    sources = {"student_id": "pupil", "course_code": "course", "section_id": "class"}
    columns = [ColumnRule(column, sources=(name,)) for column, name in sources.items()]
    columns += [ColumnRule(column, constant=text) for column, text in constants.items()]
    return file, TableShape("record", columns=tuple(columns))


def test_a_roster_and_a_transcript_of_a_course_are_one_row(
    desk: Desk, tmp_path: Path, student: str
) -> None:
    def bring(file: Path, **shapes: TableShape) -> tuple[int, int, int, int]:
        named = {f"{name}.csv": shape for name, shape in shapes.items()}
        (told,) = import_paths(desk, [file], shapes=named, back_up=False).files
        return told.accepted, told.changed, told.unchanged, told.refused

    file, shape = _roster(tmp_path, student)
    transcript = tmp_path / "record.csv"
    row = f"{student},2026-27,fall,ZZ9,Odd,B,5,5,VL,elective,\n"
    transcript.write_text(RECORD + row, encoding="utf-8")
    assert bring(file, roster=shape) == (1, 0, 0, 0)
    assert bring(transcript) == (0, 1, 0, 0)
    for _ in range(2):
        assert bring(file, roster=shape) == (0, 0, 1, 0)
        assert bring(transcript) == (0, 0, 1, 0)
    with desk.database.reading() as tx:
        query = "SELECT section_id, mark, earned FROM record WHERE course_code = 'ZZ9'"
        assert tx.connection.exec_driver_sql(query).all() == [("7", "B", 500)]


def test_two_files_that_say_otherwise_of_a_student_are_told_and_come_to_rest(
    desk: Desk, tmp_path: Path
) -> None:
    header = "student_id,last_name,first_name,grade_level,school\n"
    for name, school in (("students.csv", "VL"), ("more.csv", "CN")):
        row = f"777001,Rivera,Ana,10,{school}\n"
        (tmp_path / name).write_text(header + row, encoding="utf-8")
    paths = [tmp_path / "students.csv", tmp_path / "more.csv"]
    first = import_paths(desk, paths, back_up=False)
    assert first.step is not None
    again = import_paths(desk, paths, back_up=False)
    assert again.step is None
    for report in (first, again):
        (entry,) = [entry for file in report.files for entry in file.reported]
        assert (entry.row, entry.code, entry.taken) == (2, "duplicate_id", False)
        assert entry.problem == "Another file of this import has this otherwise."
