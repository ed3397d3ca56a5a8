"""Placeholders through the whole program: files in and out, requests, demand, paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.domain.planning.plan import Lane, Placement, Spot
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term, school_year_of_grade
from cte_desktop.services.cases import Case, open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.exporting import Disclosure, Order, export_to
from cte_desktop.services.importing import import_paths
from cte_desktop.services.planning import fresh_id, save_plan
from cte_desktop.services.sections.demand import demand
from tests.services.conftest import CLOCK

SCIENCE, ELECTIVE = "ANY:science:D", "ANY:elective:S"
TO_US = Disclosure("Registrar", "a copy")


@pytest.fixture
def case(desk: Desk) -> Case:
    """A tenth grader who keeps a year of science and a semester of anything open in grade 11."""
    found = next(
        one
        for one in open_cases(desk)
        if one.plan is not None and one.file.student.grade_level == 10
    )
    assert found.plan is not None
    kept = (
        Placement(fresh_id(desk), SCIENCE, Spot(11, Term.FALL, Lane.DAY, "P7")),
        Placement(fresh_id(desk), SCIENCE, Spot(11, Term.SPRING, Lane.DAY, "P7")),
        Placement(fresh_id(desk), ELECTIVE, Spot(12, Term.FALL, Lane.DAY), locked=True),
    )
    save_plan(desk, replace(found.plan, placements=(*found.plan.placements, *kept)), "edit_plan")
    return open_case_of(desk, found.file.student.uid)


def kept_open(case: Case) -> list[tuple[str, Spot | None, bool]]:
    placements = case.plan.placements if case.plan is not None else ()
    return sorted(
        ((p.course_code, p.spot, p.locked) for p in placements if p.course_code.startswith("ANY")),
        key=str,
    )


def test_they_go_out_and_come_back_with_the_plans(desk: Desk, case: Case, tmp_path: Path) -> None:
    export_to(desk, "everything", Order(tmp_path / "all"), TO_US)
    again = new_district(tmp_path / "again.cte", None, CLOCK, actor="A. Lee")
    try:
        report = import_paths(again, [tmp_path / "all"])
        assert not [row for file in report.files for row in file.reported if not row.taken]
        student = case.file.student.student_id
        back = next(c for c in open_cases(again) if c.file.student.student_id == student)
        assert kept_open(back) == kept_open(case)
        assert len(kept_open(back)) == 3
    finally:
        again.close()


def test_an_unknown_kind_is_refused_and_told(desk: Desk, case: Case, tmp_path: Path) -> None:
    file = tmp_path / "plans.csv"
    student = case.file.student.student_id
    file.write_text(
        "student_id,plan,grade_level,term,lane,course_code,section_id,locked\n"
        f"{student},Plan X,12,fall,day,ANY:alchemy:D,,\n"
        f"{student},Plan X,12,year,day,{SCIENCE},,\n",
        encoding="utf-8",
    )
    (report,) = import_paths(desk, [file]).files
    assert (report.accepted, report.refused) == (1, 1)
    assert report.reported[0].value == "ANY:alchemy:D"


def test_a_placeholder_is_no_course_of_the_record(desk: Desk, case: Case, tmp_path: Path) -> None:
    file = tmp_path / "record.csv"
    file.write_text(
        "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned\n"
        f"{case.file.student.student_id},2025-26,fall,{SCIENCE},A,5,5\n",
        encoding="utf-8",
    )
    (report,) = import_paths(desk, [file]).files
    assert (report.accepted, report.refused) == (0, 1)


def test_nobody_requests_them_and_the_export_says_how_many_there_are(
    desk: Desk, case: Case, tmp_path: Path
) -> None:
    year = school_year_of_grade(11, case.file.student.graduation_year)
    done = export_to(
        desk,
        "requests",
        Order(tmp_path / "out", school_year=year, student_ids=(case.file.student.student_id,)),
        TO_US,
    )
    text = (tmp_path / "out").read_text("utf-8-sig")
    assert text
    assert "ANY:" not in text
    assert [(p.code, dict(p.values)["count"]) for p in done.problems if p.code == "still_to_choose"]


def test_they_want_no_seats(desk: Desk, case: Case) -> None:
    for year in (2027, 2028):
        rows = demand(desk, year).rows
        assert rows
        assert not [row for row in rows if row.place.course_code.startswith("ANY")]
    assert [f.code for f in case.findings].count("placeholder_open") == 2


def test_every_audit_sees_them_as_planned_work(case: Case) -> None:
    program = case.audit.program("graduation")
    assert program is not None
    used: set[str] = set()
    waiting = list(program.requirements)
    while waiting:
        one = waiting.pop()
        used |= {work.course for work in one.used if work.state is State.PLANNED}
        waiting += one.requirements
    unused = {work.course for work in program.unused}
    assert {SCIENCE, ELECTIVE} <= used | unused
    states = {s.state for s in case.situation.semesters if s.course_code.startswith("ANY")}
    assert states == {State.PLANNED}
