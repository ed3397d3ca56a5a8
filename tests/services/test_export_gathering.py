"""Where a student was in a year, what nobody signed up for, and who is planned into a section."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.students.file import StudentFile
from cte_desktop.services import exporting
from cte_desktop.services.cases import open_cases
from cte_desktop.services.certificates import completed_pathways
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.export_gathering import attended_school, district_lea
from cte_desktop.services.exporting import Disclosure, Order
from cte_desktop.services.importing import import_paths
from cte_desktop.system.clock import Clock
from tests.builders import catalog, file_of
from tests.services.conftest import CLOCK

DAY = date(2026, 11, 21)
NOBODY = Disclosure("nobody", "a test")


def _at(school: str, *lines: str) -> StudentFile:
    """A student of Valencia High today, whose record is of another school."""
    file = file_of(*lines, graduation_year=2028)
    return replace(file, record=tuple(replace(row, school=school) for row in file.record))


def test_this_year_a_student_is_where_the_file_says() -> None:
    assert attended_school(_at("SG", "11 fall GD2 B"), 2026, catalog(), DAY) == "VL"


def test_in_a_year_that_is_over_the_record_says_where_a_student_was() -> None:
    file = _at("SG", "10 year GEOM B", "10 year GD1 B")
    assert attended_school(file, 2025, catalog(), DAY) == "SG"
    assert attended_school(file, 2024, catalog(), DAY) == "VL"


def test_who_moved_within_a_year_is_where_it_ended() -> None:
    fall, spring = _at("SG", "10 fall GEOM B", "10 fall GD1 B"), _at("CN", "10 spring GEOM B")
    both = replace(fall, record=(*fall.record, *spring.record))
    assert attended_school(both, 2025, catalog(), DAY) == "CN"


def test_a_class_in_the_evening_elsewhere_does_not_move_a_student() -> None:
    day, evening = _at("VL", "10 year GEOM B", "10 year ENG10 B"), _at("CS", "10 year WD1 B")
    both = replace(day, record=(*day.record, *evening.record))
    assert attended_school(both, 2025, catalog(), DAY) == "VL"


def test_a_record_of_pathway_courses_alone_does_not_move_a_student() -> None:
    assert attended_school(_at("CS", "10 year WD1 B"), 2025, catalog(), DAY) == "VL"


def test_a_college_or_a_school_of_another_district_is_no_school_here() -> None:
    assert attended_school(_at("Lincoln High", "10 year GEOM B"), 2025, catalog(), DAY) == "VL"


def test_a_catalog_without_codes_names_no_district() -> None:
    schools = tuple(replace(school, cds_code="") for school in catalog().schools)
    assert district_lea(replace(catalog(), schools=schools)) == ""


def test_what_was_completed_without_a_sign_up_is_sent_and_said(desk: Desk, tmp_path: Path) -> None:
    case = next(c for c in open_cases(desk) if completed_pathways(c))
    name = completed_pathways(case)[0]
    year = case.pathway_program(name).completed_in
    with desk.database.writing() as tx:
        for statement in ("DELETE FROM enrollment", "UPDATE student SET pathway = ''"):
            tx.connection.exec_driver_sql(statement)
    made = exporting.export_to(desk, "scte", Order(tmp_path / "s.txt", year), NOBODY)
    assert made.students > 0
    said = {(p.student_id, dict(p.values).get("pathway")) for p in made.problems}
    assert (case.file.student.student_id, name) in said
    assert "not_signed_up" in {p.code for p in made.problems}


def test_the_samples_file_of_work_is_what_an_independent_reader_expects(
    desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "wblr.txt"
    exporting.export_to(desk, "wblr", Order(out, 2025), NOBODY)
    grammar = re.compile(
        r"WBLR\^\^\^1965136\^\d{7}\^2025-2026\^(\d{10})\^[^^]+\^(10|15|20|25|35|40|45|50|60|65)"
        r"\^(\d{0,4})\^(\d{4})?\^\^\^\^"
    )
    found = [grammar.fullmatch(line) for line in out.read_text(encoding="utf-8").splitlines()]
    sent = [(match[1], match[2]) for match in found if match]
    assert len(sent) == len(found) > 0
    for match in found:
        assert match is not None
        assert bool(match[3]) == (match[2] in {"10", "15", "20"})
    worked = {
        (case.file.student.state_id, e.type_code)
        for case in open_cases(desk)
        for e in case.file.experiences
        if e.kind == "wbl" and e.school_year == 2025
    }
    assert sorted(sent) == sorted(worked)


def _record_of(folder: Path, taken: tuple[tuple[str, str, str, str], ...]) -> None:
    """Both semesters of year courses at Valencia High: student, school year, course and mark."""
    (folder / "record.csv").write_text(
        "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school\n"
        + "".join(
            f"{student},{year},{term},{code},{mark},5,5,VL\n"
            for student, year, code, mark in taken
            for term in ("fall", "spring")
        ),
        encoding="utf-8",
    )


def test_who_took_both_levels_out_of_order_or_with_too_low_a_mark_is_told_beside_the_file(
    tmp_path: Path,
) -> None:
    desk = new_district(tmp_path / "d.cte", None, CLOCK, actor="A. Lee")
    folder = tmp_path / "files"
    folder.mkdir()
    ids = ("0001", "0002", "0003")
    people = (f"{n},Lee,Ana,12,VL,2026,Culinary Arts\n" for n in ids)
    (folder / "students.csv").write_text(
        "student_id,last_name,first_name,grade_level,school,graduation_year,pathway\n"
        + "".join(people),
        encoding="utf-8",
    )
    taken = (
        ("0001", "2024-25", "CU2", "B"),
        ("0001", "2025-26", "CU1", "B"),
        ("0002", "2024-25", "CU1", "B"),
        ("0002", "2025-26", "CU2", "D+"),
        ("0003", "2024-25", "CU2", "B"),
    )
    _record_of(folder, taken)
    import_paths(desk, (folder,))
    made = exporting.export_to(desk, "scte", Order(tmp_path / "s.txt", 2025), NOBODY)
    told = [(p.student_id, p.code, p.blocks) for p in made.problems if p.student_id]
    assert made.files[0].rows == 0
    assert told == [("0001", "out_of_order", False), ("0002", "capstone_mark", False)]
    elsewhere = Order(tmp_path / "s.txt", 2025, "SG")
    assert [p.code for p in exporting.prepare(desk, "scte", elsewhere).problems] == ["no_rows"]
    desk.close()


def test_a_charters_completer_is_sent_and_the_charter_is_named(tmp_path: Path) -> None:
    desk = new_district(tmp_path / "d.cte", None, CLOCK, actor="A. Lee")
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "students.csv").write_text(
        "student_id,state_id,last_name,first_name,birth_date,gender,grade_level,school,"
        "graduation_year,pathway\n"
        "0001,1234567890,Lee,Ana,2008-03-09,F,12,MV,2026,Culinary Arts\n",
        encoding="utf-8",
    )
    _record_of(folder, (("0001", "2024-25", "CU1", "B"), ("0001", "2025-26", "CU2", "B")))
    import_paths(desk, (folder,))
    desk.clock = Clock(date(2026, 6, 20))  # of this year: at Mission View, not at Valencia
    made = exporting.export_to(desk, "scte", Order(tmp_path / "s.txt", 2025), NOBODY)
    assert made.files[0].rows == 1
    said = [dict(p.values) for p in made.problems if p.code == "charter"]
    assert said == [{"school": "MV", "count": 1}]
    desk.close()


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Desk]:
    """Two students with plans for 2027-28: one is in a section, the other in an unknown one."""
    desk = new_district(tmp_path / "d.cte", None, CLOCK, actor="A. Lee")
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "students.csv").write_text(
        "student_id,last_name,first_name,grade_level,school,graduation_year\n"
        "0001,Lee,Ana,10,VL,2029\n0002,Diaz,Leo,10,VL,2029\n",
        encoding="utf-8",
    )
    (folder / "sections.csv").write_text(
        "section_id,school_year,term,course_code,site,kind,period,teacher\n"
        "G-1,2027-28,year,GD2,VL,day,P2,M. Ortiz\n",
        encoding="utf-8",
    )
    (folder / "plans.csv").write_text(
        "student_id,plan,grade_level,term,lane,course_code,section_id\n"
        "0001,Plan A,11,year,day,GD2,G-1\n0001,Plan A,11,fall,day,PSYCH,\n"
        "0002,Plan A,11,year,day,GD2,G-9\n",
        encoding="utf-8",
    )
    import_paths(desk, (folder,))
    yield desk
    desk.close()


def test_next_years_rosters_come_from_the_plans(planned: Desk, tmp_path: Path) -> None:
    out = tmp_path / "rosters.csv"
    made = exporting.export_to(planned, "rosters", Order(out, 2027), NOBODY)
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(r["section_id"], r["student_id"], r["teacher"], r["state"]) for r in rows] == [
        ("G-1", "0001", "M. Ortiz", "planned"),
        ("G-9", "0002", "", "planned"),
    ]
    assert (rows[0]["student_terms"], rows[0]["periods"]) == ("fall;spring", "P2")
    counts = {p.code: dict(p.values) for p in made.problems}
    assert set(counts) == {"section_unknown", "no_section"}
    assert counts["no_section"]["count"] == 1


def test_both_halves_of_a_year_course_without_a_section_are_one_course(
    planned: Desk, tmp_path: Path
) -> None:
    with planned.database.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE placement SET section_id = ''")
    made = exporting.prepare(planned, "rosters", Order(tmp_path / "r.csv", 2027))
    (said,) = made.problems
    assert (said.code, dict(said.values)["count"]) == ("no_section", 3)


def test_an_alternate_that_the_catalog_lost_is_said_and_not_asked_for(
    planned: Desk, tmp_path: Path
) -> None:
    with planned.database.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE placement SET alternates = 'GONE;ECON'")
    made = exporting.export_to(planned, "requests", Order(tmp_path / "r.csv"), NOBODY)
    assert "GONE" not in (tmp_path / "r.csv").read_text(encoding="utf-8")
    said = [(p.code, dict(p.values)["value"], p.blocks) for p in made.problems]
    assert said == [("unknown_alternate", "GONE", True)]


def test_a_course_that_the_catalog_lost_is_said_and_not_asked_for(
    planned: Desk, tmp_path: Path
) -> None:
    with planned.database.writing() as tx:
        tx.connection.exec_driver_sql(
            "UPDATE placement SET course_code = 'GONE' WHERE course_code = 'PSYCH'"
        )
    made = exporting.export_to(planned, "requests", Order(tmp_path / "r.csv"), NOBODY)
    assert made.files[0].rows == 2
    assert [(p.code, p.blocks) for p in made.problems] == [("unknown_course", True)]
