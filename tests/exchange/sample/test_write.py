"""The files are those of the contract, the same each time, and import without a refused row."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.exchange.plain.kinds import BY_FILE
from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.reading.reading import open_paths
from cte_desktop.exchange.sample.district import DEFAULT_STUDENTS, MOST_STUDENTS, school_sizes
from cte_desktop.exchange.sample.write import COLUMNS, write_sample
from tests.exchange.sample.written_district import SEED, TODAY, WrittenDistrict


def test_every_file_has_the_columns_of_its_kind_in_order(small: WrittenDistrict) -> None:
    for name in COLUMNS:
        with (small.folder / name).open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream))
        assert header == [column.name for column in BY_FILE[name].columns], name


def test_the_files_are_utf8_with_plain_line_ends_and_no_formulas(small: WrittenDistrict) -> None:
    for name in COLUMNS:
        content = (small.folder / name).read_bytes()
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")
        for row in small.rows(name):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())


def test_the_same_size_seed_and_day_give_the_same_bytes(
    small: WrittenDistrict, tmp_path: Path
) -> None:
    paths = write_sample(tmp_path, students=600, seed=SEED, today=TODAY)
    assert [path.name for path in paths] == list(COLUMNS)
    for path in paths:
        assert path.read_bytes() == (small.folder / path.name).read_bytes(), path.name


def test_another_seed_gives_other_students(small: WrittenDistrict, tmp_path: Path) -> None:
    write_sample(tmp_path, students=60, seed=SEED + 1, today=TODAY)
    other = WrittenDistrict(tmp_path, small.catalog)
    names = {(s["last_name"], s["first_name"], s["birth_date"]) for s in small.students.values()}
    same = [
        s
        for s in other.students.values()
        if (s["last_name"], s["first_name"], s["birth_date"]) in names
    ]
    assert len(same) < 3


def test_a_student_is_the_same_whatever_the_size(
    small: WrittenDistrict, district: WrittenDistrict
) -> None:
    for sid, student in small.students.items():
        other = dict(district.students[sid], counselor=student["counselor"])
        assert other == student
    changing = {"section_id": ""}
    for sid, rows in small.record_of.items():
        assert [row | changing for row in rows] == [
            row | changing for row in district.record_of[sid]
        ]


@pytest.mark.parametrize(
    "today", [date(2026, 7, 5), date(2027, 1, 2), date(2027, 4, 2), date(2030, 6, 29)]
)
def test_it_imports_without_a_refused_or_double_row_on_any_day(
    small: WrittenDistrict, tmp_path: Path, today: date
) -> None:
    write_sample(tmp_path, students=300, seed=7, today=today)
    _check_import(tmp_path, small.catalog, today)


def test_the_whole_district_imports_without_a_refused_or_double_row(
    each_district: WrittenDistrict,
) -> None:
    _check_import(each_district.folder, each_district.catalog, TODAY)


def test_progress_is_told_to_the_last_student(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_sample(
        tmp_path,
        students=450,
        seed=SEED,
        today=TODAY,
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(200, 450), (400, 450), (450, 450)]


@pytest.mark.parametrize("students", [0, -5, MOST_STUDENTS + 1])
def test_a_size_that_makes_no_district_is_refused(tmp_path: Path, students: int) -> None:
    with pytest.raises(ValueError, match="students"):
        write_sample(tmp_path / "none", students=students, seed=SEED, today=TODAY)
    assert not (tmp_path / "none").exists()


def test_one_student_is_a_district_too(small: WrittenDistrict, tmp_path: Path) -> None:
    write_sample(tmp_path, students=1, seed=SEED, today=TODAY)
    assert len(WrittenDistrict(tmp_path, small.catalog).students) == 1


def test_the_default_is_a_school_of_2300_and_its_feeder(small: WrittenDistrict) -> None:
    sizes = {s.short: count for s, count in school_sizes(small.catalog, DEFAULT_STUDENTS)}
    assert sizes == {"VL": 2_300, "RN": 1_131}


def test_a_big_sample_has_the_16_schools_by_their_enrollment(small: WrittenDistrict) -> None:
    sizes = school_sizes(small.catalog, 22_000)
    assert len(sizes) == 16
    assert sum(count for _, count in sizes) == 22_000
    run = sum(school.enrollment for school, _ in sizes)
    for school, count in sizes:
        assert abs(count - 22_000 * school.enrollment / run) < 1


def _check_import(folder: Path, catalog: Catalog, today: date) -> None:
    readings = open_paths([folder], "plain", None, Known(catalog, today))
    assert {reading.name for reading in readings.files} == set(COLUMNS)
    for reading in readings.files:
        places = [reading.columns.index(name) for name in reading.kind.identity]
        identities = [
            tuple(row[place] for place in places)
            for rows in readings.batches(reading)
            for row in rows
        ]
        assert reading.refused == 0, reading.reported[:3]
        assert len(set(identities)) == len(identities), reading.name
        # Carnegie units and namesakes are reported by design.
        codes = {entry.code for entry in reading.reported}
        assert codes <= {"credit_scale", "look_alike"}, reading.name
