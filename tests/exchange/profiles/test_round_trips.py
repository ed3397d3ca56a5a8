"""The sample district through each system's files: at the end it is the same as through the plain.

What a system carries is compared, field by field: of students what it has, of the record who took
what where and when with which mark and credits, of sections where and when they meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.exchange.plain.catalog import read_shipped_catalog
from cte_desktop.exchange.sample.write import write_sample
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.importing import ImportReport, import_paths
from cte_desktop.system.clock import Clock
from tests.exchange.profiles import carried
from tests.exchange.profiles.as_written_by import PlainDistrict
from tests.exchange.profiles.carried import COLLEGE_GRADES, HISTORY, SYSTEMS, Expected, System

TODAY = date(2026, 11, 22)
STUDENTS, WHOLE_DISTRICT = 300, 22_000
PLAIN = ("students.csv", "record.csv", "sections.csv")


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> PlainDistrict:
    return _written(tmp_path_factory.mktemp("plain"), STUDENTS)


@pytest.fixture(scope="session")
def plain(district: PlainDistrict, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with _plain_desk(district, tmp_path_factory.mktemp("database")) as desk:
        yield desk


@pytest.fixture(scope="session")
def whole_district(tmp_path_factory: pytest.TempPathFactory) -> PlainDistrict:
    return _written(tmp_path_factory.mktemp("plain"), WHOLE_DISTRICT)


@pytest.fixture(scope="session")
def whole_plain(
    whole_district: PlainDistrict, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    with _plain_desk(whole_district, tmp_path_factory.mktemp("database")) as desk:
        yield desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with _new_desk(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.profile)
def test_a_district_that_comes_from_a_system_is_the_same_district(
    system: System, district: PlainDistrict, plain: Desk, desk: Desk, tmp_path: Path
) -> None:
    _round_trip(system, district, plain, desk, tmp_path / "files")


@pytest.mark.slow
@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.profile)
def test_a_district_of_22_000_students_is_the_same_through_each_system(
    system: System, whole_district: PlainDistrict, whole_plain: Desk, desk: Desk, tmp_path: Path
) -> None:
    figures = _round_trip(system, whole_district, whole_plain, desk, tmp_path / "files")
    print(f"{system.profile}: {figures}")  # noqa: T201 - the figures are wanted


def test_a_transcript_in_powerschools_own_layout_is_the_same_record(
    district: PlainDistrict, plain: Desk, desk: Desk, tmp_path: Path
) -> None:
    import_paths(desk, [district.folder / "students.csv"], back_up=False)
    path = HISTORY.write(district, tmp_path / "files")
    without_department = ("unknown_course", "needs_answer")
    _bring(desk, path, HISTORY.profile, district, *without_department)
    assert set(carried.record(desk)) == Expected(HISTORY, district, plain).record()


def test_what_the_college_reports_is_what_the_plain_file_says_of_it(
    district: PlainDistrict, plain: Desk, desk: Desk, tmp_path: Path
) -> None:
    import_paths(desk, [district.folder / "students.csv"], back_up=False)
    path = COLLEGE_GRADES.write(district, tmp_path / "files")
    _bring(desk, path, COLLEGE_GRADES.profile, district)
    assert carried.college_rows(desk) == carried.college_rows(plain) != set()


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.profile)
def test_no_profile_needs_to_be_named(
    system: System, district: PlainDistrict, desk: Desk, tmp_path: Path
) -> None:
    path = system.write(district, tmp_path / "files")
    report = _bring(desk, path, "", district, "duplicate_row")
    profiles = {file.profile for file in report.files if file.kind != "unknown"}
    assert profiles == {system.profile}


def _round_trip(
    system: System, district: PlainDistrict, plain: Desk, desk: Desk, folder: Path
) -> str:
    """Import what a system wrote and compare; the second time nothing changes. Return figures."""
    path = system.write(district, folder)
    began = perf_counter()
    first = _bring(desk, path, system.profile, district, "duplicate_row")
    took = perf_counter() - began
    expected = Expected(system, district, plain)
    assert carried.students(desk, system.student) == expected.students()
    told = carried.record(desk)
    assert set(told) == expected.record()
    assert sum(file.refused for file in first.files) == expected.lost
    if system.sections:
        assert carried.sections(desk) == expected.sections()
    again = _bring(desk, path, system.profile, district, "duplicate_row")
    assert again.step is None
    assert sum(file.accepted + file.changed for file in again.files) == 0
    rows = sum(file.rows for file in first.files)
    return f"{rows:,} rows of files, {len(told):,} of the record, {took:.1f} s"


def _bring(
    desk: Desk, path: Path, profile: str, district: PlainDistrict, *refused: str
) -> ImportReport:
    """Import what a system wrote; every row is accounted for, none refused but for these."""
    report = import_paths(
        desk, [path], profile=profile, answers=carried.answers(district), back_up=False
    )
    for file in report.files:
        assert file.rows == file.accepted + file.changed + file.unchanged + file.refused, file.file
        for entry in file.reported:
            assert entry.taken or entry.code in refused, (file.file, entry)
    return report


def _written(folder: Path, students: int) -> PlainDistrict:
    """Write the sample with the sections of this year alone: a system exports one at a time."""
    write_sample(folder, students=students, seed=1, today=TODAY)
    sections = folder / "sections.csv"
    header, *rows = sections.read_text(encoding="utf-8").splitlines(keepends=True)
    of_year = [row for row in rows if row.split(",")[1] == school_year_text(TODAY.year)]
    assert 0 < len(of_year) < len(rows)
    sections.write_text("".join((header, *of_year)), encoding="utf-8", newline="")
    return PlainDistrict(folder, read_shipped_catalog())


@contextmanager
def _plain_desk(district: PlainDistrict, folder: Path) -> Iterator[Desk]:
    with _new_desk(folder) as desk:
        import_paths(desk, [district.folder / name for name in PLAIN], back_up=False)
        yield desk


@contextmanager
def _new_desk(folder: Path) -> Iterator[Desk]:
    desk = new_district(folder / "district.cte", None, Clock(TODAY), actor="A. Lee")
    try:
        yield desk
    finally:
        desk.close()
