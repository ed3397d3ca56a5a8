"""A file of another system becomes the rows of the plain one, and nothing of it is lost unsaid."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.profiles.profile import (
    ColumnRule,
    KeepRule,
    Lookup,
    Profile,
    TableShape,
)
from cte_desktop.exchange.profiles.shipped import shipped_profiles
from cte_desktop.exchange.profiles.whole_years import halves_of
from cte_desktop.exchange.reading.reading import open_paths
from tests.exchange.reading.reading_district import RECORD, Read, known

HIS = "PID,Yr,Te,CN,MK,CR,CC"
MARKS = (("pid",), ("cn",), ("mk",))
COLUMNS = (
    ColumnRule("student_id", ("pid",)),
    ColumnRule("school_year", ("yr",), convert=("ending_year",)),
    ColumnRule("term", ("te",), convert=("term",), values=(("9", "summer"),)),
    ColumnRule("course_code", ("cn",)),
    ColumnRule("mark", ("mk",), convert=("mark",)),
    ColumnRule("credits_attempted", ("cr",), convert=("credits",)),
    ColumnRule("credits_earned", ("cc",), "0", convert=("credits",)),
)
SHAPE = TableShape("record", marks=MARKS, columns=COLUMNS)


def profile(*shapes: TableShape) -> Profile:
    return Profile("ours", "Ours", shapes)


def changed(*rules: ColumnRule, **more: object) -> TableShape:
    """Return the shape with some rules in place of those of the same columns."""
    named = {rule.column: rule for rule in (*COLUMNS, *rules)}
    return TableShape("record", marks=MARKS, columns=tuple(named.values()), **more)  # type: ignore[arg-type]


def read(
    folder: Path, files: Mapping[str, str], shape: TableShape = SHAPE, what: Known | None = None
) -> Read:
    """Read the record among some files by a profile of one table."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    paths = [folder / name for name in files]
    readings = open_paths(paths, "", None, what or known(), saved=(profile(shape),))
    (reading,) = readings.files
    assert reading.profile == "ours"
    return Read(reading, [row for batch in readings.batches(reading) for row in batch])


def his(*rows: str, header: str = HIS) -> dict[str, str]:
    return {"his.csv": "\n".join((header, *rows, ""))}


def told(result: Read, code: str) -> list[tuple[int | None, str, str]]:
    return [(e.row, e.column, e.value) for e in result.reading.reported if e.code == code]


def plain(folder: Path, *rows: str) -> Read:
    (folder / "record.csv").write_text("\n".join((RECORD, *rows, "")), encoding="utf-8")
    readings = open_paths([folder / "record.csv"], "", None, known())
    (reading,) = readings.files
    return Read(reading, [row for batch in readings.batches(reading) for row in batch])


def test_a_mapped_file_gives_the_rows_of_the_plain_one(tmp_path: Path) -> None:
    mapped = read(tmp_path, his("S1,2026,S1,ENG10,a -,5.0000,5", "S2,2025,9,ALG1,B,5,"))

    same = plain(tmp_path, "S1,2025-26,fall,ENG10,A-,5.0,5.0", "S2,2024-25,summer,ALG1,B,5.0,0.0")
    assert mapped.rows == same.rows
    assert mapped.reading.reported == []
    assert mapped.reading.given == same.reading.given | {"section_id"}


def test_a_decimal_comma_is_read_in_a_mapped_file_and_refused_in_a_plain_one(
    tmp_path: Path,
) -> None:
    mapped = read(tmp_path, {"his.csv": "PID;Yr;Te;CN;MK;CR;CC\nS1;2026;S1;ENG10;A;5,0;2,5\n"})

    assert mapped.rows == plain(tmp_path, "S1,2025-26,fall,ENG10,A,5.0,2.5").rows
    refused = plain(tmp_path, 'S1,2025-26,fall,ENG10,A,"5,0","2,5"')
    assert (refused.rows, refused.reading.refused) == ([], 1)


def test_what_is_wrong_is_told_in_the_files_own_words(tmp_path: Path) -> None:
    result = read(tmp_path, his("S1,2026,S1,ENG10,Q7,5,5", "S9,2026,S1,ENG10,A,5,5"))

    assert result.rows == []
    assert told(result, "unknown_mark") == [(2, "MK", "Q7")]
    assert told(result, "unknown_student") == [(3, "PID", "S9")]


def test_rows_of_another_kind_are_left_aside_and_counted(tmp_path: Path) -> None:
    rows = ("S1,2026,S1,ENG10,A,5,5,Student", "T1,2026,S1,ENG10,A,5,5,teacher", ",,,,,,,")
    keep = KeepRule(ColumnRule("", ("role",)), ("student",))

    result = read(tmp_path, his(*rows, header=f"{HIS},Role"), changed(keep=(keep,)))

    assert (result.reading.rows, result.reading.left_aside, len(result.rows)) == (1, 1, 1)
    assert [(e.row, e.code, e.value, e.taken) for e in result.reading.reported] == [
        (None, "ignored_rows", "1", True)
    ]


def test_of_rows_alike_the_first_alone_is_taken_where_the_shape_says_so(tmp_path: Path) -> None:
    rows = ("S1,2026,S1,ENG10,A,5,5", "S1,2026,S1,ENG10,B,5,5", "S1,2026,S2,ENG10,B,5,5")

    result = read(tmp_path, his(*rows), changed(once=("pid", "te")))

    assert result.values("mark") == ["A", "B"]
    assert result.reading.left_aside == 1


def test_a_row_for_a_whole_year_is_two_rows_and_counts_as_one(tmp_path: Path) -> None:
    result = read(tmp_path, his("S1,2026,FY,ENG10,A,10,7.5", "S2,2026,S1,ALG1,B,5,5"))

    assert result.values("term") == ["fall", "spring", "fall"]
    assert result.values("attempted") == [500, 500, 500]
    assert result.values("earned") == [375, 375, 500]
    assert [row[-1] for row in result.rows] == [2, 2, 3]
    assert (result.reading.rows, result.reading.refused) == (2, 0)


def test_what_is_wrong_with_one_half_refuses_both_and_is_told_once(tmp_path: Path) -> None:
    result = read(tmp_path, his("S1,2026,FY,ENG10,Q7,10,10", "S1,2026,FY,ALG1,F,10,10"))

    assert [row[-1] for row in result.rows] == [3, 3]
    assert (result.reading.rows, result.reading.refused) == (2, 1)
    assert told(result, "unknown_mark") == [(2, "MK", "Q7")]
    assert len(told(result, "adjusted")) == 1


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2000))
def test_the_halves_of_an_amount_add_up_to_it(hundredths: int) -> None:
    first, second = halves_of(f"{hundredths / 100:.2f}")

    assert round(float(first) * 100) + round(float(second) * 100) == hundredths
    assert 0 <= float(first) - float(second) <= 0.0101


def test_credits_can_be_those_of_the_catalog(tmp_path: Path) -> None:
    credits_ = ColumnRule("credits_attempted", constant="@catalog")
    rows = ("S1,2026,FY,ENG10,,", "S1,2026,S1,ALG1,,", "S1,2026,S1,NONE,,")
    header = "PID,Yr,Te,CN,MK,CC"

    result = read(tmp_path, his(*rows, header=header), changed(credits_))

    assert result.values("attempted") == [500, 500, 500]
    assert result.reading.refused == 1


def test_the_two_halves_of_a_summer_are_told_apart(tmp_path: Path) -> None:
    rows = [f"S1,2026,9,ENG10,{mark},5,5" for mark in "ABC"]

    result = read(tmp_path, his(*rows))

    assert result.values("section_id") == ["", "2", ""]  # the third is for the store to refuse
    assert told(result, "second_half") == [(3, "Te", "9")]
    (entry,) = (entry for entry in result.reading.reported if entry.code == "second_half")
    assert "year course of row 2 again" in entry.problem


def test_a_row_of_a_summer_that_stands_twice_is_no_second_half(tmp_path: Path) -> None:
    rows = [f"S1,2026,9,ENG10,{mark},5,5" for mark in "AAB"]

    result = read(tmp_path, his(*rows))

    assert result.values("section_id") == ["", "", "2"]  # the second is for the store to refuse
    assert told(result, "second_half") == [(4, "Te", "9")]


def test_only_courses_from_elsewhere_get_what_is_said_of_them(tmp_path: Path) -> None:
    subject = ColumnRule("subject", ("dept",), elsewhere=True)
    rows = ("S1,2026,S1,ENG10,A,5,5,elective", "S1,2026,S1,OTHER9,A,5,5,elective")

    result = read(tmp_path, his(*rows, header=f"{HIS},Dept"), changed(subject))

    assert result.values("subject") == ["", "elective"]


LOOKED_UP = ColumnRule(
    "course_code",
    ("se",),
    via=(Lookup(("sec*",), ("id",), ("course",)), Lookup(("crs",), ("id",), ("code",))),
)


def test_a_cell_is_looked_up_through_other_files(tmp_path: Path) -> None:
    files = {
        **his("S1,2026,S1,7,A,5,5", "S1,2026,S2,8,A,5,5", header=HIS.replace("CN", "SE")),
        "sections_2026.csv": "ID,Course\n7,c1\n8,c9\n",
        "crs.csv": "id,code\nc1,ENG10\nc2,ALG1\n",
    }
    shape = changed(LOOKED_UP)
    shape = TableShape("record", marks=(("pid",), ("se",)), columns=shape.columns)

    result = read(tmp_path, files, shape)

    assert result.values("course_code") == ["ENG10"]
    assert told(result, "missing_match") == [(None, "SE", "crs")]
    assert told(result, "missing_value") == [(3, "SE", "8")]
    (entry,) = [e for e in result.reading.reported if e.code == "missing_value"]
    assert entry.problem == 'What "8" in the column "SE" means was not found.'


def test_what_was_looked_up_is_named_in_place_of_its_key(tmp_path: Path) -> None:
    files = {
        **his("u3,2026,S1,ENG10,A,5,5"),
        "users.csv": "id,number\nu3,200003\n",
    }
    student = ColumnRule("student_id", ("pid",), via=(Lookup(("users",), ("id",), ("number",)),))

    (entry,) = read(tmp_path, files, changed(student)).reading.reported

    assert (entry.code, entry.column, entry.value) == ("unknown_student", "PID", "u3")
    assert entry.problem == 'There is no student with the id "200003".'


def test_two_columns_of_one_look_up_are_told_once(tmp_path: Path) -> None:
    files = his("S1,2026,S1,7,A,5,5", header=HIS.replace("CN", "SE")) | {
        "sections_2026.csv": "ID,Course\n7,c9\n",
        "crs.csv": "id,code\nc1,ENG10\n",
    }
    title = replace(LOOKED_UP, column="course_title")
    columns = (*changed(LOOKED_UP).columns, title)
    shape = TableShape("record", marks=(("pid",), ("se",)), columns=columns)

    result = read(tmp_path, files, shape)

    assert told(result, "missing_match") == [(None, "SE", "crs")]


def test_a_table_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    rows = [f"S1,2026,S1,{number},A,5,5" for number in range(300)]
    shape = TableShape("record", marks=(("pid",), ("se",)), columns=changed(LOOKED_UP).columns)

    result = read(tmp_path, his(*rows, header=HIS.replace("CN", "SE")), shape)

    (entry,) = [e for e in result.reading.reported if e.code == "missing_match"]
    assert (entry.row, entry.taken) == (None, True)
    assert "300" in entry.problem
    assert result.reading.refused == 300


def test_keys_of_two_columns_lists_filters_and_several_answers(tmp_path: Path) -> None:
    school = ColumnRule(
        "school",
        ("sc", "cn"),
        join="/",
        via=(
            Lookup(
                ("places",),
                ("number", "course"),
                ("short|name", "tail"),
                join="-",
                where=(("kind", ("high", "")),),
            ),
        ),
    )
    places = "Number,Course,Kind,Short,Name,Tail\n1,ENG10,junior,RN,,\n1,ENG10,High,,Far,Away\n"
    files = {**his("S1,2026,S1,ENG10,A,5,5,1", header=f"{HIS},SC"), "places.csv": places}

    assert read(tmp_path, files, changed(school)).values("school") == ["Far-Away"]


def test_headers_that_the_shape_does_not_name_are_told_unless_passed_over(tmp_path: Path) -> None:
    files = his("S1,2026,S1,ENG10,A,5,5,x,y", header=f"{HIS},Shoe Size,SQ")

    assert told(read(tmp_path, files, changed(passed_over=("sq",))), "ignored_column") == [
        (None, "Shoe Size", "Shoe Size")
    ]
    assert told(read(tmp_path, files, changed(passed_over=("*",))), "ignored_column") == []


ROWS = ["S1,2026,S1,ENG10,A-,5,5", "S2,2025,FY,ALG1,b,10,10", "S1,2026,9,ENG10,zz,5,5"]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    order=st.permutations(range(7)),
    loud=st.booleans(),
    blanks=st.sampled_from(["", " ", "  "]),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
def test_order_case_and_blanks_of_headers_change_nothing(
    tmp_path: Path, order: list[int], *, loud: bool, blanks: str, delimiter: str
) -> None:
    def line(text: str, *, upper: bool = False) -> str:
        cells = [text.split(",")[place] for place in order]
        return delimiter.join(f"{blanks}{c.upper() if upper else c}{blanks}" for c in cells)

    usual = read(tmp_path, his(*ROWS))
    other = read(tmp_path, his(*map(line, ROWS), header=line(HIS, upper=loud)))

    assert other.rows == usual.rows
    assert other.codes == usual.codes


CELLS = st.sampled_from(["", "S1", "2026", "2025-26", "FY", "S1", "9", "ENG10", "A", "10", "x"])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(st.lists(CELLS | st.text(max_size=9), min_size=7, max_size=8), max_size=4),
    name=st.sampled_from(["aeries", "coc", "infinite-campus", "powerschool", "oneroster-1.2"]),
    table=st.integers(0, 5),
)
def test_any_cells_are_counted_and_break_nothing(
    tmp_path: Path, rows: list[list[str]], name: str, table: int
) -> None:
    shapes = next(one for one in shipped_profiles() if one.name == name).tables
    shape = shapes[table % len(shapes)]
    header = list(dict.fromkeys(s.split("|")[0] for r in shape.columns for s in r.sources))
    header += [mark[0] for mark in shape.marks if mark[0] not in header]
    path = tmp_path / f"{(shape.files or ('x',))[0].strip('*')}.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        written = csv.writer(stream)
        written.writerow(header)
        written.writerows([(row * 9)[: len(header)] for row in rows])

    readings = open_paths([path], name, None, known())

    for reading in readings.files:
        handed = {row[-1] for batch in readings.batches(reading) for row in batch}
        assert len(handed) + reading.refused == reading.rows
        refused = {e.row for e in reading.reported if e.row is not None and not e.taken}
        assert len(refused) == reading.refused or any(e.row is None for e in reading.reported)


@pytest.mark.parametrize("text", ["", "PID\n", "PID,CN,MK\n,,\n"])
def test_a_file_without_rows_gives_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "his.csv").write_text(f"{HIS}\n{text.partition(chr(10))[2]}")
    readings = open_paths([tmp_path / "his.csv"], "", None, known(), saved=(profile(SHAPE),))

    assert [row for batch in readings.batches(readings.files[0]) for row in batch] == []
    assert readings.files[0].rows == readings.files[0].refused
