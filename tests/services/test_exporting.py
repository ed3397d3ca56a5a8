"""Exports are looked over before they are written, and none is written without its entry."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cte_desktop.services import exporting
from cte_desktop.services.cases import open_cases
from cte_desktop.services.certificates import completed_pathways
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.disclosures import disclosed_words
from cte_desktop.services.export_gathering import completions_of, district_lea
from cte_desktop.services.exporting import Disclosure, Order
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.storage.disclosures import list_disclosures
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError, WrongCall
from tests.services.conftest import CLOCK

TO_SACRAMENTO = Disclosure("California Department of Education", "end-of-year report")


NAMES = ("requests", "completers", "scte", "wblr", "rosters")

Years = dict[tuple[str, str], int]


@pytest.fixture(scope="module")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district large enough for completers of several pathways."""
    file = tmp_path_factory.mktemp("exports") / "sample.cte"
    make_sample_district(file, CLOCK, students=150)
    return file


@pytest.fixture(scope="module")
def completers(made_sample: Path) -> Years:
    """The year of every completion, as certificates see it: student and pathway."""
    desk = open_desk(made_sample, None, CLOCK, actor="A. Lee", writable=False)
    found = {
        (case.file.student.student_id, name): case.pathway_program(name).completed_in or 0
        for case in open_cases(desk)
        for name in completed_pathways(case)
    }
    desk.close()
    return found


@pytest.fixture(scope="module")
def year(completers: Years) -> int:
    """The school year in which most of the sample's students completed a pathway."""
    return Counter(completers.values()).most_common(1)[0][0]


def _rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_completions_are_those_of_certificates_in_every_year(desk: Desk, completers: Years) -> None:
    found = {
        (one.student.student_id, one.pathway): one.completed_in
        for school_year in sorted(set(completers.values()))
        for one in completions_of(desk, school_year).of(school_year)
    }
    assert found == completers
    assert len(found) > 3


def test_the_samples_state_file_is_what_an_independent_reader_expects(
    desk: Desk, tmp_path: Path, year: int, completers: Years
) -> None:
    order = Order(tmp_path / "scte.txt", school_year=year)
    made = exporting.export_to(desk, "scte", order, TO_SACRAMENTO)
    content = order.out.read_bytes()
    assert content.endswith(b"\r\n")
    lines = content.decode("utf-8").removesuffix("\r\n").split("\r\n")
    names = r"[A-Za-z0-9.'/ À-ÖØ-öø-ÿ-]"
    grammar = re.compile(
        rf"SCTE\^\^\^1965136\^\d{{7}}\^{year}-{year + 1}\^\d{{10}}\^[^^]{{1,15}}"
        rf"\^{names}{{1,30}}\^{names}{{1,50}}\^(19|20)\d{{6}}\^[MFX]\^\d{{3}}\^{year}-{year + 1}"
    )
    assert all(grammar.fullmatch(line) for line in lines)
    fields = [line.split("^") for line in lines]
    students = {case.file.student.student_id: case.file.student for case in open_cases(desk)}
    assert all(students[f[7]].state_id == f[6] for f in fields)
    catalog = desk.catalog()
    expected = {
        (student, catalog.pathway_by_name[name].code)
        for (student, name), completed in completers.items()
        if completed == year
    }
    assert {(f[7], f[12]) for f in fields} == expected
    assert (len(lines), made.files[0].rows) == (len(expected), len(expected))
    assert not any(said.blocks for said in made.problems)


@pytest.mark.parametrize("name", NAMES)
def test_every_export_is_logged_with_recipient_and_purpose(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    made = exporting.export_to(desk, name, Order(tmp_path), TO_SACRAMENTO)
    assert all(file.path.parent == tmp_path and file.path.is_file() for file in made.files)
    with desk.database.reading() as tx:
        (entry,) = list_disclosures(tx)
    assert (entry.what, entry.recipient, entry.purpose) == (
        name,
        TO_SACRAMENTO.recipient,
        TO_SACRAMENTO.purpose,
    )
    assert len(entry.student_ids) == made.students
    assert disclosed_words(name) != name


def test_the_states_files_go_to_the_state_and_all_others_as_the_contract_says() -> None:
    said = {name: exporting.usual_disclosure(name) for name in exporting.EXPORTS}
    of_the_state = Disclosure("California Department of Education", "state reporting")
    assert {name for name, one in said.items() if one == of_the_state} == {"scte", "wblr"}
    assert set(said.values()) == {of_the_state, Disclosure("student", "advising")}


def test_preparing_writes_and_logs_nothing(desk: Desk, tmp_path: Path) -> None:
    prepared = exporting.prepare(desk, "scte", Order(tmp_path))
    assert prepared.files[0].path == tmp_path / "SCTE_2025-26.txt"
    assert not list(tmp_path.glob("SCTE*"))
    with desk.database.reading() as tx:
        assert not list_disclosures(tx)


def test_a_file_that_can_not_be_written_is_not_disclosed(desk: Desk, tmp_path: Path) -> None:
    order = Order(tmp_path / "missing" / "scte.txt")
    with pytest.raises(KnownError):
        exporting.export_to(desk, "scte", order, TO_SACRAMENTO)
    with desk.database.reading() as tx:
        assert not list_disclosures(tx)


def test_files_of_before_stay_when_a_later_one_can_not_be_written(
    desk: Desk, tmp_path: Path
) -> None:
    file, folder = tmp_path / "list.csv", tmp_path / "problems.csv"
    file.write_text("of before")
    folder.mkdir()  # so that no file can take its place
    with pytest.raises(KnownError):
        exporting.export_to(desk, "completers", Order(file), TO_SACRAMENTO, folder)
    assert file.read_text() == "of before"
    assert {path.name for path in tmp_path.glob(".*.new")} == set()
    with desk.database.reading() as tx:
        assert not list_disclosures(tx)


def test_a_folder_gets_a_file_of_a_usual_name_and_anything_else_is_the_file(
    desk: Desk, tmp_path: Path
) -> None:
    inside = exporting.export_to(desk, "completers", Order(tmp_path), TO_SACRAMENTO)
    assert inside.files[0].path == tmp_path / "completers_2025-26.csv"
    plain = exporting.export_to(desk, "completers", Order(tmp_path / "june"), TO_SACRAMENTO)
    assert plain.files[0].path.read_bytes() == inside.files[0].path.read_bytes()


def test_what_is_wrong_is_listed_in_a_file_and_those_students_are_disclosed(
    desk: Desk, tmp_path: Path, year: int, completers: Years
) -> None:
    whom = next(s for (s, _), completed in completers.items() if completed == year)
    _forget_ssid(desk, whom)
    order, beside = Order(tmp_path / "scte.txt", school_year=year), tmp_path / "problems.csv"
    made = exporting.export_to(desk, "scte", order, TO_SACRAMENTO, beside)
    assert f"^{whom}^".encode() not in order.out.read_bytes()
    (row,) = [row for row in _rows(beside) if row["code"] == "ssid_missing"]
    assert (row["student_id"], row["field"], row["weight"]) == (whom, "11.07", "must_fix")
    assert row["problem"]
    assert row["fix"]
    assert made.files[1].rows == len(made.problems)
    case = next(open_cases(desk, (whom,)))
    with desk.database.reading() as tx:
        assert len(list_disclosures(tx, student_id=case.file.student.uid)) == 1


def _forget_ssid(desk: Desk, student_id: str) -> None:
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(
            "UPDATE student SET state_id = '' WHERE student_id = ?", (student_id,)
        )


def test_one_schools_file_is_a_part_of_the_districts(desk: Desk, tmp_path: Path, year: int) -> None:
    def lines(school: str) -> set[str]:
        path = tmp_path / f"scte{school}.txt"
        exporting.export_to(desk, "scte", Order(path, year, school), TO_SACRAMENTO)
        return set(path.read_text(encoding="utf-8").splitlines())

    schools = {line.split("^")[4] for line in lines("")}
    shorts = [s.short for s in desk.catalog().schools if s.cds_code[7:] in schools]
    assert set().union(*map(lines, shorts)) == lines("")


def test_completers_come_with_the_rows_that_prove_them(
    desk: Desk, tmp_path: Path, year: int, completers: Years
) -> None:
    path = tmp_path / "completers.xlsx"
    exporting.export_to(desk, "completers", Order(path, year), TO_SACRAMENTO)
    heading, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    found = [dict(zip(heading, row, strict=True)) for row in rows]
    expected = {key for key, completed in completers.items() if completed == year}
    assert {(row["student_id"], row["pathway"]) for row in found} == expected
    for row in found:
        assert row["capstone_courses"]
        assert row["concentrator_courses"]
        assert f"{year}-{(year + 1) % 100:02d}" in str(row["capstone_rows"])
        assert "capstone C-" in str(row["rule"])


def test_requests_are_the_plans_of_next_year(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "requests.csv"
    made = exporting.export_to(desk, "requests", Order(path), TO_SACRAMENTO)
    found: dict[str, set[str]] = {}
    for row in _rows(path):
        if not row["alternate_for"]:
            found.setdefault(row["student_id"], set()).add(row["course_code"])
    planned = {
        case.file.student.student_id: {
            p.course_code
            for p in case.plan.placed
            if p.spot is not None
            and p.spot.grade_level == 12 - (case.file.student.graduation_year - 2028)
        }
        for case in open_cases(desk)
        if case.plan is not None
    }
    assert found == {student: codes for student, codes in planned.items() if codes}
    assert made.students == len(found) > 10
    assert {row["school_year"] for row in _rows(path)} == {"2027-28"}


def test_rosters_are_the_record_in_progress(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "rosters.csv"
    exporting.export_to(desk, "rosters", Order(path), TO_SACRAMENTO)
    rows = _rows(path)
    sitting = {
        (case.file.student.student_id, row.section_id)
        for case in open_cases(desk)
        for row in case.file.record
        if row.school_year == 2026 and row.section_id and row.mark != "W"
    }
    assert {(r["student_id"], r["section_id"]) for r in rows if r["state"] != "planned"} == sitting
    assert len(rows) == len({(r["student_id"], r["section_id"]) for r in rows})
    assert all(row["site"] and row["course_title"] for row in rows)
    one = rows[0]["section_id"]
    exporting.export_to(desk, "rosters", Order(path, sections=(one,)), TO_SACRAMENTO)
    assert _rows(path) == [row for row in rows if row["section_id"] == one]


def test_only_wanted_students_are_exported(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "requests.csv"
    exporting.export_to(desk, "requests", Order(path), TO_SACRAMENTO)
    whom = _rows(path)[0]["student_id"]
    order = Order(path, student_ids=(whom,))
    assert exporting.export_to(desk, "requests", order, TO_SACRAMENTO).students == 1
    assert {row["student_id"] for row in _rows(path)} == {whom}
    with pytest.raises(WrongCall) as raised:
        exporting.prepare(desk, "requests", Order(path, student_ids=("nobody",)))
    assert raised.value.code == "unknown_student"


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        ("all", {}, "unknown_export"),
        ("scte", {"school_year": 2028}, "year_too_far"),
        ("scte", {"school": "Hogwarts"}, "unknown_school"),
        ("requests", {"layout": "skyward"}, "unknown_format"),
        ("rosters", {"sections": ("nowhere",)}, "unknown_section"),
        ("completers", {"out": Path("completers.pdf")}, "unknown_ending"),
    ],
)
def test_a_wrong_call_is_refused_before_anything_is_written(
    desk: Desk, tmp_path: Path, name: str, more: dict[str, object], code: str
) -> None:
    order = Order(**({"out": tmp_path} | more))  # type: ignore[arg-type]
    with pytest.raises(WrongCall) as raised:
        exporting.prepare(desk, name, order)
    assert raised.value.code == code


def test_work_can_be_given_up_at_a_report_of_progress(desk: Desk, tmp_path: Path) -> None:
    def give_up(done: int, total: int) -> None:
        raise InterruptedError

    for name in NAMES:
        with pytest.raises(InterruptedError):
            exporting.prepare(desk, name, Order(tmp_path), give_up)
    assert not list(tmp_path.glob("*.txt"))


def test_the_district_is_told_by_the_codes_of_its_schools(desk: Desk) -> None:
    assert district_lea(desk.catalog()) == "1965136"


def test_formats_have_titles_and_the_plain_one_comes_first() -> None:
    found = exporting.formats()
    assert found[0][0] == "plain"
    assert all(title for _, title in found)


@pytest.mark.parametrize(
    ("day", "reported", "wanted", "present"),
    [
        (date(2026, 6, 30), 2025, 2026, 2025),
        (date(2026, 7, 1), 2025, 2027, 2026),
        (date(2026, 12, 31), 2025, 2027, 2026),
        (date(2027, 1, 1), 2026, 2027, 2026),
    ],
)
def test_the_usual_year_is_the_one_that_people_mean(
    desk: Desk, day: date, reported: int, wanted: int, present: int
) -> None:
    desk.clock = Clock(day)
    years = {name: exporting.usual_school_year(desk, name) for name in NAMES}
    assert years == {
        "scte": reported,
        "wblr": reported,
        "completers": reported,
        "requests": wanted,
        "rosters": present,
    }


def test_the_problems_are_never_written_over_the_export(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "scte.txt"
    with pytest.raises(WrongCall) as raised:
        exporting.export_to(desk, "scte", Order(out), TO_SACRAMENTO, out)
    assert raised.value.code == "same_file"
    assert not out.exists()


def test_problems_are_written_as_a_list_of_a_known_kind_or_not_at_all(
    desk: Desk, tmp_path: Path
) -> None:
    out, beside = tmp_path / "scte.txt", tmp_path / "problems.pdf"
    with pytest.raises(WrongCall) as raised:
        exporting.export_to(desk, "scte", Order(out), TO_SACRAMENTO, beside)
    assert raised.value.code == "unknown_ending"
    assert not out.exists()
    assert not beside.exists()
