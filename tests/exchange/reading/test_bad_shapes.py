"""Every bad shape of a row: what becomes of it and the sentence that it gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.reading.reading_district import (
    GOOD_ROW,
    GOOD_STUDENT,
    RECORD,
    STUDENTS,
    known,
    read_bytes,
    read_lines,
)

SECTIONS = "section_id,school_year,term,course_code,site,kind,period,days,start,end"
BUSY = "student_id,school_year,term,days,start,end,kind,site"
WISHES = "student_id,rank,kind,value"

# file, header, row, code, taken, words of the sentence
SHAPES = [
    ("record", RECORD, "S9,2025-26,fall,ENG10,A,5,5", "unknown_student", False, '"S9"'),
    ("record", RECORD, ",2025-26,fall,ENG10,A,5,5", "missing_value", False, '"student_id" is'),
    ("record", RECORD, "S1,2025-26,fall,NOPE,A,5,5", "unknown_course", False, '"NOPE" in the'),
    ("record", RECORD, "S1,2025-26,fall,ENG10,E,5,5", "unknown_mark", False, '"E" is not a mark'),
    ("record", RECORD, "S1,2025-26,Q1,ENG10,A,5,5", "unknown_term", False, '"Q1" is not a term'),
    ("record", RECORD, "S1,2025-26,fall,ENG10,A,-5,5", "bad_credits", False, '"-5" is not'),
    ("record", RECORD, "S1,2025-26,fall,ENG10,A,5,20.5", "bad_credits", False, '"20.5"'),
    ("record", RECORD, "S1,2025-26,fall,ENG10,A,5,2.555", "bad_credits", False, '"2.555"'),
    ("record", RECORD, "S1,2025-26,fall,ENG10,A,,5", "missing_value", False, "credits_attempted"),
    ("record", RECORD, "S1,2025-27,fall,ENG10,A,5,5", "bad_date", False, '"2025-27"'),
    ("record", RECORD, "S1,2027-28,fall,ENG10,A,5,5", "future_year", False, "2027-28 has not"),
    ("record", RECORD, "1.23E+09,2025-26,fall,ENG10,A,5,5", "excel_damage", False, "spreadsheet"),
    ("record", RECORD, "S1,2025-26,fall,5-Mar,A,5,5", "excel_damage", False, "spreadsheet"),
    ("record", RECORD, "S1,2025-26,fall,Mar-05,A,5,5", "excel_damage", False, "spreadsheet"),
    ("record", RECORD, "S1,2025-26,fall,#REF!,A,5,5", "excel_damage", False, "spreadsheet"),
    ("record", RECORD, "1.23456789012346E+15,2025-26,fall,A,A,5,5", "excel_damage", False, '+15"'),
    ("students", STUDENTS, "2026-03-05,Lee,Ana,11,VL,", "excel_damage", False, '"2026-03-05"'),
    ("students", STUDENTS, "100234.0,Lee,Ana,11,VL,", "excel_damage", False, '"100234.0"'),
    ("record", RECORD, "S1,2025-26,fall,ENG10,A,5", "ragged_row", False, "has 6 cells"),
    ("record", RECORD, "S1,2025-26,fall,ENG10,A,5,5,7", "ragged_row", False, "has 8 cells"),
    ("record", RECORD, "S1,2025-26,fall,ENG\x0010,A,5,5", "bad_characters", False, "course_code"),
    ("record", RECORD, "S1,2025-26,fall,ENG\x0710,A,5,5", "bad_characters", False, "course_code"),
    ("record", RECORD, 'S1,2025-26,fall,"ENG10,A,5,5', "unclosed_quote", False, "never closed"),
    ("record", RECORD, f"S1,2025-26,fall,{'E' * 131_073},A,5,5", "too_long", False, "131,072"),
    ("record", RECORD, "S1,2025-26,fall,ENG10,b+,5,5", "adjusted", True, 'read as "B+"'),
    ("record", RECORD, "S1,2025-2026,fall,ENG10,A,5,5", "adjusted", True, 'as "2025-26"'),
    ("record", RECORD, "S1,2025-26,fall,ENG10,F,5,5", "adjusted", True, "mark F were set to 0"),
    ("record", RECORD, "S1,2025-26,fall,ENG10,X,5,5", "adjusted", True, "mark X were set to 0"),
    ("record", RECORD, "S1,2025-26,fall,ENG10,,5,5", "adjusted", True, "set to 0"),
    (
        "record",
        f"{RECORD},credit_scale",
        "S1,2025-26,fall,ENG10,A,0.5,0.5,carnegie",
        "credit_scale",
        True,
        "0.5 Carnegie units were read as 5 credits",
    ),
    (
        "record",
        f"{RECORD},credit_scale",
        "S1,2025-26,fall,ENG10,A,0.5,0.5,metric",
        "unknown_value",
        False,
        '"metric"',
    ),
    (
        "record",
        f"{RECORD},grade_level,course_title",
        "S1,2025-26,fall,ENG10,A,5,5,10,Woodwork",
        "title_differs",
        True,
        'the catalog\'s: "English 10"',
    ),
    (
        "record",
        f"{RECORD},grade_level",
        "S1,2025-26,fall,MATH8A,A,5,5,8",
        "adjusted",
        True,
        "in grade 8 were set to 0",
    ),
    ("students", STUDENTS, "S5,,Ana,11,VL,", "missing_value", False, '"last_name" is empty'),
    ("students", STUDENTS, "S5,Lee,Ana,13,VL,", "bad_number", False, '"13" is not a number'),
    ("students", STUDENTS, "S5,Lee,Ana,11,ZZ,", "unknown_school", False, 'school "ZZ"'),
    ("students", STUDENTS, "S5,Lee,Ana,11,VL,30/2/2010", "bad_date", True, '"30/2/2010"'),
    ("students", STUDENTS, "S5,Lee,Ana,11,VL,3/4/2010", "adjusted", True, 'as "2010-03-04"'),
    ("students", STUDENTS, '"S\n5",Lee,Ana,11,VL,', "adjusted", True, 'a blank: "S 5"'),
    ("students", STUDENTS, "S5,Le\x07e,Ana,11,VL,", "bad_characters", True, '"Le\ufffde" has'),
    ("students", STUDENTS, "S5,Le�e,Ana,11,VL,", "bad_characters", True, "damaged"),
    (
        "students",
        f"{STUDENTS},pathway",
        "S5,Lee,Ana,11,VL,,Wizardry",
        "unknown_pathway",
        True,
        'no pathway "Wizardry"',
    ),
    (
        "sections",
        SECTIONS,
        "1,2026-27,fall,NOPE,VL,day,P1,MTWRF,,",
        "unknown_course",
        False,
        '"NOPE"',
    ),
    (
        "sections",
        SECTIONS,
        "1,2026-27,fall,ENG10,Mars,day,P1,,,",
        "unknown_school",
        False,
        '"Mars"',
    ),
    ("sections", SECTIONS, "1,2026-27,fall,ENG10,VL,day,P9,,,", "unknown_value", False, '"P9"'),
    ("sections", SECTIONS, "1,2026-27,fall,ENG10,VL,day,,XY,,", "bad_time", False, '"XY"'),
    ("sections", SECTIONS, "1,2026-27,fall,ENG10,VL,day,,M,9:00,8:00", "bad_time", False, "8:00"),
    ("sections", SECTIONS, "1,2026-27,fall,ENG10,VL,day,,M,9:00,", "bad_time", False, "MTWRF"),
    ("busy", BUSY, "S1,2026-27,fall,MW,25:00,26:00,sport,", "bad_time", False, '"25:00"'),
    ("busy", BUSY, "S1,2026-27,fall,MW,15:00,16:00,nap,", "unknown_value", False, "sport, job"),
    ("wishes", WISHES, "S1,1,pathway,Wizardry", "unknown_pathway", False, '"Wizardry"'),
    ("wishes", WISHES, "S1,1,course,NOPE", "unknown_course", False, '"NOPE"'),
    ("wishes", WISHES, "S1,1,load,many", "unknown_value", False, "5-7"),
    ("wishes", WISHES, "S1,first,course,ENG10", "bad_number", False, "(1-999)"),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: f"{s[0]}-{s[3]}-{s[2][:40]!r}")
def test_a_bad_shape_gets_its_sentence(
    tmp_path: Path, shape: tuple[str, str, str, str, bool, str]
) -> None:
    name, header, row, code, taken, words = shape
    read = read_lines(tmp_path, f"{name}.csv", header, row)
    (entry,) = read.rows_reported
    assert (entry.code, entry.taken, entry.row) == (code, taken, 2)
    assert words in f"{entry.problem} {entry.fix}"
    assert "{" not in entry.problem + entry.fix
    assert read.reading.rows == 1
    assert len(read.rows) == (1 if taken else 0)
    assert read.adds_up


@pytest.mark.parametrize("written", ['"=""S1"""', '"=""S1 """', "'S1", "S1\u200b", "\ufeffS1"])
def test_what_is_put_around_an_id_to_keep_it_whole_is_no_part_of_it(
    tmp_path: Path, written: str
) -> None:
    read = read_lines(tmp_path, "record.csv", RECORD, GOOD_ROW.replace("S1", written, 1))
    assert read.values("student_id") == ["S1"]
    assert read.codes == []


def test_a_formula_that_an_export_made_harmless_comes_back_as_it_was(tmp_path: Path) -> None:
    row = 'S5,"\'=""Lee""",Ana,11,VL,'
    assert read_lines(tmp_path, "students.csv", STUDENTS, row).values("last_name") == ['="Lee"']


def test_good_rows_before_and_after_a_bad_one_are_taken(tmp_path: Path) -> None:
    for bad in ('S1,2025-26,fall,"ENG10,A,5,5', "S1,2025-26", "S9,2025-26,fall,ENG10,A,5,5"):
        other = GOOD_ROW.replace("fall", "spring")
        read = read_lines(tmp_path, "record.csv", RECORD, GOOD_ROW, bad, other)
        assert [row[-1] for row in read.rows] == [2, 4]
        assert [entry.row for entry in read.reading.reported] == [3]


def test_an_open_quote_does_not_swallow_rows_up_to_the_next_quote(tmp_path: Path) -> None:
    header = f"{RECORD},course_title"
    lines = [header, f'{GOOD_ROW},"English 10', *[f"{GOOD_ROW},English 10"] * 600]
    lines += [f'{GOOD_ROW},"English 10"', f"{GOOD_ROW},English 10"]
    read = read_lines(tmp_path, "record.csv", *lines)
    assert read.codes == [(2, "unclosed_quote", False)]
    assert len(read.rows) == 602
    assert read.reading.rows == 603


def test_line_breaks_in_quotes_count_as_one_row(tmp_path: Path) -> None:
    header = f"{STUDENTS},goal"
    rows = [f'{GOOD_STUDENT},"nurse,\nor ""doctor"""', "", GOOD_STUDENT.replace("S1", "S2") + ","]
    read = read_lines(tmp_path, "students.csv", header, *rows)
    assert read.values("goal") == ['nurse,\nor "doctor"', ""]
    assert [row[-1] for row in read.rows] == [2, 4]
    assert [code for _, code, _ in read.codes] == ["look_alike"]


def test_the_second_student_of_an_id_is_refused(tmp_path: Path) -> None:
    read = read_lines(tmp_path, "students.csv", STUDENTS, GOOD_STUDENT, "S1,Lee,Bo,9,VL,")
    assert read.codes == [(3, "duplicate_id", False)]
    assert "in row 2" in read.reading.reported[0].problem
    assert read.values("last_name") == ["Rivera"]


def test_a_row_with_several_problems_is_reported_once(tmp_path: Path) -> None:
    read = read_lines(tmp_path, "record.csv", RECORD, "S9,never,Q1,NOPE,E,x,y")
    assert read.codes == [(2, "unknown_student", False)]


def test_a_missing_column_refuses_every_row_with_one_entry(tmp_path: Path) -> None:
    header = RECORD.replace(",mark", "")
    row = GOOD_ROW.replace(",A-", "")
    read = read_lines(tmp_path, "record.csv", header, row, "", row)
    assert read.codes == [(None, "missing_column", False)]
    assert "mark" in read.reading.reported[0].problem
    assert (read.reading.rows, read.reading.refused, read.rows) == (2, 2, [])


def test_further_and_repeated_columns_are_told_once(tmp_path: Path) -> None:
    read = read_lines(tmp_path, "record.csv", f"{RECORD},shoe size,mark", f"{GOOD_ROW},42,F")
    assert read.codes == [(None, "ignored_column", True), (None, "ignored_column", True)]
    assert read.values("mark") == ["A-"]


def test_a_title_that_differs_is_told_once(tmp_path: Path) -> None:
    rows = [f"{GOOD_ROW},Woodwork"] * 3
    read = read_lines(tmp_path, "record.csv", f"{RECORD},course_title", *rows)
    assert read.codes == [(2, "title_differs", True)]


def test_spreadsheet_leftovers_are_no_rows(tmp_path: Path) -> None:
    read = read_lines(
        tmp_path, "record.csv", RECORD, "", ",,,,,,", GOOD_ROW + ",,", "  ,, ,,,,", "  "
    )
    assert (read.reading.rows, read.codes) == (1, [])
    assert read.rows[0][-1] == 4


def test_two_encodings_in_one_file_are_reported_and_put_right(tmp_path: Path) -> None:
    content = f"{STUDENTS}\nS5,Peña,Zoë,11,VL,\nS6,Núñez,Ana,11,VL,".encode("cp1252")
    content += "\nS7,Peña,Ana,11,VL,\nS8,Peña".encode() + "é,Bo,11,VL,\n".encode("cp1252")
    read = read_bytes(tmp_path, "students.csv", content)
    assert read.reading.encoding == "cp1252"
    assert read.values("last_name") == ["Peña", "Núñez", "Peña", "Peñaé"]
    assert read.codes == [(4, "mixed_encoding", True), (5, "mixed_encoding", True)]


def test_the_known_students_grow_by_those_that_are_taken(tmp_path: Path) -> None:
    what = known()
    read_lines(
        tmp_path, "students.csv", STUDENTS, "007,Lee,Ana,12,VL,", "8,Lee,Bo,12,ZZ,", what=what
    )
    assert what.students["007"] == 2027
    assert "8" not in what.students
